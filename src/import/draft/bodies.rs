//! The bodies of a draft: which names are one body's, whose it is, what it belongs to, and who took
//! over from it.

use std::collections::HashMap;

use super::Draft;
use super::kind::kind;
use crate::import::known::places::Completed;
use crate::import::known::{self, KnownBody};
use crate::model::{Agency, AgencyKind, Assignment, Basis, Dataset, Members, Succession, name_key};

/// A name as it is understood where it stands.
struct Named {
    /// The body that everybody knows by it.
    known: Option<KnownBody>,
    /// The name with the place that was left out.
    completed: Option<Completed>,
    /// The names that it may have in its document, by their keys: 市发改委, 市发展改革委.
    here: Vec<String>,
    /// The names that mean it everywhere, by their keys, the full one first.
    anywhere: Vec<String>,
}

impl Draft {
    /// The id of a body, which is added where nobody knows it. Names that everybody knows to mean
    /// one body (市经信局, 市经济和信息化局) are one; each stays as it is written.
    pub(super) fn body(&mut self, written: &str) -> String {
        let named = self.named(written);
        let nth = self.known_body(&named).unwrap_or_else(|| {
            let new = self.new_body(written, &named);
            self.dataset.agencies.push(new);
            self.dataset.agencies.len() - 1
        });
        for key in named.anywhere {
            self.bodies.entry(key).or_insert(nth);
        }
        for key in named.here {
            self.of_home.entry(key).or_insert(nth);
        }
        let agency = &mut self.dataset.agencies[nth];
        let is_it = |name: &String| name_key(name) == name_key(written);
        let is_named = is_it(&agency.name) || agency.short.as_ref().is_some_and(is_it);
        if !is_named && !agency.aliases.iter().any(is_it) {
            agency.aliases.push(written.to_owned());
        }
        agency.id.clone()
    }

    fn named(&self, written: &str) -> Named {
        let key_of = |name: &String| name_key(name).into_owned();
        let key = name_key(written).into_owned();
        let plain = known::find(written, self.is_national);
        let home = self.home.as_ref();
        let Some(completed) = home.and_then(|home| home.complete(written)) else {
            let names = plain.iter().flat_map(|body| &body.names).map(key_of);
            return Named {
                anywhere: std::iter::once(key).chain(names).collect(),
                known: plain,
                completed: None,
                here: Vec::new(),
            };
        };
        let known = known::find(&completed.full, self.is_national);
        let of_place = completed.place.iter().flat_map(|place| &place.others);
        let mut anywhere = vec![name_key(&completed.full).into_owned()];
        anywhere.extend(known.iter().flat_map(|body| &body.names).map(key_of));
        let mut here = vec![key];
        here.extend(plain.iter().flat_map(|body| &body.names).map(key_of));
        here.extend(of_place.map(key_of));
        Named {
            known,
            completed: Some(completed),
            here,
            anywhere,
        }
    }

    /// The agency that a name means, where the data has it.
    fn known_body(&self, named: &Named) -> Option<usize> {
        let mut anywhere = named.anywhere.iter();
        let found = anywhere.find_map(|key| self.bodies.get(key));
        let mut here = named.here.iter();
        let found = found.or_else(|| here.find_map(|key| self.of_home.get(key)));
        // 市财政局 of the data may be that of another city.
        let is_ours = |nth: &&usize| {
            let name = &self.dataset.agencies[**nth].name;
            let home = self.home.as_ref();
            named.here.contains(&name_key(name).into_owned())
                || home.is_some_and(|home| home.has(name))
        };
        let mut here = named.here.iter();
        let in_data = || here.find_map(|key| self.bodies.get(key).filter(is_ours));
        found.or_else(in_data).copied()
    }

    fn new_body(&self, written: &str, named: &Named) -> Agency {
        let mut new = new_body(&self.dataset, written);
        let known = named.known.as_ref();
        let Some(completed) = &named.completed else {
            new.short = usual_short(known, written);
            return new;
        };
        let full = known.map_or(&completed.full, |body| &body.name);
        let place = completed.place.as_ref();
        let basis = known.map(|body| body.basis);
        let basis = basis.or(place.map(|place| place.basis.as_str()));
        let reason = self.home.as_ref().map(|home| home.reason.as_str());
        let said = reason.into_iter().map(str::to_owned);
        let said = said.chain(basis.map(|basis| format!("一般知识（{basis}）")));
        let said: Vec<String> = said.collect();
        new.note = Some(format!("“{written}”读作“{full}”：{}。", said.join("；")));
        full.clone_into(&mut new.name);
        let plain = known::find(written, self.is_national);
        let short = usual_short(plain.as_ref(), written);
        new.short = Some(short.unwrap_or_else(|| written.to_owned()));
        if place.is_some() {
            new.kind = AgencyKind::District;
        }
        new
    }

    /// The one body of a task that 统计部门 means, and its name.
    pub(super) fn of_department(
        &self,
        written: &str,
        of_task: &[Assignment],
    ) -> Option<(String, String)> {
        let stem = written.strip_suffix("部门")?;
        let is_office = |name: &str| {
            let at = name.find(stem).filter(|at| *at > 0);
            at.is_some() && name.ends_with(['局', '委', '厅', '办', '部', '会'])
        };
        let agencies = self.dataset.agencies.iter();
        let mut found = agencies.filter(|agency| {
            let has_part = of_task.iter().any(|part| part.agency == agency.id);
            has_part && names(agency).any(is_office)
        });
        match (found.next(), found.next()) {
            (Some(one), None) => Some((one.id.clone(), one.label().to_owned())),
            _ => None,
        }
    }

    /// The agency that a body is, by any of its names.
    fn nth(&self, body: &KnownBody) -> Option<usize> {
        let mut names = body.names.iter();
        names.find_map(|name| self.bodies.get(name_key(name).as_ref()).copied())
    }

    /// Says of the agencies from here on to which other one they belong, where their name begins
    /// with that one's: 市公安局交管局, a group and its office.
    pub(super) fn parents(&mut self, from: usize) {
        let agencies = &self.dataset.agencies;
        let mut by_name: HashMap<&str, &Agency> = HashMap::new();
        for agency in agencies
            .iter()
            .filter(|it| it.kind != AgencyKind::Collective)
        {
            for name in names(agency).filter(|name| name.chars().count() >= 2) {
                by_name.entry(name).or_insert(agency);
            }
        }
        let mut found: Vec<(usize, String)> = Vec::new();
        for (nth, agency) in agencies.iter().enumerate().skip(from) {
            let mut cuts = agency.name.char_indices().map(|(at, _)| at).rev();
            let parent = cuts.find_map(|at| {
                let (name, rest) = agency.name.split_at(at);
                let parent = by_name.get(name).filter(|it| it.id != agency.id)?;
                is_part(rest).then_some(parent)
            });
            let is_one = agency.kind != AgencyKind::Collective;
            found.extend(parent.filter(|_| is_one).map(|it| (nth, it.id.clone())));
        }
        for (nth, parent) in found {
            let is_above = |id: &str| {
                let mut at = Some(parent.as_str());
                let mut steps = 0;
                while let Some(here) = at.filter(|_| steps < self.dataset.agencies.len()) {
                    if here == id {
                        return true;
                    }
                    let agency = self.dataset.agencies.iter().find(|it| it.id == here);
                    at = agency.and_then(|agency| agency.parent.as_deref());
                    steps += 1;
                }
                false
            };
            if !is_above(&self.dataset.agencies[nth].id) {
                self.dataset.agencies[nth].parent = Some(parent);
            }
        }
    }

    /// Adds who took over from the bodies of the documents, as far as everybody knows. What the data
    /// says itself stands.
    pub(super) fn reforms(&mut self) {
        for nth in 0..self.dataset.agencies.len() {
            let mut from = self.dataset.agencies[nth].id.clone();
            let agency = &self.dataset.agencies[nth];
            let mut names = std::iter::once(&agency.name).chain(&agency.aliases);
            let mut body = names.find_map(|name| known::find(name, self.is_national));
            while let Some(of) = body.take() {
                if self.dataset.successions.iter().any(|it| it.from == from) {
                    break;
                }
                let heirs = known::heirs(&of);
                // Of several that may have taken over, the one that the documents name.
                let heir = match heirs.as_slice() {
                    [one] if one.is_certain => one,
                    several => {
                        let mut present = several.iter().filter(|it| self.nth(&it.body).is_some());
                        match (present.next(), present.next()) {
                            (Some(one), None) => one,
                            _ => break,
                        }
                    }
                };
                let to = match self.nth(&heir.body) {
                    Some(nth) => self.dataset.agencies[nth].id.clone(),
                    None => self.body(&heir.body.name),
                };
                self.dataset.successions.push(Succession {
                    from,
                    to: to.clone(),
                    how: heir.how,
                    date: heir.date,
                    basis: Basis::General(heir.basis.clone()),
                });
                (from, body) = (to, Some(heir.body.clone()));
            }
        }
    }
}

/// The usual short name of a body whose full one is written; a short name stays what it is.
fn usual_short(known: Option<&KnownBody>, written: &str) -> Option<String> {
    let body = known.filter(|body| name_key(&body.name) == name_key(written))?;
    body.names.get(1).cloned()
}

/// A body that the data does not know yet, under an id that is free there.
pub fn new_body(data: &Dataset, name: &str) -> Agency {
    let is_free = |id: &String| data.agencies.iter().all(|agency| agency.id != *id);
    let ids = (data.agencies.len() + 1..).map(|number| format!("body-{number}"));
    let kind = kind(name);
    Agency {
        id: ids.into_iter().find(is_free).unwrap_or_default(),
        name: name.to_owned(),
        kind,
        members: (kind == AgencyKind::Collective).then_some(Members::Open),
        ..Agency::default()
    }
}

/// All names of an agency.
fn names(agency: &Agency) -> impl Iterator<Item = &str> {
    let names = std::iter::once(&agency.name).chain(&agency.short);
    names.chain(&agency.aliases).map(String::as_str)
}

/// Whether what stands behind the name of a body names a part of it, and is no gloss.
fn is_part(rest: &str) -> bool {
    // 杭州市 and 杭州市人民政府 are one body in two wordings.
    let is_same = ["人民政府", "政府", "管委会", "管理委员会"].contains(&rest);
    let is_gloss = rest.starts_with(['（', '(', '〔', '、', '，', '和', '及', '与', '等']);
    rest.chars().count() >= 2 && !is_gloss && !is_same
}

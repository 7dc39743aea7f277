//! Names that the document itself puts in doubt: several bodies written as one word
//! (经信财政发改委), or a name that lost its first character (发改委 beside 市发改委). Only names that
//! the document has elsewhere are put in their place; the wording stays.

use std::collections::{BTreeMap, HashMap};

use super::reading::{Confidence, ReadDuty, Reading};
use crate::model::name_key;

/// How the names of bodies of one level begin.
const LEVELS: [&str; 7] = ["市", "省", "区", "县", "州", "旗", "自治区"];
/// How the names of offices end.
const OFFICES: [&str; 8] = ["局", "委", "办", "厅", "部", "政府", "管委会", "院"];
/// What is a name of its own, whatever it is made of.
const WHOLE: [&str; 6] = ["总局", "公司", "集团", "银行", "总队", "中心"];
/// A name that comes so often is what the body is called.
const OFTEN: usize = 4;
/// A name of so few characters is not taken apart, and no part of one is shorter.
const SHORTEST: usize = 2;

/// Judges the names of a reading by each other.
pub(super) fn judge(reading: &mut Reading) {
    let names = Known::of(reading);
    for task in &mut reading.tasks {
        let duties = std::mem::take(&mut task.duties);
        for duty in duties {
            judge_one(&names, duty, &mut task.duties);
        }
    }
}

fn judge_one(names: &Known, duty: ReadDuty, duties: &mut Vec<ReadDuty>) {
    if let Some(parts) = names.run_on(&duty.written) {
        let meant: Vec<&str> = parts.iter().map(|part| part.means.as_str()).collect();
        let rule = format!(
            "“{}”连写，读作{}（{}）",
            duty.written,
            meant.join("、"),
            duty.rule
        );
        for part in &parts {
            duties.push(ReadDuty {
                written: part.written.clone(),
                means: Some(part.means.clone()),
                at: duty.at + part.at,
                role: duty.role,
                rule: rule.clone(),
                confidence: Confidence::Doubtful,
            });
        }
        return;
    }
    if let Some(whole) = names.whole_of(&duty.written) {
        duties.push(ReadDuty {
            rule: format!("{}；原文写作“{}”，读作{whole}", duty.rule, duty.written),
            means: Some(whole),
            confidence: duty.confidence.max(Confidence::Likely),
            ..duty
        });
        return;
    }
    duties.push(duty);
}

/// A part of several names written as one.
struct Part {
    written: String,
    means: String,
    /// Where it begins in the whole, in bytes.
    at: usize,
}

/// The names of a document.
struct Known {
    /// How often each comes, by its key.
    counts: HashMap<String, usize>,
    /// The full names by their stems: 市发改委 by 发改委, and by 发改.
    stems: BTreeMap<String, Vec<String>>,
    /// How most names begin, where most begin so.
    level: Option<&'static str>,
}

impl Known {
    fn of(reading: &Reading) -> Self {
        let names = || {
            let tasks = reading.tasks.iter();
            tasks.flat_map(|task| task.duties.iter().map(|duty| duty.written.as_str()))
        };
        let mut counts: HashMap<String, usize> = HashMap::new();
        for name in names() {
            *counts.entry(name_key(name).into_owned()).or_default() += 1;
        }
        let of_level = |level: &&str| names().filter(|name| name.starts_with(level)).count();
        let level = LEVELS.into_iter().max_by_key(of_level);
        let level = level.filter(|level| of_level(level) * 2 > names().count());
        let mut stems: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut seen = std::collections::HashSet::new();
        for name in names().filter(|name| seen.insert(*name)) {
            let Some(stem) = level.and_then(|level| name.strip_prefix(level)) else {
                // 各区人民政府 has no stem, and is known as it stands.
                if name.starts_with('各') {
                    stems
                        .entry(name.to_owned())
                        .or_default()
                        .push(name.to_owned());
                }
                continue;
            };
            // Somebody's party committee is not its department.
            if stem.starts_with('委') && stem.chars().count() > SHORTEST {
                stems
                    .entry(name.to_owned())
                    .or_default()
                    .push(name.to_owned());
                continue;
            }
            let mut keys = vec![stem, name];
            if let Some(bare) = OFFICES.iter().find_map(|office| stem.strip_suffix(office)) {
                keys.push(bare);
            }
            for key in keys {
                if key.chars().count() >= SHORTEST {
                    let known = stems.entry(key.to_owned()).or_default();
                    known.push(name.to_owned());
                }
            }
        }
        Self {
            counts,
            stems,
            level,
        }
    }

    fn count(&self, name: &str) -> usize {
        let key = name_key(name);
        self.counts.get(key.as_ref()).copied().unwrap_or_default()
    }

    /// The name that a name without its first character stands for, where the document has that.
    fn whole_of(&self, name: &str) -> Option<String> {
        let level = self.level?;
        // 市场监管局 begins like a whole name, and is 市市场监管局 where the document has that.
        let whole = format!("{level}{name}");
        (self.count(&whole) > 0).then_some(whole)
    }

    /// The one full name with a stem.
    fn of_stem(&self, stem: &str) -> Option<&str> {
        match self.stems.get(stem)?.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// The names that are written as one, where that can be told: all but one of them are in the
    /// document, and the one that is not is an office by its end.
    fn run_on(&self, name: &str) -> Option<Vec<Part>> {
        let is_whole = WHOLE.iter().any(|word| name.contains(word));
        if is_whole || self.count(name) >= OFTEN || self.of_stem(name).is_some_and(|it| it != name)
        {
            return None;
        }
        let ends: Vec<usize> = name
            .char_indices()
            .map(|(at, _)| at)
            .chain([name.len()])
            .collect();
        let parts = self.cut(name, &ends, 0, false)?;
        (parts.len() > 1).then_some(parts)
    }

    /// Cuts what follows a place into names, the longest first; `has_new` says whether one that the
    /// document does not have was among those before.
    fn cut(&self, name: &str, ends: &[usize], from: usize, has_new: bool) -> Option<Vec<Part>> {
        let begin = ends[from];
        if begin == name.len() {
            return Some(Vec::new());
        }
        let rest_of = |to: usize, means: String, is_new: bool| {
            let mut parts = self.cut(name, ends, to, has_new || is_new)?;
            parts.insert(
                0,
                Part {
                    written: name[begin..ends[to]].to_owned(),
                    means,
                    at: begin,
                },
            );
            Some(parts)
        };
        let tos = || (from + SHORTEST..ends.len()).rev();
        let is_all = |to: usize| from == 0 && to + 1 == ends.len();
        for to in tos().filter(|to| !is_all(*to)) {
            if let Some(means) = self.of_stem(&name[begin..ends[to]])
                && let Some(parts) = rest_of(to, means.to_owned(), false)
            {
                return Some(parts);
            }
        }
        if has_new {
            return None;
        }
        let level = self.level?;
        // The shortest is taken: offices end where the next name may begin.
        let tos = (from + SHORTEST..ends.len()).filter(|to| !is_all(*to));
        tos.into_iter().find_map(|to| {
            let part = &name[begin..ends[to]];
            let is_office = part.starts_with(level)
                && OFFICES.iter().any(|office| part.ends_with(office))
                && part.chars().count() > SHORTEST + 1;
            is_office
                .then(|| rest_of(to, part.to_owned(), true))
                .flatten()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::understand::ReadTask;
    use crate::model::Role;

    fn reading(lists: &[&str]) -> Reading {
        let task = |list: &&str| ReadTask {
            duties: list
                .split('、')
                .map(|name| ReadDuty {
                    written: name.to_owned(),
                    means: None,
                    at: 100,
                    role: Role::Responsible,
                    rule: "责任单位".to_owned(),
                    confidence: Confidence::Sure,
                })
                .collect(),
            ..ReadTask::default()
        };
        let mut reading = Reading {
            tasks: lists.iter().map(task).collect(),
            ..Reading::default()
        };
        judge(&mut reading);
        reading
    }

    const OTHERS: &str = "市经信局、市财政局、市发改委、市国资委、市市场监管局、市司法局、市直有关部门、各区（开发区）人民政府";

    /// Who is meant in the second list, and how sure that is.
    fn meant(list: &str) -> Vec<(String, Confidence)> {
        let reading = reading(&[OTHERS, list]);
        let duties = reading.tasks[1].duties.iter();
        duties
            .map(|duty| {
                let means = duty.means.as_ref().unwrap_or(&duty.written);
                (means.clone(), duty.confidence)
            })
            .collect()
    }

    fn doubtful(names: &[&str]) -> Vec<(String, Confidence)> {
        let names = names.iter();
        names
            .map(|name| ((*name).to_owned(), Confidence::Doubtful))
            .collect()
    }

    #[test]
    fn names_written_as_one_are_told_apart_and_doubtful() {
        assert_eq!(
            meant("经信财政发改委"),
            doubtful(&["市经信局", "市财政局", "市发改委"])
        );
        assert_eq!(
            meant("市司法局各区（开发区）人民政府"),
            doubtful(&["市司法局", "各区（开发区）人民政府"])
        );
        assert_eq!(
            meant("财政市委金融办发改委"),
            doubtful(&["市财政局", "市委金融办", "市发改委"])
        );
    }

    #[test]
    fn the_wording_and_the_place_of_every_part_are_kept() {
        let reading = reading(&[OTHERS, "经信财政发改委"]);
        let parts: Vec<(&str, usize)> = reading.tasks[1]
            .duties
            .iter()
            .map(|duty| (duty.written.as_str(), duty.at))
            .collect();
        assert_eq!(parts, [("经信", 100), ("财政", 106), ("发改委", 112)]);
        assert!(
            reading.tasks[1].duties[0]
                .rule
                .contains("连写，读作市经信局、")
        );
    }

    #[test]
    fn a_name_that_lost_its_first_character_is_that_of_the_document() {
        let likely = |name: &str| vec![(name.to_owned(), Confidence::Likely)];
        assert_eq!(meant("发改委"), likely("市发改委"));
        assert_eq!(meant("直有关部门"), likely("市直有关部门"));
        assert_eq!(meant("市场监管局"), likely("市市场监管局"));
    }

    #[test]
    fn names_that_are_names_stay() {
        for name in [
            "市委宣传部",
            "市发改委",
            "市教育局",
            "武汉海关",
            "国家税务总局武汉市税务局",
            "湖北银行",
            "各区（开发区）人民政府",
            "市经信局机关党委",
        ] {
            assert_eq!(meant(name), [(name.to_owned(), Confidence::Sure)], "{name}");
        }
        // What comes again and again is what a body is called.
        let list = "市财政经信局、市财政经信局、市财政经信局、市财政经信局";
        assert_eq!(meant(list).len(), 4);
    }

    #[test]
    fn a_document_of_several_levels_mends_nothing() {
        let reading = reading(&["财政部、省发改委、市发改委、发改委、各县人民政府"]);
        assert!(
            reading.tasks[0]
                .duties
                .iter()
                .all(|duty| duty.means.is_none())
        );
    }
}

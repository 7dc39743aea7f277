//! Rules about threads: targets of several plans that count the same indicator.

use std::collections::BTreeMap;

use super::{Finding, Rule, Step};
use crate::diagnostic::Item;
use crate::model::{Amount, Target};

/// The threads of a file, by name.
#[derive(Default)]
pub(super) struct Threads<'d> {
    by_name: BTreeMap<&'d str, Vec<Member<'d>>>,
}

/// A target of a thread, and where its `thread` stands.
pub(super) struct Member<'d> {
    pub(super) target: &'d Target,
    pub(super) path: Vec<Step>,
    pub(super) item: Item,
}

impl<'d> Threads<'d> {
    pub(super) fn add(&mut self, name: &'d str, member: Member<'d>) {
        self.by_name.entry(name).or_default().push(member);
    }

    pub(super) fn finish(self, findings: &mut Vec<Finding>) {
        for (name, members) in self.by_name {
            if let [one] = members.as_slice() {
                let message = format!("指标线索“{name}”只有一项目标");
                let finding = Finding::new(
                    Rule::LoneThread,
                    one.path.clone(),
                    one.item.clone(),
                    message,
                );
                findings.push(finding.with_hint(
                    "核对其他方案中同一指标的 thread 是否写得一样；另一项目标在别的文件中时可以保留",
                ));
                continue;
            }
            let mut units: Vec<&str> = Vec::new();
            let mut odd = None;
            for member in &members {
                let Some(unit) = unit(member.target) else {
                    continue;
                };
                if !units.iter().any(|known| alike(known, unit)) {
                    if !units.is_empty() {
                        odd = odd.or(Some(member));
                    }
                    units.push(unit);
                }
            }
            if let Some(odd) = odd {
                let message = format!("指标线索“{name}”的单位不一致：{}", units.join("、"));
                let finding = Finding::new(
                    Rule::ThreadUnits,
                    odd.path.clone(),
                    odd.item.clone(),
                    message,
                );
                findings.push(finding.with_hint("数值不能相互比较时，分成不同的线索"));
            }
        }
    }
}

/// The unit of a figure; a wording or a multiple has none to compare.
fn unit(target: &Target) -> Option<&str> {
    match target.amount {
        Amount::Wording(_) | Amount::Deliverable(_) | Amount::Multiple(_) => None,
        _ => Some(target.unit.as_str()),
    }
}

/// Whether two units count alike: companies are 家 in one document and 个 in the next.
fn alike(a: &str, b: &str) -> bool {
    let counts = ["个", "家"];
    a == b || (counts.contains(&a) && counts.contains(&b))
}

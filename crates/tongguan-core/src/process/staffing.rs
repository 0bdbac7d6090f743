//! Whether an organisation has the people that a definition asks for: no approval and no clock waits for a post that
//! nobody holds.

use std::collections::BTreeSet;

use super::{Finding, Party, Process};
use crate::id::DepartmentId;
use crate::label::Label;
use crate::organization::{Answering, Organization};

/// The role whose holders own deals.
const SELLER: &str = "sales_rep";

/// Roles that decide or owe something and that nobody holds for a department in which deals are owned.
pub fn staffing(process: &Process, organization: &Organization) -> Vec<Finding> {
    let sellers = organization.posts.iter().filter(|post| post.role == SELLER);
    let departments: BTreeSet<DepartmentId> = sellers.map(|post| post.department).collect();
    let steps = process.chains.iter().flat_map(|(key, chain)| {
        let deciding = chain.steps.iter().enumerate().filter(|(_, step)| !step.signature);
        deciding.map(move |(number, step)| (format!("chains.{key}.steps[{number}]"), step.role.as_str()))
    });
    let debtors = process.clocks.iter().filter_map(|(key, clock)| match &clock.debtor {
        Party::Role(role) => Some((format!("clocks.{key}.debtor"), role.as_str())),
        _ => None,
    });
    let asked: Vec<(String, &str)> = steps.chain(debtors).collect();
    departments
        .iter()
        .flat_map(|department| {
            asked.iter().filter_map(|(path, role)| {
                let answer = organization.answering(role, *department);
                let nobody = !matches!(answer, Answering::Holders(_));
                nobody.then(|| nobody_holds(path, role, *department))
            })
        })
        .collect()
}

fn nobody_holds(path: &str, role: &str, department: DepartmentId) -> Finding {
    let message = Label {
        zh: format!("部门 {department} 没有人担任 {role}"),
        en: format!("nobody holds {role} for department {department}"),
    };
    Finding { code: "nobody_holds_role", path: format!("{path}: {role}"), message }
}

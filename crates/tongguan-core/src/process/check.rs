//! Whether a definition holds together as a whole: references resolve, stages lead on, chains end with whom they must,
//! limits leave no hole, texts are there in both languages, and the definition's own cases come out.
//!
//! Every fault is reported, each with a stable code and the place. Never judges a deal.

mod cases;
mod chains;
mod clocks;
mod forms;
mod gates;
mod labels;
mod prefill;

use super::{Party, Process, RoleKey};
use crate::label::Label;
use crate::reference::contact::ground::options;

/// A fault of a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What, as a stable code.
    pub code: &'static str,
    /// Where in the definition, such as `chains.A8.steps[3]`.
    pub path: String,
    /// What a person reads.
    pub message: Label,
}

/// All faults of a definition; none means that it may be published.
pub fn check(process: &Process) -> Vec<Finding> {
    let mut report = Report { process, findings: Vec::new() };
    roles_of_stages(&mut report);
    gates::check(&mut report);
    forms::check(&mut report);
    clocks::check(&mut report);
    chains::check(&mut report);
    for (command, act) in &process.acts {
        if act.by.is_empty() {
            report.add(
                "act_without_party",
                format!("acts.{command}"),
                "没有人可以执行该操作",
                "nobody may do this",
            );
        }
        report.parties(&format!("acts.{command}.by"), &act.by);
    }
    separations(&mut report);
    report.roles("settings.notices.unattended", &process.settings.notices.unattended);
    report.roles("settings.notices.special_terms", &process.settings.notices.special_terms);
    for level in &process.settings.dunning {
        report.roles(&format!("settings.dunning.L{}", level.level), &level.roles);
    }
    grounds(&mut report);
    labels::check(&mut report);
    cases::check(&mut report);
    report.findings
}

/// Ways of notice and bases that the form offers.
fn grounds(report: &mut Report<'_>) {
    let process = report.process;
    let offered = |field, key: &String| options(process, field).iter().any(|option| option.key == *key);
    for (notice, basis) in &process.settings.personal_data.basis_of {
        if !offered("pi_notice", notice) || !offered("pi_basis", basis) {
            let path = format!("settings.personal_data.basis_of.{notice}");
            report.add("basis_not_offered", path, "登记表没有这个选项", "the form offers no such option");
        }
    }
}

fn roles_of_stages(report: &mut Report<'_>) {
    for stage in &report.process.stages {
        for (number, action) in stage.actions.iter().enumerate() {
            let path = format!("stages.{}.actions[{number}].roles", stage.stage.key());
            report.roles(&path, &action.roles);
        }
    }
}

/// Roles that exist, on both sides of every pair, and two duties that differ.
fn separations(report: &mut Report<'_>) {
    for pair in &report.process.separations {
        let path = format!("separations.{}", pair.key);
        report.roles(&path, &pair.one.roles);
        report.roles(&path, &pair.other.roles);
        if pair.one.commands.iter().any(|command| pair.other.commands.contains(command)) {
            report.add(
                "duty_apart_from_itself",
                path,
                "同一操作不能与自身分离",
                "a command is apart from itself",
            );
        }
    }
}

/// Findings so far, and the definition that they are about.
struct Report<'a> {
    process: &'a Process,
    findings: Vec<Finding>,
}

impl Report<'_> {
    fn add(&mut self, code: &'static str, path: String, zh: &str, en: &str) {
        let message = Label { zh: zh.to_owned(), en: en.to_owned() };
        self.findings.push(Finding { code, path, message });
    }

    fn role(&mut self, path: &str, role: &RoleKey) {
        if self.process.role(role).is_none() {
            self.add("unknown_role", format!("{path}: {role}"), "角色不存在", "no such role");
        }
    }

    fn roles(&mut self, path: &str, roles: &[RoleKey]) {
        for role in roles {
            self.role(path, role);
        }
    }

    fn parties(&mut self, path: &str, parties: &[Party]) {
        for party in parties {
            if let Party::Role(role) | Party::Anywhere(role) = party {
                self.role(path, role);
            }
        }
    }
}

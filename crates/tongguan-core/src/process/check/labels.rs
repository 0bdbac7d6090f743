//! Every text is there in Chinese and in English.

use super::Report;
use crate::label::Label;
use crate::process::{Field, FieldType};

pub(super) fn check(report: &mut Report<'_>) {
    let process = report.process;
    whole(report, "name".to_owned(), &process.name);
    for role in &process.roles {
        whole(report, format!("roles.{}", role.key), &role.name);
    }
    for stage in &process.stages {
        let texts =
            [&stage.name, &stage.goal].into_iter().chain(stage.actions.iter().map(|action| &action.name));
        texts.for_each(|text| whole(report, format!("stages.{}", stage.stage.key()), text));
    }
    for (key, gate) in &process.gates {
        let texts =
            std::iter::once(&gate.name).chain(gate.conditions.iter().map(|condition| &condition.missing));
        texts.for_each(|text| whole(report, format!("gates.{key}"), text));
    }
    for (key, clock) in &process.clocks {
        whole(report, format!("clocks.{key}"), &clock.name);
    }
    for (key, chain) in &process.chains {
        whole(report, format!("chains.{key}"), &chain.name);
    }
    for (kind, form) in &process.documents {
        let path = format!("documents.{}", kind.key());
        whole(report, path.clone(), &form.name);
        form.sections.iter().for_each(|section| whole(report, path.clone(), &section.name));
        form.fields().for_each(|field| check_field(report, &path, field));
    }
}

fn check_field(report: &mut Report<'_>, at: &str, field: &Field) {
    let path = format!("{at}.{}", field.key);
    whole(report, path.clone(), &field.name);
    match &field.kind {
        FieldType::Choice(options) | FieldType::Choices(options) => {
            options.iter().for_each(|option| whole(report, format!("{path}.{}", option.key), &option.name));
        }
        FieldType::Table(columns) => columns.iter().for_each(|column| check_field(report, &path, column)),
        _ => {}
    }
}

fn whole(report: &mut Report<'_>, path: String, label: &Label) {
    if label.zh.trim().is_empty() || label.en.trim().is_empty() {
        report.add("label_empty", path, "缺少中文或英文文字", "the text is missing in a language");
    }
}

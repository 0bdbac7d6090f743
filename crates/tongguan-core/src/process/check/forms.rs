//! Forms name roles, chains, gates and fields that exist, and somebody may fill whatever they require.

use super::{Report, prefill};
use crate::form::{Check, compute, rule::is_asked};
use crate::numbering::NumberKind;
use crate::process::{DocumentForm, Field, FieldType, Requirement, Visibility};

pub(super) fn check(report: &mut Report<'_>) {
    let process = report.process;
    for (kind, form) in &process.documents {
        let path = format!("documents.{}", kind.key());
        fillers(report, &path, &form.fillers);
        report.roles(&format!("{path}.readers"), &form.readers);
        if form.chain.as_ref().is_some_and(|chain| !process.chains.contains_key(chain)) {
            report.add("unknown_chain", path.clone(), "审批链不存在", "no such chain");
        }
        if form.numbering.as_deref().is_some_and(|series| !is_series(series)) {
            report.add("unknown_series", path.clone(), "编号类型不存在", "no such series of numbers");
        }
        if form.command.as_ref().is_some_and(|command| !process.acts.contains_key(command)) {
            report.add(
                "unknown_command",
                path.clone(),
                "提交该单据的操作不存在",
                "no such command submits it",
            );
        }
        if form.numbering.as_ref().is_some_and(|series| NumberKind::of_series(series).is_none()) {
            report.add("unknown_series", path.clone(), "编号序列不存在", "no such number series");
        }
        let fields: Vec<&Field> = form.fields().collect();
        check_fields(report, &path, form, &fields, &fields);
        prefill::check(report, &path, &fields);
    }
    for stage in &process.stages {
        for kind in stage.outputs.iter().filter(|kind| process.form(**kind).is_none()) {
            let path = format!("stages.{}.outputs: {}", stage.stage.key(), kind.key());
            report.add("unknown_document", path, "单据不存在", "no such document");
        }
    }
}

fn check_fields(
    report: &mut Report<'_>,
    at: &str,
    form: &DocumentForm,
    fields: &[&Field],
    record: &[&Field],
) {
    for (number, field) in fields.iter().enumerate() {
        let path = format!("{at}.{}", field.key);
        if fields[..number].iter().any(|earlier| earlier.key == field.key) {
            report.add("field_twice", path.clone(), "字段重复", "the field is there twice");
        }
        check_field(report, &path, form, field, record);
        if let FieldType::Table(columns) = &field.kind {
            let columns: Vec<&Field> = columns.iter().collect();
            for column in columns.iter().filter(|column| !column.fillers.is_empty()) {
                let path = format!("{path}.{}.fillers", column.key);
                report.add(
                    "column_fillers",
                    path,
                    "列不能单独指定填写角色",
                    "a column is filled with its table",
                );
            }
            check_fields(report, &path, form, &columns, &columns);
        }
    }
}

fn check_field(report: &mut Report<'_>, path: &str, form: &DocumentForm, field: &Field, record: &[&Field]) {
    fillers(report, path, &field.fillers);
    if let Visibility::Roles(roles) = &field.visible {
        report.roles(path, roles);
    }
    for limit in &field.limits {
        fillers(report, path, &limit.except);
    }
    if field.when.as_ref().is_some_and(|when| !record.iter().any(|other| other.key == when.field)) {
        report.add(
            "unknown_field",
            format!("{path}.when"),
            "条件引用的字段不存在",
            "no such field to depend on",
        );
    }
    if field.needed_at.as_ref().is_some_and(|gate| !report.process.gates.contains_key(gate)) {
        report.add("unknown_gate", format!("{path}.needed_at"), "关口不存在", "no such gate");
    }
    check_named(report, path, field, record);
    let fills = |role: &String| form.fillers.contains(role);
    let nobody = form.fillers.is_empty() || (!field.fillers.is_empty() && !field.fillers.iter().any(fills));
    if is_asked(field) && nobody {
        report.add(
            "nobody_fills",
            path.to_owned(),
            "必填字段没有可填写的角色",
            "no role may fill this field",
        );
    }
    if (field.required == Requirement::Computed) != field.compute.is_some() {
        report.add(
            "computation",
            path.to_owned(),
            "计算字段与计算规则不匹配",
            "computed without a computation",
        );
    }
    if field.compute.as_deref().is_some_and(|name| !compute::COMPUTATIONS.contains(&name)) {
        report.add("unknown_computation", path.to_owned(), "计算规则不存在", "no such computation");
    }
    if let FieldType::Choice(options) | FieldType::Choices(options) = &field.kind
        && options.is_empty()
    {
        report.add("no_options", path.to_owned(), "没有选项", "there is nothing to choose");
    }
}

/// A check that the core does not know, that cannot judge this type, or that looks at a field that is not there.
fn check_named(report: &mut Report<'_>, path: &str, field: &Field, record: &[&Field]) {
    let Some(text) = &field.check else { return };
    let path = format!("{path}.check: {text}");
    let Some(check) = Check::parse(text) else {
        return report.add("unknown_check", path, "没有这种校验", "no such check");
    };
    if !check.fits(&field.kind) {
        report.add("check_misfit", path.clone(), "校验与字段类型不匹配", "the check cannot judge this type");
    }
    for key in check.fields() {
        match record.iter().find(|other| other.key == key) {
            None => {
                report.add("unknown_field", path.clone(), "校验引用的字段不存在", "no such field to check")
            }
            Some(other) if check.is_of_time() && !check.fits(&other.kind) => {
                report.add(
                    "check_misfit",
                    path.clone(),
                    "比较的字段不是时间",
                    "the other field is no moment",
                );
            }
            Some(_) => {}
        }
    }
}

fn is_series(series: &str) -> bool {
    serde_json::from_value::<NumberKind>(series.into()).is_ok()
}

/// `owner` stands for the owner of the deal.
fn fillers(report: &mut Report<'_>, path: &str, fillers: &[String]) {
    for role in fillers.iter().filter(|role| *role != "owner") {
        report.role(&format!("{path}.fillers"), role);
    }
}

//! Stages follow one another through gates whose conditions can be judged.

use super::Report;
use crate::expression::{self, Fault};
use crate::process::{Condition, Link, Predicate, Stage};

pub(super) fn check(report: &mut Report<'_>) {
    stages(report);
    let process = report.process;
    for (key, gate) in &process.gates {
        for condition in &gate.conditions {
            check_condition(report, &format!("gates.{key}.{}", condition.key), gate.stage, condition);
        }
    }
}

/// Stages stand in order, each once; all but the last of the path lead on through a gate of their own.
fn stages(report: &mut Report<'_>) {
    let process = report.process;
    if process.stages.iter().map(|stage| stage.stage).ne(Stage::ALL) {
        let (zh, en) = ("阶段不齐或顺序不对，有阶段无法到达", "a stage is missing or out of order");
        report.add("stage_unreachable", "stages".to_owned(), zh, en);
    }
    for stage in &process.stages {
        let path = format!("stages.{}.gate", stage.stage.key());
        match stage.gate.as_ref().map(|key| process.gates.get(key)) {
            None if stage.stage.next().is_some() => {
                report.add("stage_without_exit", path, "阶段没有出口", "the stage cannot be left");
            }
            Some(None) => report.add("unknown_gate", path, "关口不存在", "no such gate"),
            Some(Some(gate)) if gate.stage != stage.stage => {
                report.add("gate_elsewhere", path, "关口属于别的阶段", "the gate stands in another stage");
            }
            _ => {}
        }
    }
}

fn check_condition(report: &mut Report<'_>, path: &str, at: Stage, condition: &Condition) {
    let process = report.process;
    match &condition.link {
        Link::Document(kind) if process.form(*kind).is_none() => {
            report.add("unknown_document", path.to_owned(), "单据不存在", "no such document");
        }
        Link::Command(command) if !process.acts.contains_key(command) => {
            report.add(
                "unknown_command",
                path.to_owned(),
                "没有人可以执行该操作",
                "no act names this command",
            );
        }
        _ => {}
    }
    if condition.chain.as_ref().is_some_and(|chain| !process.chains.contains_key(chain)) {
        report.add("unknown_chain", path.to_owned(), "审批链不存在", "no such chain");
    }
    check_predicate(report, path, at, &condition.holds);
}

fn check_predicate(report: &mut Report<'_>, path: &str, at: Stage, predicate: &Predicate) {
    let process = report.process;
    match predicate {
        Predicate::All(inner) | Predicate::Any(inner) => {
            inner.iter().for_each(|one| check_predicate(report, path, at, one));
        }
        Predicate::Not(inner) => check_predicate(report, path, at, inner),
        Predicate::Complete(kind) | Predicate::Approved(kind) => match process.form(*kind) {
            None => report.add("unknown_document", path.to_owned(), "单据不存在", "no such document"),
            Some(form) if !form.stages().iter().any(|stage| *stage <= at) => {
                let (zh, en) =
                    ("单据只能在之后的阶段提交", "the document can only be submitted in a later stage");
                report.add("never_filled", path.to_owned(), zh, en);
            }
            Some(form) if form.chain.is_none() && matches!(predicate, Predicate::Approved(_)) => {
                let (zh, en) = ("单据没有审批链，永远不会通过", "the document has no chain to approve it");
                report.add("never_approved", path.to_owned(), zh, en);
            }
            Some(_) => {}
        },
        Predicate::InTime(clock) if !process.clocks.contains_key(clock) => {
            report.add("unknown_clock", path.to_owned(), "时限不存在", "no such clock");
        }
        Predicate::Expression(source) => check_expression(report, path, source),
        _ => {}
    }
}

/// An expression reads, names what there is, fits its types, and answers yes or no.
fn check_expression(report: &mut Report<'_>, path: &str, source: &str) {
    let Err(fault) = expression::check(source, &expression::example(report.process)) else { return };
    let (zh, en) = match fault {
        Fault::TooLarge => ("表达式过长或过深".to_owned(), "the expression is too large".to_owned()),
        Fault::Syntax => ("表达式有误".to_owned(), "the expression does not compile".to_owned()),
        Fault::UnknownName(name) => (format!("没有 {name}"), format!("there is no {name}")),
        Fault::UnknownFunction(name) => (format!("没有函数 {name}"), format!("there is no function {name}")),
        Fault::Type(detail) => (format!("类型不符：{detail}"), format!("types do not fit: {detail}")),
    };
    report.add("bad_expression", path.to_owned(), &zh, &en);
}

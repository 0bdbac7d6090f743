//! What the system computes on 表1 and on the grading record: BANT, the intent it suggests, the suggested grade.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::super::Grade;
use super::suggest;
use crate::decision::Decision;
use crate::form::compute::Values;
use crate::process::{DocumentKind, Process};
use crate::score::{Authority, Bant, BantScore, Budget, Need, suggested_intent};

/// The BANT total and the intent it suggests; none where an answer is missing.
pub fn bant(form: &Map<String, Value>, today: Date, process: &Process) -> Option<(u32, u32)> {
    let grading = &process.settings.grading;
    let score = BantScore::of(&answers(form)?, today, &grading.bant);
    Some((score.total(), suggested_intent(&score, &grading.bant, &grading.intent)))
}

/// What 表1 answers of BANT; none where an answer is missing.
pub fn answers(form: &Map<String, Value>) -> Option<Bant> {
    let text = |key: &str| form.get(key).and_then(Value::as_str);
    let budget = match text("budget_status")? {
        "approved" => Budget::Approved,
        "applying" => Budget::Applying,
        "unknown" => Budget::Unknown,
        _ => Budget::None,
    };
    let authority = match text("authority_level")? {
        "decider" => Authority::DecisionMaker,
        "influencer" => Authority::Influencer,
        "user" => Authority::User,
        _ => Authority::Other,
    };
    let need = match text("intent_level")? {
        "explicit" => Need::Explicit,
        "interested" => Need::Interested,
        "exploring" => Need::Exploring,
        _ => Need::None,
    };
    let expected_purchase_date = text("expected_purchase_date").and_then(|day| day.parse().ok());
    Some(Bant { budget, authority, need, expected_purchase_date })
}

/// Sets what the system finds out about a submission of stage 1.
pub(in crate::deal) fn compute(
    decision: &Decision<'_>,
    kind: DocumentKind,
    body: &Map<String, Value>,
    values: &mut Values,
) {
    match kind {
        DocumentKind::LeadRegistration => {
            let similar = decision.deal.lead.similar > 0;
            values.set("dup_result", if similar { "similar" } else { "none" });
            if let Some((total, _)) = bant(body, decision.today(), decision.process) {
                values.set("bant_score", total);
            }
        }
        DocumentKind::Grading => {
            let score = |key: &str| body.get(key).and_then(Value::as_u64).unwrap_or(0) as u32;
            let (fit, intent) = (score("fit_score"), score("intent_score"));
            values.set("score_total", fit + intent);
            values.set("grade_suggested", letter(suggest(decision.process, fit, intent)));
            values.set("trigger", trigger(decision));
        }
        _ => {}
    }
}

/// Why the grade is looked at.
fn trigger(decision: &Decision<'_>) -> &'static str {
    let lead = &decision.deal.lead;
    let due = |o: &crate::shared::Shared<crate::obligation::Obligation>| {
        o.clock == "T20" && o.is_open() && o.missed
    };
    match lead.grade {
        None => "first",
        Some(_) if lead.appeals.iter().any(|appeal| appeal.decided_by.is_none()) => "appeal",
        Some(_) if decision.deal.obligations.values().any(due) => "due",
        Some(_) => "again",
    }
}

fn letter(grade: Grade) -> &'static str {
    match grade {
        Grade::A => "A",
        Grade::B => "B",
        Grade::C => "C",
    }
}

//! The shipped definition: it parses, its references resolve, its own cases hold, errors name their place.

use tongguan_core::calendar::Calendar;
use tongguan_core::label::Label;
use tongguan_core::obligation::{DueContext, Fired, Subject, compute};
use tongguan_core::process::{Case, FieldType, Link, Party, Process, Trigger};

use crate::scene::local;

#[test]
fn references_resolve() {
    let process = Process::standard();
    let role = |key: &String| assert!(key == "owner" || process.role(key).is_some(), "no role {key}");
    let party = |party: &Party| {
        if let Party::Role(key) = party {
            role(key);
        }
    };
    for stage in &process.stages {
        stage.actions.iter().flat_map(|action| &action.roles).for_each(role);
        stage.gate.iter().for_each(|gate| assert_eq!(process.gates[gate].stage, stage.stage));
    }
    for clock in process.clocks.values() {
        party(&clock.debtor);
        clock.alarms.iter().flat_map(|alarm| &alarm.to).for_each(party);
    }
    process.chains.values().flat_map(|chain| &chain.steps).for_each(|step| role(&step.role));
    process.acts.values().flat_map(|act| &act.by).for_each(party);
    for form in process.documents.values() {
        form.fillers.iter().for_each(role);
        form.chain.iter().for_each(|chain| assert!(process.chains.contains_key(chain), "no chain {chain}"));
        for field in form.fields().filter_map(|field| field.when.as_ref()) {
            assert!(form.field(&field.field).is_some(), "no field {}", field.field);
        }
    }
    for condition in process.gates.values().flat_map(|gate| &gate.conditions) {
        if let (Link::Document(kind), "G1") = (&condition.link, "G1") {
            assert!(process.stages.iter().any(|stage| stage.outputs.contains(kind)), "{kind:?} is no output");
        }
    }
}

#[test]
fn every_label_is_there_in_both_languages() {
    let process = Process::standard();
    let whole =
        |label: &Label| assert!(!label.zh.trim().is_empty() && !label.en.trim().is_empty(), "{label:?}");
    process.roles.iter().map(|role| &role.name).for_each(whole);
    process
        .gates
        .values()
        .flat_map(|gate| &gate.conditions)
        .map(|condition| &condition.missing)
        .for_each(whole);
    for field in process.documents.values().flat_map(|form| form.fields()) {
        whole(&field.name);
        if let FieldType::Choice(options) = &field.kind {
            options.iter().map(|option| &option.name).for_each(whole);
        }
    }
}

#[test]
fn its_own_cases_hold() {
    let process = Process::standard();
    assert!(!process.cases.is_empty());
    for case in &process.cases {
        match case {
            Case::Grade { fit, intent, grade } => {
                let suggested = tongguan_core::deal::screening::suggest(&process, *fit, *intent);
                assert_eq!(&format!("{suggested:?}"), grade, "{case:?}");
            }
            Case::Due { clock, from, due } => {
                let calendar = Calendar::shipped();
                let context = DueContext {
                    calendar: &calendar,
                    zone: process.time_zone(),
                    reading: process.settings.limits.backward_reading,
                    process_version: process.version,
                };
                let (subject, trigger) = (Subject::Deal, Trigger::LeadAssigned);
                let fired = Fired { trigger, subject, at: local(from), step_working_days: 0 };
                let found = compute(&process.clocks[clock], &fired, &context).expect("the clock runs");
                assert_eq!(found.at, local(due), "{case:?}");
            }
            Case::Discount { percent, cumulative_gross_minor, below_limits, last } => {
                let fits = |tier: &&tongguan_core::process::Tier| {
                    tier.max_discount.is_none_or(|max| *percent <= max)
                        && tier.max_cumulative_gross_minor.is_none_or(|max| *cumulative_gross_minor <= max)
                };
                let tiers = &process.settings.prices.tiers;
                let tier = tiers.iter().filter(|_| !below_limits).find(fits).or(tiers.last());
                assert_eq!(tier.map(|tier| &tier.role), Some(last), "{case:?}");
            }
        }
    }
}

#[test]
fn a_broken_definition_is_refused_with_its_place() {
    let text = include_str!("../../../../processes/standard.yaml");
    let unknown = text.replacen("norm_working_days: 5", "norm_days: 5", 1);
    let error = Process::parse(&unknown).expect_err("unknown key").message;
    assert!(error.contains("norm_days") && error.contains("line"), "{error}");
    let wrong = text.replacen("starts: lead_assigned", "starts: lead_found", 1);
    let error = Process::parse(&wrong).expect_err("unknown trigger").message;
    assert!(error.contains("lead_found"), "{error}");
}

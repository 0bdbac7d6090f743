//! The shipped definition: it parses, its references resolve, its own cases hold, errors name their place.

use tongguan_core::label::Label;
use tongguan_core::process::{DocumentKind, FieldType, Link, Party, Process};

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
fn it_is_sound_and_its_own_cases_hold() {
    let process = Process::standard();
    assert!(!process.cases.is_empty());
    assert_eq!(tongguan_core::process::check(&process), Vec::new());
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

/// A definition broken in one place is found out under one code.
#[test]
fn every_fault_is_found() {
    let text = include_str!("../../../../processes/standard.yaml");
    for (code, right, wrong) in [
        ("unknown_role", "roles: [sales_supervisor]}", "roles: [sales_captain]}"),
        ("unknown_gate", "    gate: G1\n", "    gate: G9\n"),
        ("gate_elsewhere", "    gate: G1\n", "    gate: G2\n"),
        ("stage_without_exit", "    gate: G1\n", "\n"),
        ("stage_unreachable", "  - stage: screening\n", "  - stage: nurture\n"),
        ("unknown_command", "{command: complete_screening}", "{command: complete_nothing}"),
        ("unknown_clock", "holds: screened_valid", "holds: {in_time: T99}"),
        ("never_filled", "holds: screened_valid", "holds: {complete: acceptance}"),
        ("never_approved", "holds: screened_valid", "holds: {approved: lead_registration}"),
        ("bad_expression", "holds: screened_valid", "holds: {expression: \"1 +\"}"),
        ("bad_expression", "holds: screened_valid", "holds: {expression: \"deal.color == 'red'\"}"),
        ("unknown_chain", "    chain: A1\n", "    chain: A99\n"),
        ("unknown_series", "    numbering: quotation\n", "    numbering: quotes\n"),
        ("unknown_field", "when: {field: source_channel,", "when: {field: colour,"),
        ("unknown_field", "check: after(actual_start)", "check: after(sunrise)"),
        (
            "column_fillers",
            "{key: result, name: {zh: 可验证的结果, en: Verifiable result}, type: line,",
            "{key: result, name: {zh: 可验证的结果, en: Verifiable result}, type: line, fillers: [owner],",
        ),
        ("unknown_prefill", "prefill: visit_plan.location", "prefill: visit_plan.colour"),
        ("unknown_prefill", "prefill: today", "prefill: tomorrow"),
        ("prefill_misfit", "prefill: visit_plan.location", "prefill: visit_plan.planned_start"),
        ("prefill_misfit", "prefill: today", "prefill: owner"),
        ("unknown_prefill", "prefill: condition}", "prefill: colour}"),
        ("unknown_prefill", "prefill: \"{condition}款\"", "prefill: \"{colour}款\""),
        ("prefill_misfit", "prefill: condition}", "prefill: days}"),
        ("unknown_check", "check: not_future", "check: not_furure"),
        ("check_misfit", "check: not_future", "check: email"),
        ("check_misfit", "check: after(actual_start)", "check: after(unplanned_reason)"),
        (
            "chain_decides_nothing",
            "{role: sales_supervisor, working_days: 1}",
            "{role: sales_supervisor, working_days: 1, signature: true}",
        ),
        ("tiers_with_gap", "      - {role: general_manager}\n", ""),
        ("tiers_overlap", "max_discount: 20,", "max_discount: 9,"),
        ("clock_never_starts", "  record_round: {by: [owner], stages: [contract]}\n", ""),
        ("clock_never_met", "  decide_recycling: {by: [{role: sales_manager}], stages: [screening]}\n", ""),
        ("clock_never_met", "met_by: [lead_screened]", "met_by: []"),
        ("clock_without_debtor", "debtor: owner", "debtor: any_reader"),
        ("act_without_party", "complete_screening: {by: [owner]", "complete_screening: {by: []"),
        ("label_empty", "{zh: 销售代表, en: Sales representative}", "{zh: 销售代表, en: \"\"}"),
        ("computation", ", compute: score_total", ""),
        ("unknown_computation", "compute: score_total", "compute: score_sum"),
        ("nobody_fills", "    fillers: [owner, sales_rep]\n", "    fillers: []\n"),
        (
            "nobody_fills",
            "required: required, max_chars: 2000, fillers: [owner, legal_specialist]",
            "required: required, max_chars: 2000, fillers: [cashier]",
        ),
        ("unknown_series", "    numbering: review\n", "    numbering: solution_review\n"),
        ("unknown_chain", "exceptable: true, chain: A10}", "exceptable: true, chain: A99}"),
        ("contract_chain", "    chain: A8\n", "    chain: A7\n"),
        ("field_twice", "- {key: intent_score,", "- {key: fit_score,"),
        (
            "no_options",
            "type: {choice: *grades}, required: computed",
            "type: {choice: []}, required: computed",
        ),
        ("case_fails", "due: \"2026-11-22T17:00\"", "due: \"2026-11-23T17:00\""),
    ] {
        assert!(text.contains(right), "{code}: {right} is not in the definition");
        let broken =
            Process::parse(&text.replacen(right, wrong, 1)).unwrap_or_else(|e| panic!("{code}: {e}"));
        let codes: Vec<_> = tongguan_core::process::check(&broken).into_iter().map(|f| f.code).collect();
        assert!(codes.contains(&code), "{code} is not among {codes:?}");
    }
}

#[test]
fn a_document_without_a_form_is_found() {
    let mut process = Process::clone(&Process::standard());
    process.documents.remove(&tongguan_core::process::DocumentKind::Quotation);
    let findings = tongguan_core::process::check(&process);
    assert!(findings.iter().any(|f| f.code == "unknown_document" && f.path == "gates.G3.quote_approved"));
}

#[test]
fn a_post_that_nobody_holds_is_found_before_a_deal_waits_for_it() {
    let mut scene = crate::scene::Scene::new();
    let staffing = tongguan_core::process::staffing;
    let findings = staffing(&scene.process, &scene.facts.organization);
    assert!(
        findings.iter().any(|f| f.path == "chains.A8.steps[1]: sales_manager"),
        "the other team has no manager"
    );
    scene.organization().posts.retain(|post| post.holder != Some(crate::scene::Who::OtherRep.id()));
    assert_eq!(staffing(&scene.process, &scene.facts.organization), Vec::new());
    scene.vacate("legal_specialist");
    let findings = staffing(&scene.process, &scene.facts.organization);
    assert!(findings.iter().all(|f| f.code == "nobody_holds_role"));
    assert!(findings.iter().any(|f| f.path == "chains.A8.steps[3]: legal_specialist"), "{findings:?}");
}

/// The conditions that take a second person, as `gate.condition`.
fn second_hands(process: &Process) -> Vec<String> {
    let name = |hand: &tongguan_core::process::SecondHand| format!("{}.{}", hand.gate, hand.condition);
    tongguan_core::process::second_hands(process).iter().map(name).collect()
}

#[test]
fn nobody_takes_a_deal_from_lead_to_contract_alone() {
    let process = Process::standard();
    let all = second_hands(&process);
    for one in
        ["G1.graded", "G2.confirmed", "G3.quote_approved", "G4-a.text_reviewed", "G4-b.contract_approved"]
    {
        assert!(all.contains(&one.to_owned()), "{one} in {all:?}");
    }
    assert!(!all.contains(&"G3.review_passed".to_owned()), "standard goods need no review");
    assert_eq!(tongguan_core::process::people_needed(&process), 4, "owner, manager, director, legal");
}

/// A definition that asks nobody else, and the gate that stops being a second pair of eyes.
#[test]
fn a_definition_that_leaves_a_person_alone_is_told_apart() {
    let mut process = Process::clone(&Process::standard());
    process.chains.values_mut().flat_map(|chain| &mut chain.steps).for_each(|step| step.signature = true);
    assert_eq!(second_hands(&process), ["G2.confirmed", "G4-a.text_reviewed"]);
    process.gates.values_mut().for_each(|gate| {
        gate.conditions.retain(|one| one.key != "confirmed" && one.key != "text_reviewed");
    });
    assert_eq!(second_hands(&process), Vec::<String>::new());
    assert_eq!(tongguan_core::process::people_needed(&process), 1);
}

#[test]
fn where_one_person_holds_every_post_his_deals_stop() {
    let mut scene = crate::scene::Scene::new();
    scene.organization().posts.retain(|post| post.holder != Some(crate::scene::Who::OtherRep.id()));
    let stops = tongguan_core::process::stops;
    assert_eq!(stops(&scene.process, &scene.facts.organization), []);
    for post in scene.organization().posts.iter_mut().filter(|post| post.role.starts_with("sales")) {
        post.holder = Some(crate::scene::Who::Rep.id());
    }
    let found = stops(&scene.process, &scene.facts.organization);
    let at: Vec<_> = found.iter().map(|stop| (stop.gate.as_str(), stop.role.as_str())).collect();
    assert_eq!(
        at,
        [("G4-b", "sales_director")],
        "the general manager stands in once, and not twice in one chain"
    );
    scene.vacate("general_manager");
    let found = stops(&scene.process, &scene.facts.organization);
    let of = |gate: &str, role: &str| found.iter().any(|stop| stop.gate == gate && stop.role == role);
    assert!(of("G1", "sales_supervisor") && of("G4-b", "sales_manager"), "{found:?}");
    assert!(found.iter().all(|stop| stop.owner == crate::scene::Who::Rep.id()));
}

/// Whoever owes something is told how to get rid of it; only approvals and posts have no paper and no command of their own.
#[test]
fn every_duty_has_a_way_but_those_of_approvals() {
    let process = Process::standard();
    let without: Vec<_> = process
        .clocks
        .iter()
        .filter(|(_, clock)| clock.ways().is_empty())
        .map(|(key, _)| key.as_str())
        .collect();
    assert_eq!(without, ["T11", "T11-B", "T18", "T9"]);
    for (key, clock) in &process.clocks {
        for way in clock.ways() {
            match way {
                Link::Document(kind) => assert!(process.form(kind).is_some(), "{key}: {kind:?}"),
                Link::Command(command) => assert!(process.acts.contains_key(&command), "{key}: {command}"),
            }
        }
    }
    assert_eq!(process.clocks["T3"].ways(), [Link::Document(DocumentKind::VisitReport)]);
    let report = Link::Document(DocumentKind::ProgressReport);
    assert_eq!(process.clocks["T6"].ways(), [report, Link::Command("send_report".to_owned())]);
}

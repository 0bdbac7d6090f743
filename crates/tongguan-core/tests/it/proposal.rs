//! Stage 3 and gate G3: solution, review, confirmation, in this order.

use serde_json::{Value, json};
use tongguan_core::deal::proposal::{AnswerKind, Vote};
use tongguan_core::deal::{Command, Event};
use tongguan_core::id::{DocumentId, NeedId, ResourceId};
use tongguan_core::obligation::ObligationState;
use tongguan_core::process::{DocumentKind, Stage};
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::forms;
use crate::journey::file;
use crate::nurture::unmet;
use crate::scene::{Buyer, Change, Scene, Who, kinds, local, object, problems, submission};

const SOLUTION: DocumentKind = DocumentKind::Solution;

fn conclude(review: DocumentId, body: Value) -> Command {
    Command::ConcludeReview { review, body: object(body) }
}

fn need_of(scene: &Scene) -> NeedId {
    *scene.deal().nurture.needs.keys().next().expect("a need")
}

/// Everything that G3 asks for, in the order in which the stage forces it.
#[test]
fn g3_opens_when_everything_is_shown() {
    let (mut scene, _) = Scene::proposing();
    let all = ["review_passed", "solution_confirmed", "quote_approved", "quote_valid", "buyer_code_valid"];
    assert_eq!(unmet(&mut scene), all);
    let (mut scene, _) = Scene::reviewed();
    assert_eq!(unmet(&mut scene), all[1..]);
    let (mut scene, _) = Scene::confirmed();
    assert_eq!(unmet(&mut scene), all[2..]);
    let (mut scene, _) = Scene::quoted();
    assert_eq!(unmet(&mut scene), ["quote_approved"]);
    let (scene, _) = Scene::contracting();
    assert_eq!(scene.deal().stage, Stage::Contract);
}

#[test]
fn a_solution_is_judged_and_computed() {
    let (scene, need) = Scene::proposing();
    let twice = json!([
        {"need": need, "response": "met", "description": "满足"},
        {"need": need, "response": "partly", "description": "部分满足"},
    ]);
    let other = json!([{"need": Uuid::from_u128(4), "response": "met", "description": "满足"}]);
    let pointless = json!([{"pain": "对账", "value": "更快"}]);
    let cases: &[(&str, Value, &str, &str)] = &[
        ("authors", json!([Who::Rep.id(), Who::Manager.id()]), "authors", "author_missing"),
        ("authors", json!([Who::Product.id(), Who::Presales.id()]), "authors", "author_missing"),
        ("authors", json!([Who::Rep.id()]), "authors", "too_few_rows"),
        ("requirement_matrix", twice, "requirement_matrix[1].need", "twice"),
        ("requirement_matrix", other, "requirement_matrix[0].need", "unknown_reference"),
        ("scope_out", json!([]), "scope_out", "required"),
        ("value_points", pointless, "value_points", "nothing_quantified"),
        ("risks", json!([]), "risks", "required"),
        ("cost_total", json!(1), "cost_total", "not_yours_to_fill"),
    ];
    for (field, value, path, code) in cases {
        let (mut scene, need) = Scene::proposing();
        let mut body = forms::solution(need);
        body[*field] = value.clone();
        let refusal = scene.submit(Who::Rep, SOLUTION, body).expect_err("a value is wrong");
        assert!(problems(&refusal).contains(&((*path).to_owned(), *code)), "{field}: {refusal:?}");
    }
    drop(scene);
    let (scene, solution) = Scene::solved();
    let facts = &scene.deal().documents[&solution].facts;
    assert_eq!(facts["cost_estimate"][1]["amount"], json!(2_000_000));
    assert_eq!(facts["cost_total"], json!(10_000_000));
    // (237,500 ÷ 1.13 − 100,000) ÷ (237,500 ÷ 1.13)
    assert_eq!(facts["expected_margin"], json!("52.4211"));
}

#[test]
fn every_verified_need_is_answered() {
    let (mut scene, need) = Scene::proposing();
    let report = *scene.deal().nurture.reports.keys().next().expect("a record");
    let plan = scene.deal().nurture.reports[&report].visit;
    let mut record = forms::visit_report(Some(plan), "2026-11-26T14:05", "2026-11-26T15:50");
    let mut second = record["pain_points"][0].clone();
    second["description"] = json!("仓库盘点每周停产半天");
    record["pain_points"].as_array_mut().expect("rows").push(second);
    scene.revise(DocumentKind::VisitReport, report, record).expect("a need is added");
    let open = *scene.deal().nurture.needs.keys().find(|id| **id != need).expect("another need");
    let both = |body: &mut Value| {
        let row = json!({"need": open, "response": "met", "description": "满足"});
        body["requirement_matrix"].as_array_mut().expect("rows").push(row);
    };
    let mut early = forms::solution(need);
    both(&mut early);
    let refusal = scene.submit(Who::Rep, SOLUTION, early.clone()).expect_err("not verified");
    assert_eq!(problems(&refusal), [("requirement_matrix[1].need".to_owned(), "need_not_verified")]);
    scene.act(Who::Rep, forms::verification(open, "2026-11-26")).expect("verified");
    let refusal = scene.submit(Who::Rep, SOLUTION, forms::solution(need)).expect_err("one is missing");
    assert_eq!(problems(&refusal), [("requirement_matrix".to_owned(), "need_unanswered")]);
    scene.submit(Who::Rep, SOLUTION, early).expect("both are answered");
}

#[test]
fn the_manager_convenes_and_the_director_only_in_his_place() {
    let (mut scene, _) = Scene::solved();
    assert_eq!(scene.convene(Who::Rep).expect_err("a rep").code(), "not_permitted");
    assert_eq!(scene.convene(Who::Director).expect_err("the manager is free"), Refusal::ManagerChairs);
    let review = scene.convene(Who::Manager).expect("convened");
    assert_eq!(scene.convene(Who::Manager).expect_err("one at a time"), Refusal::ReviewOpen { review });
    assert_eq!(scene.obligation("T10").debtor, Some(Who::Manager.id()));

    let (mut scene, need) = Scene::proposing();
    let mut body = forms::solution(need);
    body["authors"] = json!([Who::Rep.id(), Who::Presales.id(), Who::Manager.id()]);
    scene.submit(Who::Rep, SOLUTION, body).expect("the manager writes as well");
    assert_eq!(scene.convene(Who::Manager).expect_err("his own"), Refusal::AuthorMayNotJudge);
    scene.convene(Who::Director).expect("the director chairs");
}

#[test]
fn everybody_invited_votes_but_the_authors() {
    let (mut scene, _) = Scene::solved();
    assert!(
        scene.deal().participants().contains(&Who::Presales.id()),
        "whoever writes with the rep sees the deal"
    );
    let review = scene.convene(Who::Manager).expect("convened");
    assert!(scene.deal().participants().contains(&Who::Delivery.id()), "whoever is invited sees the deal");
    let early = scene.vote(Who::Finance, review, Vote::Pass).expect_err("not yet");
    assert_eq!(early, Refusal::NotYetHeld { held_at: local("2026-12-01T14:00") });
    scene.at("2026-12-01T14:00");
    for author in [Who::Rep, Who::Presales] {
        let refusal = scene.vote(author, review, Vote::Pass).expect_err("an author");
        assert_eq!(refusal, Refusal::AuthorMayNotJudge, "{author:?}");
    }
    let refusal = scene.vote(Who::Legal, review, Vote::Pass).expect_err("not invited");
    assert_eq!(refusal, Refusal::NotInvited { review });
    scene.vote(Who::Finance, review, Vote::Fail).expect("voted");
    scene.vote(Who::Finance, review, Vote::Pass).expect("changed his mind");
    assert_eq!(scene.deal().proposal.reviews[&review].votes[&Who::Finance.id()], Vote::Pass);
}

#[test]
fn a_review_is_concluded_by_its_chair_with_a_quorum() {
    let cases: Vec<(&str, Change, &str, &str)> = vec![
        ("nobody technical", Box::new(|m| absent(m, &[1, 4])), "attendees", "quorum"),
        ("no finance", Box::new(|m| absent(m, &[2])), "attendees", "quorum"),
        ("no delivery", Box::new(|m| absent(m, &[3])), "attendees", "quorum"),
        ("no chair", Box::new(|m| absent(m, &[0])), "attendees", "quorum"),
        ("another chair", Box::new(|m| m["chair"] = json!(Who::Director.id())), "chair", "not_the_chair"),
        ("tomorrow", Box::new(|m| m["held_at"] = json!("2026-12-02T06:00:00Z")), "held_at", "in_future"),
        (
            "a check fails",
            Box::new(|m| m["check_cost"] = json!("fail")),
            "conclusion",
            "contradicts_the_checks",
        ),
        (
            "a check is conditional",
            Box::new(|m| m["check_cost"] = json!("conditional")),
            "conclusion",
            "contradicts_the_checks",
        ),
        ("no actions", Box::new(|m| m["conclusion"] = json!("conditional")), "action_items", "required"),
        ("votes typed by hand", Box::new(|m| m["opinions"] = json!([{}])), "opinions", "not_yours_to_fill"),
    ];
    for (name, change, path, code) in cases {
        let (mut scene, solution, review) = Scene::voted();
        let mut body = forms::minutes(solution);
        change(&mut body);
        let refusal = scene.act(Who::Manager, conclude(review, body)).expect_err(name);
        assert!(problems(&refusal).contains(&(path.to_owned(), code)), "{name}: {refusal:?}");
    }
    let (mut scene, solution, review) = Scene::voted();
    let refusal = scene.act(Who::Director, conclude(review, forms::minutes(solution))).expect_err("not he");
    assert_eq!(refusal, Refusal::NotTheChair { review });
    let direct = submission(DocumentKind::SolutionReview, forms::minutes(solution));
    let refusal = scene.act(Who::Manager, direct).expect_err("by its command");
    assert_eq!(refusal.code(), "has_its_command");
    let events = scene.act(Who::Manager, conclude(review, forms::minutes(solution))).expect("concluded");
    assert_eq!(kinds(&events)[0], "document_submitted");
    assert_eq!(scene.obligation("T10").state, ObligationState::Met);
    let facts = &scene.deal().documents[&review].facts;
    assert_eq!(facts["opinions"].as_array().map(Vec::len), Some(4));
    let again = scene.act(Who::Manager, conclude(review, forms::minutes(solution))).expect_err("once");
    assert_eq!(again, Refusal::ReviewOver { review });
}

fn absent(minutes: &mut Value, rows: &[usize]) {
    for row in rows {
        minutes["attendees"][*row]["present"] = json!(false);
    }
}

#[test]
fn whoever_is_there_and_has_a_vote_votes_and_a_no_is_heard() {
    let (mut scene, solution) = Scene::solved();
    let review = scene.convene(Who::Manager).expect("convened");
    scene.at("2026-12-01T15:00");
    for who in [Who::Manager, Who::Product, Who::Finance] {
        scene.vote(who, review, Vote::Pass).expect("voted");
    }
    let refusal = scene.act(Who::Manager, conclude(review, forms::minutes(solution))).expect_err("silent");
    assert_eq!(problems(&refusal), [("opinions".to_owned(), "vote_missing")]);
    scene.vote(Who::Delivery, review, Vote::Fail).expect("voted");
    let refusal = scene.act(Who::Manager, conclude(review, forms::minutes(solution))).expect_err("a no");
    assert_eq!(problems(&refusal), [("conclusion".to_owned(), "contradicts_the_checks")]);
    let mut again = forms::minutes(solution);
    again["conclusion"] = json!("again");
    scene.act(Who::Manager, conclude(review, again)).expect("to be reviewed again");
    assert!(unmet(&mut scene).contains(&"review_passed".to_owned()));
}

/// 有条件通过: nothing goes on until everything is mended, and not by whoever mends it.
#[test]
fn conditions_are_closed_before_anything_goes_out() {
    let (mut scene, solution, review) = Scene::voted();
    let mut body = forms::minutes(solution);
    body["check_cost"] = json!("conditional");
    body["conclusion"] = json!("conditional");
    body["action_items"] =
        json!([{"what": "补充差旅成本", "owner": Who::Presales.id(), "due": "2026-12-04"}]);
    scene.act(Who::Manager, conclude(review, body)).expect("concluded");
    scene.at("2026-12-02T10:00");
    assert_eq!(scene.confirm(solution, 1).expect_err("open"), Refusal::ReviewNotPassed);
    assert_eq!(scene.send(solution, 1).expect_err("open"), Refusal::ReviewNotPassed);
    let close = |action| Command::CloseReviewAction {
        review,
        action,
        evidence: vec![file()],
        note: "差旅成本已补充".to_owned(),
    };
    let refusal = scene.act(Who::Manager, close(1)).expect_err("no such action");
    assert_eq!(refusal, Refusal::UnknownAction { document: review, action: 1 });
    scene.act(Who::Manager, close(0)).expect("closed");
    assert_eq!(scene.act(Who::Manager, close(0)).expect_err("once").code(), "action_done");
    scene.confirm(solution, 1).expect("now the customer may confirm");
}

#[test]
fn a_changed_solution_takes_its_review_and_confirmation_with_it() {
    let (mut scene, solution) = Scene::confirmed();
    let review = *scene.deal().proposal.reviews.keys().next().expect("a review");
    let mut body = forms::solution(need_of(&scene));
    body["solution_framework"] = json!("对账引擎、接口网关与看板");
    let events = scene.revise(SOLUTION, solution, body).expect("revised");
    assert!(events.iter().any(|e| matches!(e, Event::ReviewVoided { review: r } if *r == review)));
    let open = unmet(&mut scene);
    assert!(open.contains(&"review_passed".to_owned()) && open.contains(&"solution_confirmed".to_owned()));
    assert_eq!(scene.confirm(solution, 2).expect_err("not reviewed"), Refusal::ReviewNotPassed);
    let stale = scene.confirm(solution, 1).expect_err("another revision");
    assert_eq!(stale, Refusal::StaleRevision { document: solution, current: 2 });

    let (mut scene, solution, review) = Scene::voted();
    let mut body = forms::solution(need_of(&scene));
    body["title"] = json!("MES与ERP一体化方案(二)");
    scene.revise(SOLUTION, solution, body).expect("revised under the review");
    let refusal = scene.act(Who::Manager, conclude(review, forms::minutes(solution))).expect_err("void");
    assert_eq!(refusal, Refusal::ReviewVoid { review });
    assert_eq!(scene.obligation("T10").state, ObligationState::Cancelled);
    scene.convene(Who::Manager).expect("a new review of the new revision");
}

#[test]
fn a_confirmation_is_evidence_of_a_moment_after_the_review() {
    let (mut scene, solution) = Scene::solved();
    assert_eq!(scene.confirm(solution, 1).expect_err("no review"), Refusal::ReviewNotPassed);
    let said = |at: &str, contact, evidence| Command::ConfirmWithCustomer {
        document: solution,
        revision: 1,
        contact,
        at: local(at),
        method: tongguan_core::deal::proposal::ConfirmationMethod::Mail,
        evidence,
    };
    let (mut scene, _) = Scene::reviewed();
    scene.at("2026-12-02T10:00");
    let stranger = tongguan_core::id::ContactId(Uuid::from_u128(99));
    let decider = Buyer::Decider.id();
    for (command, code) in [
        (said("2026-12-02T10:01", decider, vec![file()]), "in_future"),
        (said("2026-12-01T14:59", decider, vec![file()]), "in_past"),
        (said("2026-12-02T09:00", decider, vec![]), "evidence_missing"),
        (said("2026-12-02T09:00", stranger, vec![file()]), "unknown_contact"),
    ] {
        assert_eq!(scene.act(Who::Rep, command).expect_err(code).code(), code);
    }
    let report = *scene.deal().nurture.reports.keys().next().expect("a record");
    assert_eq!(scene.confirm(report, 1).expect_err("no such business").code(), "not_for_customers");
    scene.act(Who::Rep, said("2026-12-02T09:00", decider, vec![file()])).expect("confirmed");
}

#[test]
fn a_resource_is_asked_for_and_granted_by_somebody_else() {
    let (mut scene, _) = Scene::proposing();
    let ask = |role: &str, day: &str| Command::RequestResource {
        role: role.to_owned(),
        needed_on: day.parse().expect("a date"),
        what: "两周现场调研".to_owned(),
    };
    assert_eq!(scene.act(Who::Rep, ask("pilot", "2026-12-10")).expect_err("no role").code(), "unknown_role");
    assert_eq!(scene.act(Who::Rep, ask("presales", "2026-11-25")).expect_err("gone").code(), "in_past");
    scene.act(Who::Rep, ask("presales", "2026-12-10")).expect("asked");
    let resource = *scene.deal().proposal.resources.keys().next().expect("a request");
    let grant = |resource, person: Option<Who>| Command::GrantResource {
        resource,
        person: person.map(Who::id),
        reason: "安排到位,按期到岗".to_owned(),
    };
    let unknown = ResourceId(Uuid::from_u128(8));
    let refusal = scene.act(Who::Director, grant(unknown, None)).expect_err("no request");
    assert_eq!(refusal, Refusal::UnknownResource { resource: unknown });
    let refusal = scene.act(Who::Director, grant(resource, Some(Who::Legal))).expect_err("another role");
    assert_eq!(refusal, Refusal::UnfitResource { person: Who::Legal.id() });
    assert_eq!(scene.act(Who::Rep, grant(resource, None)).expect_err("a rep").code(), "not_permitted");
    assert!(!scene.deal().participants().contains(&Who::Presales.id()));
    scene.act(Who::Director, grant(resource, Some(Who::Presales))).expect("granted");
    assert!(scene.deal().participants().contains(&Who::Presales.id()), "whoever was granted sees the deal");
    let refusal = scene.act(Who::Director, grant(resource, None)).expect_err("once");
    assert_eq!(refusal, Refusal::ResourceDecided { resource });
}

/// TRAP-08: nothing goes out before its approval, nor before what comes first, nor after its day.
#[test]
fn nothing_goes_out_unapproved() {
    let (mut scene, quote) = Scene::quoted();
    assert_eq!(scene.send(quote, 1).expect_err("pending"), Refusal::NotApproved { document: quote });
    scene.approve_quote(quote, &[Who::Finance]);
    assert_eq!(scene.send(quote, 1).expect_err("half"), Refusal::NotApproved { document: quote });
    scene.approve_quote(quote, &[Who::Manager]);
    assert!(scene.deal().obligations.values().all(|o| o.clock != "T8"), "T8 waits for the sending");
    scene.send(quote, 1).expect("sent");
    let valid_until = "2027-01-02".parse().expect("a date");
    assert!(scene.obligation("T8").due_at > local("2027-01-02T23:59"));
    assert!(scene.obligation("T8").due_at < local("2027-01-03T00:00"));
    for (now, late) in [("2027-01-02T23:59", false), ("2027-01-03T00:00", true)] {
        let (mut scene, quote) = Scene::approved();
        scene.at(now);
        match (scene.send(quote, 1), late) {
            (outcome, false) => drop(outcome.expect("the last day")),
            (outcome, true) => {
                assert_eq!(outcome.expect_err("expired"), Refusal::QuoteExpired { valid_until });
                assert!(unmet(&mut scene).contains(&"quote_valid".to_owned()));
            }
        }
    }
}

#[test]
fn a_quotation_goes_out_only_after_the_customer_confirmed_the_solution() {
    let (mut scene, solution) = Scene::reviewed();
    scene.at("2026-12-03T10:00");
    let quote = scene.submit(Who::Rep, DocumentKind::Quotation, forms::quotation(Some(solution)));
    let quote = quote.expect("priced while the customer reads");
    scene.approve_quote(quote, &[Who::Finance, Who::Manager]);
    assert_eq!(scene.send(quote, 1).expect_err("too early"), Refusal::SolutionNotConfirmed);
    scene.confirm(solution, 1).expect("confirmed");
    scene.send(quote, 1).expect("sent");
}

#[test]
fn an_answer_is_to_what_was_sent() {
    let (mut scene, quote) = Scene::approved();
    let refusal = scene.answer(quote, 1, AnswerKind::Accepted).expect_err("not sent");
    assert_eq!(refusal, Refusal::NotSent { document: quote });
    scene.send(quote, 1).expect("sent");
    scene.answer(quote, 1, AnswerKind::None).expect("silence is recorded");
    assert_eq!(scene.obligation("T8").state, ObligationState::Open, "silence is no answer");
    scene.answer(quote, 1, AnswerKind::Counter).expect("a counter-offer");
    assert_eq!(scene.obligation("T8").state, ObligationState::Met);
    scene.at("2027-01-03T00:00");
    let refusal = scene.answer(quote, 1, AnswerKind::Accepted).expect_err("lapsed");
    assert_eq!(refusal.code(), "quote_expired");
    scene.answer(quote, 1, AnswerKind::Rejected).expect("a refusal is always heard");
}

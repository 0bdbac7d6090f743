//! Notices: who hears of what, once, and never of his own act.

use tongguan_core::approval::Verdict;
use tongguan_core::deal::screening::appeal::Share;
use tongguan_core::deal::{Command, Deal, Event, Number, Recorded};
use tongguan_core::facts::Actor;
use tongguan_core::id::PersonId;
use tongguan_core::money::Percent;
use tongguan_core::notice::{self, About, Notice, Reason};

use crate::scene::{Scene, Who, grading};

/// The notices of what happened since the scene had `before` events.
fn since(scene: &Scene, before: usize) -> Vec<Notice> {
    notice::of(scene.deal(), &scene.events[before..], &scene.process, &scene.facts.organization)
}

/// Does something and expects exactly this word to these people.
fn expect(scene: &mut Scene, act: impl FnOnce(&mut Scene), expected: &[(Who, Reason)]) -> Vec<Notice> {
    let before = scene.events.len();
    act(scene);
    let notices = since(scene, before);
    let found: Vec<(PersonId, Reason)> = notices.iter().map(|n| (n.to, n.reason)).collect();
    let expected: Vec<(PersonId, Reason)> =
        expected.iter().map(|(who, reason)| (who.id(), *reason)).collect();
    assert_eq!(found, expected);
    notices
}

fn reassigned(to: Who) -> Command {
    Command::ReassignOwner { to: to.id(), reason: "区域调整交接".to_owned() }
}

#[test]
fn nobody_hears_of_his_own_act() {
    let mut scene = Scene::new();
    let register = |scene: &mut Scene| {
        scene.register(Who::Rep, crate::scene::lead_form()).expect("a good lead");
    };
    expect(&mut scene, register, &[]);
}

#[test]
fn reminders_and_escalations_reach_whom_the_alarm_names() {
    let mut scene = Scene::registered();
    scene.wait(24);
    let tick = |scene: &mut Scene| drop(scene.tick());
    let notices = expect(&mut scene, tick, &[(Who::Rep, Reason::Reminder)]);
    assert_eq!(notices[0].params["clock"], "T1");
    assert!(matches!(notices[0].about, About::Obligation(_)));
    expect(&mut scene, tick, &[]);
    scene.wait(24);
    expect(&mut scene, tick, &[(Who::Rep, Reason::Reminder), (Who::Supervisor, Reason::Escalation)]);
    scene.wait(24);
    expect(&mut scene, tick, &[(Who::Rep, Reason::LeadRecycled), (Who::Supervisor, Reason::LeadRecycled)]);
}

#[test]
fn whoever_appealed_hears_that_it_is_decided_and_not_of_which_deal() {
    let mut scene = Scene::screened();
    let file =
        Command::FileAppeal { reason: "我先报备并已两次拜访".to_owned(), evidence: Vec::new() };
    scene.act(Who::OtherRep, file).expect("a rep of another team appeals");
    let before = scene.events.len();
    let shares = vec![Share { person: Who::Rep.id(), percent: Percent::whole(100) }];
    let decide =
        Command::DecideAppeal { owner: Who::Rep.id(), shares, reason: "首次有效登记在先".to_owned() };
    scene.act(Who::Supervisor, decide).expect("decided");
    let notices = since(&scene, before);
    let to_him = notices.iter().find(|notice| notice.to == Who::OtherRep.id()).expect("he is told");
    assert_eq!((to_him.reason, to_him.deal), (Reason::AppealDecided, None), "he does not see it");
    assert!(to_him.params.is_empty(), "nor its number: {:?}", to_him.params);
}

#[test]
fn a_grade_goes_to_the_supervisor_and_comes_back() {
    let mut scene = Scene::screened();
    let submit = |scene: &mut Scene| {
        scene.act(Who::Rep, grading(41, 36, "A")).expect("submitted");
    };
    let notices = expect(&mut scene, submit, &[(Who::Supervisor, Reason::ApprovalTurn)]);
    assert_eq!(notices[0].params["chain"], "A1");
    let approval = *scene.deal().approvals.keys().next().expect("asked");
    let urge = |scene: &mut Scene| {
        scene.act(Who::Rep, Command::UrgeApproval { approval }).expect("urged");
    };
    expect(&mut scene, urge, &[(Who::Supervisor, Reason::ApprovalUrged)]);
    let decide = |scene: &mut Scene| {
        scene.decide(Who::Supervisor, approval, Verdict::Approve).expect("agreed");
    };
    // Graded, it is reviewed again later and stays longer before it is recycled.
    let told = [Reason::ApprovalFinished, Reason::ObligationOpened, Reason::ObligationRescheduled];
    let told = told.map(|reason| (Who::Rep, reason));
    let notices = expect(&mut scene, decide, &told);
    assert_eq!(notices[0].params["result"], "approved");
}

#[test]
fn a_vacant_post_stops_and_tells_submitter_keeper_and_superior() {
    let mut scene = Scene::screened();
    scene.vacate("sales_supervisor");
    let submit = |scene: &mut Scene| {
        scene.act(Who::Rep, grading(41, 36, "A")).expect("submitted");
    };
    let keepers = [
        (Who::Operations, Reason::ApprovalBlocked),
        (Who::Administrator, Reason::ApprovalBlocked),
        (Who::Manager, Reason::ApprovalBlocked),
        (Who::Director, Reason::Escalation),
        (Who::Operations, Reason::Escalation),
    ];
    let notices = expect(&mut scene, submit, &keepers);
    assert_eq!(notices[0].params["role"], "sales_supervisor");
}

#[test]
fn a_handover_tells_both_and_an_inactive_person_nothing() {
    let mut scene = Scene::registered();
    let give = |scene: &mut Scene| {
        scene.act(Who::Manager, reassigned(Who::Colleague)).expect("given");
    };
    expect(
        &mut scene,
        give,
        &[
            (Who::Colleague, Reason::DealAssigned),
            (Who::Rep, Reason::DealTaken),
            (Who::Colleague, Reason::ObligationRescheduled),
        ],
    );
    let left = Who::Colleague.id();
    scene.organization().people.get_mut(&left).expect("known").active = false;
    let back = |scene: &mut Scene| {
        scene.act(Who::Manager, reassigned(Who::Rep)).expect("given back");
    };
    expect(&mut scene, back, &[(Who::Rep, Reason::DealAssigned), (Who::Rep, Reason::ObligationRescheduled)]);
}

#[test]
fn who_is_named_in_a_comment_hears_of_it_once() {
    let mut scene = Scene::registered();
    let at = scene.now;
    let (body, mentions) = match &scene.events[0].event {
        Event::LeadRegistered { .. } => (lead_body(&scene), vec![Who::Manager.id(), Who::Manager.id()]),
        other => panic!("{other:?}"),
    };
    let comment =
        Recorded { at, by: Actor::Person(Who::Rep.id()), event: Event::Commented { body, mentions } };
    scene.events.push(comment);
    let last = scene.events.len() - 1;
    let notices = since(&scene, last);
    assert_eq!(
        notices.iter().map(|n| (n.to, n.reason)).collect::<Vec<_>>(),
        [(Who::Manager.id(), Reason::Mentioned)]
    );
}

fn lead_body(scene: &Scene) -> tongguan_core::deal::BodyRef {
    scene.deal().documents.values().next().expect("the lead form").body
}

#[test]
fn a_notice_carries_the_latest_drawn_number() {
    let mut scene = Scene::registered();
    scene.wait(24);
    let before = scene.events.len();
    scene.tick();
    assert_eq!(since(&scene, before)[0].params.get("deal"), None, "not drawn yet");
    let deal = Deal { numbers: vec![Number::Drawn("XS20261120001".to_owned())], ..scene.deal().clone() };
    let notices = notice::of(&deal, &scene.events[before..], &scene.process, &scene.facts.organization);
    assert_eq!(notices[0].params["deal"], "XS20261120001");
}

#[test]
fn reviewers_granters_and_legal_hear_of_what_concerns_them() {
    let (mut scene, _) = Scene::solved();
    let before = scene.events.len();
    scene.convene(Who::Manager).expect("convened");
    let invited = since(&scene, before).into_iter().filter(|n| n.reason == Reason::ReviewInvited);
    let invited: Vec<_> = invited.map(|notice| notice.to).collect();
    assert_eq!(invited, [Who::Product, Who::Finance, Who::Delivery].map(Who::id), "not the chair, no author");

    let needed_on = "2026-12-10".parse().expect("a date");
    let ask =
        Command::RequestResource {
            role: "presales".to_owned(), needed_on, what: "两周现场调研".to_owned()
        };
    let asked = |scene: &mut Scene| drop(scene.act(Who::Rep, ask).expect("asked"));
    let granting = [Who::Director, Who::Delivery, Who::Product].map(|who| (who, Reason::ResourceAsked));
    expect(&mut scene, asked, &granting);
    let resource = *scene.deal().proposal.resources.keys().next().expect("a request");
    let reason = "安排到位,按期到岗".to_owned();
    let grant = Command::GrantResource { resource, person: Some(Who::Presales.id()), reason };
    let granted = |scene: &mut Scene| drop(scene.act(Who::Director, grant).expect("granted"));
    expect(&mut scene, granted, &[(Who::Rep, Reason::ResourceAnswered)]);

    for (terms, copied) in [("", false), ("验收标准另附", true)] {
        let (mut scene, solution) = Scene::confirmed();
        scene.at("2026-12-03T10:00");
        let mut quote = crate::forms::quotation(Some(solution));
        quote["special_terms"] = serde_json::json!(terms);
        let before = scene.events.len();
        scene.submit(Who::Rep, tongguan_core::process::DocumentKind::Quotation, quote).expect("accepted");
        let to_legal =
            since(&scene, before).iter().any(|n| n.to == Who::Legal.id() && n.reason == Reason::Copied);
        assert_eq!(to_legal, copied, "{terms}");
    }
}

#[test]
fn every_reason_has_a_key_of_its_own() {
    for reason in Reason::ALL {
        assert_eq!(Reason::from_key(reason.key()), Some(reason));
        assert_eq!(serde_json::to_value(reason).expect("plain"), reason.key());
    }
    assert!(!Reason::Escalation.can_be_muted() && Reason::Reminder.can_be_muted());
}

//! Approvals: nobody approves his own paper, nobody decides twice, nothing passes by silence.

use std::sync::Arc;

use tongguan_core::approval::{ApprovalResult, Verdict};
use tongguan_core::deal::Command;
use tongguan_core::digest::Digest;
use tongguan_core::facts::Hand;
use tongguan_core::id::{ApprovalId, PostId};
use tongguan_core::organization::Delegation;
use tongguan_core::process::{DocumentKind, StepMode};
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::scene::{Scene, Who, kinds, local};

#[test]
fn only_the_assignee_decides() {
    for who in [Who::Rep, Who::Colleague, Who::Manager, Who::Director, Who::Administrator] {
        let (mut scene, approval) = Scene::graded();
        let refusal = scene.decide(who, approval, Verdict::Approve).expect_err("not his step");
        let expected = match who {
            Who::Rep => "self_approval",
            Who::Administrator => "no_business_role",
            _ => "not_your_step",
        };
        assert_eq!(refusal.code(), expected, "{who:?}");
    }
}

/// Not even with the post that decides: what an administrator holds besides does not make him an approver.
#[test]
fn none_of_the_three_administrators_decides_business() {
    for role in ["sys_admin", "security_admin", "auditor"] {
        let (mut scene, approval) = Scene::graded();
        let organization = Arc::make_mut(&mut scene.facts.organization);
        let mut post = organization.posts[0].clone();
        (post.id, post.role, post.holder) =
            (PostId(Uuid::from_u128(990)), role.to_owned(), Some(Who::Supervisor.id()));
        organization.posts.push(post);
        let refusal = scene.decide(Who::Supervisor, approval, Verdict::Approve).expect_err("administers");
        assert_eq!(refusal.code(), "no_business_role", "{role}");
    }
}

#[test]
fn a_decision_counts_only_for_what_was_shown() {
    let (mut scene, approval) = Scene::graded();
    let digest = Digest::of(b"something else");
    let command =
        Command::DecideApproval { approval, step: 1, verdict: Verdict::Approve, digest, opinion: None };
    let refusal = scene.act(Who::Supervisor, command).expect_err("not what stands");
    assert_eq!(refusal, Refusal::ContentChanged { approval });
}

#[test]
fn a_refusal_needs_an_opinion() {
    for verdict in [Verdict::Reject, Verdict::Return(0)] {
        let (mut scene, approval) = Scene::graded();
        let digest = scene.deal().approvals[&approval].digest;
        let opinion = Some("不行".to_owned());
        let command = Command::DecideApproval { approval, step: 1, verdict, digest, opinion };
        let refusal = scene.act(Who::Supervisor, command).expect_err("too short");
        assert_eq!(refusal, Refusal::OpinionMissing { min: 5 });
    }
}

#[test]
fn a_vacant_post_blocks_and_goes_on_when_it_is_filled() {
    let mut scene = Scene::screened();
    let posts = scene.facts.organization.posts.clone();
    scene.vacate("sales_supervisor");
    let events = scene.act(Who::Rep, crate::scene::grading(41, 36, "A")).expect("submitted");
    assert!(kinds(&events).contains(&"step_blocked".to_owned()));
    let approval = *scene.deal().approvals.keys().next().expect("asked");
    let refusal = scene.decide(Who::Manager, approval, Verdict::Approve).expect_err("nobody's step");
    assert_eq!(refusal.code(), "not_your_step");
    assert_eq!(scene.tick(), []);
    scene.organization().posts = posts;
    assert!(kinds(&scene.tick()).contains(&"step_activated".to_owned()));
    scene.decide(Who::Supervisor, approval, Verdict::Approve).expect("his step now");
}

#[test]
fn a_submitter_who_holds_the_approving_post_is_judged_by_his_superior() {
    let mut scene = Scene::registered();
    for post in scene.organization().posts.iter_mut().filter(|p| p.role == "sales_supervisor") {
        post.holder = Some(Who::Rep.id());
    }
    let valid = Command::CompleteScreening {
        result: tongguan_core::deal::ScreeningResult::Valid,
        reason: None,
        note: None,
    };
    scene.act(Who::Rep, valid).expect("screened");
    scene.act(Who::Rep, crate::scene::grading(41, 36, "A")).expect("submitted");
    let approval = *scene.deal().approvals.keys().next().expect("asked");
    let refusal = scene.decide(Who::Rep, approval, Verdict::Approve).expect_err("his own paper");
    assert_eq!(refusal, Refusal::SelfApproval { approval });
    scene.decide(Who::Manager, approval, Verdict::Approve).expect("his superior decides");
}

/// Whoever acts in the post decides as long as he ranks no lower by himself.
#[test]
fn whoever_acts_in_a_post_decides_with_the_lower_authority_of_the_two() {
    for (who, expected) in [(Who::Manager, None), (Who::Colleague, Some("delegate_too_low"))] {
        let (mut scene, approval) = Scene::graded();
        let posts = &mut scene.organization().posts;
        let post = posts.iter_mut().find(|post| post.role == "sales_supervisor").expect("there");
        (post.holder, post.acting_until) = (Some(who.id()), Some(jiff::civil::date(2026, 12, 31)));
        scene.tick();
        let decided = scene.decide(who, approval, Verdict::Approve).err();
        assert_eq!(decided.map(|refusal| refusal.code()).as_deref(), expected, "{who:?}");
    }
}

#[test]
fn a_delegate_stands_in_within_dates_and_with_enough_authority() {
    let delegation = |to: Who| Delegation {
        from: Who::Supervisor.id(),
        to: to.id(),
        starts_at: local("2026-11-20T00:00"),
        ends_at: local("2026-11-21T00:00"),
    };
    let (mut scene, approval) = Scene::graded();
    scene.organization().delegations = vec![delegation(Who::Colleague), delegation(Who::Rep)];
    let refusal = scene.decide(Who::Colleague, approval, Verdict::Approve).expect_err("too low");
    assert_eq!(refusal.code(), "delegate_too_low");
    let refusal = scene.decide(Who::Rep, approval, Verdict::Approve).expect_err("his own paper");
    assert_eq!(refusal.code(), "self_approval");
    scene.organization().delegations = vec![delegation(Who::Manager)];
    scene.wait(8);
    let refusal = scene.decide(Who::Manager, approval, Verdict::Approve).expect_err("too late");
    assert_eq!(refusal.code(), "not_your_step");
    scene.wait(-8);
    scene.decide(Who::Manager, approval, Verdict::Approve).expect("stands in");
}

#[test]
fn transfer_goes_to_equals_and_never_to_the_submitter() {
    let (mut scene, approval) = Scene::graded();
    let give = |to: Who| Command::TransferApproval {
        approval,
        step: 1,
        to: to.id(),
        reason: "出差一周，无法审核".to_owned(),
    };
    for (to, code) in [
        (Who::Rep, "unfit_approver"),
        (Who::Administrator, "unfit_approver"),
        (Who::Colleague, "delegate_too_low"),
    ] {
        let refusal = scene.act(Who::Supervisor, give(to)).expect_err("unfit");
        assert_eq!(refusal.code(), code, "{to:?}");
    }
    scene.act(Who::Supervisor, give(Who::Manager)).expect("handed up");
    let refusal = scene.decide(Who::Supervisor, approval, Verdict::Approve).expect_err("handed over");
    assert_eq!(refusal.code(), "not_your_step");
    scene.decide(Who::Manager, approval, Verdict::Approve).expect("decides");
}

#[test]
fn an_added_approver_decides_before_the_step_he_was_added_to() {
    let (mut scene, approval) = Scene::graded();
    let add = Command::AddApprover {
        approval,
        person: Who::Manager.id(),
        before: true,
        reason: "先听经理意见再定".to_owned(),
    };
    scene.act(Who::Supervisor, add).expect("added");
    let refusal = scene.decide(Who::Supervisor, approval, Verdict::Approve).expect_err("not yet");
    assert_eq!(refusal.code(), "not_your_step");
    scene.decide(Who::Manager, approval, Verdict::Approve).expect("first");
    assert!(scene.deal().approvals[&approval].is_open());
    scene.decide(Who::Supervisor, approval, Verdict::Approve).expect("then");
    assert_eq!(scene.deal().approvals[&approval].result, Some(ApprovalResult::Approved));
}

#[test]
fn withdrawing_and_urging_are_the_submitters() {
    let (mut scene, approval) = Scene::graded();
    for command in [Command::WithdrawApproval { approval }, Command::UrgeApproval { approval }] {
        let refusal = scene.act(Who::Colleague, command.clone()).expect_err("not his");
        assert_eq!(refusal, Refusal::NotSubmitter { approval });
        scene.act(Who::Rep, Command::UrgeApproval { approval }).expect("his");
    }
    scene.act(Who::Rep, Command::WithdrawApproval { approval }).expect("his");
    let refusal = scene.decide(Who::Supervisor, approval, Verdict::Approve).expect_err("over");
    assert_eq!(refusal, Refusal::ApprovalClosed { approval });
}

#[test]
fn a_document_under_approval_is_frozen() {
    let (mut scene, approval) = Scene::graded();
    let (document, _) = scene.deal().document(DocumentKind::Grading).expect("the grading");
    let Command::SubmitDocument { kind, body, .. } = crate::scene::grading(41, 35, "A") else {
        unreachable!()
    };
    let revise = Command::SubmitDocument { kind, document: Some(document), revision: 1, body };
    let refusal = scene.act(Who::Rep, revise.clone()).expect_err("frozen");
    assert_eq!(refusal, Refusal::InReview { document, approval });
    scene.decide(Who::Supervisor, approval, Verdict::Return(0)).expect("sent back");
    scene.act(Who::Rep, revise.clone()).expect("revised");
    let refusal = scene.act(Who::Rep, revise).expect_err("stale");
    assert!(matches!(refusal, Refusal::StaleRevision { current: 2, .. } | Refusal::InReview { .. }));
}

#[test]
fn the_reason_of_an_exception_is_kept_once_and_named_by_its_event() {
    let mut scene = Scene::registered();
    let context = scene.context(tongguan_core::facts::Actor::Person(Who::Rep.id()));
    let (gate, condition) = ("G1".to_owned(), "capacity".to_owned());
    let reason = "年底集中清理，下周释放线索".to_owned();
    let command = Command::RequestException { gate, condition, reason };
    let outcome = tongguan_core::deal::decide(scene.deal(), &scene.process, &scene.facts, &command, &context)
        .expect("the definition allows an exception here");
    let log = serde_json::to_string(&outcome.events).expect("events are plain data");
    assert_eq!(outcome.bodies.len(), 1);
    assert!(
        log.contains(&outcome.bodies[0].id.to_string()),
        "a body that no event names could never be found"
    );
}

#[test]
fn an_approval_that_is_not_there_is_not_acted_upon() {
    let (mut scene, _) = Scene::graded();
    let approval = ApprovalId(Uuid::from_u128(9));
    let (step, verdict, reason) = (1, Verdict::Approve, "出差一周，无法审核".to_owned());
    let person = Who::Manager.id();
    for command in [
        Command::DecideApproval { approval, step, verdict, digest: Digest::of(b"any"), opinion: None },
        Command::TransferApproval { approval, step, to: person, reason: reason.clone() },
        Command::AddApprover { approval, person, before: true, reason },
        Command::WithdrawApproval { approval },
        Command::UrgeApproval { approval },
        Command::CopyApproval { approval, to: vec![person] },
    ] {
        let refusal = scene.act(Who::Supervisor, command.clone()).expect_err("not there");
        assert_eq!(refusal, Refusal::UnknownApproval { approval }, "{command:?}");
    }
}

#[test]
fn only_the_active_step_is_decided_or_handed_on() {
    for step in [0, 2, u32::MAX] {
        let (mut scene, approval) = Scene::graded();
        let digest = scene.deal().approvals[&approval].digest;
        let (verdict, to) = (Verdict::Approve, Who::Manager.id());
        let reason = "出差一周，无法审核".to_owned();
        for command in [
            Command::DecideApproval { approval, step, verdict, digest, opinion: None },
            Command::TransferApproval { approval, step, to, reason },
        ] {
            let refusal = scene.act(Who::Supervisor, command).expect_err("not its turn");
            assert_eq!(refusal, Refusal::StepNotActive { approval, step });
        }
    }
}

#[test]
fn a_return_leads_back_to_an_earlier_step() {
    // The director's step is the second one: the manager, or the submitter (0), may be returned to.
    for (to, refusal) in [(0, None), (1, None), (2, Some(2)), (3, Some(3))] {
        let (mut scene, contract) = Scene::in_chain();
        let approval = scene.agree(contract, &[Who::Manager]);
        let answer = scene.decide(Who::Director, approval, Verdict::Return(to)).err();
        assert_eq!(answer, refusal.map(|step| Refusal::BadReturnStep { step }), "{to}");
    }
}

#[test]
fn a_role_given_after_the_request_decides_a_day_later() {
    // Asked for on Friday at five in the afternoon.
    let (role, hours) = ("sales_supervisor".to_owned(), 24);
    for (since, now, fresh) in [
        ("2026-11-20T17:00", "2026-11-20T17:01", false),
        ("2026-11-20T17:01", "2026-11-20T17:02", true),
        ("2026-11-20T17:01", "2026-11-21T17:00", true),
        ("2026-11-20T17:01", "2026-11-21T17:01", false),
    ] {
        let (mut scene, approval) = Scene::graded();
        let posts = scene.organization().posts.iter_mut();
        posts.filter(|post| post.role == role).for_each(|post| post.since = local(since));
        scene.at(now);
        let answer = scene.decide(Who::Supervisor, approval, Verdict::Approve).err();
        let refusal = fresh.then(|| Refusal::RoleTooNew { role: role.clone(), hours });
        assert_eq!(answer, refusal, "held since {since}, decided at {now}");
    }
}

#[test]
fn copies_go_to_people_of_ours() {
    let (mut scene, approval) = Scene::graded();
    let person = tongguan_core::id::PersonId(Uuid::from_u128(99));
    let copy = Command::CopyApproval { approval, to: vec![Who::Legal.id(), person] };
    assert_eq!(scene.act(Who::Rep, copy).expect_err("a stranger"), Refusal::UnknownPerson { person });
}

/// A grading before two supervisors who decide together in a mode.
pub fn before_two(mode: StepMode) -> (Scene, ApprovalId) {
    let mut scene = Scene::screened();
    let chains = &mut Arc::make_mut(&mut scene.process).chains;
    let grading = chains.values_mut().flat_map(|chain| &mut chain.steps);
    grading.filter(|step| step.role == "sales_supervisor").for_each(|step| step.mode = mode);
    let posts = &mut scene.organization().posts;
    let mut second = posts.iter().find(|post| post.role == "sales_supervisor").cloned().expect("one leads");
    second.id = PostId(Uuid::from_u128(299));
    second.holder = Some(Who::OtherRep.id());
    posts.push(second);
    scene.act(Who::Rep, crate::scene::grading(41, 36, "A")).expect("submitted");
    let approval = *scene.deal().approvals.keys().next().expect("asked");
    (scene, approval)
}

#[test]
fn one_of_several_decides_for_all() {
    let (mut scene, approval) = before_two(StepMode::Any);
    scene.decide(Who::OtherRep, approval, Verdict::Approve).expect("either may");
    assert_eq!(scene.deal().approvals[&approval].result, Some(ApprovalResult::Approved));
    let refusal = scene.decide(Who::Supervisor, approval, Verdict::Approve).expect_err("it is decided");
    assert_eq!(refusal.code(), "approval_closed");
}

#[test]
fn where_all_decide_one_is_not_enough_and_one_refusal_is() {
    for first in [Who::Supervisor, Who::OtherRep] {
        let second = if first == Who::Supervisor { Who::OtherRep } else { Who::Supervisor };
        let (mut scene, approval) = before_two(StepMode::All);
        scene.decide(first, approval, Verdict::Approve).expect("in any order");
        assert!(scene.deal().approvals[&approval].is_open(), "{second:?} has not decided");
        let refusal = scene.decide(first, approval, Verdict::Approve).expect_err("not for the other");
        assert_eq!(refusal.code(), "not_your_step");
        scene.decide(second, approval, Verdict::Approve).expect("now both");
        assert_eq!(scene.deal().approvals[&approval].result, Some(ApprovalResult::Approved));
    }
    let (mut scene, approval) = before_two(StepMode::All);
    scene.decide(Who::OtherRep, approval, Verdict::Approve).expect("agrees");
    scene.decide(Who::Supervisor, approval, Verdict::Reject).expect("does not");
    assert_eq!(scene.deal().approvals[&approval].result, Some(ApprovalResult::Rejected));
}

#[test]
fn in_order_the_second_waits_for_the_first() {
    let (mut scene, approval) = before_two(StepMode::InOrder);
    let refusal = scene.decide(Who::OtherRep, approval, Verdict::Approve).expect_err("not his turn yet");
    assert_eq!(refusal.code(), "not_your_step");
    scene.decide(Who::Supervisor, approval, Verdict::Approve).expect("first");
    assert!(scene.deal().approvals[&approval].is_open());
    scene.decide(Who::OtherRep, approval, Verdict::Approve).expect("second");
    assert_eq!(scene.deal().approvals[&approval].result, Some(ApprovalResult::Approved));
}

#[test]
fn a_stand_in_decides_for_one_of_several_and_not_for_both() {
    let (mut scene, approval) = before_two(StepMode::All);
    let to_manager = |from: Who| Delegation {
        from: from.id(),
        to: Who::Manager.id(),
        starts_at: local("2026-11-01T00:00"),
        ends_at: local("2027-01-01T00:00"),
    };
    scene.organization().delegations = vec![to_manager(Who::Supervisor), to_manager(Who::OtherRep)];
    scene.decide(Who::Manager, approval, Verdict::Approve).expect("for the one");
    assert!(scene.deal().approvals[&approval].is_open(), "the other has not decided");
    let refusal = scene.decide(Who::Manager, approval, Verdict::Approve).expect_err("nobody counts twice");
    assert_eq!(refusal, Refusal::SecondStep { approval });
    scene.decide(Who::OtherRep, approval, Verdict::Approve).expect("himself");
    assert_eq!(scene.deal().approvals[&approval].result, Some(ApprovalResult::Approved));
}

#[test]
fn a_large_approval_is_decided_by_whoever_just_showed_who_he_is() {
    let (scene, _) = Scene::in_chain();
    let amount = scene.deal().amount().expect("a contract");
    let minutes = scene.process.settings.limits.confirmation_minutes;
    let needed = Some(Refusal::ConfirmationNeeded { amount, minutes });
    let ago =
        |minutes: i64| scene.now.saturating_sub(jiff::SignedDuration::from_mins(minutes)).expect("in range");
    let session = |confirmed_at| Some(Hand::Session { confirmed_at });
    let cases = [
        (0, session(None), needed.clone()),
        (0, session(Some(ago(6))), needed.clone()),
        (0, session(Some(ago(-1))), needed.clone()),
        (0, session(Some(ago(5))), None),
        (1, session(None), None),
        (1, Some(Hand::Key), Some(Refusal::NotByKey { command: "decide_approval".to_owned() })),
    ];
    for (above, hand, refusal) in cases {
        let (mut scene, contract) = Scene::in_chain();
        let approval = scene.approval_of(contract);
        let limits = &mut Arc::make_mut(&mut scene.process).settings.limits;
        limits.confirm_approval_from_minor = amount.minor() + above;
        scene.hand = hand;
        let answer = scene.decide(Who::Manager, approval, Verdict::Approve).err();
        assert_eq!(answer, refusal, "{above} {hand:?}");
    }
}

#[test]
fn a_program_writes_for_a_person_and_never_signs_for_him() {
    let mut scene = Scene::registered();
    scene.hand = Some(Hand::Key);
    scene
        .act(Who::Rep, Command::Comment { text: "来自接口的备注".to_owned(), mentions: Vec::new() })
        .expect("he may");
}

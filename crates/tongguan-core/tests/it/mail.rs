//! Mail to the customer: only a clean copy of what stands leaves, and it counts from when the mail server took it.

use jiff::Timestamp;
use tongguan_core::deal::answered::Answered;
use tongguan_core::deal::copy::Mark;
use tongguan_core::deal::mail::{MailOutcome, still_stands};
use tongguan_core::deal::{Command, Event};
use tongguan_core::digest::Digest;
use tongguan_core::id::{ContactId, DocumentId, MailId};
use tongguan_core::label::Language;
use tongguan_core::obligation::ObligationState;
use tongguan_core::process::DocumentKind;
use tongguan_core::reference::issued_copy::{Audience, CopyCode, CopyFormat, Issue, IssuedCopy};
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::collection::overdue;
use crate::forms::quotation;
use crate::progress::{REPORT, progress};
use crate::scene::{Buyer, Scene, Who, local};
use crate::signed::signed;

pub const COPY: Uuid = Uuid::from_u128(77);
const QUOTATION: DocumentKind = DocumentKind::Quotation;

/// A clean customer's copy as it would stand in the register.
pub fn copy(scene: &Scene, kind: DocumentKind, document: Option<(DocumentId, u32)>) -> IssuedCopy {
    let issue = Issue {
        deal: scene.deal().id,
        document: document.map(|(id, _)| id),
        kind,
        revision: document.map_or(0, |(_, revision)| revision),
        number: None,
        format: CopyFormat::Pdf,
        language: Language::Zh,
        audience: Audience::Customer,
        to: Vec::new(),
        mark: None,
        sha256: Digest::of(b"copy"),
    };
    IssuedCopy {
        id: COPY,
        code: CopyCode::of([1; 10]),
        issue,
        issued_by: None,
        issued_at: Timestamp::UNIX_EPOCH,
    }
}

/// Issues a copy and opens the way out.
fn issue(scene: &mut Scene, kind: DocumentKind, document: Option<(DocumentId, u32)>) {
    let copy = copy(scene, kind, document);
    (scene.facts.copy, scene.facts.mail_goes_out) = (Some(copy), true);
}

fn to(contacts: &[ContactId]) -> Command {
    let (subject, message) = ("报价单".to_owned(), "赵总，您好，附上报价单。".to_owned());
    Command::MailCopy { copy: COPY, to: contacts.to_vec(), subject, message }
}

fn mail(scene: &mut Scene, who: Who) -> Result<MailId, Refusal> {
    let events = scene.act(who, to(&[Buyer::Decider.id(), Buyer::Engineer.id(), Buyer::Decider.id()]))?;
    let handed_in = |event: &Event| match event {
        Event::CopyMailed { mail, .. } => Some(*mail),
        _ => None,
    };
    Ok(events.iter().find_map(handed_in).expect("handed in"))
}

fn settle(scene: &mut Scene, mail: MailId, outcome: MailOutcome) -> Result<Vec<Event>, Refusal> {
    scene.system(Command::SettleMail { mail, outcome })
}

#[test]
fn a_quotation_counts_as_sent_when_the_mail_server_took_it() {
    let (mut scene, quote) = Scene::approved();
    issue(&mut scene, QUOTATION, Some((quote, 1)));
    let id = mail(&mut scene, Who::Rep).expect("handed in");
    let sent = scene.deal().mails[&id].clone();
    assert_eq!((sent.by, sent.outcome), (Some(Who::Rep.id()), None));
    assert_eq!(sent.to, [Buyer::Engineer.id(), Buyer::Decider.id()], "each once");
    assert!(scene.deal().proposal.sent.is_empty(), "on its way is not sent");
    let events = settle(&mut scene, id, MailOutcome::Accepted).expect("settled");
    let contacts: Vec<ContactId> = events
        .iter()
        .filter_map(|event| match event {
            Event::DocumentSent { contact, revision: 1, .. } => Some(*contact),
            _ => None,
        })
        .collect();
    assert_eq!(contacts, sent.to);
    assert_eq!(scene.deal().proposal.sent[&quote].file, Digest::of(b"copy"));
    assert_eq!(settle(&mut scene, id, MailOutcome::Accepted), Err(Refusal::MailNotOpen));
}

#[test]
fn a_mail_that_was_given_up_sent_nothing() {
    let (mut scene, quote) = Scene::approved();
    issue(&mut scene, QUOTATION, Some((quote, 1)));
    for outcome in [MailOutcome::GivenUp, MailOutcome::Withheld] {
        let id = mail(&mut scene, Who::Rep).expect("handed in");
        settle(&mut scene, id, outcome).expect("settled");
        assert_eq!(scene.deal().mails[&id].outcome.map(|(outcome, _)| outcome), Some(outcome));
    }
    assert!(scene.deal().proposal.sent.is_empty());
}

#[test]
fn only_a_clean_copy_for_customers_of_what_stands_leaves() {
    let (mut scene, quote) = Scene::approved();
    let good = copy(&scene, QUOTATION, Some((quote, 1)));
    let with = |change: fn(&mut IssuedCopy)| {
        let mut copy = good.clone();
        change(&mut copy);
        Some(copy)
    };
    for (issued, code) in [
        (None, "unknown_copy"),
        (with(|copy| copy.id = Uuid::from_u128(78)), "unknown_copy"),
        (with(|copy| copy.issue.deal.0 = Uuid::from_u128(79)), "unknown_copy"),
        (with(|copy| copy.issue.audience = Audience::Inside), "copy_not_for_customer"),
        (with(|copy| copy.issue.mark = Some(Mark::InApproval)), "copy_not_clean"),
        (with(|copy| copy.issue.revision = 2), "stale_revision"),
        (with(|copy| copy.issue.kind = DocumentKind::ContractApproval), "not_for_customers"),
        (with(|copy| (copy.issue.kind, copy.issue.document) = (QUOTATION, None)), "not_for_customers"),
    ] {
        (scene.facts.copy, scene.facts.mail_goes_out) = (issued, true);
        assert_eq!(mail(&mut scene, Who::Rep).expect_err(code).code(), code);
    }
    // Forged or old: that the copy says it is clean does not make the quotation approved.
    let (mut scene, quote) = Scene::quoted();
    issue(&mut scene, QUOTATION, Some((quote, 1)));
    assert_eq!(mail(&mut scene, Who::Rep).expect_err("in approval").code(), "copy_not_clean");
}

#[test]
fn what_is_written_and_to_whom_is_judged() {
    let (mut scene, quote) = Scene::approved();
    issue(&mut scene, QUOTATION, Some((quote, 1)));
    let ours = Buyer::Chief.id();
    scene.facts.contacts.get_mut(&ours).expect("a contact").mail_domain = Some("us.example".to_owned());
    let mute = Buyer::Treasurer.id();
    scene.facts.contacts.get_mut(&mute).expect("a contact").mail_domain = None;
    let many: Vec<ContactId> = (0..21).map(|n| ContactId(Uuid::from_u128(n))).collect();
    for (contacts, code) in [
        (vec![], "receiver_missing"),
        (vec![ContactId(Uuid::from_u128(9))], "unknown_contact"),
        (vec![ours], "not_the_customer"),
        (vec![mute], "no_mail_address"),
        (many, "too_many"),
    ] {
        assert_eq!(scene.act(Who::Rep, to(&contacts)).expect_err(code).code(), code);
    }
    let long = "长".repeat(201);
    for (subject, message) in
        [("", "正文"), ("一\r\nBcc: x@y", "正文"), (long.as_str(), "正文"), ("主题", " ")]
    {
        let (subject, message) = (subject.to_owned(), message.to_owned());
        let command = Command::MailCopy { copy: COPY, to: vec![Buyer::Decider.id()], subject, message };
        assert_eq!(scene.act(Who::Rep, command).expect_err("a bad text").code(), "bad_text");
    }
    assert_eq!(mail(&mut scene, Who::Legal).expect_err("not his").code(), "not_permitted");
    assert_eq!(mail(&mut scene, Who::Manager).expect_err("the owner sends").code(), "not_permitted");
    scene.facts.mail_goes_out = false;
    assert_eq!(mail(&mut scene, Who::Rep), Err(Refusal::MailNotSetUp));
    let by_hand = Command::SettleMail { mail: MailId(COPY), outcome: MailOutcome::Accepted };
    assert_eq!(scene.act(Who::Rep, by_hand), Err(Refusal::SystemOnly));
}

#[test]
fn a_mail_whose_paper_was_revised_on_the_way_stands_no_more() {
    let (mut scene, quote) = Scene::approved();
    issue(&mut scene, QUOTATION, Some((quote, 1)));
    let id = mail(&mut scene, Who::Rep).expect("handed in");
    let stands = |scene: &Scene| still_stands(scene.deal(), &scene.process, &scene.deal().mails[&id]);
    assert!(stands(&scene));
    let solution = scene.deal().document(DocumentKind::Solution).map(|(id, _)| id);
    scene.revise(QUOTATION, quote, quotation(solution)).expect("revised");
    assert!(!stands(&scene));
}

#[test]
fn a_mailed_report_answers_for_its_week_when_it_was_taken() {
    let mut scene = crate::delivery::started();
    let report = scene.submit(Who::Rep, REPORT, progress("0", "green")).expect("a report");
    issue(&mut scene, REPORT, Some((report, 1)));
    let (one, other) = (mail(&mut scene, Who::Rep).expect("one"), mail(&mut scene, Who::Rep).expect("two"));
    scene.now = local("2026-12-11T18:01");
    scene.tick();
    settle(&mut scene, one, MailOutcome::Accepted).expect("taken, a minute too late");
    let duty = scene.obligation("T6");
    assert!(duty.missed && duty.state == ObligationState::Met, "{duty:?}");
    let events = settle(&mut scene, other, MailOutcome::Accepted).expect("settled");
    assert!(!events.iter().any(|event| matches!(event, Event::ReportSent { .. })), "sent once");
    assert_eq!(mail(&mut scene, Who::Rep), Err(Refusal::RecordStands { document: report }));
}

#[test]
fn a_plan_goes_out_until_the_customer_confirmed_it() {
    let mut scene = crate::delivery::confirmed();
    let (plan, standing) = scene.deal().document(DocumentKind::DeliveryPlan).expect("a plan");
    let revision = standing.revision;
    issue(&mut scene, DocumentKind::DeliveryPlan, Some((plan, revision)));
    assert_eq!(mail(&mut scene, Who::Rep), Err(Refusal::RecordStands { document: plan }));
}

#[test]
fn a_statement_needs_instalments_and_a_letter_needs_lateness() {
    let (mut scene, _) = Scene::approved();
    issue(&mut scene, DocumentKind::CollectionTracking, None);
    assert_eq!(mail(&mut scene, Who::Rep).expect_err("nothing to state").code(), "nothing_to_act_on");
    let mut scene = signed();
    issue(&mut scene, DocumentKind::CollectionTracking, None);
    mail(&mut scene, Who::Finance).expect("finance sends statements");
    let mut early = overdue(30);
    issue(&mut early, DocumentKind::Dunning, None);
    assert_eq!(mail(&mut early, Who::Rep), Err(Refusal::NoLetterDue { from_days: Some(31) }));
    let mut late = overdue(31);
    issue(&mut late, DocumentKind::Dunning, None);
    mail(&mut late, Who::Manager).expect("the manager joins");
}

#[test]
fn a_confirmation_names_the_mail_that_asked_for_it() {
    let mut scene = signed();
    let body = crate::delivery::plan(&scene);
    let plan = scene.submit(Who::Delivery, DocumentKind::DeliveryPlan, body).expect("a good plan");
    issue(&mut scene, DocumentKind::DeliveryPlan, Some((plan, 1)));
    let (early, late) = (mail(&mut scene, Who::Rep).expect("one"), mail(&mut scene, Who::Rep).expect("two"));
    let lost = mail(&mut scene, Who::Rep).expect("three");
    let sent_at = scene.now;
    settle(&mut scene, early, MailOutcome::Accepted).expect("taken");
    settle(&mut scene, lost, MailOutcome::GivenUp).expect("given up");
    scene.now = scene.now.saturating_add(jiff::SignedDuration::from_mins(10)).expect("a moment");
    let confirmed = crate::delivery::confirmation(&scene);
    scene.now = scene.now.saturating_add(jiff::SignedDuration::from_mins(10)).expect("a moment");
    settle(&mut scene, late, MailOutcome::Accepted).expect("taken after the customer had said so");
    scene.act(Who::Rep, confirmed).expect("the customer confirms");
    let answers = scene.deal().proposal.confirmations[&plan].answers.expect("it names the sending");
    let (to, file) = (Buyer::Decider.id(), Digest::of(b"copy"));
    assert_eq!(answers, Answered { mail: Some(early), contact: to, at: sent_at, file });
}

#[test]
fn what_was_never_sent_by_us_is_confirmed_on_its_evidence_alone() {
    let scene = crate::delivery::confirmed();
    let (plan, _) = scene.deal().document(DocumentKind::DeliveryPlan).expect("a plan");
    assert_eq!(scene.deal().proposal.confirmations[&plan].answers, None);
}

#[test]
fn an_answer_to_a_quotation_names_what_was_sent_by_mail_or_by_hand() {
    use tongguan_core::deal::proposal::AnswerKind;
    let (mut scene, quote) = Scene::approved();
    scene.send(quote, 1).expect("sent by hand");
    let by_hand = scene.deal().proposal.sent[&quote].clone();
    scene.answer(quote, 1, AnswerKind::Counter).expect("answered");
    let answers = |scene: &Scene| scene.deal().proposal.answers[&quote].answers.expect("named");
    assert_eq!((answers(&scene).mail, answers(&scene).file), (None, by_hand.file));
    issue(&mut scene, QUOTATION, Some((quote, 1)));
    let id = mail(&mut scene, Who::Rep).expect("handed in");
    settle(&mut scene, id, MailOutcome::Accepted).expect("taken");
    scene.answer(quote, 1, AnswerKind::Accepted).expect("answered");
    assert_eq!((answers(&scene).mail, answers(&scene).file), (Some(id), Digest::of(b"copy")));
}

//! One run: somebody tries something, time passes, the company changes, and everything is looked at after every step.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::SignedDuration;
use tongguan_core::calendar::{Calendar, CompanyDay};
use tongguan_core::deal::mail::MailOutcome;
use tongguan_core::deal::{Command, Event, affordances};
use tongguan_core::facts::Actor;
use tongguan_core::process::DocumentKind;
use tongguan_core::refusal::Refusal;

use super::dice::Dice;
use super::invariants::Watch;
use super::moves;
use crate::scene::{Scene, Who};

/// Attempts of one run.
const ATTEMPTS: u32 = 60;
/// Longest pause between two attempts, hours.
const LONGEST_PAUSE_HOURS: usize = 96;

/// Where runs start.
const STARTS: &[fn() -> Scene] = &[
    Scene::registered,
    Scene::screened,
    || Scene::graded().0,
    Scene::nurturing,
    || Scene::understood().0,
    || Scene::proposing().0,
    || Scene::voted().0,
    || Scene::confirmed().0,
    || Scene::quoted().0,
    || Scene::contracting().0,
    || Scene::drafted().0,
    || Scene::in_chain().0,
    || Scene::agreed().0,
    || Scene::sealed().0,
    || Scene::signed().0,
    || Scene::amending().0,
    crate::signed::signed,
    crate::delivery::confirmed,
    crate::delivery::started,
    crate::acceptance::accepted,
    || crate::collection::overdue(40),
    crate::closing::closable,
];

/// A run to its end, and how many events its beginning had.
pub fn run(seed: u64, accepted: &mut BTreeMap<&'static str, u32>) -> (Scene, usize) {
    let mut dice = Dice::new(seed);
    let mut scene = STARTS[dice.below(STARTS.len())]();
    scene.facts.receipt = Some(crate::collection::receipt("2026-11-20"));
    let began = scene.events.len();
    let mut watch = Watch::of(&scene, seed);
    for _ in 0..ATTEMPTS {
        let longest = if dice.below(4) == 0 { LONGEST_PAUSE_HOURS } else { 12 };
        scene.now += SignedDuration::from_mins(dice.below(60 * longest) as i64);
        match dice.below(16) {
            0 => {
                scene.tick();
                settle_mails(&mut scene, &mut dice);
            }
            1 => shake(&mut scene, &mut dice),
            _ => attempt(&mut scene, &mut dice, seed, accepted),
        }
        watch.check(&scene);
    }
    watch.finish(&scene);
    (scene, began)
}

/// The mail server says what became of what is on its way.
fn settle_mails(scene: &mut Scene, dice: &mut Dice) {
    let open = scene.deal().mails.iter().filter(|(_, mail)| mail.outcome.is_none());
    let open: Vec<_> = open.map(|(id, _)| *id).collect();
    for mail in open {
        let outcome = dice.pick(&[MailOutcome::Accepted, MailOutcome::GivenUp, MailOutcome::Withheld]);
        scene.system(Command::SettleMail { mail, outcome }).expect("it was on its way");
    }
}

/// A copy of one of the papers that may go out, or of what is made from the deal; it says itself that it is clean.
fn issue_a_copy(scene: &mut Scene, dice: &mut Dice) {
    let papers: Vec<_> =
        scene.deal().documents.iter().map(|(id, paper)| (paper.kind, Some((*id, paper.revision)))).collect();
    let made = [(DocumentKind::CollectionTracking, None), (DocumentKind::Dunning, None)];
    let all: Vec<_> = papers.into_iter().chain(made).collect();
    let (kind, document) = dice.pick(&all);
    scene.facts.copy = Some(crate::mail::copy(scene, kind, document));
    scene.facts.mail_goes_out = true;
}

/// The organisation and the calendar change.
fn shake(scene: &mut Scene, dice: &mut Dice) {
    match dice.below(4) {
        0 => {
            let posts = &mut scene.organization().posts;
            let at = dice.below(posts.len());
            posts[at].holder = None;
        }
        1 => {
            let who = dice.pick(&Who::ALL);
            let posts = &mut scene.organization().posts;
            if let Some(post) = posts.iter_mut().find(|post| post.holder.is_none()) {
                post.holder = Some(who.id());
            }
        }
        2 => {
            let who = dice.pick(&Who::ALL);
            let people = &mut scene.organization().people;
            let gone = people.values().any(|person| !person.active);
            people.entry(who.id()).and_modify(|person| person.active = false);
            if gone {
                people.values_mut().for_each(|person| person.active = true);
            }
        }
        _ => {
            let date = scene.today().saturating_add(jiff::Span::new().days(dice.below(20) as i64));
            let off = CompanyDay { date, working: dice.below(2) == 0, name: "临时安排".to_owned() };
            let version = scene.events.len().to_string();
            scene.facts.calendar = Calendar::shipped().with_company_days(version, vec![off]);
        }
    }
    let organization = Arc::make_mut(&mut scene.facts.organization);
    organization.version += 1;
}

/// Somebody, more often than not one who could, tries something; what he was offered agrees with what he is answered.
fn attempt(scene: &mut Scene, dice: &mut Dice, seed: u64, accepted: &mut BTreeMap<&'static str, u32>) {
    let command = moves::any(scene, dice);
    if let Command::MailCopy { .. } = &command {
        issue_a_copy(scene, dice);
    }
    let who = dice.somebody(scene, &command);
    let context = scene.context(Actor::Person(who.id()));
    let offers = affordances(scene.deal(), &scene.process, &scene.facts, &context);
    let before = scene.deal().clone();
    let told = format!("seed {seed}, event {}, {who:?} gives {command:?}", before.version);
    let answer = scene.act(who, command.clone());
    let offer = offers.iter().find(|offer| match &command {
        Command::SubmitDocument { kind, .. } => offer.kind == Some(*kind),
        other => offer.command == other.key() && offer.kind.is_none(),
    });
    match &answer {
        Ok(events) => {
            assert_only_what_stands_leaves(scene, events, &told);
            *accepted.entry(command.key()).or_default() += 1;
            let offered = offer.is_some_and(|offer| offer.refusal.is_none());
            assert!(offered, "{told}: accepted, and was not offered");
        }
        Err(refusal) => {
            assert_eq!(*scene.deal(), before, "{told}: a refusal changed something");
            let offered = offer.and_then(|offer| offer.refusal.as_ref());
            let exact =
                |offered: &Refusal| offered == refusal || matches!(offered, Refusal::NothingToActOn { .. });
            assert!(offered.is_none_or(exact), "{told}: {offered:?}, then {refusal:?}");
        }
    }
}

/// No quotation leaves that is not approved as it stands, whatever its copy says.
fn assert_only_what_stands_leaves(scene: &Scene, events: &[Event], told: &str) {
    for event in events {
        if let Event::CopyMailed { document: Some(id), kind: DocumentKind::Quotation, revision, .. } = event {
            let quote = &scene.deal().documents[id];
            assert!(quote.approved && quote.revision == *revision, "{told}");
        }
    }
}

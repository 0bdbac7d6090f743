//! Many who decide at once: one outcome, one event, and everybody else is told why his did not count.

use jiff::civil::date;
use tongguan_core::approval::{ApprovalResult, Verdict};
use tongguan_core::deal::{Command, Event, Recorded};
use tongguan_core::decision::Outcome;
use tongguan_core::id::{ApprovalId, CommandId, DealId};
use tongguan_service::run::{Answer, Target};
use tongguan_store::chain::Verdict as Chain;
use tongguan_store::{Database, StoreError, command_log, event_log};
use tongguan_testkit::for_each_engine;

use crate::company::{TENANT, attempt, company};
use crate::run::race;
use crate::scene::{Scene, Who};

/// Clicks at once.
const CLICKS: usize = 64;

/// Stores a deal as it stands.
async fn store(db: &Database, scene: &Scene) {
    let (events, deal) = (scene.events.clone(), scene.deal().clone());
    let outcome = Outcome { events, bodies: Vec::new(), effects: Vec::new(), deal };
    let process = scene.process.clone();
    let stored: Result<(), StoreError> = db
        .write(move |tx| {
            let (outcome, process) = (outcome.clone(), process.clone());
            Box::pin(async move {
                let command = CommandId(uuid::Uuid::nil());
                tongguan_store::deal::append(tx, TENANT, &process, command, None, &outcome).await.map(drop)
            })
        })
        .await;
    stored.expect("stored");
}

/// What happened to a deal after so many events.
async fn since(db: &Database, deal: DealId, version: u64) -> Vec<Recorded> {
    let events: Result<Vec<Recorded>, StoreError> =
        db.read(move |tx| Box::pin(tongguan_store::deal::events(tx, TENANT, deal))).await;
    let events = events.expect("read");
    events[usize::try_from(version).expect("a short stream")..].to_vec()
}

/// Whether the stream of a deal and every day of the journal are whole, and how many lines the journal has of the deal.
async fn journal(db: &Database, deal: DealId) -> (bool, usize) {
    let read: Result<_, StoreError> = db
        .read(move |tx| {
            Box::pin(async move {
                let stream = event_log::verify(tx, TENANT.0, deal.0).await?;
                let (mut whole, mut lines) = (matches!(stream, Chain::Whole { .. }), 0);
                let (first, last) = (date(2000, 1, 1), date(2100, 1, 1));
                for (day, writer) in command_log::chains(tx, TENANT.0, first, last).await? {
                    let chain = command_log::verify(tx, TENANT.0, day, &writer).await?;
                    whole &= matches!(chain, Chain::Whole { .. });
                    let all = command_log::load(tx, TENANT.0, (day, &writer), 0, 10_000).await?;
                    lines += all.iter().filter(|line| line.entry.target_id == Some(deal.0)).count();
                }
                Ok((whole, lines))
            })
        })
        .await;
    read.expect("read")
}

/// Somebody decides so often at once on the open step; what it led to, after one accepted and all others refused.
async fn decide_at_once(
    db: &Database,
    mut scene: Scene,
    who: Who,
    approval: ApprovalId,
    verdicts: &[Verdict],
) -> Vec<Recorded> {
    let (_, executor) = company(db).await;
    store(db, &scene).await;
    let (deal, version) = (scene.deal().id, scene.deal().version);
    let shown = &scene.deal().approvals[&approval];
    let (step, digest) = (shown.active, shown.digest);
    let clicks = (0..CLICKS).map(|nth| {
        let verdict = verdicts[nth % verdicts.len()];
        let opinion = Some("合同条款已逐条核对".to_owned());
        let command = Command::DecideApproval { approval, step, verdict, digest, opinion };
        attempt(&mut scene, who, Target::Deal { id: deal, command }, None)
    });
    let answers = race(&executor, clicks.collect()).await;
    let mut accepted = answers.iter().enumerate().filter(|(_, a)| matches!(a, Answer::Accepted { .. }));
    let (won, _) = accepted.next().expect("one counts");
    assert!(accepted.next().is_none(), "one and no other: {answers:?}");
    for answer in &answers {
        if let Answer::Refused { code, .. } = answer {
            assert!(["step_not_active", "approval_closed"].contains(&code.as_str()), "{code}");
        }
    }
    let happened = since(db, deal, version).await;
    let decided: Vec<(Verdict, u32)> = happened
        .iter()
        .filter_map(|one| match &one.event {
            Event::StepDecided { verdict, step, .. } => Some((*verdict, *step)),
            _ => None,
        })
        .collect();
    assert_eq!(decided, [(verdicts[won % verdicts.len()], step)], "the one that was accepted is on record");
    assert_eq!(journal(db, deal).await, (true, CLICKS), "a line for each, and the chains hold");
    happened
}

fn finished(happened: &[Recorded]) -> Vec<ApprovalResult> {
    let result = |one: &Recorded| match &one.event {
        Event::ApprovalFinished { result, .. } => Some(*result),
        _ => None,
    };
    happened.iter().filter_map(result).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_four_last_consents_to_one_contract_one_counts() {
    for_each_engine(|db| async move {
        let (mut scene, contract) = Scene::in_chain();
        let approval = scene.agree(contract, &[Who::Manager, Who::Director]);
        let happened = decide_at_once(&db, scene, Who::Legal, approval, &[Verdict::Approve]).await;
        assert_eq!(finished(&happened), [ApprovalResult::Approved]);
        let agreed = |one: &&Recorded| matches!(one.event, Event::ChainAgreed { .. });
        assert_eq!(happened.iter().filter(agreed).count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_sixty_four_verdicts_that_contradict_each_other_one_counts() {
    for_each_engine(|db| async move {
        let (mut scene, contract) = Scene::in_chain();
        let approval = scene.agree(contract, &[Who::Manager]);
        let verdicts = [Verdict::Approve, Verdict::Reject, Verdict::Return(0), Verdict::Return(1)];
        let happened = decide_at_once(&db, scene, Who::Director, approval, &verdicts).await;
        assert!(finished(&happened).len() <= 1, "{happened:?}");
    })
    .await;
}

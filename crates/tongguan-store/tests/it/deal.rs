//! A deal decided by the core, stored and read back, on both engines.

#[path = "../../../tongguan-core/tests/it/scene.rs"]
#[allow(dead_code, reason = "the scene serves more tests than these")]
pub mod scene;

use scene::{Scene, Who, grading, lead_form};
use tongguan_core::deal::{self, Command, Deal, Event, Number, RegisterLead, ScreeningResult};
use tongguan_core::decision::Outcome;
use tongguan_core::facts::{Actor, Needs};
use tongguan_core::id::{CommandId, DealId, DocumentId, TenantId};
use tongguan_core::process::DocumentKind;
use tongguan_store::chain::Verdict;
use tongguan_store::deal::Folded;
use tongguan_store::facts::{self, Known, Request};
use tongguan_store::{Database, StoreError, body, event_log};
use tongguan_testkit::{for_each_engine, id};

const TENANT: u128 = 1;

fn register(scene: &mut Scene, number: u128) -> Outcome {
    let context = scene.context(Actor::Person(Who::Rep.id()));
    let command = RegisterLead { body: lead_form(), ..RegisterLead::default() };
    let deal = DealId(id(number));
    deal::register(deal, &scene.process, &scene.facts, &command, &context).expect("a good lead is registered")
}

fn decide(scene: &mut Scene, deal: &Deal, command: &Command) -> Outcome {
    let context = scene.context(Actor::Person(Who::Rep.id()));
    deal::decide(deal, &scene.process, &scene.facts, command, &context).expect("a good command is accepted")
}

async fn append(db: &Database, before: Option<&Deal>, outcome: &Outcome) -> Result<Deal, StoreError> {
    let (before, outcome) = (before.cloned(), outcome.clone());
    db.write(move |tx| {
        let (before, outcome) = (before.clone(), outcome.clone());
        let (tenant, command) = (TenantId(id(TENANT)), CommandId(id(9)));
        let process = tongguan_core::process::Process::standard();
        Box::pin(async move {
            let folded =
                tongguan_store::deal::append(tx, tenant, &process, command, before.as_ref(), &outcome).await;
            folded.map(|folded| Deal::clone(&folded.deal))
        })
    })
    .await
}

async fn load(db: &Database, number: u128) -> Option<Deal> {
    db.read(move |tx| Box::pin(tongguan_store::deal::load(tx, TenantId(id(TENANT)), DealId(id(number)))))
        .await
        .expect("reading works")
}

#[tokio::test]
async fn what_the_core_decided_is_what_is_read_back() {
    for_each_engine(|db| async move {
        let mut scene = Scene::new();
        let registered = append(&db, None, &register(&mut scene, 7)).await.expect("stored");
        assert_eq!(registered.numbers, [Number::Drawn("XS-2026-11-0001".to_owned())]);
        let valid = Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None };
        let screened = decide(&mut scene, &registered, &valid);
        let screened = append(&db, Some(&registered), &screened).await.expect("stored");
        let graded = decide(&mut scene, &screened, &grading(41, 36, "A"));
        let graded = append(&db, Some(&screened), &graded).await.expect("stored");
        assert_eq!(load(&db, 7).await, Some(graded.clone()));
        assert_eq!(graded.approvals.len(), 1);
        let length = i64::try_from(graded.version).expect("a short stream");
        let verdict = db.read(|tx| Box::pin(event_log::verify(tx, id(TENANT), id(7)))).await;
        assert!(
            matches!(verdict, Ok::<_, StoreError>(Verdict::Whole { length: whole, .. }) if whole == length)
        );
    })
    .await;
}

#[tokio::test]
async fn numbers_have_no_gap_although_a_write_failed_between() {
    for_each_engine(|db| async move {
        let mut scene = Scene::new();
        let first = register(&mut scene, 7);
        append(&db, None, &first).await.expect("stored");
        let again = append(&db, None, &first).await;
        assert!(again.is_err(), "a stream begins once");
        let second = append(&db, None, &register(&mut scene, 8)).await.expect("stored");
        assert_eq!(second.numbers, [Number::Drawn("XS-2026-11-0002".to_owned())]);
    })
    .await;
}

#[tokio::test]
async fn erasing_a_person_leaves_fold_and_chain_whole() {
    for_each_engine(|db| async move {
        let mut scene = Scene::new();
        let before = append(&db, None, &register(&mut scene, 7)).await.expect("stored");
        let (tenant, deal, now) = (id(TENANT), id(7), scene.now);
        let bodies = db.read(move |tx| Box::pin(body::of_target(tx, tenant, deal))).await;
        let bodies: Vec<body::Body> = bodies.map_err(|e: StoreError| e).expect("reading works");
        assert!(bodies.iter().any(|body| body.text.is_some()));
        let one = bodies[0].id;
        let erased: Result<bool, StoreError> =
            db.write(move |tx| Box::pin(async move { body::erase(tx, tenant, one, now).await })).await;
        assert_eq!(erased, Ok(true));
        assert_eq!(load(&db, 7).await, Some(before));
        let verdict: Result<Verdict, StoreError> =
            db.read(move |tx| Box::pin(event_log::verify(tx, tenant, deal))).await;
        assert!(matches!(verdict, Ok(Verdict::Whole { .. })));
    })
    .await;
}

#[tokio::test]
async fn two_writers_with_one_version_cannot_both_win() {
    for_each_engine(|db| async move {
        let mut scene = Scene::new();
        let deal = append(&db, None, &register(&mut scene, 7)).await.expect("stored");
        let text = |text: &str| Command::Comment { text: text.to_owned(), mentions: Vec::new() };
        let one = decide(&mut scene, &deal, &text("客户下周回复"));
        let two = decide(&mut scene, &deal, &text("客户本周回复"));
        let won = append(&db, Some(&deal), &one).await.expect("stored");
        let lost = append(&db, Some(&deal), &two).await;
        assert_eq!(lost, Err(StoreError::Conflict { current: i64::try_from(won.version).expect("short") }));
        let comments = |event: &Event| matches!(event, Event::Commented { .. });
        assert!(one.events.iter().any(|recorded| comments(&recorded.event)));
    })
    .await;
}

/// A further revision keeps what others filled: the shell brings the standing body.
#[tokio::test]
async fn the_standing_body_of_a_document_is_brought_along() {
    for_each_engine(|db| async move {
        let mut scene = Scene::new();
        let deal = append(&db, None, &register(&mut scene, 7)).await.expect("stored");
        let (document, _) = deal.document(DocumentKind::LeadRegistration).expect("registered");
        let standing = |document| {
            let (deal, zone, now) = (deal.clone(), scene.process.time_zone(), scene.now);
            let (organization, calendar) = (scene.facts.organization.clone(), scene.facts.calendar.clone());
            db.read(move |tx| {
                let (deal, zone) = (deal.clone(), zone.clone());
                let known = Known {
                    organization: organization.clone(),
                    own_mail_domains: Default::default(),
                    calendar: calendar.clone(),
                    settings: Default::default(),
                };
                Box::pin(async move {
                    let needs = Needs { standing: document, ..Needs::default() };
                    let tenant = TenantId(id(TENANT));
                    let request = Request { tenant, needs: &needs, deal: Some(&deal), now, zone };
                    facts::load(tx, &request, &known, &[]).await.map(|facts| facts.standing)
                })
            })
        };
        assert_eq!(standing(Some(document)).await, Ok(Some(lead_form())));
        assert_eq!(standing(None).await, Ok(None));
        assert_eq!(standing(Some(DocumentId(id(99)))).await, Ok(None));
    })
    .await;
}

/// What was folded before is taken up again: complete, behind by some events, or never stored at all.
#[tokio::test]
async fn a_deal_folded_before_is_believed_only_where_the_stream_ends_with_it() {
    for_each_engine(|db| async move {
        let mut scene = Scene::new();
        let registered = append(&db, None, &register(&mut scene, 7)).await.expect("stored");
        let old = fold(&db, None).await;
        assert_eq!(*old.deal, registered);
        let text = |text: &str| Command::Comment { text: text.to_owned(), mentions: Vec::new() };
        let lost = decide(&mut scene, &registered, &text("客户下周回复"));
        let rolled_back = rolled_back(&db, &registered, &lost).await;
        assert_eq!(*fold(&db, Some(&rolled_back)).await.deal, registered, "what was rolled back never was");
        let won = decide(&mut scene, &registered, &text("客户本周回复"));
        let won = append(&db, Some(&registered), &won).await.expect("stored");
        assert_eq!(rolled_back.deal.version, won.version, "only the hash tells them apart");
        for known in [&old, &rolled_back] {
            let now = fold(&db, Some(known)).await;
            assert_eq!(*now.deal, won);
            assert_eq!(*fold(&db, Some(&now)).await.deal, won);
        }
    })
    .await;
}

async fn fold(db: &Database, known: Option<&Folded>) -> Folded {
    let known = known.cloned();
    let folded: Result<_, StoreError> = db
        .read(move |tx| {
            Box::pin(tongguan_store::deal::fold(tx, TenantId(id(TENANT)), DealId(id(7)), known.clone()))
        })
        .await;
    folded.expect("reading works").expect("a deal that is there")
}

/// What a write would have led to, had it not failed at its end.
async fn rolled_back(db: &Database, before: &Deal, outcome: &Outcome) -> Folded {
    let (before, outcome) = (before.clone(), outcome.clone());
    let (sender, kept) = std::sync::mpsc::channel();
    let failed: Result<(), StoreError> = db
        .write(move |tx| {
            let (before, outcome, sender) = (before.clone(), outcome.clone(), sender.clone());
            let (tenant, command) = (TenantId(id(TENANT)), CommandId(id(9)));
            let process = tongguan_core::process::Process::standard();
            Box::pin(async move {
                let before = Some(&before);
                let folded =
                    tongguan_store::deal::append(tx, tenant, &process, command, before, &outcome).await?;
                drop(sender.send(folded));
                Err(StoreError::NotFound { what: "reason to go on" })
            })
        })
        .await;
    assert!(failed.is_err());
    kept.recv().expect("it got that far")
}

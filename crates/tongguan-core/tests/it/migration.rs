//! Given a batch and a row, then the deal stands where it stood, or nowhere.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::date;
use tongguan_core::deal::migration::{Balance, Carried, FollowUp, Past};
use tongguan_core::deal::{self, Command, Deal, Event, Grade, RegisterLead};
use tongguan_core::decision::Outcome;
use tongguan_core::facts::{Actor, Context, Hand};
use tongguan_core::id::{AccountId, DealId, MigrationBatchId, PersonId};
use tongguan_core::money::Money;
use tongguan_core::process::Stage;
use tongguan_core::reference::Refusal as Rejection;
use tongguan_core::reference::migration::{self, MigrationBatch};
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::reference::Office;
use crate::scene::{Scene, Who, kinds};

const ACCOUNT: AccountId = AccountId(Uuid::from_u128(900));

fn past(stage: Stage) -> Past {
    let follow_up = |day: i8, by: Option<PersonId>, text: &str| FollowUp {
        on: date(2026, 6, day),
        by,
        text: text.to_owned(),
    };
    Past {
        batch: MigrationBatchId(Uuid::nil()),
        number: "OLD-77".to_owned(),
        owner: Who::Rep.id(),
        stage,
        grade: Some(Grade::A),
        began_on: date(2026, 3, 2),
        stage_since: Some(date(2026, 6, 1)),
        amount_minor: Some(Money(80_000_000)),
        close_on: Some(date(2027, 1, 31)),
        follow_ups: vec![
            follow_up(3, Some(Who::Colleague.id()), "拜访，确认需求"),
            follow_up(9, None, "离职者：电话"),
        ],
        balance: None,
    }
}

fn prepared(office: &mut Office, rows: &[&Past]) -> MigrationBatch {
    let mut by_stage: BTreeMap<Stage, BTreeSet<_>> = BTreeMap::new();
    for row in rows {
        by_stage.entry(row.stage).or_default().insert(row.digest(ACCOUNT));
    }
    let command = migration::Command::PrepareMigration { name: "历史商机".to_owned(), rows: by_stage };
    office.at(Who::Operations, |desk| migration::decide(desk, None, &command)).expect("prepared")
}

fn sign(office: &mut Office, who: Who, batch: &MigrationBatch) -> Result<MigrationBatch, Rejection> {
    let opinion = "核对过台账与合同".to_owned();
    let command = migration::Command::SignMigration { digest: batch.digest, opinion };
    office.at(who, |desk| migration::decide(desk, Some(batch), &command))
}

/// Opens a row under a batch, in somebody's hands.
fn open(who: Who, batch: &MigrationBatch, row: &Past) -> Result<Outcome, Refusal> {
    open_among(who, batch, row, false)
}

/// The same where another deal may have the number.
fn open_among(who: Who, batch: &MigrationBatch, row: &Past, is_taken: bool) -> Result<Outcome, Refusal> {
    let scene = Scene::new();
    let mut facts = scene.facts.clone();
    facts.invoice_number_taken = is_taken;
    facts.migration = Some(batch.clone());
    let past = Some(Box::new(Past { batch: batch.id, ..row.clone() }));
    let command = RegisterLead { account: Some(ACCOUNT), past, ..RegisterLead::default() };
    let context =
        Context { now: scene.now, actor: Actor::Person(who.id()), seed: [7; 32], hand: Hand::System };
    deal::register(DealId(Uuid::from_u128(7)), &scene.process, &facts, &command, &context)
}

fn signed(rows: &[&Past]) -> MigrationBatch {
    let mut office = Office::new();
    let batch = prepared(&mut office, rows);
    sign(&mut office, Who::Director, &batch).expect("signed")
}

fn opened(row: &Past) -> Outcome {
    open(Who::Operations, &signed(&[row]), row).expect("a signed batch has it")
}

#[test]
fn a_batch_is_signed_by_another_with_authority_for_what_he_saw_and_once() {
    let mut office = Office::new();
    let (nurture, proposal) = (past(Stage::Nurture), past(Stage::Proposal));
    let batch = prepared(&mut office, &[&nurture, &proposal]);
    assert_eq!(batch.counts, BTreeMap::from([(Stage::Nurture, 1), (Stage::Proposal, 1)]));
    let code =
        |result: Result<MigrationBatch, Rejection>| result.map(|_| ()).map_err(|refusal| refusal.code());
    for who in [Who::Rep, Who::Manager, Who::Operations, Who::Administrator] {
        assert_eq!(code(sign(&mut office, who, &batch)), Err("not_permitted".to_owned()), "{who:?}");
    }
    let by_himself = MigrationBatch { prepared_by: Some(Who::Director.id()), ..batch.clone() };
    assert_eq!(code(sign(&mut office, Who::Director, &by_himself)), Err("needs_second_person".to_owned()));
    let seen = MigrationBatch { digest: past(Stage::Contract).digest(ACCOUNT), ..batch.clone() };
    let command =
        migration::Command::SignMigration { digest: seen.digest, opinion: "核对过台账".to_owned() };
    let other = office.at(Who::Director, |desk| migration::decide(desk, Some(&batch), &command));
    assert_eq!(code(other), Err("bad_value".to_owned()));
    let done = sign(&mut office, Who::Director, &batch).expect("signed");
    assert_eq!(done.signed_by, Some(Who::Director.id()));
    assert_eq!(code(sign(&mut office, Who::General, &done)), Err("migration_closed".to_owned()));
}

#[test]
fn nothing_stands_past_a_gate_that_no_signed_batch_vouches_for() {
    let row = past(Stage::Proposal);
    let code = |who: Who, batch: &MigrationBatch, row: &Past| {
        let (code, _) = open(who, batch, row).map(|_| ()).expect_err("refused").parts();
        code.as_str().unwrap_or_default().to_owned()
    };
    let waiting = prepared(&mut Office::new(), &[&row]);
    assert_eq!(code(Who::Operations, &waiting, &row), "not_in_signed_batch");
    let batch = signed(&[&row]);
    assert_eq!(code(Who::Rep, &batch, &row), "not_permitted");
    let withdrawn = MigrationBatch { withdrawn: true, ..batch.clone() };
    assert_eq!(code(Who::Operations, &withdrawn, &row), "not_in_signed_batch");
    let further = Past { stage: Stage::Contract, ..row.clone() };
    assert_eq!(code(Who::Operations, &batch, &further), "not_in_signed_batch", "another stage");
    let dearer = Past { amount_minor: Some(Money(1)), ..row.clone() };
    assert_eq!(code(Who::Operations, &batch, &dearer), "not_in_signed_batch", "another amount");
    let twice = open_among(Who::Operations, &batch, &row, true);
    assert!(matches!(twice, Err(Refusal::NumberTaken { .. })), "opened once: {twice:?}");
    for stage in [Stage::Screening, Stage::Fulfilment, Stage::Aftercare] {
        let row = past(stage);
        assert_eq!(code(Who::Operations, &signed(&[&row]), &row), "not_migrated_at", "{stage:?}");
    }
}

#[test]
fn a_deal_stands_where_it_stood_and_its_past_keeps_author_and_day() {
    let outcome = opened(&past(Stage::Proposal));
    let codes: Vec<Event> = outcome.events.iter().map(|recorded| recorded.event.clone()).collect();
    let codes = kinds(&codes);
    assert_eq!(codes[..3], ["lead_registered", "past_recorded", "past_recorded"], "{codes:?}");
    let Deal { stage, owner, migrated, numbers, lead, .. } = &outcome.deal;
    assert_eq!((*stage, *owner, lead.grade), (Stage::Proposal, Some(Who::Rep.id()), Some(Grade::A)));
    assert_eq!(outcome.deal.lead_number(), Some("OLD-77"));
    assert_eq!(numbers.len(), 2, "and a number of ours");
    let migrated = migrated.as_ref().expect("marked");
    assert_eq!(migrated.gates.len(), 2, "{:?}", migrated.gates);
    assert_eq!(outcome.deal.amount(), Some(Money(80_000_000)));
    let past = outcome.events.iter().filter_map(|recorded| match &recorded.event {
        Event::PastRecorded { on, person, .. } => Some((*on, *person)),
        _ => None,
    });
    let past: Vec<_> = past.collect();
    assert_eq!(past, [(date(2026, 6, 3), Some(Who::Colleague.id())), (date(2026, 6, 9), None)]);
    let replayed = Deal::replay(outcome.deal.id, &outcome.events);
    assert_eq!(replayed.as_ref(), Some(&outcome.deal));
}

#[test]
fn no_clock_starts_before_the_deal_was_brought_here() {
    let balance = Balance {
        signed_on: date(2026, 1, 5),
        instalments: vec![
            Carried {
                seq: 1,
                amount_minor: Money(500),
                due_on: date(2026, 2, 1),
                received_minor: Money(500),
            },
            Carried {
                seq: 2,
                amount_minor: Money(300),
                due_on: date(2026, 5, 1),
                received_minor: Money(100),
            },
            Carried { seq: 3, amount_minor: Money(200), due_on: date(2027, 5, 1), received_minor: Money(0) },
        ],
    };
    let owed = Past { balance: Some(balance), ..past(Stage::Fulfilment) };
    for row in [past(Stage::Nurture), past(Stage::Contract), owed] {
        let outcome = opened(&row);
        let now = outcome.deal.began_at;
        let late = outcome.deal.obligations.values().filter(|one| one.missed || one.due_at < now);
        assert_eq!(late.count(), 0, "{:?}", outcome.deal.obligations);
    }
}

#[test]
fn what_is_still_owed_is_carried_and_no_figure_judges_it() {
    let instalment = |seq: u32, amount: i64, due_on, received: i64| Carried {
        seq,
        amount_minor: Money(amount),
        due_on,
        received_minor: Money(received),
    };
    let balance = Balance {
        signed_on: date(2026, 1, 5),
        instalments: vec![
            instalment(1, 500, date(2026, 2, 1), 500),
            instalment(2, 300, date(2026, 5, 1), 100),
            instalment(3, 200, date(2027, 5, 1), 0),
        ],
    };
    let deal = opened(&Past { balance: Some(balance), ..past(Stage::Fulfilment) }).deal;
    let money = deal.money_owed();
    assert_eq!((money.outstanding, money.received), (Money(400), Money::ZERO));
    let mut carried: Vec<_> = deal.fulfilment.instalments.values().collect();
    carried.sort_by_key(|one| one.seq);
    assert_eq!(
        carried.iter().map(|one| (one.seq, one.amount)).collect::<Vec<_>>(),
        [(2, Money(200)), (3, Money(200))]
    );
    assert!(carried.iter().all(|one| one.due_on.is_some() && one.original_due_on.is_none()));
    assert_eq!(deal.won_on(), None, "won elsewhere");
}

#[test]
fn the_present_gate_stays_closed_until_its_own_conditions_hold() {
    let outcome = opened(&past(Stage::Proposal));
    let mut scene = Scene::new();
    scene.facts.organization = Arc::new((*scene.facts.organization).clone());
    let context = scene.context(Actor::Person(Who::Rep.id()));
    let refused =
        deal::decide(&outcome.deal, &scene.process, &scene.facts, &Command::AdvanceStage {}, &context);
    assert!(matches!(refused, Err(Refusal::GateClosed { .. })), "{refused:?}");
}

#[test]
fn what_a_batch_brought_goes_with_its_import_and_its_number_comes_again() {
    let carried =
        Carried { seq: 1, amount_minor: Money(500), due_on: date(2026, 9, 1), received_minor: Money::ZERO };
    let balance = Balance { signed_on: date(2026, 1, 5), instalments: vec![carried] };
    let deal = opened(&Past { balance: Some(balance), ..past(Stage::Fulfilment) }).deal;
    assert!(deal.is_won() && deal.money_owed().outstanding == Money(500));
    let mut scene = Scene::new();
    let context = scene.context(Actor::Person(Who::Operations.id()));
    let how = |last: u64| (Uuid::from_u128(5), last, "金额导错");
    let undo = |deal: &Deal, last| deal::withdraw(deal, &scene.process, &scene.facts, how(last), &context);
    assert!(matches!(undo(&deal, deal.version - 1), Err(Refusal::BuiltUpon { .. })));
    let gone = undo(&deal, deal.version).expect("nothing was built upon it").deal;
    assert!(gone.has_ended() && !gone.is_won());
    assert_eq!(gone.money_owed().outstanding, Money::ZERO);
    assert_eq!(gone.numbers.len(), 1, "ours stays, the former one is free: {:?}", gone.numbers);
    assert_ne!(gone.lead_number(), Some("OLD-77"));
}

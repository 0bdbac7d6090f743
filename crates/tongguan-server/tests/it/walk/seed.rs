//! A deal that is there already: its events are appended as they are, since only what it once offered matters.

use jiff::Timestamp;
use tongguan_core::deal::{self, Event, Number, RegisterLead};
use tongguan_core::decision::Outcome;
use tongguan_core::facts::Actor;
use tongguan_core::id::{AccountId, CommandId, DealId, DocumentId, TenantId};
use tongguan_core::process::DocumentKind;
use tongguan_store::tenant::{self, Tenant};
use tongguan_store::{Database, StoreError};
use tongguan_testkit::id;

use crate::company::scene::{Scene, Who, held_by, lead_form};

/// A deal with a customer who was quoted `gross` for what costs `list` by the price book.
pub async fn quotation(db: &Database, account: AccountId, now: Timestamp, (list, gross): (i64, i64)) {
    let (process, outcome) = (Scene::new().process, quoted(account, now, (list, gross)));
    let stored: Result<(), StoreError> = db
        .write(move |tx| {
            let (process, outcome) = (process.clone(), outcome.clone());
            Box::pin(async move {
                let tenants: Vec<Tenant> = tenant::all(tx).await?;
                let (tenant, command) = (TenantId(tenants[0].id), CommandId(id(900)));
                tongguan_store::deal::append(tx, tenant, &process, command, None, &outcome).await.map(drop)
            })
        })
        .await;
    stored.expect("stored");
}

fn quoted(account: AccountId, now: Timestamp, (list, gross): (i64, i64)) -> Outcome {
    let mut scene = Scene::new();
    scene.now = now;
    let context = scene.context(Actor::Person(Who::Rep.id()));
    let mut body = lead_form();
    body.insert("obtained_at".to_owned(), scene.today().to_string().into());
    scene.facts.held = Some(held_by(account, Who::Rep));
    let command = RegisterLead { account: Some(account), body, ..RegisterLead::default() };
    let deal = DealId(id(901));
    let mut outcome =
        deal::register(deal, &scene.process, &scene.facts, &command, &context).expect("registered");
    outcome.effects.clear();
    outcome.bodies.clear();
    let submitted = outcome.events.iter().find(|one| matches!(one.event, Event::DocumentSubmitted { .. }));
    let mut quotation = submitted.expect("a form was submitted").clone();
    if let Event::DocumentSubmitted { document, kind, number, facts, .. } = &mut quotation.event {
        (*document, *kind) = (DocumentId(id(902)), DocumentKind::Quotation);
        *number = Some(Number::Drawn("BJ-2026-03-9001".to_owned()));
        facts.insert("list_gross".to_owned(), list.into());
        facts.insert("total_gross".to_owned(), gross.into());
    }
    outcome.deal.fold(&quotation);
    outcome.events.push(quotation);
    outcome
}

//! Whose a lead becomes: its registrar's, a rep's to whom he may give it, or nobody's yet.

use tongguan_core::deal::{self, Command, Deal, OwnerChange, RegisterLead};
use tongguan_core::deal::{ContactMethod, Event};
use tongguan_core::decision::Effect;
use tongguan_core::facts::Actor;
use tongguan_core::id::{AccountId, DealId};
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::scene::{Scene, Who, held_by, lead_form};

const CUSTOMER: AccountId = AccountId(Uuid::from_u128(55));

fn lead_of(owner: Option<Who>) -> RegisterLead {
    RegisterLead { owner: owner.map(Who::id), body: lead_form(), ..RegisterLead::default() }
}

fn lead_for(account: AccountId) -> RegisterLead {
    RegisterLead { account: Some(account), body: lead_form(), ..RegisterLead::default() }
}

fn register(scene: &mut Scene, who: Who, command: &RegisterLead) -> Result<Deal, Refusal> {
    let context = scene.context(Actor::Person(who.id()));
    let id = DealId(Uuid::from_u128(7));
    let outcome = deal::register(id, &scene.process, &scene.facts, command, &context)?;
    scene.events.extend(outcome.events);
    scene.deal = Some(outcome.deal.clone());
    Ok(outcome.deal)
}

#[test]
fn a_lead_is_registered_for_a_rep_by_whoever_may_give_it_to_him() {
    for who in [Who::Supervisor, Who::Manager, Who::Director, Who::Operations] {
        let mut scene = Scene::new();
        let lead = register(&mut scene, who, &lead_of(Some(Who::Rep))).expect("registered");
        assert_eq!(lead.owner, Some(Who::Rep.id()), "{who:?}");
        assert_eq!(scene.obligation("T1").debtor, Some(Who::Rep.id()), "{who:?}");
        assert!(lead.hands["register_lead"].contains(&Who::Rep.id()), "whoever sells is bound by it");
        let called = Command::LogContactAttempt {
            at: scene.now,
            method: ContactMethod::Phone,
            reached: true,
            commitment_on: None,
            note: "电话接通，约下周拜访".to_owned(),
        };
        scene.act(Who::Rep, called).expect("it is his");
    }
}

#[test]
fn nobody_registers_for_a_rep_whom_he_does_not_lead() {
    let cases = [
        (Who::Supervisor, Who::OtherRep, "not_permitted"),
        (Who::Rep, Who::Colleague, "not_permitted"),
        (Who::Finance, Who::Rep, "not_permitted"),
        (Who::Director, Who::Presales, "unfit_owner"),
        (Who::Director, Who::Administrator, "unfit_owner"),
    ];
    for (who, owner, code) in cases {
        let refusal = register(&mut Scene::new(), who, &lead_of(Some(owner))).expect_err("refused");
        assert_eq!(refusal.code(), code, "{who:?} for {owner:?}");
    }
    let mut scene = Scene::new();
    let own = register(&mut scene, Who::Rep, &lead_of(Some(Who::Rep))).expect("his own");
    assert_eq!(own.owner, Some(Who::Rep.id()));
}

#[test]
fn the_cap_is_that_of_whoever_gets_the_lead() {
    let mut scene = Scene::new();
    scene.facts.held_by_owner = scene.process.settings.pool.holding_cap;
    let refusal = register(&mut scene, Who::Operations, &lead_of(Some(Who::Rep))).expect_err("no room");
    assert_eq!(refusal.code(), "holding_cap_reached");
    register(&mut scene, Who::Operations, &lead_of(None)).expect("the pool has room");
    let needs = |command| deal::registration_needs(command, Who::Operations.id());
    assert_eq!(needs(&lead_of(Some(Who::Rep))).held_by, Some(Who::Rep.id()));
}

#[test]
fn without_an_owner_a_lead_begins_in_the_pool_and_its_clock_with_the_claim() {
    let mut scene = Scene::new();
    let context = scene.context(Actor::Person(Who::Operations.id()));
    let id = DealId(Uuid::from_u128(7));
    let outcome = deal::register(id, &scene.process, &scene.facts, &lead_of(None), &context).expect("in");
    let made = outcome.effects.iter().find_map(|effect| match effect {
        Effect::CreateAccount { owner, .. } => Some(*owner),
        _ => None,
    });
    assert_eq!(made, Some(None), "the customer is nobody's either");
    assert_eq!((outcome.deal.owner, outcome.deal.obligations.len()), (None, 0), "nobody owes anything yet");
    assert!(outcome.deal.lead.pooled.is_empty(), "nobody lost it, so nobody waits");
    scene.deal = Some(outcome.deal);

    let mut held = held_by(scene.deal().account, Who::Rep);
    (held.itself.owner, held.in_pool, held.is_new) = (None, true, true);
    scene.facts.held = Some(held);
    let refusal = scene.act(Who::Operations, Command::ClaimLead { justification: None });
    assert_eq!(refusal.expect_err("he does not sell").code(), "not_permitted");
    let events = scene.act(Who::Rep, Command::ClaimLead { justification: None }).expect("claimed");
    let taken =
        |event: &Event| matches!(event, Event::OwnerChanged { from: None, change: OwnerChange::Claimed, .. });
    assert!(events.iter().any(taken));
    assert_eq!(scene.obligation("T1").debtor, Some(Who::Rep.id()));
}

#[test]
fn a_further_lead_of_a_customer_is_for_whoever_has_it() {
    let code = |scene: &mut Scene, who, command: &RegisterLead| {
        register(scene, who, command).map(|_| ()).map_err(|refusal| refusal.code())
    };
    let taken = Err("duplicate_account".to_owned());
    let mut scene = Scene::new();
    assert_eq!(code(&mut scene, Who::Rep, &lead_for(CUSTOMER)), Err("customer_missing".to_owned()));

    scene.facts.held = Some(held_by(CUSTOMER, Who::Colleague));
    assert_eq!(code(&mut scene, Who::Rep, &lead_for(CUSTOMER)), taken, "撞单 by its id");
    assert_eq!(code(&mut scene, Who::Operations, &lead_for(CUSTOMER)), taken, "not into the pool either");
    assert_eq!(code(&mut scene, Who::Colleague, &lead_for(CUSTOMER)), Ok(()));
    let for_colleague = RegisterLead { owner: Some(Who::Colleague.id()), ..lead_for(CUSTOMER) };
    assert_eq!(code(&mut scene, Who::Operations, &for_colleague), Ok(()));

    let mut held = held_by(CUSTOMER, Who::Colleague);
    held.sellers = vec![Who::Rep.id()];
    scene.facts.held = Some(held.clone());
    assert_eq!(code(&mut scene, Who::Rep, &lead_for(CUSTOMER)), Ok(()), "he sells to it");
    (held.itself.owner, held.sellers) = (None, vec![Who::Colleague.id()]);
    scene.facts.held = Some(held.clone());
    assert_eq!(code(&mut scene, Who::Rep, &lead_for(CUSTOMER)), taken, "somebody sells to it");
    held.sellers.clear();
    scene.facts.held = Some(held.clone());
    assert_eq!(code(&mut scene, Who::Rep, &lead_for(CUSTOMER)), Ok(()), "nobody has it");
    held.in_pool = true;
    scene.facts.held = Some(held.clone());
    assert_eq!(
        code(&mut scene, Who::Rep, &lead_for(CUSTOMER)),
        Err("in_pool".to_owned()),
        "it is claimed there"
    );
    assert_eq!(code(&mut scene, Who::Operations, &lead_for(CUSTOMER)), Err("in_pool".to_owned()));
    held.itself.owner = Some(Who::Rep.id());
    scene.facts.held = Some(held.clone());
    assert_eq!(code(&mut scene, Who::Rep, &lead_for(CUSTOMER)), Err("in_pool".to_owned()), "he let it go");
    held.sellers = vec![Who::Rep.id()];
    scene.facts.held = Some(held);
    assert_eq!(code(&mut scene, Who::Rep, &lead_for(CUSTOMER)), Ok(()), "he sells to it besides");
}

//! No stage without its documents: what a deal has on record when it leaves a stage, whoever let it pass.
//!
//! Read from the documents and what people did, not from the conditions of the gates.

use jiff::civil::Date;
use tongguan_core::deal::fulfilment::instalment::{Instalment, PaymentEvent};
use tongguan_core::deal::{Deal, Event, Grade, Recorded};
use tongguan_core::process::{DocumentKind, Stage};
use tongguan_core::zone;

use crate::scene::Scene;

/// Checks each passage that was recorded.
pub fn check(scene: &Scene, fresh: &[Recorded], told: &str) {
    for recorded in fresh {
        let Event::StageAdvanced { from, exceptions, .. } = &recorded.event else { continue };
        let on = zone::local_date(recorded.at, &scene.process.time_zone());
        let lacking = lacking(scene.deal(), *from, exceptions, on);
        assert!(lacking.is_empty(), "{told}: left {from:?} without {lacking:?}");
    }
}

/// What is not there and should be.
fn lacking(deal: &Deal, from: Stage, exceptions: &[String], on: Date) -> Vec<String> {
    let needed: &[DocumentKind] = match from {
        Stage::Screening => &[DocumentKind::LeadRegistration, DocumentKind::Grading],
        Stage::Nurture => &[DocumentKind::VisitPlan, DocumentKind::VisitReport, DocumentKind::DecisionChain],
        Stage::Proposal => &[DocumentKind::Solution, DocumentKind::Quotation],
        Stage::Contract => &[DocumentKind::NegotiationStrategy, DocumentKind::ContractApproval],
        Stage::Fulfilment => &[DocumentKind::DeliveryPlan, DocumentKind::Filing],
        Stage::Aftercare => &[],
    };
    let absent = needed.iter().filter(|kind| deal.document(**kind).is_none());
    let mut lacking: Vec<String> = absent.map(|kind| kind.key().to_owned()).collect();
    let excepted = |key: &str| exceptions.iter().any(|condition| condition == key);
    let facts: &[(&str, bool)] = match from {
        Stage::Screening => &[("grade", matches!(deal.lead.grade, Some(Grade::A | Grade::B)))],
        Stage::Nurture => &[
            ("confirmation", deal.nurture.confirmed_at.is_some()),
            ("forecast", deal.nurture.forecast.is_some()),
            ("verified needs", deal.nurture.needs.values().any(|need| need.is_verified())),
        ],
        Stage::Proposal => &[("approved quotation", approved(deal, DocumentKind::Quotation))],
        Stage::Contract => &[("signed contract", is_signed(deal)), ("schedule", has_schedule(deal))],
        Stage::Fulfilment => &[
            ("acceptance", deal.fulfilment.accepted_on.is_some()),
            ("money", is_paid(deal, on)),
            ("archive", deal.contracting.signed().all(|(_, contract)| contract.filing.is_some())),
            ("satisfaction", excepted("satisfaction_recorded") || satisfaction(deal).is_some()),
        ],
        Stage::Aftercare => &[("a stage behind it", false)],
    };
    lacking.extend(facts.iter().filter(|(_, holds)| !holds).map(|(what, _)| (*what).to_owned()));
    lacking
}

fn approved(deal: &Deal, kind: DocumentKind) -> bool {
    deal.document(kind).is_some_and(|(_, document)| document.approved)
}

/// Both have signed what legal passed and the chain agreed on, as it stands.
fn is_signed(deal: &Deal) -> bool {
    deal.contracting.signed().any(|(id, contract)| {
        let digest = deal.documents[&id].digest;
        let agreed = deal.contracting.consents.get(&id).is_some_and(|consent| consent.digest == digest);
        let text = deal.contracting.texts.get(&id);
        agreed
            && text.is_some_and(|text| text.passed && text.digest == digest)
            && contract.voided_at.is_none()
    })
}

fn has_schedule(deal: &Deal) -> bool {
    let signed = || deal.contracting.signed().map(|(id, _)| id);
    signed().all(|id| deal.fulfilment.of_contract(id).next().is_some())
}

/// Nothing is out but warranty money that is not due.
fn is_paid(deal: &Deal, on: Date) -> bool {
    let waits =
        |one: &Instalment| one.event == PaymentEvent::WarrantyEnd && one.due_on.is_none_or(|due| due >= on);
    deal.fulfilment.instalments.values().all(|one| one.outstanding().minor() == 0 || waits(one))
}

fn satisfaction(deal: &Deal) -> Option<u8> {
    deal.aftercare.score.or(deal.fulfilment.satisfaction)
}

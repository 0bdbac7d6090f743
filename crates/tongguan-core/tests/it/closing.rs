//! From a signed contract to a closed deal, by commands alone: plan, delivery, acceptance, money, filing, closing.

use serde_json::json;
use tongguan_core::deal::fulfilment::Part;
use tongguan_core::deal::proposal::ConfirmationMethod;
use tongguan_core::deal::{Command, Standing};
use tongguan_core::id::{DocumentId, InstalmentId};
use tongguan_core::money::Money;
use tongguan_core::obligation::ObligationState;
use tongguan_core::process::{DocumentKind, Stage};
use tongguan_core::refusal::Refusal;

use crate::acceptance::acceptance;
use crate::collection::{RECEIPT, receipt};
use crate::deal_room::filing;
use crate::forms::visit_report;
use crate::scene::{Buyer, Scene, Who, local};
use crate::signed::{day, file};

/// A contract signed on Friday, 18 December, its plan made on the Monday after; delivery from 11 to 29 January.
fn planned() -> (Scene, DocumentId) {
    let (mut scene, contract) = Scene::signed();
    scene.act(Who::Rep, Command::AdvanceStage {}).expect("G4 is open");
    scene.at("2026-12-21T10:00");
    let plan = json!({
        "project_name": "对账系统上线", "contract_id": contract,
        "handover": ["scope", "licences", "custom_work", "third_party", "responsibilities", "acceptance_method",
            "deadlines", "acceptance_criteria", "payment_events", "ambiguous_text", "risks", "special_annexes"],
        "delivery_manager": Who::Delivery.id(), "team": [Who::Presales.id()],
        "planned_start": "2027-01-11", "planned_end": "2027-01-29",
        "milestones": [{
            "no": 1, "name": "上线", "deliverable": "系统", "criterion": "试运行", "planned_date": "2027-01-29",
            "responsible": Who::Delivery.id(), "weight": "100",
        }],
        "customer_duties": [
            {"what": "提供测试环境", "who": Buyer::Engineer.id(), "due": "2027-01-08", "status": "open"},
        ],
        "risks": "接口资料可能迟到", "comm_plan": "每周五周报", "report_receivers": [Buyer::Engineer.id()],
        "acceptance_signatories": [Buyer::Decider.id()],
    });
    let document = scene.submit(Who::Delivery, DocumentKind::DeliveryPlan, plan).expect("a good plan");
    for who in [Who::Rep, Who::Delivery] {
        scene.act(who, Command::SignHandover { document, revision: 1 }).expect("both sign");
    }
    (scene, document)
}

fn confirm(scene: &mut Scene, document: DocumentId) -> Result<(), Refusal> {
    let command = Command::ConfirmWithCustomer {
        document,
        revision: 1,
        contact: Buyer::Decider.id(),
        at: scene.now,
        method: ConfirmationMethod::SignedDocument,
        evidence: vec![file("确认函")],
    };
    scene.act(Who::Rep, command).map(|_| ())
}

#[test]
fn filing_that_is_late_beyond_five_working_days_holds_the_plan_up() {
    // The original is due on Wednesday, 23 December; five working days later is Wednesday, 30 December.
    for (now, stalled) in [("2026-12-30T23:59", false), ("2026-12-31T00:00", true)] {
        let (mut scene, document) = planned();
        scene.at(now);
        match confirm(&mut scene, document) {
            Err(refusal) => assert_eq!((refusal, stalled), (Refusal::FilingStalled, true), "{now}"),
            Ok(()) => assert!(!stalled, "{now}"),
        }
    }
    let (mut scene, document) = planned();
    scene.at("2026-12-31T10:00");
    let contract = *scene.deal().fulfilment.contracts.keys().next().expect("signed");
    scene.file(Who::Archivist, contract, filing()).expect("filed late");
    confirm(&mut scene, document).expect("it is filed");
}

/// A deal that was delivered, accepted, paid and filed, and waits for closing.
pub fn closable() -> Scene {
    let (mut scene, document) = planned();
    let contract = *scene.deal().fulfilment.contracts.keys().next().expect("signed");
    confirm(&mut scene, document).expect("in time");
    scene.file(Who::Archivist, contract, filing()).expect("filed");
    scene.at("2027-01-11T09:00");
    scene.act(Who::Delivery, Command::StartDelivery {}).expect("G5-a is open");
    scene.at("2027-01-12T18:00");
    let visit = visit_report(None, "2027-01-12T14:00", "2027-01-12T16:00");
    scene.submit(Who::Rep, DocumentKind::VisitReport, visit).expect("a visit during delivery");
    scene.at("2027-01-20T18:00");
    let done = Command::CompleteMilestone { milestone: 1, on: day("2027-01-20"), evidence: vec![] };
    scene.act(Who::Delivery, done).expect("done");
    let mut report = acceptance("final");
    report["items"] = json!([{"milestone": 1, "item": "系统", "criterion": "试运行", "result": "passed"}]);
    report["applied_at"] = json!(local("2027-01-20T15:00"));
    scene.submit(Who::Delivery, DocumentKind::Acceptance, report).expect("accepted");
    let open: Vec<(InstalmentId, Money)> =
        scene.deal().fulfilment.of_contract(contract).map(|(id, i)| (id, i.outstanding())).collect();
    scene.facts.receipt = Some(receipt("2027-01-20"));
    let parts = open.iter().map(|(instalment, out)| Part { instalment: *instalment, amount_minor: *out });
    let allocate = Command::AllocateReceipt { receipt: RECEIPT, allocations: parts.collect(), reason: None };
    scene.act(Who::Cashier, allocate).expect("paid");
    scene
}

#[test]
fn a_deal_goes_from_signature_to_closing() {
    let mut scene = closable();
    assert_eq!(scene.obligation("T12").state, ObligationState::Open);
    scene.act(Who::Rep, Command::AdvanceStage {}).expect("G5-c is open");
    assert_eq!((scene.deal().stage, scene.deal().standing()), (Stage::Aftercare, Standing::Closed));
    let owed = scene.deal().obligations.values().filter(|o| o.is_open()).map(|o| o.clock.as_str());
    let mut owed: Vec<&str> = owed.collect();
    owed.sort_unstable();
    owed.dedup();
    // What is left is care for the customer, and what earlier stages promised him; next actions of visits fell away.
    for clock in ["T4", "T5", "T6", "T7", "T7-A", "T12", "T24"] {
        assert!(!owed.contains(&clock), "{clock} among {owed:?}");
    }
    for clock in ["T13", "T14", "T23"] {
        assert!(owed.contains(&clock), "{clock} not among {owed:?}");
    }
}

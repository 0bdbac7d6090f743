//! Copies on paper: what is not approved is never clean, and a customer's copy says nothing internal.

use serde_json::json;
use tongguan_core::deal::copy::{Mark, for_customers, is_for_customers, mark};
use tongguan_core::id::DocumentId;
use tongguan_core::process::{DocumentForm, DocumentKind, FieldType, Visibility};

use crate::deal_room::round;
use crate::forms::quotation;
use crate::scene::{Scene, Who};

fn marked(scene: &Scene, id: DocumentId, revision: u32) -> Option<Mark> {
    let kind = scene.deal().documents[&id].kind;
    mark(scene.deal(), scene.process.form(kind).expect("a form"), id, revision)
}

#[test]
fn a_quotation_is_clean_only_once_its_very_revision_is_approved() {
    let (scene, quote) = Scene::quoted();
    assert_eq!(marked(&scene, quote, 1), Some(Mark::InApproval));
    let (mut scene, quote) = Scene::approved();
    assert_eq!(marked(&scene, quote, 1), None);
    assert_eq!(marked(&scene, quote, 2), Some(Mark::Draft), "what is still being written");
    let solution = scene.deal().document(DocumentKind::Solution).map(|(id, _)| id);
    let mut dearer = quotation(solution);
    dearer["lines"][0]["unit_price"] = json!("1.00");
    dearer["special_discount_reason"] = json!("战略首单");
    scene.revise(DocumentKind::Quotation, quote, dearer).expect("revised");
    assert_eq!(marked(&scene, quote, 1), Some(Mark::Superseded));
    assert_eq!(marked(&scene, quote, 2), Some(Mark::InApproval));
}

#[test]
fn no_process_makes_a_quotation_clean_by_leaving_its_chain_out() {
    let (scene, quote) = Scene::quoted();
    let mut form = scene.process.form(DocumentKind::Quotation).expect("a form").clone();
    form.chain = None;
    assert!(mark(scene.deal(), &form, quote, 1).is_some());
}

#[test]
fn a_contract_loses_its_clean_copy_with_its_consent() {
    let (scene, contract) = Scene::text_reviewed();
    assert_eq!(marked(&scene, contract, 1), Some(Mark::Unapproved));
    let (scene, contract) = Scene::in_chain();
    assert_eq!(marked(&scene, contract, 1), Some(Mark::InApproval));
    let (mut scene, contract) = Scene::agreed();
    assert_eq!(marked(&scene, contract, 1), None);
    scene.act(Who::Rep, round("2026-12-09", &["payment"], &[])).expect("an important term moves");
    assert_eq!(marked(&scene, contract, 1), Some(Mark::Unapproved));
}

#[test]
fn a_solution_is_clean_once_its_review_lets_it_pass() {
    let (scene, solution) = Scene::solved();
    assert_eq!(marked(&scene, solution, 1), Some(Mark::Unapproved));
    let (scene, solution) = Scene::reviewed();
    assert_eq!(marked(&scene, solution, 1), None);
}

#[test]
fn what_needs_nobodys_consent_is_clean_as_submitted() {
    let scene = Scene::nurturing();
    let (id, _) = scene.deal().document(DocumentKind::LeadRegistration).expect("the lead form");
    assert_eq!(marked(&scene, id, 1), None);
}

fn keys(form: &DocumentForm) -> Vec<String> {
    let columns = |kind: &FieldType| match kind {
        FieldType::Table(columns) => columns.iter().map(|column| column.key.clone()).collect(),
        _ => Vec::new(),
    };
    form.fields().flat_map(|field| std::iter::once(field.key.clone()).chain(columns(&field.kind))).collect()
}

#[test]
fn a_customers_quotation_shows_neither_cost_nor_floor_nor_margin() {
    let scene = Scene::nurturing();
    let form = scene.process.form(DocumentKind::Quotation).expect("a form");
    let whole = keys(form);
    let shown = keys(&for_customers(form));
    for secret in ["cost_price", "floor_price", "floor_breach", "gross_margin", "special_discount_reason"] {
        assert!(whole.contains(&secret.to_owned()) && !shown.contains(&secret.to_owned()), "{secret}");
    }
    for plain in ["unit_price", "vat_rate", "tax", "total_in_words", "payment_terms", "valid_until"] {
        assert!(shown.contains(&plain.to_owned()), "{plain}");
    }
}

#[test]
fn no_field_of_some_roles_is_on_any_customers_copy() {
    let scene = Scene::nurturing();
    for (kind, form) in &scene.process.documents {
        let cut = for_customers(form);
        let secret = form.fields().filter(|field| field.visible != Visibility::All || field.internal);
        for field in secret {
            assert!(cut.field(&field.key).is_none(), "{}.{}", kind.key(), field.key);
        }
    }
}

#[test]
fn what_is_kept_to_some_of_us_is_for_no_customer() {
    let scene = Scene::nurturing();
    let may = |kind| is_for_customers(scene.process.form(kind).expect("a form"), kind);
    assert!(may(DocumentKind::Quotation) && may(DocumentKind::DeliveryPlan));
    for kind in [DocumentKind::NegotiationStrategy, DocumentKind::ContractApproval, DocumentKind::Dunning] {
        assert!(!may(kind), "{}", kind.key());
    }
}

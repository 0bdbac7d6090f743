//! Stage 4, second half: sealed, signed, scanned, compared, filed within three working days.

use serde_json::json;

use crate::trap::on_the_way;
use crate::walk::Walk;
use crate::walk::desk::text;
use crate::walk::form::contract;

pub async fn go(walk: &mut Walk) {
    let contract = sign(walk, "2026-03-26", "2026-03-27").await;
    walk.at("2026-03-30T15:00").await;
    let filing = contract::filing(walk, &contract, "2026-03-30T14:40");
    walk.barred("rep", filing.clone(), "not_permitted").await;
    walk.does("archivist", filing).await;
    assert_eq!(walk.clock("T4").await, [("met".to_owned(), false)]);
    walk.advances("rep", "fulfilment").await;
}

/// Sealed on one day, signed by both on another, the scan compared; the contract's id.
pub async fn sign(walk: &mut Walk, sealed_on: &str, signed_on: &str) -> String {
    let form = walk.document("rep", "contract_approval").await;
    let (contract, file) = (text(&form["id"]), form["facts"]["contract_file"].clone());
    walk.at(&format!("{sealed_on}T10:00")).await;
    let signing = contract::signing(&contract, signed_on, signed_on);
    on_the_way::trap_17_won_takes_evidence(walk, &contract::signing(&contract, sealed_on, sealed_on)).await;
    let seal = json!({"type": "seal_contract", "contract": contract, "text": file, "copies": 4});
    for who in ["rep", "legal"] {
        walk.barred(who, seal.clone(), "not_permitted").await;
    }
    walk.does("archivist", seal).await;
    walk.at(&format!("{signed_on}T16:00")).await;
    on_the_way::abuse_05_nothing_is_signed_before_its_approval(walk, &signing).await;
    walk.gate_is_closed("rep", &["contract_signed"]).await;
    walk.barred("manager", signing.clone(), "not_permitted").await;
    walk.does("rep", signing).await;
    let scan = walk.file("rep", "双方签署的合同扫描件").await;
    let body = json!({"approval_id": contract, "effective_date": signed_on, "scan_file": scan});
    walk.submit("rep", "executed_contract", body).await;
    for paper in [scan.as_str(), file.as_str().expect("a file")] {
        walk.get("archivist", &walk.path(&format!("/files/{paper}"))).await.expect(200);
    }
    let compared = contract::comparison(&contract, &scan, file.as_str().expect("a file"));
    walk.barred("rep", compared.clone(), "not_permitted").await;
    walk.does("archivist", compared).await;
    contract
}

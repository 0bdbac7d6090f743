//! Stage 4: the original comes back late, which the director is told; delivery may be prepared meanwhile.

use crate::walk::Walk;
use crate::walk::form::contract;
use crate::walk::in_time;

pub async fn go(walk: &mut Walk) {
    in_time::negotiation::prepare(walk).await;
    let quote = walk.document("rep", "quotation").await;
    let file = walk.file("rep", "合同文本").await;
    let body = contract::approval_form(walk, &quote, &file, "违约方赔偿直接损失");
    walk.submit("rep", "contract_approval", body).await;
    in_time::negotiation::review_and_ask(walk).await;
    for who in ["manager", "director", "legal"] {
        walk.agrees(who, &[]).await;
    }
    let contract = in_time::signing::sign(walk, "2026-03-26", "2026-03-27").await;
    walk.advances("rep", "fulfilment").await;

    // Friday, 27 March, and three working days: the end of Wednesday.
    walk.at("2026-04-01T23:59").await;
    assert_eq!(walk.clock("T4").await, [("open".to_owned(), false)]);
    assert!(walk.is_told("archivist", "reminder", "T4").await);
    walk.at("2026-04-02T00:01").await;
    assert_eq!(walk.clock("T4").await, [("open".to_owned(), true)]);
    for who in ["director", "archivist"] {
        assert!(walk.is_told(who, "escalation", "T4").await, "{who}");
    }
    walk.at("2026-04-02T10:00").await;
    walk.does("archivist", contract::filing(walk, &contract, "2026-04-02T09:40")).await;
    assert_eq!(walk.clock("T4").await, [("met".to_owned(), true)]);
}

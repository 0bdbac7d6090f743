//! The eight deals of the standard's part 5 (O1 to O8) and one more, with stays, duties, approvals and instalments.

use jiff::Timestamp;
use jiff::civil::Date;
use tongguan_store::{Database, StoreError, Tx, params};
use uuid::Uuid;

use crate::http::server::Server;

/// A deal: its day of registration, stage, standing, worth in thousands, signed on, ended on, whether an opportunity.
type Row =
    (u128, &'static str, &'static str, &'static str, i64, Option<&'static str>, Option<&'static str>, bool);

const DEALS: [Row; 9] = [
    (1, "2026-06-10", "fulfilment", "open", 300, Some("2026-08-20"), None, true),
    (2, "2026-07-01", "nurture", "lost", 200, None, Some("2026-08-15"), true),
    (3, "2026-07-15", "fulfilment", "open", 500, Some("2026-09-30"), None, true),
    (4, "2026-05-05", "proposal", "lost", 150, None, Some("2026-07-20"), true),
    (5, "2026-08-01", "nurture", "open", 400, None, None, true),
    (6, "2026-09-10", "screening", "open", 250, None, None, false),
    (7, "2026-04-01", "fulfilment", "open", 120, Some("2026-07-05"), None, true),
    (8, "2026-07-20", "proposal", "lost", 180, None, Some("2026-09-01"), true),
    (9, "2026-06-01", "proposal", "open", 200, None, None, true),
];

/// Deal, stage, entered, left, to.
type Stay = (u128, &'static str, &'static str, Option<&'static str>, Option<&'static str>);

const STAYS: [Stay; 8] = [
    (3, "screening", "2026-07-15", Some("2026-07-17"), Some("nurture")),
    (3, "nurture", "2026-07-17", Some("2026-07-27"), Some("proposal")),
    (3, "proposal", "2026-07-27", Some("2026-08-06"), Some("contract")),
    (3, "contract", "2026-08-06", None, None),
    (2, "nurture", "2026-07-01", None, None),
    (5, "nurture", "2026-08-01", Some("2026-08-11"), Some("screening")),
    (5, "screening", "2026-08-11", Some("2026-08-21"), Some("nurture")),
    (5, "nurture", "2026-08-21", None, None),
];

/// Clock, due, state, missed.
const DUTIES: [(&str, &str, &str, bool); 14] = [
    ("T1", "2026-07-03", "met", false),
    ("T1", "2026-07-04", "met", true),
    ("T1", "2026-07-05", "open", true),
    ("T1", "2026-07-06", "cancelled", true),
    ("T1", "2026-12-01", "open", false),
    ("T2", "2026-07-07", "met", false),
    ("T2", "2026-07-08", "met", false),
    ("T3", "2026-07-09", "met", false),
    ("T3", "2026-07-10", "met", false),
    ("T3", "2026-07-11", "met", false),
    ("T3", "2026-07-12", "met", true),
    ("T4", "2026-09-29", "met", false),
    ("T4", "2026-09-30", "open", true),
    ("T5", "2026-08-03", "met", false),
];

/// Number, amount, due, what came in (how much, when); in yuan.
type Owed = (u128, i64, &'static str, &'static [(i64, &'static str)]);

const INSTALMENTS: [Owed; 4] = [
    (1, 1_000, "2026-07-31", &[(600, "2026-07-30"), (400, "2026-08-05")]),
    (2, 2_000, "2026-09-15", &[(500, "2026-10-02")]),
    (3, 3_000, "2026-10-10", &[(1_000, "2026-09-20")]),
    (4, 5_000, "2026-12-31", &[]),
];

/// Whose deals they are.
#[derive(Clone, Copy)]
struct Ground {
    tenant: Uuid,
    team: Uuid,
    rep: Uuid,
}

/// Writes all of it.
pub async fn write(server: &Server, db: &Database) {
    let ground = Ground {
        tenant: server.app.company().await.expect("a database").expect("a company").0,
        team: named(server, "departments", "team").await,
        rep: named(server, "users", "rep 同事").await,
    };
    let written: Result<(), StoreError> = db
        .write(move |tx| {
            Box::pin(async move {
                deals(tx, ground).await?;
                stays(tx, ground).await?;
                duties(tx, ground).await?;
                approvals(tx, ground).await?;
                instalments(tx, ground).await
            })
        })
        .await;
    written.expect("written");
}

async fn named(server: &Server, list: &str, name: &str) -> Uuid {
    let body = server.get("director", format!("/api/v1/{list}?limit=200")).send().await.expect(200).body;
    let mut all = body["items"].as_array().expect("items").iter();
    let one = all.find(|one| one["name"] == name).unwrap_or_else(|| panic!("{name} in {body}"));
    one["id"].as_str().expect("an id").parse().expect("an id")
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

/// Midnight of a day in Greenwich: eight in the morning there.
fn at(text: &str) -> Timestamp {
    format!("{text}T00:00:00Z").parse().expect("a moment")
}

async fn deals(tx: &mut Tx, ground: Ground) -> Result<(), StoreError> {
    for (number, registered, stage, standing, thousands, won, ended, is_opportunity) in DEALS {
        let number_of_it = is_opportunity.then(|| format!("SJ-2026-{number:04}"));
        let updated = ended.unwrap_or(registered);
        tx.execute(
            "INSERT INTO deal (tenant_id, deal_id, version, process_version, registered_at, updated_at, account_id, owner_id, \
             department_id, lead_no, opportunity_no, stage, stage_since, standing, amount_minor, close_on, won_on, ended_at, \
             next_due_at, open_count, overdue_count, approval_count, gate_done, gate_total, contract_minor, received_minor, \
             outstanding_minor, unpaid_since) VALUES ($1, $2, 1, 1, $3, $4, $5, $6, $7, $8, $9, $10, $3, $11, $12, '9999-12-31', \
             $13, $14, 9000000000000000000, 0, 0, 0, 0, 0, 0, 0, 0, '9999-12-31')",
            params![
                ground.tenant, id(number), at(registered), at(updated), id(900), ground.rep, ground.team,
                format!("XS-2026-{number:04}"), number_of_it, stage, standing, thousands * 100_000, won.map(day),
                ended.map(at)
            ],
        )
        .await?;
    }
    Ok(())
}

async fn stays(tx: &mut Tx, ground: Ground) -> Result<(), StoreError> {
    for (place, (deal, stage, entered, left, to)) in STAYS.into_iter().enumerate() {
        tx.execute(
            "INSERT INTO stage_passage (tenant_id, deal_id, passage, stage, department_id, entered_at, left_at, left_to) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            params![
                ground.tenant, id(deal), place as i64, stage, ground.team, at(entered), left.map(at), to
            ],
        )
        .await?;
    }
    Ok(())
}

async fn duties(tx: &mut Tx, ground: Ground) -> Result<(), StoreError> {
    for (place, (clock, due, state, missed)) in DUTIES.into_iter().enumerate() {
        tx.execute(
            "INSERT INTO obligation (tenant_id, deal_id, obligation_id, clock, subject, debtor_id, owner_id, department_id, stage, \
             due_at, state, missed, paused) VALUES ($1, $2, $3, $4, '\"deal\"', $5, $5, $6, 'nurture', $7, $8, $9, $10)",
            params![
                ground.tenant, id(5), id(100 + place as u128), clock, ground.rep, ground.team, at(due), state, missed,
                false
            ],
        )
        .await?;
    }
    Ok(())
}

/// O8 was closed as 无决策, O2 and O4 as lost; two exceptions were asked for, one is granted.
async fn approvals(tx: &mut Tx, ground: Ground) -> Result<(), StoreError> {
    let closing = |outcome: &str| format!("{{\"closing\":{{\"outcome\":\"{outcome}\"}}}}");
    let excepted = || r#"{"exception":{"gate":"G2","condition":"2"}}"#.to_owned();
    for (number, deal, chain, subject, gate, requested, result) in [
        (201, 8, "AL", closing("no_decision"), None, "2026-08-30", Some("approved")),
        (202, 2, "AL", closing("lost"), None, "2026-08-14", Some("approved")),
        (203, 4, "AL", closing("no_decision"), None, "2026-06-30", Some("rejected")),
        (204, 5, "AX", excepted(), Some("G2"), "2026-08-02", Some("approved")),
        (205, 5, "AX", excepted(), Some("G2"), "2026-08-03", None),
    ] {
        tx.execute(
            "INSERT INTO approval (tenant_id, deal_id, approval_id, chain, subject, gate, condition, digest, department_id, \
             submitter_id, requested_at, step, step_count, blocked, result) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, 1, $12, $13)",
            params![
                ground.tenant, id(deal), id(number), chain, subject, gate, gate.map(|_| "2"), [0_u8; 32], ground.team,
                ground.rep, at(requested), false, result
            ],
        )
        .await?;
    }
    Ok(())
}

async fn instalments(tx: &mut Tx, ground: Ground) -> Result<(), StoreError> {
    for (number, yuan, due, paid) in INSTALMENTS {
        let received: i64 = paid.iter().map(|(yuan, _)| yuan * 100).sum();
        tx.execute(
            "INSERT INTO instalment (tenant_id, deal_id, instalment_id, contract_id, department_id, owner_id, place, event, \
             amount_minor, received_minor, written_off_minor, outstanding_minor, disputed_minor, due_on, original_due_on) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'signing', $8, $9, 0, $10, 0, $11, $11)",
            params![
                ground.tenant, id(1), id(300 + number), id(400), ground.team, ground.rep, number as i64, yuan * 100,
                received, yuan * 100 - received, due
            ],
        )
        .await?;
        for (place, (part, on)) in paid.iter().enumerate() {
            tx.execute(
                "INSERT INTO instalment_receipt (tenant_id, deal_id, instalment_id, place, receipt_id, amount_minor, received_on) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
                params![
                    ground.tenant, id(1), id(300 + number), place as i64, id(500 + place as u128), part * 100, day(on)
                ],
            )
            .await?;
        }
    }
    Ok(())
}

//! What a gated command costs, beside a bare loop of the same group commit.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::Request;
use tongguan_store::event_log::{self, NewEvent};
use tongguan_store::{Engine, StoreError};
use uuid::Uuid;

use crate::clients::{self, Make, Server};
use crate::meter;
use crate::seed::Seed;
use crate::table::{Figure, Row, Table};

const CLIENTS: usize = 64;
const WRITER: &str = "sqlite-write";

/// Adds the lines about commands. Each advances a deal of its own past gate G1.
pub async fn measure(table: &mut Table, server: &Server, seed: &Seed) {
    let ready = seed.take_ready(1_000);
    let count = ready.len();
    let mut requests = Vec::new();
    for (deal, version, login) in ready {
        requests.push((deal, version, server.cookie(&login).await));
    }
    let make: Make = Arc::new(move |at| {
        let (deal, version, cookie) = &requests[at];
        let request = Request::post(format!("/api/v1/deals/{deal}/commands"))
            .header("cookie", cookie)
            .header("x-tg", "1")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/json")
            .header("idempotency-key", Uuid::new_v4().to_string())
            .header("if-match", format!("\"v{version}\""));
        request.body(Body::from(r#"{"type":"advance_stage"}"#)).expect("a request")
    });
    let writer = meter::cpu_of(WRITER);
    let cost = clients::run(&server.router, CLIENTS, count, &make).await;
    let writer = meter::cpu_of(WRITER).saturating_sub(writer);
    let bare = bare(server, count * 4).await;
    table.row(Row {
        name: "gated commands, 64 clients".to_owned(),
        figure: Figure::PerSecond(cost.per_s),
        times: format!("{} at 64 clients", cost.times()),
        limit: format!("bare loop of the same group commit {bare:.0} / s"),
        goal: Some(("≥ 1/4 of the limit".to_owned(), cost.per_s >= bare / 4.0)),
    });
    table.row(cpu("CPU of a gated command", cost.cpu_each, 0.8));
    if server.app.db.engine() == Engine::Sqlite {
        let each = writer / u32::try_from(count).expect("few");
        table.row(cpu("writer thread, a command", each, 0.4));
    }
}

/// A line about processor time that should stay below a goal.
fn cpu(name: &str, each: Duration, goal_ms: f64) -> Row {
    let cpu_ms = each.as_secs_f64() * 1000.0;
    let goal = Some((format!("≤ {goal_ms} ms"), cpu_ms <= goal_ms));
    Row { name: name.to_owned(), figure: Figure::CpuMs(cpu_ms), goal, ..Row::default() }
}

/// Transactions a second that append one event to a stream of their own and do nothing else.
async fn bare(server: &Server, count: usize) -> f64 {
    let begun = Instant::now();
    let mut tasks = Vec::new();
    for client in 0..CLIENTS {
        let db = server.app.db.clone();
        tasks.push(tokio::spawn(async move {
            for _ in (client..count).step_by(CLIENTS) {
                let stream = Uuid::new_v4();
                let done: Result<(), StoreError> =
                    db.write(move |tx| Box::pin(async move { append(tx, stream).await })).await;
                done.expect("written");
            }
        }));
    }
    for task in tasks {
        task.await.expect("no panic");
    }
    count as f64 / begun.elapsed().as_secs_f64()
}

async fn append(tx: &mut tongguan_store::Tx, stream: Uuid) -> Result<(), StoreError> {
    let event = NewEvent {
        kind: "stage_advanced".to_owned(),
        recorded_at: tongguan_service::world::World::system().now(),
        effective_at: None,
        actor_id: None,
        command_id: stream,
        payload: format!("{{\"type\":\"stage_advanced\",\"note\":\"{}\"}}", "x".repeat(200)).into_bytes(),
    };
    // A tenant of its own: the product never meets these streams.
    event_log::append(tx, Uuid::nil(), stream, 0, &[event]).await.map(drop)
}

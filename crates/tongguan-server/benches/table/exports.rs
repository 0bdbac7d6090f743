//! What a list as a file costs: how long, and how much memory beyond what the process had.

use std::time::Instant;

use axum::body::Body;
use axum::http::Request;
use serde_json::json;
use tokio_stream::StreamExt;

use crate::clients::{self, Server};
use crate::table::{Figure, Row, Table};

/// Rows of the figure that is promised.
const PROMISED: u64 = 100_000;
const GOAL_S: f64 = 10.0;
/// Memory that does not grow with the rows.
const GOAL_MB: f64 = 64.0;

/// Adds the lines about all deals as a workbook.
pub async fn measure(table: &mut Table, server: &Server, size: u64) {
    let cookie = server.cookie("zhou.guodong").await;
    let order = json!({"list": "deals", "format": "xlsx", "reason": "测量导出的快慢"}).to_string();
    let request = Request::post("/api/v1/exports")
        .header("cookie", cookie)
        .header("x-tg", "1")
        .header("idempotency-key", "bench-export")
        .header("content-type", "application/json");
    let before = memory_mb("VmRSS");
    forget_peak();
    let begun = Instant::now();
    let answer = clients::send(&server.router, request.body(Body::from(order)).expect("a request")).await;
    assert_eq!(answer.status(), 200, "the export is made");
    let (mut pieces, mut bytes) = (answer.into_body().into_data_stream(), 0);
    while let Some(piece) = pieces.next().await {
        bytes += piece.expect("a piece").len();
    }
    let (seconds, grown) = (begun.elapsed().as_secs_f64(), memory_mb("VmHWM") - before);
    let is_promised = size >= PROMISED;
    table.row(Row {
        name: "XLSX of all deals".to_owned(),
        figure: Figure::Seconds(seconds),
        limit: format!("{size} rows, {bytes} B"),
        goal: is_promised.then(|| (format!("≤ {GOAL_S} s"), seconds <= GOAL_S)),
        ..Row::default()
    });
    table.row(Row {
        name: "memory that it took".to_owned(),
        figure: Figure::Megabytes(grown),
        goal: Some((format!("≤ {GOAL_MB} MB at any size"), grown <= GOAL_MB)),
        ..Row::default()
    });
}

/// The kernel remembers the highest memory since now.
fn forget_peak() {
    std::fs::write("/proc/self/clear_refs", "5").expect("Linux forgets the peak");
}

fn memory_mb(of: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells the memory of a process");
    let line = status.lines().find(|line| line.starts_with(of)).expect("known");
    let kilobytes: f64 = line.split_whitespace().nth(1).and_then(|text| text.parse().ok()).expect("a number");
    kilobytes / 1024.0
}

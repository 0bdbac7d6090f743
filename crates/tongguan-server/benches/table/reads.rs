//! What a page costs to read, beside a constant body of the same size and the serialising of the same rows.

use std::time::Duration;

use axum::Router;
use axum::body::Bytes;

use crate::clients::{self, Make, Server};
use crate::meter::{self, ms};
use crate::seed::Seed;
use crate::table::{Figure, Row, Table};

/// Requests for each figure.
const COUNT: usize = 300;

struct Page {
    name: &'static str,
    who: String,
    path: String,
    goal_ms: Option<f64>,
}

fn pages(seed: &Seed, size: u64) -> Vec<Page> {
    let page = |name, who: &str, path: &str, goal_ms| Page {
        name,
        who: who.to_owned(),
        path: path.to_owned(),
        goal_ms,
    };
    let rep = seed.rep(0).1.as_str();
    let (typical, long) = (seed.deal(size / 2 / 4 * 4), seed.deal(crate::seed::LONG_AT));
    let deal = |id| format!("/api/v1/deals/{id}");
    vec![
        page("list of 50, director", "zhou.jianguo", "/api/v1/deals?limit=50", Some(0.5)),
        page("list of 50, rep", rep, "/api/v1/deals?limit=50", Some(0.5)),
        page("list of 1 with stage sums, director", "zhou.jianguo", "/api/v1/deals?limit=1", Some(0.5)),
        page("board, director", "zhou.jianguo", "/api/v1/board", Some(1.0)),
        page("board, rep", rep, "/api/v1/board", Some(1.0)),
        page("deal page, 12 events", "zhou.jianguo", &deal(typical), Some(0.2)),
        page("deal page, 300 events", "zhou.jianguo", &deal(long), None),
        page("affordances, 12 events", "zhou.jianguo", &format!("{}/affordances", deal(typical)), Some(1.0)),
        page("infix search, director", "zhou.jianguo", "/api/v1/search?q=%E6%99%BA%E8%83%BD9", Some(1.0)),
        page("my queue, rep", rep, "/api/v1/obligations?limit=50", None),
        page("queue of all, director", "zhou.jianguo", "/api/v1/obligations?whose=team&limit=50", None),
        page("contracts, director", "zhou.jianguo", "/api/v1/documents?kind=D15&limit=50", None),
        page("instalments, director", "zhou.jianguo", "/api/v1/instalments?limit=50", None),
        page("queue counts of all, director", "zhou.jianguo", "/api/v1/obligations/counts?whose=team", None),
    ]
}

/// Adds a line for each page.
pub async fn measure(table: &mut Table, server: &Server, seed: &Seed, size: u64) {
    for Page { name, who, path, goal_ms } in pages(seed, size) {
        let make = server.get(&who, &path).await;
        let bytes = clients::body(clients::send(&server.router, make(0)).await).await;
        clients::run(&server.router, 1, 20, &make).await;
        let one = clients::run(&server.router, 1, COUNT, &make).await;
        let many = clients::run(&server.router, 16, COUNT, &make).await;
        let constant = constant(&bytes, &make).await;
        let limit = format!(
            "constant body of {} B {} ms, serialising {} ms",
            bytes.len(),
            ms(constant),
            ms(serialising(&bytes))
        );
        let cpu_ms = one.cpu_each.as_secs_f64() * 1000.0;
        table.row(Row {
            name: name.to_owned(),
            figure: Figure::CpuMs(cpu_ms),
            times: format!("{}, {}", one.times(), many.times()),
            limit,
            goal: goal_ms.map(|goal| (format!("≤ {goal} ms"), cpu_ms <= goal)),
        });
    }
}

async fn constant(bytes: &[u8], make: &Make) -> Duration {
    let body = Bytes::copy_from_slice(bytes);
    let router = Router::new().fallback(move || std::future::ready(body.clone()));
    clients::run(&router, 1, COUNT, make).await.cpu_each
}

fn serialising(bytes: &[u8]) -> Duration {
    let value: serde_json::Value = serde_json::from_slice(bytes).expect("JSON");
    let begun = meter::cpu();
    for _ in 0..COUNT {
        std::hint::black_box(serde_json::to_vec(&value).expect("plain data"));
    }
    meter::cpu().saturating_sub(begun) / u32::try_from(COUNT).expect("few")
}

//! The program itself: how soon it is ready, and what it holds when idle.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::table::{Figure, Row, Table};

/// Adds the lines about the process that serves a folder.
pub fn measure(table: &mut Table, folder: &Path) {
    table.section("the process");
    let address = free_address();
    let begun = Instant::now();
    let mut child = start(folder, address);
    while !is_ready(address) && begun.elapsed() < Duration::from_secs(60) {
        std::thread::sleep(Duration::from_millis(2));
    }
    let ready = begun.elapsed();
    std::thread::sleep(Duration::from_secs(3));
    let resident = resident_mb(child.id());
    child.kill().expect("it can be ended");
    child.wait().expect("it has ended");
    let (seconds, goal) = (ready.as_secs_f64(), "≤ 0.3 s".to_owned());
    let goal = Some((goal, seconds <= 0.3));
    table.row(Row {
        name: "start to ready".to_owned(),
        figure: Figure::Seconds(seconds),
        goal,
        ..Row::default()
    });
    let goal = Some(("≤ 60 MB".to_owned(), resident <= 60.0));
    table.row(Row {
        name: "idle memory".to_owned(),
        figure: Figure::Megabytes(resident),
        goal,
        ..Row::default()
    });
}

fn start(folder: &Path, address: SocketAddr) -> Child {
    Command::new(env!("CARGO_BIN_EXE_tongguan"))
        .args(["serve", "--plain-http", "--listen", &address.to_string(), "--data"])
        .arg(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts")
}

fn free_address() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its address")
}

fn is_ready(address: SocketAddr) -> bool {
    let Ok(mut stream) = TcpStream::connect(address) else { return false };
    let asked = stream.write_all(b"GET /readyz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    let mut answer = String::new();
    asked.is_ok() && stream.read_to_string(&mut answer).is_ok() && answer.starts_with("HTTP/1.1 200")
}

fn resident_mb(process: u32) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().unwrap_or(f64::NAN);
    kilobytes / 1024.0
}

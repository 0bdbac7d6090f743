//! The server from outside: its folders mirror the source.

mod archive;
mod cli;
mod company;
mod conflict;
#[path = "../../../tongguan-core/tests/it/deal_room.rs"]
#[allow(dead_code, reason = "the deal's way serves more tests than these")]
mod deal_room;
mod demo;
#[path = "../../../tongguan-core/tests/it/forms.rs"]
#[allow(dead_code, reason = "the deal's way serves more tests than these")]
mod forms;
mod http;
mod import;
mod job;
#[path = "../../../tongguan-core/tests/it/journey.rs"]
#[allow(dead_code, reason = "the deal's way serves more tests than these")]
mod journey;
mod kill;
mod kill_import;
mod limits;
mod notify;
mod parallel;
mod run;
mod texts;
mod tls;
mod trap;
mod walk;

use company::scene;

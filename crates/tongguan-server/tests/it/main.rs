//! The server from outside: its folders mirror the source.

mod cli;
mod company;
mod http;
mod job;
mod limits;
mod notify;
mod run;
mod texts;

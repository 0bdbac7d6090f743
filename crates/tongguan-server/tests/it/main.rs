//! The server from outside: its folders mirror the source.

mod cli;
mod company;
mod conflict;
mod demo;
mod http;
mod job;
mod kill;
mod limits;
mod notify;
mod run;
mod texts;
mod trap;
mod walk;

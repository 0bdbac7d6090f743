//! The server from outside: its folders mirror the source.

mod cli;
mod company;
mod notify;
mod http;
mod run;
mod texts;

//! The server from outside: its folders mirror the source.

mod cli;
mod run;
mod texts;

//! The server from outside: its folders mirror the source.

mod cli;
mod company;
mod run;
mod texts;

//! Import: a file into a book, its rows into records, records into commands that go through the one executor.
//!
//! An import is a record with steps ([`tongguan_core::reference::import`]) and a job that goes through its rows in groups ([`job`]).
//! Promises that a stranger's file is only ever parsed in a child process with limits, that a check leaves nothing but its verdicts, and
//! that an import that was broken off goes on behind the last group that was done. Must never write a row by itself.

pub mod book;
pub mod child;
pub mod job;
mod known;
mod pace;
pub mod reader;
pub mod remembered;
pub mod result;
pub mod table;
mod taken_back;
pub mod tally;
mod together;
pub mod words;
pub mod work;

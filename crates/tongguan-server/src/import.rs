//! Import: a file into a book, its rows into records, records into commands that go through the one executor.
//!
//! Promises that a stranger's file is only ever parsed in a child process with limits, that a dry run leaves nothing, and that an import
//! that was broken off is taken up by giving the same file again. Must never write a row by itself.

pub mod book;
pub mod child;
mod known;
pub mod result;
pub mod table;
mod together;
pub mod words;
pub mod work;

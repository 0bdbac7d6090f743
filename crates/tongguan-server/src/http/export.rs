//! Lists as files: the same rows in the same order that the list shows its reader, with a reason, within his allowance, recorded.
//!
//! Promises that a file holds what the pages of the list hold and nothing else: the rows come from the very endpoint, page after page,
//! all of one moment, so that none is doubled or missed while others write.
//! Memory is flat whatever the number of rows. Must never ask the store for rows of its own, and never give out a file that is not in
//! the register.

pub mod cells;
pub mod columns;
pub mod file;
pub mod list;
pub mod mark;
pub mod preview;
pub mod record;
pub mod register;
pub mod rows;
pub mod take;

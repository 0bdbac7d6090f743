//! Figures for directors and owners: what the reads count, as the core reckons it, in words, with the rows behind.
//!
//! Promises that each figure names the variant that it is, and that each number has an address where its rows are. Must never
//! reckon a rule of its own: rates, medians and weights are the core's.

pub mod asked;
pub mod behind;
pub mod board;
pub mod clocks;
pub mod deals;
pub mod discipline;
pub mod ground;
pub mod money;
pub mod owner;
pub mod read;
pub mod rows;
pub mod view;

//! The traps that shipped products fell into (TRAP-01 to TRAP-18) and the abuses that a system can prevent, each by its number.
//!
//! Every test tries every way on which something is written. docs/dev/traps.md says which is prevented how, and which is not.

mod calendar;
mod customer;
mod gate;
pub(crate) mod on_the_way;
mod organisation;
mod owner;
pub(crate) mod typing;

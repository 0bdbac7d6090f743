//! The rules of Tongguan, and nothing else.
//!
//! A *deal* is one case from lead to last payment; its truth is its event stream. [`deal::Deal::fold`] reads the
//! stream, [`deal::decide`] answers a command with events or a refusal. Everything a decision may rest on comes in
//! as an argument: the folded deal, the process definition, the facts, the time and the seed for new ids.
//!
//! This crate must never do input or output, read a clock, the environment or randomness, or know a database or HTTP.

pub mod allocation;
pub mod anomaly;
pub mod approval;
pub mod calendar;
pub mod condition;
pub mod deal;
pub mod decision;
pub mod digest;
pub mod discount;
pub mod expression;
pub mod facts;
pub mod form;
pub mod id;
pub mod import;
pub mod insight;
pub mod label;
pub mod money;
pub mod notice;
pub mod numbering;
pub mod obligation;
pub mod organization;
pub mod pool;
pub mod process;
pub mod receivable;
pub mod reference;
pub mod refusal;
pub mod score;
pub mod security;
pub mod shared;
pub mod sight;
mod unify;
pub mod uscc;
pub mod vat;
pub mod words;
pub mod zone;

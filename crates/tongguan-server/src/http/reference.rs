//! Reference data over HTTP: one list, one read and one command endpoint for each kind, all of one shape.
//!
//! Promises that every change goes through the executor, and that what a kind keeps for some roles is left out for others.

pub mod account_access;
pub mod accounts;
pub mod calendar_effect;
pub mod commands;
pub mod contacts;
pub mod duplicates;
pub mod duties;
pub mod hand_over;
pub mod hand_over_view;
pub mod hand_overs;
pub mod lists;
pub mod merges;
pub mod paper_templates;
pub mod personal_data;
pub mod reveal;
pub mod rights;
pub mod separations;
pub mod settings;
pub mod subject_papers;
pub mod subject_requests;
pub mod year;

//! Given a deal and facts, when a command is given, then these events or this refusal.

mod approval;
mod definition;
mod form;
mod forms;
mod history;
mod nurture;
mod obligation;
mod scene;
mod screening;
mod simulation;
mod visit;

//! Given a deal and facts, when a command is given, then these events or this refusal.

mod appeal;
mod approval;
mod definition;
mod expression;
mod figures;
mod form;
mod forms;
mod history;
mod journey;
mod notice;
mod nurture;
mod obligation;
mod pause;
mod pool;
mod proposal;
mod quotation;
mod rights;
mod scene;
mod screening;
mod selling;
mod simulation;
mod visit;

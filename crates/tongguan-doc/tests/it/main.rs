//! Papers of every document of the standard, in every format.

mod forms;
mod looks;
#[cfg(feature = "pdf")]
mod pdf;
mod safety;
mod sample;
mod table;
mod text;

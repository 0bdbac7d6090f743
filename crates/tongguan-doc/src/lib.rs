//! Documents and files: core types to bytes and back.
//!
//! [`sheet`] reads spreadsheets. A document is made once into a [`paper::Paper`], pure data, and drawn by one of the renderers, which know nothing of
//! the standard. Promises the same bytes for the same paper. Must never read a clock, a database or the network, and
//! must never decide what somebody may see: it prints the form that it is given.

pub mod docx;
pub mod paper;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod sheet;
pub mod table;
pub mod template;
pub mod xlsx;

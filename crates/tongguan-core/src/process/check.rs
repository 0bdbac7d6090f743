//! Whether a definition holds together as a whole.

use super::Process;
use crate::label::Label;

/// A fault of a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What, as a stable code.
    pub code: &'static str,
    /// Where in the definition.
    pub path: String,
    /// What a person reads.
    pub message: Label,
}

/// All faults of a definition; none means that it may be published.
pub fn check(_process: &Process) -> Vec<Finding> {
    Vec::new()
}

//! Everything late once, and what the system does about it: marks, reminds, escalates, blocks what may not go on.

pub mod agreement;
pub mod contract;
pub mod delivery;
pub mod dunning;
pub mod selling;

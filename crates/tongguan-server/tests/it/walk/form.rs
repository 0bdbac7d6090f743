//! Forms as their people fill them in.

pub mod contract;
pub mod delivery;
pub mod lead;
pub mod money;
pub mod proposal;
pub mod visit;

//! Everything in time, a stage or half of one a file. The special discount and the late change of a term are here.

pub mod delivery;
pub mod money;
pub mod negotiation;
pub mod nurture;
pub mod quotation;
pub mod screening;
pub mod signing;
pub mod solution;

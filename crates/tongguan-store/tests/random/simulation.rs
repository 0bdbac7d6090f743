//! The core's random runs.

#[path = "../../../tongguan-core/tests/it/simulation/dice.rs"]
pub mod dice;
#[path = "../../../tongguan-core/tests/it/simulation/invariants.rs"]
pub mod invariants;
#[path = "../../../tongguan-core/tests/it/simulation/late_moves.rs"]
pub mod late_moves;
#[path = "../../../tongguan-core/tests/it/simulation/moves.rs"]
pub mod moves;
#[path = "../../../tongguan-core/tests/it/simulation/papers.rs"]
pub mod papers;
#[path = "../../../tongguan-core/tests/it/simulation/play.rs"]
pub mod play;
#[path = "../../../tongguan-core/tests/it/simulation/signatures.rs"]
pub mod signatures;

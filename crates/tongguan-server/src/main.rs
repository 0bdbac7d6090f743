//! The tongguan binary.
fn main() {}

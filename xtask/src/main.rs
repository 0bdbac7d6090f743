//! Developer commands: `cargo xtask tidy` holds the tree to the rules of ARCHITECTURE.md and CONTRIBUTING.md.
//!
//! Every rule is a pure function over what was read, and a test of its own with a breaking sample. The same rules run
//! over the real tree in `cargo test`, so a broken one cannot be merged.

mod imports;
mod source;
mod tree;

use std::process::ExitCode;

fn main() -> ExitCode {
    match std::env::args().nth(1).as_deref() {
        Some("tidy") => tidy(),
        _ => {
            eprintln!("usage: cargo xtask tidy");
            ExitCode::from(2)
        }
    }
}

fn tidy() -> ExitCode {
    match tree::faults() {
        Ok(faults) if faults.is_empty() => ExitCode::SUCCESS,
        Ok(faults) => {
            faults.iter().for_each(|fault| eprintln!("tidy: {fault}"));
            eprintln!("tidy: {} to mend", faults.len());
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("tidy: {error:#}");
            ExitCode::FAILURE
        }
    }
}

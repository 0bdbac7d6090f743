//! The `tongguan` binary: everything it does is in the library.

use std::process::ExitCode;

/// A command makes and frees some thousand small things; this one does it in a third of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    tongguan_server::cli::run()
}

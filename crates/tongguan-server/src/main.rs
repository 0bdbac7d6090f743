//! The `tongguan` binary: everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    tongguan_server::cli::run()
}

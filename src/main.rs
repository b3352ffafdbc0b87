//! The binary: nothing but a call into the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    sunting::cli::run()
}

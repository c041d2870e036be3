//! The parts of the Rust toolchain that a minimal installation leaves out.

use crate::error::Error;
use crate::program::Program;
use crate::progress::Done;

/// Adds `rustfmt` and `clippy` where they are missing.
pub(crate) fn install() -> Result<Done, Error> {
    let missing: Vec<&str> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(command, _)| Program::cargo().args([command, "--version"]).answer().is_none())
        .map(|(_, component)| component)
        .collect();
    if missing.is_empty() {
        return Ok(Done::Ready);
    }
    Program::named("rustup").args(["component", "add"]).args(missing).run()?;
    Ok(Done::Worked)
}

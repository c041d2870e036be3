//! The bare window: a package beside the house, built with the house's lock file.

use std::fs;
use std::path::PathBuf;

use crate::error::Error;
use crate::place;
use crate::program::Program;
use crate::progress::Done;

/// The built program.
pub(super) fn program() -> PathBuf {
    place::built("bare", true)
}

/// Builds it with the versions that the application has.
pub(super) fn build() -> Result<Done, Error> {
    let folder = place::root().join("benches/bare");
    let lock = folder.join("Cargo.lock");
    // Cargo takes out what the bare window does not need, and leaves the other versions as they are.
    fs::copy(place::root().join("Cargo.lock"), &lock).map_err(Error::at(&lock))?;
    Program::cargo()
        .args(["build", "--release", "--manifest-path"])
        .arg(folder.join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", place::target())
        .run()?;
    Ok(Done::Worked)
}

//! The checks. All calls of cargo select the whole workspace with the same feature: another selection would build Tauri
//! once more.

use std::fs;

use super::need::Need;
use super::need::Need::{Driver, ScreenPackages, Screens, SystemPackages, Toolchain};
use crate::error::Error;
use crate::place;
use crate::program::Program;
use crate::progress::Done;

/// Whole workspace, locked, as it ships.
const ALL: [&str; 4] = ["--workspace", "--locked", "--features", "custom-protocol"];

/// One check.
pub(super) struct Check {
    /// For the command line.
    pub(super) name: &'static str,
    /// For the eye.
    pub(super) title: &'static str,
    /// Without which it cannot run.
    pub(super) needs: &'static [Need],
    /// Runs it.
    pub(super) run: fn() -> Result<Done, Error>,
}

/// Everything that embeds the screens or links the window.
const APPLICATION: &[Need] = &[SystemPackages, ScreenPackages, Screens];

/// All of them, the quick ones first.
#[rustfmt::skip]
pub(super) const CHECKS: &[Check] = &[
    Check { name: "format",  title: "Rust is formatted",                    needs: &[Toolchain],      run: format },
    Check { name: "types",   title: "types of the screens",                 needs: &[ScreenPackages], run: types },
    Check { name: "ui",      title: "unit tests of the screens",            needs: &[ScreenPackages], run: ui },
    Check { name: "lints",   title: "clippy finds nothing",                 needs: &[Toolchain, SystemPackages, ScreenPackages, Screens], run: lints },
    Check { name: "docs",    title: "documentation builds, its links hold", needs: APPLICATION,       run: docs },
    Check { name: "tests",   title: "unit, property and integration tests", needs: APPLICATION,       run: tests },
    Check { name: "desktop", title: "tests of the real window",             needs: &[SystemPackages, ScreenPackages, Screens, Driver],    run: desktop },
];

/// Names the files only: `cargo fmt` mends them, so the difference need not be read.
fn format() -> Result<Done, Error> {
    worked(Program::cargo().args(["fmt", "--all", "--", "--check", "-l"]))
}

fn types() -> Result<Done, Error> {
    worked(Program::npm().args(["run", "check"]))
}

fn ui() -> Result<Done, Error> {
    worked(Program::npm().arg("test"))
}

fn lints() -> Result<Done, Error> {
    worked(Program::cargo().arg("clippy").args(ALL).args(["--all-targets", "--", "-D", "warnings"]))
}

fn docs() -> Result<Done, Error> {
    worked(Program::cargo().arg("doc").args(ALL).arg("--no-deps").env("RUSTDOCFLAGS", "-D warnings"))
}

/// All but the tests of the window, which want the machine for themselves.
fn tests() -> Result<Done, Error> {
    let mut call = Program::cargo().arg("test").args(ALL).args(["--no-fail-fast", "--lib", "--bins", "--test", "it"]);
    // Each folder of `tests/` is one test target of the root package.
    let folder = place::root().join("tests");
    for entry in fs::read_dir(&folder).map_err(Error::at(&folder))?.flatten() {
        let name = entry.file_name();
        if name != "desktop" && entry.path().join("main.rs").exists() {
            call = call.arg("--test").arg(name);
        }
    }
    // Here a property tries the same cases on every machine; `cargo test` alone goes on exploring with others.
    worked(call.env("PROPTEST_RNG_SEED", "20261120"))
}

/// One after the other: each starts a display, a bus and the application.
fn desktop() -> Result<Done, Error> {
    worked(Program::cargo().arg("test").args(ALL).args([
        "--no-fail-fast",
        "--test",
        "desktop",
        "--",
        "--test-threads=1",
    ]))
}

fn worked(call: Program) -> Result<Done, Error> {
    call.run().map(|()| Done::Worked)
}

//! The screens: their locked packages and their build, each only when something has changed.

use std::fs;

use crate::error::Error;
use crate::place;
use crate::program::Program;
use crate::progress::Done;

/// What decides how `ui/dist` looks, within `ui/`.
const SOURCES: &[&str] = &[
    "src",
    "public",
    "index.html",
    "package.json",
    "package-lock.json",
    "vite.config.ts",
    "svelte.config.js",
    "tsconfig.json",
];

/// Installs exactly what the lock file says, when it or the version of Node differs from last time.
pub(crate) fn install() -> Result<Done, Error> {
    let lock = place::ui().join("package-lock.json");
    let stamp = place::ui().join("node_modules/.stamp");
    let node = Program::named("node").args(["--version"]).answer().unwrap_or_default();
    // The whole lock file: exact, and nothing to explain.
    let wanted = format!("node {node}\n{}", fs::read_to_string(&lock).map_err(Error::at(&lock))?);
    if fs::read_to_string(&stamp).is_ok_and(|last| last == wanted) {
        return Ok(Done::Ready);
    }
    Program::npm().args(["ci", "--no-audit", "--no-fund"]).run()?;
    fs::write(&stamp, wanted).map_err(Error::at(&stamp))?;
    Ok(Done::Worked)
}

/// Builds `ui/dist` when a source is younger than it.
pub(crate) fn build() -> Result<Done, Error> {
    let built = place::youngest(&place::ui().join("dist/index.html"));
    let changed = SOURCES.iter().filter_map(|source| place::youngest(&place::ui().join(source))).max();
    if built.is_some() && built >= changed {
        return Ok(Done::Ready);
    }
    Program::npm().args(["run", "build"]).run()?;
    Ok(Done::Worked)
}

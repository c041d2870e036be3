//! `cargo xtask run`: from a fresh machine to Bridgewatch on the sample workspace.
//!
//! With a display the application opens. Without one the same application is played through the real window on a virtual
//! display, and what a person would have seen is left in a folder.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::program::Program;
use crate::progress::{Done, Progress, clock};
use crate::system::Purpose;
use crate::{driver, place, screens, system};

/// The test that plays the main job.
const WALK: &str = "walk::the_main_job_from_declare_to_exported_review";

/// What the command line asked for.
#[derive(Default)]
struct Wish {
    release: bool,
    walk: bool,
    out: Option<PathBuf>,
}

/// Sets up, builds, and shows the application.
pub(crate) fn run(options: &[String]) -> Result<(), Error> {
    let wish = wish(options)?;
    if wish.walk || !system::has_display() { walk(wish.out) } else { open(wish.release) }
}

fn wish(options: &[String]) -> Result<Wish, Error> {
    let mut wish = Wish::default();
    let mut words = options.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--release" => wish.release = true,
            "--walk" => wish.walk = true,
            "--out" => {
                let folder = words.next().ok_or_else(|| Error::Usage("`--out` wants a folder".to_owned()))?;
                wish.out = Some(std::path::absolute(folder).map_err(Error::at(Path::new(folder)))?);
            }
            other => return Err(Error::Usage(format!("`run` has no option `{other}`"))),
        }
    }
    Ok(wish)
}

fn open(release: bool) -> Result<(), Error> {
    let mut progress = Progress::of(5);
    progress.step("system packages", || system::install(&[Purpose::Application])).0?;
    progress.step("packages of the screens, as locked", screens::install).0?;
    progress.step("screens", screens::build).0?;
    progress.step("application (the first time takes minutes)", || build(release, &[])).0?;
    progress
        .step("Bridgewatch on the sample workspace; Quit in its tray menu, or Ctrl+C here, ends it", || {
            // What is tried out here stays out of the person's own journal.
            let journal = place::target().join("run");
            Program::named(place::built("bridgewatch", release))
                .args(["--workspace", "sample", "--data"])
                .args([journal])
                .run()?;
            Ok(Done::Worked)
        })
        .0?;
    Ok(())
}

/// Builds the application and `bwatch`, and in the same call, so that nothing is built twice, other programs of the house.
pub(crate) fn build(release: bool, beside: &[&str]) -> Result<Done, Error> {
    let profile = release.then_some("--release");
    Program::cargo()
        .args(["build", "--locked", "--features", "custom-protocol", "--bin", "bridgewatch", "--bin", "bwatch"])
        .args(beside.iter().flat_map(|program| ["--bin", program]))
        .args(profile)
        .run()?;
    Ok(Done::Worked)
}

fn walk(out: Option<PathBuf>) -> Result<(), Error> {
    println!("An incident is played through the real window on a virtual display.");
    let folder = match out {
        Some(folder) => folder,
        None => emptied(place::target().join("walk"))?,
    };
    let mut progress = Progress::of(6);
    progress.step("system packages", || system::install(&[Purpose::Application, Purpose::Window])).0?;
    progress.step("driver of the window", driver::install).0?;
    progress.step("packages of the screens, as locked", screens::install).0?;
    progress.step("screens", screens::build).0?;
    progress
        .step("application and its tests (the first time takes minutes)", || window_test(&["--no-run"], &folder))
        .0?;
    progress.step("the walk", || window_test(&["--", WALK, "--exact", "--nocapture"], &folder)).0?;

    println!("\nThe walk took its steps; {} in all. Screenshots and the exported review:", clock(progress.elapsed()));
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder).map_err(Error::at(&folder))?.flatten().map(|entry| entry.path()).collect();
    files.sort();
    for file in files {
        println!("  {}", file.display());
    }
    println!("in {}", folder.display());
    Ok(())
}

/// The same call as in `cargo xtask test`, so that nothing is built twice.
fn window_test(arguments: &[&str], folder: &Path) -> Result<Done, Error> {
    Program::cargo()
        .args(["test", "--workspace", "--locked", "--features", "custom-protocol", "--test", "desktop"])
        .args(arguments)
        .env("BRIDGEWATCH_WALK_FOLDER", folder)
        .run()?;
    Ok(Done::Worked)
}

/// The folder, without what an earlier walk left.
fn emptied(folder: PathBuf) -> Result<PathBuf, Error> {
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Error::at(&folder))?;
    }
    fs::create_dir_all(&folder).map_err(Error::at(&folder))?;
    Ok(folder)
}

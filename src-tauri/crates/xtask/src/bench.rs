//! `cargo xtask bench`: how fast and how large the application is, each figure beside what it is compared with.
//!
//! Everything is built as it ships; nothing in the application knows that it is measured. The table goes to the terminal,
//! into `docs/measured.md`, and with a picture of both windows into the folder that `--out` names.

mod bare;
mod desktop;
mod family;
mod machine;
mod picture;
mod sheet;
mod start;
mod window;

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::program::Program;
use crate::progress::{Done, Progress, clock};
use crate::system::Purpose;
use crate::{place, run, screens, system};
use sheet::Sheet;

/// Real runbooks, beside the checkout where they are.
const RUNBOOKS: &str = "../shared/data/runbooks-prometheus-operator";

/// What the command line asked for.
struct Wish {
    out: PathBuf,
    /// How often each window is started.
    rounds: usize,
}

/// Sets up, builds, measures and writes the table.
pub(crate) fn bench(options: &[String]) -> Result<(), Error> {
    let wish = wish(options)?;
    fs::create_dir_all(&wish.out).map_err(Error::at(&wish.out))?;
    let mut sheet = Sheet::default();
    let mut progress = Progress::of(9);
    progress.step("system packages", || system::install(&[Purpose::Application, Purpose::Window])).0?;
    progress.step("packages of the screens, as locked", screens::install).0?;
    progress.step("screens", screens::build).0?;
    progress.step("application, as it ships (the first time takes minutes)", || run::build(true, &["meter"])).0?;
    progress.step("a bare window of the same Tauri (the first time takes minutes)", bare::build).0?;
    progress.step("windows: start and memory", || window::measure(&wish.out, wish.rounds, &mut sheet)).0?;
    progress.step("a year of rotations", || meter(&["year"], &mut sheet)).0?;
    progress.step("search in real runbooks", || search(&mut sheet)).0?;
    progress.step("the table", || write(&sheet, &wish.out)).0?;
    println!(
        "\n{}\nin docs/measured.md and in {}; {} in all",
        sheet.table(),
        wish.out.display(),
        clock(progress.elapsed())
    );
    Ok(())
}

fn wish(options: &[String]) -> Result<Wish, Error> {
    let mut wish = Wish { out: place::target().join("measured"), rounds: 7 };
    for pair in options.chunks(2) {
        match pair {
            [option, folder] if option == "--out" => {
                wish.out = std::path::absolute(folder).map_err(Error::at(Path::new(folder)))?;
            }
            [option, rounds] if option == "--rounds" => {
                let count = rounds.parse().ok().filter(|rounds| *rounds > 0);
                wish.rounds =
                    count.ok_or_else(|| Error::Usage(format!("`--rounds {rounds}`: give a number from 1")))?;
            }
            _ => return Err(Error::Usage(format!("`bench` does not understand `{}`", pair.join(" ")))),
        }
    }
    Ok(wish)
}

fn search(sheet: &mut Sheet) -> Result<Done, Error> {
    let runbooks = place::root().join(RUNBOOKS);
    if !runbooks.is_dir() {
        println!("      skipped: {RUNBOOKS} is not beside this checkout");
        sheet.add("- **Search:** not measured, because the real runbooks were not beside the checkout.\n");
        return Ok(Done::Ready);
    }
    let scratch = place::target().join("measured-index");
    meter(&["search", &runbooks.to_string_lossy(), &scratch.to_string_lossy()], sheet)
}

/// Runs the part that needs no window, and adds its rows.
fn meter(arguments: &[&str], sheet: &mut Sheet) -> Result<Done, Error> {
    sheet.add(&Program::named(place::built("meter", true)).args(arguments).told()?);
    Ok(Done::Worked)
}

fn write(sheet: &Sheet, out: &Path) -> Result<Done, Error> {
    let text = sheet.document();
    for path in [place::root().join("docs/measured.md"), out.join("measured.md")] {
        fs::write(&path, &text).map_err(Error::at(&path))?;
    }
    Ok(Done::Worked)
}

//! `cargo xtask bench`: how fast and how large the application is, each figure beside what it is compared with.
//!
//! Everything is built as it ships; nothing in the application knows that it is measured. The table goes to the terminal,
//! into `docs/measured.md`, and with a picture of both windows into the folder that `--out` names. What was measured apart,
//! with `--only`, takes the place of its own rows there and leaves the others as they are.

mod bare;
mod desktop;
mod family;
mod machine;
mod part;
mod picture;
mod remote;
mod scroll;
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
use part::Part;
use sheet::Sheet;

/// Real runbooks, beside the checkout where they are.
const RUNBOOKS: &str = "../shared/data/runbooks-prometheus-operator";

/// What the command line asked for.
struct Wish {
    out: PathBuf,
    /// How often each window is started.
    rounds: usize,
    /// What is measured; everything where it is empty.
    only: Vec<Part>,
}

impl Wish {
    fn has(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }
}

/// Sets up, builds, measures and writes the table.
pub(crate) fn bench(options: &[String]) -> Result<(), Error> {
    let wish = wish(options)?;
    fs::create_dir_all(&wish.out).map_err(Error::at(&wish.out))?;
    let mut sheet = Sheet::default();
    let has_windows = Part::EACH.into_iter().any(|part| part.has_window() && wish.has(part));
    let parts = Part::EACH.into_iter().filter(|part| wish.has(*part)).count();
    let mut progress = Progress::of(2 + parts + if has_windows { 4 } else { 0 });
    if has_windows {
        progress.step("system packages", || system::install(&[Purpose::Application, Purpose::Window])).0?;
        progress.step("packages of the screens, as locked", screens::install).0?;
        progress.step("screens", screens::build).0?;
        progress.step("application, as it ships (the first time takes minutes)", || run::build(true, &["meter"])).0?;
        progress.step("a bare window of the same Tauri (the first time takes minutes)", bare::build).0?;
    } else {
        progress.step("meter and `bwatch`, as they ship (the first time takes minutes)", part::build).0?;
    }
    for part in Part::EACH.into_iter().filter(|part| wish.has(*part)) {
        progress.step(part.title(), || measure(part, &wish, &mut sheet)).0?;
    }
    progress.step("the table", || write(&sheet, &wish)).0?;
    println!(
        "\n{}\nin docs/measured.md and in {}; {} in all",
        sheet.table(),
        wish.out.display(),
        clock(progress.elapsed())
    );
    Ok(())
}

fn wish(options: &[String]) -> Result<Wish, Error> {
    let mut wish = Wish { out: place::target().join("measured"), rounds: 7, only: Vec::new() };
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
            [option, name] if option == "--only" => wish.only.push(Part::named(name)?),
            _ => return Err(Error::Usage(format!("`bench` does not understand `{}`", pair.join(" ")))),
        }
    }
    Ok(wish)
}

fn measure(part: Part, wish: &Wish, sheet: &mut Sheet) -> Result<Done, Error> {
    let load = machine::load();
    let done = match part {
        Part::Windows => window::measure(&wish.out, wish.rounds, sheet),
        Part::Year => meter(&["year"], sheet),
        Part::Search => search(sheet),
        Part::Sync => {
            let (scratch, bwatch) = (scroll::scratch(), place::built("bwatch", true));
            meter(&["sync", &scratch.to_string_lossy(), &bwatch.to_string_lossy()], sheet)
        }
        Part::Scroll => scroll::measure(sheet),
        Part::Publish => {
            let (sample, scratch) = (place::root().join("sample"), place::target().join("measured-updates"));
            meter(&["publish", &sample.to_string_lossy(), &scratch.to_string_lossy()], sheet)
        }
    };
    if !wish.only.is_empty() {
        sheet.apart(&machine::apart(part.name(), &load));
    }
    done
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

fn write(sheet: &Sheet, wish: &Wish) -> Result<Done, Error> {
    let document = place::root().join("docs/measured.md");
    let known = fs::read_to_string(&document).unwrap_or_default();
    let apart = if wish.only.is_empty() { None } else { sheet.within(&known) };
    let text = apart.unwrap_or_else(|| sheet.document());
    for path in [document, wish.out.join("measured.md")] {
        fs::write(&path, &text).map_err(Error::at(&path))?;
    }
    Ok(Done::Worked)
}

//! The application's window and the bare one, started in turns on one desktop: time, memory, and work while nothing happens.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::desktop::Desktop;
use super::sheet::{Sheet, ratio};
use super::start::{CALM, start};
use super::{bare, family, machine};
use crate::error::Error;
use crate::place;
use crate::progress::Done;

/// How long a settled window is left alone, for what it still has to do: scroll bars fade, workers take their first look.
const LULL: Duration = Duration::from_secs(4);
/// Then for so long its work is counted, and at the end its memory.
const REST: Duration = Duration::from_secs(5);

/// What is started.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The bare window.
    Bare,
    /// The application with the databases of an earlier start.
    Again,
    /// The application without databases: the very first start.
    First,
}

/// What one start gave.
struct Sample {
    /// Milliseconds until the window covered its place.
    shown: f64,
    /// Milliseconds until the first usable frame.
    usable: f64,
    /// Megabytes.
    memory: f64,
    /// Milliseconds of processor time in each second of rest.
    work: f64,
    /// Megabytes by process.
    parts: String,
}

/// Measures, and adds the rows.
pub(super) fn measure(out: &Path, rounds: usize, sheet: &mut Sheet) -> Result<Done, Error> {
    if !cfg!(target_os = "linux") {
        println!("      skipped: windows are measured on Linux only, on a virtual display");
        sheet.add("- **Windows:** not measured on this system.\n");
        return Ok(Done::Ready);
    }
    let load = machine::load();
    let desktop = Desktop::start()?;
    let (mut bare, mut again, mut first) = (Vec::new(), Vec::new(), Vec::new());
    // The first round warms the caches of the disk up, makes the databases, and does not count.
    for round in 0..=rounds {
        let picture = (round == 0).then_some(out);
        let three = [Kind::Bare, Kind::Again, Kind::First].map(|kind| sample(&desktop, kind, picture));
        let [one, two, three] = three;
        let (one, two, three) = (one?, two?, three?);
        let state = if round == 0 { "warm-up".to_owned() } else { format!("{round} of {rounds}") };
        println!(
            "      {state}: bare {:.0} ms, application {:.0} ms, its very first start {:.0} ms",
            one.usable, two.usable, three.usable
        );
        if round > 0 {
            bare.push(one);
            again.push(two);
            first.push(three);
        }
    }
    rows(sheet, &bare, &again, &first);
    notes(sheet, &bare, &again, &load);
    Ok(Done::Worked)
}

/// One start, from nothing to the end of all its processes.
fn sample(desktop: &Desktop, kind: Kind, picture: Option<&Path>) -> Result<Sample, Error> {
    let mut display = desktop.look()?;
    let started = start(&mut command(desktop, kind)?, &mut display)?;
    let id = started.program.id();
    sleep(LULL);
    let (rested, before) = (Instant::now(), family::ticks(id));
    sleep(REST);
    let work = number(family::ticks(id).saturating_sub(before) * 10) / rested.elapsed().as_secs_f64();
    let parts = family::parts(id);
    let memory = number(parts.iter().map(|(_, kb)| kb).sum()) / 1024.0;
    if let Some(folder) = picture {
        let name = match kind {
            Kind::Bare => "bare.xwd",
            Kind::Again => "application.xwd",
            Kind::First => "first-start.xwd",
        };
        display.copy(&folder.join(name))?;
    }
    family::end(started.program);
    let ms = |span: Duration| span.as_secs_f64() * 1000.0;
    let parts: Vec<String> = parts.iter().map(|(name, kb)| format!("{name} {}", kb / 1024)).collect();
    Ok(Sample { shown: ms(started.shown), usable: ms(started.usable), memory, work, parts: parts.join(" + ") })
}

fn command(desktop: &Desktop, kind: Kind) -> Result<Command, Error> {
    if kind == Kind::Bare {
        return Ok(desktop.command(bare::program()));
    }
    let databases = desktop.folder().join(if kind == Kind::First { "first" } else { "databases" });
    if kind == Kind::First && databases.exists() {
        fs::remove_dir_all(&databases).map_err(Error::at(&databases))?;
    }
    let mut command = desktop.command(place::built("bridgewatch", true));
    command.args(["--workspace", "sample", "--data"]).arg(databases);
    Ok(command)
}

fn rows(sheet: &mut Sheet, bare: &[Sample], again: &[Sample], first: &[Sample]) {
    let mut row = |what: &str, ours: &[Sample], of: fn(&Sample) -> f64, unit: &str| {
        let (ours, theirs) = (Spread::of(ours, of), Spread::of(bare, of));
        let ratio = ratio(ours.middle, theirs.middle);
        let (ours, theirs) = (ours.words(unit), theirs.words(unit));
        sheet.add(&format!("| {what} | {ours} | a bare Tauri window | {theirs} | {ratio} |"));
    };
    row("Start to first usable frame", again, |one| one.usable, "ms");
    row("The very first start, databases made", first, |one| one.usable, "ms");
    row("Start until the window stands, with whatever in it", again, |one| one.shown, "ms");
    row("Resident memory (PSS, all processes)", again, |one| one.memory, "MB");
    row("Processor time while nothing happens", again, |one| one.work, "ms/s");
}

fn notes(sheet: &mut Sheet, bare: &[Sample], again: &[Sample], load: &str) {
    let parts = |samples: &[Sample]| samples.last().map(|one| one.parts.clone()).unwrap_or_default();
    sheet.add(&format!(
        "- **Start:** from the call that starts the process to the first frame that looks as the window then stays in 99.5 % \
         of its pixels (clocks tick, scroll bars fade). For the application that is Watch of the sample workspace with what \
         the backend answered, for the bare window its one static page. Both are seen from outside, in the memory of the \
         virtual display, every 4 ms: nothing in either takes part. Median (least to most) of {} starts, in turns on one \
         desktop, new processes each time, files in the page cache, after one round to warm up. The application's last \
         process was ended by a signal, so each start also recovers the databases' logs.",
        again.len()
    ));
    sheet.add(&format!(
        "- **Memory and processor time:** of the program and everything that it started, over {} seconds of rest that begin \
         {} seconds after that frame; what processes share counts in parts. The application ticks its clocks each second \
         then. Megabytes of the last round: application {}; bare {}.",
        REST.as_secs(),
        (CALM + LULL).as_secs(),
        parts(again),
        parts(bare)
    ));
    sheet
        .add(&format!("- **Load:** {load} over the minute before the windows were measured; a machine at rest has 0."));
}

/// Least, middle and most of several values.
struct Spread {
    least: f64,
    middle: f64,
    most: f64,
}

impl Spread {
    fn of(samples: &[Sample], value: fn(&Sample) -> f64) -> Self {
        let mut values: Vec<f64> = samples.iter().map(value).collect();
        values.sort_by(f64::total_cmp);
        let at = |place: usize| values.get(place).copied().unwrap_or_default();
        Self { least: at(0), middle: at(values.len() / 2), most: at(values.len().saturating_sub(1)) }
    }

    fn words(&self, unit: &str) -> String {
        format!("{:.0} {unit} ({:.0} to {:.0})", self.middle, self.least, self.most)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a machine are far below what a float can count")]
fn number(count: u64) -> f64 {
    count as f64
}

//! Scrolling the month view of a large organisation in the real window, beside a bare page of as many plain boxes in a bare
//! window of the same Tauri.
//!
//! The page itself tells when its frames came, by the instants that `requestAnimationFrame` hands out.

use std::path::PathBuf;

use super::bare;
use super::desktop::Desktop;
use super::remote::Remote;
use super::sheet::{Sheet, ratio};
use crate::error::Error;
use crate::place;
use crate::progress::Done;

/// What scrolls in either page.
const SCROLL: &str = include_str!("scroll.js");
/// Opens the month view by its keys, and waits until its rows were drawn.
const MONTH: &str = r#"
const press = (key, ctrlKey) =>
  document.body.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, bubbles: true, cancelable: true }));
const open = async () => {
  await until(() => document.querySelector("main"));
  press("5", true);
  await until(() => document.querySelector(".calendar"));
  press("m", false);
  await until(() => document.querySelector(".calendar[data-unit=month] .seg"));
  return document.querySelector(".scroller");
};
"#;
/// As many boxes of the same height, in a box that scrolls.
const PLAIN: &str = r#"
const open = async () => {
  const box = document.createElement("div");
  box.style.cssText = "position: fixed; inset: 0; overflow: auto";
  for (let number = 0; number < 2000; number += 1) {
    const row = document.createElement("div");
    row.style.height = "36px";
    row.textContent = `Schedule ${number}`;
    box.append(row);
  }
  document.body.replaceChildren(box);
  return box;
};
"#;
/// What both do then.
const RUN: &str = r"
const done = arguments[arguments.length - 1];
open().then(async (box) => { await rest(2000); done(words(await roll(box), box)); }, (trouble) => done(`failed: ${trouble.message}`));
";

/// What one page told.
struct Rolled {
    frames: f64,
    milliseconds: f64,
    longest: f64,
    median: f64,
}

/// Where the part that syncs leaves its workspace and its databases.
pub(super) fn scratch() -> PathBuf {
    place::target().join("measured-sync")
}

/// Measures, and adds the rows.
pub(super) fn measure(sheet: &mut Sheet) -> Result<Done, Error> {
    if !cfg!(target_os = "linux") {
        println!("      skipped: windows are measured on Linux only, on a virtual display");
        sheet.add("- **Scrolling:** not measured on this system.\n");
        return Ok(Done::Ready);
    }
    let (workspace, databases) = (scratch().join("workspace"), scratch().join("databases"));
    if !databases.join("cache.db").is_file() {
        return Err(Error::Usage("what `--only sync` leaves is not there; measure that part first".to_owned()));
    }
    let desktop = Desktop::start()?;
    let words = |path: PathBuf| path.to_string_lossy().into_owned();
    let arguments = ["--workspace".to_owned(), words(workspace), "--data".to_owned(), words(databases)];
    let ours = rolled(&Remote::start(&desktop, &place::built("bridgewatch", true), &arguments)?, MONTH)?;
    let theirs = rolled(&Remote::start(&desktop, &bare::program(), &[])?, PLAIN)?;
    let mut row = |what: &str, ours: String, theirs: String, ratio: String| {
        let comparison = "2,000 plain boxes in a bare Tauri window";
        sheet.add(&format!(
            "| Scrolling the month of 2,000 rotations: {what} | {ours} | {comparison} | {theirs} | {ratio} |"
        ));
    };
    let frames = |page: &Rolled| format!("{:.0} in {:.1} s", page.frames, page.milliseconds / 1000.0);
    let rate = |page: &Rolled| page.frames / page.milliseconds;
    let longest = |page: &Rolled| format!("{:.0} ms (median {:.0} ms)", page.longest, page.median);
    row("frames", frames(&ours), frames(&theirs), ratio(rate(&ours), rate(&theirs)));
    row("longest frame", longest(&ours), longest(&theirs), ratio(ours.longest, theirs.longest));
    sheet.add(
        "- **Scrolling:** the month view of Rotations, opened by its keys in the real window on the databases that the sync \
         left, scrolled at 3,000 pixels a second, 83 rows, for five seconds after two of rest; each frame is one call of \
         `requestAnimationFrame`, by the instant that it is handed. Of frames more is better. The bare page scrolls as many \
         boxes of one text each, at the same speed; both windows are drawn by the processor, ours without \
         layers (`src-tauri/src/drawing.rs`), the bare one as Tauri opens it. Rows are drawn, and their \
         shifts asked for, only while they are in sight.\n",
    );
    Ok(Done::Worked)
}

fn rolled(window: &Remote, open: &str) -> Result<Rolled, Error> {
    let told = window.ask(&format!("{SCROLL}{open}{RUN}"))?;
    let numbers: Vec<f64> = told.split(' ').filter_map(|word| word.parse().ok()).collect();
    match numbers.as_slice() {
        // Whoever did not get far had nothing to scroll.
        &[frames, milliseconds, longest, median, reached] if reached > 10_000.0 => {
            Ok(Rolled { frames, milliseconds, longest, median })
        }
        _ => Err(Error::Failed { call: "scrolling".to_owned(), status: told }),
    }
}

//! Who is on call now, from a cold start: a process that opens the databases, answers, and ends.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant as Stopwatch};

use serde_json::Value;

use crate::row::{Figure, Measured, Sorted, grouped, row, words};

const ROUNDS: usize = 7;

/// Asks again and again; every rotation must have an answer each time.
pub(crate) fn measure(bwatch: &Path, workspace: &Path, folder: &Path, rotations: usize) -> Result<Measured, String> {
    let ask = || {
        let mut command = Command::new(bwatch);
        command.args(["--json", "--workspace"]).arg(workspace).arg("--data").arg(folder).arg("oncall");
        // Named here, so that no keychain is asked.
        command.env("BRIDGEWATCH_PAGER_TOKEN", "none").env("BRIDGEWATCH_PAGER_ROUTING_KEY", "none");
        command
    };
    let start = || {
        let mut command = Command::new(bwatch);
        command.arg("--version");
        command
    };
    let read = || {
        let mut command = Command::new(std::env::current_exe().unwrap_or_else(|_| "meter".into()));
        command.arg("read").arg(folder);
        command
    };
    let (answer, _) = timed(&mut ask())?;
    let lines = serde_json::from_slice::<Value>(&answer).ok().and_then(|lines| lines.as_array().map(Vec::len));
    if lines != Some(rotations) {
        return Err(format!("{lines:?} answers for {rotations} rotations"));
    }
    let mut spans: [Vec<Duration>; 3] = Default::default();
    for _ in 0..ROUNDS {
        let three = [timed(&mut ask())?.1, timed(&mut start())?.1, timed(&mut read())?.1];
        for (spans, span) in spans.iter_mut().zip(three) {
            spans.push(span);
        }
    }
    let [ours, start, read] = spans.map(|spans| figure(&Sorted::of(spans)));
    let what = format!("Who is on call now in {} rotations, from a cold start", grouped(rotations));
    let rows = row(&what, &ours, "`bwatch --version`, which only starts", &start)
        + &row(&what, &ours, "a process that only reads the file of the cache", &read);
    let how = format!(
        "- **Who is on call now:** `bwatch oncall --json` as a process of its own, from its start to its end, on what the \
         sync left: {} of databases. Median (least to most) of {ROUNDS}, in turns with the two others, files in the page \
         cache; none of them asked the server.\n",
        megabytes(folder)
    );
    Ok(Measured { rows, how })
}

/// Reads the file of the cache to its end, and says how long it is: `meter read FOLDER`.
pub(crate) fn read(folder: &Path) -> Result<String, String> {
    let bytes = fs::read(folder.join("cache.db")).map_err(|trouble| trouble.to_string())?;
    Ok(format!("{}\n", bytes.len()))
}

fn timed(command: &mut Command) -> Result<(Vec<u8>, Duration), String> {
    let stopwatch = Stopwatch::now();
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let took = stopwatch.elapsed();
    let output = output.map_err(|trouble| format!("{}: {trouble}", command.get_program().display()))?;
    let failed = || format!("{}: {}", command.get_program().display(), output.status);
    if output.status.success() { Ok((output.stdout, took)) } else { Err(failed()) }
}

fn figure(spans: &Sorted) -> Figure {
    let [least, middle, most] = [0, 50, 100].map(|percent| spans.percentile(percent));
    Figure { span: middle, words: format!("{} ({} to {})", words(middle), words(least), words(most)) }
}

/// All files of a folder.
fn megabytes(folder: &Path) -> String {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let bytes: u64 = files.filter_map(|file| file.metadata().ok()).map(|file| file.len()).sum();
    format!("{} MB", bytes / 1_000_000)
}

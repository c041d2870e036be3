//! Search while typing, over real runbooks: the engine's own answer for each key press, as the screen asks for it.
//!
//! Compared with what `grep` does: read every file for each key press and look for every word in any case. And with the same
//! scan over texts that are kept in memory, which is the least that any search can cost, and gives no order, no snippet and
//! no second try for a word that was mistyped.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant as Stopwatch};

use engine::engine::Engine;
use engine::port::SessionVault;

use crate::row::{Figure, Sorted, row, words};

/// What a lead types while something burns; the last two are mistyped.
const QUERIES: &[&str] = &[
    "KubePodCrashLooping",
    "node filesystem almost out of space",
    "etcd no leader",
    "prometheus remote write behind",
    "alertmanager failed to send",
    "certificate expiring",
    "persistent volume filling up",
    "api server latency",
    "memory pressure",
    "cpu throttling",
    "clock skew",
    "target down",
    "replicas mismatch",
    "job failed",
    "raid degraded",
    "network interface flapping",
    "kubelt",
    "promethues restart",
];
const ROUNDS: usize = 5;

/// What one collection of runbooks gave.
struct Figures {
    files: usize,
    bytes: usize,
    index: Duration,
    search: Sorted,
    files_scanned: Sorted,
    memory_scanned: Sorted,
}

/// Measures, and gives the rows. `runbooks` holds a folder `runbooks/`; copies and databases go into `scratch`.
pub(crate) fn measure(runbooks: &Path, scratch: &Path) -> Result<String, String> {
    let figures = figures(runbooks, scratch).map_err(|trouble| trouble.to_string())?;
    let Figures { files, bytes, index, search, files_scanned, memory_scanned } = figures;
    let of = format!("{files} real runbooks");
    let scan = files_scanned.median();
    let what = format!("Search in {of}, one key press");
    let once = |span: Duration| Figure { span, words: words(span) };
    let first = format!("Reading and indexing {of}, from nothing");
    Ok(row(&first, &once(index), "one scan of the files, any case", &once(scan))
        + &row(&what, &search.spread(), "the same scan at each key press", &files_scanned.spread())
        + &row(&what, &search.spread(), "a scan of texts kept in memory", &memory_scanned.spread())
        + &how(bytes))
}

fn how(bytes: usize) -> String {
    format!(
        "- **Search:** `Engine::search_runbooks` (ranked, with snippets, and a second try for mistyped words) for every \
         beginning of {} queries, as if typed letter by letter: {} key presses, {ROUNDS} rounds, all of them counted. {} kB \
         of Markdown from the Prometheus operator's runbooks. A scan reads every file and looks for every word in any case; \
         it neither ranks nor shows where. Index: median of {ROUNDS} with an empty cache each, on disk, files in the page \
         cache; it is built once and then follows changed files only. Ratios are of medians.\n",
        QUERIES.len(),
        typed().count(),
        bytes / 1000
    )
}

fn figures(runbooks: &Path, scratch: &Path) -> Result<Figures, Box<dyn std::error::Error>> {
    let mut index = Vec::new();
    let mut engine = None;
    for round in 0..ROUNDS {
        let opened = open(runbooks, &scratch.join(format!("index-{round}")))?;
        let stopwatch = Stopwatch::now();
        opened.index_now()?;
        index.push(stopwatch.elapsed());
        engine = Some(opened);
    }
    let engine = engine.ok_or("no round")?;
    let files = markdown(&runbooks.join("runbooks"))?;
    let found = engine.search_runbooks("", None)?.pages as usize;
    if found != files.len() {
        return Err(format!("{} files, but {found} pages in the index", files.len()).into());
    }
    let texts: Vec<String> = files.iter().map(fs::read_to_string).collect::<Result<_, _>>()?;
    let bytes = texts.iter().map(String::len).sum();
    let texts: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();

    let ask = |text: &str| engine.search_runbooks(text, None).map_or(0, |view| view.hits.len());
    let in_files = |text: &str| {
        let read = files.iter().filter_map(|file| fs::read_to_string(file).ok());
        read.filter(|page| has_all(&page.to_lowercase(), text)).count()
    };
    let in_memory = |text: &str| texts.iter().filter(|page| has_all(page, text)).count();
    Ok(Figures {
        files: files.len(),
        bytes,
        index: Sorted::of(index).median(),
        search: timed(ask),
        files_scanned: timed(in_files),
        memory_scanned: timed(in_memory),
    })
}

/// How long each key press takes, over all rounds, after one round to warm up.
fn timed(ask: impl Fn(&str) -> usize) -> Sorted {
    for text in typed() {
        black_box(ask(text));
    }
    let mut spans = Vec::new();
    for _ in 0..ROUNDS {
        for text in typed() {
            let stopwatch = Stopwatch::now();
            black_box(ask(black_box(text)));
            spans.push(stopwatch.elapsed());
        }
    }
    Sorted::of(spans)
}

/// Every beginning of every query.
fn typed() -> impl Iterator<Item = &'static str> {
    QUERIES.iter().flat_map(|query| (1..=query.len()).filter_map(|end| query.get(..end)))
}

fn has_all(page: &str, text: &str) -> bool {
    text.split_whitespace().all(|word| page.contains(&word.to_lowercase()))
}

fn open(workspace: &Path, folder: &Path) -> Result<Engine, Box<dyn std::error::Error>> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(crate::open::open(workspace, folder, SessionVault::default())?)
}

fn markdown(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in folder.read_dir()? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(markdown(&path)?);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

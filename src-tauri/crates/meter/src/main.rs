//! Measures what needs no window: `meter year`, `meter search RUNBOOKS SCRATCH`, `meter sync SCRATCH BWATCH`, and
//! `meter publish SAMPLE SCRATCH`.
//!
//! `serve`, `pull`, `plain` and `read` are parts of the sync, which starts them as processes of their own, so that no
//! part counts in what another takes. It prints rows of a Markdown table, each with its comparison and the ratio, and below them one list item on how it was
//! measured. `cargo xtask bench` builds it in one call with the application and puts the rows in order.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line talks to its terminal")]

mod cold;
mod http;
mod open;
mod publish;
mod row;
mod search;
mod sync;
mod year;

use std::path::Path;
use std::process::ExitCode;

const USAGE: &str =
    "meter year | meter search RUNBOOKS SCRATCH | meter sync SCRATCH BWATCH | meter publish SAMPLE SCRATCH";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["year"] => year::measure(),
        ["search", runbooks, scratch] => search::measure(Path::new(runbooks), Path::new(scratch)),
        ["sync", scratch, bwatch] => sync::measure(Path::new(scratch), Path::new(bwatch)),
        ["publish", sample, scratch] => publish::measure(Path::new(sample), Path::new(scratch)),
        ["serve"] => sync::host::serve(),
        ["pull", workspace, folder] => sync::pull::twice(Path::new(workspace), Path::new(folder)),
        ["plain", address] => sync::plain::fetch(address),
        ["read", folder] => cold::read(Path::new(folder)),
        _ => Err(USAGE.to_owned()),
    };
    match outcome {
        Ok(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        Err(trouble) => {
            eprintln!("meter: {trouble}");
            ExitCode::FAILURE
        }
    }
}

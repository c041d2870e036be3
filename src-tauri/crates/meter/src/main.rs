//! Measures what needs no window: `meter year`, and `meter search RUNBOOKS SCRATCH`.
//!
//! It prints rows of a Markdown table, each with its comparison and the ratio, and below them one list item on how it was
//! measured. `cargo xtask bench` builds it in one call with the application and puts the rows in order.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line talks to its terminal")]

mod row;
mod search;
mod year;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["year"] => year::measure(),
        ["search", runbooks, scratch] => search::measure(Path::new(runbooks), Path::new(scratch)),
        _ => Err("meter year | meter search RUNBOOKS SCRATCH".to_owned()),
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

//! The one door for set-up, run, test and bench: `cargo xtask COMMAND`.
//!
//! It has no dependency, knows no crate of the application, and decides nothing about it: each step is a call of the tool
//! that a person would call, and is printed as such.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line talks to its terminal")]

mod bench;
mod driver;
mod error;
mod place;
mod program;
mod progress;
mod run;
mod screens;
mod system;
mod test;
mod toolchain;

use std::process::ExitCode;

use crate::error::Error;

const HELP: &str = "\
Usage: cargo xtask COMMAND [OPTIONS]

  run                     sets up the machine, builds, and opens Bridgewatch on the sample workspace;
                          without a display it plays an incident through the real window instead
      --release           optimised build (with a display)
      --walk              plays the incident even where there is a display
      --out DIR           where the walk leaves its screenshots and the review [target/walk]

  test                    sets up the machine and runs every check
      --only NAME         only this check; may be repeated
      --skip NAME         all but this check; may be repeated
      --list              names the checks

  bench                   sets up the machine, builds as it ships, measures, and writes docs/measured.md
      --rounds N          how often each window is started [7]
      --only PART         only this part, in the place of its own rows; may be repeated: windows, year, search, sync,
                          scroll (on what sync left), publish
      --out DIR           where the table and pictures of the windows are left [target/measured]

  help                    this text";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.split_first() {
        Some((command, options)) if command == "run" => run::run(options),
        Some((command, options)) if command == "test" => test::test(options),
        Some((command, options)) if command == "bench" => bench::bench(options),
        Some((command, _)) if ["help", "--help", "-h"].contains(&command.as_str()) => {
            println!("{HELP}");
            Ok(())
        }
        Some((command, _)) => Err(Error::Usage(format!("there is no command `{command}`"))),
        None => Err(Error::Usage("which command?".to_owned())),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error @ Error::Usage(_)) => {
            eprintln!("xtask: {error}\n\n{HELP}");
            ExitCode::from(2)
        }
        Err(error) => {
            eprintln!("\nxtask: {error}");
            ExitCode::FAILURE
        }
    }
}

//! `bwatch`: the same engine on the command line, for scripts, CI and tests. It contains no rule.
//!
//! Exit codes: 0 done, 1 the answer is no (problems found, nobody on call, a refusal), 2 bad usage, 3 something failed.

mod options;
mod output;
mod time;
mod verb;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::Parser;
use engine::engine::{Engine, Set};
use engine::error::{Code, Error};
use engine::keychain::Keychain;
use engine::place;
use engine::port::{Silent, SystemClock};

use options::{Options, Verb};
use output::Output;

/// What a verb came to.
pub(crate) enum Answer {
    /// Done, or yes.
    Yes,
    /// No: problems found, nobody on call, nothing found.
    No,
}

/// Why a verb ended early.
pub(crate) enum Stop {
    /// The words of the command line make no sense.
    Usage(String),
    /// A folder is missing.
    Folder(String),
    /// The engine could not, or would not.
    Engine(Error),
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Engine(error)
    }
}

fn main() -> ExitCode {
    let options = match Options::try_parse() {
        Ok(options) => options,
        Err(usage) => return refuse(&usage),
    };
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("BRIDGEWATCH_LOG").unwrap_or_else(|_| "error".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let output = Output { json: options.json };
    match run(&options, &output) {
        Ok(Answer::Yes) => ExitCode::SUCCESS,
        Ok(Answer::No) => ExitCode::from(1),
        Err(Stop::Usage(words)) => {
            output.trouble("usage", &words);
            ExitCode::from(2)
        }
        Err(Stop::Folder(words)) => {
            output.trouble("disk", &words);
            ExitCode::from(3)
        }
        Err(Stop::Engine(error)) => {
            let code = error.code();
            let name = serde_json::to_value(code).unwrap_or_default();
            output.trouble(name.as_str().unwrap_or_default(), &error.to_string());
            ExitCode::from(if matches!(code, Code::Refused | Code::NotFound) { 1 } else { 3 })
        }
    }
}

/// What clap says: help and version are answers, everything else is bad usage.
fn refuse(usage: &clap::Error) -> ExitCode {
    if usage.use_stderr() && std::env::args_os().any(|argument| argument == "--json") {
        let whole = usage.to_string();
        let first = whole.split("\n\n").next().unwrap_or_default();
        let words: Vec<&str> = first.trim_start_matches("error: ").split_whitespace().collect();
        Output { json: true }.trouble("usage", &words.join(" "));
    } else {
        // A terminal that went away needs no help.
        let _ = usage.print();
    }
    ExitCode::from(if usage.use_stderr() { 2 } else { 0 })
}

fn run(options: &Options, output: &Output) -> Result<Answer, Stop> {
    let zone = match &options.zone {
        Some(name) => {
            name.parse().map_err(|_| Stop::Usage(format!("`{name}` is no time zone. Write one like Europe/Paris.")))?
        }
        None => place::zone(),
    };
    let workspace = place::workspace(options.workspace().as_deref()).map_err(Stop::Folder)?;
    if let Verb::Check = options.verb {
        // Files alone are read, so that CI needs no folder for a journal.
        return verb::check::check(&workspace, output);
    }
    let folder = options.folder().map_or_else(place::default_folder, Ok).map_err(Stop::Folder)?;
    let engine = Engine::open(Set {
        workspace,
        folder,
        device: place::device(),
        zone,
        actor: options.actor.as_deref().map(Into::into),
        hold: Duration::ZERO,
        clock: Arc::new(SystemClock),
        notifier: Arc::new(Silent),
        vault: Arc::new(Keychain),
    })?;
    if let Some(actor) = options.actor.as_deref() {
        engine.must_know(&actor.into())?;
    }
    verb::run(&engine, &options.verb, output)
}

//! One file for each verb.

mod check;
mod connection;
mod cover;
mod incident;
mod outbox;
mod route;
mod sandbox;
mod search;
mod template;

use std::collections::BTreeMap;

use engine::engine::Engine;

use crate::options::Verb;
use crate::output::Output;
use crate::{Answer, Stop};

/// Runs a verb.
pub(crate) fn run(engine: &Engine, verb: &Verb, output: &Output) -> Result<Answer, Stop> {
    if !matches!(verb, Verb::Check) {
        let problems = engine.problems().len();
        if problems > 0 {
            output.note(&format!("The workspace's files have {problems} problems; `bwatch check` lists them."));
        }
    }
    match verb {
        Verb::Check => Ok(check::check(engine, output)),
        Verb::Oncall { at } => cover::on_call(engine, at.as_deref(), output),
        Verb::Shifts { rotation, from, to } => cover::shifts(engine, rotation, from.as_deref(), to.as_deref(), output),
        Verb::Route(seen) => route::route(engine, seen, output),
        Verb::Search { words } => search::search(engine, &words.join(" "), output),
        Verb::Template(verb) => template::run(engine, verb, output),
        Verb::Incident(verb) => incident::run(engine, verb, output),
        Verb::Outbox(verb) => outbox::run(engine, verb, output),
        Verb::Connections(verb) => connection::run(engine, verb, output),
        Verb::Sandbox(verb) => sandbox::run(engine, verb, output),
    }
}

/// Reads `name=value` pairs.
fn values(pairs: &[String]) -> Result<BTreeMap<String, String>, Stop> {
    pairs
        .iter()
        .map(|pair| {
            let (name, value) =
                pair.split_once('=').ok_or_else(|| Stop::Usage(format!("`--set {pair}`: write name=value.")))?;
            Ok((name.to_owned(), value.to_owned()))
        })
        .collect()
}

/// Reads a word with a function of the domain, or says which words there are.
fn word<T>(text: &str, what: &str, choices: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Stop> {
    read(text).ok_or_else(|| Stop::Usage(format!("`{text}` is no {what}. Write one of {choices}.")))
}

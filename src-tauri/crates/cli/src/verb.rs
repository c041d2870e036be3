//! One file for each verb.

mod cadence;
pub(crate) mod check;
mod connection;
mod cover;
mod coverage;
mod declaration;
mod dry_run;
mod fact;
mod incident;
mod launch;
mod load;
mod outbox;
mod pack;
mod page;
mod question;
mod report;
mod rests;
mod role;
mod route;
mod sandbox;
mod search;
mod shift;
mod stand_in;
mod status_page;
mod sync;
mod template;
mod tree;
mod update;
mod whom;

use std::collections::BTreeMap;
use std::time::Duration;

use domain::id::IncidentId;
use domain::span::Span;
use engine::engine::Engine;
use engine::error::Error;

use crate::options::Verb;
use crate::options::incident::IncidentVerb;
use crate::options::shift::ShiftVerb;
use crate::options::stretch::Stretch;
use crate::output::Output;
use crate::{Answer, Stop, time};

/// How long a verb waits for providers' schedules.
const PATIENCE: Duration = Duration::from_secs(5);

/// Runs a verb.
pub(crate) fn run(engine: &Engine, verb: &Verb, output: &Output) -> Result<Answer, Stop> {
    match engine.problems().len() {
        0 => {}
        1 => output.note("The workspace's files have a problem; `bwatch check` shows it."),
        problems => {
            output.note(&format!("The workspace's files have {problems} problems; `bwatch check` lists them."));
        }
    }
    if asks_who_is_on_call(verb) {
        refresh(engine, output)?;
    }
    match verb {
        Verb::Check => check::check(engine.workspace_folder(), output),
        Verb::Oncall { at } => cover::on_call(engine, at.as_deref(), output),
        Verb::Shifts { rotation, from, to } => cover::shifts(engine, rotation, from.as_deref(), to.as_deref(), output),
        Verb::Coverage(stretch) => coverage::coverage(engine, stretch, output),
        Verb::Load(stretch) => load::load(engine, stretch, output),
        Verb::Sync { connection } => sync::run(engine, connection.as_deref(), output),
        Verb::Page(asked) => page::page(engine, asked, output),
        Verb::Dial { incident } => page::dial(engine, incident.as_deref(), output),
        Verb::Calendar { rotation, person } => {
            stand_in::calendar(engine, rotation.as_deref(), person.as_deref(), output)
        }
        Verb::Overrides(verb) => stand_in::run(engine, verb, output),
        Verb::Shift(verb) => shift::run(engine, verb, output),
        Verb::Route(seen) => route::route(engine, seen, output),
        Verb::Tree(walked) => tree::tree(engine, walked, output),
        Verb::DryRun(asked) => dry_run::run(engine, asked, output),
        Verb::Launches { from, until } => launch::launches(engine, from.as_deref(), until.as_deref(), output),
        Verb::Search { words } => search::search(engine, words, output),
        Verb::Template(verb) => template::run(engine, verb, output),
        Verb::Incident(verb) => incident::run(engine, verb, output),
        Verb::Report(verb) => report::run(engine, verb, output),
        Verb::Role(verb) => role::run(engine, verb, output),
        Verb::Outbox(verb) => outbox::run(engine, verb, output),
        Verb::Connections(verb) => connection::run(engine, verb, output),
        Verb::Pack(verb) => pack::run(engine, verb, output),
        Verb::Update(verb) => update::run(engine, verb, output),
        Verb::Question(verb) => question::run(engine, verb, output),
        Verb::Fact(verb) => fact::run(engine, verb, output),
        Verb::Cadence { incident, verb } => cadence::run(engine, incident.as_deref(), verb.as_ref(), output),
        Verb::Pages(verb) => status_page::run(engine, verb, output),
        Verb::Sandbox(verb) => sandbox::run(engine, verb, output),
    }
}

/// Whether the answer depends on who is on call.
fn asks_who_is_on_call(verb: &Verb) -> bool {
    match verb {
        Verb::Shift(verb) => matches!(verb, ShiftVerb::Note { .. } | ShiftVerb::Offer { .. }),
        Verb::Oncall { .. }
        | Verb::Shifts { .. }
        | Verb::Route(_)
        | Verb::Page(_)
        | Verb::Calendar { .. }
        | Verb::Role(_)
        | Verb::Coverage(_)
        | Verb::Load(_)
        | Verb::DryRun(_) => true,
        Verb::Incident(verb) => {
            matches!(verb, IncidentVerb::Declare(_) | IncidentVerb::Page { .. } | IncidentVerb::Impact { .. })
        }
        _ => false,
    }
}

/// Reads the providers' schedules that are due, since no worker does it here. Whoever is out of reach is left behind:
/// what the cache has is shown with its age.
fn refresh(engine: &Engine, output: &Output) -> Result<(), Stop> {
    let runtime = runtime()?;
    // A keychain that waits for its owner keeps back more than any host: a little longer than the reading itself may take.
    let bound = PATIENCE + Duration::from_secs(2);
    let pulled = runtime.block_on(async { tokio::time::timeout(bound, engine.refresh(PATIENCE)).await });
    // A keychain that asks its owner something must not keep the answer back.
    runtime.shutdown_background();
    match pulled {
        Ok(Ok(true)) => {}
        Ok(Err(trouble)) => output.note(&format!("The schedules could not be refreshed: {trouble}")),
        Ok(Ok(false)) | Err(_) => output.note("A provider answers too slowly. What was last known is shown."),
    }
    Ok(())
}

/// The span that a stretch means; `whole` is it without any option.
fn span(engine: &Engine, stretch: &Stretch, whole: Span, weeks: i64) -> Result<Span, Stop> {
    let (zone, now) = (engine.zone(), engine.now());
    let from = stretch.from.as_deref().map(|text| time::read(text, zone, now)).transpose()?;
    let until =
        stretch.until.as_deref().map(|text| time::read_end(text, zone, now, from.unwrap_or(now))).transpose()?;
    if stretch.weeks == Some(0) || stretch.weeks.is_some_and(|weeks| weeks.abs() > 520) {
        return Err(Stop::Usage("`--weeks` must be a number of weeks, like 4 or -4, and at most 520.".to_owned()));
    }
    if from.is_none() && until.is_none() && stretch.weeks.is_none() {
        return Ok(whole);
    }
    let from = from.unwrap_or(whole.from);
    let far = chrono::Duration::weeks(stretch.weeks.unwrap_or(weeks));
    let other = until.unwrap_or(from + far);
    if stretch.weeks.is_none() && other <= from {
        return Err(Stop::Usage("`--until` must be after `--from`.".to_owned()));
    }
    Ok(Span::of(from.min(other), from.max(other)))
}

/// The incident that is meant: the one that is named, else the only one that is open; with none open, the only one that still
/// owes its closing.
fn meant_incident(engine: &Engine, named: Option<&str>) -> Result<IncidentId, Stop> {
    if let Some(id) = named {
        return Ok(id.into());
    }
    let (open, closing): (Vec<_>, Vec<_>) = engine.on_the_desk()?.into_iter().partition(|(_, is_open)| *is_open);
    let (meant, how) = if open.is_empty() { (closing, "still owe their closing") } else { (open, "are open") };
    let ids: Vec<String> = meant.into_iter().map(|(id, _)| id.to_string()).collect();
    match ids.as_slice() {
        [one] => Ok(one.as_str().into()),
        [] => Err(Stop::Engine(Error::NotFound(
            "No incident is open. Name one with --incident, or declare one with `bwatch incident declare`.".to_owned(),
        ))),
        several => {
            Err(Stop::Usage(format!("Several incidents {how}: {}. Name one with --incident.", several.join(", "))))
        }
    }
}

/// Where async work of a verb runs.
fn runtime() -> Result<tokio::runtime::Runtime, Stop> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|source| Stop::Engine(Error::File { what: "No threads can be started".to_owned(), source }))
}

/// Reads `name=value` pairs of an option.
fn values(option: &str, pairs: &[String]) -> Result<BTreeMap<String, String>, Stop> {
    pairs
        .iter()
        .map(|pair| {
            let (name, value) =
                pair.split_once('=').ok_or_else(|| Stop::Usage(format!("`{option} {pair}`: write name=value.")))?;
            Ok((name.trim().to_owned(), value.to_owned()))
        })
        .collect()
}

/// Reads a word with a function of the domain, or says which words there are.
fn word<T>(text: &str, what: &str, choices: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Stop> {
    read(text).ok_or_else(|| Stop::Usage(format!("`{text}` is no {what}. Write one of {choices}.")))
}

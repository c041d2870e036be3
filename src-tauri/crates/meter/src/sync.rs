//! A sync of a large organisation from a server on this computer that has the pages of PagerDuty's API.
//!
//! Requests are compared with those that the page sizes make necessary; seconds, work and memory with a plain loop over the
//! same addresses that only parses. Whoever is on call then is asked for from what the sync left: [`crate::cold`].

mod entry;
pub(crate) mod host;
mod line;
mod pager;
pub(crate) mod plain;
pub(crate) mod pull;
mod round;
mod shift;
mod size;
mod stage;

use std::path::Path;

use crate::cold;
use crate::row::{grouped, line};
use round::Round;
use size::LARGE;
use stage::Stage;

/// Measures, and gives the rows. All files go into `scratch`; `bwatch` is the program that is asked.
pub(crate) fn measure(scratch: &Path, bwatch: &Path) -> Result<String, String> {
    let stage = Stage::set(scratch)?;
    let (workspace, folder) = (stage.workspace.to_string_lossy(), stage.folder.to_string_lossy());
    let told = stage::run(&["pull", &workspace, &folder], "")?;
    let (first, again) = told.split_once('\n').unwrap_or_default();
    let [first, again] = [first, again].map(|line| Round::read(line).ok_or_else(|| format!("not a round: {line}")));
    let (first, again) = (first?, again?);
    let asked = stage.asked()?;
    let paths: Vec<&str> = asked.lines().collect();
    if paths.len() != first.requests + again.requests {
        return Err(format!("{} requests came, but the engine counts otherwise", paths.len()));
    }
    let paths = paths.get(..first.requests).unwrap_or_default().join("\n");
    let plain = stage::run(&["plain", &stage.address], &paths)?;
    let plain = Round::read(&plain).ok_or_else(|| format!("not a round: {plain}"))?;
    stage.asked()?;
    let cold = cold::measure(bwatch, &stage.workspace, &stage.folder, LARGE.schedules())?;
    match stage.asked()?.lines().count() {
        0 => Ok(rows(&first, &again, &plain) + &cold.rows + &how(&first) + &cold.how),
        asked => Err(format!("`bwatch oncall` asked the server {asked} times; it was to use what is known")),
    }
}

fn rows(first: &Round, again: &Round, plain: &Round) -> String {
    let full = format!(
        "Full sync of {} people, {} schedules and {} services",
        grouped(LARGE.people),
        grouped(LARGE.schedules()),
        grouped(LARGE.services)
    );
    let second = "A second sync right after";
    let requests = |what: &str, ours: usize| {
        let (ours, theirs) = (count(ours), count(LARGE.necessary()));
        let comparison = "those that the page sizes make necessary";
        line(&format!("{what}: requests"), &ours.to_string(), comparison, &theirs.to_string(), ours / theirs)
    };
    let amount = |what: &str, ours: f64, comparison: &str, theirs: f64, unit: &str| {
        let words = |amount: f64| if unit == "MB" { format!("{amount:.0} MB") } else { format!("{amount:.2} {unit}") };
        line(what, &words(ours), comparison, &words(theirs), ours / theirs)
    };
    let same = "a plain loop over the same addresses";
    requests(&full, first.requests)
        + &amount(&format!("{full}: time"), first.seconds, same, plain.seconds, "s")
        + &amount(&format!("{full}: processor time"), first.work, same, plain.work, "s")
        + &amount(&format!("{full}: most memory meanwhile"), first.memory, same, plain.memory, "MB")
        + &requests(second, again.requests)
        + &amount(&format!("{second}: time"), again.seconds, "the full sync", first.seconds, "s")
        + &amount(&format!("{second}: processor time"), again.work, "the full sync", first.work, "s")
        + &amount(&format!("{second}: most memory so far"), again.memory, "the full sync", first.memory, "MB")
}

fn how(first: &Round) -> String {
    format!(
        "- **Sync:** `Engine::sync` of one connection to PagerDuty, from an empty folder, in a process of its own; so is the \
         server, on this computer. It has {} people with three ways to reach each, {} schedules of layers by the hundred \
         with their shifts of 120 days and {} of the third generation, which a list only names and which come one by one, \
         {} services, {} policies, {} teams and {} lines of who is on call, a hundred in each answer; {} entries in all. \
         The requests are counted by the server and by the engine, which agree. The time is mostly waiting: the engine keeps \
         to 900 requests a minute after the first 90, where PagerDuty refuses at 960, and {} requests cannot take less than \
         {:.0} s at that pace; the plain loop keeps to none, fetches the same addresses one after the other, parses the JSON \
         and keeps nothing. Memory is the most that was resident (`VmHWM`), database pages in it included.\n\
         - **A second sync:** in the same process. PagerDuty's lists of people, schedules, services and policies take no \
         instant since which something changed, so that all of them are asked for again; what came as it was is not \
         written again. It begins with the pace used up by the first. In the background nobody waits for that: each list is \
         read again at its own times, from two minutes for who is on call to an hour for people and services.\n",
        grouped(LARGE.people),
        grouped(LARGE.layered),
        grouped(LARGE.shifted),
        grouped(LARGE.services),
        grouped(LARGE.policies),
        grouped(LARGE.teams),
        grouped(LARGE.on_call()),
        grouped(first.entries),
        first.requests,
        (count(first.requests) - 90.0).max(0.0) / 15.0,
    )
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred requests are far below what a float can count")]
fn count(requests: usize) -> f64 {
    requests as f64
}

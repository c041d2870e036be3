//! `cargo xtask test`: every check, in the order in which a mistake is cheapest to find, and a table at the end.
//!
//! A step that fails does not stop the others, but for those that stand on it.

mod check;
mod need;

use std::time::Duration;

use crate::error::Error;
use crate::progress::{Progress, clock};
use check::{CHECKS, Check};
use need::Need;

/// What came of a step.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Passed,
    Failed,
    NotRun,
}

/// A line of the table.
struct Row {
    name: &'static str,
    title: &'static str,
    outcome: Outcome,
    took: Duration,
}

/// Sets up what the wanted checks need, and runs them.
pub(crate) fn test(options: &[String]) -> Result<(), Error> {
    if options == ["--list"] {
        for check in CHECKS {
            println!("{:8}  {}", check.name, check.title);
        }
        return Ok(());
    }
    let checks = wanted(options)?;
    let needs: Vec<Need> =
        Need::EACH.into_iter().filter(|need| checks.iter().any(|check| check.needs.contains(need))).collect();
    let mut progress = Progress::of(needs.len() + checks.len());
    let mut rows = Vec::new();
    let mut lacking = Vec::new();
    for need in needs {
        let (outcome, took) = progress.step(need.title(), || need.provide());
        if outcome.is_err() {
            lacking.push(need);
        }
        rows.push(Row { name: "set-up", title: need.title(), outcome: passed(outcome.is_ok()), took });
    }
    for check in checks {
        let Check { name, title, needs, run } = *check;
        if let Some(need) = needs.iter().find(|need| lacking.contains(need)) {
            progress.pass_over(title, need.title());
            rows.push(Row { name, title, outcome: Outcome::NotRun, took: Duration::ZERO });
            continue;
        }
        let (outcome, took) = progress.step(title, run);
        rows.push(Row { name, title, outcome: passed(outcome.is_ok()), took });
    }
    conclude(&rows, progress.elapsed())
}

fn passed(is_passed: bool) -> Outcome {
    if is_passed { Outcome::Passed } else { Outcome::Failed }
}

/// Prints the table; an error when anything did not pass.
fn conclude(rows: &[Row], elapsed: Duration) -> Result<(), Error> {
    println!("\n{:8}  {:38}  {:7}  {:>7}", "step", "", "result", "seconds");
    for Row { name, title, outcome, took } in rows {
        let result = match outcome {
            Outcome::Passed => "passed",
            Outcome::Failed => "FAILED",
            Outcome::NotRun => "not run",
        };
        println!("{name:8}  {title:38}  {result:7}  {:7.1}", took.as_secs_f64());
    }
    println!("{} in all", clock(elapsed));
    let not_passed: Vec<&str> = rows.iter().filter(|row| row.outcome != Outcome::Passed).map(|row| row.title).collect();
    if not_passed.is_empty() { Ok(()) } else { Err(Error::Checks(not_passed)) }
}

/// The checks that the command line asks for, in their order.
fn wanted(options: &[String]) -> Result<Vec<&'static Check>, Error> {
    let (mut only, mut skip) = (Vec::new(), Vec::new());
    for pair in options.chunks(2) {
        let (list, name) = match pair {
            [option, name] if option == "--only" => (&mut only, name.as_str()),
            [option, name] if option == "--skip" => (&mut skip, name.as_str()),
            _ => {
                return Err(Error::Usage(format!("`test` does not understand `{}`", pair.join(" "))));
            }
        };
        if !CHECKS.iter().any(|check| check.name == name) {
            return Err(Error::Usage(format!("there is no check `{name}`; `--list` names them")));
        }
        list.push(name);
    }
    let is_wanted = |check: &&Check| (only.is_empty() || only.contains(&check.name)) && !skip.contains(&check.name);
    Ok(CHECKS.iter().filter(is_wanted).collect())
}

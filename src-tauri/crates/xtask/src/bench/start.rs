//! One start, seen from outside: when the window was on the display, and when it looked as it then stayed.

use std::path::Path;
use std::process::{Child, Command};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::family;
use super::picture::{Display, Picture};
use crate::error::Error;

/// How often the display is looked at.
const GLANCE: Duration = Duration::from_millis(4);
/// Without a change for so long, a picture has settled.
pub(super) const CALM: Duration = Duration::from_secs(2);
/// A window that has not settled by then never does.
const PATIENCE: Duration = Duration::from_mins(1);
/// A window covers more of the display than anything else that could appear on it.
const WINDOW: f64 = 0.3;

/// A program that was started, and how long it took.
pub(super) struct Started {
    /// Its first process.
    pub(super) program: Child,
    /// Until its window covered its place on the display, with whatever in it.
    pub(super) shown: Duration,
    /// Until the picture was the settled one, but for clocks that tick: the first usable frame.
    pub(super) usable: Duration,
}

/// Starts a program and watches the display until its window has settled.
pub(super) fn start(command: &mut Command, display: &mut Display) -> Result<Started, Error> {
    let mut before = Picture::default();
    display.look(&mut before)?;
    let (mut now, mut seen) = (before.clone(), before.clone());
    // Each picture that was not like the one before, with its time.
    let mut changes: Vec<(Duration, Picture)> = Vec::new();
    let call = command.get_program().to_string_lossy().into_owned();
    let failed = |status: &str| Error::Failed { call: call.clone(), status: status.to_owned() };

    let began = Instant::now();
    let mut program = command.spawn().map_err(Error::at(Path::new(&call)))?;
    loop {
        let at = began.elapsed();
        display.look(&mut now)?;
        if now != seen {
            seen.clone_from(&now);
            if !now.is_like(changes.last().map_or(&before, |(_, last)| last)) {
                changes.push((at, now.clone()));
            }
        }
        let is_calm = changes.last().is_some_and(|(moved, _)| at > *moved + CALM);
        if is_calm && now.difference(&before) > WINDOW {
            break;
        }
        if let Ok(Some(status)) = program.try_wait() {
            return Err(failed(&status.to_string()));
        }
        if at > PATIENCE {
            family::end(program);
            return Err(failed("its window did not settle"));
        }
        sleep(GLANCE);
    }
    let shown = changes.iter().find(|(_, picture)| picture.difference(&before) > WINDOW);
    let usable = changes.iter().rev().take_while(|(_, picture)| picture.is_like(&now)).last();
    let time = |change: Option<&(Duration, Picture)>| change.map_or(began.elapsed(), |(at, _)| *at);
    Ok(Started { program, shown: time(shown), usable: time(usable.or(changes.last())) })
}

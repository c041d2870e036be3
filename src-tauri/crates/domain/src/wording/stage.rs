//! A phase that contradicts where the incident stands, what was told before, or work that is not done.

use std::sync::LazyLock;

use super::phrase::Phrases;
use super::reading::{Reading, capitalised, named};
use super::text::Text;
use super::{Remark, RemarkKind};
use crate::incident::{Incident, WorkState, Workstream};
use crate::phase::Phase;
use crate::template::Audience;

/// What contradicts the phase that a statement tells.
pub(super) fn remarks(reading: &Reading<'_>, incident: &Incident, remarks: &mut Vec<Remark>) {
    let statement = reading.statement;
    let (says, is) = (statement.phase.name(), incident.phase.name());
    let place = named(statement.output);
    if statement.phase != incident.phase {
        let message = format!("The incident is {is}, but {place} says {says}: choose one, and change the other.");
        remarks.push(reading.remark(RemarkKind::Phase, message));
    } else if let Some(last) = incident.last_update(statement.output.audience())
        && last.phase > statement.phase
        && !says_that_it_came_back(reading)
    {
        let last = last.phase.name();
        let message = format!("The last update said {last}, and {place} goes back to {says}: say what came back.");
        remarks.push(reading.remark(RemarkKind::Phase, message));
    }
    if statement.output.audience() == Audience::Customers && statement.phase >= Phase::Monitoring {
        remarks.extend(undone(reading, incident));
    }
}

/// What the word from a line of work has that is not fixed.
static NOT_FIXED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of(
        "not fixed, not yet fixed, no fix, not applied, not in place, not live, not deployed, not rolled back, \
     not solved, not resolved, not working, does not work, did not work, did not help, didn't help, fix failed, \
     still fails, still failing, still broken, failed again",
    )
});

/// What a text has that speaks of something that came back.
static CAME_BACK: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::of("again, came back, come back, has returned, have returned, reopen*, recur*, reoccur*, once more")
});

/// Before these words, `again` speaks of the next update: `We will post again by …`.
const SPEAKING: &[&str] = &["post", "write", "report", "update", "speak", "you", "us"];

/// Whether readers are told that what was better is worse again.
fn says_that_it_came_back(reading: &Reading<'_>) -> bool {
    reading.parts().iter().any(|(_, text)| {
        CAME_BACK.find(&text.words).into_iter().any(|(first, _)| {
            let before = first.checked_sub(1).and_then(|before| text.words.get(before));
            !before.is_some_and(|before| SPEAKING.contains(&before.lower.as_str()))
        })
    })
}

/// Lines of work that are not done, where customers would hear that it is fixed, or over.
fn undone(reading: &Reading<'_>, incident: &Incident) -> Vec<Remark> {
    let place = named(reading.statement.output);
    let says = reading.statement.phase.name();
    let open = incident.workstreams.iter().filter(|work| work.state != WorkState::Done);
    let remark = |work: &Workstream| {
        let title = &work.title;
        let unfixed = NOT_FIXED.is_in(&Text::of(&work.word).words);
        let message = if unfixed {
            let word = work.word.trim();
            format!("{place} says {says}, but the last word of “{title}” is “{word}”: ask there first.")
        } else if work.state == WorkState::Blocked {
            format!("{place} says {says}, but “{title}” is blocked: ask there first.")
        } else if reading.statement.phase == Phase::Resolved {
            format!("{place} says {says}, but “{title}” is not done: end it, or say what remains.")
        } else {
            return None;
        };
        Some(reading.remark(RemarkKind::Phase, capitalised(&message)))
    };
    open.filter_map(remark).collect()
}

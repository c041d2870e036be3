//! What rings beside the clocks of the updates: a repair of which nobody hears, and a question that cannot wait.
//!
//! As in [`crate::reminder`] everything follows from the incident and the instant: the loudest alarm that is due and
//! was not given is given once. They are as loud as an update that is due, and ask no earlier than that: the window shows what
//! comes near.

use chrono::Duration;

use crate::id::{QuestionId, WorkstreamId};
use crate::incident::said::Question;
use crate::incident::{Incident, Nudge};
use crate::reminder;
use crate::span::Instant;
use crate::track;

/// How long a question that cannot wait is left before it rings: as long as an update that is announced.
pub const ANSWER_WITHIN: Duration = reminder::AHEAD;

/// What rings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alarm {
    /// Nothing was heard of the repair.
    Fix {
        /// Of which line of work for the longest; none where none goes on.
        workstream: Option<WorkstreamId>,
        /// Since when.
        since: Instant,
    },
    /// A question that cannot wait has no answer.
    Question {
        /// Which.
        question: QuestionId,
    },
}

impl Alarm {
    /// What it is called within its incident: `fix`, or the question's id.
    pub fn name(&self) -> &str {
        match self {
            Self::Fix { .. } => "fix",
            Self::Question { question } => question.as_str(),
        }
    }
}

/// An alarm that is due now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueAlarm {
    /// What rings.
    pub alarm: Alarm,
    /// When it was due.
    pub due_at: Instant,
    /// How loud, and which of its repeats.
    pub nudge: Nudge,
}

/// The alarms that are due at an instant and were not given yet, earliest due first.
pub fn due(incident: &Incident, now: Instant) -> Vec<DueAlarm> {
    let mut due: Vec<DueAlarm> = all(incident)
        .into_iter()
        .filter_map(|(alarm, due_at, given)| {
            let nudge = reminder::nudge_at(reminder::late(due_at), now)?;
            (given < Some(nudge)).then_some(DueAlarm { alarm, due_at, nudge })
        })
        .collect();
    due.sort_by_key(|due| due.due_at);
    due
}

/// The next instant at which [`due`] can answer something else than now.
pub fn next_change(incident: &Incident, now: Instant) -> Option<Instant> {
    let steps = all(incident).into_iter().flat_map(|(_, due_at, _)| reminder::late(due_at));
    steps.map(|(at, _)| at).filter(|at| *at > now).min()
}

/// By when a question has to be answered, where it is open and cannot wait.
pub fn answer_due_at(question: &Question) -> Option<Instant> {
    let hurried_at = question.hurried_at.filter(|_| question.is_open() && question.cannot_wait)?;
    Some(hurried_at + ANSWER_WITHIN)
}

/// Each alarm that can ring, when it is due, and the loudest that was given for it.
fn all(incident: &Incident) -> Vec<(Alarm, Instant, Option<Nudge>)> {
    let fix = track::fix(incident).map(|fix| {
        let given = incident.fix_reminded.filter(|(due_at, _)| *due_at == fix.due_at).map(|(_, nudge)| nudge);
        let alarm = Alarm::Fix { workstream: fix.work.map(|work| work.id.clone()), since: fix.since };
        (alarm, fix.due_at, given)
    });
    let open = incident.questions.iter().filter(|_| incident.is_open());
    let questions = open.filter_map(|question| {
        let due_at = answer_due_at(question)?;
        Some((Alarm::Question { question: question.id.clone() }, due_at, question.reminded))
    });
    fix.into_iter().chain(questions).collect()
}

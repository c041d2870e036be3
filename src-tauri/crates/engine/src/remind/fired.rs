//! What rings of an incident in one round, and the events that say so.

use domain::alarm::{self, Alarm, DueAlarm};
use domain::cadence::Cadences;
use domain::incident::Incident;
use domain::incident::event::Event;
use domain::reminder::{self, DueReminder};
use domain::span::Instant;

/// What is due in an incident and was not said yet.
#[derive(Default)]
pub(super) struct Fired {
    /// Updates that are owed, earliest due first.
    pub(super) updates: Vec<DueReminder>,
    /// What rings beside them, earliest due first.
    pub(super) alarms: Vec<DueAlarm>,
}

impl Fired {
    /// What is due now.
    pub(super) fn of(incident: &Incident, cadences: &Cadences, now: Instant) -> Self {
        Self { updates: reminder::due(incident, cadences, now), alarms: alarm::due(incident, now) }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.updates.is_empty() && self.alarms.is_empty()
    }

    /// Names this round: the same where another process finds the same to be due.
    pub(super) fn mark(&self) -> String {
        let updates = self.updates.iter().map(|due| {
            let DueReminder { audience, due_at, nudge, .. } = due;
            format!("{}{:?}{}-{}", audience.name(), nudge.notice, nudge.repeat, due_at.timestamp_millis())
        });
        let alarms = self.alarms.iter().map(|due| {
            let what = due.alarm.name();
            format!("{what}{:?}{}-{}", due.nudge.notice, due.nudge.repeat, due.due_at.timestamp_millis())
        });
        updates.chain(alarms).collect::<Vec<_>>().join(",")
    }

    /// That it was said.
    pub(super) fn events(&self) -> Vec<Event> {
        let updates = self.updates.iter().map(|reminder| Event::ReminderFired {
            audience: reminder.audience,
            due_at: reminder.due_at,
            notice: reminder.nudge.notice,
            repeat: reminder.nudge.repeat,
        });
        let alarms = self.alarms.iter().map(|due| {
            let (notice, repeat) = (due.nudge.notice, due.nudge.repeat);
            match &due.alarm {
                Alarm::Fix { workstream, .. } => {
                    Event::FixReminded { workstream: workstream.clone(), due_at: due.due_at, notice, repeat }
                }
                Alarm::Question { question } => Event::QuestionReminded { question: question.clone(), notice, repeat },
            }
        });
        updates.chain(alarms).collect()
    }
}

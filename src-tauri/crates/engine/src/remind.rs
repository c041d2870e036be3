//! The worker that rings: what fell due is written to the journal before it is shown, so a restart never rings twice.

mod page;

use domain::cadence::Cadences;
use domain::escalation;
use domain::incident::entry::SYSTEM;
use domain::incident::event::Event;
use domain::incident::{Incident, Notice};
use domain::reminder::{self, DueReminder};
use domain::span::Instant;

use crate::change::Topic;
use crate::engine::Engine;
use crate::error::Error;
use crate::port::{About, Reminder};

impl Engine {
    /// Gives the reminders that are due now. Answers with the next instant at which one can be.
    pub async fn remind(&self) -> Result<Option<Instant>, Error> {
        self.blocking(Self::remind_now).await
    }

    /// The same, in the calling thread.
    pub fn remind_now(&self) -> Result<Option<Instant>, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let cadences = &loaded.agreement.cadences;
        let incidents = self.parts.truth.open_incidents(now)?;
        let on_call = |id: &_| self.on_call(&loaded.agreement, id, now);
        let next = incidents.iter().flat_map(|incident| {
            let page = escalation::next_change(incident, &loaded.agreement, &on_call, now);
            reminder::next_change(incident, cadences, now).into_iter().chain(page)
        });
        let next = next.min();
        if let Some(quiet_until) = self.quiet_until(now)? {
            return Ok(Some(next.map_or(quiet_until, |next| next.max(quiet_until))));
        }
        for incident in &incidents {
            let fired = self.write_fired(incident, cadences, now)?;
            let pages = self.unanswered(incident, &loaded.agreement, now)?;
            for shown in words(incident, &fired, now).iter().chain(&pages) {
                self.show(shown);
            }
        }
        Ok(next)
    }

    /// Shows something outside the window.
    pub(crate) fn show(&self, reminder: &Reminder) {
        if let Err(trouble) = self.parts.notifier.remind(reminder) {
            self.warn(&format!("Notifications do not reach the desktop ({trouble}). Watch the tray and this window."));
        }
    }

    /// Writes that what is due was said, and answers with it; nothing where another process was first.
    fn write_fired(&self, incident: &Incident, cadences: &Cadences, now: Instant) -> Result<Vec<DueReminder>, Error> {
        let due = reminder::due(incident, cadences, now);
        if due.is_empty() {
            return Ok(due);
        }
        // Made from what is due and from the last entry before it: a snooze may bring the same reminder a second time.
        let mark =
            |due: &DueReminder| format!("{}{:?}{}", due.audience.name(), due.notice, due.due_at.timestamp_millis());
        let marks: Vec<String> = due.iter().map(mark).collect();
        let intent = format!("remind:{}:{}:{}", incident.id, incident.last_sequence, marks.join(",")).into();
        let mut fired = Vec::new();
        self.parts.truth.submit(&intent, |writing| {
            // The incident as it is now, for another process may have rung, or the lead written, since it was read.
            fired = writing
                .incident(&incident.id)?
                .map(|incident| reminder::due(&incident, cadences, now))
                .unwrap_or_default();
            let events = fired.iter().map(|reminder| Event::ReminderFired {
                audience: reminder.audience,
                due_at: reminder.due_at,
                notice: reminder.notice,
            });
            self.write(writing, &incident.id, &intent, &SYSTEM.into(), events.collect(), now, now)
        })?;
        if !fired.is_empty() {
            self.parts.changes.tell(&[Topic::Incidents]);
        }
        Ok(fired)
    }
}

/// One notification for everything that is due in an incident: the first due leads, the others are named.
fn words(incident: &Incident, due: &[DueReminder], now: Instant) -> Option<Reminder> {
    let first = due.first()?;
    let loudest = due.iter().map(|reminder| reminder.notice).max()?;
    let names: Vec<&str> = due.iter().map(|reminder| reminder.audience.name()).collect();
    let title = match due {
        [one] => one_title(one, now),
        _ => format!("{} updates are due", names.join(", ")),
    };
    let minutes = (now - incident.declared_at).num_minutes();
    let drill = if incident.drill { "Drill. " } else { "" };
    Some(Reminder {
        subject: incident.id.to_string(),
        incident: incident.id.to_string(),
        about: About::Update(first.audience),
        notice: loudest,
        title,
        body: format!("{drill}{} {}, {minutes} min", incident.severity, incident.title),
    })
}

fn one_title(reminder: &DueReminder, now: Instant) -> String {
    let name = reminder.audience.name();
    match reminder.notice {
        Notice::Ahead => {
            // Rounded up: four minutes and a half are announced as five.
            let minutes = ((reminder.due_at - now).num_seconds() + 59) / 60;
            format!("{name} update due in {minutes} min")
        }
        Notice::Due => format!("{name} update due now"),
        Notice::Overdue => format!("{name} update is {} min late", (now - reminder.due_at).num_minutes()),
    }
}

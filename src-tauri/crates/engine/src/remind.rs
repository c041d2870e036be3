//! The worker that rings: what fell due is written to the journal before it is shown, so a restart never rings twice.

mod fired;
mod page;
mod words;

use std::sync::PoisonError;

use domain::alarm;
use domain::cadence::Cadences;
use domain::escalation;
use domain::incident::entry::SYSTEM;
use domain::incident::{Incident, Notice, set_back};
use domain::reminder;
use domain::span::Instant;

use crate::change::Topic;
use crate::engine::Engine;
use crate::error::Error;
use crate::port::Reminder;
use crate::remind::fired::Fired;

impl Engine {
    /// Gives the reminders that are due now. Answers with the next instant at which one can be.
    pub async fn remind(&self) -> Result<Option<Instant>, Error> {
        self.blocking(|engine| {
            engine.hear(engine.parts.notifier.reaches());
            engine.remind_now()
        })
        .await
    }

    /// The same, in the calling thread.
    pub fn remind_now(&self) -> Result<Option<Instant>, Error> {
        self.set_back(None)?;
        let now = self.now();
        let loaded = self.loaded();
        let cadences = &loaded.agreement.cadences;
        let incidents = self.parts.truth.open_incidents(now)?;
        let on_call = |id: &_| self.on_call(&loaded.agreement, id, now);
        let next = incidents.iter().flat_map(|incident| {
            let page = escalation::next_change(incident, &loaded.agreement, &on_call, now);
            let alarm = alarm::next_change(incident, now);
            reminder::next_change(incident, cadences, now).into_iter().chain(alarm).chain(page)
        });
        let next = next.min();
        if let Some(quiet_until) = self.quiet_until(now)? {
            return Ok(Some(next.map_or(quiet_until, |next| next.max(quiet_until))));
        }
        let (mut fired, mut pages) = (Vec::new(), Vec::new());
        for incident in &incidents {
            let due = self.write_fired(incident, cadences, now)?;
            fired.extend(Some((incident, due)).filter(|(_, due)| !due.is_empty()));
            pages.extend(self.unanswered(incident, &loaded.agreement, now)?);
        }
        for shown in words::of(&fired, &loaded.agreement, self.zone(), now).iter().chain(&pages) {
            self.show(shown);
        }
        Ok(next)
    }

    /// Writes down that the computer's clock was set back, for each open incident with entries from after now. `shown` is
    /// what it showed before, where that was seen.
    pub(crate) fn set_back(&self, shown: Option<Instant>) -> Result<(), Error> {
        let now = self.now();
        for incident in self.parts.truth.open_incidents(now)? {
            if set_back::noticed(&incident, shown, now).is_none() {
                continue;
            }
            let intent = format!("set-back:{}:{}", incident.id, incident.last_sequence).into();
            self.parts.truth.submit(&intent, |writing| {
                // The incident as it is now, for another process may have noticed it as well.
                let present = writing.incident(&incident.id)?;
                let event = present.and_then(|present| set_back::noticed(&present, shown, now));
                self.write(writing, &incident.id, &intent, &SYSTEM.into(), event.into_iter().collect(), now, now)
            })?;
            self.parts.changes.tell(&[Topic::Incidents]);
        }
        Ok(())
    }

    /// Shows something outside the window; where nobody shows it, the window asks for attention.
    pub(crate) fn show(&self, reminder: &Reminder) {
        let shown = self.parts.notifier.remind(reminder);
        if shown.is_err() && reminder.notice > Notice::Ahead {
            self.parts.notifier.insist();
        }
        self.hear(shown);
    }

    /// Keeps in mind whether reminders reach the desktop: tray and window say so while they do not.
    fn hear(&self, shown: Result<(), String>) {
        let mut unheard = self.parts.unheard.write().unwrap_or_else(PoisonError::into_inner);
        let before = unheard.take();
        *unheard = shown.err();
        let changed = before != *unheard;
        drop(unheard);
        if changed {
            self.parts.changes.tell(&[Topic::Settings]);
        }
    }

    /// Why reminders do not reach the desktop, where they do not.
    pub(crate) fn unheard(&self) -> Option<String> {
        self.parts.unheard.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Writes that what is due was said, and answers with it; nothing where another process was first.
    fn write_fired(&self, incident: &Incident, cadences: &Cadences, now: Instant) -> Result<Fired, Error> {
        let due = Fired::of(incident, cadences, now);
        if due.is_empty() {
            return Ok(due);
        }
        // Made from what is due and from the last entry before it: a snooze may bring the same reminder a second time.
        let intent = format!("remind:{}:{}:{}", incident.id, incident.last_sequence, due.mark()).into();
        let mut fired = Fired::default();
        self.parts.truth.submit(&intent, |writing| {
            // The incident as it is now, for another process may have rung, or the lead written, since it was read.
            let present = writing.incident(&incident.id)?;
            fired = present.map(|present| Fired::of(&present, cadences, now)).unwrap_or_default();
            self.write(writing, &incident.id, &intent, &SYSTEM.into(), fired.events(), now, now)
        })?;
        if !fired.is_empty() {
            self.parts.changes.tell(&[Topic::Incidents]);
        }
        Ok(fired)
    }
}

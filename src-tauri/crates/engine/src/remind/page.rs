//! Pages that nobody answers: the lead is told before the next one is to be asked, and when it is time.

use domain::agreement::Agreement;
use domain::escalation::{self, Following, Unanswered};
use domain::incident::entry::SYSTEM;
use domain::incident::event::Event;
use domain::incident::intent::Intent;
use domain::incident::{Answer, Incident, Notice};
use domain::span::Instant;

use crate::change::Topic;
use crate::engine::Engine;
use crate::error::Error;
use crate::port::{About, NextPage, Reminder};

impl Engine {
    /// Writes that the lead was told of pages without an answer, and answers with what to show.
    pub(super) fn unanswered(
        &self,
        incident: &Incident,
        agreement: &Agreement,
        now: Instant,
    ) -> Result<Vec<Reminder>, Error> {
        let on_call = |id: &_| self.on_call(agreement, id, now);
        let due = escalation::due(incident, agreement, &on_call, now);
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let marks: Vec<String> = due.iter().map(|one| format!("{}{:?}", one.page, one.notice)).collect();
        let intent = format!("unanswered:{}:{}:{}", incident.id, incident.last_sequence, marks.join(",")).into();
        let mut shown = Vec::new();
        self.parts.truth.submit(&intent, |writing| {
            // The incident as it is now: another process may have told the lead, or somebody answered, since it was read.
            let present = writing.incident(&incident.id)?;
            let due = present.as_ref().map(|present| escalation::due(present, agreement, &on_call, now));
            let due = due.unwrap_or_default();
            shown = present
                .iter()
                .flat_map(|present| due.iter().filter_map(|one| words(present, agreement, one, now)))
                .collect();
            let events = due.into_iter().map(|one| Event::PageReminded {
                page: one.page,
                following: one.following.map(|following| following.person),
                notice: one.notice,
            });
            self.write(writing, &incident.id, &intent, &SYSTEM.into(), events.collect(), now, now)
        })?;
        if !shown.is_empty() {
            self.parts.changes.tell(&[Topic::Incidents]);
        }
        Ok(shown)
    }
}

/// `No answer from Priya, Ivan in 1:40`
fn words(incident: &Incident, agreement: &Agreement, unanswered: &Unanswered, now: Instant) -> Option<Reminder> {
    let page = incident.page(&unanswered.page)?;
    let name = agreement.person_name(&page.person);
    let declined = matches!(page.answer, Some((_, Answer::Declined)));
    let what = if declined { format!("{name} cannot come") } else { format!("No answer from {name}") };
    let next = unanswered.following.as_ref();
    let title = match (next, unanswered.notice) {
        (Some(next), Notice::Ahead) => {
            let seconds = (next.at - now).num_seconds();
            format!("{what}, {} in {}:{:02}", agreement.person_name(&next.person), seconds / 60, seconds % 60)
        }
        (Some(next), _) => format!("{what}, {} is next", agreement.person_name(&next.person)),
        (None, _) => format!("{what}, nobody is next"),
    };
    let minutes = (now - page.requested_at).num_minutes();
    let drill = if incident.drill { "Drill. " } else { "" };
    let call = agreement.person(&page.person).and_then(|person| person.phone());
    let call = call.map(|number| format!(". {number}")).unwrap_or_default();
    Some(Reminder {
        subject: format!("{}/{}", incident.id, page.id),
        incident: incident.id.to_string(),
        about: About::Page {
            page: page.id.clone(),
            next: next.map(|next| {
                let intent = intent(next, &format!("no answer from {name}"));
                Box::new(NextPage { name: agreement.person_name(&next.person), intent })
            }),
        },
        notice: unanswered.notice,
        title,
        body: format!("{drill}{} {}, paged {minutes} min ago{call}", incident.severity, incident.title),
    })
}

fn intent(next: &Following, reason: &str) -> Intent {
    let reason = reason.to_owned();
    match &next.rotation {
        Some(rotation) => Intent::PageRotation { rotation: rotation.clone(), reason, joins: None },
        None => Intent::PagePerson { person: next.person.clone(), reason, joins: None },
    }
}

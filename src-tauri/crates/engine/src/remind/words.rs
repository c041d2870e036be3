//! What a reminder says: one notification for everything that falls due in one round, also after a night in the bag.

use chrono_tz::Tz;
use domain::incident::{Incident, Notice};
use domain::reminder::DueReminder;
use domain::span::Instant;

use crate::port::{About, Reminder};

/// One notification for everything that is due: the first due leads, the others are named.
pub(super) fn of(fired: &[(&Incident, Vec<DueReminder>)], zone: Tz, now: Instant) -> Option<Reminder> {
    let all = fired.iter().flat_map(|(incident, due)| due.iter().map(move |due| (*incident, due)));
    let (incident, first) = all.clone().min_by_key(|(_, due)| due.due_at)?;
    let loudest = all.clone().map(|(_, due)| due.nudge.notice).max()?;
    let soon = if loudest == Notice::Ahead { "soon due" } else { "due" };
    let (subject, title) = if let [(_, due)] = fired {
        (incident.id.to_string(), one_title(due, soon, zone, now))
    } else {
        let (updates, incidents) = (all.count(), fired.len());
        ("updates".to_owned(), format!("{updates} updates in {incidents} incidents are {soon}"))
    };
    let bodies: Vec<String> = fired.iter().map(|(incident, due)| body(incident, due, fired.len() > 1, now)).collect();
    Some(Reminder {
        subject,
        incident: incident.id.to_string(),
        about: About::Update(first.audience),
        notice: loudest,
        title,
        body: bodies.join("\n"),
    })
}

/// `Drill. SEV1 Card payments failing, 24 min`; with the audiences where several incidents speak at once.
fn body(incident: &Incident, due: &[DueReminder], several: bool, now: Instant) -> String {
    let minutes = (now - incident.declared_at).num_minutes();
    let drill = if incident.drill { "Drill. " } else { "" };
    let whom = if several { format!(": {}", names(due)) } else { String::new() };
    format!("{drill}{} {}, {minutes} min{whom}", incident.severity, incident.title)
}

fn names(due: &[DueReminder]) -> String {
    due.iter().map(|reminder| reminder.audience.name()).collect::<Vec<_>>().join(", ")
}

fn one_title(due: &[DueReminder], soon: &str, zone: Tz, now: Instant) -> String {
    let [reminder] = due else {
        return format!("{} updates are {soon}", names(due));
    };
    let name = reminder.audience.name();
    let promised = if reminder.by_promise {
        format!(", promised {}", reminder.due_at.with_timezone(&zone).format("%H:%M %Z"))
    } else {
        String::new()
    };
    let when = match reminder.nudge.notice {
        Notice::Ahead => {
            // Rounded up: four minutes and a half are announced as five.
            let minutes = ((reminder.due_at - now).num_seconds() + 59) / 60;
            format!("due in {minutes} min")
        }
        Notice::Due => "due now".to_owned(),
        Notice::Overdue => format!("is {} min late", (now - reminder.due_at).num_minutes()),
    };
    format!("{name} update {when}{promised}")
}

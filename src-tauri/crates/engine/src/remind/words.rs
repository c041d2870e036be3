//! What a reminder says: one notification for everything that falls due in one round, also after a night in the bag.

use chrono_tz::Tz;
use domain::agreement::Agreement;
use domain::alarm::{Alarm, DueAlarm};
use domain::incident::{Incident, Notice};
use domain::reminder::DueReminder;
use domain::span::Instant;

use super::fired::Fired;
use crate::port::{About, Reminder};

/// One notification for everything that is due: the first update leads, the others are named; without updates, what rings
/// beside them.
pub(super) fn of(fired: &[(&Incident, Fired)], agreement: &Agreement, zone: Tz, now: Instant) -> Option<Reminder> {
    let several = fired.len() > 1;
    let bodies = fired.iter().map(|(incident, fired)| body(incident, fired, agreement, several, now));
    let body = bodies.collect::<Vec<_>>().join("\n");
    let alarms = fired.iter().flat_map(|(incident, fired)| fired.alarms.iter().map(move |due| (*incident, due)));
    let loudest_alarm = alarms.clone().map(|(_, due)| due.nudge.notice).max();
    let updates = fired.iter().flat_map(|(incident, fired)| fired.updates.iter().map(move |due| (*incident, due)));
    let Some((incident, first)) = updates.clone().min_by_key(|(_, due)| due.due_at) else {
        let (incident, first) = alarms.min_by_key(|(_, due)| due.due_at)?;
        return Some(Reminder {
            subject: format!("{}/{}", incident.id, first.alarm.name()),
            incident: incident.id.to_string(),
            about: About::Bridge,
            notice: loudest_alarm?,
            title: alarm_title(incident, first, now),
            body,
        });
    };
    let loudest = updates.clone().map(|(_, due)| due.nudge.notice).max()?;
    let soon = if loudest == Notice::Ahead { "soon due" } else { "due" };
    let owing: Vec<&Fired> = fired.iter().map(|(_, fired)| fired).filter(|fired| !fired.updates.is_empty()).collect();
    let (subject, title) = if let [fired] = owing[..] {
        (incident.id.to_string(), update_title(&fired.updates, soon, zone, now))
    } else {
        let (updates, incidents) = (updates.count(), owing.len());
        ("updates".to_owned(), format!("{updates} updates in {incidents} incidents are {soon}"))
    };
    Some(Reminder {
        subject,
        incident: incident.id.to_string(),
        about: About::Update(first.audience),
        notice: loudest_alarm.map_or(loudest, |alarm| loudest.max(alarm)),
        title,
        body,
    })
}

/// `Drill. SEV1 Card payments failing, 24 min`, with the audiences where several incidents speak at once; a line each for
/// what rings beside the updates.
fn body(incident: &Incident, fired: &Fired, agreement: &Agreement, several: bool, now: Instant) -> String {
    let minutes = (now - incident.declared_at).num_minutes();
    let drill = if incident.drill { "Drill. " } else { "" };
    let named = several && !fired.updates.is_empty();
    let whom = if named { format!(": {}", names(&fired.updates)) } else { String::new() };
    let head = format!("{drill}{} {}, {minutes} min{whom}", incident.severity, incident.title);
    let alarms = fired.alarms.iter().map(|due| alarm_words(incident, due, agreement, now));
    [head].into_iter().chain(alarms).collect::<Vec<_>>().join("\n")
}

fn names(due: &[DueReminder]) -> String {
    due.iter().map(|reminder| reminder.audience.name()).collect::<Vec<_>>().join(", ")
}

fn update_title(due: &[DueReminder], soon: &str, zone: Tz, now: Instant) -> String {
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

/// `No word of the fix for 12 min`, `Ines waits for an answer`.
fn alarm_title(incident: &Incident, due: &DueAlarm, now: Instant) -> String {
    match &due.alarm {
        Alarm::Fix { since, .. } => format!("No word of the fix for {} min", (now - *since).num_minutes()),
        Alarm::Question { question } => {
            let from = incident.question(question).map_or("Somebody", |question| question.from.as_str());
            format!("{from} waits for an answer")
        }
    }
}

/// `Roll back payments-api, Tomasz Wrona: no word for 12 min`, `Ines: “How long?”, cannot wait, asked 5 min ago`.
fn alarm_words(incident: &Incident, due: &DueAlarm, agreement: &Agreement, now: Instant) -> String {
    match &due.alarm {
        Alarm::Fix { workstream, since } => {
            let minutes = (now - *since).num_minutes();
            let work = incident.workstreams.iter().find(|work| Some(&work.id) == workstream.as_ref());
            let Some(work) = work else {
                return format!("No line of work goes on for {minutes} min");
            };
            let owner = work.owner.as_ref().map(|owner| format!(", {}", agreement.person_name(owner)));
            format!("{}{}: no word for {minutes} min", work.title, owner.unwrap_or_default())
        }
        Alarm::Question { question } => incident.question(question).map_or_else(String::new, |question| {
            let minutes = (now - question.asked_at).num_minutes();
            format!("{}: “{}”, cannot wait, asked {minutes} min ago", question.from, question.text)
        }),
    }
}

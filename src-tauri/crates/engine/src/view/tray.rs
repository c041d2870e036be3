//! What the tray says: a shape, a label, and lines; the same answer as the window's clocks.

use domain::incident::Notice;
use domain::reminder::{self, Clock};
use domain::span::Instant;
use domain::template::Audience;
use domain::track;

use crate::engine::Engine;
use crate::error::Error;

/// What the tray says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrayView {
    /// The icon's shape: never colour alone.
    pub shape: TrayShape,
    /// Beside the icon, where the desktop shows it: `Teams 3:42`; empty while nothing is live.
    pub label: String,
    /// First line of the menu.
    pub first: String,
    /// The incident that the first line leads to.
    pub incident: Option<String>,
    /// One line for each audience with a clock: which, what it says, whether something is owed.
    pub lines: Vec<(Audience, String, bool)>,
    /// Deliveries that wait.
    pub outbox: u32,
    /// Why nothing rings; none where reminders reach the desktop.
    pub unheard: Option<String>,
}

/// The icon's shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TrayShape {
    /// No incident: an outline.
    Quiet,
    /// An incident, no update due soon: a filled sector.
    Live,
    /// An update is due soon: the sector and a dot.
    Soon,
    /// An update is late: a filled ring with a notch.
    Late,
}

impl Engine {
    /// What the tray says now.
    pub fn tray(&self) -> Result<TrayView, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let cadences = &loaded.agreement.cadences;
        let incidents = self.parts.truth.open_incidents(now)?;
        let counts = self.parts.truth.outbox_counts()?;
        let outbox = counts.waiting + counts.held;
        // The incident whose update is due first speaks; where nothing is due, the worst one.
        let speaking = incidents.iter().min_by_key(|incident| {
            let due_at = reminder::next_clock(incident, cadences).and_then(|clock| clock.due_at);
            (due_at.is_none(), due_at, incident.severity)
        });
        let Some(incident) = speaking else {
            return Ok(TrayView {
                shape: TrayShape::Quiet,
                label: String::new(),
                first: "All quiet".to_owned(),
                incident: None,
                lines: Audience::CLOCKED.map(|audience| (audience, nothing_due(audience), false)).to_vec(),
                outbox,
                unheard: self.unheard(),
            });
        };
        let clocks = reminder::clocks(incident, cadences);
        let next = reminder::next_clock(incident, cadences);
        let notice = next.as_ref().and_then(|clock| clock.notice(now));
        let silence = track::fix(incident);
        let unheard_for = silence
            .filter(|fix| fix.due_at <= now)
            .map(|fix| format!("; fix: no word for {} min", (now - fix.since).num_minutes()))
            .unwrap_or_default();
        let drill = if incident.drill { "Drill: " } else { "" };
        let late = incidents.iter().flat_map(|incident| reminder::clocks(incident, cadences));
        let more = match late.filter(|clock| clock.due_at.is_some_and(|due_at| due_at <= now)).count() {
            0 | 1 => String::new(),
            late => format!("; {late} are late"),
        };
        Ok(TrayView {
            shape: match notice.max(silence.and_then(|fix| fix.notice(now))) {
                None => TrayShape::Live,
                Some(Notice::Ahead) => TrayShape::Soon,
                Some(Notice::Due | Notice::Overdue) => TrayShape::Late,
            },
            label: next.as_ref().map(|clock| label(clock, now)).unwrap_or_default(),
            first: match &next {
                Some(clock) => format!("{drill}{} {}{more}{unheard_for}", incident.severity, self.line(clock, now)),
                None => format!("{drill}{} {}, nothing due{unheard_for}", incident.severity, incident.title),
            },
            incident: Some(incident.id.to_string()),
            lines: clocks
                .iter()
                .map(|clock| match clock.due_at {
                    Some(_) => (clock.audience, self.line(clock, now), true),
                    None => (clock.audience, nothing_due(clock.audience), false),
                })
                .collect(),
            outbox,
            unheard: self.unheard(),
        })
    }

    /// `Teams update in 3:42, due 03:01 CET`, `Customers update 2:10 late, promised 03:01 CET`.
    fn line(&self, clock: &Clock, now: Instant) -> String {
        let name = clock.audience.name();
        let Some(due_at) = clock.due_at else { return nothing_due(clock.audience) };
        let update = if clock.closing { "closing update" } else { "update" };
        let how = if clock.is_by_promise() { "promised" } else { "due" };
        let at = due_at.with_timezone(&self.zone()).format("%H:%M %Z");
        match (due_at - now).num_seconds() {
            left if left > 0 => format!("{name} {update} in {}, {how} {at}", remaining(left)),
            late => format!("{name} {update} {} late, {how} {at}", remaining(-late)),
        }
    }
}

fn nothing_due(audience: Audience) -> String {
    format!("{}: nothing due", audience.name())
}

/// `Teams 3:42`, `Teams +2:10`.
fn label(clock: &Clock, now: Instant) -> String {
    let name = clock.audience.name();
    match clock.due_at.map(|due_at| (due_at - now).num_seconds()) {
        Some(left) if left > 0 => format!("{name} {}", remaining(left)),
        Some(late) => format!("{name} +{}", remaining(-late)),
        None => String::new(),
    }
}

/// `24 min` while there is time, `3:42` below ten minutes.
fn remaining(seconds: i64) -> String {
    if seconds >= 600 { format!("{} min", seconds / 60) } else { format!("{}:{:02}", seconds / 60, seconds % 60) }
}

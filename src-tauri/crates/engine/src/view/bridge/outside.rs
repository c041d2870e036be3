//! What is heard from outside, in two lines of the Bridge: how much support told, and whether somebody speaks before us.

use domain::cluster::{Grouping, clusters};
use domain::incident::Incident;
use domain::measure::outside::beaten_by;
use domain::report::Report;
use domain::span::Instant;
use serde::Serialize;

use crate::engine::Engine;
use crate::error::Error;

/// What is heard from outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct OutsideView {
    /// Customers or tickets that support told of.
    pub reports: u32,
    /// How many symptoms they are.
    pub clusters: u32,
    /// Kinds of report that nobody has read.
    pub unread: u32,
    /// When the latest was heard.
    #[ts(type = "number | null")]
    pub newest_at: Option<i64>,
    /// Somebody who spoke in public before us.
    pub beaten: Option<BeatenView>,
}

/// Somebody who spoke in public before us.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct BeatenView {
    /// Who, and by how much, as a line.
    pub words: String,
    /// A link, or where; may be empty.
    pub place: String,
    /// We have not spoken yet.
    pub silent: bool,
}

impl Engine {
    /// What is heard from outside of an incident.
    pub(super) fn outside(&self, incident: &Incident, now: Instant) -> Result<OutsideView, Error> {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        // Only then is it asked when our words left, which all entries must be read for.
        let beaten = match incident.third_parties.as_slice() {
            [] => None,
            _ => beaten_by(incident, &self.parts.truth.entries(&incident.id)?),
        };
        Ok(OutsideView {
            reports: incident.reports.iter().fold(0, |sum, report| sum.saturating_add(report.count())),
            clusters: count(clusters(&incident.reports, Grouping::Symptom, now).len()),
            unread: count(incident.reports.iter().filter(|report| report.read.is_none()).count()),
            newest_at: incident.reports.iter().filter_map(Report::last_heard_at).max().map(|at| at.timestamp_millis()),
            beaten: beaten.map(|beaten| BeatenView {
                words: beaten.words(length),
                silent: beaten.seconds.is_none(),
                place: beaten.place,
            }),
        })
    }
}

/// `40 s`, `12 min`, `1 h 05 min`.
fn length(seconds: i64) -> String {
    match seconds {
        ..60 => format!("{seconds} s"),
        60..3600 => format!("{} min", seconds / 60),
        _ => format!("{} h {:02} min", seconds / 3600, seconds / 60 % 60),
    }
}

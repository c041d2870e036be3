//! Promises that slipped, as lines of the review's timeline.

use chrono::Duration;
use chrono_tz::Tz;
use domain::measure::Slip;
use domain::span::Instant;
use serde::Serialize;

use super::markdown::duration;

/// A promise that slipped, where it stands in the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct SlipLine {
    /// When the update came that had been promised; where none came, by when it was promised. In milliseconds since 1970.
    #[ts(type = "number")]
    pub at: i64,
    /// To whom, by when, and by how much it was late.
    pub text: String,
}

/// The lines of all that slipped, in the order of the timeline.
pub(super) fn lines(slips: &[Slip], resolved_at: Option<Instant>, zone: Tz) -> Vec<SlipLine> {
    let mut lines: Vec<SlipLine> = slips.iter().map(|slip| line(slip, resolved_at, zone)).collect();
    lines.sort_by_key(|line| line.at);
    lines
}

fn line(slip: &Slip, resolved_at: Option<Instant>, zone: Tz) -> SlipLine {
    let audience = slip.audience.name().to_lowercase();
    let promised = slip.promised_at.with_timezone(&zone).format("%H:%M %Z");
    let what = match (slip.came_at, resolved_at.filter(|at| *at > slip.promised_at)) {
        (Some(at), _) => format!("it came {}, {} late", clock(slip, at, zone), duration(slip.late_seconds)),
        (None, Some(at)) => {
            let later = duration((at - slip.promised_at).num_seconds());
            format!("none had come when it was resolved, {}, {later} later", clock(slip, at, zone))
        }
        (None, None) => {
            let until = slip.promised_at + Duration::seconds(slip.late_seconds);
            format!("none had come by {}, {} later", clock(slip, until, zone), duration(slip.late_seconds))
        }
    };
    SlipLine {
        at: slip.came_at.unwrap_or(slip.promised_at).timestamp_millis(),
        text: format!("An update was promised to {audience} by {promised}; {what}."),
    }
}

/// The time of day, with its day where the promise was for another one.
fn clock(slip: &Slip, at: Instant, zone: Tz) -> String {
    let (promised, at) = (slip.promised_at.with_timezone(&zone), at.with_timezone(&zone));
    let pattern = if promised.date_naive() == at.date_naive() { "%H:%M:%S" } else { "%H:%M:%S on %-d %B" };
    at.format(pattern).to_string()
}

//! Who is on call at PagerDuty now: its own answer, through every policy and level.

use chrono::Duration;
use domain::delivery::Failure;
use domain::span::Span;
use serde::Deserialize;

use super::{Reference, entries, part, rest};
use crate::capability::{OnCall, Reading, Step};
use crate::instant::{read, text};

/// <https://developer.pagerduty.com/api-reference/3a6b910f11050-list-all-of-the-on-calls>
pub(super) const ON_CALL: Reading<OnCall> = Reading::of_all(
    // PagerDuty answers a window of almost no length with nobody.
    |scope| vec![Step::of_all("oncalls").within(Span::of(scope.now, scope.now + Duration::minutes(1)))],
    |account, step| {
        let window = step.time()?;
        let request = rest(account, &["oncalls"])?
            .query("time_zone", "UTC")
            .query("since", &text(window.from))
            .query("until", &text(window.until))
            .query("include[]", "users");
        Ok(part(request, step))
    },
    |response, step| entries(response, step, "oncalls", on_call),
);

#[derive(Deserialize)]
struct Entry {
    user: Reference,
    schedule: Option<Reference>,
    escalation_policy: Option<Reference>,
    escalation_level: u32,
    start: Option<String>,
    end: Option<String>,
}

fn on_call(entry: Entry) -> Result<OnCall, Failure> {
    Ok(OnCall {
        person: entry.user.person(),
        schedule: entry.schedule.map(Reference::named),
        policy: entry.escalation_policy.map(Reference::named),
        level: entry.escalation_level,
        from: entry.start.as_deref().map(read).transpose()?,
        until: entry.end.as_deref().map(read).transpose()?,
    })
}

//! What a draft promises, as the clock will read it, and what speaks against that.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use domain::agreement::Agreement;
use domain::incident::Incident;
use domain::incident::decide::update;
use domain::reminder;
use domain::span::Instant;
use domain::template::{Rendered, Template, told};

/// By when a filled draft promises the next update, if a clock can keep it; and a sentence where none can, or where the
/// cadence is due before.
pub(crate) fn read(
    incident: &Incident,
    template: Option<&Template>,
    values: &BTreeMap<String, String>,
    preview: &Rendered,
    agreement: &Agreement,
    zone: Tz,
    now: Instant,
) -> (Option<Instant>, Option<String>) {
    let promised_at =
        match update::promise(incident, template, values, (&preview.title, &preview.body), agreement, zone, now) {
            Ok(Some(promised_at)) => promised_at,
            Ok(None) => return (None, None),
            Err(unread) => return (None, Some(format!("{unread} Until then no clock keeps this promise."))),
        };
    let Some(audience) = template.map(|template| template.audience) else {
        return (Some(promised_at), None);
    };
    let ceiling_at = reminder::due_after(incident, &agreement.cadences, audience, now);
    let beyond = ceiling_at.filter(|ceiling_at| promised_at > *ceiling_at).map(|ceiling_at| {
        let clock = |at: Instant| told(at, zone, now);
        let name = audience.name();
        format!(
            "The promise, {}, is beyond the ceiling: {name} are due at {}, and the clock counts to that.",
            clock(promised_at),
            clock(ceiling_at)
        )
    });
    (Some(promised_at), beyond)
}

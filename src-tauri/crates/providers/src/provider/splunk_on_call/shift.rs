//! The shifts of one policy's first step: who would be on call, and what others take over of it.

use domain::delivery::Failure;
use domain::span::Span;
use serde::Deserialize;

use super::user;
use crate::capability::RemoteShift;
use crate::instant::span;

/// One policy of a team, as far as its first step goes.
#[derive(Deserialize)]
pub(super) struct Schedule {
    #[serde(default, deserialize_with = "crate::null::as_default")]
    schedule: Vec<Entry>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    overrides: Vec<Override>,
}

/// A rotation, or a person who is always asked.
#[derive(Deserialize)]
struct Entry {
    #[serde(rename = "onCallType")]
    kind: String,
    #[serde(rename = "onCallUser")]
    user: Option<User>,
    #[serde(rename = "rotationName")]
    rotation: Option<String>,
    #[serde(rename = "shiftName")]
    shift: Option<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    rolls: Vec<Roll>,
}

#[derive(Deserialize)]
struct Roll {
    start: String,
    end: String,
    /// None where nobody is on call.
    #[serde(rename = "onCallUser")]
    user: Option<User>,
}

#[derive(Deserialize)]
struct Override {
    start: String,
    end: String,
    #[serde(rename = "origOnCallUser")]
    instead_of: Option<User>,
    /// None while nobody has taken it.
    #[serde(rename = "overrideOnCallUser")]
    user: Option<User>,
}

#[derive(Deserialize)]
struct User {
    /// Some answers have an empty user where there is none.
    username: Option<String>,
}

/// What somebody takes over: when, of whom, and who.
struct Taken {
    span: Span,
    instead_of: Option<String>,
    by: String,
}

/// The shifts within the stretch, with what others take over of them.
pub(super) fn shifts(schedule: Schedule, within: Span) -> Result<Vec<RemoteShift>, Failure> {
    let mut taken = Vec::new();
    for entry in schedule.overrides {
        let Some(by) = name(entry.user) else { continue };
        taken.push(Taken { span: span(&entry.start, &entry.end)?, instead_of: name(entry.instead_of), by });
    }
    let mut shifts = Vec::new();
    for entry in schedule.schedule {
        let layer = layer(entry.rotation, entry.shift);
        // Somebody who stands in the policy itself has no rolls.
        if entry.rolls.is_empty() && entry.kind == "user" {
            shifts.extend(name(entry.user).into_iter().flat_map(|user| split(within, &user, layer.as_ref(), &taken)));
        }
        for roll in entry.rolls {
            let Some(user) = name(roll.user) else { continue };
            shifts.extend(split(span(&roll.start, &roll.end)?, &user, layer.as_ref(), &taken));
        }
    }
    // Who takes over of nobody comes in addition.
    let added = taken.iter().filter(|taken| taken.instead_of.is_none());
    shifts.extend(added.map(|taken| of(taken.span, &taken.by, None, true)));
    Ok(shifts
        .into_iter()
        .filter_map(|shift| Some(RemoteShift { span: shift.span.overlap(&within)?, ..shift }))
        .collect())
}

/// What is left of a shift to the one who has it, and what others take over of it.
fn split(span: Span, user: &str, layer: Option<&String>, taken: &[Taken]) -> Vec<RemoteShift> {
    let of_mine: Vec<(Span, &str)> = taken
        .iter()
        .filter(|taken| taken.instead_of.as_deref() == Some(user))
        .filter_map(|taken| Some((taken.span.overlap(&span)?, taken.by.as_str())))
        .collect();
    let others: Vec<Span> = of_mine.iter().map(|(span, _)| *span).collect();
    let left = span.without(&others).into_iter().map(|span| of(span, user, layer, false));
    let mut shifts: Vec<RemoteShift> =
        left.chain(of_mine.iter().map(|(span, by)| of(*span, by, layer, true))).collect();
    shifts.sort_by_key(|shift| shift.span.from);
    shifts
}

fn of(span: Span, person: &str, layer: Option<&String>, is_override: bool) -> RemoteShift {
    RemoteShift { span, person: user(person.to_owned()), layer: layer.cloned(), is_override }
}

fn name(user: Option<User>) -> Option<String> {
    user?.username.filter(|name| !name.is_empty())
}

/// `Primary · Weekend`
fn layer(rotation: Option<String>, shift: Option<String>) -> Option<String> {
    let names: Vec<String> = [rotation, shift].into_iter().flatten().filter(|name| !name.is_empty()).collect();
    (!names.is_empty()).then(|| names.join(" · "))
}

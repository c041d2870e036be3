//! `holidays/*.yaml`: the public holidays of a country, a state or a faith.

use std::collections::BTreeSet;

use domain::holiday::{Holiday, HolidayCalendar};
use domain::id::HolidayCalendarId;

use super::node::Node;
use super::read::Fields;
use super::scalar::{date, text};
use crate::ledger::{Notes, Noun};

/// The calendar of a file. A day that cannot be read is left out by itself.
pub(crate) fn holidays(node: &Node, id: &str, notes: &mut Notes<'_>) -> Option<HolidayCalendar> {
    let mut fields = Fields::of(node, "a calendar of holidays", notes)?;
    let place = fields.place;
    let is_first = fields.notes.declare(Noun::HolidayCalendar, id, place);
    let name = fields.required("name", text);
    let place = fields.place_of("days");
    let days = fields.entries("days", day);
    if days.is_empty() {
        let help = "Add `days:` with `{ date: 2026-12-25, name: Christmas Day }` for each.";
        fields.notes.doubt(place, "no-holidays", "The calendar has no holiday.", help);
    }
    fields.close();
    is_first.then_some(HolidayCalendar { id: HolidayCalendarId::from(id), name: name?, days: in_order(days) })
}

/// `{ date: 2026-12-25, name: Christmas Day }`
fn day(node: &Node, notes: &mut Notes<'_>) -> Option<Holiday> {
    let mut fields = Fields::of(node, "a holiday", notes)?;
    let date = fields.required("date", date);
    let name = fields.required("name", text);
    fields.close();
    Some(Holiday { date: date?, name: name? })
}

/// In order of time; what is written twice counts once.
pub(crate) fn in_order(days: Vec<Holiday>) -> Vec<Holiday> {
    days.into_iter().collect::<BTreeSet<_>>().into_iter().collect()
}

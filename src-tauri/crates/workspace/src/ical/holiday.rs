//! Calendar files of public holidays, as countries and calendar programs publish them: events of whole days.

use calendar::shifts;
use chrono::TimeDelta;
use chrono_tz::Tz;
use domain::holiday::{Holiday, HolidayCalendar};
use domain::id::HolidayCalendarId;
use domain::span::Span;

use super::rotation::{calendar_of, described};
use crate::folder::File;
use crate::ledger::{Notes, Noun};
use crate::yaml::holiday::in_order;
use crate::yaml::node::Place;
use crate::yaml::scalar::{ID_HELP, is_id};

/// How much further than shifts holidays are written out: load is looked at in the past, and planned for the next year.
const BACK: TimeDelta = TimeDelta::days(366);
const AHEAD: TimeDelta = TimeDelta::days(732);

/// The calendar of a file. Its days are civil days: they begin at midnight wherever a person is.
pub(crate) fn holidays(file: &File, window: Span, notes: &mut Notes<'_>) -> Option<HolidayCalendar> {
    let (id, _) = file.name();
    if !is_id(id) {
        notes.fault(Place::START, "bad-id", format!("The file's name `{id}` cannot be an id."), ID_HELP);
        return None;
    }
    let is_first = notes.declare(Noun::HolidayCalendar, id, Place::START);
    let calendar = calendar_of(file, notes)?;
    let wide = Span::of(
        window.from.checked_sub_signed(BACK).unwrap_or(window.from),
        window.until.checked_add_signed(AHEAD).unwrap_or(window.until),
    );
    // A civil day has no zone; read in UTC it keeps its date.
    let (occurrences, faulty) = shifts::occurrences(&calendar, Tz::UTC, wide);
    for (event, fault) in faulty {
        let title = event.summary.as_deref().or(event.uid.as_deref()).unwrap_or("without a title");
        let (code, help) = described(&fault);
        notes.fault(Place { line: event.line, column: 1 }, code, format!("Event “{title}”: {fault}."), help);
    }
    let mut days = Vec::new();
    for occurrence in occurrences {
        let name = occurrence.event.summary.clone().unwrap_or_default();
        let last = (occurrence.span.until - TimeDelta::nanoseconds(1)).date_naive();
        let dates = occurrence.span.from.date_naive().iter_days().take_while(|date| *date <= last);
        days.extend(dates.map(|date| Holiday { date, name: name.clone() }));
    }
    if days.is_empty() && !notes.ledger.has_noticed(notes.path) {
        let day = |at: domain::span::Instant| at.format("%Y-%m-%d");
        let message = format!("No holiday of this calendar is between {} and {}.", day(wide.from), day(wide.until));
        notes.doubt(Place::START, "no-holidays", message, "Export it again with the coming years, or remove it.");
    }
    let name = calendar.property("X-WR-CALNAME").unwrap_or(id).to_owned();
    is_first.then(|| HolidayCalendar { id: HolidayCalendarId::from(id), name, days: in_order(days) })
}

//! A feed as it was answered, taken apart; and its events written out for a window.

use calendar::read::{Calendar, Event};
use calendar::shifts::{self, Faulty, Occurrence};
use calendar::{text, zone};
use chrono_tz::Tz;
use domain::delivery::Failure;
use domain::span::Span;

use super::aside;
use super::naming::plain;
use crate::message::Response;

/// A feed.
pub(super) struct Feed {
    pub(super) calendar: Calendar,
    /// As people call its schedule.
    pub(super) name: String,
    /// Of whole days and floating times, where anybody says it.
    pub(super) zone: Option<Tz>,
    /// What could not be made sense of, in words, where anything could not.
    pub(super) damage: Option<String>,
}

impl Feed {
    /// The feed in an answer; `Garbled` where there is none, or not the whole of one.
    pub(super) fn of(response: &Response) -> Result<Self, Failure> {
        let (text, is_whole) = text::of_bytes(&response.body);
        let text = text.trim_matches(|letter: char| letter.is_whitespace() || letter.is_control());
        if text.starts_with('<') {
            let words = "it answered with a web page instead of a calendar: its address is not that of the feed, or asks to \
                         log in";
            return Err(Failure::Garbled(words.to_owned()));
        }
        let calendar = Calendar::read(text);
        if !calendar.found {
            return Err(Failure::Garbled("its answer is no calendar".to_owned()));
        }
        // Half a calendar would show gaps where there are none.
        if !ends(text) {
            return Err(Failure::Garbled("its calendar breaks off before its end".to_owned()));
        }
        let given = |name: &str| response.header(name).map(plain).filter(|text| !text.is_empty());
        let own = calendar.property("X-WR-CALNAME").map(plain).filter(|name| !name.is_empty());
        let name = given(aside::NAME).or(own).or_else(|| given(aside::CONNECTION));
        let zone = response.header(aside::ZONE).and_then(|name| name.parse().ok());
        let damage =
            if is_whole { calendar.flaws.first().cloned() } else { Some("some letters are not UTF-8".to_owned()) };
        Ok(Self {
            name: name.unwrap_or_else(|| super::DESCRIPTOR.name.to_owned()),
            zone: zone.or_else(|| zone::home(&calendar).ok().flatten()),
            damage,
            calendar,
        })
    }

    /// What takes place in a window, in order of time; and why that is not all of it, where it is not.
    pub(super) fn occurrences(&self, window: Span) -> (Vec<Occurrence<'_>>, Option<Failure>) {
        let (occurrences, faulty) = shifts::occurrences(&self.calendar, self.zone.unwrap_or(Tz::UTC), window);
        // What takes no time puts nobody on call, and what takes place in another year is missed by nobody.
        let matters = |(event, fault): &&(&Event, Faulty)| *fault != Faulty::NoLength && event.may_touch(window);
        let faulty: Vec<&(&Event, Faulty)> = faulty.iter().filter(matters).collect();
        let failure = faulty.first().map(|(event, fault)| unread(event, &fault.to_string(), faulty.len()));
        let is_guessed = self.zone.is_none() && occurrences.iter().any(|one| one.event.is_floating());
        let unplaced = is_guessed.then(|| {
            let words = "its calendar has times without a zone, and does not say in which they are meant. Fill in \
                         `time_zone` of the connection";
            Failure::Refused(words.to_owned())
        });
        (occurrences, failure.or(unplaced))
    }
}

/// Why events are missing, by the first of them.
pub(super) fn unread(event: &Event, why: &str, count: usize) -> Failure {
    let title = event.summary.as_deref().or(event.uid.as_deref()).map(plain).unwrap_or_default();
    let title = if title.is_empty() { "without a title".to_owned() } else { format!("“{title}”") };
    let why = plain(why);
    Failure::Garbled(match count {
        1 => format!("its event {title} cannot be read: {why}"),
        _ => format!("{count} of its events cannot be read, the first {title}: {why}"),
    })
}

fn ends(text: &str) -> bool {
    const END: &str = "END:VCALENDAR";
    let begin = text.len().checked_sub(END.len()).and_then(|at| text.get(at..));
    begin.is_some_and(|end| end.eq_ignore_ascii_case(END))
}

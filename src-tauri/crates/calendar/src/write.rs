//! Shifts into a calendar file that every calendar program reads, and that this application reads back as a rotation.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarParameter, ICalendarProperty, ICalendarValue, Uri,
};
use chrono::{DateTime, Datelike, Timelike};
use domain::span::{Instant, Span};

use crate::roster::Roster;

/// A calendar file to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFile {
    /// As calendar programs show it.
    pub name: String,
    /// The IANA zone in which its people think.
    pub zone: String,
    /// What it says of its rotation, where it is the calendar of one.
    pub roster: Option<Roster>,
    /// When it was written.
    pub written_at: Instant,
    /// In order of time.
    pub events: Vec<CalendarEvent>,
}

/// One shift in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEvent {
    /// Unique in all the world and for ever the same for this shift, so that importing twice makes no second.
    pub uid: String,
    /// When.
    pub span: Span,
    /// As calendar programs show it: `Payments: Anneke de Vries`.
    pub summary: String,
    /// From where it is known, in a sentence.
    pub description: String,
    /// The person's id in the workspace.
    pub person: String,
    /// The person's name.
    pub person_name: String,
    /// The person's address.
    pub address: Option<String>,
}

impl CalendarFile {
    /// As text, by RFC 5545: instants in UTC, long lines folded, each ended by carriage return and line feed.
    pub fn to_text(&self) -> String {
        let mut calendar = ICalendarComponent::new(ICalendarComponentType::VCalendar);
        calendar.add_property(ICalendarProperty::Version, text("2.0"));
        calendar.add_property(ICalendarProperty::Prodid, text("-//Bridgewatch//Bridgewatch//EN"));
        calendar.add_property(other("X-WR-CALNAME"), text(&self.name));
        calendar.add_property(other("X-WR-TIMEZONE"), text(&self.zone));
        for (property, said) in self.roster.iter().flat_map(Roster::properties) {
            calendar.add_property(other(property), text(&said));
        }
        let mut components = vec![calendar];
        for event in &self.events {
            components.push(event.component(self.written_at));
        }
        let events = 1..u32::try_from(components.len()).unwrap_or(u32::MAX);
        if let Some(calendar) = components.first_mut() {
            calendar.component_ids = events.collect();
        }
        ICalendar { components }.to_string()
    }
}

impl CalendarEvent {
    fn component(&self, written_at: Instant) -> ICalendarComponent {
        let mut event = ICalendarComponent::new(ICalendarComponentType::VEvent);
        event.add_uid(&self.uid);
        event.add_dtstamp(utc(written_at));
        event.add_property(ICalendarProperty::Dtstart, utc(self.span.from));
        event.add_property(ICalendarProperty::Dtend, utc(self.span.until));
        event.add_property(ICalendarProperty::Summary, text(&self.summary));
        event.add_property(ICalendarProperty::Description, text(&self.description));
        event.add_property(other("X-BRIDGEWATCH-PERSON"), text(&self.person));
        if let Some(address) = &self.address {
            let name = ICalendarParameter::cn(self.person_name.clone());
            let mail = ICalendarValue::Uri(Uri::Location(format!("mailto:{address}")));
            event.add_property_with_params(ICalendarProperty::Attendee, [name], mail);
        }
        event
    }
}

fn other(name: &str) -> ICalendarProperty {
    ICalendarProperty::Other(name.to_owned())
}

fn text(text: &str) -> ICalendarValue {
    // Control characters cannot stand in a calendar, but for the line breaks that it escapes.
    ICalendarValue::Text(text.chars().filter(|letter| !letter.is_control() || *letter == '\n').collect())
}

fn utc(at: Instant) -> PartialDateTime {
    let at: DateTime<chrono::Utc> = at;
    // Each fits: a month has at most 31 days and so on; years beyond four digits do not exist in calendars.
    let small = |number: u32| u8::try_from(number).ok();
    PartialDateTime {
        year: u16::try_from(at.year().clamp(1, 9999)).ok(),
        month: small(at.month()),
        day: small(at.day()),
        hour: small(at.hour()),
        minute: small(at.minute()),
        second: small(at.second()),
        tz_hour: Some(0),
        tz_minute: Some(0),
        tz_minus: false,
    }
}

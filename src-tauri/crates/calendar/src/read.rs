//! A calendar's text into events with lines, as far as a roster needs them.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendarComponent, ICalendarComponentType, ICalendarDuration, ICalendarEntry, ICalendarParameterName,
    ICalendarPeriod, ICalendarProperty, ICalendarRecurrenceRule, ICalendarStatus, ICalendarValue,
};
use calcard::{Entry, Parser};
use chrono::{FixedOffset, NaiveDateTime, TimeDelta};
use chrono_tz::Tz;
use domain::span::Span;

/// A calendar.
#[derive(Debug, Default)]
pub struct Calendar {
    /// `X-WR-CALNAME`, `X-WR-TIMEZONE` and the like, by their names in upper case.
    pub properties: Vec<(String, String)>,
    /// In the order of the text.
    pub events: Vec<Event>,
    /// `VTIMEZONE` components with their observances.
    pub(crate) zones: Vec<(ICalendarComponent, Vec<ICalendarComponent>)>,
    /// Whether the text held any calendar or event at all.
    pub found: bool,
    /// What the parser could not make sense of, in its words.
    pub flaws: Vec<String>,
}

/// A point in time as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) local: NaiveDateTime,
    /// `Z`, which counts whatever the zone.
    pub(crate) offset: Option<FixedOffset>,
    pub(crate) zone: Option<String>,
    /// A civil day without a time.
    pub(crate) is_day: bool,
}

/// How long an occurrence is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Length {
    Until(Moment),
    For(ICalendarDuration),
}

/// Somebody with an address.
#[derive(Debug)]
pub struct Invited {
    /// Without `mailto:`.
    pub address: String,
    /// As the calendar calls them.
    pub name: Option<String>,
}

impl Invited {
    /// For messages.
    pub fn called(&self) -> String {
        self.name.as_ref().map_or_else(|| self.address.clone(), |name| format!("{name} <{}>", self.address))
    }
}

/// A `VEVENT`.
#[derive(Debug, Default)]
pub struct Event {
    /// Of `BEGIN:VEVENT`, counted from 1.
    pub line: u32,
    /// What makes it the same event in every copy of the calendar.
    pub uid: Option<String>,
    pub(crate) sequence: i64,
    pub(crate) start: Option<Moment>,
    pub(crate) length: Option<Length>,
    pub(crate) rules: Vec<ICalendarRecurrenceRule>,
    /// Rules that the parser could not read: the event would come too seldom.
    pub(crate) unread_rules: usize,
    pub(crate) extra: Vec<(Moment, Option<Length>)>,
    pub(crate) excluded: Vec<Moment>,
    /// Of an override: which occurrence it replaces, and whether all that follow move with it.
    pub(crate) replaces: Option<(Moment, bool)>,
    /// It takes place no more.
    pub is_cancelled: bool,
    /// Its title.
    pub summary: Option<String>,
    /// Without rooms, and without those who declined.
    pub attendees: Vec<Invited>,
    /// Who called it together: a person, or the calendar itself.
    pub organizer: Option<Invited>,
    /// `X-BRIDGEWATCH-PERSON`: an id that we wrote ourselves.
    pub person: Option<String>,
    /// What it says beside its title.
    pub description: Option<String>,
    /// All that begin with `X-BRIDGEWATCH-`, by their names in upper case.
    pub properties: Vec<(String, String)>,
}

impl Event {
    /// A property of ours.
    pub fn property(&self, name: &str) -> Option<&str> {
        let found = self.properties.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// The zone in which its begin is written, where that is one of the IANA data base; none where it floats or says `Z`.
    pub fn time_zone(&self) -> Option<Tz> {
        self.start.as_ref()?.zone.as_deref()?.parse().ok()
    }

    /// Whether it lasts at all: a reminder does not.
    pub fn takes_time(&self) -> bool {
        self.length.is_some() || self.start.as_ref().is_some_and(|start| start.is_day)
    }

    /// Whether it stands in place of an occurrence of a series.
    pub fn is_override(&self) -> bool {
        self.replaces.is_some()
    }

    /// Whether its time is that of whoever reads it: a civil day, or a time without a zone.
    pub fn is_floating(&self) -> bool {
        self.start.as_ref().is_some_and(|start| start.is_day || (start.offset.is_none() && start.zone.is_none()))
    }

    /// Whether it could take place in a window, as far as its own times tell: the clocks of two places are less than a day
    /// apart.
    pub fn may_touch(&self, window: Span) -> bool {
        let Some(start) = &self.start else { return true };
        let day = TimeDelta::days(1);
        let until = window.until.naive_utc();
        if until.checked_add_signed(day).is_some_and(|until| start.local > until) {
            return false;
        }
        let is_repeated = !self.rules.is_empty() || self.unread_rules > 0 || !self.extra.is_empty();
        let length = match &self.length {
            Some(Length::Until(end)) => end.local - start.local,
            Some(Length::For(duration)) => duration.to_time_delta().unwrap_or(TimeDelta::MAX),
            None => day,
        };
        let end = start.local.checked_add_signed(length).and_then(|end| end.checked_add_signed(day));
        is_repeated || end.is_none_or(|end| end >= window.from.naive_utc())
    }
}

impl Calendar {
    /// A property of the calendar itself.
    pub fn property(&self, name: &str) -> Option<&str> {
        let found = self.properties.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// Reads a text; total.
    pub fn read(text: &str) -> Self {
        let mut calendar = Self::default();
        let mut lines = text.lines().enumerate().filter_map(|(index, line)| {
            let line = line.trim_start_matches('\u{feff}').trim();
            line.eq_ignore_ascii_case("BEGIN:VEVENT").then(|| u32::try_from(index + 1).unwrap_or(u32::MAX))
        });
        let mut parser = Parser::new(text);
        loop {
            match parser.entry() {
                Entry::Eof => return calendar,
                Entry::ICalendar(parsed) => {
                    calendar.found = true;
                    calendar.components(&parsed.components, &mut lines);
                }
                Entry::InvalidLine(line) if line.trim().is_empty() => {}
                Entry::InvalidLine(_) => calendar.flaws.push("a line stands outside of any calendar".to_owned()),
                Entry::UnexpectedComponentEnd { expected, found } => {
                    calendar.flaws.push(format!(
                        "`END:{}` is missing before `END:{}`",
                        expected.as_str(),
                        found.as_str()
                    ));
                }
                Entry::UnterminatedComponent(name) => calendar.flaws.push(format!("`END:{name}` is missing")),
                _ => calendar.flaws.push("this is no calendar".to_owned()),
            }
        }
    }

    fn components(&mut self, components: &[ICalendarComponent], lines: &mut impl Iterator<Item = u32>) {
        for component in components {
            match component.component_type {
                ICalendarComponentType::VCalendar => self.properties.extend(
                    component
                        .entries
                        .iter()
                        .filter_map(|entry| Some((entry.name.as_str().to_ascii_uppercase(), joined(entry)?))),
                ),
                ICalendarComponentType::VEvent => {
                    self.events.push(event(component, lines.next().unwrap_or(1)));
                }
                ICalendarComponentType::VTimezone => {
                    let children = component.component_ids.iter().filter_map(|id| components.get(*id as usize));
                    self.zones.push((component.clone(), children.cloned().collect()));
                }
                _ => {}
            }
        }
    }
}

/// All values of an entry; the parser cuts unknown properties at commas.
fn joined(entry: &ICalendarEntry) -> Option<String> {
    let values: Vec<&str> = entry.values.iter().filter_map(ICalendarValue::as_text).collect();
    (!values.is_empty()).then(|| values.join(","))
}

fn event(component: &ICalendarComponent, line: u32) -> Event {
    let mut event = Event { line, ..Event::default() };
    for entry in &component.entries {
        let text = || entry.values.first().and_then(ICalendarValue::as_text).map(str::to_owned);
        match &entry.name {
            ICalendarProperty::Uid => event.uid = text(),
            ICalendarProperty::Summary => event.summary = text(),
            ICalendarProperty::Sequence => {
                event.sequence = entry.values.first().and_then(ICalendarValue::as_integer).unwrap_or_default();
            }
            ICalendarProperty::Status => {
                event.is_cancelled =
                    matches!(entry.values.first(), Some(ICalendarValue::Status(ICalendarStatus::Cancelled)));
            }
            ICalendarProperty::Dtstart => event.start = moments(entry).next(),
            ICalendarProperty::Dtend => event.length = moments(entry).next().map(Length::Until),
            ICalendarProperty::Duration => {
                if let Some(ICalendarValue::Duration(duration)) = entry.values.first() {
                    event.length = Some(Length::For(duration.clone()));
                }
            }
            ICalendarProperty::Rrule => match entry.values.first() {
                Some(ICalendarValue::RecurrenceRule(rule)) => event.rules.push((**rule).clone()),
                _ => event.unread_rules += 1,
            },
            ICalendarProperty::Rdate => {
                event.extra.extend(moments(entry).map(|moment| (moment, None)));
                event.extra.extend(periods(entry));
            }
            ICalendarProperty::Exdate => event.excluded.extend(moments(entry)),
            ICalendarProperty::RecurrenceId => {
                let and_later = entry.has_parameter(&ICalendarParameterName::Range);
                event.replaces = moments(entry).next().map(|moment| (moment, and_later));
            }
            ICalendarProperty::Attendee => event.attendees.extend(invited(entry)),
            ICalendarProperty::Organizer => event.organizer = invited(entry),
            ICalendarProperty::Description => event.description = text(),
            ICalendarProperty::Other(name) => {
                let name = name.to_ascii_uppercase();
                if name == "X-BRIDGEWATCH-PERSON" {
                    event.person = joined(entry);
                }
                if name.starts_with("X-BRIDGEWATCH-") {
                    event.properties.extend(joined(entry).map(|value| (name, value)));
                }
            }
            _ => {}
        }
    }
    event
}

fn parameter<'a>(entry: &'a ICalendarEntry, name: &ICalendarParameterName) -> Option<&'a str> {
    entry.parameter(name).and_then(|value| value.as_text())
}

fn invited(entry: &ICalendarEntry) -> Option<Invited> {
    let declined = parameter(entry, &ICalendarParameterName::Partstat).is_some_and(|state| state == "DECLINED");
    let kind = parameter(entry, &ICalendarParameterName::Cutype).unwrap_or("INDIVIDUAL");
    if declined || kind == "ROOM" || kind == "RESOURCE" {
        return None;
    }
    Some(Invited {
        address: entry.calendar_address()?.trim().to_owned(),
        name: parameter(entry, &ICalendarParameterName::Cn).map(str::to_owned),
    })
}

/// A point in time; `None` for dates that no calendar has.
pub(crate) fn moment(written: &PartialDateTime, zone: Option<&str>) -> Option<Moment> {
    let read = written.to_date_time()?;
    Some(Moment {
        local: read.date_time,
        offset: read.offset,
        zone: zone.map(str::to_owned),
        is_day: !written.has_time(),
    })
}

/// All points in time of an entry.
pub(crate) fn moments(entry: &ICalendarEntry) -> impl Iterator<Item = Moment> {
    entry.values.iter().filter_map(|value| match value {
        ICalendarValue::PartialDateTime(written) => moment(written, entry.tz_id()),
        _ => None,
    })
}

fn periods(entry: &ICalendarEntry) -> impl Iterator<Item = (Moment, Option<Length>)> {
    entry.values.iter().filter_map(|value| match value {
        ICalendarValue::Period(ICalendarPeriod::Range { start, end }) => {
            Some((moment(start, entry.tz_id())?, Some(Length::Until(moment(end, entry.tz_id())?))))
        }
        ICalendarValue::Period(ICalendarPeriod::Duration { start, duration }) => {
            Some((moment(start, entry.tz_id())?, Some(Length::For(duration.clone()))))
        }
        _ => None,
    })
}

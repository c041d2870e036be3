//! A calendar's text into events with lines, as far as a roster needs them.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendarComponent, ICalendarComponentType, ICalendarDuration, ICalendarEntry, ICalendarParameterName,
    ICalendarPeriod, ICalendarProperty, ICalendarRecurrenceRule, ICalendarStatus, ICalendarValue,
};
use calcard::{Entry, Parser};
use chrono::{FixedOffset, NaiveDateTime};

/// A calendar file.
#[derive(Debug, Default)]
pub(crate) struct Calendar {
    /// `X-WR-CALNAME`, `X-WR-TIMEZONE` and the like, by their names in upper case.
    pub(crate) properties: Vec<(String, String)>,
    pub(crate) events: Vec<Event>,
    /// `VTIMEZONE` components with their observances.
    pub(crate) zones: Vec<(ICalendarComponent, Vec<ICalendarComponent>)>,
    /// Whether the text held any calendar or event at all.
    pub(crate) found: bool,
    /// What the parser could not make sense of, in its words.
    pub(crate) flaws: Vec<String>,
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
pub(crate) struct Invited {
    pub(crate) address: String,
    pub(crate) name: Option<String>,
}

impl Invited {
    /// For messages.
    pub(crate) fn called(&self) -> String {
        self.name.as_ref().map_or_else(|| self.address.clone(), |name| format!("{name} <{}>", self.address))
    }
}

/// A `VEVENT`.
#[derive(Debug, Default)]
pub(crate) struct Event {
    /// Of `BEGIN:VEVENT`, counted from 1.
    pub(crate) line: u32,
    pub(crate) uid: Option<String>,
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
    pub(crate) is_cancelled: bool,
    pub(crate) summary: Option<String>,
    /// Without rooms, and without those who declined.
    pub(crate) attendees: Vec<Invited>,
    pub(crate) organizer: Option<Invited>,
    pub(crate) person: Option<String>,
}

impl Calendar {
    /// A property of the calendar itself.
    pub(crate) fn property(&self, name: &str) -> Option<&str> {
        let found = self.properties.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// Reads a text; total.
    pub(crate) fn read(text: &str) -> Self {
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
            ICalendarProperty::Other(name) if name.eq_ignore_ascii_case("X-BRIDGEWATCH-PERSON") => {
                event.person = joined(entry);
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

//! What is written is read back as it was.

use calendar::read::Calendar;
use calendar::shifts::occurrences;
use calendar::write::{CalendarEvent, CalendarFile};
use calendar::zone::home;
use chrono::{Duration, TimeZone};
use chrono_tz::Tz;
use domain::span::Span;

#[test]
fn a_calendar_that_was_written_is_read_as_it_was_meant() {
    let at = chrono::Utc.with_ymd_and_hms(2026, 3, 28, 18, 0, 0).unwrap();
    let event = |uid: &str, days: i64, name: &str, address: Option<&str>| CalendarEvent {
        uid: uid.to_owned(),
        span: Span::of(at + Duration::days(days), at + Duration::days(days + 1)),
        summary: format!("Payments, nights; and days: {name}"),
        description: "Primary, from PagerDuty\nand more".to_owned(),
        person: name.to_lowercase(),
        person_name: name.to_owned(),
        address: address.map(str::to_owned),
    };
    let file = CalendarFile {
        name: "Payments".to_owned(),
        zone: "Europe/Oslo".to_owned(),
        function: Some("engineering".to_owned()),
        written_at: at,
        events: vec![event("1", 0, "Anneke", Some("anneke@kestrel.example")), event("2", 1, "Jörg \u{7}Müller", None)],
    };
    let text = file.to_text();
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    let calendar = Calendar::read(&text);
    assert_eq!((calendar.flaws.as_slice(), home(&calendar)), (&[][..], Ok(Some(Tz::Europe__Oslo))));
    assert_eq!(calendar.property("X-BRIDGEWATCH-FUNCTION"), Some("engineering"));
    let (occurrences, faulty) = occurrences(&calendar, Tz::UTC, Span::of(at, at + Duration::days(9)));
    assert!(faulty.is_empty(), "{faulty:?}");
    let spans: Vec<Span> = occurrences.iter().map(|one| one.span).collect();
    assert_eq!(spans, [file.events[0].span, file.events[1].span]);
    let [first, second] = [occurrences[0].event, occurrences[1].event];
    assert_eq!(first.summary.as_deref(), Some("Payments, nights; and days: Anneke"));
    assert_eq!(first.attendees[0].called(), "Anneke <anneke@kestrel.example>");
    assert_eq!(second.person.as_deref(), Some("jörg müller"));
}

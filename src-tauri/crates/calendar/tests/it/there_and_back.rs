//! What is written is read back as it was.

use calendar::read::Calendar;
use calendar::roster::{NoFlag, Roster};
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
    let words = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
    let roster = Roster {
        function: Some("engineering".to_owned()),
        regions: words(&["europe", "north-america"]),
        services: words(&["payments-api", "ledger-db"]),
        backup: Some("platform".to_owned()),
        gaps_intended: true,
        last_resort: true,
        pager: Some("pager-duty".to_owned()),
        pager_target: Some("policy:PABC123, nights; days".to_owned()),
    };
    let file = CalendarFile {
        name: "Payments".to_owned(),
        zone: "Europe/Oslo".to_owned(),
        roster: Some(roster.clone()),
        written_at: at,
        events: vec![event("1", 0, "Anneke", Some("anneke@kestrel.example")), event("2", 1, "Jörg \u{7}Müller", None)],
    };
    let text = file.to_text();
    assert!(text.lines().all(|line| line.len() <= 75), "{text}");
    let calendar = Calendar::read(&text);
    assert_eq!((calendar.flaws.as_slice(), home(&calendar)), (&[][..], Ok(Some(Tz::Europe__Oslo))));
    assert_eq!(Roster::of(&calendar), Ok(roster));
    let (occurrences, faulty) = occurrences(&calendar, Tz::UTC, Span::of(at, at + Duration::days(9)));
    assert!(faulty.is_empty(), "{faulty:?}");
    let spans: Vec<Span> = occurrences.iter().map(|one| one.span).collect();
    assert_eq!(spans, [file.events[0].span, file.events[1].span]);
    let [first, second] = [occurrences[0].event, occurrences[1].event];
    assert_eq!(first.summary.as_deref(), Some("Payments, nights; and days: Anneke"));
    assert_eq!(first.attendees[0].called(), "Anneke <anneke@kestrel.example>");
    assert_eq!(second.person.as_deref(), Some("jörg müller"));
}

#[test]
fn a_calendar_that_says_nothing_of_its_rotation_says_nothing_and_a_flag_is_not_guessed() {
    let read = |line: &str| {
        let text = format!("BEGIN:VCALENDAR\n{line}BEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR\n");
        Roster::of(&Calendar::read(&text))
    };
    assert_eq!(read(""), Ok(Roster::default()));
    let regions = Roster { regions: vec!["europe".to_owned(), "apac".to_owned()], ..Roster::default() };
    assert_eq!(read("X-BRIDGEWATCH-REGIONS:europe, apac,\n"), Ok(regions));
    let last = Roster { last_resort: true, ..Roster::default() };
    assert_eq!(read("X-BRIDGEWATCH-LAST-RESORT:TRUE\nX-BRIDGEWATCH-GAPS-INTENDED:false\n"), Ok(last));
    let written = NoFlag { property: "X-BRIDGEWATCH-GAPS-INTENDED", written: "yes".to_owned() };
    assert_eq!(read("X-BRIDGEWATCH-GAPS-INTENDED:yes\n"), Err(written));
}

//! A feed as other hosts give it: its link stays a secret, and its shifts are those of the same file in a workspace.

use std::fmt::Write as _;
use std::fs;
use std::time::Instant as Stopwatch;

use chrono::{DateTime, TimeDelta};
use domain::delivery::Failure;
use domain::rotation::Source;
use domain::span::Span;
use providers::account::Secrets;
use providers::capability::{Part, RemoteShift, ScheduleShifts, Scope};
use providers::message::{Request, Response, Trouble};
use providers::registry;
use secrecy::SecretString;
use url::Url;

use crate::given;
use crate::server::{Server, answer};

const ID: &str = "icalendar";
const KEY: &str = "8c1f20be7a6d4f59";

fn secrets(url: &str) -> Secrets {
    Secrets::from([("url".to_owned(), SecretString::from(url.to_owned()))])
}

/// A calendar with these lines.
fn calendar(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{lines}\nEND:VCALENDAR\n").replace('\n', "\r\n")
}

/// An event with these lines.
fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n")
}

/// What the shifts of a window are read to, where the connection has these options.
fn read(text: &[u8], options: &[(&str, &str)], window: Span) -> Result<Part<ScheduleShifts>, Failure> {
    let (connection, secrets) = (given::connection(ID, options), given::secrets());
    let account = registry::find(ID)?.account(&connection, &secrets, given::now());
    let shifts = given::pager(ID).shifts.as_ref().unwrap();
    let step = (shifts.begin)(&Scope { now: given::now(), window, of: &[] }).remove(0);
    let response = Response { status: 200, body: text.to_vec(), ..Response::default() };
    (shifts.read)(&(shifts.ask)(&account, &step)?.answered(response), &step)
}

fn shifts(text: &str, window: Span) -> Vec<RemoteShift> {
    let part = read(text.as_bytes(), &[], window).unwrap();
    assert_eq!(part.faults, [], "{text}");
    part.items.into_iter().flat_map(|item| item.shifts).collect()
}

/// Why a feed, or a part of it, cannot be read.
fn trouble(text: &str) -> String {
    match read(text.as_bytes(), &[], given::window()) {
        Err(Failure::Garbled(words)) => words,
        Ok(part) => match &part.faults[0].failure {
            Failure::Garbled(words) | Failure::Refused(words) => words.clone(),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

fn span(from: &str, until: &str) -> Span {
    let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
    Span::of(at(from), at(until))
}

#[test]
fn a_link_is_sent_whole_and_shown_by_its_host_only() {
    let check = |link: &str, expected: Result<(&str, &str), ()>| {
        let (connection, secrets) = (given::connection(ID, &[]), secrets(link));
        let account = registry::find(ID).unwrap().account(&connection, &secrets, given::now());
        let request = (registry::find(ID).unwrap().check.pair().unwrap().ask)(&account);
        let Ok((shown, target)) = expected else {
            let Err(Failure::Refused(words)) = request else { panic!("{request:?}") };
            assert!(!words.contains(KEY), "{words}");
            return;
        };
        let request = request.unwrap();
        assert_eq!((request.url.as_str(), request.target().unwrap().as_str()), (shown, target));
        assert!(!format!("{request:?}").contains(KEY));
    };
    let (shown, target) =
        ("https://pager.example/", "https://pager.example/private/8c1f20be7a6d4f59/feed?token=8c1f20be7a6d4f59");
    for scheme in ["https", "webcal", "WEBCAL", "webcals"] {
        check(&format!("{scheme}://pager.example/private/{KEY}/feed?token={KEY}"), Ok((shown, target)));
    }
    let own = "https://lead:8c1f20be7a6d4f59@calendar.example:8443/duty.ics";
    check(own, Ok(("https://calendar.example:8443/", own)));
    for link in [
        KEY,
        "pager.example/8c1f20be7a6d4f59",
        "file:///8c1f20be7a6d4f59",
        "mailto:8c1f20be7a6d4f59@a.example",
        "https://",
    ] {
        check(link, Err(()));
    }
}

#[tokio::test]
async fn a_secret_address_cannot_lead_to_another_host_than_is_shown() {
    let server = Server::always(answer(200, &[], b"")).await;
    let mut request = Request::get_secret(&Url::parse(&format!("{}/{KEY}", server.address)).unwrap());
    request.url = Url::parse("https://elsewhere.example/").unwrap();
    let Err(Trouble::Kept(words)) = given::wire().send(&request).await else { panic!("was sent") };
    assert!(!words.contains(KEY), "{words}");
    assert!(server.received().is_empty());
    let plain = Request::get_secret(&Url::parse(&format!("http://calendar.example/{KEY}")).unwrap());
    assert!(matches!(given::wire().send(&plain).await, Err(Trouble::Kept(words)) if words.contains("https")));
}

#[tokio::test]
async fn a_feed_is_asked_for_by_its_whole_link_and_a_user_by_their_password() {
    let text = calendar(&event("UID:1\nDTSTART:20261120T090000Z\nDURATION:P1D\nSUMMARY:Anneke"));
    let server = Server::always(answer(200, &[("content-type", "application/octet-stream")], text.as_bytes())).await;
    let (gateway, _folder) = given::gateway();
    let link = format!("{}/private/{KEY}/feed.ics?token={KEY}", server.address.replace("//", "//lead:p%40ss-w0rd@"));
    let connection = given::connection(ID, &[("name", "Payments")]);
    let told = gateway.check(&connection, &secrets(&link), given::now()).await.unwrap();
    assert_eq!(told, "“Payments” has 1 events; they put somebody on call until 2026-11-21. A feed pages nobody.");
    let received = server.received().remove(0);
    assert_eq!(received.path, format!("/private/{KEY}/feed.ics?token={KEY}"));
    // lead:p@ss-w0rd
    assert_eq!(received.header("authorization"), Some("Basic bGVhZDpwQHNzLXcwcmQ="));
    assert_eq!(received.header("bridgewatch-name"), None, "what is laid aside stays here");
}

#[tokio::test]
async fn a_host_that_fails_is_told_in_words_without_the_link() {
    let check = async |status: u16, body: &str, expected: &str| {
        let elsewhere = Server::always(answer(200, &[], b"")).await;
        let location = format!("{}/{KEY}", elsewhere.address);
        let server = Server::always(answer(status, &[("location", &location)], body.as_bytes())).await;
        let (gateway, _folder) = given::gateway();
        let link = format!("{}/private/{KEY}/feed.ics", server.address);
        let outcome = gateway.check(&given::connection(ID, &[]), &secrets(&link), given::now()).await;
        let words = match &outcome {
            Err(setback) => setback.failure.words(),
            Ok(words) => words.clone(),
        };
        assert!(words.contains(expected), "{status}: {words}");
        assert!(!format!("{outcome:?}").contains(KEY), "{outcome:?}");
        assert!(elsewhere.received().is_empty(), "a link is taken to no other place");
    };
    check(302, "", "it points to another address").await;
    check(404, "", "there is no feed at its address").await;
    check(410, "", "there is no feed at its address").await;
    check(200, "<!doctype html><title>Log in</title>", "it answered with a web page instead of a calendar").await;
    check(200, &format!("No calendar at /private/{KEY}/feed.ics"), "its answer is no calendar").await;
    let echo = event(&format!("UID:1\nDTSTART:20261120T090000Z\nDURATION:P1D\nSUMMARY:See private/{KEY}/feed.ics"));
    check(200, &calendar(&echo), "they put somebody on call until 2026-11-21").await;
    let echo = event(&format!("UID:1\nDTSTART:20261120T090000Z\nDTEND;TZID={KEY}:20261121T090000\nSUMMARY:{KEY}"));
    check(200, &calendar(&echo), "its event “•••” cannot be read: `•••` is not a time zone").await;
}

#[tokio::test]
async fn what_a_link_says_about_people_is_not_hidden_in_the_calendar() {
    let lines = "X-WR-CALNAME:Payments\nBEGIN:VEVENT\nUID:1\nDTSTART:20261120T090000Z\nDURATION:P1D\n\
        ATTENDEE;CN=Anneke de Vries:mailto:anneke.de.vries.2@kestrel.example\nEND:VEVENT";
    let server = Server::always(answer(200, &[], calendar(lines).as_bytes())).await;
    let (gateway, _folder) = given::gateway();
    let path = format!("calendar/ical/anneke.de.vries.2%40kestrel.example/private-{KEY}/payments.ics");
    let secrets = secrets(&format!("{}/{path}", server.address));
    let on_call = given::pager(ID).on_call.as_ref().unwrap();
    let on_call = given::list(&gateway, &given::connection(ID, &[]), on_call, &secrets).await.unwrap();
    assert_eq!(on_call[0].person.email.as_deref(), Some("anneke.de.vries.2@kestrel.example"));
    assert_eq!(on_call[0].schedule.as_ref().unwrap().name, "Payments");
}

#[test]
fn what_is_not_the_whole_of_a_calendar_is_told() {
    let whole = calendar(&event("UID:1\nDTSTART:20261120T090000Z\nDURATION:P1D\nSUMMARY:Anneke"));
    assert_eq!(trouble(&whole.replace("END:VCALENDAR", "")), "its calendar breaks off before its end");
    assert_eq!(trouble(&whole[..whole.len() / 2]), "its calendar breaks off before its end");
    assert_eq!(
        trouble("\u{feff}  <html>BEGIN:VCALENDAR").split(':').next(),
        Some("it answered with a web page instead of a calendar")
    );
    for text in ["", "{\"items\":[]}", "\0\0\0"] {
        assert_eq!(trouble(text), "its answer is no calendar", "{text:?}");
    }
    let nobody = event("UID:1\nDTSTART:20261120T090000Z\nDURATION:P1D\nSUMMARY:On call");
    assert_eq!(trouble(&calendar(&nobody)), "its event “On call” cannot be read: it names nobody");
    let twice = event("UID:2\nDTSTART;TZID=Mars:20261120T090000\nDURATION:P1D").repeat(2);
    let mars = "`Mars` is not a time zone, and the calendar does not define it";
    assert_eq!(trouble(&calendar(&twice)), format!("2 of its events cannot be read, the first “2”: {mars}"));
    // what is long over, or takes no time, is missed by nobody
    let over =
        event("UID:2\nDTSTART;TZID=Mars:20250120T090000\nDURATION:P1D") + &event("UID:3\nDTSTART:20261120T090000Z");
    assert_eq!(shifts(&calendar(&over), given::window()), []);
}

#[test]
fn a_name_and_a_zone_are_those_of_the_connection_else_of_the_calendar() {
    let text =
        |head: &str| calendar(&format!("{head}\n{}", event("DTSTART:20261121T090000\nDURATION:PT1H\nSUMMARY:Anneke")));
    let check = |head: &str, options: &[(&str, &str)], name: &str, zone: Option<&str>, hour: &str| {
        let part = read(text(head).as_bytes(), options, given::window()).unwrap();
        let about = part.items[0].about.clone().unwrap();
        assert_eq!((about.name.as_str(), about.time_zone.as_deref()), (name, zone));
        assert_eq!(part.items[0].shifts[0].span.from.format("%H").to_string(), hour);
        assert_eq!(part.faults.is_empty(), zone.is_some(), "{:?}", part.faults);
    };
    let head = "X-WR-CALNAME:  Night\\, watch\nX-WR-TIMEZONE:Asia/Tokyo";
    check(head, &[], "Night, watch", Some("Asia/Tokyo"), "00");
    check(head, &[("name", "Nights"), ("time_zone", "Europe/Paris")], "Nights", Some("Europe/Paris"), "08");
    check("", &[("time_zone", "Europe/Paris")], "Main", Some("Europe/Paris"), "08");
    check("X-WR-TIMEZONE:Mars", &[], "Main", None, "09");
    assert!(trouble(&text("")).ends_with("Fill in `time_zone` of the connection"));
    let latin = text("X-WR-TIMEZONE:UTC\nX-WR-CALNAME:Z?rich");
    let latin: Vec<u8> = latin.bytes().map(|byte| if byte == b'?' { 0xfc } else { byte }).collect();
    assert_eq!(read(&latin, &[], given::window()).unwrap().items[0].about.as_ref().unwrap().name, "Z\u{fffd}rich");
}

#[test]
fn the_person_is_whom_the_event_names_and_not_whoever_plans() {
    let at = "DTSTART:20261121T090000Z\nDURATION:PT1H\n";
    let check = |events: &[&str], expected: &[(&str, &str)]| {
        let events: String = events.iter().map(|lines| event(&format!("{at}{lines}"))).collect();
        let shifts = shifts(&calendar(&format!("X-WR-CALNAME:Payments\n{events}")), given::window());
        let named: Vec<(&str, &str)> =
            shifts.iter().map(|one| (one.person.id.as_str(), one.person.name.as_str())).collect();
        assert_eq!(named, expected, "{events}");
        assert!(shifts.iter().all(|one| one.person.email.is_some() == one.person.id.contains('@')));
    };
    let plans = "ORGANIZER;CN=Rota:mailto:rota@kestrel.example\n";
    check(&["ATTENDEE;CN=Anneke:mailto:Anneke@kestrel.example\nSUMMARY:Eva"], &[("anneke@kestrel.example", "Anneke")]);
    check(&["ATTENDEE:urn:uuid:1\nSUMMARY:Eva"], &[("urn:uuid:1", "urn:uuid:1")]);
    check(
        &["ORGANIZER:mailto:eva@kestrel.example\nSUMMARY:On call"],
        &[("eva@kestrel.example", "eva@kestrel.example")],
    );
    check(
        &[&format!("{plans}SUMMARY:Payments: Eva Lund"), &format!("{plans}SUMMARY:Payments: Anneke")],
        &[("Eva Lund", "Eva Lund"), ("Anneke", "Anneke")],
    );
    check(&["ORGANIZER;CN=Payments:mailto:x@group.example\nSUMMARY:Eva"], &[("Eva", "Eva")]);
    check(&["X-BRIDGEWATCH-PERSON:eva\nSUMMARY:Payments: Eva Lund"], &[("eva", "Eva Lund")]);
    for summary in [
        "Eva Lund",
        "On call: Eva Lund",
        "Payments on call (Eva Lund)",
        "Primary - Eva Lund - Payments",
        "Eva Lund is on call",
    ] {
        check(&[&format!("SUMMARY:{summary}")], &[("Eva Lund", "Eva Lund")]);
    }
    check(
        &["SUMMARY:On Call - Eva Lund - Checkout EU", "SUMMARY:On Call - Anneke - Checkout EU"],
        &[("Eva Lund", "Eva Lund"), ("Anneke", "Anneke")],
    );
}

#[test]
fn people_whose_family_names_stand_before_a_comma_are_not_one_person() {
    let at = "DTSTART:20261121T090000Z\nDURATION:PT1H\n";
    let check = |titles: &[&str], expected: &[&str]| {
        let events: String = titles.iter().map(|title| event(&format!("{at}SUMMARY:{title}"))).collect();
        let shifts = shifts(&calendar(&format!("X-WR-CALNAME:Payments\n{events}")), given::window());
        let named: Vec<&str> = shifts.iter().map(|one| one.person.id.as_str()).collect();
        assert_eq!(named, expected, "{titles:?}");
    };
    let three = ["Smith, Alice", "Smith, Bob", "O'Neil, Ciarán"];
    check(&[r"Smith\, Alice", r"Smith\, Bob", r"O'Neil\, Ciarán"], &three);
    check(&three, &three);
    check(&[r"Smith\, Alice", r"Smith\, Bob"], &three[..2]);
    check(&[r"On call: van der Berg\, Jan-Peter (Payments)"], &["van der Berg, Jan-Peter"]);
    // A role, the calendar's own name, and what all titles end with, are no given names.
    check(&[r"Anneke de Vries\, primary", r"Eva Lund\, Payments"], &["Anneke de Vries", "Eva Lund"]);
    check(&[r"Anneke de Vries\, EU desk", r"Eva Lund\, EU desk"], &["Anneke de Vries", "Eva Lund"]);
    check(&[r"Eva Lund\, tel. 4711"], &["Eva Lund"]);
}

#[test]
fn everybody_who_is_invited_is_on_call_but_for_whoever_plans() {
    let at = "DTSTART:20261121T090000Z\nDURATION:PT1H\n";
    let plans = "ORGANIZER:mailto:rota@kestrel.example\nATTENDEE:mailto:rota@kestrel.example\n";
    let guest = |name: &str| format!("ATTENDEE;CN={name}:mailto:{name}@kestrel.example\n");
    let (eva, anneke) = (guest("eva"), guest("anneke"));
    let events = [
        event(&format!("{at}{eva}{anneke}{eva}SUMMARY:Two")),
        event(&format!("{at}{plans}{eva}{anneke}SUMMARY:Three")),
        event(&format!("{at}{plans}{anneke}SUMMARY:Four")),
    ];
    let shifts = shifts(&calendar(&events.concat()), given::window());
    let named: Vec<&str> = shifts.iter().map(|one| one.person.name.as_str()).collect();
    assert_eq!(named, ["eva", "anneke", "eva", "anneke", "anneke"]);
}

/// Over the days on which clocks change, in zones of all kinds, by rules, exceptions and overrides.
#[test]
fn a_feed_gives_the_shifts_that_the_same_file_gives_in_a_workspace() {
    let ours = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:20001029T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n\
        TZOFFSETFROM:+0630\nTZOFFSETTO:+0530\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:20000326T020000\n\
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nTZOFFSETFROM:+0530\nTZOFFSETTO:+0630\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
    let moved = "UID:1\nDTSTART;TZID=America/New_York:20260301T180000\nDTEND;TZID=America/New_York:20260302T090000\nRRULE:FREQ=DAILY";
    let override_of =
        "UID:1\nRECURRENCE-ID;TZID=America/New_York:20260308T180000\nDTSTART:20260308T120000Z\nDURATION:PT2H";
    let series = [
        event("DTSTART:20260101T180000\nDTEND:20260102T090000\nRRULE:FREQ=DAILY"),
        event("DTSTART:20260105T020000\nDURATION:P7D\nRRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=20261101T010000Z"),
        event("DTSTART;VALUE=DATE:20260301\nRRULE:FREQ=WEEKLY;BYDAY=SA,SU"),
        event(
            "DTSTART;TZID=Pacific Standard Time:20260101T023000\nDTEND:20260101T120000Z\nRRULE:FREQ=MONTHLY;BYDAY=2SU",
        ),
        event("DTSTART:20260329T003000Z\nDURATION:PT1H\nRRULE:FREQ=HOURLY;COUNT=5\nEXDATE:20260329T013000Z"),
        event(&format!("{moved}\nEXDATE;VALUE=DATE:20260310")) + &event(override_of),
        format!("{ours}{}", event("DTSTART;TZID=Ours:20260101T013000\nDURATION:PT2H\nRRULE:FREQ=DAILY")),
    ];
    let window = span("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z");
    let mut compared = 0;
    for zone in ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo", "UTC"] {
        for lines in &series {
            let named = lines.replace("END:VEVENT", "ATTENDEE:mailto:mara@kestrel.example\nEND:VEVENT");
            let text = calendar(&format!("X-WR-TIMEZONE:{zone}\n{named}"));
            let ours: Vec<Span> = shifts(&text, window).into_iter().map(|shift| shift.span).collect();
            assert_eq!(ours, of_a_workspace(&text, window), "{zone}\n{lines}");
            compared += ours.len();
        }
    }
    assert!(compared > 2_000, "{compared} shifts");
}

/// The spans of the same file as a rotation.
fn of_a_workspace(text: &str, window: Span) -> Vec<Span> {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [
        ("people/mara.yaml", "name: Mara\ntime_zone: UTC\ncontact: [ { email: mara@kestrel.example } ]\n"),
        ("rotations/duty.yaml", "name: Duty\nfunction: support\ntime_zone: UTC\ncalendar: duty.ics\n"),
        ("rotations/duty.ics", text),
    ] {
        fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
        fs::write(folder.path().join(path), text).unwrap();
    }
    let loaded = workspace::load::load(folder.path(), window).unwrap();
    let Source::Calendar { shifts, .. } = &loaded.agreement.rotation(&"duty".into()).unwrap().source else {
        panic!("no calendar: {:?}", loaded.diagnostics)
    };
    assert!(shifts.iter().all(|shift| shift.person == "mara".into()));
    shifts.iter().map(|shift| shift.span).collect()
}

/// As large as the wire lets through, and as bad as it can be.
#[test]
fn a_hostile_feed_is_read_within_bounds() {
    const SIZE: usize = 2 * 1024 * 1024;
    let many = |each: &dyn Fn(usize) -> String| {
        let mut text = String::new();
        for number in 0.. {
            if text.len() >= SIZE {
                break;
            }
            text.push_str(&each(number));
        }
        text
    };
    let at = "DTSTART:20261101T000000Z\nDURATION:PT1M\n";
    let minutes = format!("UID:1\n{at}RRULE:FREQ=MINUTELY\nSUMMARY:{}", "Anneke ".repeat(50_000));
    let stamp =
        |number: usize| (given::now() + TimeDelta::minutes(i64::try_from(number).unwrap())).format("%Y%m%dT%H%M00Z");
    let excluded = many(&|number| format!("EXDATE:{}\n", stamp(number)));
    let left_out = format!("UID:1\n{at}RRULE:FREQ=MINUTELY\nSUMMARY:Anneke\n{excluded}");
    let overrides = many(&|number| {
        event(&format!("UID:1\nRECURRENCE-ID:{0}\nDTSTART:{0}\nDURATION:PT1M\nSUMMARY:Eva", stamp(number)))
    });
    let changes = "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:20200101T000000\nRRULE:FREQ=HOURLY\nTZOFFSETFROM:+0000\n\
        TZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n";
    let clocks = format!(
        "{changes}{}",
        event("DTSTART;TZID=Ours:20261101T000000\nDURATION:PT1M\nRRULE:FREQ=MINUTELY\nSUMMARY:Anneke")
    );
    let hostile = [
        event(&minutes),
        event(&left_out),
        event(&format!("UID:1\n{at}RRULE:FREQ=MINUTELY\nSUMMARY:Anneke")) + &overrides,
        clocks,
        event("UID:1\nDTSTART:19700101T000000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY\nSUMMARY:Anneke"),
        many(&|_| "BEGIN:VEVENT\n".to_owned()),
        many(&|number| event(&format!("{at}SUMMARY:{number}, Anneke"))),
        event(&format!("{at}SUMMARY:{}", many(&|number| format!("{number}:")))),
        event(&format!("{at}{}", many(&|number| format!("ATTENDEE:mailto:{number}@a.example\n")))),
    ];
    let window = Span::of(given::now() - TimeDelta::days(30), given::now() + TimeDelta::days(90));
    let mut took = String::new();
    for (number, lines) in hostile.iter().enumerate() {
        let begin = Stopwatch::now();
        let text = calendar(lines);
        if let Ok(part) = read(text.as_bytes(), &[], window) {
            let shifts = &part.items[0].shifts;
            assert!(shifts.len() <= 200_000 && shifts.iter().all(|shift| shift.person.name.len() < 1_000), "{number}");
        }
        writeln!(took, "{number}: {:?}", begin.elapsed()).unwrap();
        assert!(begin.elapsed().as_secs() < 60, "{took}");
    }
    eprintln!("{took}");
}

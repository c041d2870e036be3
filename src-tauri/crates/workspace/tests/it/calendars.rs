//! iCalendar files as rotations.

use domain::rotation::{Rotation, Source};

use crate::given::{self, Workspace};

/// People, a rotation that takes its shifts from a calendar in Paris, and that calendar with these events.
fn calendar(events: &str) -> Workspace {
    let text = format!("BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-TIMEZONE:Europe/Paris\n{events}\nEND:VCALENDAR\n");
    given::workspace()
        .with("people/eva.yaml", "name: Eva Lund\ntime_zone: UTC\ncontact: [ { email: Eva.Lund@kestrel.example } ]\n")
        .with(
            "rotations/duty.yaml",
            "name: Duty\nfunction: support\ntime_zone: UTC\ncalendar: duty.ics\nbackup: payments\n",
        )
        .with("rotations/duty.ics", text.replace('\n', "\r\n"))
}

/// An event of Mara with these lines.
fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:1\nSUMMARY:Mara Lindqvist\n{lines}\nEND:VEVENT\n")
}

fn rotation(workspace: &Workspace) -> Rotation {
    workspace.loaded().agreement.rotation(&"duty".into()).unwrap().clone()
}

/// The shifts, a line each.
fn shifts(workspace: &Workspace) -> String {
    let Source::Calendar { shifts, .. } = rotation(workspace).source else { panic!("no calendar") };
    let line = |shift: &domain::rotation::Shift| {
        let at = |instant: chrono::DateTime<chrono::Utc>| instant.format("%m-%dT%H:%MZ").to_string();
        format!("{} {}–{}", shift.person, at(shift.span.from), at(shift.span.until))
    };
    shifts.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn times_are_read_in_their_zones() {
    let check = |lines: &str, shift: &str| {
        let workspace = calendar(&event(lines));
        assert_eq!(shifts(&workspace), format!("mara {shift}"), "{lines}");
        assert_eq!(workspace.problems(), "", "{lines}");
    };
    // floating, and civil days, in the calendar's zone
    check("DTSTART:20260310T090000\nDTEND:20260310T170000", "03-10T08:00Z–03-10T16:00Z");
    check("DTSTART;VALUE=DATE:20260310\nDTEND;VALUE=DATE:20260312", "03-09T23:00Z–03-11T23:00Z");
    check("DTSTART;VALUE=DATE:20260310", "03-09T23:00Z–03-10T23:00Z");
    check("DTSTART:20260310T090000Z\nDURATION:P1DT2H", "03-10T09:00Z–03-11T11:00Z");
    check(
        "DTSTART;TZID=Asia/Tokyo:20260310T090000\nDTEND;TZID=Asia/Tokyo:20260310T170000",
        "03-10T00:00Z–03-10T08:00Z",
    );
    // names that Windows gives, and that exporters make up
    check("DTSTART;TZID=Tokyo Standard Time:20260310T090000\nDURATION:PT1H", "03-10T00:00Z–03-10T01:00Z");
    check("DTSTART;TZID=\"(UTC-03:00) Brasilia\":20260310T090000\nDURATION:PT1H", "03-10T12:00Z–03-10T13:00Z");
    check(
        "DTSTART;TZID=/softwarestudio.org/Olson_20011030_5/America/Chicago:20260110T090000\nDURATION:PT1H",
        "01-10T15:00Z–01-10T16:00Z",
    );
    check(
        "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Berlin:20260310T090000\nDURATION:PT1H",
        "03-10T08:00Z–03-10T09:00Z",
    );
    check(
        "DTSTART;TZID=\"/freeassociation.sourceforge.net/Tzfile/America/Argentina/Buenos_Aires\":20260310T090000\nDURATION:PT1H",
        "03-10T12:00Z–03-10T13:00Z",
    );
    // two zones in one event
    check("DTSTART;TZID=Asia/Tokyo:20260310T090000\nDTEND:20260310T090000Z", "03-10T00:00Z–03-10T09:00Z");
}

#[test]
fn a_zone_of_the_calendars_own_changes_its_clock_when_it_says() {
    let zone = "\
BEGIN:VTIMEZONE
TZID:Ours
BEGIN:STANDARD
DTSTART:20001029T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0630
TZOFFSETTO:+0530
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20000326T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0530
TZOFFSETTO:+0630
END:DAYLIGHT
END:VTIMEZONE
";
    let days = "DTSTART;TZID=Ours:20260328T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3";
    insta::assert_snapshot!(shifts(&calendar(&format!("{zone}{}", event(days)))), @r#"
    mara 03-28T03:30Z–03-28T04:30Z
    mara 03-29T02:30Z–03-29T03:30Z
    mara 03-30T02:30Z–03-30T03:30Z
    "#);
}

#[test]
fn a_shift_ends_by_the_wall_clock_when_clocks_change() {
    let nights = "DTSTART:20260328T180000\nDTEND:20260329T090000\nRRULE:FREQ=DAILY;COUNT=2";
    insta::assert_snapshot!(shifts(&calendar(&event(nights))), @r#"
    mara 03-28T17:00Z–03-29T07:00Z
    mara 03-29T16:00Z–03-30T07:00Z
    "#);
}

#[test]
fn a_time_that_is_skipped_is_the_first_that_exists() {
    let nights = "DTSTART:20260329T023000\nDTEND:20260329T040000";
    insta::assert_snapshot!(shifts(&calendar(&event(nights))), @"mara 03-29T01:00Z–03-29T02:00Z");
}

#[test]
fn rules_repeat_within_the_window_only() {
    let check = |lines: &str, count: usize| {
        let workspace = calendar(&event(lines));
        let shifts = shifts(&workspace);
        assert_eq!(shifts.lines().count(), count, "{lines}\n{shifts}\n{}", workspace.problems());
    };
    check("DTSTART:19990104T090000\nDTEND:19990111T090000\nRRULE:FREQ=WEEKLY", 53);
    check("DTSTART:20260105T090000\nDTEND:20260105T170000\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260114T080000Z", 4);
    check("DTSTART:20260105T090000\nDTEND:20260105T170000\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260114T075959Z", 3);
    check("DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=DAILY;UNTIL=20260107", 3);
    check("DTSTART:20260105T090000\nDURATION:PT1H\nRDATE:20260201T090000,20260301T090000", 3);
    check("DTSTART:20260105T090000\nDURATION:PT1H\nRDATE;VALUE=PERIOD:20260201T090000Z/PT5H", 2);
    check("DTSTART:20270105T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY", 0);
}

#[test]
fn exceptions_take_occurrences_away_or_move_them() {
    let series = "DTSTART:20260105T090000\nDTEND:20260105T170000\nRRULE:FREQ=DAILY;COUNT=6\nSEQUENCE:1\n\
        EXDATE:20260106T090000\nEXDATE;VALUE=DATE:20260107\nEXDATE:20260110T080000Z";
    let moved = "RECURRENCE-ID:20260108T090000\nDTSTART:20260108T120000\nDTEND:20260108T130000\nSEQUENCE:7";
    let cancelled = "RECURRENCE-ID:20260109T080000Z\nDTSTART:20260109T090000\nDTEND:20260109T100000\nSTATUS:CANCELLED";
    let other =
        event("DTSTART:20260108T090000\nDURATION:PT1H").replace("UID:1", "UID:2").replace("Mara Lindqvist", "Eva Lund");
    let workspace = calendar(&format!("{}{}{}{other}", event(series), event(moved), event(cancelled)));
    assert_eq!(workspace.problems(), "");
    insta::assert_snapshot!(shifts(&workspace), @r#"
    mara 01-05T08:00Z–01-05T16:00Z
    eva 01-08T08:00Z–01-08T09:00Z
    mara 01-08T11:00Z–01-08T12:00Z
    "#);
}

#[test]
fn an_exception_may_hold_for_all_that_follow() {
    let series = "DTSTART:20260105T090000\nDTEND:20260105T170000\nRRULE:FREQ=DAILY;COUNT=4";
    let later = "RECURRENCE-ID;RANGE=THISANDFUTURE:20260107T090000\nDTSTART:20260107T120000\nDTEND:20260107T130000\nATTENDEE:mailto:eva.lund@kestrel.example";
    insta::assert_snapshot!(shifts(&calendar(&format!("{}{}", event(series), event(later)))), @r#"
    mara 01-05T08:00Z–01-05T16:00Z
    mara 01-06T08:00Z–01-06T16:00Z
    eva 01-07T11:00Z–01-07T12:00Z
    eva 01-08T11:00Z–01-08T12:00Z
    "#);
}

#[test]
fn a_cancelled_event_puts_nobody_on_call() {
    assert_eq!(shifts(&calendar(&event("DTSTART:20260105T090000\nDURATION:PT1H\nSTATUS:CANCELLED"))), "");
}

#[test]
fn the_person_is_the_attendee_else_the_organizer_else_the_summary() {
    let check = |lines: &str, person: &str| {
        let events = format!("BEGIN:VEVENT\nUID:1\nDTSTART:20260105T090000Z\nDURATION:PT1H\n{lines}\nEND:VEVENT");
        let workspace = calendar(&events);
        assert_eq!(shifts(&workspace).split(' ').next(), Some(person), "{lines}\n{}", workspace.problems());
    };
    check("ATTENDEE:mailto:MARA@kestrel.example\nORGANIZER:mailto:eva.lund@kestrel.example\nSUMMARY:Eva Lund", "mara");
    check("ATTENDEE;CN=\"Mara Lindqvist\":mailto:private@home.example", "mara");
    check("ATTENDEE;CUTYPE=ROOM:mailto:room@kestrel.example\nATTENDEE:mailto:mara@kestrel.example", "mara");
    check(
        "ATTENDEE;PARTSTAT=DECLINED:mailto:eva.lund@kestrel.example\nATTENDEE:mailto:mara@kes\n trel.example",
        "mara",
    );
    check("ORGANIZER:mailto:eva.lund@kestrel.example\nSUMMARY:Mara Lindqvist", "eva");
    check("ORGANIZER:mailto:calendar@group.example\nSUMMARY:Mara Lindqvist", "mara");
    for summary in [
        "mara",
        "MARA LINDQVIST",
        "On call: Mara Lindqvist",
        "Mara Lindqvist - Payments",
        "Payments duty (Mara Lindqvist)",
        "Mara Lindqvist is on call",
        "On-call Mara Lindqvist",
        "mara@kestrel.example",
        r"Lindqvist\, Mara",
        r"On call: Lindqvist\, Mara (Payments)",
        r"Mara Lindqvist\, Payments",
        r"mara\, Payments",
    ] {
        check(&format!("SUMMARY:{summary}"), "mara");
    }
    // The only Mara here is another one.
    check(r"SUMMARY:Smith\, Mara", "");
    check("ATTENDEE;CN=\"Lindqvist, Mara\":mailto:private@home.example", "mara");
    check("SUMMARY:Duty\nX-BRIDGEWATCH-PERSON:mara", "mara");
    // whoever is invited and not known is a fault, and no reason to put the organizer on call
    check("ATTENDEE:mailto:x@home.example\nORGANIZER:mailto:eva.lund@kestrel.example\nSUMMARY:Mara Lindqvist", "");
}

#[test]
fn several_people_of_one_event_are_on_call_together_and_a_stranger_among_them_is_told() {
    let check = |lines: &str, people: &[&str], stranger: Option<&str>| {
        let events = format!("BEGIN:VEVENT\nUID:1\nDTSTART:20260105T090000Z\nDURATION:PT1H\n{lines}\nEND:VEVENT");
        let workspace = calendar(&events);
        let shifts = shifts(&workspace);
        let told: Vec<&str> = shifts.lines().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(told, people, "{lines}");
        let problems = workspace.problems();
        assert_eq!(problems.contains("unknown-person"), stranger.is_some(), "{problems}");
        assert!(stranger.is_none_or(|stranger| problems.contains(stranger)), "{problems}");
    };
    let (mara, eva) = ("ATTENDEE:mailto:mara@kestrel.example", "ATTENDEE:mailto:eva.lund@kestrel.example");
    check(&format!("{mara}\n{eva}\n{mara}"), &["mara", "eva"], None);
    check(&format!("{eva}\nATTENDEE:mailto:x@home.example"), &["eva"], Some("x@home.example"));
    check(r"SUMMARY:Mara Lindqvist\, Eva Lund", &["mara", "eva"], None);
}

#[test]
fn an_event_with_a_fault_is_named_with_its_line_and_hides_no_other() {
    let events = [
        event("DTSTART:20260105T090000Z\nDURATION:PT1H"),
        event("DTSTART:20260106T090000Z\nDURATION:PT1H\nATTENDEE;CN=Nobody:mailto:nobody@home.example"),
        event("DTSTART:20261306T090000Z\nDURATION:PT1H"),
        event("DTSTART:20260107T090000Z"),
        event("DTSTART;TZID=Middle Earth:20260108T090000\nDURATION:PT1H"),
        event("DTSTART:20260108T090000\nDURATION:PT1H\nRRULE:FREQ=SECONDLY"),
        event("DTSTART:20260108T090000\nDURATION:PT1H\nRRULE:FREQ=FORTNIGHTLY"),
    ];
    let workspace = calendar(&events.concat().replace("UID:1\n", ""));
    insta::assert_snapshot!(workspace.problems(), @r#"
    rotations/duty.ics:9:1: error[unknown-person]: This event puts “Nobody <nobody@home.example>” on call, whom `people/` does not have. Add the person with this address, or correct the attendee.
    rotations/duty.ics:15:1: error[no-start]: Event “Mara Lindqvist”: it has no begin that a calendar knows. Give it a valid `DTSTART`.
    rotations/duty.ics:20:1: error[no-length]: Event “Mara Lindqvist”: it has a begin but no end. Add `DTEND` or `DURATION`.
    rotations/duty.ics:24:1: error[bad-zone]: Event “Mara Lindqvist”: `Middle Earth` is not a time zone, and the calendar does not define it. Use a name of the IANA time zone database, like `Europe/Paris`, or add its `VTIMEZONE`.
    rotations/duty.ics:29:1: error[endless-rule]: Event “Mara Lindqvist”: its rule repeats more often than any roster. Repeat it daily or weekly, or give it an end.
    rotations/duty.ics:35:1: error[bad-rule]: Event “Mara Lindqvist”: its rule cannot be repeated: the recurrence rule is not one of the standard. Correct its `RRULE`.
    "#);
    assert_eq!(shifts(&workspace).lines().count(), 1);
}

#[test]
fn a_rule_of_another_calendar_is_told_and_not_taken_for_a_gregorian_one() {
    let check = |rule: &str, told: &str| {
        let workspace = calendar(&event(&format!("DTSTART;VALUE=DATE:20260210\nRRULE:{rule}")));
        let problems = workspace.problems();
        let found =
            problems.contains(&format!("error[bad-rule]: Event “Mara Lindqvist”: its rule cannot be repeated: {told}"));
        assert_eq!(
            (found, shifts(&workspace).lines().count()),
            (!told.is_empty(), usize::from(told.is_empty())),
            "{rule}: {problems}"
        );
    };
    check("RSCALE=CHINESE;FREQ=YEARLY", "it counts in a calendar other than the Gregorian");
    check("RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;BYMONTHDAY=8;SKIP=FORWARD", "it counts in a calendar other than");
    check("RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD", "it moves days that do not exist (`SKIP`)");
    check("RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=OMIT", "");
    check("RSCALE=GREGORIAN;FREQ=YEARLY", "");
}

#[test]
fn a_calendar_may_be_a_rotation_by_itself() {
    let text = "BEGIN:VCALENDAR\nX-WR-CALNAME:Night watch\nX-WR-TIMEZONE:Europe/Oslo\nX-BRIDGEWATCH-FUNCTION:support\nX-BRIDGEWATCH-BACKUP:payments\nX-BRIDGEWATCH-REGIONS:europe\n";
    let text = format!("{text}{}END:VCALENDAR\n", event("DTSTART:20260310T200000\nDURATION:PT10H"));
    let workspace = given::workspace().with("rotations/night.ics", text);
    assert_eq!(workspace.problems(), "");
    let night = workspace.loaded().agreement.rotation(&"night".into()).unwrap().clone();
    assert_eq!(
        (night.name.as_str(), night.time_zone, night.regions.len()),
        ("Night watch", chrono_tz::Europe::Oslo, 1)
    );
    let nameless =
        given::workspace().with("rotations/night.ics", "BEGIN:VCALENDAR\nX-WR-TIMEZONE:Mars\nEND:VCALENDAR\n");
    insta::assert_snapshot!(nameless.problems(), @"rotations/night.ics:1:1: error[missing-function]: The calendar does not say which function it staffs. Add `X-BRIDGEWATCH-FUNCTION:…` below `BEGIN:VCALENDAR`, or a `night.yaml` with `calendar: night.ics`.");
    insta::assert_snapshot!(given::workspace().with("rotations/night.ics", "hello").problems(), @r#"
    rotations/night.ics:1:1: error[no-calendar]: There is no calendar in this file. Export it as iCalendar: such a file begins with `BEGIN:VCALENDAR`.
    rotations/night.ics:1:1: warning[bad-calendar]: The calendar is damaged: a line stands outside of any calendar. Export the calendar again; what can be read is used.
    "#);
}

#[test]
fn a_calendar_says_all_that_a_rotation_is_and_a_slip_in_it_is_told() {
    let with = |lines: &str| {
        let head = "BEGIN:VCALENDAR\nX-WR-TIMEZONE:UTC\nX-BRIDGEWATCH-FUNCTION:support\n";
        let text = format!("{head}{lines}{}END:VCALENDAR\n", event("DTSTART:20260310T200000\nDURATION:PT10H"));
        given::workspace()
            .with("rotations/night.ics", text)
            .with("services/shop.yaml", "name: Shop\nowner: Web\nladder: [{ rotation: night, after_minutes: 0 }]\n")
    };
    let whole = "X-BRIDGEWATCH-SERVICES:shop\nX-BRIDGEWATCH-GAPS-INTENDED:true\nX-BRIDGEWATCH-LAST-RESORT:true\nX-BRIDGEWATCH-PAGER:pager\nX-BRIDGEWATCH-PAGER-TARGET:nights\n";
    let workspace = with(whole);
    assert_eq!(workspace.problems(), "");
    let night = workspace.loaded().agreement.rotation(&"night".into()).unwrap().clone();
    assert_eq!((night.services, night.pager), (vec!["shop".into()], Some("pager".into())));
    assert_eq!((night.gaps_intended, night.last_resort, night.pager_target.as_deref()), (true, true, Some("nights")));

    let check = |line: &str, told: &str| {
        let problems = with(&format!("X-BRIDGEWATCH-LAST-RESORT:true\n{line}\n")).problems();
        assert!(problems.contains(told), "{line}: {problems}");
    };
    check(
        "X-BRIDGEWATCH-REGION:europe",
        "warning[unknown-property]: `X-BRIDGEWATCH-REGION` is not a property that is read here. Did you mean `X-BRIDGEWATCH-REGIONS`?",
    );
    check("X-BRIDGEWATCH-SERVICES:moon", "error[unknown-service]");
    check("X-BRIDGEWATCH-PAGER:moon", "error[unknown-connection]");
    check(
        "X-BRIDGEWATCH-GAPS-INTENDED:yes",
        "error[bad-flag]: `X-BRIDGEWATCH-GAPS-INTENDED` is `yes`. Write `true` or `false`.",
    );
}

#[test]
fn hostile_rules_are_bounded() {
    let all = |count: u32| (0..count).map(|number| number.to_string()).collect::<Vec<_>>().join(",");
    let rules = [
        "FREQ=SECONDLY".to_owned(),
        "FREQ=MINUTELY".to_owned(),
        "FREQ=SECONDLY;BYHOUR=0;BYMINUTE=0;BYSECOND=0".to_owned(),
        "FREQ=SECONDLY;COUNT=1000000000".to_owned(),
        format!("FREQ=YEARLY;BYHOUR={};BYMINUTE={};BYSECOND={}", all(24), all(60), all(60)),
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30".to_owned(),
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30".to_owned(),
        "FREQ=HOURLY;INTERVAL=65535;BYMONTH=2;BYMONTHDAY=30".to_owned(),
    ];
    let events: Vec<String> =
        rules.iter().map(|rule| event(&format!("DTSTART:19700101T000000Z\nDURATION:PT1S\nRRULE:{rule}"))).collect();
    assert_eq!(shifts(&calendar(&events.concat())), "");
    // and many of the worst together
    assert_eq!(shifts(&calendar(&events[6].repeat(500))), "");
}

#[test]
fn a_line_may_be_folded_within_a_letter() {
    let before = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20260310T090000Z\r\nDURATION:PT1H\r\nSUMMARY:Mara Lindqvist, z";
    let mut bytes = before.as_bytes().to_vec();
    // `ü` is two octets, and the fold stands between them.
    bytes.extend_from_slice(b"\xc3\r\n \xbcrich\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    let workspace = calendar("").with("rotations/duty.ics", bytes);
    let told = workspace.problems();
    assert!(!told.contains("not-utf-8"), "{told}");
    assert!(told.contains("Mara Lindqvist, zürich") || told.is_empty(), "{told}");
}

#[test]
fn whoever_is_unknown_is_told_whatever_the_date() {
    let stranger = "BEGIN:VEVENT\nUID:2\nSUMMARY:Nobody Known\nDTSTART:20190310T090000Z\nDURATION:PT1H\nEND:VEVENT\n";
    let workspace = calendar(&format!("{}{stranger}", event("DTSTART:20260310T090000Z\nDURATION:PT1H")));
    let told = workspace.problems();
    assert!(told.contains("warning[unknown-person]: An event of other months puts “Nobody Known” on call"), "{told}");
    assert_eq!(told.lines().count(), 1, "{told}");
}

#[test]
fn a_calendar_that_puts_nobody_on_call_says_so() {
    let workspace = calendar(&event("DTSTART:20190310T090000Z\nDURATION:PT1H"));
    let told = workspace.problems();
    assert!(told.contains("warning[no-shifts]: No event of this calendar is between"), "{told}");
}

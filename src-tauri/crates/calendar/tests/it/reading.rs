//! Texts as files and hosts give them.

use calendar::read::Calendar;
use calendar::shifts::occurrences;
use calendar::text::of_bytes;
use calendar::zone::home;
use chrono::TimeZone;
use chrono_tz::Tz;
use domain::span::Span;
use proptest::prelude::*;

fn year_2026() -> Span {
    let begin = |year| chrono::Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).unwrap();
    Span::of(begin(2026), begin(2027))
}

proptest! {
    #[test]
    fn whatever_the_bytes_a_calendar_is_read_and_written_out(
        lines in prop::collection::vec(
            prop_oneof![
                prop::sample::select(vec![
                    "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE",
                    "BEGIN:STANDARD", "END:STANDARD", "TZID:Ours", "TZOFFSETFROM:+0100", "TZOFFSETTO:-0300", "UID:1",
                    "DTSTART:20260310T090000", "DTSTART;TZID=Ours:20260310T090000", "DTEND:20260310T170000", "DURATION:-P5W",
                    "RRULE:FREQ=DAILY", "RRULE:FREQ=HOURLY;COUNT=40", "EXDATE;VALUE=DATE:20260312", "RDATE:20260501T090000Z",
                    "RECURRENCE-ID;RANGE=THISANDFUTURE:20260311T090000", "STATUS:CANCELLED", "ATTENDEE:mailto:a@b.example",
                ]).prop_map(|line| line.as_bytes().to_vec()),
                prop::collection::vec(any::<u8>(), 0..20),
            ],
            0..40,
        ),
    ) {
        let (text, _) = of_bytes(&lines.join(&b"\r\n"[..]));
        let calendar = Calendar::read(&text);
        let (occurrences, _) = occurrences(&calendar, Tz::UTC, year_2026());
        prop_assert!(occurrences.iter().all(|one| one.span.overlap(&year_2026()).is_some()));
    }
}

#[test]
fn bytes_are_text_without_mark_and_folds_and_what_is_none_is_told() {
    let check = |bytes: &[u8], text: &str, is_whole: bool| {
        assert_eq!(of_bytes(bytes), (text.to_owned(), is_whole), "{bytes:?}");
    };
    check(b"\xef\xbb\xbfBEGIN:VCALENDAR", "BEGIN:VCALENDAR", true);
    // `ü` is two octets, and the fold stands between them.
    check(b"SUMMARY:z\xc3\r\n \xbcrich", "SUMMARY:zürich", true);
    check(b"SUMMARY:zu\r\n rich", "SUMMARY:zu\r\n rich", true);
    check(b"SUMMARY:z\xfcrich", "SUMMARY:z\u{fffd}rich", false);
    check(b"", "", true);
}

#[test]
fn a_calendar_names_its_zone_or_none_or_one_that_nobody_knows() {
    let check = |line: &str, expected: Result<Option<Tz>, &str>| {
        let calendar = Calendar::read(&format!("BEGIN:VCALENDAR\r\n{line}\r\nEND:VCALENDAR\r\n"));
        assert_eq!(home(&calendar), expected, "{line}");
    };
    check("X-WR-TIMEZONE:Europe/Paris", Ok(Some(Tz::Europe__Paris)));
    check("X-WR-TIMEZONE:Tokyo Standard Time", Ok(Some(Tz::Asia__Tokyo)));
    check("X-WR-CALNAME:Duty", Ok(None));
    check("X-WR-TIMEZONE:Mars", Err("Mars"));
}

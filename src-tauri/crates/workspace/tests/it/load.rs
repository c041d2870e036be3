//! Customers' hours, public holidays and limits: what is read, and what is said about what cannot be.

use domain::load::LoadLimits;

use crate::given;

const NETHERLANDS: &str = "\
name: Netherlands
days:
  - { date: 2026-12-26, name: Tweede kerstdag }
  - { date: 2026-12-25, name: Eerste kerstdag }
  - { date: 2026-12-25, name: Eerste kerstdag }
";

const PORTUGAL: &str = "\
BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nX-WR-CALNAME:Portugal\r\n\
BEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20251201T090000Z\r\nDTSTART;VALUE=DATE:20260425\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Dia da Liberdade\r\nEND:VEVENT\r\n\
BEGIN:VEVENT\r\nUID:2\r\nDTSTAMP:20251201T090000Z\r\nDTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261226\r\nSUMMARY:Natal\r\nEND:VEVENT\r\n\
END:VCALENDAR\r\n";

/// The organisation with other lines for its region.
fn region(more: &str) -> given::Workspace {
    let one = "  - { id: europe, name: Europe, customers_percent: 60 }";
    let text = given::ORGANISATION.replace(one, &format!("  - id: europe\n    name: Europe\n{more}"));
    assert_ne!(text, given::ORGANISATION);
    given::workspace().with("bridgewatch.yaml", text)
}

/// What is said about the organisation with more lines.
fn organisation(more: &str) -> given::Workspace {
    given::workspace().with("bridgewatch.yaml", format!("{}{more}", given::ORGANISATION))
}

#[test]
fn a_region_has_its_customers_hours_and_their_zone() {
    let workspace = region(
        "    time_zone: Europe/Paris\n    customer_hours:\n      - { days: [mon, fri], from: '07:00', until: '22:00' }\n",
    );
    assert_eq!(workspace.problems(), "");
    let loaded = workspace.loaded();
    let region = &loaded.agreement.regions[0];
    assert_eq!((region.time_zone.name(), region.customer_hours.len()), ("Europe/Paris", 1));
    let bare = given::workspace().loaded();
    assert_eq!(bare.agreement.regions[0].customer_hours, [], "all hours are theirs");
}

#[test]
fn hours_without_a_zone_and_hours_that_are_none_are_told() {
    let hours = "    customer_hours: [ { days: [mon], from: '07:00', until: '22:00' } ]\n";
    insta::assert_snapshot!(region(hours).problems(), @"bridgewatch.yaml:8:21: warning[missing-zone]: The customers' hours have no zone: they are read in UTC. Add `time_zone: …` of where the customers are.");
    let wrong = "    time_zone: UTC\n    customer_hours: [ { days: [someday], from: '7', until: '22:00', til: 1 } ]\n";
    insta::assert_snapshot!(region(wrong).problems(), @r#"
    bridgewatch.yaml:9:32: error[bad-weekday]: `someday` is not a weekday. Write mon, tue, wed, thu, fri, sat or sun.
    bridgewatch.yaml:9:48: error[bad-time]: `7` is not a time. Write it in 24 hours with quotes, like "09:00".
    bridgewatch.yaml:9:69: warning[unknown-key]: `til` is not a key that is read here. Known keys: days, days, from, until.
    "#);
}

#[test]
fn holidays_are_read_from_yaml_and_from_calendars_in_order_of_time() {
    let mara = format!("{}holidays: [ netherlands, portugal ]\n", given::MARA);
    let workspace = given::workspace()
        .with("holidays/netherlands.yaml", NETHERLANDS)
        .with("holidays/portugal.ics", PORTUGAL)
        .with("people/mara.yaml", mara);
    assert_eq!(workspace.problems(), "");
    let agreement = workspace.loaded().agreement;
    let mara = agreement.person(&"mara".into()).unwrap();
    let days: Vec<String> =
        agreement.holidays_of(mara).into_iter().map(|(day, name)| format!("{day} {name}")).collect();
    let expected = [
        "2026-04-25 Dia da Liberdade",
        "2026-12-24 Natal",
        "2026-12-25 Eerste kerstdag",
        "2026-12-26 Tweede kerstdag",
        "2027-04-25 Dia da Liberdade",
        "2028-04-25 Dia da Liberdade",
    ];
    assert_eq!(days, expected, "the first calendar that is named names a day");
}

#[test]
fn what_is_wrong_with_a_calendar_of_holidays_is_told_and_hides_nothing_else() {
    let said = |path: &str, text: &str| given::workspace().with(path, text).problems();
    insta::assert_snapshot!(said("holidays/x.yaml", "name: X\n"), @"holidays/x.yaml:1:1: warning[no-holidays]: The calendar has no holiday. Add `days:` with `{ date: 2026-12-25, name: Christmas Day }` for each.");
    let two = said("holidays/x.yaml", "name: X\ndays:\n  - { date: 2026-02-30, name: A }\n  - { date: 2026-12-25 }\n");
    assert!(two.contains("x.yaml:3:13: error[bad-date]: `2026-02-30` is not a date."), "{two}");
    assert!(two.contains("x.yaml:4:5: error[missing-key]: `name` is missing."), "{two}");
    let none = said("holidays/x.ics", "no calendar");
    assert!(none.starts_with("holidays/x.ics:1:1: error[no-calendar]: There is no calendar in this file."), "{none}");
    let old = "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:19990101\nSUMMARY:Old\nEND:VEVENT\nEND:VCALENDAR\n";
    let old = said("holidays/x.ics", old);
    assert!(old.contains("warning[no-holidays]: No holiday of this calendar is between 2024-12-31 and"), "{old}");
    let named = said("people/mara.yaml", &format!("{}holidays: [ nowhere ]\n", given::MARA));
    assert!(named.starts_with("people/mara.yaml:5:13: error[unknown-holiday-calendar]: There is no"), "{named}");
    let workspace = given::workspace()
        .with("holidays/x.yaml", "name: X\ndays: [ { date: soon, name: A }, { date: 2026-12-25, name: B } ]\n");
    assert_eq!(workspace.loaded().agreement.holidays[0].days.len(), 1, "the other day stays");
}

#[test]
fn limits_are_read_over_those_that_ship() {
    let shipped = LoadLimits::default();
    assert_eq!(given::workspace().loaded().agreement.load, shipped);
    let workspace = organisation("load:\n  nights_per_week: 5\n  heroes: { pages_floor: 20 }\n");
    assert_eq!(workspace.problems(), "");
    let limits = workspace.loaded().agreement.load;
    assert_eq!((limits.nights_per_week, limits.hours_per_week), (5, shipped.hours_per_week));
    assert_eq!((limits.heroes.pages_floor, limits.heroes.rotations), (20, shipped.heroes.rotations));
}

#[test]
fn limits_that_nothing_could_pass_are_refused() {
    let text = "load:\n  hours_per_week: 200\n  nights_per_week: many\n  pages: 3\n  heroes: { pages_percent: 101 }\n";
    insta::assert_snapshot!(organisation(text).problems(), @r"
    bridgewatch.yaml:21:19: error[bad-limit]: There are no 200 hours in a week. Write at most 168.
    bridgewatch.yaml:22:20: error[bad-number]: `many` is not a number. Write a whole number, without a unit.
    bridgewatch.yaml:23:3: warning[unknown-key]: `pages` is not a key that is read here. Known keys: hours_per_week, nights_per_week, weekend_days_per_week, holidays_per_four_weeks, pages_per_week, night_pages_per_week, heroes.
    bridgewatch.yaml:24:28: error[bad-limit]: There are no 101 percent. Write at most 100.
    ");
    assert_eq!(organisation(text).loaded().agreement.load, LoadLimits::default());
}

//! Launches: files and calendars, what is said about their faults, and of which incidents a connection is told.

use chrono::DateTime;
use domain::launch::{Launch, LaunchKind};
use domain::severity::Severity;

use crate::given;

const SALE: &str = "\
name: Black Friday sale
kind: peak
from: \"2026-11-27T00:00\"
until: 2026-12-01
time_zone: Europe/Paris
services: [ ledger ]
regions: [ europe ]
accounts: [ north ]
owner: mara
promise: the shop is open
note: nothing is released
";

const LEDGER: &str = "\
name: Ledger
owner: Payments team
ladder: [ { rotation: payments } ]
";

const NORTH: &str = "\
name: North
contacts: [ { name: Dana, email: dana@north.example } ]
commitment: told within 60 min by contract
";

fn workspace() -> given::Workspace {
    given::workspace().with("services/ledger.yaml", LEDGER).with("accounts/north.yaml", NORTH)
}

fn with(path: &str, text: &str) -> given::Workspace {
    workspace().with(path, text)
}

/// What is said about one file of an otherwise good workspace, and how many launches are left.
fn said(path: &str, text: &str) -> (String, usize) {
    let loaded = with("launches/good.yaml", SALE).with(path, text).loaded();
    (given::problems(&loaded), loaded.agreement.launches.launches.len())
}

fn only(workspace: &given::Workspace) -> Launch {
    assert_eq!(workspace.problems(), "");
    let launches = workspace.loaded().agreement.launches.launches;
    let [launch] = launches.as_slice() else { panic!("{launches:?}") };
    launch.clone()
}

/// `2026-11-26 23:00 to 2026-11-30 23:00`, in UTC.
fn times(launch: &Launch) -> Vec<String> {
    let shown = |at: DateTime<chrono::Utc>| at.format("%Y-%m-%d %H:%M").to_string();
    let until = |until: Option<_>| until.map_or_else(|| "for ever".to_owned(), shown);
    launch.times.iter().map(|time| format!("{} to {}", shown(time.from), until(time.until))).collect()
}

#[test]
fn a_launch_is_read_with_its_times_by_the_clock_of_its_zone() {
    let launch = only(&with("launches/black-friday.yaml", SALE));
    assert_eq!(times(&launch), ["2026-11-26 23:00 to 2026-11-30 23:00"]);
    assert_eq!(
        (launch.id.as_str(), launch.kind, launch.source.as_str()),
        ("black-friday", LaunchKind::Peak, "launches/black-friday.yaml:1")
    );
    assert_eq!((launch.services.len(), launch.regions.len(), launch.accounts.len()), (1, 1, 1));
    assert_eq!(
        (launch.promise.as_deref(), launch.note.as_deref()),
        (Some("the shop is open"), Some("nothing is released"))
    );
    let other = SALE.replace("\"2026-11-27T00:00\"", "\"2026-11-27T00:00:00-05:00\"");
    assert_eq!(times(&only(&with("launches/x.yaml", &other))), ["2026-11-27 05:00 to 2026-11-30 23:00"]);
}

#[test]
fn several_stand_in_one_file_and_a_commitment_needs_no_end() {
    let list = "\
- { id: one, name: One, kind: launch, from: 2026-03-01, until: 2026-03-02, time_zone: UTC }
- { id: two, name: Two, kind: commitment, from: 2026-01-01, time_zone: UTC, accounts: [ north ] }
";
    let workspace = with("launches/Those of the spring.yaml", list);
    assert_eq!(workspace.problems(), "");
    let launches = workspace.loaded().agreement.launches.launches;
    assert_eq!(
        launches.iter().flat_map(times).collect::<Vec<_>>(),
        ["2026-03-01 00:00 to 2026-03-02 00:00", "2026-01-01 00:00 to for ever"]
    );
}

#[test]
fn faults_of_a_file_leave_it_out_and_hide_no_other() {
    let (told, left) = said("launches/x.yaml", "name: X\nkind: party\nfrom: tomorrow\ntime_zone: Paris\n");
    insta::assert_snapshot!(told, @r#"
    launches/x.yaml:2:7: error[bad-kind]: `party` is not a kind. Write launch, commitment, peak or freeze.
    launches/x.yaml:3:7: error[bad-instant]: `tomorrow` is not a day and no time of one. Write a day like 2026-11-27, a time by the clock of `time_zone` like "2026-11-27T09:00", or an instant with its offset.
    launches/x.yaml:4:12: error[bad-zone]: `Paris` is not a time zone. Write a name of the IANA time zone database, like `Europe/Paris`.
    "#);
    assert_eq!(left, 1);
    let (told, left) = said("launches/x.yaml", &SALE.replace("until: 2026-12-01\n", ""));
    insta::assert_snapshot!(told, @"launches/x.yaml:1:1: error[no-end]: Nothing says when it ends. Add `until: …`; only a commitment holds until it is taken out of the calendar.");
    assert_eq!(left, 1);
    let (told, left) = said("launches/x.yaml", &SALE.replace("2026-12-01", "2026-11-26"));
    insta::assert_snapshot!(told, @"launches/x.yaml:4:8: error[empty-span]: It ends before it begins. Make `until` later than `from`.");
    assert_eq!(left, 1);
    let names = SALE.replace("ledger", "ledgr").replace("north", "nort").replace("owner: mara", "owner: mar");
    let (told, left) = said("launches/x.yaml", &names);
    insta::assert_snapshot!(told, @r"
    launches/x.yaml:6:13: error[unknown-service]: There is no service `ledgr`. Did you mean `ledger`?
    launches/x.yaml:8:13: error[unknown-account]: There is no account `nort`. Did you mean `north`?
    launches/x.yaml:9:8: error[unknown-person]: There is no person `mar`. Did you mean `mara`?
    ");
    assert_eq!(left, 2, "what names an unknown one stays");
}

/// A calendar of these events, with lines as the standard has them.
fn calendar(events: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-TIMEZONE:Europe/Paris\n{events}END:VCALENDAR\n").replace('\n', "\r\n")
}

const DROPS: &str = "\
BEGIN:VEVENT
UID:drops
SUMMARY:Friday drops
DTSTART:20261113T180000
DURATION:PT3H
RRULE:FREQ=WEEKLY;COUNT=3
X-BRIDGEWATCH-KIND:peak
X-BRIDGEWATCH-SERVICES:ledger
X-BRIDGEWATCH-REGIONS:europe
X-BRIDGEWATCH-ACCOUNTS:north
X-BRIDGEWATCH-OWNER:mara
X-BRIDGEWATCH-PROMISE:on sale at 18:00
DESCRIPTION:three times the orders
END:VEVENT
";

#[test]
fn each_event_of_a_calendar_is_a_launch_that_comes_again_by_its_rule() {
    let launch = only(&with("launches/all.ics", &calendar(DROPS)));
    let expected = [
        "2026-11-13 17:00 to 2026-11-13 20:00",
        "2026-11-20 17:00 to 2026-11-20 20:00",
        "2026-11-27 17:00 to 2026-11-27 20:00",
    ];
    assert_eq!(times(&launch), expected);
    assert_eq!(
        (launch.id.as_str(), launch.kind, launch.time_zone.name()),
        ("friday-drops", LaunchKind::Peak, "Europe/Paris")
    );
    assert_eq!((launch.services.len(), launch.regions.len(), launch.accounts.len()), (1, 1, 1));
    assert_eq!(
        (launch.promise.as_deref(), launch.note.as_deref()),
        (Some("on sale at 18:00"), Some("three times the orders"))
    );
}

#[test]
fn one_that_is_moved_once_is_moved_and_no_launch_of_its_own() {
    let moved = "BEGIN:VEVENT\nUID:drops\nSUMMARY:Friday drops\nRECURRENCE-ID:20261120T180000\nDTSTART:20261121T180000\nDURATION:PT1H\nEND:VEVENT\n";
    let launch = only(&with("launches/all.ics", &calendar(&format!("{DROPS}{moved}"))));
    assert_eq!(times(&launch)[1], "2026-11-21 17:00 to 2026-11-21 18:00");
}

#[test]
fn faults_of_an_event_are_told_with_its_line() {
    let events = format!(
        "{}{}{}",
        DROPS.replace("KIND:peak", "KIND:party"),
        DROPS.replace("drops", "second").replace("SERVICES:ledger", "SERVICES:ledgr").replace("-OWNER", "-OWNR"),
        "BEGIN:VEVENT\nUID:third\nDTSTART:20261113T180000\nDURATION:PT3H\nEND:VEVENT\n",
    );
    let (told, left) = said("launches/all.ics", &calendar(&events));
    insta::assert_snapshot!(told, @r"
    launches/all.ics:4:1: error[bad-kind]: `party` is not a kind of launch. Write launch, commitment, peak or freeze.
    launches/all.ics:18:1: error[unknown-service]: There is no service `ledgr`. Did you mean `ledger`?
    launches/all.ics:18:1: warning[unknown-property]: `X-BRIDGEWATCH-OWNR` is not a property that is read here. Did you mean `X-BRIDGEWATCH-OWNER`?
    launches/all.ics:32:1: error[no-title]: The event has no title. Add `SUMMARY:…`: incidents are told by it.
    ");
    assert_eq!(left, 2);
    let (told, _) = said("launches/all.ics", "no calendar");
    assert!(told.contains("error[no-calendar]"), "{told}");
}

#[test]
fn an_account_says_what_its_contract_asks_for() {
    let accounts = workspace().loaded().agreement.accounts;
    assert_eq!(accounts[0].commitment.as_deref(), Some("told within 60 min by contract"));
}

#[test]
fn the_horizon_is_three_days_where_nothing_is_written() {
    let horizon = |text: &str| {
        let workspace = workspace().with("bridgewatch.yaml", format!("{}{text}", given::ORGANISATION));
        (workspace.loaded().agreement.launches.horizon_hours, workspace.problems())
    };
    assert_eq!(horizon(""), (72, String::new()));
    assert_eq!(horizon("launches: { horizon_hours: 24 }\n"), (24, String::new()));
    let (hours, told) = horizon("launches: { horizon_hours: 99999 }\n");
    assert_eq!(hours, 8760);
    assert!(told.contains("warning[long-horizon]"), "{told}");
}

#[test]
fn a_connection_says_of_which_incidents_it_is_told() {
    let told = |line: &str| {
        let text = format!(
            "{}  - {{ id: room, provider: sandbox, name: Room, options: {{ takes: room }}, {line} }}\n",
            given::ORGANISATION
        );
        let loaded = workspace().with("bridgewatch.yaml", text).loaded();
        let problems = given::problems(&loaded);
        (loaded.agreement.connections.into_iter().nth(1).map(|room| room.policy), problems)
    };
    let (policy, problems) =
        told("audiences: [teams], severities: [sev1, sev2], services: [ledger], regions: [europe]");
    let policy = policy.expect("it is read");
    assert_eq!(problems, "");
    assert_eq!(policy.severities, [Severity::Sev1, Severity::Sev2]);
    assert_eq!((policy.services.len(), policy.regions.len()), (1, 1));
    let (policy, problems) = told("audiences: [teams], severities: [sev9]");
    assert!(policy.is_none(), "half a policy would tell others than was agreed");
    assert!(problems.contains("error[bad-severity]"), "{problems}");
    let (_, problems) = told("severities: [sev1]");
    assert!(problems.contains("warning[policy-of-nothing]"), "{problems}");
    let (_, problems) = told("audiences: [teams], services: [ledgr]");
    assert!(problems.contains("error[unknown-service]"), "{problems}");
}

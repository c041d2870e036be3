//! What is particular to `LinkedIn` Oncall: the signature of applications, and answers that tell too little or too much.

use chrono::Duration;
use domain::delivery::Failure;
use domain::span::Span;
use providers::account::Account;
use providers::capability::{Fault, OnCall, Reading, ScheduleShifts, Scope, Step};
use providers::message::{Request, Response, Value};
use providers::registry;
use secrecy::ExposeSecret;
use serde_json::json;

use crate::given;

const TEAM: &str = "card payments & more ü";

fn account(options: &[(&str, &str)], each: impl FnOnce(&Account)) {
    let (connection, secrets) = (given::connection("linkedin_oncall", options), given::secrets());
    each(&registry::find("linkedin_oncall").unwrap().account(&connection, &secrets, given::now()));
}

fn signature(request: &Request) -> Option<String> {
    let (_, value) = request.headers.iter().find(|(name, _)| *name == "authorization")?;
    match value {
        Value::Secret(secret) => Some(secret.expose_secret().to_owned()),
        Value::Plain(_) => panic!("a signature is shown"),
    }
}

fn shifts() -> &'static Reading<ScheduleShifts> {
    given::pager("linkedin_oncall").shifts.as_ref().unwrap()
}

fn shifts_of() -> &'static Reading<ScheduleShifts> {
    given::pager("linkedin_oncall").shifts_of.as_ref().unwrap()
}

fn on_call() -> &'static Reading<OnCall> {
    given::pager("linkedin_oncall").on_call.as_ref().unwrap()
}

fn begin<Item>(reading: &Reading<Item>, ids: &[&str]) -> Vec<Step> {
    let of: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    (reading.begin)(&Scope { now: given::now(), window: given::window(), of: &of })
}

fn answer(body: &serde_json::Value) -> Response {
    Response { status: 200, headers: Vec::new(), body: body.to_string().into() }
}

fn event(team: &str, role: &str, user: &str) -> serde_json::Value {
    json!({ "start": 1_795_183_320, "end": 1_795_356_120, "team": team, "role": role, "user": user, "full_name": null })
}

/// Each schedule with the people of its shifts.
fn told(lists: &[ScheduleShifts]) -> Vec<(&str, Vec<&str>)> {
    let mut told = Vec::new();
    for list in lists {
        told.push((list.schedule.as_str(), list.shifts.iter().map(|shift| shift.person.id.as_str()).collect()));
    }
    told
}

/// The digests are those of Python's `hmac.new(key, text, sha512)`, as the host makes them.
#[test]
fn an_application_signs_what_it_asks_for_as_the_host_sees_it() {
    // b"59839443 GET /api/v0/teams "
    let teams =
        "hmac bridgewatch:JoS08uzBg7S_fpzvHt6LwgNvjYLAktcbVWmb30BR-Am_p9Q8F8pQ_hMDXvRMfnCnXu-a37EebV37cPlrXBeOFw==";
    // b"59839443 GET /api/v0/teams?name=card+payments+%26+more+%C3%BC "
    let team =
        "hmac bridgewatch:VDlZIK5ZeMsm2duIsQPSl3P-HUsR_TKBwsphYJ6PiJgGBlLG-N57b3b-s7glgK_BWUZfsmReMTSOlrEDWlEvZA==";
    for root in ["https://oncall.kestrel.example", "https://kestrel.example/oncall/"] {
        account(&[("api_url", root), ("app", "bridgewatch")], |account| {
            let check = (registry::find("linkedin_oncall").unwrap().check.pair().unwrap().ask)(account).unwrap();
            assert_eq!(signature(&check).as_deref(), Some(teams), "{root}");
            let request = (shifts_of().ask)(account, &begin(shifts_of(), &[TEAM])[0]).unwrap();
            assert!(request.url.as_str().ends_with("/api/v0/teams?name=card+payments+%26+more+%C3%BC"));
            assert_eq!(signature(&request).as_deref(), Some(team), "{root}");
        });
    }
}

#[test]
fn without_an_application_nothing_is_signed() {
    account(&[("api_url", "https://oncall.kestrel.example")], |account| {
        let request = (registry::find("linkedin_oncall").unwrap().check.pair().unwrap().ask)(account).unwrap();
        assert_eq!(signature(&request), None);
    });
}

#[test]
fn a_team_or_role_that_does_not_exist_is_not_one_in_which_nobody_is_on_call() {
    let first = begin(shifts_of(), &["payments/primary", "checkout"]);
    let asked: Vec<_> = first.iter().map(|step| (step.what, step.of.as_deref().unwrap())).collect();
    assert_eq!(asked, [("team", "payments/primary"), ("team", "checkout")]);
    let read = |body: serde_json::Value, step: &Step| (shifts_of().read)(&answer(&body), step);
    assert_eq!(read(json!([]), &first[1]), Err(Failure::Refused("it has no team `checkout`".to_owned())));
    assert_eq!(read(json!(["checkout"]), &first[1]).unwrap().then[0].what, "events");
    let role = &read(json!(["payments"]), &first[0]).unwrap().then[0];
    assert_eq!(role.what, "role");
    assert_eq!(read(json!([]), role), Err(Failure::Refused("it has no role `primary`".to_owned())));
    let events = &read(json!([{ "id": 1, "name": "primary", "display_order": 1 }]), role).unwrap().then[0];
    assert_eq!(told(&read(json!([]), events).unwrap().items), [("payments/primary", vec![])]);
    account(&[("api_url", "https://oncall.kestrel.example")], |account| {
        let url = (shifts_of().ask)(account, events).unwrap().url;
        let query = "start__lt=1795788120&end__gt=1795183320&team=payments&role=primary&fields=start&fields=end";
        assert!(url.as_str().starts_with(&format!("https://oncall.kestrel.example/api/v0/events?{query}")), "{url}");
    });
}

/// The host names them among those on call, as a part of the team's calendar.
#[test]
fn who_is_away_is_not_on_call() {
    let of_payments = json!([
        event("payments", "vacation", "mateo"),
        event("payments", "unavailable", "idris"),
        event("payments", "primary", "anneke")
    ]);
    let read = |step: &Step| (shifts().read)(&answer(&of_payments), step).unwrap().items;
    let all = Step::of_all("events").within(given::window());
    assert_eq!(told(&read(&all)), [("payments/primary", vec!["anneke"])]);
    let of = |id: &str| Step::of_one("events", id).within(given::window());
    assert_eq!(told(&read(&of("payments"))), [("payments", vec!["anneke"])]);
    // Whoever names such a role wants to know who is away.
    let vacation = (shifts().read)(&answer(&json!([event("payments", "vacation", "mateo")])), &of("payments/vacation"));
    assert_eq!(told(&vacation.unwrap().items), [("payments/vacation", vec!["mateo"])]);
    let now = (on_call().read)(&answer(&of_payments), &all).unwrap();
    assert_eq!(now.items.iter().map(|one| one.person.id.as_str()).collect::<Vec<_>>(), ["anneke"]);
}

/// The host keeps the shifts of a deleted team that had begun, and gives the team a random name.
#[test]
fn a_deleted_team_has_nobody_on_call() {
    let events = answer(&json!([
        event("24151ae5-77be-4d15-8484-3d5a95d3fb6a", "primary", "mateo"),
        event("payment-team-with-four-dashes", "primary", "anneke"),
    ]));
    let items = (shifts().read)(&events, &Step::of_all("events").within(given::window())).unwrap().items;
    assert_eq!(told(&items), [("payment-team-with-four-dashes/primary", vec!["anneke"])]);
}

/// The host's own answer to who is on call for a team has both; its list of all events has each only at its own team.
#[test]
fn what_a_team_of_the_workspace_subscribes_to_is_its_own_as_well() {
    let steps = begin(shifts(), &["ledger/primary", "checkout", "ledger/secondary"]);
    let asked: Vec<_> = steps.iter().map(|step| (step.what, step.of.as_deref())).collect();
    let shared = "events of a team";
    assert_eq!(asked, [(shared, Some("checkout")), (shared, Some("ledger")), ("events", None)]);
    account(&[("api_url", "https://oncall.kestrel.example")], |account| {
        let url = (shifts().ask)(account, &steps[1]).unwrap().url;
        assert!(url.as_str().contains("&team=ledger&fields=") && !url.as_str().contains("role="), "{url}");
    });
    let events = answer(&json!([event("ledger", "primary", "anneke"), event("payments", "primary", "idris")]));
    let part = (shifts().read)(&events, &steps[1]).unwrap();
    assert_eq!(told(&part.items), [("ledger/primary", vec!["idris"])]);
    // Only the list of all makes a schedule whole.
    assert_eq!(part.items[0].about, None);
    let now = (on_call().read)(&events, &begin(on_call(), &["ledger/primary"])[0]).unwrap();
    assert_eq!(now.items[0].schedule.as_ref().unwrap().id, "ledger/primary");
    assert_eq!((now.items.len(), now.items[0].person.id.as_str()), (1, "idris"));
}

/// So that whoever was on call there by the last answer stays so.
#[test]
fn an_event_that_cannot_be_read_is_a_fault_of_its_schedule() {
    let failure = Failure::Garbled("an event is not of the documented form".to_owned());
    let entries =
        json!([{ "start": "tomorrow", "team": "payments", "role": "primary" }, { "start": 1, "role": "primary" }]);
    let faults =
        [Some("payments/primary"), None].map(|of| Fault { of: of.map(str::to_owned), failure: failure.clone() });
    let all = Step::of_all("events").within(given::window());
    assert_eq!((on_call().read)(&answer(&entries), &all).unwrap().faults, faults);
    assert_eq!((shifts().read)(&answer(&entries), &all).unwrap().faults, faults);
}

/// A schedule without an event in the last stretch is whole with it all the same, and none is before.
#[test]
fn all_events_come_a_month_at_a_time_each_once() {
    let window = Span::of(given::now(), given::now() + Duration::days(70));
    let mut step = Step::of_all("events").within(window);
    let mut queries = Vec::new();
    let mut whole: Vec<Vec<String>> = Vec::new();
    for roles in [&["primary", "manager"][..], &["primary"], &[]] {
        account(&[("api_url", "https://oncall.kestrel.example")], |account| {
            let url = (shifts().ask)(account, &step).unwrap().url;
            let times = url.query_pairs().filter(|(key, _)| key != "fields");
            queries.push(times.map(|(key, value)| format!("{key} {value}")).collect::<Vec<_>>());
        });
        let events = roles.iter().map(|role| event("payments", role, "anneke")).collect();
        let part = (shifts().read)(&answer(&serde_json::Value::Array(events)), &step).unwrap();
        whole.push(part.items.iter().filter(|item| item.about.is_some()).map(|item| item.schedule.clone()).collect());
        step = part.then.first().cloned().unwrap_or(step);
    }
    let expected = [
        ["start__lt 1797775320", "end__gt 1795183320"],
        ["start__lt 1800367320", "start__ge 1797775320"],
        ["start__lt 1801231320", "start__ge 1800367320"],
    ];
    assert_eq!(queries, expected);
    let none: Vec<String> = Vec::new();
    assert_eq!(whole, [none.clone(), none, vec!["payments/manager".to_owned(), "payments/primary".to_owned()]]);
}

/// It takes the present half minute and the one before: a clock that is ahead must not sign for one that has not begun there.
#[test]
fn a_clock_that_is_seconds_off_signs_for_a_stretch_that_the_host_takes() {
    let (connection, secrets) = (
        given::connection("linkedin_oncall", &[("api_url", "https://o.example"), ("app", "bridgewatch")]),
        given::secrets(),
    );
    let descriptor = registry::find("linkedin_oncall").unwrap();
    let signed = |seconds: i64| {
        let account = descriptor.account(&connection, &secrets, given::now() + Duration::seconds(seconds));
        signature(&(descriptor.check.pair().unwrap().ask)(&account).unwrap())
    };
    // The host's clock is 0 to 29 seconds into its stretch, and ours so much off.
    let taken = [signed(0), signed(30)];
    for off in -15..15 {
        assert!((0..30).all(|second| taken.contains(&signed(second + off))), "{off} seconds off");
    }
}

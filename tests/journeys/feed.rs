//! Shifts that a provider renders: kept with their age when the provider is gone.

use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use domain::id::RotationId;
use domain::span::Span;
use secrecy::SecretString;
use serde_json::json;

use crate::given::host::Host;
use crate::given::places::Place;
use crate::given::provider::{Providers, connections_at};
use crate::given::{House, friday};

const PROVIDED: &str = "name: payments
function: engineering
time_zone: Europe/Paris
provider: { connection: pagerduty, schedule: PABC123 }
";

/// A house whose payments rotation is the provider's: Tomasz until 18:00, Anneke beside him and until tomorrow. One shift
/// comes twice, as the real one does at a window's edge.
fn provided() -> (Providers, House) {
    let providers = Providers::open();
    let shift = |person: &str, from: &str, until: &str| json!({ "start": from, "end": until, "user": { "id": "P1", "summary": person } });
    providers.shifts(json!([
        shift("Tomasz Zielinski", "2026-11-20T08:00:00Z", "2026-11-20T17:00:00Z"),
        shift("Tomasz Zielinski", "2026-11-20T08:00:00Z", "2026-11-20T17:00:00Z"),
        shift("Anneke de Vries", "2026-11-20T14:00:00Z", "2026-11-21T08:00:00Z"),
        shift("Somebody Else", "2026-11-21T08:00:00Z", "2026-11-22T08:00:00Z"),
    ]));
    let house = providers.house();
    house.place().write("rotations/payments.yaml", PROVIDED);
    house.engine().index_now().unwrap();
    (providers, house)
}

fn lines(house: &House) -> Vec<engine::view::cover::OnCallLine> {
    let lines = house.engine().on_call_lines(house.now()).unwrap().into_iter();
    lines.filter(|line| line.rotation == "payments").collect()
}

fn people(house: &House) -> Vec<String> {
    lines(house).into_iter().filter_map(|line| line.person).collect()
}

#[test]
fn a_providers_shifts_outlive_the_provider_with_their_age() {
    let (mut providers, mut house) = provided();
    assert_eq!(people(&house), [""; 0]);
    assert_eq!(lines(&house)[0].caution, "PagerDuty has not answered yet.");
    house.pull();
    assert_eq!(people(&house), ["tomasz", "anneke"]);
    assert_eq!((lines(&house)[0].as_of, lines(&house)[0].caution.as_str()), (friday(), ""));
    let pulled = providers.requests();
    house.minutes(1);
    house.pull();
    assert_eq!(providers.requests(), pulled, "it is asked again every five minutes");

    providers.vanish();
    house.minutes(179);
    house.pull();
    house.restart();
    assert_eq!(people(&house), ["anneke"]);
    let line = lines(&house)[0].clone();
    assert_eq!(line.as_of, friday());
    assert!(line.caution.contains("out of reach"), "{}", line.caution);
    let shifts = house
        .engine()
        .shifts_of(&RotationId::from("payments"), Span::of(house.now(), house.now() + chrono::TimeDelta::days(2)));
    assert_eq!(shifts.unwrap().rendering.shifts.len(), 2);

    // Pages go by what is known.
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["payments"] }));
    assert_eq!(house.incident(&incident).pages[0].person.as_str(), "anneke");
}

#[test]
fn the_pagers_list_of_who_is_on_call_is_the_truth_while_it_is_fresh() {
    let (mut providers, house) = provided();
    let entry = |person: &str| {
        json!({
            "user": { "id": "PLEILA", "summary": person },
            "schedule": { "id": "PABC123", "summary": "Payments" },
            "escalation_policy": { "id": "PE1", "summary": "Payments" },
            "escalation_level": 1, "start": "2026-11-20T13:30:00Z", "end": "2026-11-20T15:00:00Z",
        })
    };
    // An override that was made a minute ago, and that no rendered schedule has yet; twice, for two policies.
    providers.on_call([entry("Leila Haddad"), entry("Leila Haddad")]);
    house.pull();
    assert_eq!(people(&house), ["leila"]);
    let line = lines(&house)[0].clone();
    assert_eq!(line.until, Some("2026-11-20T15:00:00Z".parse().unwrap()));
    assert!(line.caution.contains("its schedule names"), "{}", line.caution);
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["payments"] }));
    assert_eq!(house.incident(&incident).pages[0].person.as_str(), "leila");

    // What was told is true for a while only; then the schedule is all there is.
    providers.vanish();
    house.minutes(11);
    assert_eq!(people(&house), ["tomasz", "anneke"]);
}

#[test]
fn a_schedule_that_cannot_be_read_hides_no_other() {
    let (providers, house) = provided();
    house
        .place()
        .write("rotations/platform.yaml", &PROVIDED.replace("PABC123", "PDEF456").replace("payments", "platform"));
    house.engine().index_now().unwrap();
    providers.forget(&["PDEF456"]);
    house.pull();
    let known = |rotation: &str| {
        let lines = house.engine().on_call_lines(house.now()).unwrap();
        lines.iter().filter(|line| line.rotation == rotation && line.person.is_some()).count()
    };
    assert_eq!((known("payments"), known("platform")), (2, 0));
    providers.forget(&[]);
    house.minutes(5);
    house.pull();
    assert_eq!((known("payments"), known("platform")), (2, 2));

    // A schedule that the pager has no more keeps what was known of it, and says so.
    providers.forget(&["PABC123"]);
    house.minutes(5);
    house.pull();
    assert_eq!((known("payments"), known("platform")), (2, 2));
    assert!(lines(&house)[0].caution.starts_with("PagerDuty: "), "{}", lines(&house)[0].caution);
}

#[test]
fn a_list_of_all_schedules_that_is_poisoned_hides_none_that_the_workspace_names() {
    use crate::given::mishap::Mishap::{Garbled, None};
    let (providers, house) = provided();
    // Who is on call, and then the list of schedules.
    providers.script([None, Garbled]);
    house.pull();
    assert_eq!(people(&house), ["tomasz", "anneke"]);
}

#[test]
fn a_schedule_that_no_file_names_is_on_the_board_all_the_same() {
    let (_providers, house) = provided();
    house.pull();
    let lines = house.engine().on_call_lines(house.now()).unwrap();
    let found: Vec<_> = lines.iter().filter(|line| line.rotation == "pagerduty/PDEF456").collect();
    assert_eq!(found.len(), 2, "PABC123 has a file, and stands there once");
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["pagerduty/PDEF456"] }));
    assert_eq!(house.incident(&incident).pages[0].person.as_str(), "tomasz");
}

/// What could not be read in a sync of everything, and whose schedules that no file names are on the board after it.
fn synced(house: &House) -> (Vec<String>, Vec<String>) {
    let reports = house.wait(house.engine().sync(None)).unwrap();
    assert!(reports.iter().all(|report| report.failure.is_none()), "{reports:?}");
    let lines = house.engine().on_call_lines(house.now()).unwrap();
    let mut unnamed: Vec<String> = lines.into_iter().map(|line| line.rotation).collect();
    unnamed.retain(|rotation| rotation.starts_with("pagerduty/"));
    unnamed.dedup();
    (reports.into_iter().flat_map(|report| report.faults).collect(), unnamed)
}

#[test]
fn an_account_or_a_host_without_schedules_of_the_third_generation_has_none_and_that_is_no_fault() {
    for status in [403, 404] {
        let (providers, house) = provided();
        providers.third_generation(status, &[]);
        assert_eq!(synced(&house), (vec![], vec!["pagerduty/PDEF456".to_owned()]), "{status}");
        // What is deleted there goes, since everything was read.
        providers.forget(&["PDEF456"]);
        house.minutes(5);
        assert_eq!(synced(&house), (vec![], vec![]), "{status}");
        assert_eq!(people(&house), ["tomasz", "anneke"], "{status}");
    }
}

/// Nobody knows what it has: neither once nor ever after is anything of it taken for deleted.
#[test]
fn a_list_of_schedules_over_which_the_pager_breaks_forgets_none_of_them() {
    let (providers, house) = provided();
    providers.third_generation(200, &["PG3"]);
    let both = vec!["pagerduty/PDEF456".to_owned(), "pagerduty/PG3".to_owned()];
    assert_eq!(synced(&house), (vec![], both.clone()));
    providers.third_generation(500, &[]);
    for _ in 0..3 {
        house.minutes(5);
        let (faults, unnamed) = synced(&house);
        assert!(faults[0].starts_with("schedules of the third generation: "), "{faults:?}");
        assert_eq!((faults.len(), &unnamed), (1, &both));
    }
}

/// A host whose schedules take as long as it wants.
#[test]
fn schedules_that_take_long_keep_nobody_from_knowing_who_is_on_call() {
    let (providers, gate) = (Arc::new(Providers::open()), Arc::new((Mutex::new(false), Condvar::new())));
    let (behind, held) = (Arc::clone(&providers), Arc::clone(&gate));
    let host = Host::open(move |request| {
        if request.path.starts_with("/schedules") {
            let (is_open, opened) = &*held;
            let patience = Duration::from_secs(9);
            let open = opened.wait_timeout_while(is_open.lock().unwrap(), patience, |is_open| !*is_open).unwrap();
            drop(open);
        }
        behind.answer(request)
    });
    let house = House::on(Place::small(&connections_at(&host.url())));
    house.secret("pagerduty", "token", "good-token");
    house.place().write("rotations/payments.yaml", PROVIDED);
    house.engine().index_now().unwrap();
    let pulling = house.pull_beside();
    // Who is on call, and the list of schedules of the third generation; the other one hangs.
    providers.until_asked(2);
    let entry = json!({
        "user": { "id": "PLEILA", "summary": "Leila Haddad" },
        "schedule": { "id": "PABC123", "summary": "Payments" },
        "escalation_policy": { "id": "PE1", "summary": "Payments" },
        "escalation_level": 1, "start": null, "end": null,
    });
    providers.on_call([entry]);
    assert_eq!(people(&house), [""; 0]);
    house.minutes(2);
    // As when somebody stores a token: what is due is looked at again.
    house.engine().store_secret(&"pagerduty".into(), "routing_key", SecretString::from("good-token")).unwrap();
    providers.until_asked(3);
    let (is_open, opened) = &*gate;
    *is_open.lock().unwrap() = true;
    opened.notify_all();
    house.finish(pulling).unwrap();
    assert_eq!(people(&house), ["leila"]);
}

#[test]
fn whoever_the_workspace_does_not_know_keeps_the_providers_name() {
    let (_providers, house) = provided();
    house.pull();
    house.minutes(60 * 24);
    let line = lines(&house).remove(0);
    assert_eq!(line.person_name, "Somebody Else");
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["payments"] }));
    house.seconds(5);
    house.deliver_all();
    assert_eq!(house.states("page"), ["delivered"]);
    house.engine().bridge(&incident).unwrap();
}

#[test]
fn where_the_pagers_policy_asks_others_than_the_ladder_the_service_says_so() {
    let (providers, house) = provided();
    house.place().write(
        "services/cards.yaml",
        "name: Cards\ndescription: Takes cards\nowner: Payments team\nfunction: engineering\ntier: 1\n\
         ladder:\n  - { rotation: payments }\n  - { person: anneke, after_minutes: 5 }\n",
    );
    house.engine().index_now().unwrap();
    let rule = |minutes: u32, id: &str, kind: &str, name: &str| json!({ "escalation_delay_in_minutes": minutes, "targets": [{ "id": id, "type": kind, "summary": name }] });
    let rules = json!([
        rule(15, "PABC123", "schedule_reference", "Payments"),
        rule(15, "PZZZ999", "user_reference", "Somebody Else"),
    ]);
    providers.list(
        "escalation_policies",
        json!([{ "id": "PE1", "name": "Cards policy", "num_loops": 0, "escalation_rules": rules }]),
    );
    providers
        .list("services", json!([{ "id": "PS1", "name": "Cards", "escalation_policy": { "id": "PE1" }, "teams": [] }]));
    house.pull();
    let drift = house.engine().drift(&"cards".into()).unwrap();
    assert_eq!(drift.len(), 1);
    assert_eq!((drift[0].connection.as_str(), drift[0].policy.as_str()), ("PagerDuty", "Cards policy"));
    assert_eq!(
        drift[0].differences,
        ["Step 2: the ladder asks Anneke de Vries after 5 min, PagerDuty asks Somebody Else after 15 min."]
    );
}

/// The others are read, so that the connection answers; what it does not tell is not to be found out from an old list only.
#[test]
fn a_list_that_fails_for_long_is_trouble_of_its_connection() {
    let (providers, house) = provided();
    let pulled = |minutes: i64| {
        house.minutes(minutes);
        house.pull();
        let connection = house.engine().connections().unwrap().remove(0);
        let failing = connection.feeds.iter().filter(|feed| !feed.trouble.is_empty()).count();
        (failing, connection.trouble)
    };
    assert_eq!(pulled(0), (0, String::new()));
    providers.list("escalation_policies", json!("nonsense"));
    assert_eq!(pulled(61), (1, String::new()), "it has failed only now");
    let (failing, trouble) = pulled(31);
    assert!(failing == 1 && trouble.starts_with("policies not read: unexpected answer"), "{trouble}");
    providers.list("teams", json!("nonsense"));
    let (_, trouble) = pulled(120);
    assert!(trouble.starts_with("policies not read: ") && trouble.contains("; teams not read: "), "{trouble}");
    providers.list("escalation_policies", json!([]));
    providers.list("teams", json!([]));
    assert_eq!(pulled(1), (0, String::new()));
}

//! A rotation whose shifts are a provider's: `bwatch` has no worker, so it asks before it answers.

use std::net::TcpListener;

use chrono::{Duration, SecondsFormat, Utc};
use serde_json::{Value, json};

use crate::given::{Bwatch, Done, done, host, is_instant};

/// A server that gives the same schedule to whoever asks, until the test ends.
fn schedule(people: &[&str]) -> String {
    let at = |hours| (Utc::now() + Duration::hours(hours)).to_rfc3339_opts(SecondsFormat::Secs, true);
    let entry =
        |name: &&str| json!({ "start": at(-2), "end": at(6), "user": { "id": format!("P{name}"), "summary": name } });
    let entries: Vec<_> = people.iter().map(entry).collect();
    let body = json!({ "schedule": { "final_schedule": { "rendered_schedule_entries": entries } } });
    host(200, &body.to_string())
}

fn on_call(address: &str) -> (Bwatch, Done) {
    let organisation = format!(
        "organisation: Kestrel\nfunctions: [{{ id: engineering, name: Engineering, group: Engineering }}]\n\
         connections: [{{ id: pd, provider: pagerduty, name: PagerDuty, options: {{ api_url: \"{address}\" }} }}]\n"
    );
    let rotation =
        "name: Payments\nfunction: engineering\ntime_zone: UTC\nprovider: { connection: pd, schedule: PABC }\n";
    let bwatch = Bwatch::with(&[
        ("bridgewatch.yaml", organisation.as_str()),
        ("people/mara.yaml", "name: Mara Lindqvist\ntime_zone: Europe/Stockholm\n"),
        ("rotations/payments.yaml", rotation),
    ]);
    let answer = ask(&bwatch, &["oncall", "--json"]);
    (bwatch, answer)
}

fn ask(bwatch: &Bwatch, arguments: &[&str]) -> Done {
    done(&bwatch.command(arguments).env("BRIDGEWATCH_PD_TOKEN", "t0ken").output().unwrap())
}

#[test]
fn the_providers_shifts_are_read_before_the_answer_and_each_person_comes_once() {
    let (bwatch, answer) = on_call(&schedule(&["Mara Lindqvist", "Somebody Else", "Mara Lindqvist"]));
    assert_eq!(answer.code, 0, "{}", answer.err);
    let lines = answer.json();
    let mut people: Vec<&str> = lines.as_array().unwrap().iter().map(|line| line["person"].as_str().unwrap()).collect();
    people.sort_unstable();
    assert_eq!(people, ["Somebody Else", "mara"]);
    assert_eq!(lines[0]["source"], "PagerDuty");
    assert!(is_instant(&lines[0]["as_of"]));

    let shifts = ask(&bwatch, &["shifts", "payments", "--from", "-1h", "--to", "+12h", "--json"]).json();
    assert_eq!(shifts["shifts"].as_array().unwrap().len(), 2, "{shifts}");
    assert_eq!(shifts["gaps"].as_array().unwrap().len(), 1, "after the last shift, {shifts}");
    assert_eq!((&shifts["source"], &shifts["caution"]), (&json!("PagerDuty"), &json!("")), "{shifts}");
    assert!(is_instant(&shifts["as_of"]) && is_instant(&shifts["known"]["from"]), "{shifts}");

    let beyond = ask(&bwatch, &["shifts", "payments", "--from", "+89d", "--to", "+9d"]);
    assert!(beyond.out.contains("NOBODY") && beyond.out.contains("not known"), "{}", beyond.out);
}

/// Nobody hands over to themselves: a pager that tells somebody's turn day by day tells one turn.
#[test]
fn shifts_of_one_person_that_follow_one_another_are_one() {
    let at = |hours| (Utc::now() + Duration::hours(hours)).to_rfc3339_opts(SecondsFormat::Secs, true);
    let hours: Vec<String> = [-2, 6, 14, 22, 30].map(at).into();
    let entry = |(name, from, until): (&str, usize, usize)| {
        let user = json!({ "id": format!("P{name}"), "summary": name });
        json!({ "start": hours[from], "end": hours[until], "user": user })
    };
    let told = [("Somebody Else", 3, 4), ("Mara Lindqvist", 1, 2), ("Mara Lindqvist", 0, 1), ("Mara Lindqvist", 2, 3)];
    let entries: Vec<Value> = told.map(entry).into();
    let body = json!({ "schedule": { "final_schedule": { "rendered_schedule_entries": entries } } });
    let (bwatch, answer) = on_call(&host(200, &body.to_string()));
    let instant = |text: &str| chrono::DateTime::parse_from_rfc3339(text).unwrap();
    let line = answer.json()[0].clone();
    assert_eq!(line["person"], "mara", "{line}");
    assert_eq!(instant(line["until"].as_str().unwrap()), instant(&hours[3]), "{line}");
    assert_eq!(instant(line["from"].as_str().unwrap()), instant(&hours[0]), "{line}");
    let shifts = ask(&bwatch, &["shifts", "payments", "--from", "-3h", "--to", "+2d", "--json"]).json();
    let people: Vec<&str> =
        shifts["shifts"].as_array().unwrap().iter().map(|shift| shift["person"].as_str().unwrap()).collect();
    assert_eq!(people, ["mara", "Somebody Else"], "{shifts}");
}

#[test]
fn a_time_of_which_the_pager_told_nothing_is_not_one_without_anybody() {
    let (bwatch, _) = on_call(&schedule(&["Mara Lindqvist"]));
    for beyond in ["+91d", "-31d"] {
        let answer = ask(&bwatch, &["oncall", "--at", beyond, "--json"]);
        assert_eq!(answer.code, 1, "nobody is known to be on call: {}", answer.out);
        let line = answer.json()[0].clone();
        assert_eq!(
            (&line["rotation"], &line["person"], &line["known"]),
            (&json!("payments"), &Value::Null, &json!(false))
        );
        assert_eq!(line["caution"], "PagerDuty is known from 30 days back to 90 days ahead.");
        let text = ask(&bwatch, &["oncall", "--at", beyond]);
        assert!(text.out.contains("not known") && !text.out.contains("NOBODY"), "{}", text.out);
        assert!(text.err.contains("to 90 days ahead"), "{}", text.err);
    }
    let within = ask(&bwatch, &["oncall", "--at", "+89d", "--json"]);
    assert_eq!((within.code, within.json()), (1, json!([])), "the pager said that nobody is");
    assert!(ask(&bwatch, &["oncall", "--at", "+89d"]).out.contains("NOBODY"));
}

#[test]
fn as_text_rotations_have_their_names_and_what_is_not_fresh_has_its_age() {
    let address = schedule(&["Mara Lindqvist"]);
    let (bwatch, _) = on_call(&address);
    let line = |text: &str| text.lines().find(|line| line.contains("Mara")).map(str::to_owned).unwrap();
    let fresh = line(&ask(&bwatch, &["oncall"]).out);
    assert!(fresh.starts_with("Payments  Mara Lindqvist  until "), "{fresh}");
    assert!(fresh.ends_with("  PagerDuty  payments"), "{fresh}");

    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    bwatch.change("bridgewatch.yaml", &address, &format!("http://{port}"));
    assert_eq!(ask(&bwatch, &["sync"]).code, 1, "it is out of reach");
    let answer = ask(&bwatch, &["oncall"]);
    let stale = line(&answer.out);
    assert!(stale.contains("  PagerDuty, as of ") && stale.ends_with("  payments"), "{stale}");
    assert!(answer.err.contains("PagerDuty: out of reach"), "{}", answer.err);
}

#[test]
fn what_a_provider_never_said_is_no_gap() {
    // Nobody listens on this port: it was taken and given back.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let (bwatch, answer) = on_call(&format!("http://{port}"));
    assert_eq!(answer.code, 1, "nobody is known to be on call");
    let line = answer.json()[0].clone();
    assert_eq!(
        (&line["person"], &line["as_of"], &line["known"]),
        (&Value::Null, &Value::Null, &json!(false)),
        "{line}"
    );
    assert_eq!(line["caution"], "PagerDuty: out of reach");
    let text = ask(&bwatch, &["oncall"]);
    assert!(text.out.contains("not known") && !text.out.contains("NOBODY"), "{}", text.out);
    assert!(text.out.contains("PagerDuty, never read"), "{}", text.out);
    assert!(text.err.contains("PagerDuty: out of reach"), "{}", text.err);
    let shifts = ask(&bwatch, &["shifts", "payments"]);
    assert_eq!(shifts.code, 1);
    assert!(shifts.out.contains("  not known  PagerDuty") && shifts.out.lines().count() == 1, "{}", shifts.out);
    assert!(shifts.err.contains("PagerDuty"), "{}", shifts.err);
    let shifts = ask(&bwatch, &["shifts", "payments", "--json"]).json();
    assert_eq!((&shifts["shifts"], &shifts["gaps"]), (&json!([]), &json!([])));
    assert_eq!((&shifts["known"], &shifts["as_of"]), (&Value::Null, &Value::Null), "{shifts}");
    assert_eq!((&shifts["source"], &shifts["caution"]), (&json!("PagerDuty"), &json!("PagerDuty: out of reach")));
}

/// Twelve pagers that know nothing yet; the first of them has four rotations more.
#[test]
fn cautions_name_their_rotations_and_are_no_flood() {
    let pager = |number| format!("  - {{ id: p{number}, provider: pagerduty, name: Pager {number} }}");
    let organisation = format!(
        "organisation: K\nfunctions: [{{ id: engineering, name: E, group: E }}]\nconnections:\n{}\n",
        (1..=12).map(pager).collect::<Vec<_>>().join("\n")
    );
    let rotation = |number: usize| {
        let pager = if number <= 12 { number } else { 1 };
        let source = format!("provider: {{ connection: p{pager}, schedule: S }}");
        let text = format!("name: Team {number}\nfunction: engineering\ntime_zone: UTC\n{source}\n");
        (format!("rotations/r{number:02}.yaml"), text)
    };
    let rotations: Vec<(String, String)> = (1..=16).map(rotation).collect();
    let mut files = vec![("bridgewatch.yaml", organisation.as_str())];
    files.extend(rotations.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let bwatch = Bwatch::with(&files);
    let done = bwatch.run(&["oncall"]);
    let lines: Vec<&str> = done.err.lines().filter(|line| !line.contains("bwatch check")).collect();
    assert_eq!(lines.len(), 11, "{}", done.err);
    assert!(lines[0].contains("Team 1, Team 13, Team 14 and 2 more: Pager 1"), "{}", lines[0]);
    assert!(lines[1].contains("Team 2: Pager 2"), "{}", lines[1]);
    assert!(lines[10].contains("And 2 more to be read with care"), "{}", lines[10]);
    let all = bwatch.run(&["oncall", "--json"]).json();
    let careful = |line: &&Value| line["caution"].as_str().is_some_and(|words| !words.is_empty());
    assert_eq!(all.as_array().unwrap().iter().filter(careful).count(), 16);
}

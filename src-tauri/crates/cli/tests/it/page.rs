//! Paging from scripts: looked at first, by rotation, person or ladder step, and calls where nothing can go out.

use crate::given::{Bwatch, keys};

fn declared(bwatch: &Bwatch) -> String {
    let answer = bwatch.ask(&[
        "incident",
        "declare",
        "--title",
        "Cards fail",
        "--severity",
        "sev1",
        "--service",
        "payments-api",
        "--page-nobody",
    ]);
    answer["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_page_is_looked_at_and_then_sent_to_whom_was_shown() {
    let bwatch = Bwatch::default();
    let nothing = bwatch.run(&["page", "payments"]);
    assert_eq!(nothing.code, 1);
    assert!(nothing.err.contains("No incident is open"), "{}", nothing.err);

    let id = declared(&bwatch);
    let preview = bwatch.ask(&["page", "payments", "--preview"]);
    assert_eq!(
        keys(&preview["recipients"]),
        [
            "person",
            "person_name",
            "city",
            "zone",
            "night",
            "rotation",
            "level",
            "source",
            "as_of",
            "caution",
            "reason",
            "way",
            "goes_out",
            "already",
            "called_at",
            "phone",
            "outside"
        ],
        "in the order of the documents"
    );
    assert!(bwatch.ask(&["incident", "show", &id])["pages"].as_array().unwrap().is_empty());

    let done = bwatch.ask(&["page", "payments", "--reason", "Cards fail", "--intent", "once"]);
    assert_eq!(done["recipients"][0]["person"], preview["recipients"][0]["person"]);
    assert_eq!(bwatch.ask(&["page", "payments", "--intent", "once"])["already"], true);
    let pages = bwatch.ask(&["incident", "show", &id])["pages"].clone();
    assert_eq!(pages.as_array().unwrap().len(), 1);
    assert_eq!(pages[0]["person"], preview["recipients"][0]["person"]);
}

/// Somebody who is awake already is woken again only by whoever knows it.
#[test]
fn a_second_page_says_when_they_were_called_already() {
    let bwatch = Bwatch::default();
    declared(&bwatch);
    let first = bwatch.run(&["page", "payments"]);
    assert!(first.code == 0 && !first.out.contains("already"), "{} {}", first.out, first.err);
    let preview = bwatch.ask(&["page", "payments", "--preview"]);
    let called_at = preview["recipients"][0]["called_at"].as_str().unwrap();
    let at = chrono::DateTime::parse_from_rfc3339(called_at).unwrap().format("%H:%M");
    let said = format!("called already at {at}");
    for words in [&["page", "payments", "--preview"][..], &["page", "payments"]] {
        let done = bwatch.run(words);
        assert!(done.out.contains(&said), "{words:?} {said}: {}", done.out);
    }
}

#[test]
fn whoever_is_named_by_several_pages_is_called_once() {
    let bwatch = Bwatch::default();
    let id = declared(&bwatch);
    let refuse = r#"[{"fault":"refuse","words":"No such person","times":9,"on":"everything"}]"#;
    bwatch.ask(&["sandbox", "faults", "pager", "--set", refuse]);
    bwatch.ask(&["page", "payments"]);
    bwatch.ask(&["page", "payments", "--reason", "Once more"]);
    bwatch.run(&["outbox", "deliver", "--wait", "12"]);
    let calls = bwatch.ask(&["dial", &id])["calls"].clone();
    let people: Vec<&str> = calls.as_array().unwrap().iter().map(|call| call["person"].as_str().unwrap()).collect();
    let distinct: std::collections::BTreeSet<&str> = people.iter().copied().collect();
    assert_eq!(people.len(), distinct.len(), "{calls}");
    assert_eq!(calls[0]["pages"], serde_json::json!(["p1", "p2"]), "{calls}");
    let said = bwatch.run(&["dial", &id]).out;
    assert!(said.lines().any(|line| line.contains("p1, p2")), "{said}");
    for page in ["p1", "p2"] {
        bwatch.ask(&["incident", "answer", &id, page, "reached"]);
    }
    assert_eq!(bwatch.run(&["dial", &id]).code, 1);
}

#[test]
fn a_step_of_a_ladder_is_paged_by_its_number() {
    let bwatch = Bwatch::default();
    declared(&bwatch);
    let preview = bwatch.ask(&["page", "payments-api#2", "--preview"]);
    let reason = preview["recipients"][0]["reason"].as_str().unwrap();
    assert!(reason.starts_with("step 2 of "), "{reason}");
    let beyond = bwatch.run(&["page", "payments-api#99"]);
    assert_eq!(beyond.code, 2);
    assert!(beyond.err.contains("has no step `99`"), "{}", beyond.err);
    assert_eq!(bwatch.run(&["page", "nobody-at-all", "--preview"]).code, 1);
}

#[test]
fn a_page_that_cannot_go_out_stands_on_the_dial_sheet() {
    let bwatch = Bwatch::default();
    let id = declared(&bwatch);
    assert_eq!(bwatch.run(&["dial"]).code, 1, "nobody has to be called");
    bwatch.ask(&[
        "sandbox",
        "faults",
        "pager",
        "--set",
        r#"[{"fault":"refuse","words":"No such person","times":9,"on":"everything"}]"#,
    ]);
    bwatch.ask(&["page", "payments"]);
    bwatch.run(&["outbox", "deliver", "--wait", "12"]);
    let sheet = bwatch.ask(&["dial", &id]);
    let call = &sheet["calls"][0];
    assert!(call["numbers"].as_array().is_some_and(|numbers| !numbers.is_empty()), "{sheet}");
    assert!(sheet["say"].as_array().unwrap().iter().any(|line| line.as_str().unwrap().contains("Cards fail")));
    let page = call["page"].as_str().unwrap();
    bwatch.ask(&["incident", "answer", &id, page, "reached"]);
    assert_eq!(bwatch.run(&["dial", &id]).code, 1);
}

#[test]
fn an_override_holds_for_this_machine_until_it_is_taken_back() {
    let bwatch = Bwatch::default();
    let people = || {
        let lines = bwatch.ask(&["oncall"]);
        let of = lines.as_array().unwrap().iter().filter(|line| line["rotation"] == "payments");
        of.map(|line| line["person"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let before = people();
    let other = bwatch.ask(&["oncall"]).as_array().unwrap().iter().find(|line| line["rotation"] == "database").unwrap()
        ["person"]
        .as_str()
        .unwrap()
        .to_owned();
    let set = bwatch.ask(&["overrides", "set", "payments", &other, "--until", "+2h", "--reason", "Swapped at lunch"]);
    assert_eq!(people(), [other]);
    let id = set["id"].as_str().unwrap();
    assert_eq!(bwatch.ask(&["overrides", "list"])[0]["reason"], "Swapped at lunch");
    bwatch.ask(&["overrides", "withdraw", id, "--reason", "back"]);
    assert_eq!(people(), before);
    assert_eq!(bwatch.ask(&["overrides", "list"])[0]["withdrawn"]["reason"], "back");
    let refused = bwatch.run(&["overrides", "set", "payments", "nobody", "--reason", "x"]);
    assert_eq!(refused.code, 1);
}

#[test]
fn shifts_leave_as_a_calendar_that_is_read_back() {
    let bwatch = Bwatch::default();
    let text = bwatch.run(&["calendar", "--rotation", "payments"]).out;
    assert!(text.starts_with("BEGIN:VCALENDAR"), "{text}");
    let organisation = "organisation: K\nfunctions: [{ id: engineering, name: Engineering, group: Engineering }]\n";
    let shifts = bwatch.ask(&["shifts", "payments", "--to", "+10d"])["shifts"].clone();
    let name = |shift: &serde_json::Value, field: &str| shift[field].as_str().unwrap().to_owned();
    let people: std::collections::BTreeSet<(String, String)> =
        shifts.as_array().unwrap().iter().map(|shift| (name(shift, "person"), name(shift, "person_name"))).collect();
    let address = |name: &str| format!("{}@kestrel.example", name.to_lowercase().replace(' ', "."));
    let file = |(id, name): &(String, String)| {
        let text = format!("name: {name}\ntime_zone: UTC\ncontact: [{{ email: {} }}]\n", address(name));
        (format!("people/{id}.yaml"), text)
    };
    let files: Vec<(String, String)> = people.iter().map(file).collect();
    let mut all = vec![("bridgewatch.yaml", organisation), ("rotations/payments.ics", text.as_str())];
    all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let again = Bwatch::with(&all);
    let read = again.ask(&["shifts", "payments", "--to", "+10d"])["shifts"].clone();
    let plain = |shifts: &serde_json::Value| {
        let instant =
            |text: &serde_json::Value| chrono::DateTime::parse_from_rfc3339(text.as_str().unwrap()).unwrap().to_utc();
        // What was cut at the window's edges differs by the moment between the two questions.
        let inner = shifts.as_array().unwrap().iter().skip(1).rev().skip(1);
        inner.map(|shift| (shift["person"].as_str().unwrap().to_owned(), instant(&shift["from"]))).collect::<Vec<_>>()
    };
    assert_eq!(plain(&read), plain(&shifts));
}

/// A workspace in which five people are on call at once.
fn crowded() -> Bwatch {
    let people = ["ana", "ben", "cleo", "dina", "emil"];
    let person = |id: &str| {
        format!("- {{ id: {id}, name: {id}, time_zone: Europe/Paris, contact: [{{ phone: \"+1 202 555 0101\" }}] }}\n")
    };
    let everybody: String = people.iter().map(|id| person(id)).collect();
    let rotation = |members: &str| {
        format!(
            "name: Crowd\nfunction: engineering\ntime_zone: Europe/Paris\nlayers:\n  - {{ name: All, participants: [{members}], \
             simultaneous: true, start: 2026-01-05, handoff: \"09:00\", turn: 1 week }}\n"
        )
    };
    Bwatch::with(&[
        ("bridgewatch.yaml", ORGANISATION),
        ("people/all.yaml", &everybody),
        ("rotations/crowd.yaml", &rotation("ana, ben, cleo, dina, emil")),
        ("rotations/few.yaml", &rotation("ana, ben, cleo, dina").replace("Crowd", "Few")),
    ])
}

const ORGANISATION: &str = "organisation: Kestrel
functions: [{ id: engineering, name: Engineering, group: Engineering }]
severities:
  - { severity: sev1, name: Impossible, criterion: All fail }
  - { severity: sev2, name: Impaired, criterion: Many fail }
  - { severity: sev3, name: Side task, criterion: Some fail }
  - { severity: sev4, name: Hidden, criterion: Nobody notices }
roles: [{ id: incident-lead, name: Incident lead }]
connections: [{ id: pager, provider: sandbox, name: Pager }]
";

#[test]
fn a_crowd_is_woken_only_by_whoever_has_counted_it() {
    let bwatch = crowded();
    let page = |arguments: &[&str]| bwatch.run(&[&["--as", "ana", "page"], arguments].concat());
    let id = bwatch.ask(&["--as", "ana", "incident", "declare", "--title", "Cards fail", "--severity", "sev1"])["id"]
        .clone();
    let preview = bwatch.ask(&["--as", "ana", "page", "crowd", "--preview"]);
    assert_eq!((&preview["heads"], &preview["must_count"]), (&5.into(), &true.into()));
    let refused = page(&["crowd"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("wakes 5 people at once") && refused.err.contains("--heads 5"), "{}", refused.err);
    assert_eq!(page(&["crowd", "--heads", "4"]).code, 2, "a count that is not theirs");
    let other_door = bwatch.run(&["--as", "ana", "incident", "page", id.as_str().unwrap(), "crowd"]);
    assert_eq!(other_door.code, 2, "{}", other_door.err);
    assert!(bwatch.ask(&["incident", "show", id.as_str().unwrap()])["pages"].as_array().unwrap().is_empty());
    assert_eq!(page(&["few"]).code, 0, "four need no counting");
    let counted = page(&["crowd", "--heads", "5"]);
    assert_eq!(counted.code, 0, "{}", counted.err);
    assert_eq!(bwatch.ask(&["incident", "show", id.as_str().unwrap()])["pages"].as_array().map(Vec::len), Some(9));
}

#[test]
fn a_preview_tells_every_level_and_who_is_of_a_neighbour_team() {
    let bwatch = Bwatch::default();
    declared(&bwatch);
    let preview = bwatch.ask(&["page", "payments", "--preview"]);
    assert_eq!(preview["recipients"][0]["outside"], serde_json::Value::Null);
    let levels = preview["following"].as_array().unwrap();
    let minutes: Vec<u64> = levels.iter().map(|level| level["after_minutes"].as_u64().unwrap()).collect();
    assert!(minutes.len() >= 2 && minutes.is_sorted(), "{preview}");
    assert!(levels.iter().all(|level| level["recipients"][0]["person"].is_string()), "{preview}");
    let outside = bwatch.ask(&["page", "identity", "--preview"]);
    let words = outside["recipients"][0]["outside"].as_str().unwrap();
    assert!(words.starts_with("Identity answers for Identity") && words.contains("not failing here"), "{words}");
    let said = bwatch.run(&["page", "identity", "--preview"]);
    assert!(said.out.contains("OUTSIDE: Identity answers for"), "{}", said.out);
}

#[test]
fn a_preview_has_the_number_where_the_pager_cannot_wake_somebody() {
    let bwatch = Bwatch::with(&[
        (
            "bridgewatch.yaml",
            "organisation: K\nfunctions: [{ id: engineering, name: E, group: E }]\n\
             connections: [{ id: pd, provider: pagerduty, name: PagerDuty }]\n",
        ),
        (
            "people/mara.yaml",
            "name: Mara Lindqvist\ntime_zone: Europe/Stockholm\ncontact: [{ phone: \"+46 70 123 45 67\" }]\n",
        ),
    ]);
    let declare = ["incident", "declare", "--title", "Cards fail", "--severity", "sev1", "--page-nobody"];
    bwatch.ask(&[&declare[..], &["--as", "mara"]].concat());
    let preview = |secrets: &[(&str, &str)]| {
        let answer = bwatch.command(&["page", "mara", "--preview"]).envs(secrets.iter().copied()).output().unwrap();
        String::from_utf8(answer.stdout).unwrap()
    };
    let token = ("BRIDGEWATCH_PD_TOKEN", "t0ken");
    let without = preview(&[token]);
    assert!(without.contains("a call of yours: No secret is stored for PagerDuty"), "{without}");
    assert!(without.contains("+46 70 123 45 67"), "{without}");
    let with = preview(&[token, ("BRIDGEWATCH_PD_ROUTING_KEY", "k3y")]);
    assert!(with.contains("PagerDuty wakes") && !with.contains("+46"), "{with}");
}

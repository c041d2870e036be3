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
            "phone"
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

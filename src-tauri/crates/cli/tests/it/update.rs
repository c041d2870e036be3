//! All audiences from one form, from scripts: looked at, published, taken back.

use crate::given::{Bwatch, keys};

fn declared(bwatch: &Bwatch) -> String {
    let declare =
        ["incident", "declare", "--severity", "sev1", "--playbook", "payments", "--customer-impact", "--page-nobody"];
    bwatch.ask(&declare)["id"].as_str().unwrap().to_owned()
}

/// What the sample's templates ask for, beside what the incident knows.
fn filled<'a>(bwatch: &Bwatch, verb: &'a [&'a str]) -> Vec<String> {
    let mut words: Vec<String> = verb.iter().map(|word| (*word).to_owned()).collect();
    let view = bwatch.run(&["--json", "update", "preview"]).json();
    for output in view["outputs"].as_array().unwrap() {
        for fault in output["faults"].as_array().unwrap() {
            let name = fault["variable"].as_str().unwrap();
            words.extend(["--set".to_owned(), format!("{name}={}", example(bwatch, name))]);
        }
    }
    words
}

/// The example that a template gives for a variable.
fn example(bwatch: &Bwatch, name: &str) -> String {
    let templates = bwatch.ask(&["template", "list"]);
    let of = |template: &serde_json::Value| {
        let is_asked =
            template["pattern"] == "payments-failing" && template["source"].as_str()?.contains("investigating");
        let variables = template["variables"].as_array().filter(|_| is_asked)?;
        variables.iter().find(|variable| variable["name"] == name)?["example"].as_str().map(str::to_owned)
    };
    templates.as_array().unwrap().iter().find_map(of).unwrap_or_else(|| panic!("nothing is known of {name}"))
}

#[test]
fn one_form_is_looked_at_published_and_taken_back() {
    let bwatch = Bwatch::default();
    let nothing = bwatch.run(&["update", "preview"]);
    assert_eq!(nothing.code, 1);
    assert!(nothing.err.contains("No incident is open"), "{}", nothing.err);

    let id = declared(&bwatch);
    let preview = bwatch.run(&["--json", "update", "preview"]);
    assert_eq!(preview.code, 1, "the sample asks for what only the lead knows");
    let view = preview.json();
    assert_eq!(
        keys(&serde_json::json!([view])),
        ["id", "phase", "pattern", "values", "outputs", "approval", "refusal"]
    );
    let first =
        ["output", "title", "body", "length", "limit", "grade", "template", "faults", "warnings", "remarks", "places"];
    assert_eq!(keys(&view["outputs"]), first, "in the order of the documents");
    let outputs: Vec<&str> =
        view["outputs"].as_array().unwrap().iter().filter_map(|it| it["output"].as_str()).collect();
    for wanted in ["teams", "leadership", "status_page", "talking_points"] {
        assert!(outputs.contains(&wanted), "{outputs:?}");
    }

    let words = filled(&bwatch, &["update", "publish", "--intent", "once"]);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = bwatch.ask(&words);
    assert_eq!(done["already"], false);
    assert_eq!(bwatch.ask(&words)["already"], true, "the same intent twice is one");
    let incident = bwatch.ask(&["incident", "show", &id]);
    let heard: Vec<&str> =
        incident["updates"].as_array().unwrap().iter().filter_map(|update| update["audience"].as_str()).collect();
    assert_eq!(heard, ["teams", "leadership", "customers"]);

    let title = incident["updates"][2]["title"].as_str().unwrap();
    let renamed = ["update", "preview", "--to", "status_page", "--set", "affected=Something else"];
    let told = bwatch.run(&renamed).out;
    assert!(told.contains(&format!("- status.kestrel.example keeps its title: {title}\n")), "{told}");
    let told = bwatch.run(&[&["--json"], &renamed[..]].concat()).json();
    assert_eq!(told["outputs"][0]["places"][0]["keeps_title"], title);

    let talking = bwatch.ask(&["update", "copy", &id, "--output", "talking_points", "--format", "markdown"]);
    assert_eq!(
        keys(&serde_json::json!([talking])),
        ["id", "update", "output", "phase", "format", "title", "text"],
        "in the order of the documents"
    );
    assert!(talking["text"].as_str().unwrap().contains("What we know\n\n- "), "{talking}");
    let page = bwatch.run(&["update", "copy", &id, "--format", "html"]);
    assert_eq!(page.code, 0, "{}", page.err);
    assert!(page.out.starts_with("<h2>") && page.out.ends_with("</p>\n"), "a whole fragment, as it is: {}", page.out);
    let update = talking["update"].as_str().unwrap();
    let outreach = bwatch.run(&["update", "copy", &id, update, "--output", "outreach"]);
    assert!(
        outreach.out.contains("Hello [contacts’ names],"),
        "no connection carries letters: {} {}",
        outreach.out,
        outreach.err
    );
    let none = bwatch.run(&["update", "copy", &id, "--output", "social"]);
    assert_eq!(none.code, 1);
    assert!(none.err.contains("Nothing was written as social in INC-1"), "{}", none.err);

    let retracted = bwatch.run(&["--json", "update", "retract"]);
    assert_eq!(retracted.code, 0, "{}", retracted.err);
    let incident = bwatch.ask(&["incident", "show", &id]);
    assert_eq!(incident["updates"].as_array().unwrap().len(), 2);
    let owed = bwatch.ask(&["outbox", "list"]);
    let states: Vec<&str> = owed.as_array().unwrap().iter().filter_map(|line| line["state"].as_str()).collect();
    assert!(states.iter().all(|state| *state == "dropped"), "nothing of it leaves: {owed}");
    let none = bwatch.run(&["update", "retract", "u1"]);
    assert_eq!(none.code, 0, "what was never to leave by itself can be taken back as well: {}", none.err);
}

/// What is the same for all is said once, and each audience may have words of its own beside it.
#[test]
fn a_value_holds_for_all_or_for_one_audience_alone() {
    let bwatch = Bwatch::default();
    declared(&bwatch);
    let preview = |set: &[&str]| {
        let words: Vec<&str> = set.iter().flat_map(|pair| ["--set", pair]).collect();
        bwatch.run(&[&["--json", "update", "preview", "--to", "teams,leadership,status_page"], &words[..]].concat())
    };
    let body = |view: &serde_json::Value, of: &str| {
        let outputs = view["outputs"].as_array().unwrap();
        outputs.iter().find(|output| output["output"] == of).unwrap()["body"].as_str().unwrap().to_owned()
    };
    let done = preview(&[
        "share=about 3 in 10",
        "share@leadership=about 9 in 10",
        "next_update=23:59 UTC",
        "next_update@teams=23:58 UTC",
    ]);
    let view = done.json();
    let (teams, leadership, page) = (body(&view, "teams"), body(&view, "leadership"), body(&view, "status_page"));
    assert!(teams.contains("about 3 in 10") && !teams.contains("about 9"), "{teams}");
    assert!(leadership.contains("about 9 in 10") && !leadership.contains("about 3"), "{leadership}");
    assert_eq!(view["values"]["share@leadership"], "about 9 in 10");
    assert!(teams.contains("23:58") && !teams.contains("23:59"), "its own before that of all: {teams}");
    assert!(leadership.contains("23:59") && page.contains("23:59"), "{leadership} {page}");

    let slips = [
        ("nosuch=3", "`--set nosuch`: no chosen template has a variable `nosuch`. There are: `affected`, "),
        ("nosuch@teams=3", "no chosen template has a variable `nosuch`"),
        (
            "share@customers=3",
            "nobody who is written to asks for it. There are: `share`, `share@teams`, `share@leadership`.",
        ),
        ("share@bosses=3", "`--set share@bosses`: nobody who is written to asks for it."),
    ];
    for (pair, words) in slips {
        let done = preview(&[pair]);
        assert!(done.code == 2 && done.err.contains(words), "{pair}: {} {}", done.code, done.err);
        assert_eq!(bwatch.run(&["update", "publish", "--set", pair]).code, 2, "{pair}");
    }
    let fact = bwatch.run(&["update", "preview", "--fact", "nosuch=f1"]);
    assert!(fact.code == 2 && fact.err.contains("`--fact nosuch`"), "{}", fact.err);
}

#[test]
fn slips_are_told_before_anything_is_written() {
    let bwatch = Bwatch::default();
    let id = declared(&bwatch);
    let refused = bwatch.run(&["update", "publish", "--to", "teams,status_page"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("Teams update: "), "{}", refused.err);
    let slips = [
        (&["update", "preview", "--to", "pigeon"][..], "`pigeon` is no output"),
        (&["update", "copy", &id, "--format", "rtf"], "`rtf` is no format"),
        (&["update", "preview", "--component", "checkout"], "write page/component=state"),
        (&["update", "preview", "--component", "status-page/checkout=broken"], "`broken` is no state"),
    ];
    for (words, said) in slips {
        let done = bwatch.run(words);
        assert_eq!(done.code, 2, "{words:?}");
        assert!(done.err.contains(said), "{}", done.err);
    }
    assert!(bwatch.ask(&["incident", "show", &id])["updates"].as_array().unwrap().is_empty());
}

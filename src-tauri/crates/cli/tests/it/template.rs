//! Templates: the grid with its holes, and what is the matter with them.

use serde_json::json;

use crate::given::{Bwatch, has, keys};

const ORGANISATION: &str = "organisation: K\nfunctions: [{ id: engineering, name: E, group: E }]\npatterns:\n  \
    - { id: cards-decline, name: Cards decline }\n";
const GOOD: &str = "---\naudience: customers\nphase: resolved\ntitle: Cards\n---\n\nYou can pay by card again.\n";
const UNDECLARED: &str = "---\naudience: teams\nphase: resolved\ntitle: Cards\n---\n\nAll well in {{where}}.\n";
const UNUSED: &str = "---\naudience: leadership\nphase: resolved\ntitle: Cards\nvariables:\n  - { name: who, label: Who }\n---\n\nAll well.\n";

fn bwatch(templates: &[(&str, &str)]) -> Bwatch {
    let mut files = vec![("bridgewatch.yaml", ORGANISATION)];
    files.extend(templates);
    Bwatch::with(&files)
}

#[test]
fn the_grid_has_a_mark_for_each_phase_of_each_output() {
    let bwatch = bwatch(&[
        ("templates/cards-decline/customers-resolved.md", GOOD),
        ("templates/cards-decline/teams-resolved.md", UNDECLARED),
        ("templates/cards-decline/leadership-resolved.md", UNUSED),
    ]);
    let grid = bwatch.run(&["template", "list"]).out;
    let line: Vec<&str> = grid.lines().nth(1).unwrap().split_whitespace().collect();
    assert_eq!(line, ["cards-decline", "....", "...!", "...~", "...x", "....", "....", "....", "25", "of", "28"]);
    assert!(bwatch.run(&["template", "list"]).out.contains("x written"), "the marks are told");
}

#[test]
fn what_is_missing_is_listed_with_the_file_that_it_would_be() {
    let missing = bwatch(&[("templates/cards-decline/customers-resolved.md", GOOD)]);
    let done = missing.run(&["template", "list", "--missing", "--json"]);
    assert_eq!(done.code, 1);
    let holes = done.json();
    assert_eq!(holes.as_array().unwrap().len(), 27);
    let social = json!({ "pattern": "cards-decline", "output": "social", "phase": "identified",
        "path": "templates/cards-decline/customers-social-identified.md" });
    assert!(holes.as_array().unwrap().contains(&social), "{holes}");
    let done = Bwatch::default().run(&["template", "list", "--missing"]);
    assert_eq!((done.code, done.out.trim()), (0, "None is missing."), "the sample is complete");
}

#[test]
fn faults_are_a_no_and_what_could_be_better_is_one_if_asked_for() {
    let good = bwatch(&[("templates/cards-decline/customers-resolved.md", GOOD)]);
    let done = good.run(&["template", "check", "--strict"]);
    assert_eq!((done.code, done.out.trim()), (0, "No problems."));

    let unused = bwatch(&[("templates/cards-decline/leadership-resolved.md", UNUSED)]);
    assert_eq!(unused.run(&["template", "check"]).code, 0);
    let strict = unused.run(&["template", "check", "--strict"]);
    assert_eq!(strict.code, 1);
    assert!(strict.out.contains("leadership-resolved.md:6: warning [unused-variable]"), "{}", strict.out);

    let faulty = bwatch(&[("templates/cards-decline/teams-resolved.md", UNDECLARED)]);
    let done = faulty.run(&["template", "check", "--json"]);
    assert_eq!(done.code, 1);
    let told = done.json();
    let template = &told["templates"][0];
    has(
        &keys(&told["templates"]),
        &["pattern", "output", "phase", "path", "state", "findings", "remarks", "length", "limit", "grade"],
    );
    assert_eq!(template["state"], "faulty");
    assert_eq!(template["findings"][0]["line"], 7);
    assert_eq!(template["findings"][0]["variable"], "where");

    let stray = bwatch(&[("templates/cards-decline/customers-over.md", GOOD)]);
    let done = stray.run(&["template", "check"]);
    assert_eq!(done.code, 1);
    assert!(done.out.contains("customers-over.md:1: error [name-mismatch]"), "{}", done.out);
}

#[test]
fn the_sample_has_templates_without_faults() {
    let done = Bwatch::default().run(&["template", "check"]);
    assert_eq!(done.code, 0, "{}", done.out);
}

#[test]
fn every_output_is_rendered_by_its_name() {
    let bwatch = Bwatch::default();
    for output in ["outreach", "customers-outreach", "customers-talking-points", "talking_points", "customers-social"] {
        let missing = bwatch.run(&["template", "render", "payments-failing", output, "identified"]);
        assert_eq!(missing.code, 1, "{output}");
        assert!(missing.err.contains("Fill in"), "{output}: {}", missing.err);
    }
    let unknown = bwatch.run(&["template", "render", "payments-failing", "letters", "identified"]);
    assert_eq!(unknown.code, 2, "{}", unknown.err);
}

#[test]
fn what_the_organisation_says_of_itself_is_filled_in() {
    let post = [
        "template",
        "render",
        "personal-data-exposed",
        "customers-social",
        "monitoring",
        "--set",
        "next_update=17:20 CET",
    ];
    let done = Bwatch::default().run(&post);
    assert_eq!(done.code, 0, "{}", done.err);
    assert!(
        done.out.contains("privacy@kestrel.example") && done.out.contains("status.kestrel.example"),
        "{}",
        done.out
    );
    let own = Bwatch::default().run(&[&post[..], &["--set", "status_page=status.example.com"]].concat());
    assert!(own.out.contains("status.example.com"), "what is given comes first: {}", own.out);
}

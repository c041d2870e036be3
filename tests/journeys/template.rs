//! A template is written on its screen: into the file, into the next update, and never over somebody else's words.

use std::fs;
use std::sync::mpsc;
use std::time::Duration;

use domain::id::IncidentId;
use domain::incident::intent::{Intent, UpdateDraft};
use domain::phase::Phase;
use domain::template::Output;
use engine::error::Error;
use engine::template::{TemplateChange, TemplateSaved};
use engine::view::template::{TemplatePlace, TemplateState};
use serde_json::json;

use crate::given::House;

const FILE: &str = "templates/payments-failing/customers-identified.md";
const TEXT: &str = "\
---
# agreed with legal
audience: customers
phase: identified
title: Card payments
variables:
  - { name: where, label: Where, example: Europe }  # regions
---

Cards fail in {{where}}.
";

fn place() -> TemplatePlace {
    TemplatePlace { pattern: "payments-failing".to_owned(), output: Output::StatusPage, phase: Phase::Identified }
}

fn house() -> House {
    let house = House::small();
    house.place().write(FILE, TEXT);
    house.engine().index_now().unwrap();
    house
}

fn draft() -> UpdateDraft {
    let draft = json!({ "audience": "customers", "phase": "identified", "pattern": "payments-failing",
        "values": { "where": "Europe" }, "wording": null });
    serde_json::from_value(draft).unwrap()
}

/// What customers would read now.
fn preview(house: &House, incident: &IncidentId) -> String {
    house.engine().compose(incident, &draft()).unwrap().preview.body
}

fn on_disk(house: &House) -> String {
    fs::read_to_string(house.place().path().join(FILE)).unwrap()
}

fn save(house: &House, began: Option<&str>, text: &str) -> TemplateSaved {
    house.engine().save_template(&place(), began, text).unwrap()
}

fn state(house: &House, output: Output, phase: Phase) -> TemplateState {
    let grid = house.engine().template_grid();
    let cells = grid.rows.iter().flat_map(|row| &row.cells);
    cells.into_iter().find(|cell| cell.output == output && cell.phase == phase).unwrap().state
}

#[test]
fn what_is_saved_is_in_the_file_and_in_the_next_update() {
    let house = house();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    assert_eq!(preview(&house, &incident), "Cards fail in Europe.");
    let sheet = house.engine().template_sheet(&place()).unwrap();
    assert_eq!(sheet.text.as_deref(), Some(TEXT));

    let edited = TEXT.replace("Cards fail", "Some cards fail");
    assert_eq!(save(&house, Some(TEXT), &edited), TemplateSaved::Saved { path: FILE.to_owned() });
    assert_eq!(on_disk(&house), edited);
    assert_eq!(preview(&house, &incident), "Some cards fail in Europe.");
}

#[test]
fn the_screen_hears_of_what_was_saved_and_of_what_an_editor_wrote() {
    let house = house();
    let (told, heard) = mpsc::channel();
    let mut changes = house.engine().changes().listen();
    let workers = house.work();
    std::thread::spawn(move || {
        while let Ok(topic) = changes.blocking_recv() {
            if told.send(topic).is_err() {
                return;
            }
        }
    });
    let until_workspace = || {
        while heard.recv_timeout(Duration::from_secs(30)).unwrap() != engine::change::Topic::Workspace {}
    };
    save(&house, Some(TEXT), &TEXT.replace("Cards fail", "Some cards fail"));
    until_workspace();
    // A comment changes no template, but the text that somebody may have open.
    house.place().write(FILE, &TEXT.replace("agreed with legal", "agreed with everybody"));
    until_workspace();
    let text = house.engine().template_sheet(&place()).unwrap().text.unwrap();
    assert!(text.contains("agreed with everybody"), "{text}");
    house.stop(workers);
}

#[test]
fn nothing_is_written_over_what_somebody_else_wrote_meanwhile() {
    let house = house();
    let theirs = TEXT.replace("Cards fail", "Theirs");
    let mine = TEXT.replace("Cards fail", "Mine");
    house.place().write(FILE, &theirs);
    assert_eq!(save(&house, Some(TEXT), &mine), TemplateSaved::Changed { theirs: Some(theirs.clone()) });
    assert_eq!(on_disk(&house), theirs);
    // Whoever has seen the other text may go on.
    assert_eq!(save(&house, Some(&theirs), &mine), TemplateSaved::Saved { path: FILE.to_owned() });
    assert_eq!(on_disk(&house), mine);
    fs::remove_file(house.place().path().join(FILE)).unwrap();
    assert_eq!(save(&house, Some(&mine), &mine), TemplateSaved::Changed { theirs: None });
}

#[test]
fn what_no_update_could_be_sent_with_is_not_saved_and_says_why_with_its_line() {
    let house = house();
    let check = |text: &str, line: Option<u32>, code: &str| {
        let TemplateSaved::Faulty { check } = save(&house, Some(TEXT), text) else { panic!("{code}: saved") };
        let first = &check.findings[0];
        assert_eq!((first.line, first.code.as_str(), first.fault), (line, code, true), "{}", first.message);
        assert_eq!(check, house.engine().check_template(&place(), text), "the same as while it was typed");
        assert_eq!(on_disk(&house), TEXT);
    };
    check(&TEXT.replace("in {{where}}", "in {{region}}"), Some(10), "undeclared-variable");
    check(&TEXT.replace("phase: identified", "phase: resolved"), Some(1), "name-mismatch");
    check(&TEXT.replace("title: Card payments", "limit: 3\ntitle: Card payments"), None, "too_long");
    check(&TEXT.replace("{{where}}", "{{where"), None, "stray_braces");
    check("no front matter", Some(1), "no-front-matter");
}

#[test]
fn a_hole_begins_with_the_nearest_text_and_is_a_hole_no_more() {
    let house = house();
    assert_eq!(state(&house, Output::StatusPage, Phase::Monitoring), TemplateState::Hole);
    let monitoring = TemplatePlace { phase: Phase::Monitoring, ..place() };
    let begun = house.engine().start_template(&monitoring).unwrap();
    assert_eq!(begun, TEXT.replace("phase: identified", "phase: monitoring"), "comments and all");
    let saved = house.engine().save_template(&monitoring, None, &begun).unwrap();
    assert_eq!(saved, TemplateSaved::Saved { path: "templates/payments-failing/customers-monitoring.md".to_owned() });
    assert_eq!(state(&house, Output::StatusPage, Phase::Monitoring), TemplateState::Filled);
    let again = house.engine().save_template(&monitoring, None, "mine").unwrap();
    assert!(matches!(again, TemplateSaved::Faulty { .. }), "{again:?}");
    let taken = house.engine().save_template(&monitoring, None, &begun.replace("Card", "Debit card")).unwrap();
    assert_eq!(taken, TemplateSaved::Changed { theirs: Some(begun) });
}

#[test]
fn where_nothing_is_near_every_place_begins_with_plain_sentences_that_hold() {
    let house = house();
    for output in Output::ALL {
        for phase in Phase::ALL {
            let place = TemplatePlace { output, phase, ..place() };
            let begun = house.engine().start_template(&place).unwrap();
            let check = house.engine().check_template(&place, &begun);
            assert_eq!(check.state(), TemplateState::Filled, "{place:?}: {:?} {:?}", check.findings, check.remarks);
        }
    }
}

#[test]
fn a_broken_file_is_opened_with_its_line_and_mended() {
    let house = house();
    let broken = TEXT.replace("phase: identified", "phase: [identified");
    house.place().write(FILE, &broken);
    house.engine().index_now().unwrap();
    assert_eq!(state(&house, Output::StatusPage, Phase::Identified), TemplateState::Faulty);
    let sheet = house.engine().template_sheet(&place()).unwrap();
    let check = sheet.check.unwrap();
    assert!(check.preview.is_none() && check.findings[0].line.is_some(), "{check:?}");
    assert_eq!(save(&house, sheet.text.as_deref(), TEXT), TemplateSaved::Saved { path: FILE.to_owned() });
    assert_eq!(state(&house, Output::StatusPage, Phase::Identified), TemplateState::Filled);
}

#[test]
fn a_file_of_no_place_is_named_beside_the_grid() {
    let house = house();
    house.place().write("templates/payments-failing/customers-over.md", TEXT);
    house.engine().index_now().unwrap();
    let grid = house.engine().template_grid();
    assert_eq!(grid.strays.len(), 1, "{:?}", grid.strays);
    assert_eq!(grid.strays[0].path, "templates/payments-failing/customers-over.md");
    assert_eq!((grid.all, grid.missing, grid.faulty), (28, 27, 0));
}

#[test]
fn one_change_leaves_everything_else_and_a_hole_can_be_declared() {
    let house = house();
    let change = |text: &str, change: TemplateChange| house.engine().change_template(text, &change);
    let variable = |key: &str, value: &str| {
        let (name, key, value) = ("where".to_owned(), key.to_owned(), value.to_owned());
        change(TEXT, TemplateChange::Variable { name, key, value }).unwrap()
    };
    assert_eq!(variable("example", "Asia"), TEXT.replace("Europe", "Asia"));
    assert_eq!(variable("default", "all regions"), TEXT.replace("Europe }", "Europe, default: all regions }"));
    let holed = TEXT.replace("in {{where}}", "in {{where}}, {{next_update}}");
    let declared = change(&holed, TemplateChange::Declare { name: "next_update".to_owned() }).unwrap();
    assert!(declared.contains("label: \"Next update\""), "{declared}");
    assert!(house.engine().check_template(&place(), &declared).findings.iter().all(|finding| !finding.fault));
    let refused = change("none", TemplateChange::Declare { name: "where".to_owned() }).unwrap_err();
    assert!(matches!(refused, Error::Refused(_)), "{refused}");
}

#[test]
fn a_sheet_tells_where_its_words_were_used_and_not_where_they_were_taken_back() {
    let house = house();
    let used = || {
        let used = house.engine().template_sheet(&place()).unwrap().used;
        used.into_iter().map(|used| used.incident).collect::<Vec<_>>()
    };
    assert_eq!(used(), Vec::<String>::new());
    let first = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    house.act(&first, &Intent::PublishUpdate(draft()));
    house.minutes(40);
    let second = house.declare(json!({ "title": "Cards fail again", "severity": "sev1", "page": [] }));
    house.act(&second, &Intent::PublishUpdate(draft()));
    assert_eq!(used(), [second.to_string(), first.to_string()], "the newest first");

    let update = house.incident(&second).updates[0].id.clone();
    house.act(&second, &Intent::WithdrawUpdate { update });
    assert_eq!(used(), [first.to_string()]);

    // Words of one's own are not the template's.
    let free: UpdateDraft = UpdateDraft { wording: Some(("Mine".into(), "Mine".into())), values: [].into(), ..draft() };
    house.act(&first, &Intent::PublishUpdate(free));
    assert_eq!(used(), [first.to_string()]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_read_only_says_so_and_is_left_alone() {
    use std::os::unix::fs::PermissionsExt;

    let house = house();
    let folder = house.place().path().join("templates");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    let locked = house.engine().template_sheet(&place()).unwrap().locked.unwrap();
    let refused = house.engine().save_template(&place(), Some(TEXT), "mine").unwrap_err();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    assert!(locked.contains("read-only"), "{locked}");
    assert_eq!(refused.to_string(), locked);
    assert!(House::sample().engine().template_grid().locked.unwrap().contains("Copy it"));
}

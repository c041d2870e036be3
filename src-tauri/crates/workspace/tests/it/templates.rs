//! Templates that are written: told at every key press, and back into their files without another byte changed.

use std::fs;

use proptest::prelude::*;
use workspace::edit::template::{declare, set_message, set_value, set_variable};
use workspace::edit::{Refused, Unsaved, as_written, plain, replace};
use workspace::template::read;

use crate::given;

const PATH: &str = "templates/payments-failing/customers-identified.md";
const TEMPLATE: &str = "\
---
# legal has read this
audience: customers
phase: identified   # and no other
title: \"{{affected}}: cause found\" # short
variables:
  # as customers call it
  - name: affected
    label: What is affected
    kind: components   # with commas
  - { name: where, label: Where }  # regions
  - name: who
    kind: choice
    label: Who
    choices: [all, some]
---

We know why {{affected}} fails in {{where}} for {{who}}.

";

fn told(text: &str) -> Vec<String> {
    read(PATH, text).diagnostics.iter().map(|told| format!("{}: {}", told.line, told.code)).collect()
}

#[test]
fn a_text_that_is_being_written_is_told_what_is_wrong_with_it_line_by_line() {
    let check = |from: &str, to: &str, expected: &[&str], is_there: bool| {
        let text = TEMPLATE.replacen(from, to, 1);
        assert_eq!(told(&text), expected, "{to}");
        assert_eq!(read(PATH, &text).template.is_some(), is_there, "{to}");
    };
    check("", "", &[], true);
    check("in {{where}}", "in {{region}}", &["11: unused-variable", "18: undeclared-variable"], true);
    check("phase: identified", "phase: identifed", &["4: bad-phase"], false);
    check("audience: customers", "audience: teams", &["1: name-mismatch"], false);
    check("  - name: affected", "  - name: [affected", &["9: syntax"], false);
    check("---\n", "", &["1: no-front-matter"], false);
    assert_eq!(read("templates/teams-resolved.md", TEMPLATE).diagnostics[0].code, "misplaced-template");
}

#[test]
fn one_value_of_the_front_matter_changes_and_nothing_else() {
    let check = |edited: Result<String, Refused>, from: &str, to: &str| {
        let edited = edited.unwrap();
        assert_eq!(edited, TEMPLATE.replacen(from, to, 1));
        assert!(read(PATH, &edited).template.is_some(), "{edited}");
    };
    check(
        set_value(TEMPLATE, &["title"], "{{affected}}: cause known"),
        "{{affected}}: cause found",
        "{{affected}}: cause known",
    );
    check(set_variable(TEMPLATE, "affected", "label", "What fails"), "What is affected", "What fails");
    check(set_variable(TEMPLATE, "where", "label", "Where: regions"), "label: Where }", "label: \"Where: regions\" }");
    // What is not there yet is written as its neighbours are.
    check(
        set_variable(TEMPLATE, "affected", "example", "Cards"),
        "kind: components   # with commas\n",
        "kind: components   # with commas\n    example: Cards\n",
    );
    check(
        set_variable(TEMPLATE, "where", "example", "Europe, Asia"),
        "label: Where }",
        "label: Where, example: \"Europe, Asia\" }",
    );
    check(set_variable(TEMPLATE, "who", "default", "all"), "label: Who\n", "label: Who\n    default: all\n");
    check(set_value(TEMPLATE, &["limit"], "280"), "# short\n", "# short\nlimit: 280\n");
    check(
        declare(&TEMPLATE.replace("{{who}}", "{{share}}"), "share", "How much")
            .map(|edited| edited.replace("{{share}}", "{{who}}")),
        "choices: [all, some]\n",
        "choices: [all, some]\n  - { name: share, label: \"How much\" }\n",
    );
}

#[test]
fn what_cannot_be_written_is_refused_with_its_line() {
    let missing = set_variable(TEMPLATE, "nobody", "label", "x").unwrap_err();
    assert_eq!(missing, Refused::Missing { path: "variables.nobody".to_owned() });
    let broken = TEMPLATE.replacen("phase: identified", "phase: [identified", 1);
    assert!(matches!(set_value(&broken, &["title"], "x"), Err(Refused::Faulty { line }) if line > 3));
    for edited in
        [set_value("no front matter", &["title"], "x"), set_message("no front matter", "x"), declare("", "a", "b")]
    {
        assert_eq!(edited, Err(Refused::Faulty { line: 1 }));
    }
}

#[test]
fn another_message_leaves_the_front_matter_and_the_blank_lines() {
    let edited = set_message(TEMPLATE, "\nWe know why.\r\nMore soon.\n\n").unwrap();
    let old = "We know why {{affected}} fails in {{where}} for {{who}}.";
    assert_eq!(edited, TEMPLATE.replacen(old, "We know why.\nMore soon.", 1));
    let returns = TEMPLATE.replace('\n', "\r\n");
    let edited = set_message(&format!("\u{feff}{returns}"), "We know why.\nMore soon.").unwrap();
    assert_eq!(edited, format!("\u{feff}{}", returns.replacen(old, "We know why.\r\nMore soon.", 1)));
}

/// Every template of the sample: its path and its text.
fn sample() -> Vec<(String, String)> {
    let root = given::repository().join("sample");
    let files = walkdir::WalkDir::new(root.join("templates")).into_iter().map(Result::unwrap);
    let files = files.filter(|file| file.file_type().is_file());
    let path = |file: &walkdir::DirEntry| file.path().strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    files.map(|file| (path(&file), fs::read_to_string(file.path()).unwrap())).collect()
}

#[test]
fn every_template_of_the_sample_is_edited_one_line_at_a_time() {
    let sample = sample();
    assert!(sample.len() >= 168, "{}", sample.len());
    for (path, text) in sample {
        let Some(template) = read(&path, &text).template else { panic!("{path}") };
        let edited = set_message(&text, &format!("{}\nOne line more.", template.body)).unwrap();
        assert_eq!(edited, format!("{}\nOne line more.\n", text.trim_end()), "{path}");
        for variable in &template.variables {
            let edited = set_variable(&text, &variable.name, "label", "Another: label").unwrap();
            let changed: Vec<_> = text.lines().zip(edited.lines()).filter(|(one, other)| one != other).collect();
            assert_eq!((changed.len(), text.lines().count()), (1, edited.lines().count()), "{path} {}", variable.name);
            let again = read(&path, &edited).template.unwrap();
            assert_eq!(again.variables.iter().filter(|other| other.label == "Another: label").count(), 1, "{path}");
        }
    }
}

#[test]
fn lines_that_were_not_edited_keep_their_bytes() {
    let check = |before: &str, edited: &str, expected: &str| {
        assert_eq!(as_written(before, edited), expected, "{before:?} {edited:?}");
    };
    check("a\nb\nc\n", "a\nB\nc\n", "a\nB\nc\n");
    check("a\r\nb\r\nc\r\n", "a\nB\nc\n", "a\r\nB\r\nc\r\n");
    check("\u{feff}a\r\nb", "a\nb\nc", "\u{feff}a\r\nb\r\nc");
    // Mixed ends: each line keeps its own, what is written anew ends as most do.
    check("a\nb\r\nc\r\nd\r\n", "a\nb\nC\nd\n", "a\nb\r\nC\r\nd\r\n");
    check("a\n", "", "");
    check("", "a\nb\n", "a\nb\n");
    check("a\na\n", "a\na\na\n", "a\na\na\n");
}

proptest! {
    #[test]
    fn what_is_written_says_what_was_edited(before in "[ab\r\n\u{feff}]{0,20}", edited in "[ab\n]{0,20}") {
        // A return within a line is no end of one, and editors show none.
        let before = before.replace('\r', "\r\n").replace('\u{feff}', "");
        prop_assert_eq!(plain(&as_written(&before, &edited)), edited);
    }
}

#[test]
fn an_edited_file_is_written_unless_somebody_else_changed_it() {
    let workspace = given::workspace().with(PATH, TEMPLATE.replace('\n', "\r\n"));
    let edited = TEMPLATE.replace("We know why", "We found why");
    let on_disk = || fs::read_to_string(workspace.root().join(PATH)).unwrap();
    replace(workspace.root(), PATH, Some(TEMPLATE), &edited).unwrap();
    assert_eq!(on_disk(), edited.replace('\n', "\r\n"));

    let conflict = replace(workspace.root(), PATH, Some(TEMPLATE), "mine").unwrap_err();
    assert!(matches!(&conflict, Unsaved::Changed { theirs: Some(theirs) } if *theirs == edited), "{conflict:?}");
    assert_eq!(on_disk(), edited.replace('\n', "\r\n"), "nothing was written");

    replace(workspace.root(), PATH, Some("long ago"), &edited).expect("it stands there already");

    fs::remove_file(workspace.root().join(PATH)).unwrap();
    let gone = replace(workspace.root(), PATH, Some(&edited), "mine").unwrap_err();
    assert!(matches!(gone, Unsaved::Changed { theirs: None }), "{gone:?}");
    assert!(!workspace.root().join(PATH).exists());
}

#[test]
fn a_file_that_was_not_there_is_made_with_its_folder_and_replaces_none() {
    let workspace = given::workspace();
    replace(workspace.root(), PATH, None, TEMPLATE).unwrap();
    assert_eq!(fs::read_to_string(workspace.root().join(PATH)).unwrap(), TEMPLATE);
    let taken = replace(workspace.root(), PATH, None, "mine").unwrap_err();
    assert!(matches!(taken, Unsaved::Changed { theirs: Some(_) }), "{taken:?}");
    for path in ["../outside.md", "templates/../../outside.md", ""] {
        assert!(matches!(replace(workspace.root(), path, None, "x"), Err(Unsaved::Failed(_))), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn no_folder_is_made_where_a_link_leads_out() {
    let outer = given::folder().with("inner/bridgewatch.yaml", "").with("outside/kept.md", "");
    let root = outer.root().join("inner");
    std::os::unix::fs::symlink(outer.root().join("outside"), root.join("templates")).unwrap();
    assert!(matches!(replace(&root, PATH, None, TEMPLATE), Err(Unsaved::Failed(_))));
    assert_eq!(fs::read_dir(outer.root().join("outside")).unwrap().count(), 1);
}

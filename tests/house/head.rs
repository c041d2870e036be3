//! How files begin and how long they are: the first line says what the file is, and a file is one idea.

use crate::repository::{Fault, File, expect_at, expect_none, files};

/// The longest file that may be shipped.
const LINES: usize = 400;
/// One table each, that reads best in one piece: every event that a journal may hold.
const TABLES: &[&str] = &["src-tauri/crates/domain/src/incident/event.rs"];

fn heads(files: &[File]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in files {
        let (starts, example): (&[&str], &str) = match file.ending() {
            "rs" => (&["//!"], "//! What this file is."),
            "ts" if file.path.starts_with("ui/src/") => (&["//", "/*"], "// What this file is."),
            "svelte" if file.path.starts_with("ui/src/") => (&["<!--"], "<!-- What this component is. -->"),
            _ => continue,
        };
        if !starts.iter().any(|start| file.text.starts_with(start)) {
            faults.push(file.fault(1, format!("begins without saying what it is; start it with `{example}`")));
        }
    }
    faults
}

fn lengths(files: &[File]) -> Vec<Fault> {
    files
        .iter()
        .filter(|file| matches!(file.ending(), "rs" | "ts" | "svelte") && !file.is_test())
        .filter(|file| file.text.lines().count() > LINES && !TABLES.contains(&file.path.as_str()))
        .map(|file| {
            let lines = file.text.lines().count();
            file.fault(LINES + 1, format!("has {lines} lines; give a part of it that has a name a file of its own"))
        })
        .collect()
}

#[test]
fn every_file_begins_by_saying_what_it_is() {
    expect_none(heads(&files()));
}

#[test]
fn no_file_is_longer_than_a_reader_is_patient() {
    expect_none(lengths(&files()));
}

#[test]
fn a_file_without_a_head_is_found() {
    fn check(path: &str, text: &str, places: &[&str]) {
        expect_at(&heads(&[File::of(path, text)]), places);
    }
    check("a.rs", "//! A room.\n", &[]);
    check("a.rs", "/// An item.\nfn a() {}", &["a.rs:1"]);
    check("a.rs", "", &["a.rs:1"]);
    check("ui/src/state/clock.ts", "// The clock.", &[]);
    check("ui/src/state/clock.ts", "export const a = 1", &["ui/src/state/clock.ts:1"]);
    check("ui/src/views/Watch.svelte", "<script lang=\"ts\">", &["ui/src/views/Watch.svelte:1"]);
    check("ui/vite.config.ts", "export default {}", &[]);
}

#[test]
fn a_long_file_is_found() {
    let long = "x\n".repeat(LINES + 1);
    expect_at(&lengths(&[File::of("src/a.rs", &long), File::of("tests/a.rs", &long)]), &["src/a.rs:401"]);
}

//! What must not be left behind: unfinished work, silenced tests, and the machine on which it was written.

use crate::repository::{Fault, File, expect_at, expect_none, files};

/// Code that gives up or does not run.
const UNFINISHED: &[&str] = &["#[ignore", "should_panic", "todo!", "unimplemented!"];

/// Put together here, so that this file does not break its own rule.
const MARKS: &[&str] = &[concat!("TO", "DO"), concat!("FIX", "ME")];
const MACHINE: &[&str] = &[concat!("/wo", "rk/")];

/// The files in which a mark is a note to ourselves; in a document it may be part of the subject.
const SOURCES: &[&str] = &["rs", "ts", "svelte", "css", "sql", "html", "toml", "sh"];

fn rule(files: &[File]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in files {
        if file.ending() == "rs" {
            let advice = "finish it, or take it out; a test runs or is not there, and says what it expects";
            faults.extend(file.faults_at(&file.code(), UNFINISHED, advice));
        }
        if SOURCES.contains(&file.ending()) {
            faults.extend(file.faults_at(&file.text, MARKS, "do it, or open an issue and take the mark out"));
        }
        let advice = "a path of one machine; name it from the repository's root";
        faults.extend(file.faults_at(&file.text, MACHINE, advice));
    }
    faults
}

#[test]
fn nothing_unfinished_is_left_behind() {
    expect_none(rule(&files()));
}

#[test]
fn what_is_left_behind_is_found() {
    fn check(text: &str, places: &[&str]) {
        expect_at(&rule(&[File::of("src/a.rs", text)]), places);
    }
    check("//! A room.\nfn a() { todo!() }", &["src/a.rs:2"]);
    check("#[ignore = \"slow\"]\n#[should_panic]", &["src/a.rs:1", "src/a.rs:2"]);
    check("// never todo!\nlet ignore = \"#[ignore]\";", &[]);
    check(&format!("// {} later", concat!("TO", "DO")), &["src/a.rs:1"]);
    check(&format!("let path = \"{}main\";", concat!("/wo", "rk/")), &["src/a.rs:1"]);
}

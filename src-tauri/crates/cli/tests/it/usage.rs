//! Exit codes, and options on either side of the verb.

use std::process::Command;

use crate::given::{Bwatch, done};

#[test]
fn bad_usage_exits_with_two_and_says_what_is_right() {
    let bwatch = Bwatch::default();
    for arguments in [
        vec!["no-such-verb"],
        vec!["incident", "declare", "--severity", "sev9", "--title", "x"],
        vec!["oncall", "--at", "yesterday-ish"],
        vec!["shifts", "web", "--from", "2026-11-20", "--to", "2026-11-19"],
        vec!["template", "render", "payments-failing", "customers", "investigating", "--set", "novalue"],
        vec!["incident", "update", "INC-1", "everybody"],
        vec!["incident", "phase", "INC-1", "over"],
        vec!["incident", "answer", "INC-1", "p1", "maybe"],
        vec!["incident", "declare", "--title", "no severity"],
        vec!["incident", "note", "INC-1", "text", "--intent", ""],
        vec!["incident", "decide", "INC-1", "Roll back"],
        vec!["incident", "decide", "INC-1", "Roll back", "--right", "roll-back", "--decline"],
        vec!["sandbox", "faults", "pager", "--set", "[{}]"],
        vec!["search", "???"],
        vec!["oncall", "--workspace"],
    ] {
        let done = bwatch.run(&arguments);
        assert_eq!(done.code, 2, "{arguments:?}: {}", done.err);
        assert!(!done.err.is_empty(), "{arguments:?}");
    }
}

#[test]
fn what_fails_exits_with_three() {
    let missing = Bwatch::on("/no/such/folder".into()).run(&["check"]);
    assert_eq!(missing.code, 3, "{}", missing.err);
}

#[test]
fn common_options_may_stand_after_the_verb() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_string_lossy().into_owned();
    let output = Command::new(env!("CARGO_BIN_EXE_bwatch"))
        .args(["oncall", "--at", "now", "--workspace", "sample", "--data", &path, "--json"])
        .output()
        .unwrap();
    assert_eq!(done(&output).code, 0);
}

#[test]
fn bad_usage_is_json_where_json_was_asked_for() {
    let bwatch = Bwatch::default();
    for arguments in
        [vec!["--json", "no-such-verb"], vec!["incident", "declare", "--json"], vec!["oncall", "--at", "x", "--json"]]
    {
        let done = bwatch.run(&arguments);
        assert_eq!((done.code, done.out.as_str()), (2, ""), "{arguments:?}");
        let trouble: serde_json::Value = serde_json::from_str(&done.err).unwrap();
        assert_eq!(trouble["error"]["code"], "usage", "{arguments:?}");
        assert!(!trouble["error"]["message"].as_str().unwrap().is_empty());
    }
}

#[test]
fn an_option_given_twice_counts_as_it_was_given_last_and_an_empty_variable_as_none() {
    let bwatch = Bwatch::default();
    let lines = bwatch.ask(&["oncall", "--zone", "Mars/Olympus", "--zone", "UTC", "--json"]);
    assert!(lines[0]["as_of"].as_str().unwrap().ends_with('Z'));
    let output = Command::new(env!("CARGO_BIN_EXE_bwatch"))
        .args(["check", "--json"])
        .envs([("BRIDGEWATCH_WORKSPACE", ""), ("BRIDGEWATCH_DATA", "")])
        .output()
        .unwrap();
    assert_eq!(done(&output).code, 0);
}

#[test]
fn somebody_whom_the_workspace_does_not_know_cannot_act() {
    let bwatch = Bwatch::default();
    let declare = ["incident", "declare", "--title", "x", "--severity", "1", "--page-nobody", "--as"];
    let unknown = bwatch.run(&[&declare[..], &["nobody"]].concat());
    assert_eq!(unknown.code, 1);
    assert!(unknown.err.contains("“nobody”"), "{}", unknown.err);
    bwatch.ask(&[&declare[..], &["henrik"]].concat());
    assert_eq!(bwatch.ask(&["incident", "show", "INC-1"])["lead"], "henrik");
}

#[test]
fn a_reader_that_goes_away_is_no_failure_and_a_full_disk_is() {
    let bwatch = Bwatch::default();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let done_early = bwatch.command(&["oncall"]).stdout(writer).output().unwrap();
    assert_eq!((done(&done_early).code, done(&done_early).err.as_str()), (0, ""));
    if let Ok(full) = std::fs::File::options().write(true).open("/dev/full") {
        let full = bwatch.command(&["oncall"]).stdout(full).output().unwrap();
        assert_eq!(done(&full).code, 3);
    } else {
        eprintln!("skipped: this system has no /dev/full");
    }
}

#[test]
fn an_option_that_a_script_forgot_to_fill_is_bad_usage_and_not_the_sample() {
    let bwatch = Bwatch::default();
    for option in ["--workspace", "--data"] {
        let done = bwatch.run(&["oncall", option, ""]);
        assert_eq!(done.code, 2, "{option}: {}", done.err);
    }
}

//! What the page may ask stands as a command, in the list of commands, in the page's client, in the build's list, and among
//! what the window is allowed. All agree.

use crate::repository::{Fault, File, expect_at, expect_none, files, rust};

const COMMANDS: &str = "src-tauri/src/command/";
const LIST: &str = "src-tauri/src/command.rs";
const CLIENT: &str = "ui/src/ipc/client.ts";
const BUILD: &str = "src-tauri/build.rs";
const ALLOWED: &str = "src-tauri/capabilities/main.json";

/// A name and the line that it stands on.
type Named = (String, usize);

fn rule(files: &[File]) -> Vec<Fault> {
    let (Some(list), Some(client)) = (find(files, LIST), find(files, CLIENT)) else {
        return Vec::new();
    };
    let (listed, invoked) = (listed(&list.code()), between(&client.text, "invoke(\"", "\""));
    let text = |path| find(files, path).map(|file| file.text.as_str()).unwrap_or_default();
    let (build, allowed) = (text(BUILD), text(ALLOWED));
    let mut faults = Vec::new();
    let mut commands = Vec::new();
    for file in rust(files).filter(|file| file.path.starts_with(COMMANDS)) {
        for (name, line) in commands_of(&file.code()) {
            if !has(&listed, &name) {
                faults.push(file.fault(line, format!("command `{name}` is not in the list of {LIST}")));
            }
            if !has(&invoked, &name) {
                faults.push(
                    file.fault(
                        line,
                        format!("command `{name}` is not in {CLIENT}: let the page ask it, or take it out"),
                    ),
                );
            }
            if !build.contains(&format!("\"{name}\"")) {
                faults
                    .push(file.fault(line, format!("command `{name}` is not in {BUILD}: it would have no permission")));
            }
            let permission = format!("allow-{}", name.replace('_', "-"));
            if !allowed.contains(&format!("\"{permission}\"")) {
                faults
                    .push(file.fault(line, format!("`{permission}` is not in {ALLOWED}: the window would be refused")));
            }
            commands.push((name, line));
        }
    }
    for (name, line) in listed.iter().filter(|(name, _)| !has(&commands, name)) {
        faults.push(list.fault(*line, format!("`{name}` is no command below {COMMANDS}")));
    }
    for (name, line) in invoked.iter().filter(|(name, _)| !has(&commands, name)) {
        faults.push(client.fault(*line, format!("`{name}` is no command: the page would be refused")));
    }
    faults
}

fn find<'files>(files: &'files [File], path: &str) -> Option<&'files File> {
    files.iter().find(|file| file.path == path)
}

fn has(named: &[Named], name: &str) -> bool {
    named.iter().any(|(other, _)| other == name)
}

/// The functions that are marked as commands.
fn commands_of(code: &str) -> Vec<Named> {
    let lines: Vec<&str> = code.lines().collect();
    let marked = lines.iter().enumerate().filter(|(_, line)| line.trim() == "#[tauri::command]");
    marked
        .filter_map(|(at, _)| {
            let (ahead, line) = lines.iter().enumerate().skip(at).find(|(_, line)| line.contains("fn "))?;
            let name = line.split("fn ").nth(1)?.split(['(', '<']).next()?;
            Some((name.to_owned(), ahead + 1))
        })
        .collect()
}

/// The entries of the list of commands, without their modules.
fn listed(code: &str) -> Vec<Named> {
    let within = (1..).zip(code.lines()).skip_while(|(_, line)| !line.contains("generate_handler!"));
    within
        .skip(1)
        .take_while(|(_, line)| line.trim() != "]")
        .filter_map(|(number, line)| Some((line.trim().trim_end_matches(',').rsplit("::").next()?.to_owned(), number)))
        .collect()
}

/// What stands between two marks, at most once a line.
fn between(text: &str, before: &str, after: &str) -> Vec<Named> {
    let name = |line: &str| Some(line.split(before).nth(1)?.split(after).next()?.to_owned());
    (1..).zip(text.lines()).filter_map(|(number, line)| Some((name(line)?, number))).collect()
}

#[test]
fn commands_their_list_and_the_client_agree() {
    expect_none(rule(&files()));
}

#[test]
fn the_rule_reads_what_there_is() {
    let files = files();
    let commands: usize =
        rust(&files).filter(|file| file.path.starts_with(COMMANDS)).map(|file| commands_of(&file.code()).len()).sum();
    assert!(commands > 20, "the rule found only {commands} commands");
}

#[test]
fn a_command_that_stands_in_one_place_only_is_found() {
    let commands =
        "#[tauri::command]\npub(super) async fn watch(\n) {}\n#[tauri::command]\nfn quiet(minutes: u32) {}\n";
    let files = [
        File::of(&format!("{COMMANDS}watch.rs"), commands),
        File::of(LIST, "tauri::generate_handler![\n    watch::watch,\n    watch::gone,\n]"),
        File::of(BUILD, "&[\"watch\", \"quiet\"]"),
        File::of(ALLOWED, "[\"allow-watch\"]"),
        File::of(CLIENT, "watch: () => invoke(\"watch\"),\nelse: () => invoke(\"elsewhere\"),"),
    ];
    expect_at(
        &rule(&files),
        &[
            "src-tauri/src/command/watch.rs:5",
            "src-tauri/src/command/watch.rs:5",
            "src-tauri/src/command/watch.rs:5",
            "src-tauri/src/command.rs:3",
            "ui/src/ipc/client.ts:2",
        ],
    );
}

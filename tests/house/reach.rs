//! Where the world outside may be touched: windows, network, database and clock have one door each.

use crate::repository::{Fault, File, expect_at, expect_none, files, rust};

/// Something of the outside world and its door.
struct Door {
    /// How code names it.
    words: &'static [&'static str],
    /// The crate of the registry that brings it, if one does.
    brought_by: Option<&'static str>,
    /// Beginnings of the paths that may name it.
    places: &'static [&'static str],
    /// The manifests that may depend on it.
    manifests: &'static [&'static str],
    advice: &'static str,
}

const DOORS: &[Door] = &[
    Door {
        words: &["tauri::", "use tauri"],
        brought_by: Some("tauri"),
        places: &["src-tauri/src/", "src-tauri/build.rs"],
        // The second is the bare window that benchmarks compare with; its code is below `benches/`.
        manifests: &["Cargo.toml", "benches/bare/Cargo.toml"],
        advice: "only the shell (src-tauri/src) knows Tauri; let it call the engine",
    },
    Door {
        words: &["reqwest::", "use reqwest"],
        brought_by: Some("reqwest"),
        places: &["src-tauri/crates/providers/src/wire.rs"],
        manifests: &["src-tauri/crates/providers/Cargo.toml"],
        advice: "only providers/src/wire.rs speaks HTTP; describe the request as a value and give it to the wire",
    },
    Door {
        words: &["rusqlite::", "use rusqlite"],
        brought_by: Some("rusqlite"),
        // The second is the bare transaction that the store's own is compared with; the meter is shipped by nobody.
        places: &["src-tauri/crates/store/", "src-tauri/crates/meter/src/publish/bare.rs"],
        manifests: &["src-tauri/crates/store/Cargo.toml", "src-tauri/crates/meter/Cargo.toml"],
        advice: "only the store knows SQL; add a function to the table that you need",
    },
    Door {
        words: &["Utc::now", "Local::now", "SystemTime::now"],
        brought_by: None,
        // The second is beside the house and measures builds.
        places: &["src-tauri/crates/engine/src/port.rs", "src-tauri/crates/xtask/"],
        manifests: &[],
        advice: "only engine/src/port.rs reads the clock; take the instant as an argument",
    },
];

/// The one file of the screens that knows Tauri.
const CLIENT: &str = "ui/src/ipc/client.ts";

fn rule(files: &[File]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in rust(files).filter(|file| !file.is_test()) {
        let code = file.code();
        for door in DOORS.iter().filter(|door| !door.places.iter().any(|place| file.path.starts_with(place))) {
            faults.extend(file.faults_at(&code, door.words, door.advice));
        }
    }
    for file in files.iter().filter(|file| file.path.ends_with("Cargo.toml")) {
        faults.extend(brought(file));
    }
    let screens =
        files.iter().filter(|file| file.path.starts_with("ui/src/") && file.path != CLIENT && !file.is_test());
    let advice = format!("only {CLIENT} talks to the shell; add a function there and in fake.ts");
    faults.extend(screens.flat_map(|file| file.faults_at(&file.text, &["@tauri-apps"], &advice)));
    faults
}

/// Dependencies of a manifest that belong behind another door. What only tests use may be anything.
fn brought(file: &File) -> Vec<Fault> {
    let mut is_shipped = false;
    let mut faults = Vec::new();
    for (number, line) in (1..).zip(file.text.lines()) {
        if line.starts_with('[') {
            is_shipped = line.ends_with("dependencies]") && !line.contains("dev-") && !line.contains("workspace.");
        }
        let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
        let closed =
            DOORS.iter().find(|door| door.brought_by == Some(name) && !door.manifests.contains(&file.path.as_str()));
        if let Some(door) = closed.filter(|_| is_shipped) {
            faults.push(file.fault(number, door.advice));
        }
    }
    faults
}

#[test]
fn each_part_of_the_outside_world_has_one_door() {
    expect_none(rule(&files()));
}

#[test]
fn a_second_door_is_found() {
    fn check(path: &str, text: &str, places: &[&str]) {
        expect_at(&rule(&[File::of(path, text)]), places);
    }
    check(
        "src-tauri/crates/domain/src/span.rs",
        "//! At `Utc::now`\n\nfn f() { Utc::now() }",
        &["src-tauri/crates/domain/src/span.rs:3"],
    );
    check(
        "src-tauri/crates/cli/src/main.rs",
        "let at = chrono::Local::now();",
        &["src-tauri/crates/cli/src/main.rs:1"],
    );
    check("src-tauri/crates/engine/src/port.rs", "Utc::now()", &[]);
    check(
        "src-tauri/crates/engine/src/desk.rs",
        "use rusqlite::Connection;",
        &["src-tauri/crates/engine/src/desk.rs:1"],
    );
    check("src-tauri/crates/runbooks/tests/it/query.rs", "use rusqlite::Connection;", &[]);
    check(
        "src-tauri/crates/providers/src/gateway.rs",
        "reqwest::get(url)",
        &["src-tauri/crates/providers/src/gateway.rs:1"],
    );
    check("src-tauri/crates/engine/src/desk.rs", "#[tauri::command]", &["src-tauri/crates/engine/src/desk.rs:1"]);
    check("src-tauri/build.rs", "tauri_build::build()", &[]);
    check(
        "ui/src/views/Watch.svelte",
        "import { invoke } from '@tauri-apps/api/core'",
        &["ui/src/views/Watch.svelte:1"],
    );
    check("ui/src/ipc/client.ts", "import { invoke } from '@tauri-apps/api/core'", &[]);
    check(
        "src-tauri/crates/engine/Cargo.toml",
        "[dependencies]\nreqwest = \"1\"",
        &["src-tauri/crates/engine/Cargo.toml:2"],
    );
    check("src-tauri/crates/engine/Cargo.toml", "[dev-dependencies]\nreqwest = \"1\"", &[]);
    check("Cargo.toml", "[dependencies]\ntauri.workspace = true\n[workspace.dependencies]\nreqwest = \"1\"", &[]);
}

//! Which crate may depend on which: the arrows of the house, complete. Each goes down a floor or more.

use std::collections::BTreeSet;

use crate::repository::{Fault, File, expect_at, expect_none, files};

/// A crate, its floor, and the crates of ours that it may use.
const HOUSE: &[(&str, u8, &[&str])] = &[
    ("bridgewatch", 5, &["engine", "domain"]),
    ("bwatch", 5, &["engine", "domain"]),
    // Shipped by nobody: it measures what the others ship.
    ("meter", 5, &["engine", "domain"]),
    ("engine", 4, &["store", "providers", "workspace", "runbooks", "calendar", "domain"]),
    ("store", 3, &["domain"]),
    ("providers", 3, &["calendar", "domain"]),
    ("workspace", 3, &["calendar", "domain"]),
    ("runbooks", 3, &["domain"]),
    ("calendar", 2, &["domain"]),
    ("domain", 1, &[]),
    // Stands beside the house: it builds and runs what the others are.
    ("xtask", 0, &[]),
    // No member of the workspace either: the window that the application is compared with.
    ("bare", 0, &[]),
];

fn rule(files: &[File]) -> Vec<Fault> {
    let manifests = files.iter().filter(|file| file.path.ends_with("Cargo.toml"));
    manifests.flat_map(faults).collect()
}

fn faults(file: &File) -> Vec<Fault> {
    let manifest: toml::Table = match file.text.parse() {
        Ok(manifest) => manifest,
        Err(error) => return vec![file.fault(1, format!("cannot be read ({error}); repair it"))],
    };
    let Some(name) = manifest.get("package").and_then(|package| package.get("name")).and_then(toml::Value::as_str)
    else {
        return Vec::new();
    };
    let Some((_, floor, arrows)) = HOUSE.iter().find(|(other, ..)| *other == name) else {
        return vec![
            file.fault(1, format!("`{name}` has no floor; give it one in tests/house/arrow.rs and in ARCHITECTURE.md")),
        ];
    };
    let mut faults = Vec::new();
    for (used, is_dev) in dependencies(&manifest) {
        let Some((_, below, _)) = HOUSE.iter().find(|(other, ..)| *other == used) else {
            continue;
        };
        // What only tests use is no arrow, but a test must not need the floor above to stand.
        let is_allowed = if is_dev { below <= floor } else { arrows.contains(&used.as_str()) };
        if !is_allowed {
            let advice = format!("`{name}` must not depend on `{used}`; move what it needs to a floor below both");
            faults.push(file.fault(line_of(file, &used), advice));
        }
    }
    faults
}

/// The names of a manifest's dependencies, whatever they are called in code, and whether only tests use them.
fn dependencies(manifest: &toml::Table) -> BTreeSet<(String, bool)> {
    let mut tables = vec![manifest];
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    tables.extend(targets.into_iter().flat_map(toml::Table::values).filter_map(toml::Value::as_table));
    let mut names = BTreeSet::new();
    for table in tables {
        for (kind, is_dev) in [("dependencies", false), ("build-dependencies", false), ("dev-dependencies", true)] {
            let Some(dependencies) = table.get(kind).and_then(toml::Value::as_table) else {
                continue;
            };
            for (key, value) in dependencies {
                let name = value.get("package").and_then(toml::Value::as_str).unwrap_or(key);
                names.insert((name.to_owned(), is_dev));
            }
        }
    }
    names
}

fn line_of(file: &File, dependency: &str) -> usize {
    let names = |line: &str| line.split(['.', '=', ' ']).next() == Some(dependency);
    file.text.lines().position(names).map_or(1, |at| at + 1)
}

#[test]
fn no_crate_has_an_arrow_that_the_house_does_not_have() {
    expect_none(rule(&files()));
}

#[test]
fn an_arrow_that_is_not_drawn_is_found() {
    fn check(text: &str, places: &[&str]) {
        expect_at(&rule(&[File::of("Cargo.toml", text)]), places);
    }
    check("[package]\nname = \"store\"\n[dependencies]\ndomain.workspace = true\nserde = \"1\"", &[]);
    check("[package]\nname = \"store\"\n[dependencies]\nserde = \"1\"\nproviders.workspace = true", &["Cargo.toml:5"]);
    check("[package]\nname = \"domain\"\n[dev-dependencies]\nstore = { path = \"x\" }", &["Cargo.toml:4"]);
    check("[package]\nname = \"store\"\n[dev-dependencies]\nworkspace = { path = \"x\" }", &[]);
    check("[package]\nname = \"bwatch\"\n[dependencies]\nother = { package = \"store\" }", &["Cargo.toml:1"]);
    check("[package]\nname = \"store\"\n[target.'cfg(unix)'.dependencies]\nengine = \"1\"", &["Cargo.toml:4"]);
    check("[package]\nname = \"shed\"", &["Cargo.toml:1"]);
}

#[test]
fn every_drawn_arrow_goes_down() {
    for (name, floor, arrows) in HOUSE {
        for arrow in *arrows {
            let below = HOUSE.iter().find(|(other, ..)| other == arrow).map(|(_, below, _)| below);
            assert!(below.is_some_and(|below| below < floor), "{name} → {arrow}");
        }
    }
}

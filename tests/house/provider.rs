//! Each provider is one file, one line of the registry and a folder of recorded exchanges: without the line nobody can
//! choose it, without the exchanges nobody knows what it sends.

use crate::repository::{Fault, File, expect_at, expect_none, files, rust};

const PROVIDERS: &str = "src-tauri/crates/providers/src/provider/";
const EXCHANGES: &str = "src-tauri/crates/providers/fixtures/exchanges/";
const REGISTRY: &str = "src-tauri/crates/providers/src/registry.rs";

fn rule(files: &[File]) -> Vec<Fault> {
    let registry = files.iter().find(|file| file.path == REGISTRY).map(File::code).unwrap_or_default();
    let mut faults = Vec::new();
    for file in rust(files) {
        // What stands deeper is a part of a provider.
        let Some(name) = file.path.strip_prefix(PROVIDERS).filter(|name| !name.contains('/')) else {
            continue;
        };
        let line = format!("{}::DESCRIPTOR", name.trim_end_matches(".rs"));
        if !registry.contains(&line) {
            faults.push(file.fault(1, format!("is in no registry; add `&{line}` in {REGISTRY}")));
        }
        let recorded = format!("{EXCHANGES}{}/", name.trim_end_matches(".rs"));
        if !files.iter().any(|file| file.path.starts_with(&recorded)) {
            faults.push(file.fault(1, format!("has no exchanges; record them below {recorded}")));
        }
    }
    faults
}

#[test]
fn every_provider_can_be_chosen() {
    expect_none(rule(&files()));
}

#[test]
fn a_provider_that_is_not_registered_is_found() {
    let file = |name: &str| File::of(&format!("{PROVIDERS}{name}"), "");
    let registry = File::of(REGISTRY, "&[&pagerduty::DESCRIPTOR] // &opsgenie::DESCRIPTOR");
    let recorded = |name: &str| File::of(&format!("{EXCHANGES}{name}/page.json"), "{}");
    let files = [
        file("opsgenie.rs"),
        file("pagerduty.rs"),
        file("pagerduty/roster.rs"),
        registry,
        recorded("opsgenie"),
        recorded("pagerduty"),
    ];
    expect_at(&rule(&files), &["src-tauri/crates/providers/src/provider/opsgenie.rs:1"]);
}

#[test]
fn a_provider_without_exchanges_is_found() {
    let provider = File::of(&format!("{PROVIDERS}pagerduty.rs"), "");
    let files = [provider, File::of(REGISTRY, "&[&pagerduty::DESCRIPTOR]")];
    expect_at(&rule(&files), &["src-tauri/crates/providers/src/provider/pagerduty.rs:1"]);
}

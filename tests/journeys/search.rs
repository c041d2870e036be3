//! Runbooks as people look for them at night: half-remembered words, other endings, slips of the finger.

use std::path::Path;

use engine::view::runbook::HitView;

use crate::given::House;
use crate::given::places::{Place, SANDBOXES};

fn found(house: &House, words: &str) -> Vec<HitView> {
    house.engine().search_runbooks(words, None).unwrap().hits
}

/// The first three pages, by the names of their files.
fn first_pages(house: &House, words: &str) -> Vec<String> {
    let mut pages: Vec<String> = Vec::new();
    for hit in found(house, words) {
        let name = hit.path.rsplit('/').next().unwrap().trim_end_matches(".md").to_owned();
        if !pages.contains(&name) {
            pages.push(name);
        }
    }
    pages.truncate(3);
    pages
}

#[track_caller]
fn check(house: &House, words: &str, page: &str) {
    let pages = first_pages(house, words);
    assert!(pages.iter().any(|name| name == page), "`{words}` finds {pages:?}");
}

#[test]
fn a_page_is_found_by_most_of_its_words_in_any_form() {
    let place = Place::small(SANDBOXES);
    place.write("runbooks/KubePodCrashLooping.md", "# KubePodCrashLooping\n\nA pod restarts again and again.\n");
    place.write("runbooks/disk.md", "# A disk fills up\n\nNo space is left.\n\n## What to do\n\nDelete old logs.\n");
    place.write("runbooks/certificates.md", "# A certificate expires\n\nRenew it.\n");
    let house = House::on(place);
    house.engine().index_now().unwrap();
    check(&house, "is my pod restarting", "KubePodCrashLooping");
    check(&house, "crashlooping", "KubePodCrashLooping");
    check(&house, "crash loop", "KubePodCrashLooping");
    check(&house, "disk logs", "disk");
    check(&house, "filling disks", "disk");
    check(&house, "certificate expired", "certificates");
    check(&house, "certifcate", "certificates");
    assert_eq!(found(&house, "qzzx qqx"), [], "no word of it is known");
}

#[test]
fn hits_come_best_first_with_no_page_hiding_the_others() {
    let house = House::sample();
    house.engine().index_now().unwrap();
    for words in ["payment", "database lag", "roll back the release", "customers cannot sign in", "dns"] {
        let hits = found(&house, words);
        assert!(!hits.is_empty(), "{words}");
        assert!(hits.is_sorted_by(|one, other| one.score >= other.score), "{words}");
        for hit in &hits {
            assert!(hits.iter().filter(|other| other.path == hit.path).count() <= 2, "{words}: {}", hit.path);
        }
    }
}

#[test]
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn the_runbooks_of_a_real_operator_are_found() {
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/runbooks-prometheus-operator/runbooks");
    if !real.is_dir() {
        eprintln!("skipped: there is no {}", real.display());
        return;
    }
    let place = Place::small(SANDBOXES);
    for entry in walkdir::WalkDir::new(&real) {
        let entry = entry.unwrap();
        if entry.path().extension().is_some_and(|ending| ending == "md") {
            let name = entry.path().strip_prefix(&real).unwrap().to_string_lossy().replace('\\', "/");
            place.write(&format!("runbooks/{name}"), &std::fs::read_to_string(entry.path()).unwrap());
        }
    }
    let house = House::on(place);
    house.engine().index_now().unwrap();
    for (words, page) in [
        ("KubePodCrashLooping", "KubePodCrashLooping"),
        ("crash loop", "KubePodCrashLooping"),
        ("crashlooping", "KubePodCrashLooping"),
        ("is my pod restarting", "KubePodCrashLooping"),
        ("restarting pod", "KubePodCrashLooping"),
        ("disk space", "NodeFilesystemAlmostOutOfSpace"),
        ("out of disk space", "NodeFilesystemAlmostOutOfSpace"),
        ("no space left", "NodeFilesystemAlmostOutOfSpace"),
        ("volume filling up", "KubePersistentVolumeFillingUp"),
        ("prometheus out of order samples", "PrometheusOutOfOrderTimestamps"),
        ("etcd members down", "etcdMembersDown"),
        ("etcd mambers", "etcdMembersDown"),
        ("node not ready", "KubeNodeNotReady"),
        ("certificate expires", "KubeletClientCertificateExpiration"),
        ("cpu throttling", "CPUThrottlingHigh"),
    ] {
        check(&house, words, page);
    }
}

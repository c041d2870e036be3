//! Real runbooks: those of the sample, and those of the Prometheus operator where they stand beside the checkout.

use std::path::{Path, PathBuf};

use runbooks::html::{RenderOptions, render};
use runbooks::section::read;

use crate::tags::tags;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared/data/runbooks-prometheus-operator");

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../sample");

/// Every Markdown file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder can be read").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|end| end == "md") {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn every_real_runbook_reads_sensibly() {
    let folder = Path::new(FOLDER);
    if !folder.is_dir() {
        eprintln!("skipped: {FOLDER} is absent");
        return;
    }
    let files = files(folder);
    assert!(files.len() >= 100, "only {} runbooks", files.len());
    let mut links = 0;
    for file in files {
        let path = file.strip_prefix(folder).expect("it is below").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).expect("it is text");
        let document = read(&path, &text);
        assert!(!document.title.contains(['#', '"', '_']), "{path}: {}", document.title);
        let front = text.lines().find_map(|line| line.strip_prefix("title: "));
        assert!(front.is_none_or(|title| title.trim_matches('"') == document.title), "{path}: {}", document.title);
        for section in document.sections.iter().filter(|section| section.level > 0) {
            let line = text.lines().nth(section.line as usize - 1).unwrap_or_default();
            let first = section.heading.split_whitespace().next().unwrap_or_default();
            assert!(line.starts_with('#') && line.contains(first), "{path}:{}: {line}", section.line);
            assert!(!section.text.contains("```"), "{path}: {}", section.text);
        }
        let tags = tags(&render(&text, &RenderOptions { path: &path }));
        for target in tags.iter().filter_map(|tag| tag.attribute("data-runbook")) {
            links += 1;
            assert!(folder.join(target).is_file(), "{path} leads to {target}");
        }
    }
    assert!(links >= 5, "only {links} links between runbooks");
}

#[test]
fn every_runbook_of_the_sample_says_what_it_is_for() {
    let sample = Path::new(SAMPLE);
    let files = files(&sample.join("runbooks"));
    assert!(files.len() >= 15, "only {} runbooks", files.len());
    for file in files {
        let path = file.strip_prefix(sample).expect("it is below").to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&file).expect("it is text");
        let document = read(&path, &text);
        assert!(document.owner.is_some() && !document.tags.is_empty(), "{path}: {document:?}");
        assert!(!document.sections.is_empty() && !document.steps.is_empty(), "{path}: {document:?}");
        for service in &document.services {
            assert!(sample.join(format!("services/{service}.yaml")).is_file(), "{path} is for {service}");
        }
        let tags = tags(&render(&text, &RenderOptions { path: &path }));
        let ticked = tags.iter().filter_map(|tag| tag.attribute("data-step"));
        assert!(ticked.eq(document.steps.iter().map(|step| step.id.as_str())), "{path}");
        for target in tags.iter().filter_map(|tag| tag.attribute("data-runbook")) {
            assert!(sample.join(target).is_file(), "{path} leads to {target}");
        }
    }
}

//! The repository's own files, and what is reported about them.

use std::fmt;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::code;

/// Folders that are made, fetched or kept by tools.
const NOT_OURS: &[&str] =
    &[".git", "node_modules", "ui/dist", "gen", "permissions", "src-tauri/gen", "benches/bare/gen", "ui/test-results"];

/// A file of the repository.
pub(crate) struct File {
    /// From the root, with forward slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// A rule that a file breaks.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fault {
    path: String,
    /// Counted from 1.
    line: usize,
    /// What is wrong and what to do.
    advice: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.path, self.line, self.advice)
    }
}

impl File {
    /// A file made up for a test of a rule.
    pub(crate) fn of(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// The ending of its name.
    pub(crate) fn ending(&self) -> &str {
        self.path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, ending)| ending)
    }

    /// Whether it tests or measures, rather than being part of what is shipped.
    pub(crate) fn is_test(&self) -> bool {
        self.path.split('/').any(|folder| matches!(folder, "tests" | "benches"))
    }

    /// Its Rust with comments and the inside of strings blanked.
    pub(crate) fn code(&self) -> String {
        code::only(&self.text)
    }

    pub(crate) fn fault(&self, line: usize, advice: impl Into<String>) -> Fault {
        Fault { path: self.path.clone(), line, advice: advice.into() }
    }

    /// A fault for each line of `text`, the file's text or its code, that contains any of the words.
    pub(crate) fn faults_at(&self, text: &str, words: &[&str], advice: &str) -> Vec<Fault> {
        let found = |line: &str| words.iter().copied().find(|word| line.contains(word));
        (1..)
            .zip(text.lines())
            .filter_map(|(number, line)| Some(self.fault(number, format!("`{}`: {advice}", found(line)?))))
            .collect()
    }
}

/// Every text file of the repository, sorted by path.
pub(crate) fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let relative = |entry: &DirEntry| {
        let path = entry.path().strip_prefix(root).expect("the walk stays below the root");
        path.to_string_lossy().replace('\\', "/")
    };
    let is_ours = |entry: &DirEntry| {
        let path = relative(entry);
        let name = entry.file_name().to_string_lossy();
        let is_target = entry.file_type().is_dir() && (name == "target" || name.starts_with("target-"));
        !is_target && !NOT_OURS.contains(&path.as_str()) && name != "node_modules"
    };
    let files: Vec<File> = WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(is_ours)
        .filter_map(|entry| {
            let entry = entry.expect("the repository can be read");
            let text = entry.file_type().is_file().then(|| std::fs::read_to_string(entry.path()).ok())??;
            Some(File { path: relative(&entry), text })
        })
        .collect();
    // A rule over no files would hold.
    assert!(rust(&files).count() > 10, "{} is not the root of the repository", root.display());
    files
}

/// The Rust files among them.
pub(crate) fn rust(files: &[File]) -> impl Iterator<Item = &File> {
    files.iter().filter(|file| file.ending() == "rs")
}

/// Fails with one line for each fault.
#[track_caller]
pub(crate) fn expect_none(mut faults: Vec<Fault>) {
    faults.sort();
    faults.dedup();
    let lines: Vec<String> = faults.iter().map(Fault::to_string).collect();
    assert!(lines.is_empty(), "{} broken rules of the house:\n{}", lines.len(), lines.join("\n"));
}

/// Expects faults at these places, given as `path:line`.
#[track_caller]
pub(crate) fn expect_at(faults: &[Fault], places: &[&str]) {
    let found: Vec<String> = faults.iter().map(|fault| format!("{}:{}", fault.path, fault.line)).collect();
    assert_eq!(found, places, "{faults:#?}");
}

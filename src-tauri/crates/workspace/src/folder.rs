//! The files of the workspace as text, and what cannot be read as such.

use std::fs;
use std::io::{self, Read};
use std::path::Path;

use domain::near;
use domain::span::Instant;
use walkdir::WalkDir;

use crate::diagnostic::DiagnosticSeverity;
use crate::error::Error;
use crate::ledger::{Ledger, Notes, Noun, Spot};
use crate::runbook::RunbookFile;
use crate::yaml::node::Place;

/// A larger file is not one that people wrote.
const LARGEST_BYTES: u64 = 4 * 1024 * 1024;
/// How deep folders are looked into.
const DEEPEST: usize = 12;
/// Files at the top that are read.
const TOP: [&str; 2] = ["bridgewatch.yaml", "page-tree.yaml"];
/// Folders that are read.
const FOLDERS: [&str; 10] = [
    "people",
    "rotations",
    "services",
    "accounts",
    "launches",
    "playbooks",
    "templates",
    "runbooks",
    "drills",
    "holidays",
];

/// One file.
#[derive(Debug)]
pub(crate) struct File {
    /// Relative to the root, with `/` between its parts.
    pub(crate) path: String,
    pub(crate) text: String,
    modified_at: Option<Instant>,
}

impl File {
    /// A text as if it stood at that path.
    pub(crate) fn of(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned(), modified_at: None }
    }

    /// The parts of its path.
    pub(crate) fn parts(&self) -> Vec<&str> {
        self.path.split('/').collect()
    }

    /// The name without its ending, and the ending in lower case.
    pub(crate) fn name(&self) -> (&str, String) {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        (stem, ending.to_ascii_lowercase())
    }

    pub(crate) fn is_runbook(&self) -> bool {
        self.path.starts_with("runbooks/") && matches!(self.name().1.as_str(), "md" | "markdown")
    }

    pub(crate) fn into_runbook(self) -> RunbookFile {
        RunbookFile { path: self.path, modified_at: self.modified_at, text: self.text }
    }
}

/// All files that are read, in the order of their paths.
pub(crate) fn read(root: &Path, ledger: &mut Ledger) -> Result<Vec<File>, Error> {
    let unreadable = |source| Error::Unreadable { path: root.to_path_buf(), source };
    match fs::metadata(root) {
        Ok(metadata) if metadata.is_dir() => {}
        Ok(_) => {
            return Err(Error::Missing { path: root.to_path_buf() });
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(Error::Missing { path: root.to_path_buf() });
        }
        Err(error) => return Err(unreadable(error)),
    }
    fs::read_dir(root).map_err(unreadable)?;
    let mut files = Vec::new();
    let walk = WalkDir::new(root)
        .max_depth(DEEPEST)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.'));
    for entry in walk {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().map(|path| relative(root, path)).unwrap_or_default();
                if is_ours(&path) {
                    let reason = match error.loop_ancestor() {
                        Some(_) => "the link leads back to a folder that it stands in".to_owned(),
                        None => error.io_error().map_or_else(|| error.to_string(), ToString::to_string),
                    };
                    unusable(&path, &reason, ledger);
                }
                continue;
            }
        };
        let path = relative(root, entry.path());
        let kind = entry.file_type();
        if kind.is_dir() || !is_read(&path, ledger) {
            continue;
        }
        if kind.is_file() {
            files.extend(file(entry.path(), path, ledger));
        } else {
            // Pipes and devices would never end.
            unusable(&path, "it is no plain file", ledger);
        }
    }
    Ok(files)
}

/// Whether it stands where we read.
fn is_ours(path: &str) -> bool {
    TOP.contains(&path) || path.split('/').next().is_some_and(|folder| FOLDERS.contains(&folder))
}

/// Whether it is a file of ours; a file that is one but for a slip of the name is noted.
fn is_read(path: &str, ledger: &mut Ledger) -> bool {
    let Some((folder, _)) = path.split_once('/') else {
        if let Some(near) = near::nearest(path, TOP).filter(|near| *near != path) {
            let mut notes = Notes { path, ledger };
            notes.doubt(
                Place::START,
                "unknown-file",
                "No file of this name is read.",
                format!("Did you mean `{near}`?"),
            );
        }
        return TOP.contains(&path);
    };
    let endings: &[&str] = match folder {
        "rotations" | "holidays" | "launches" => &["yaml", "yml", "ics"],
        "templates" | "runbooks" => &["md", "markdown"],
        _ if FOLDERS.contains(&folder) => &["yaml", "yml"],
        _ => return false,
    };
    path.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending.to_ascii_lowercase().as_str()))
}

fn file(full: &Path, path: String, ledger: &mut Ledger) -> Option<File> {
    // A runbook that cannot be read exists all the same for those who refer to it.
    if path.starts_with("runbooks/") {
        ledger.declare(Noun::Runbook, &path, &Spot { path: path.clone(), place: Place::START });
    }
    let mut bytes = Vec::new();
    let read = fs::File::open(full).and_then(|file| file.take(LARGEST_BYTES + 1).read_to_end(&mut bytes));
    if let Err(error) = read {
        unusable(&path, &error.to_string(), ledger);
        return None;
    }
    if bytes.len() as u64 > LARGEST_BYTES {
        let mut notes = Notes { path: &path, ledger };
        notes.fault(
            Place::START,
            "too-large",
            format!("The file is larger than {} MiB and is not read.", LARGEST_BYTES / 1024 / 1024),
            "Split it, or move what is not text out of the workspace.",
        );
        return None;
    }
    let modified_at = fs::metadata(full).and_then(|metadata| metadata.modified()).ok().map(Instant::from);
    if path.to_ascii_lowercase().ends_with(".ics") {
        bytes = calendar::text::rejoined(&bytes);
    }
    match String::from_utf8(bytes) {
        Ok(text) => Some(File { path, text, modified_at }),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let before = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default()).into_owned();
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            let line = before.matches('\n').count() + 1;
            let counted = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
            let mut notes = Notes { path: &path, ledger };
            notes.fault(
                Place { line: counted(line), column: counted(column) },
                "not-utf-8",
                "The file is not UTF-8 text from here on, and is not read.",
                "Save it as UTF-8.",
            );
            None
        }
    }
}

fn unusable(path: &str, reason: &str, ledger: &mut Ledger) {
    let spot = Spot { path: path.to_owned(), place: Place::START };
    let message = format!("This cannot be read: {reason}.");
    ledger.notice(DiagnosticSeverity::Error, &spot, "unreadable", message, "Check its owner and permissions.");
}

fn relative(root: &Path, path: &Path) -> String {
    let path = path.strip_prefix(root).unwrap_or(path);
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

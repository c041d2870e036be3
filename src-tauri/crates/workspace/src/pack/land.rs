//! Writes what a plan says: all of it, or nothing.

use std::fs;
use std::path::{Path, PathBuf};

use super::plan::{Plan, Refusal, Written};
use crate::edit::{self, Unsaved};
use crate::error::Error;

/// Writes a plan into the workspace in a folder. Where one file cannot be written, those before it are taken back: the workspace is
/// then as it was. A file that somebody else changed since the plan was made is not overwritten.
pub fn add(root: &Path, plan: &Plan) -> Result<(), Refusal> {
    let mut done: Vec<&Written> = Vec::new();
    let mut folders: Vec<PathBuf> = Vec::new();
    // What is named comes before what names it: an application that reads in between sees entries that nobody names yet.
    let (added, own): (Vec<&Written>, Vec<&Written>) = plan.written.iter().partition(|one| one.began.is_some());
    for written in own.into_iter().chain(added) {
        folders.extend(missing_folders(root, &written.path));
        if let Err(trouble) = edit::replace(root, &written.path, written.began.as_deref(), &written.text) {
            take_back(root, &done, &folders);
            return Err(refusal(root, written, trouble));
        }
        done.push(written);
    }
    Ok(())
}

fn refusal(root: &Path, written: &Written, trouble: Unsaved) -> Refusal {
    let source = match trouble {
        Unsaved::Failed(error) => return error.into(),
        Unsaved::Changed { .. } => std::io::Error::other("somebody else has changed it just now"),
    };
    Error::Unreadable { path: root.join(&written.path), source }.into()
}

/// The folders that a file needs and that are not there yet, the innermost first.
fn missing_folders(root: &Path, path: &str) -> Vec<PathBuf> {
    let full = root.join(path);
    let inside = full.ancestors().skip(1).take_while(|folder| *folder != root);
    inside.filter(|folder| !folder.exists()).map(Path::to_path_buf).collect()
}

/// What was written is removed or becomes what it was; trouble with that leaves more than was asked for, and never less than there was.
fn take_back(root: &Path, done: &[&Written], folders: &[PathBuf]) {
    for written in done {
        match &written.began {
            Some(began) => _ = edit::save(root, &written.path, began),
            None => _ = fs::remove_file(root.join(&written.path)),
        }
    }
    for folder in folders {
        // Only one that is empty goes.
        let _ = fs::remove_dir(folder);
    }
}

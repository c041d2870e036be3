//! Which commit the workspace is at, read from git's own files: the status bar shows it, and no process is started.

use std::fs;
use std::path::{Path, PathBuf};

/// Digits of a commit that people read.
const SHORT: usize = 7;

/// `main@4f1c9e2`; `4f1c9e2` without a branch, `main` before the first commit, `None` outside of git.
pub(crate) fn revision(root: &Path) -> Option<String> {
    let git = git_folder(root)?;
    let head = fs::read_to_string(git.join("HEAD")).ok()?;
    let Some(reference) = head.trim().strip_prefix("ref: ") else {
        return short(&head);
    };
    let branch = reference.strip_prefix("refs/heads/").unwrap_or(reference);
    match commit(&git, reference) {
        Some(commit) => Some(format!("{branch}@{commit}")),
        None => Some(branch.to_owned()),
    }
}

/// The `.git` of the nearest folder above that has one; of a worktree or submodule, the folder that it points to.
fn git_folder(root: &Path) -> Option<PathBuf> {
    let root = root.canonicalize().ok()?;
    let found = root.ancestors().map(|folder| folder.join(".git")).find(|git| git.exists())?;
    if found.is_dir() {
        return Some(found);
    }
    let pointer = fs::read_to_string(&found).ok()?;
    Some(found.parent()?.join(pointer.trim().strip_prefix("gitdir: ")?))
}

/// The commit of a reference: loose or packed, in this worktree's folder or in the one that all worktrees share.
fn commit(git: &Path, reference: &str) -> Option<String> {
    // A reference comes from a file; it must not lead out of the folder.
    if reference.split('/').any(|part| part == "..") {
        return None;
    }
    let shared = fs::read_to_string(git.join("commondir")).ok().map(|shared| git.join(shared.trim()));
    [Some(git.to_path_buf()), shared].into_iter().flatten().find_map(|folder| {
        let loose = fs::read_to_string(folder.join(reference)).ok();
        loose.as_deref().and_then(short).or_else(|| {
            let packed = fs::read_to_string(folder.join("packed-refs")).ok()?;
            let line = packed.lines().find(|line| line.split(' ').nth(1) == Some(reference))?;
            short(line)
        })
    })
}

fn short(commit: &str) -> Option<String> {
    let digits: String = commit.chars().take(SHORT).collect();
    (digits.len() == SHORT && digits.chars().all(|digit| digit.is_ascii_hexdigit())).then_some(digits)
}

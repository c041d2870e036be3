//! Tells when a file of the workspace has changed.
//!
//! Editors write a file in several steps and git writes hundreds at once, so a change is told once it has been quiet for
//! a moment. The folder itself may go away and come back, as it does when git checks out a commit without it.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, EventKind, MetadataKind, ModifyKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::error::Error;

/// How long it must be quiet.
const QUIET: Duration = Duration::from_millis(150);
/// A change is told after this long even if it is never quiet.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often a folder that went away is looked for.
const RETRY: Duration = Duration::from_millis(250);

/// Watches until it is dropped.
#[derive(Debug)]
pub struct Watcher {
    notes: Sender<Note>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
enum Note {
    Changed,
    /// The folder itself went away or was moved: nothing more would be heard of it.
    Lost,
    Stop,
}

/// Calls `on_change`, in a thread of its own, after files of the workspace have changed.
pub fn watch(root: &Path, on_change: impl Fn() + Send + 'static) -> Result<Watcher, Error> {
    let unreadable =
        |error: notify::Error| Error::Unreadable { path: root.to_path_buf(), source: std::io::Error::other(error) };
    let folder = root.canonicalize().map_err(|_| Error::Missing { path: root.to_path_buf() })?;
    let (notes, received) = mpsc::channel();
    let sender = notes.clone();
    let seen = folder.clone();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // The receiver is gone only after the end; then nobody wants to know.
        if let Some(note) = note(&seen, event) {
            let _ = sender.send(note);
        }
    })
    .map_err(unreadable)?;
    watcher.watch(&folder, RecursiveMode::Recursive).map_err(unreadable)?;
    let thread = thread::Builder::new().name("workspace-watch".to_owned()).spawn(move || {
        listen(&folder, &mut watcher, &received, &on_change);
    });
    match thread {
        Ok(thread) => Ok(Watcher { notes, thread: Some(thread) }),
        Err(source) => Err(Error::Unreadable { path: root.to_path_buf(), source }),
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        let _ = self.notes.send(Note::Stop);
        // Dropped from within `on_change`, the thread cannot wait for itself; it ends right after.
        if let Some(thread) = self.thread.take().filter(|thread| thread.thread().id() != thread::current().id()) {
            let _ = thread.join();
        }
    }
}

/// Gathers changes until it is quiet, and tells them.
fn listen(folder: &Path, watcher: &mut RecommendedWatcher, received: &Receiver<Note>, on_change: &impl Fn()) {
    let mut lost = false;
    loop {
        let first = if lost { received.recv_timeout(RETRY) } else { received.recv().map_err(Into::into) };
        match first {
            Ok(Note::Stop) | Err(RecvTimeoutError::Disconnected) => return,
            Ok(note) => {
                let begun = Instant::now();
                lost |= matches!(note, Note::Lost);
                while begun.elapsed() < PATIENCE {
                    match received.recv_timeout(QUIET) {
                        Ok(Note::Changed) => {}
                        Ok(Note::Lost) => lost = true,
                        Ok(Note::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                        Err(RecvTimeoutError::Timeout) => break,
                    }
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        if lost {
            // What was watched may be gone already; that is why it is watched again.
            let _ = watcher.unwatch(folder);
            if watcher.watch(folder, RecursiveMode::Recursive).is_err() {
                continue;
            }
            lost = false;
        }
        on_change();
    }
}

/// What an event of the file system means here; `None` where it means nothing.
fn note(root: &Path, event: notify::Result<Event>) -> Option<Note> {
    let Ok(event) = event else {
        return Some(Note::Changed);
    };
    let is_removal = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
    if is_removal && event.paths.iter().any(|path| path == root) {
        return Some(Note::Lost);
    }
    // Loading the workspace reads its files: that must not be a reason to load it again.
    let is_reading = match event.kind {
        EventKind::Access(kind) => kind != AccessKind::Close(AccessMode::Write),
        EventKind::Modify(ModifyKind::Metadata(kind)) => kind == MetadataKind::AccessTime,
        _ => false,
    };
    let is_ours = event.paths.is_empty() || event.paths.iter().any(|path| is_ours(root, path));
    (!is_reading && is_ours).then_some(Note::Changed)
}

/// Whether the workspace may look different afterwards: neither git's own files nor what editors put down for a moment.
fn is_ours(root: &Path, path: &Path) -> bool {
    let relative: PathBuf = path.strip_prefix(root).unwrap_or(path).to_path_buf();
    if relative.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.')) {
        return false;
    }
    let name = relative.file_name().unwrap_or_default().to_string_lossy();
    match name.rsplit_once('.') {
        Some((_, ending)) => {
            matches!(ending.to_ascii_lowercase().as_str(), "yaml" | "yml" | "md" | "markdown" | "ics")
        }
        // A folder, but not the number that vim tries a folder with.
        None => name.is_empty() || name.chars().any(|letter| !letter.is_ascii_digit()),
    }
}

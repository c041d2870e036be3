//! A change on disk is told once, soon, and as long as somebody listens.

use std::fs;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use workspace::error::Error;
use workspace::watch::{Watcher, watch};

use crate::given::{self, Workspace};

/// Long enough for a slow machine; no test waits that long for something that does happen.
const SOON: Duration = Duration::from_secs(20);
/// How long silence is listened to.
const SILENCE: Duration = Duration::from_millis(600);

fn watched(workspace: &Workspace) -> (Watcher, Receiver<()>) {
    let (told, changes) = channel();
    let watcher = watch(workspace.root(), move || told.send(()).unwrap_or_default()).unwrap();
    (watcher, changes)
}

/// Waits for a change, and for those that follow it at once.
fn expect_change(changes: &Receiver<()>) {
    changes.recv_timeout(SOON).unwrap();
    while changes.recv_timeout(SILENCE).is_ok() {}
}

#[test]
fn an_edit_is_told() {
    let workspace = given::workspace();
    let (_watcher, changes) = watched(&workspace);
    let _workspace = workspace.with("people/mara.yaml", "name: Mara");
    expect_change(&changes);
}

#[test]
fn many_writes_at_once_are_one_change() {
    let workspace = given::workspace();
    let (_watcher, changes) = watched(&workspace);
    let mut workspace = workspace;
    for number in 0..50 {
        workspace = workspace.with(&format!("people/person-{number}.yaml"), given::MARA);
    }
    changes.recv_timeout(SOON).unwrap();
    assert_eq!(changes.recv_timeout(SILENCE), Err(RecvTimeoutError::Timeout));
}

#[test]
fn a_save_by_renaming_is_told_each_time() {
    let workspace = given::workspace();
    let (_watcher, changes) = watched(&workspace);
    for text in ["name: One", "name: Two"] {
        workspace::edit::save(workspace.root(), "people/mara.yaml", text).unwrap();
        expect_change(&changes);
    }
}

#[test]
fn a_folder_that_is_deleted_and_comes_back_is_still_watched() {
    let workspace = given::workspace();
    let (_watcher, changes) = watched(&workspace);
    fs::remove_dir_all(workspace.root().join("people")).unwrap();
    expect_change(&changes);
    let workspace = workspace.with("people/mara.yaml", given::MARA);
    expect_change(&changes);
    let _workspace = workspace.with("people/mara.yaml", "name: Mara");
    expect_change(&changes);
}

#[test]
fn a_root_that_is_deleted_and_comes_back_is_still_watched() {
    let outer = given::folder().with("inner/bridgewatch.yaml", given::ORGANISATION);
    let (told, changes) = channel();
    let root = outer.root().join("inner");
    let _watcher = watch(&root, move || told.send(()).unwrap_or_default()).unwrap();
    fs::remove_dir_all(&root).unwrap();
    let outer = outer.with("inner/bridgewatch.yaml", given::ORGANISATION);
    expect_change(&changes);
    let _outer = outer.with("inner/bridgewatch.yaml", "organisation: Another");
    expect_change(&changes);
}

#[test]
fn git_and_the_passing_files_of_editors_are_no_change() {
    let workspace = given::workspace().with(".git/HEAD", "ref: refs/heads/main");
    let (_watcher, changes) = watched(&workspace);
    let workspace = workspace
        .with(".git/index", "x")
        .with("people/.mara.yaml.swp", "x")
        .with("people/mara.yaml~", "x")
        .with("people/4913", "x")
        .with("people/#mara.yaml#", "x");
    assert_eq!(changes.recv_timeout(SILENCE), Err(RecvTimeoutError::Timeout));
    let _workspace = workspace.with("people/mara.yaml", "name: Mara");
    expect_change(&changes);
}

#[test]
fn loading_is_no_change() {
    let workspace = given::workspace();
    let (_watcher, changes) = watched(&workspace);
    workspace.loaded();
    assert_eq!(changes.recv_timeout(SILENCE), Err(RecvTimeoutError::Timeout));
}

#[test]
fn a_dropped_watcher_is_silent() {
    let workspace = given::workspace();
    let (watcher, changes) = watched(&workspace);
    drop(watcher);
    let _workspace = workspace.with("people/mara.yaml", "name: Mara");
    // The closure went with the watcher: there is nobody left who could tell.
    assert_eq!(changes.recv_timeout(SOON), Err(RecvTimeoutError::Disconnected));
}

#[test]
fn a_folder_that_is_not_there_cannot_be_watched() {
    let workspace = given::folder();
    let watcher = watch(&workspace.root().join("nowhere"), || {});
    assert!(matches!(watcher, Err(Error::Missing { .. })), "{watcher:?}");
}

//! The main job, played as a person would do it, with keys and clicks: from the alarm to the exported review.
//!
//! `cargo xtask run` plays this where there is no display, so each step says what happens and leaves a picture.

mod steps;

use std::path::PathBuf;

use crate::session::Session;
use steps::Steps;

#[tokio::test]
async fn the_main_job_from_declare_to_exported_review() {
    let session = Session::start().await;
    let page = &session.page;
    let mut steps = Steps::into(folder());
    page.resize(1280, 800).await;

    steps
        .take(
            "Watch: who is on call now, in each function and region",
            page,
            async || {
                page.until_screen("watch").await;
            },
        )
        .await;
    steps
        .take("The alarm: Ctrl+D opens Declare", page, async || {
            page.press("Ctrl+D").await;
            page.until_screen("declare").await;
        })
        .await;
    steps
        .take("How bad, and what it looks like: 1, then a", page, async || {
            page.press("1").await;
            page.press("a").await;
            page.by_role("button", "Declare SEV1*").await;
        })
        .await;
    steps
        .take(
            "Ctrl+Enter declares; the people who are needed are paged",
            page,
            async || {
                page.press("Ctrl+Enter").await;
                page.until_screen("bridge").await;
            },
        )
        .await;
}

/// Where the pictures go: where the caller says, or beside what cargo builds.
fn folder() -> PathBuf {
    let given = std::env::var_os("BRIDGEWATCH_WALK_FOLDER");
    given.map_or_else(
        || PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("walk"),
        PathBuf::from,
    )
}

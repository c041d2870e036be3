//! The main job, played as a person would do it, with keys and clicks: from the alarm to the exported review.
//!
//! `cargo xtask run` plays this where there is no display, so each step says what happens and leaves a picture.

mod steps;

use std::fs;
use std::path::PathBuf;

use crate::composer::{fill_and_press, fill_what_is_empty};
use crate::session::Session;
use crate::wait::until_true;
use steps::Steps;

#[tokio::test]
async fn the_main_job_from_declare_to_exported_review() {
    let session = Session::start().await;
    let page = &session.page;
    let folder = folder();
    let mut steps = Steps::into(folder.clone());
    page.resize(1280, 800).await;

    steps
        .take("Watch: who is on call now, in each function and region", page, async || {
            page.until_screen("watch").await;
            page.see("Next hand-offs").await;
        })
        .await;
    steps
        .take("The alarm: Ctrl+D opens Declare", page, async || {
            page.press("Ctrl+D").await;
            page.until_screen("declare").await;
            page.see("How bad is it?").await;
        })
        .await;
    steps
        .take("How bad and what it looks like: 1, then a; the consequence is named", page, async || {
            page.press("1").await;
            page.press("a").await;
            page.by_role("button", "Declare SEV1, page*").await;
        })
        .await;
    steps
        .take("Ctrl+Enter declares; the pages are on their way", page, async || {
            page.press("Ctrl+Enter").await;
            page.until_screen("bridge").await;
            page.see("INC-1, declared").await;
            page.see("leaves in").await;
        })
        .await;
    steps
        .take("The pages have left: each says when it was delivered", page, async || {
            page.see("delivered").await;
            page.see("is paged").await;
        })
        .await;
    steps
        .take("The first person answers and is on the bridge", page, async || {
            page.click("button", "Answered").await;
            page.see("answered and joins").await;
        })
        .await;
    steps
        .take("Customer impact is confirmed: support is pulled in, the customers' clock runs", page, async || {
            page.press("i").await;
            page.click("button", "Confirm impact in*").await;
            page.see("Customer impact confirmed").await;
            page.see("customers in Europe are affected").await;
        })
        .await;
    steps
        .take("The customers' update: variables only, the exact text beside them", page, async || {
            page.click("tab", "Customers").await;
            page.see("Goes to status.kestrel.example").await;
            fill_what_is_empty(page).await;
        })
        .await;
    steps
        .take("Published once, and confirmed by the page", page, async || {
            page.press("Ctrl+Enter").await;
            page.by_role("button", "Publish to status.kestrel.example*").await;
            page.press("Ctrl+Enter").await;
            page.see("On status.kestrel.example").await;
        })
        .await;
    steps
        .take("A decision: proposed, and approved by the lead under their right", page, async || {
            page.click("heading", "Decisions").await;
            page.press("g").await;
            page.fill("textbox", "What", "Roll back payments-api to 4.18.1").await;
            page.click("button", "Propose").await;
            page.click("button", "Approve").await;
            page.see("Approved as").await;
        })
        .await;
    steps
        .take("The cause is known: a note, the phase, and the teams' update", page, async || {
            page.click("heading", "Decisions").await;
            page.press("n").await;
            page.types("502s start 90 s after the 4.18.2 deploy").await;
            page.press("Enter").await;
            page.see("502s start 90 s after").await;
            page.click("button", "Identified").await;
            page.see("Phase is now Identified").await;
            page.click("tab", "Teams").await;
            page.see("Goes to no page").await;
            fill_what_is_empty(page).await;
            page.press("Ctrl+Enter").await;
            page.see("Teams update to copy").await;
        })
        .await;
    steps
        .take("A runbook, searched while typing, with nothing but this laptop", page, async || {
            page.press("Ctrl+3").await;
            page.until_screen("runbooks").await;
            page.fill("searchbox", "Search runbooks", "ledger lag").await;
            page.by_role("option", "Ledger write lag*").await;
            page.click("option", "Ledger write lag*").await;
            page.see("Owners of this page").await;
        })
        .await;
    steps
        .take("Resolved: the closing updates are owed", page, async || {
            page.press("Ctrl+2").await;
            page.until_screen("bridge").await;
            page.press("r").await;
            page.fill("textbox", "What happened*", "Release 4.18.2 wrote each payment twice; rolled back.").await;
            page.click("radio", "No customer's records*").await;
            page.press("Ctrl+Enter").await;
            page.see("Closing update owed to Teams, Customers").await;
        })
        .await;
    steps
        .take("Every audience gets its clear ending, from one form", page, async || {
            page.see("Write to all audiences").await;
            fill_and_press(page, "How long it lasted").await;
            page.press("Ctrl+Enter").await;
            page.see("Every audience has its closing update").await;
        })
        .await;
    steps
        .take("The closing checklist: nothing is left open in silence", page, async || {
            page.see("all done").await;
        })
        .await;
    steps
        .take("The review: what was measured, and everything that happened", page, async || {
            page.click("button", "Open review").await;
            page.until_screen("review").await;
            page.see("Time to mobilise").await;
            page.see("Confirmed impact to first customer update").await;
        })
        .await;
    steps
        .take("Exported as Markdown", page, async || {
            page.click("button", "Export Markdown").await;
            page.see("Review written to").await;
        })
        .await;

    assert_eq!(page.faults().await, Vec::<String>::new(), "the page is without faults");
    let review = session.desktop.databases().join("reviews/INC-1.md");
    until_true("the review is on disk", async || review.exists()).await;
    let text = fs::read_to_string(&review).expect("the review can be read");
    for told in ["# INC-1", "Roll back payments-api to 4.18.1", "Customer impact confirmed", "## Measures", "Resolved"]
    {
        assert!(text.contains(told), "the review tells of `{told}`:\n{text}");
    }
    fs::copy(&review, folder.join("review.md")).expect("the review can be copied");
    println!("review · {}", folder.join("review.md").display());
}

/// Where the pictures go: where the caller says, or beside what cargo builds.
fn folder() -> PathBuf {
    let given = std::env::var_os("BRIDGEWATCH_WALK_FOLDER");
    given.map_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("walk"), PathBuf::from)
}

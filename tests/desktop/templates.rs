//! Templates by keys alone: the grid is walked, one is edited and saved, a half-written one survives a crash, and two who write
//! lose nothing.

use std::fs;

use serde_json::Value;

use crate::page::Page;
use crate::wait::until_true;
use crate::workspace::Copy;

/// The first pattern's status page while it is investigated.
const FILE: &str = "templates/payments-failing/customers-investigating.md";

/// What the mark that has the keys is called.
const AT: &str = "const table = document.querySelector('[role=grid]'); \
    return document.getElementById(table?.getAttribute('aria-activedescendant'))?.getAttribute('aria-label') ?? ''";
/// What stands in the editor.
const TEXT: &str = "return document.querySelector('textarea')?.value ?? ''";
/// Puts the keys at the end of the text.
const END: &str = "const field = document.querySelector('textarea'); field.focus(); \
    field.setSelectionRange(field.value.length, field.value.length); return null";
/// Whether somebody types into the text.
const TYPING: &str = "return document.activeElement?.tagName === 'TEXTAREA'";

/// Opens the sheet of the first pattern's status page from the grid.
async fn open(page: &Page) {
    page.press("Ctrl+6").await;
    page.until_screen("templates").await;
    until_true("the grid has the keys", async || !page.ask::<String>(AT, vec![]).await.is_empty()).await;
    for _ in 0..12 {
        page.press("Right").await;
    }
    until_true("the mark is the status page's", async || {
        page.ask::<String>(AT, vec![]).await.starts_with("Status page, Investigating")
    })
    .await;
    page.press("Enter").await;
    page.until_screen("template").await;
    page.see(FILE).await;
}

/// Begins to edit, with the keys at the end of the text.
async fn edit(page: &Page) {
    page.press("e").await;
    until_true("the text can be typed into", async || page.ask(TYPING, vec![]).await).await;
    page.ask::<Value>(END, vec![]).await;
}

/// axe finds nothing, in both themes.
async fn no_barriers(page: &Page) {
    for theme in ["light", "dark"] {
        page.theme(theme).await;
        page.settle().await;
        let barriers = page.barriers().await;
        assert!(barriers.is_empty(), "{theme}: {barriers:?}");
    }
}

#[tokio::test]
async fn a_template_is_found_in_the_grid_edited_and_saved_by_keys() {
    let copy = Copy::of_the_sample();
    let session = copy.open().await;
    let page = &session.page;
    let before = fs::read_to_string(copy.path(FILE)).expect("the file");
    open(page).await;
    page.see("Nothing speaks against it").await;
    edit(page).await;

    // What is wrong is told while it is typed, with its line, and is not saved.
    page.types("We are sorry, {{apology}}.").await;
    page.see("`{{apology}}` is not declared").await;
    no_barriers(page).await;
    page.press("Ctrl+Enter").await;
    page.see("Not saved").await;
    assert_eq!(fs::read_to_string(copy.path(FILE)).expect("the file"), before, "nothing was written");
    page.click("button", "Declare apology").await;
    page.see("‹Apology›").await;
    page.press("Ctrl+Enter").await;
    page.see("Saved to").await;
    let after = fs::read_to_string(copy.path(FILE)).expect("the file");
    assert!(after.contains("We are sorry, {{apology}}.") && after.contains("name: apology"), "{after}");
    let kept = before.lines().all(|line| after.lines().any(|other| other == line));
    assert!(kept, "every other line is as it was:\n{after}");

    // The next phase, and back to the grid, where the keys are where they were.
    page.press("]").await;
    page.see("customers-identified.md").await;
    page.press("Escape").await;
    page.until_screen("templates").await;
    until_true("the keys are where they were", async || {
        page.ask::<String>(AT, vec![]).await.starts_with("Status page, Identified")
    })
    .await;
    assert_eq!(page.faults().await, Vec::<String>::new(), "the page is without faults");
}

#[tokio::test]
async fn half_written_words_survive_a_crash_and_somebody_elses_are_shown_beside_them() {
    let copy = Copy::of_the_sample();
    let mut session = copy.open().await;
    open(&session.page).await;
    edit(&session.page).await;
    session.page.types("Words of mine.").await;
    session.page.see("kept on this machine").await;
    // Escape leaves the field, then the sheet; what was typed stays.
    session.page.press("Escape").await;
    session.page.press("Escape").await;
    session.page.until_screen("templates").await;
    session.page.press("Enter").await;
    until_true("the words are there again", async || {
        session.page.ask::<String>(TEXT, vec![]).await.contains("Words of mine.")
    })
    .await;
    session.kill().await;
    session.start_again().await;
    let page = &session.page;
    until_true("the words outlived the crash", async || {
        page.ask::<String>(TEXT, vec![]).await.contains("Words of mine.")
    })
    .await;

    copy.edit(FILE, "audience: customers", "# theirs\naudience: customers");
    page.see("The file changed on disk").await;
    page.press("Ctrl+Enter").await;
    page.see("Nothing was written").await;
    page.see("# theirs").await;
    page.see("Words of mine.").await;
    no_barriers(page).await;
    page.click("button", "Go on with theirs").await;
    until_true("theirs is in the editor", async || page.ask::<String>(TEXT, vec![]).await.contains("# theirs")).await;
    page.click("button", "Take mine back").await;
    until_true("mine is back", async || page.ask::<String>(TEXT, vec![]).await.contains("Words of mine.")).await;
    page.press("Ctrl+Enter").await;
    page.see("Saved to").await;
    assert!(fs::read_to_string(copy.path(FILE)).expect("the file").contains("Words of mine."));
    assert_eq!(page.faults().await, Vec::<String>::new(), "the page is without faults");
}

#[tokio::test]
async fn what_is_missing_is_a_hole_in_the_grid_until_it_is_written() {
    let copy = Copy::of_the_sample();
    fs::remove_file(copy.path(FILE)).expect("removed");
    let session = copy.open().await;
    let page = &session.page;
    page.press("Ctrl+6").await;
    page.see("1 of 28 missing").await;
    page.press("n").await;
    until_true("the hole has the keys", async || {
        page.ask::<String>(AT, vec![]).await == "Status page, Investigating: missing"
    })
    .await;
    page.press("Enter").await;
    page.click("button", "Write it").await;
    until_true("it begins with a text", async || {
        page.ask::<String>(TEXT, vec![]).await.contains("phase: investigating")
    })
    .await;
    page.press("Ctrl+Enter").await;
    page.see("Saved to").await;
    assert!(copy.path(FILE).exists());
    page.press("Escape").await;
    page.press("Escape").await;
    page.until_screen("templates").await;
    page.see_no_more("1 of 28 missing").await;
}

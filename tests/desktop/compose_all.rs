//! All audiences from one form, with the network away, then back: written once, on the page once, and closed everywhere.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::composer::fill_and_press;
use crate::page::Page;
use crate::session::Session;
use crate::wait::until_true;

/// With `BRIDGEWATCH_PICTURES` set to a folder, what is seen is left there in both sizes and themes.
async fn look(page: &Page, scene: &str) {
    let Some(folder) = std::env::var_os("BRIDGEWATCH_PICTURES").map(PathBuf::from) else { return };
    for (width, height) in [(900, 600), (1280, 800)] {
        page.resize(width, height).await;
        for theme in ["light", "dark"] {
            page.theme(theme).await;
            page.picture(&folder.join(format!("{scene}-{width}-{theme}.png"))).await;
        }
    }
}

/// Plans what becomes of the next requests to the status page, as `bwatch sandbox faults` does.
fn plan(session: &Session, faults: &Value) {
    let folder = session.desktop.databases().join("sandbox");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("status-page.faults.json"), faults.to_string()).expect("the faults can be planned");
}

/// What the status page has: for each of its incidents the texts, the latest last.
fn on_page(session: &Session) -> Vec<Vec<String>> {
    let file = session.desktop.databases().join("sandbox/status-page.json");
    let incidents = read(&file)["incidents"].take();
    let texts = |incident: &Value| {
        let updates = incident["updates"].as_array().cloned().unwrap_or_default();
        updates.iter().map(|update| update["body"].as_str().unwrap_or_default().to_owned()).collect()
    };
    incidents.as_array().map(|incidents| incidents.iter().map(texts).collect()).unwrap_or_default()
}

fn read(file: &Path) -> Value {
    fs::read_to_string(file).ok().and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

#[tokio::test]
async fn what_is_written_offline_is_on_the_page_once_and_nothing_is_left_open() {
    let mut session = Session::start().await;
    plan(&session, &json!([{ "fault": "offline", "times": null, "on": "everything" }]));
    let page = &session.page;
    page.resize(1280, 800).await;
    page.press("Ctrl+D").await;
    page.until_screen("declare").await;
    for keys in ["1", "a", "i", "Ctrl+Enter"] {
        page.press(keys).await;
    }
    // With the support of each region it is a crowd: the first press counts it, the second one wakes it.
    page.see("people: press again").await;
    page.press("Ctrl+Enter").await;
    page.until_screen("bridge").await;
    page.see("INC-1, declared").await;

    page.press("4").await;
    page.see("Write to all audiences").await;
    look(page, "all-empty").await;
    fill_and_press(page, "What still works").await;
    look(page, "all-confirm").await;
    page.press("Ctrl+Enter").await;
    page.see_no_more("Write to all audiences").await;
    page.see("out of reach").await;
    look(page, "all-offline").await;
    assert_eq!(on_page(&session), Vec::<Vec<String>>::new(), "nothing is there while the network is away");

    // A power cut loses nothing of it; and the first answer after the network is back gets lost.
    session.kill().await;
    plan(&session, &json!([{ "fault": "lose_answer", "times": 1, "on": "writes" }]));
    session.start_again().await;
    let page = &session.page;
    page.resize(1280, 800).await;
    page.press("Ctrl+2").await;
    page.until_screen("bridge").await;
    page.see("Read back, status.kestrel.example shows").await;
    assert_eq!(on_page(&session).iter().map(Vec::len).collect::<Vec<_>>(), [1], "once, although an answer was lost");
    look(page, "all-confirmed").await;

    page.press("r").await;
    page.fill("textbox", "What happened*", "A release was rolled back.").await;
    look(page, "resolve").await;
    page.press("Ctrl+Enter").await;
    page.see("Write to all audiences").await;
    fill_and_press(page, "How long it lasted").await;
    look(page, "all-resolved").await;
    page.press("Ctrl+Enter").await;
    page.see("Every audience has its closing update").await;
    page.click("button", "Say").await;
    page.fill("textbox", "What customers lost*", "No records and no money were lost.").await;
    page.click("button", "Record").await;
    page.see("all done").await;
    look(page, "closing").await;
    until_true("the page has the last word", async || on_page(&session).iter().map(Vec::len).eq([2])).await;
    assert_eq!(page.faults().await, Vec::<String>::new(), "the page is without faults");
}

//! The life of the window: closed it stays in the tray, from there it comes back, and only Quit ends it.

use crate::session::Session;
use crate::wait::until_true;

/// What stands in the window's frame.
const TITLE: &str = "Bridgewatch";

#[tokio::test]
async fn a_closed_window_stays_in_the_tray_and_comes_back_from_there() {
    let session = Session::start().await;
    let (desktop, application) = (&session.desktop, session.application());
    let tray = desktop.tray.as_ref().expect("wished for");
    desktop.close(TITLE).await;
    tray.click("Open").await;
    until_true("the window is back", async || desktop.shows(TITLE)).await;
    assert_eq!(session.application(), application, "it never ended");
}

#[tokio::test]
async fn a_second_start_shows_the_window_of_the_first() {
    let session = Session::start().await;
    let desktop = &session.desktop;
    desktop.close(TITLE).await;
    assert!(session.start_beside().success());
    until_true("the window is back", async || desktop.shows(TITLE)).await;
}

#[tokio::test]
async fn quit_in_the_tray_ends_the_application() {
    let session = Session::start().await;
    session.desktop.tray.as_ref().expect("wished for").click("Quit").await;
    session.until_ended().await;
}

#[tokio::test]
async fn a_killed_application_starts_again_on_the_same_folders() {
    let mut session = Session::start().await;
    let first = session.application();
    session.kill().await;
    session.start_again().await;
    assert_ne!(session.application(), first);
    assert!(session.desktop.databases().join("truth.db").exists());
}

//! Reminders: the tray and a notification tell what is due, a button snoozes, a kill loses nothing and rings nothing twice.

use crate::notifications::Notifications;
use crate::session::Session;
use crate::wait::{until_true, until_true_within};
use crate::workspace::Copy;

/// Longer than the shortest cadence that a workspace may ask for, which is one minute.
const CADENCE: std::time::Duration = std::time::Duration::from_secs(90);

/// Teams are owed an update every minute.
const EVERY_MINUTE: &str = "preset: every-minute
  presets:
    - id: every-minute
      name: Every minute
      lines:
        - { severity: sev4, audience: teams, floor_minutes: 0, ceiling_minutes: 1 }";

/// The workspace must outlive the session: a second start reads it again.
async fn declared() -> (Copy, Session) {
    let copy = Copy::of_the_sample();
    copy.edit("bridgewatch.yaml", "preset: seed", EVERY_MINUTE);
    let session = copy.open().await;
    declare(&session, "h").await;
    (copy, session)
}

/// An incident by a tile, as bad as little.
async fn declare(session: &Session, tile: &str) {
    let page = &session.page;
    page.until_screen("watch").await;
    page.press("Ctrl+D").await;
    page.until_screen("declare").await;
    page.see("How bad is it?").await;
    page.press("4").await;
    page.press(tile).await;
    page.by_role("button", "Declare SEV4*").await;
    page.press("Ctrl+Enter").await;
    page.until_screen("bridge").await;
}

/// How often the daemon was told that, on the screen or gone from it.
async fn told(daemon: &Notifications, summary: &str) -> usize {
    daemon.gone().await.iter().filter(|one| one.summary == summary).count()
}

#[tokio::test]
async fn what_is_due_rings_once_is_in_the_tray_and_outlives_a_kill() {
    let (_workspace, mut session) = declared().await;
    {
        let (page, desktop) = (&session.page, &session.desktop);
        let (tray, daemon) =
            (desktop.tray.as_ref().expect("wished for"), desktop.notifications.as_ref().expect("wished for"));
        let calm = std::fs::read(tray.icon().await).expect("an icon");
        until_true_within(CADENCE, "the update is announced", async || daemon.shown().await == 1).await;
        daemon.close_all().await;
        assert!(daemon.gone().await.first().is_some_and(|one| one.summary.starts_with("Teams update due in")));
        until_true_within(CADENCE, "the update falls due", async || daemon.shown().await == 1).await;
        until_true("the tray tells it", async || {
            let labels = tray.labels().await;
            labels.iter().any(|label| label.contains("Teams update") && label.contains("late"))
                && tray.label().await.starts_with("Teams +")
        })
        .await;
        until_true("the icon has another shape", async || {
            std::fs::read(tray.icon().await).is_ok_and(|now| now != calm)
        })
        .await;
        daemon.choose("Snooze").await;
        page.see("Reminders for Teams are quiet for 5 min").await;
        daemon.close_all().await;
        assert_eq!(told(daemon, "Teams update due now").await, 1);
    }
    session.kill().await;
    session.start_again().await;
    let (page, desktop) = (&session.page, &session.desktop);
    let (tray, daemon) =
        (desktop.tray.as_ref().expect("wished for"), desktop.notifications.as_ref().expect("wished for"));
    page.until_screen("bridge").await;
    page.see("INC-1, declared").await;
    page.see("Reminders for Teams are quiet for 5 min").await;
    // From the tray straight to the composer of that audience.
    tray.click("Teams update").await;
    page.click("button", "Edit wording").await;
    page.fill("textbox", "Title", "We are looking").await;
    page.fill("textbox", "Text", "Search is slow. We are looking for the cause.").await;
    page.press("Ctrl+Enter").await;
    page.see("Teams update to copy").await;
    assert_eq!(told(daemon, "Teams update due now").await, 1, "what rang before the kill stays rung");
}

#[tokio::test]
async fn a_page_without_an_answer_rings_and_leads_to_whoever_is_next() {
    let copy = Copy::of_the_sample();
    copy.edit("services/payments-api.yaml", "hana, after_minutes: 5", "helena, after_minutes: 1");
    let session = copy.open().await;
    declare(&session, "a").await;
    let (page, daemon) = (&session.page, session.desktop.notifications.as_ref().expect("wished for"));
    until_true_within(CADENCE, "the page without an answer is told of", async || daemon.shown().await == 1).await;
    // The window stands elsewhere: the notification leads to the person, and the next key pages who is next.
    page.press("Ctrl+1").await;
    page.until_screen("watch").await;
    daemon.click().await;
    page.until_screen("bridge").await;
    until_true("what answers it has the focus", async || page.focused().await.contains("Page Helena now")).await;
    page.press("Enter").await;
    page.see("no answer from").await;
    daemon.close_all().await;
    let rang = daemon.gone().await;
    assert!(
        rang.iter().any(|one| one.summary.starts_with("No answer from") && one.summary.contains("Helena Voss in 0:"))
    );
}

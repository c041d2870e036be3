//! Rotations by keys alone: another time, another zone, why it is this person, and a stand-in of one's own.

use crate::page::Page;
use crate::session::Session;
use crate::wait::until_true;

/// Who is on call in the row of the calendar that has the keys, as the column of names says.
const WHO: &str = "return document.querySelector('.line.current .who')?.innerText ?? ''";
/// How many rows are drawn.
const DRAWN: &str = "return document.querySelectorAll('.line').length";

async fn who(page: &Page) -> String {
    page.ask(WHO, vec![]).await
}

#[tokio::test]
async fn the_calendar_is_walked_asked_and_overridden_by_keys() {
    let session = Session::start().await;
    let page = &session.page;
    page.press("Ctrl+5").await;
    page.until_screen("rotations").await;
    until_true("the first row has its cover", async || !who(page).await.is_empty()).await;
    assert!(page.ask::<u32>(DRAWN, vec![]).await > 5);

    page.press("m").await;
    until_true("the month is shown", async || page.reads("November 2026").await || !page.reads(" to ").await).await;
    page.press("w").await;

    // Another time, and back.
    page.press("a").await;
    page.types("+3d").await;
    page.press("Enter").await;
    until_true("the column tells its instant", async || !page.reads("On call now").await).await;
    page.press("t").await;
    page.see("On call now").await;

    // The row below, and why it is this person.
    page.press("Down").await;
    page.press("Enter").await;
    page.see("Next hand-offs").await;
    page.click("button", "Somebody stands in").await;
    let chosen = page.by_role("combobox", "Who stands in").await;
    chosen.send_keys("Yuki Tanabe").await.expect("the list takes a name");
    page.fill("textbox", "Why", "Swapped at lunch").await;
    page.click("button", "Set").await;
    page.see("Stand-ins on this machine").await;
    page.see("Swapped at lunch").await;
    page.press("Escape").await;
    until_true("the board has the stand-in", async || who(page).await.contains("Yuki Tanabe")).await;
    page.press("Ctrl+1").await;
    page.until_screen("watch").await;
    page.see("Yuki Tanabe").await;
    assert_eq!(page.faults().await, Vec::<String>::new(), "the page is without faults");
}

//! A connection is set up from Settings: into the workspace's file, but for its secret, which goes into the keychain.

use std::fs;

use crate::wait::until_true;
use crate::workspace::Copy;

const SECRET: &str = "u+not-a-real-token-4712";

#[tokio::test]
async fn a_connection_is_set_up_without_touching_a_file_by_hand() {
    let copy = Copy::of_the_sample();
    let session = copy.open().await;
    let (page, desktop) = (&session.page, &session.desktop);
    page.until_screen("watch").await;
    page.press("Ctrl+,").await;
    page.until_screen("settings").await;
    page.click("button", "Set up a connection").await;
    let provider = page.by_role("combobox", "Provider").await;
    provider.send_keys("Opsgenie").await.expect("the list takes a name");
    page.fill("textbox", "Name", "Alerts").await;
    until_true("the form asks for the key", async || page.reads("API key, into the keychain").await).await;
    page.fill("textbox", "API key, into the keychain*", SECRET).await;
    if let Some(folder) = std::env::var_os("BRIDGEWATCH_PICTURES") {
        page.picture(&std::path::PathBuf::from(folder).join("set-up.png")).await;
    }
    page.click("button", "Set up").await;
    page.see("Alerts Opsgenie").await;
    page.see("API key, stored").await;
    let written = fs::read_to_string(copy.path("bridgewatch.yaml")).expect("the file");
    assert!(written.contains("- { id: opsgenie, provider: opsgenie, name: Alerts, armed: false }"), "{written}");
    page.see("Reads only").await;
    page.click("button", "Arm Alerts").await;
    until_true("the file says so", async || {
        let written = fs::read_to_string(copy.path("bridgewatch.yaml")).expect("the file");
        written.contains("name: Alerts, armed: true }")
    })
    .await;
    assert!(!written.contains(SECRET) && !page.text().await.contains(SECRET));
    let kept = desktop.keychain.lookup(&[("service", "bridgewatch"), ("username", "opsgenie/token")]);
    assert_eq!(kept.as_deref(), Some(SECRET));
    assert_eq!(page.faults().await, Vec::<String>::new(), "the page is without faults");
}

//! Secrets go from Settings into the keychain, and come back nowhere: not on the page, not in a file.

use std::fs;

use walkdir::WalkDir;

use crate::workspace::Copy;

const SECRET: &str = "u+not-a-real-token-4711";

#[tokio::test]
async fn a_token_is_stored_in_the_keychain_and_nowhere_else() {
    let copy = Copy::of_the_sample();
    copy.edit(
        "bridgewatch.yaml",
        "connections:",
        "connections:\n  - { id: pd, provider: pagerduty, name: PagerDuty, options: {} }",
    );
    let session = copy.open().await;
    let (page, desktop) = (&session.page, &session.desktop);
    page.until_screen("watch").await;
    page.press("Ctrl+,").await;
    page.until_screen("settings").await;
    page.see("not stored").await;
    let field = page.all("textbox", None).await.into_iter().next();
    field.expect("a field for the first secret").send_keys(SECRET).await.expect("typed");
    page.click("button", "Store in the keychain").await;
    page.see("Stored in the keychain.").await;
    assert!(!page.text().await.contains(SECRET));
    let kept = ["token", "routing_key"]
        .into_iter()
        .find_map(|name| desktop.keychain.lookup(&[("service", "bridgewatch"), ("username", &format!("pd/{name}"))]));
    assert_eq!(kept.as_deref(), Some(SECRET));
    for entry in
        WalkDir::new(desktop.databases()).into_iter().filter_map(Result::ok).filter(|entry| entry.file_type().is_file())
    {
        let bytes = fs::read(entry.path()).unwrap_or_default();
        let found = bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes());
        assert!(!found, "{} holds the secret", entry.path().display());
    }
}

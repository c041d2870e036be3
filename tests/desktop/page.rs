//! The page in the window, in the words of a person: what is seen, what is clicked, what is typed.

mod look;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{Key, WebDriver, WebElement};

use crate::wait::{until, until_true};

/// Keeps what goes wrong within the page from now on.
const RECORD: &str = "window.faults ??= []; \
    window.addEventListener('error', (event) => window.faults.push(String(event.message))); \
    window.addEventListener('unhandledrejection', (event) => window.faults.push(String(event.reason?.message ?? event.reason))); \
    return null";

const ROLE: &str = include_str!("page/role.js");

/// One window's page.
pub(crate) struct Page {
    window: Option<WebDriver>,
}

impl Page {
    /// The page in this window.
    pub(crate) fn of(window: WebDriver) -> Self {
        Self { window: Some(window) }
    }

    /// Waits until the first screen is there.
    pub(crate) async fn until_loaded(&self) {
        let loaded = "return document.readyState === 'complete' && document.querySelector('[data-screen]') !== null";
        until_true("the first screen is there", async || self.ask(loaded, vec![]).await).await;
        self.ask::<()>(RECORD, vec![]).await;
    }

    /// What went wrong within the page since it was loaded; empty where nothing did.
    pub(crate) async fn faults(&self) -> Vec<String> {
        self.ask("return window.faults", vec![]).await
    }

    /// Lets go of the window without closing it, because its process ends or has ended.
    pub(crate) fn forget(&mut self) {
        if let Some(window) = self.window.take() {
            drop(window.leak());
        }
    }

    /// Which screen is shown: `watch`, `declare`, `bridge` and so on.
    pub(crate) async fn screen(&self) -> String {
        self.ask("return document.querySelector('[data-screen]')?.dataset.screen ?? ''", vec![]).await
    }

    /// Waits for a screen.
    pub(crate) async fn until_screen(&self, screen: &str) {
        until_true(&format!("the screen is `{screen}`"), async || self.screen().await == screen).await;
    }

    /// All that can be read on the page now.
    pub(crate) async fn text(&self) -> String {
        self.ask("return document.body.innerText", vec![]).await
    }

    /// Waits until a text can be read, whatever the white space in it.
    pub(crate) async fn see(&self, text: &str) {
        until_true(&format!("`{text}` can be read"), async || self.reads(text).await).await;
    }

    /// Waits until a text can no longer be read.
    pub(crate) async fn see_no_more(&self, text: &str) {
        until_true(&format!("`{text}` is gone"), async || !self.reads(text).await).await;
    }

    /// Whether a text can be read now.
    pub(crate) async fn reads(&self, text: &str) -> bool {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        words(&self.text().await).contains(&words(text))
    }

    /// Those of a role that are shown now; the name whole, or its beginning with `*` at the end.
    pub(crate) async fn all(&self, role: &str, name: Option<&str>) -> Vec<WebElement> {
        let found = self.window().execute(ROLE, vec![json!(role), json!(name)]).await.expect("the page answers");
        found.elements().expect("elements")
    }

    /// Waits for the one with this role and name.
    pub(crate) async fn by_role(&self, role: &str, name: &str) -> WebElement {
        until(&format!("{role} `{name}` is shown"), async || self.all(role, Some(name)).await.into_iter().next()).await
    }

    /// Clicks the one with this role and name, as soon as it can be clicked.
    pub(crate) async fn click(&self, role: &str, name: &str) {
        until_true(&format!("{role} `{name}` can be clicked"), async || {
            let found = self.all(role, Some(name)).await.into_iter().next();
            // It may move or be replaced between being found and being clicked.
            match found {
                Some(element) => element.is_enabled().await.unwrap_or(false) && element.click().await.is_ok(),
                None => false,
            }
        })
        .await;
    }

    /// Replaces what stands in a field.
    pub(crate) async fn fill(&self, role: &str, name: &str, text: &str) {
        let field = self.by_role(role, name).await;
        field.clear().await.expect("the field can be emptied");
        field.send_keys(text).await.expect("the field takes text");
    }

    /// Types into whatever has the focus.
    pub(crate) async fn types(&self, text: &str) {
        self.window().action_chain().send_keys(text).perform().await.expect("keys");
    }

    /// Presses a key, or several together: `a`, `Escape`, `Ctrl+Enter`.
    pub(crate) async fn press(&self, chord: &str) {
        let mut keys: Vec<char> = chord.split('+').map(key).collect();
        let mut chain = self.window().action_chain();
        for key in &keys {
            chain = chain.key_down(*key);
        }
        keys.reverse();
        for key in keys {
            chain = chain.key_up(key);
        }
        chain.perform().await.expect("keys");
    }

    /// The name of what has the focus: its label, or what stands on it.
    pub(crate) async fn focused(&self) -> String {
        let script = "const at = document.activeElement; \
            return (at?.getAttribute('aria-label') ?? at?.labels?.[0]?.innerText ?? at?.innerText ?? '').trim()";
        self.ask(script, vec![]).await
    }

    /// Runs a script in the page, and reads its answer.
    pub(crate) async fn ask<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> T {
        let answer = self.window().execute(script, arguments).await.expect("the page answers");
        answer.convert().expect("an answer of this kind")
    }

    fn window(&self) -> &WebDriver {
        self.window.as_ref().expect("the window is open")
    }
}

/// The code of a key by its name; a letter is its own.
fn key(name: &str) -> char {
    let named = match name {
        "Ctrl" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => Key::Space,
        "Backspace" => Key::Backspace,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "F6" => Key::F6,
        other => {
            let mut letters = other.chars();
            let letter = letters.next().expect("a key");
            assert!(letters.next().is_none(), "there is no key `{other}`");
            // With Ctrl a capital letter would mean Shift as well.
            return letter.to_ascii_lowercase();
        }
    };
    named.value()
}

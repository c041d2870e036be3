//! The composer, as somebody uses it who fills in what is missing.

use serde_json::{Value, json};

use crate::page::Page;
use crate::wait::until_true;

/// The names and kinds of fields that stand empty, with what they offer as an example.
const EMPTY: &str = "return [...document.querySelectorAll('.composer [name]')]
    .filter((field) => field.value === '' && !field.closest('label').innerText.includes('optional'))
    .map((field) => [field.name, field.tagName === 'SELECT' ? field.options[1].value : field.placeholder, field.tagName])";

/// What a person's typing or choosing does to a field.
const FILL: &str = "const [name, value] = arguments;
    const field = document.querySelector(`.composer [name=\"${name}\"]`);
    field.focus();
    field.value = value;
    field.dispatchEvent(new Event(field.tagName === 'SELECT' ? 'change' : 'input', { bubbles: true }));";

/// Fills each empty field with its example, and waits until nothing is missing.
pub(crate) async fn fill_what_is_empty(page: &Page) {
    page.ask::<Value>("return document.querySelector('.composer [name]') !== null", vec![]).await;
    let empty: Vec<(String, String, String)> = page.ask(EMPTY, vec![]).await;
    for (name, example, _) in empty {
        page.ask::<Value>(FILL, vec![json!(name), json!(example)]).await;
    }
    crate::wait::until_true("the preview has no hole", async || {
        page.ask("return !document.querySelector('.preview')?.innerText.includes('‹')", vec![]).await
    })
    .await;
}

/// Fills in what is asked for, by whatever form stands there in the end, and presses once.
pub(crate) async fn fill_and_press(page: &Page) {
    until_true("the form asks for a second press", async || {
        fill_what_is_empty(page).await;
        page.press("Ctrl+Enter").await;
        page.settle().await;
        page.reads("once more.").await
    })
    .await;
}

//! The composer, as somebody uses it who fills in what is missing.

use serde_json::{Value, json};

use crate::page::Page;

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

/// Fills in the form for all audiences as soon as it asks for that, which only the form of the phase does, and presses once.
pub(crate) async fn fill_and_press(page: &Page, asks: &str) {
    // Of the form itself: the composer of one audience may ask for the same while it opens.
    let form = "return document.querySelector('.composer.all .form')?.innerText.includes(arguments[0]) ?? false";
    crate::wait::until_true("the form asks for it", async || page.ask(form, vec![json!(asks)]).await).await;
    crate::wait::until_true("nothing is left to be filled in", async || {
        fill_what_is_empty(page).await;
        page.settle().await;
        !page.reads("to be filled in").await
    })
    .await;
    page.press("Ctrl+Enter").await;
    let foot = "return document.querySelector('.composer .foot')?.innerText ?? 'no form'";
    let mut read = String::new();
    crate::wait::until_true("the form asks for a second press", async || {
        let words: String = page.ask(foot, vec![]).await;
        // A failed test shows what the form said instead.
        if words != read {
            println!("the form: {words}");
            read = words;
        }
        read.contains("once more.")
    })
    .await;
}

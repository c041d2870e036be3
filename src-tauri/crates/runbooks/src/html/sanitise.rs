//! What may reach the screen, as lists of what is allowed. All else goes, whoever wrote it.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};

use crate::section::Outline;

/// How the ids of footnotes begin.
pub(super) const FOOTNOTE: &str = "footnote-";

/// Elements that say something about text. `input` is made a checkbox below.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
    "var",
];

/// Elements that go with all that they hold, because what they hold is not for reading.
const EMPTIED: &[&str] =
    &["script", "style", "iframe", "object", "noscript", "template", "svg", "math", "title", "textarea", "select"];

/// The classes that this crate and the renderer give; `language-…` on code beside them.
const CLASSES: &[&str] =
    &["outside", "step", "stop", "footnote-definition", "footnote-definition-label", "footnote-reference"];

/// Leaves of the HTML only what is allowed; ids and steps only where the outline has them.
pub(super) fn clean(html: &str, outline: &Outline) -> String {
    let anchors: HashSet<String> = outline.sections.iter().map(|section| section.anchor.clone()).collect();
    let steps: HashSet<String> = outline.steps.iter().map(|step| step.id.clone()).collect();
    Builder::default()
        .tags(TAGS.iter().copied().collect())
        .clean_content_tags(EMPTIED.iter().copied().collect())
        .generic_attributes(HashSet::from(["class", "id"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "data-runbook"])),
            ("details", HashSet::from(["open"])),
            ("input", HashSet::from(["aria-label"])),
            ("li", HashSet::from(["data-step"])),
            ("ol", HashSet::from(["start"])),
            ("td", HashSet::from(["colspan", "rowspan"])),
            ("th", HashSet::from(["colspan", "rowspan"])),
        ]))
        .set_tag_attribute_value("input", "type", "checkbox")
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .url_relative(UrlRelative::Custom(Box::new(only_within)))
        .link_rel(Some("noopener noreferrer"))
        .attribute_filter(move |element, attribute, value| match attribute {
            "class" => classes(element, value),
            // An id that the file invents could shadow one of the application's own page.
            "id" => (anchors.contains(value) || value.starts_with(FOOTNOTE)).then_some(Cow::Borrowed(value)),
            "data-step" => steps.contains(value).then_some(Cow::Borrowed(value)),
            _ => Some(Cow::Borrowed(value)),
        })
        .clean(html)
        .to_string()
}

/// Relative addresses lead nowhere in the application's window, but for those within the page.
fn only_within(address: &str) -> Option<Cow<'_, str>> {
    address.starts_with('#').then_some(Cow::Borrowed(address))
}

fn classes<'a>(element: &str, value: &'a str) -> Option<Cow<'a, str>> {
    let is_allowed = |class: &&str| {
        let language = class.strip_prefix("language-").filter(|_| element == "code");
        CLASSES.contains(class)
            || language.is_some_and(|name| name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-'))
    };
    let allowed: Vec<&str> = value.split_whitespace().filter(is_allowed).collect();
    (!allowed.is_empty()).then(|| Cow::Owned(allowed.join(" ")))
}

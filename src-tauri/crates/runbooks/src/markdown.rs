//! One reading of Markdown for sections and HTML, so that both see the same headings and steps.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::front_matter::{self, FrontMatter};

/// A document's front matter and its Markdown.
pub(crate) struct Source {
    pub(crate) front: FrontMatter,
    body: String,
    first_line: u32,
}

impl Source {
    /// Takes a file's text apart.
    pub(crate) fn new(text: &str) -> Self {
        let (front, body) = front_matter::split(text);
        let before = text.get(..text.len() - body.len()).unwrap_or_default();
        Self { front, body: with_plain_links(body), first_line: line_breaks(before) + 1 }
    }

    /// The events of the Markdown, with the bytes that each came from.
    pub(crate) fn events(&self) -> impl Iterator<Item = (Event<'_>, Range<usize>)> {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_FOOTNOTES;
        Parser::new_ext(&self.body, options).into_offset_iter()
    }

    /// The lines of the file, counted from 1, at byte offsets of the Markdown that never decrease.
    pub(crate) fn lines(&self) -> impl FnMut(usize) -> u32 + '_ {
        let (mut line, mut seen) = (self.first_line, 0);
        move |offset| {
            line += line_breaks(self.body.get(seen..offset).unwrap_or_default());
            seen = seen.max(offset);
            line
        }
    }
}

/// Whether a tag stands within a line of text, so that the text before and after it is one.
pub(crate) fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
}

fn line_breaks(text: &str) -> u32 {
    u32::try_from(text.bytes().filter(|byte| *byte == b'\n').count()).unwrap_or(u32::MAX)
}

/// Replaces Hugo's `{{< ref "other.md" >}}` by the path itself, which Markdown takes as a link's target. Other
/// shortcodes stay as they are written: nothing of a runbook disappears.
fn with_plain_links(body: &str) -> String {
    let mut plain = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, after)) = rest.split_once("{{<") {
        plain.push_str(before);
        let line = after.lines().next().unwrap_or_default();
        let target = line.split_once(">}}").and_then(|(call, _)| Some((referenced(call)?, call.len() + ">}}".len())));
        let (text, length) = target.unwrap_or(("{{<", 0));
        plain.push_str(text);
        rest = after.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

fn referenced(call: &str) -> Option<&str> {
    let (name, argument) = call.trim().split_once(' ')?;
    let path = argument.trim().trim_matches(['"', '`']);
    (matches!(name, "ref" | "relref") && !path.contains([' ', '\n', '"'])).then_some(path)
}

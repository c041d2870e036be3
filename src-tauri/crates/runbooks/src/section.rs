//! A runbook's text taken apart: what it is about, the sections that search finds, the steps that a lead ticks off.

use chrono::NaiveDate;
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::anchor::{Anchors, TOP};
use crate::markdown::{Source, is_inline};
use crate::raw;

/// A runbook as it is indexed and listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Where it is, relative to the workspace.
    pub path: String,
    /// From the front matter, else the first heading, else the file's name in words.
    pub title: String,
    /// Ids of the services it is for, as the front matter names them.
    pub services: Vec<String>,
    /// The team that keeps it true.
    pub owner: Option<String>,
    /// The day on which somebody last checked it.
    pub verified: Option<NaiveDate>,
    /// Free words to find it by.
    pub tags: Vec<String>,
    /// Its pieces, in order.
    pub sections: Vec<Section>,
    /// Its task list items, in order.
    pub steps: Vec<Step>,
}

/// A heading and the text up to the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading as plain text; the document's title for the text before the first heading.
    pub heading: String,
    /// 1 to 6; 0 for the text before the first heading.
    pub level: u8,
    /// Unique in the document, and the `id` of the heading in its HTML.
    pub anchor: String,
    /// The text below the heading, plain, one line for each block.
    pub text: String,
    /// The line of the file, counted from 1.
    pub line: u32,
}

/// A task list item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The same for as long as the step's words are, and unique in the document.
    pub id: String,
    /// Its first line, plain.
    pub text: String,
    /// The anchor of the section that it stands in.
    pub anchor: String,
}

/// Reads the runbook at `path`. Any text is a document: what cannot be understood is text of it.
pub fn read(path: &str, text: &str) -> Document {
    let source = Source::new(text);
    let Outline { mut sections, steps } = outline(&source);
    let front = source.front;
    let title = front
        .title
        .or_else(|| sections.iter().find(|section| section.level > 0).map(|section| section.heading.clone()))
        .filter(|title| !title.is_empty())
        .unwrap_or_else(|| title_of(path));
    for section in sections.iter_mut().filter(|section| section.level == 0) {
        section.heading.clone_from(&title);
    }
    let path = path.to_owned();
    let (services, owner, verified, tags) = (front.services, front.owner, front.verified, front.tags);
    Document { path, title, services, owner, verified, tags, sections, steps }
}

/// The sections and steps of a document, with the names under which its HTML has them.
#[derive(Default)]
pub(crate) struct Outline {
    pub(crate) sections: Vec<Section>,
    pub(crate) steps: Vec<Step>,
}

/// Walks through the Markdown once.
pub(crate) fn outline(source: &Source) -> Outline {
    let mut outline = Outline::default();
    let mut anchors = Anchors::default();
    let mut lines = source.lines();
    let mut heading: Option<(u8, String, u32)> = None;
    let mut step: Option<String> = None;
    for (event, range) in source.events() {
        if step.is_some() && ends_step(&event) {
            outline.step(&mut anchors, step.take());
        }
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                heading = Some((level as u8, String::new(), lines(range.start)));
            }
            Event::End(TagEnd::Heading(_)) => {
                if let Some((level, words, line)) = heading.take() {
                    let heading = words.trim().to_owned();
                    let anchor = anchors.heading(&heading);
                    outline.sections.push(Section { heading, level, anchor, text: String::new(), line });
                }
            }
            Event::TaskListMarker(_) => step = Some(String::new()),
            event => {
                let Some(words) = plain(&event) else { continue };
                match (&mut heading, &mut step) {
                    (Some((_, heading, _)), _) => heading.push_str(&words),
                    (None, step) => {
                        if let Some(step) = step {
                            step.push_str(&words);
                        }
                        outline.text(&words, || lines(range.start));
                    }
                }
            }
        }
    }
    outline.step(&mut anchors, step);
    for section in &mut outline.sections {
        section.text.truncate(section.text.trim_end().len());
    }
    outline
}

impl Outline {
    /// Adds text to the last section, or to the one before the first heading.
    fn text(&mut self, words: &str, line: impl FnOnce() -> u32) {
        let is_blank = words.trim().is_empty();
        match self.sections.last_mut() {
            Some(section) if is_blank && (section.text.is_empty() || section.text.ends_with('\n')) => {}
            Some(section) => {
                if words.starts_with('\n') {
                    section.text.truncate(section.text.trim_end_matches(' ').len());
                }
                section.text.push_str(words);
            }
            None if is_blank => {}
            None => {
                let (anchor, text) = (TOP.to_owned(), words.to_owned());
                self.sections.push(Section { heading: String::new(), level: 0, anchor, text, line: line() });
            }
        }
    }

    fn step(&mut self, anchors: &mut Anchors, text: Option<String>) {
        let Some(text) = text.map(|text| text.trim().to_owned()) else {
            return;
        };
        let anchor = self.sections.last().map_or_else(|| TOP.to_owned(), |section| section.anchor.clone());
        self.steps.push(Step { id: anchors.step(&text), text, anchor });
    }
}

/// Whether the first line of a step is over: a block begins within it, or its paragraph or item ends.
fn ends_step(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !is_inline(tag),
        Event::End(TagEnd::Paragraph | TagEnd::Item) => true,
        _ => false,
    }
}

/// What an event adds to the plain text.
fn plain(event: &Event<'_>) -> Option<String> {
    Some(match event {
        Event::Text(text) | Event::Code(text) => text.to_string(),
        Event::Html(html) | Event::InlineHtml(html) => raw::text(html),
        Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => " ".to_owned(),
        // A tight item has no paragraph: what it holds begins a line of its own.
        Event::Start(tag) if !is_inline(tag) && !matches!(tag, Tag::TableCell) => "\n".to_owned(),
        Event::End(
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::TableRow
            | TagEnd::TableHead
            | TagEnd::HtmlBlock
            | TagEnd::FootnoteDefinition,
        ) => "\n".to_owned(),
        _ => return None,
    })
}

/// A file's name in words: `write-lag.md` is "Write lag"; an index is named after its folder.
fn title_of(path: &str) -> String {
    let mut parts = path.rsplit(['/', '\\']);
    let file = parts.next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let is_index = matches!(stem.to_lowercase().as_str(), "_index" | "index" | "readme");
    let stem = parts.next().filter(|folder| is_index && !folder.is_empty()).unwrap_or(stem);
    let mut words = String::with_capacity(stem.len() + 8);
    let mut before = ' ';
    for letter in stem.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            words.push(' ');
        }
        words.push(if matches!(letter, '-' | '_') { ' ' } else { letter });
        before = letter;
    }
    let mut letters = words.trim().chars();
    letters.next().map_or_else(|| "Runbook".to_owned(), |first| first.to_uppercase().chain(letters).collect())
}

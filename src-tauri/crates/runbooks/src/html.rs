//! A runbook as HTML that is safe to put on the screen: Markdown rendered, then sanitised by ammonia.
//!
//! Nothing that the file says can run, load or post: no script, style, event attribute, frame, form or picture
//! (its alternative text stays). What the screen needs to know stands in attributes:
//!
//! - `<h2 id="…">`: the anchor of a section
//! - `<li class="step" data-step="…"><input type="checkbox">`: a step, to be ticked in the incident, never in the file
//! - `<a class="outside" href="…">`: for the system's browser, mail program or phone
//! - `<a data-runbook="path.md" href="#anchor">`: another runbook, and the section of it
//! - `<p class="stop">`: a paragraph that begins with "Stop if"

mod sanitise;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::anchor::slug;
use crate::escape::escaped;
use crate::link::Target;
use crate::markdown::Source;
use crate::raw;
use crate::section::{self, Section, Step};

/// How a paragraph begins that tells the lead when not to go on.
const STOP: &str = "stop if";

/// What rendering needs beside the text.
#[derive(Debug, Clone, Copy)]
pub struct RenderOptions<'a> {
    /// The runbook's own path in the workspace, from which its relative links are resolved.
    pub path: &'a str,
}

/// Renders a runbook's text, front matter left out.
pub fn render(text: &str, options: &RenderOptions<'_>) -> String {
    let source = Source::new(text);
    let outline = section::outline(&source);
    let events: Vec<_> = source.events().map(|(event, _)| event).collect();
    let mut named = Named {
        sections: outline.sections.iter().filter(|section| section.level > 0),
        steps: &outline.steps,
        path: options.path,
        block: String::new(),
    };
    let mut html = String::with_capacity(text.len() * 2);
    let rendered = events.iter().enumerate().filter_map(|(at, event)| {
        let following = events.get(at + 1..).unwrap_or_default();
        named.event(event, following)
    });
    pulldown_cmark::html::push_html(&mut html, rendered);
    sanitise::clean(&html, &outline)
}

/// The document's names for places, given out in the order of its headings and steps.
struct Named<'a, Sections> {
    sections: Sections,
    steps: &'a [Step],
    path: &'a str,
    /// Lines of raw HTML come one by one; a tag may go over several.
    block: String,
}

impl<'a, Sections: Iterator<Item = &'a Section>> Named<'a, Sections> {
    /// An event as we want it rendered; `None` leaves it out.
    fn event(&mut self, event: &Event<'a>, following: &[Event<'_>]) -> Option<Event<'a>> {
        Some(match event {
            Event::Start(Tag::Heading { level, .. }) => Event::Start(Tag::Heading {
                level: *level,
                id: self.sections.next().map(|section| CowStr::from(section.anchor.as_str())),
                classes: Vec::new(),
                attrs: Vec::new(),
            }),
            Event::Start(Tag::Item) if is_task(following) => {
                let step = self.steps.first()?;
                html(format!(r#"<li class="step" data-step="{}">"#, escaped(&step.id)))
            }
            Event::TaskListMarker(_) => {
                let (step, rest) = self.steps.split_first()?;
                self.steps = rest;
                html(format!(r#"<input type="checkbox" aria-label="{}"> "#, escaped(&step.text)))
            }
            Event::Start(Tag::Paragraph) if is_stop(following) => html(r#"<p class="stop">"#.to_owned()),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let address = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.to_string(),
                };
                html(Target::of(&address, self.path).opening_tag())
            }
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => return None,
            Event::Start(Tag::FootnoteDefinition(label)) => Event::Start(Tag::FootnoteDefinition(footnote(label))),
            Event::FootnoteReference(label) => Event::FootnoteReference(footnote(label)),
            Event::InlineHtml(inline) => html(raw::rewritten(inline, self.path)),
            Event::Html(line) => {
                self.block.push_str(line);
                if matches!(following.first(), Some(Event::Html(_))) {
                    return None;
                }
                html(raw::rewritten(&std::mem::take(&mut self.block), self.path))
            }
            event => event.clone(),
        })
    }
}

fn html<'a>(html: String) -> Event<'a> {
    Event::InlineHtml(CowStr::from(html))
}

/// A footnote's label as an id that no heading has.
fn footnote<'a>(label: &str) -> CowStr<'a> {
    CowStr::from(format!("{}{}", sanitise::FOOTNOTE, slug(label)))
}

/// Whether an item is a step: its marker comes first, or first in its first paragraph.
fn is_task(following: &[Event<'_>]) -> bool {
    matches!(following, [Event::TaskListMarker(_), ..] | [Event::Start(Tag::Paragraph), Event::TaskListMarker(_), ..])
}

/// Whether a paragraph begins with "Stop if", emphasised or not.
fn is_stop(following: &[Event<'_>]) -> bool {
    let mut words = String::new();
    for event in following {
        match event {
            Event::Text(text) => words.push_str(text),
            Event::SoftBreak => words.push(' '),
            Event::Start(Tag::Emphasis | Tag::Strong) | Event::End(TagEnd::Emphasis | TagEnd::Strong) => {}
            _ => break,
        }
        if words.len() > STOP.len() {
            break;
        }
    }
    let is_whole_word = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    words.get(..STOP.len()).is_some_and(|start| start.eq_ignore_ascii_case(STOP))
        && words.get(STOP.len()..).is_some_and(is_whole_word)
}

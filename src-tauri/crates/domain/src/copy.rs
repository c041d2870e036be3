//! What was written in the forms in which it can be copied: as it stands, as Markdown, as HTML.
//!
//! Our texts are plain: paragraphs between empty lines, lines that begin with `- ` are a list, addresses lead somewhere.
//! Nothing else in them is markup, so everything that Markdown or HTML would take for some is escaped: whoever pastes it
//! reads the same words, and nothing that was typed makes a heading, a picture or a script.

mod block;
mod html;
mod markdown;

use serde::Serialize;

/// A form of copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Letter by letter.
    Text,
    /// Markdown as `CommonMark` has it, and GitHub beside it.
    Markdown,
    /// A fragment of HTML, whole in itself: for the body of a mail, or for a page.
    Html,
}

/// A title and a text in every form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Copies {
    /// Letter by letter.
    pub text: String,
    /// As Markdown.
    pub markdown: String,
    /// As a fragment of HTML.
    pub html: String,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Text, Self::Markdown, Self::Html];

    /// As on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// Reads its word in any case.
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word().eq_ignore_ascii_case(text.trim()))
    }
}

impl Copies {
    /// All forms of a title and a text.
    pub fn of(title: &str, body: &str) -> Self {
        let copy = |format| copy(title, body, format);
        Self { text: copy(Format::Text), markdown: copy(Format::Markdown), html: copy(Format::Html) }
    }
}

/// A title and a text in one form; either may be empty.
pub fn copy(title: &str, body: &str, format: Format) -> String {
    // A title is one line.
    let title = visible(title).split_whitespace().collect::<Vec<_>>().join(" ");
    let body = visible(body);
    let parts = match format {
        Format::Text => [title, body.trim_matches('\n').trim_end().to_owned()],
        Format::Markdown => [markdown::heading(&title), markdown::blocks(&block::blocks(&body))],
        Format::Html => [html::heading(&title), html::blocks(&block::blocks(&body))],
    };
    let between = if format == Format::Html { "\n" } else { "\n\n" };
    let written: Vec<String> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
    written.join(between)
}

/// Without what no reader sees, and what no document may hold: a control is a blank, every end of a line is a new one.
fn visible(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    text.chars().map(|letter| if letter.is_control() && letter != '\n' { ' ' } else { letter }).collect()
}

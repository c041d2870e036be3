//! A statement that is being read: its title and its text in words, and how remarks about them are made.

use super::text::Text;
use super::{Remark, RemarkKind, Statement};
use crate::template::Output;

/// A statement that is being read.
pub(super) struct Reading<'s> {
    pub(super) statement: &'s Statement,
    title: Text<'s>,
    body: Text<'s>,
}

/// Which part of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Title,
    Body,
}

impl<'s> Reading<'s> {
    pub(super) fn of(statement: &'s Statement) -> Self {
        Self { statement, title: Text::of(&statement.title), body: Text::of(&statement.body) }
    }

    /// The title, and the text.
    pub(super) fn parts(&self) -> [(Part, &Text<'s>); 2] {
        [(Part::Title, &self.title), (Part::Body, &self.body)]
    }

    /// The text.
    pub(super) fn body(&self) -> &Text<'s> {
        &self.body
    }

    /// What is written from one character to before another.
    pub(super) fn written(&self, part: Part, (from, until): (usize, usize)) -> &'s str {
        let text: &'s str = match part {
            Part::Title => &self.statement.title,
            Part::Body => &self.statement.body,
        };
        let byte = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte);
        text.get(byte(from)..byte(until)).unwrap_or_default()
    }

    /// A remark about the whole statement.
    pub(super) fn remark(&self, kind: RemarkKind, message: String) -> Remark {
        Remark { output: self.statement.output, kind, forbids: false, message, excerpt: None }
    }

    /// A remark about some characters of it.
    pub(super) fn remark_at(&self, kind: RemarkKind, part: Part, at: (usize, usize), message: String) -> Remark {
        Remark { excerpt: (part == Part::Body).then_some(at), ..self.remark(kind, message) }
    }

    /// `the title of the status page`
    pub(super) fn place(&self, part: Part) -> String {
        let part = match part {
            Part::Title => "title",
            Part::Body => "text",
        };
        format!("the {part} of {}", named(self.statement.output))
    }
}

/// An output as a sentence speaks of it.
pub(super) fn named(output: Output) -> &'static str {
    match output {
        Output::Technical => "the technical update",
        Output::Teams => "the teams update",
        Output::Leadership => "the leadership brief",
        Output::StatusPage => "the status page",
        Output::Outreach => "the outreach",
        Output::TalkingPoints => "the talking points",
        Output::Social => "the social text",
    }
}

/// A sentence with a capital letter at its begin.
pub(super) fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

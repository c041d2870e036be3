//! What a place takes of a text: how much, and how it shows it.

use domain::delivery::{Failure, UpdateMessage};

/// The most characters that a place takes; none where it does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Of a title.
    pub title: Option<usize>,
    /// Of a text.
    pub body: Option<usize>,
}

/// How a place shows a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// Letter by letter.
    Plain,
    /// As Markdown.
    Markdown,
    /// As HTML: what is no markup must be escaped.
    Html,
}

impl Limits {
    /// A place that takes any text.
    pub const NONE: Self = Self { title: None, body: None };

    /// `Refused` where a title or a text of an update is empty or longer than the page takes: nothing is cut silently.
    pub fn hold(&self, page: &str, update: &UpdateMessage, with_title: bool) -> Result<(), Failure> {
        self.hold_text(page, with_title.then_some(update.title.as_str()), &update.body)
    }

    /// The same of any text, with its title where it has one.
    pub fn hold_text(&self, place: &str, title: Option<&str>, body: &str) -> Result<(), Failure> {
        let title = title.map(|title| (title, self.title, "title"));
        for (text, most, what) in title.into_iter().chain([(body, self.body, "text")]) {
            let letters = text.chars().count();
            if letters > most.unwrap_or(usize::MAX) || letters == 0 {
                let range =
                    most.map_or_else(|| "at least 1 character".to_owned(), |most| format!("1 to {most} characters"));
                return Err(Failure::Refused(format!("{place} takes a {what} of {range}; this one has {letters}.")));
            }
        }
        Ok(())
    }
}

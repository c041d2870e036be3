//! An update as a comment: the phase in bold, as Upptime writes its own, the text, and our marker where no reader sees it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use domain::delivery::{Delivery, Failure, UpdateMessage};
use domain::phase::Phase;
use serde::{Deserialize, Serialize};

use super::STATES;
use crate::capability::{PageUpdate, StatusPage};
use crate::instant;
use crate::marker::Marker;

/// Stands before our marker in a comment of HTML.
const BEFORE: &str = "<!-- bridgewatch:";
const AFTER: &str = "-->";

/// What we leave in an issue and in each of its updates. The page shows neither sites nor their states beside an incident:
/// what an update said of them is known from here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    #[serde(flatten)]
    pub(super) marker: Marker,
    /// The sites that the update named, each with the page's word for its state.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) sites: BTreeMap<String, String>,
}

/// <https://docs.github.com/en/rest/issues/comments>
#[derive(Deserialize)]
pub(super) struct Comment {
    pub(super) id: u64,
    #[serde(default)]
    pub(super) body: Option<String>,
    pub(super) created_at: String,
}

impl Mark {
    /// Of an update. `Refused` where it gives a site a state that the page has no word for.
    pub(super) fn of(delivery: &Delivery, update: &UpdateMessage) -> Result<Self, Failure> {
        let words = StatusPage::words(STATES, &update.components)?;
        let sites = words.into_iter().map(|(site, word)| (site.to_owned(), word.to_owned())).collect();
        Ok(Self { marker: Marker::of(delivery, update), sites })
    }

    /// The last one in a text.
    pub(super) fn within(text: &str) -> Option<Self> {
        let (_, rest) = text.rsplit_once(BEFORE)?;
        serde_json::from_str(rest.split_once(AFTER)?.0.trim()).ok()
    }

    /// As it stands in a text. Nothing in it can end the comment that it stands in, nor means anything in Markdown, which
    /// Upptime's page reads even there.
    pub(super) fn text(&self) -> String {
        let json = serde_json::to_string(self).unwrap_or_default();
        let mut text = String::new();
        for letter in json.chars() {
            let is_plain = !letter.is_ascii_punctuation() || r#"{}":,.\"#.contains(letter);
            if is_plain || (letter == '-' && !text.ends_with('-')) {
                text.push(letter);
            } else {
                let _ = write!(text, "\\u{:04x}", u32::from(letter));
            }
        }
        format!("{BEFORE}{text} {AFTER}")
    }
}

/// The update as a comment.
pub(super) fn written(phase: Phase, body: &str, mark: &Mark) -> String {
    format!("**{}:** {body}\n\n{}", phase.name(), mark.text())
}

impl Comment {
    /// What it says of us.
    pub(super) fn mark(&self) -> Option<Mark> {
        self.body.as_deref().and_then(Mark::within)
    }

    /// As readers see it: without what HTML hides from them.
    pub(super) fn update(&self) -> Result<PageUpdate, Failure> {
        let text = shown(self.body.as_deref().unwrap_or_default());
        let told = text.strip_prefix("**").and_then(|rest| rest.split_once(":**"));
        let (phase, body) = match told.and_then(|(word, rest)| Some((Phase::read(word)?, rest))) {
            Some((phase, rest)) => (Some(phase), rest.trim().to_owned()),
            None => (None, text.clone()),
        };
        Ok(PageUpdate {
            id: Some(self.id.to_string()),
            at: instant::read(&self.created_at)?,
            phase,
            status: phase.map_or("comment", Phase::name).to_owned(),
            body,
        })
    }
}

fn shown(text: &str) -> String {
    let mut parts = text.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.split_once(AFTER).map_or("", |(_, after)| after));
    rest.fold(first, |shown, part| shown + part).trim().to_owned()
}

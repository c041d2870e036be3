//! Names for places in a document: heading anchors as GitHub and Hugo make them, and step ids.

use std::collections::{HashMap, HashSet};

/// The anchor of the text before the first heading; browsers scroll to the top for it.
pub(crate) const TOP: &str = "top";

/// Longer step texts give no better ids.
const STEP_SLUG_CHARS: usize = 60;

/// Gives out the anchors and step ids of one document, none twice.
#[derive(Default)]
pub(crate) struct Anchors {
    taken: HashSet<String>,
    /// How often each slug was asked for.
    headings: HashMap<String, u32>,
    steps: HashMap<String, u32>,
}

impl Anchors {
    /// The anchor of the next heading: `cli-checks`, then `cli-checks-1`.
    pub(crate) fn heading(&mut self, text: &str) -> String {
        let slug = named(slug(text), "section");
        let asked = self.headings.entry(slug.clone()).or_default();
        let mut anchor = if *asked == 0 { slug.clone() } else { format!("{slug}-{asked}") };
        *asked += 1;
        while anchor == TOP || self.taken.contains(&anchor) {
            anchor = format!("{slug}-{asked}");
            *asked += 1;
        }
        self.taken.insert(anchor.clone());
        anchor
    }

    /// The id of the next step: `halve-the-pool-1`. The ordinal counts steps of the same words only, so that a step
    /// put in before it changes no other step's id.
    pub(crate) fn step(&mut self, text: &str) -> String {
        let slug = named(slug(text).chars().take(STEP_SLUG_CHARS).collect(), "step");
        let ordinal = self.steps.entry(slug.clone()).or_default();
        *ordinal += 1;
        format!("{slug}-{ordinal}")
    }
}

fn named(slug: String, otherwise: &str) -> String {
    if slug.is_empty() { otherwise.to_owned() } else { slug }
}

/// Lower case, blanks to hyphens, punctuation gone.
pub(crate) fn slug(text: &str) -> String {
    text.trim()
        .chars()
        .flat_map(char::to_lowercase)
        .filter_map(|letter| match letter {
            '-' | '_' => Some(letter),
            _ if letter.is_alphanumeric() => Some(letter),
            _ if letter.is_whitespace() => Some('-'),
            _ => None,
        })
        .collect()
}

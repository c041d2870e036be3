//! How the organisation speaks to customers: words that it avoids, names that stay inside, how hard a text may be to read.

use std::borrow::Cow;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::jargon::JARGON;
use super::phrase::Phrase;
use super::text::Text;

/// The phrases of [`JARGON`], in its order.
static SHIPPED: LazyLock<Vec<Phrase>> =
    LazyLock::new(|| JARGON.iter().map(|(phrase, _)| Phrase::prose(phrase)).collect());

/// How the organisation speaks to customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StyleGuide {
    /// Words and phrases to avoid, beside those that ship with the application.
    pub banned: Vec<BannedPhrase>,
    /// Words of those that ship which customers do know.
    pub allowed: Vec<String>,
    /// Names that stay inside, beside what the workspace calls its people, rotations, teams and inner services.
    pub internal: Vec<String>,
    /// Names of those that customers do know.
    pub public: Vec<String>,
    /// The highest reading grade of words to customers: years at school that a reader needs.
    pub highest_grade: u8,
}

/// A word or phrase to avoid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BannedPhrase {
    /// In any case, unless it is written in capitals and may be an ordinary word as well: `IT`. A word that ends with `*` stands
    /// for all that begin with it.
    pub phrase: String,
    /// What to write instead; empty where it is best left out.
    pub instead: String,
}

impl StyleGuide {
    /// Nine years at school: what most grown-ups read without effort, also in a language that is not their first.
    pub const HIGHEST_GRADE: u8 = 9;

    /// The phrases that ship with the application.
    pub fn shipped() -> impl Iterator<Item = &'static str> {
        JARGON.iter().map(|(phrase, _)| *phrase)
    }

    /// The shipped phrases that an allowed word takes away: all of the same word. `deploy` stands for `deploy*`.
    pub fn taken_away(allowed: &str) -> impl Iterator<Item = &'static str> {
        let allowed = Text::of(allowed);
        Self::shipped().filter(move |phrase| {
            let phrase = Text::of(phrase);
            let words = |text: &Text<'_>| text.words.iter().map(|word| word.lower.clone()).collect::<Vec<_>>();
            words(&phrase) == words(&allowed)
        })
    }

    /// All phrases to avoid, with what to write instead; the workspace's own first.
    pub(super) fn phrases(&self) -> impl Iterator<Item = (Cow<'static, Phrase>, &str)> {
        let taken: Vec<&str> = self.allowed.iter().flat_map(|allowed| Self::taken_away(allowed)).collect();
        let own = self.banned.iter().map(|banned| (Cow::Owned(Phrase::prose(&banned.phrase)), banned.instead.as_str()));
        let shipped = SHIPPED.iter().zip(JARGON).filter(move |(_, (written, _))| !taken.contains(written));
        own.chain(shipped.map(|(phrase, (_, instead))| (Cow::Borrowed(phrase), *instead)))
    }
}

impl Default for StyleGuide {
    fn default() -> Self {
        Self {
            banned: Vec::new(),
            allowed: Vec::new(),
            internal: Vec::new(),
            public: Vec::new(),
            highest_grade: Self::HIGHEST_GRADE,
        }
    }
}

//! What an audience's words are made into: one update may leave as a post, as letters, and as points for those who answer
//! the phone.

use serde::{Deserialize, Serialize};

use super::Audience;
use crate::phase::Phase;

/// What an audience's words are made into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Output {
    /// What responders read.
    Technical,
    /// The coordination of all functions.
    Teams,
    /// The brief of leadership.
    Leadership,
    /// The post on status pages.
    StatusPage,
    /// Letters to named accounts.
    Outreach,
    /// What support says to whoever asks.
    TalkingPoints,
    /// A short text for social networks.
    Social,
}

impl Output {
    /// All, in the order of the composer.
    pub const ALL: [Self; 7] = [
        Self::Technical,
        Self::Teams,
        Self::Leadership,
        Self::StatusPage,
        Self::Outreach,
        Self::TalkingPoints,
        Self::Social,
    ];

    /// Whose words they are: their facts must not contradict each other.
    pub fn audience(self) -> Audience {
        match self {
            Self::Technical => Audience::Technical,
            Self::Teams => Audience::Teams,
            Self::Leadership => Audience::Leadership,
            Self::StatusPage | Self::Outreach | Self::TalkingPoints | Self::Social => Audience::Customers,
        }
    }

    /// What an audience reads where nothing else is said: by it the audience's clock counts.
    pub fn of(audience: Audience) -> Self {
        match audience {
            Audience::Technical => Self::Technical,
            Audience::Teams => Self::Teams,
            Audience::Leadership => Self::Leadership,
            Audience::Customers => Self::StatusPage,
        }
    }

    /// As on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Technical => "Technical",
            Self::Teams => "Teams update",
            Self::Leadership => "Leadership brief",
            Self::StatusPage => "Status page",
            Self::Outreach => "Outreach",
            Self::TalkingPoints => "Talking points",
            Self::Social => "Social",
        }
    }

    /// As in files: `talking_points`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Technical => "technical",
            Self::Teams => "teams",
            Self::Leadership => "leadership",
            Self::StatusPage => "status_page",
            Self::Outreach => "outreach",
            Self::TalkingPoints => "talking_points",
            Self::Social => "social",
        }
    }

    /// Reads its word, with dashes or underscores, in any case.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().replace('-', "_");
        Self::ALL.into_iter().find(|output| output.word().eq_ignore_ascii_case(&text))
    }

    /// The longest text that its channel takes where a template names none, in characters of title and body together: a
    /// short text has the shortest limit of the networks that people use.
    pub fn limit(self) -> Option<u32> {
        (self == Self::Social).then_some(280)
    }

    /// The file that is written for it in a phase: `templates/payments-failing/customers-outreach-identified.md`.
    pub fn file(self, pattern: &str, phase: Phase) -> String {
        format!("templates/{pattern}/{}-{}.md", self.file_stem(), phase.name().to_lowercase())
    }

    /// How a file in `templates/<pattern>/` begins that is written for it: `customers`, `customers-talking-points`.
    pub fn file_stem(self) -> String {
        let audience = self.audience().name().to_lowercase();
        if self == Self::of(self.audience()) {
            audience
        } else {
            format!("{audience}-{}", self.word().replace('_', "-"))
        }
    }
}

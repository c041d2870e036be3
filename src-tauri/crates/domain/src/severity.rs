//! How bad an incident is, by criteria that can be measured.

use serde::{Deserialize, Serialize};

/// Four severities; the first is the worst. Ordered so that `Sev1 < Sev2`: compare with [`Severity::at_least`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The core task is impossible for most customers.
    Sev1,
    /// The core task is impaired for many.
    Sev2,
    /// A side task is impaired for some.
    Sev3,
    /// Nobody outside notices.
    Sev4,
}

impl Severity {
    /// All severities, worst first.
    pub const ALL: [Self; 4] = [Self::Sev1, Self::Sev2, Self::Sev3, Self::Sev4];

    /// As severe as the other, or worse.
    pub fn at_least(self, other: Self) -> bool {
        self <= other
    }

    /// `1` for the worst.
    pub fn number(self) -> u8 {
        match self {
            Self::Sev1 => 1,
            Self::Sev2 => 2,
            Self::Sev3 => 3,
            Self::Sev4 => 4,
        }
    }

    /// Reads `sev1`, `SEV1` or `1`.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|severity| text == severity.number().to_string() || text == format!("sev{}", severity.number()))
    }
}

impl std::fmt::Display for Severity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "SEV{}", self.number())
    }
}

/// What the organisation agreed a severity means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SeverityDefinition {
    /// Which severity.
    pub severity: Severity,
    /// Its name in a few words: `Core task impossible`.
    pub name: String,
    /// One plain criterion that can be measured.
    pub criterion: String,
    /// Past examples, shown on demand.
    pub examples: Vec<String>,
}

//! The page's own words for statuses, severities and impacts, each of which has an id there.

use domain::delivery::{ComponentState, Failure};
use domain::phase::Phase;
use domain::severity::Severity;
use serde::{Deserialize, Serialize};

use crate::account::Account;

/// A word of the page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Word {
    pub(super) id: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    pub(super) description: String,
}

/// What is meant: as `page_words` of a connection calls it, and as pages usually do, the best word first.
type Meaning<Of> = (Of, &'static str, &'static [&'static str]);

const PHASES: &[Meaning<Phase>] = &[
    (Phase::Investigating, "investigating", &["investigating"]),
    (Phase::Identified, "identified", &["identified"]),
    (Phase::Monitoring, "monitoring", &["monitoring", "watching"]),
    (Phase::Resolved, "resolved", &["resolved"]),
];

const STATES: &[Meaning<ComponentState>] = &[
    (ComponentState::Operational, "operational", &["operational"]),
    (ComponentState::Degraded, "degraded", &["degraded performance", "degraded"]),
    (ComponentState::PartialOutage, "partial_outage", &["partial outage"]),
    (ComponentState::MajorOutage, "major_outage", &["major outage", "outage"]),
    (ComponentState::Maintenance, "maintenance", &["under maintenance", "maintenance"]),
];

/// How bad an incident is, as a post says it; `None` once it is over.
const SEVERITIES: &[Meaning<Option<Severity>>] = &[
    (Some(Severity::Sev1), "sev1", &["critical", "major"]),
    (Some(Severity::Sev2), "sev2", &["major"]),
    (Some(Severity::Sev3), "sev3", &["minor"]),
    (Some(Severity::Sev4), "sev4", &["minor"]),
    (None, "all_good", &["all good"]),
];

/// The words that a connection says the page has for something.
#[derive(Debug, Clone, Default)]
pub(super) struct Own(Vec<(String, String)>);

impl Own {
    /// Those of an account; `Refused` where they cannot be read.
    pub(super) fn of(account: &Account) -> Result<Self, Failure> {
        Self::read(account.option("page_words").unwrap_or_default())
    }

    /// `identified=Detected, sev1=Very bad`.
    pub(super) fn read(text: &str) -> Result<Self, Failure> {
        let keys = || {
            let phases = PHASES.iter().map(|(_, key, _)| *key);
            phases.chain(STATES.iter().map(|(_, key, _)| *key)).chain(SEVERITIES.iter().map(|(_, key, _)| *key))
        };
        let pair = |pair: &str| {
            let pair = pair.split_once('=').map(|(key, word)| (key.trim().to_lowercase(), word.trim().to_lowercase()));
            pair.filter(|(key, word)| keys().any(|known| known == key) && !word.is_empty())
        };
        let pairs = text.split(',').filter(|part| !part.trim().is_empty());
        let read = pairs.map(|part| {
            pair(part).ok_or_else(|| {
                let known: Vec<&str> = keys().collect();
                let part = part.trim();
                Failure::Refused(format!(
                    "`{part}` of the connection's `page_words` says nothing. Write `identified=Detected`; what can stand \
                     before the sign are {}.",
                    known.join(", ")
                ))
            })
        });
        read.collect::<Result<_, _>>().map(Self)
    }

    /// The page's word for a phase.
    pub(super) fn status<'a>(&self, words: &'a [Word], phase: Phase) -> Result<&'a Word, Failure> {
        self.find(PHASES, words, phase).ok_or_else(|| none("status", key(PHASES, phase), words))
    }

    /// The page's word for a state.
    pub(super) fn impact<'a>(&self, words: &'a [Word], state: ComponentState) -> Result<&'a Word, Failure> {
        self.find(STATES, words, state).ok_or_else(|| none("impact", key(STATES, state), words))
    }

    /// The page's word for how bad it is. Where it has none for what is over, that of how bad it was.
    pub(super) fn severity<'a>(
        &self,
        words: &'a [Word],
        phase: Phase,
        severity: Severity,
    ) -> Result<&'a Word, Failure> {
        let over = (phase == Phase::Resolved).then(|| self.find(SEVERITIES, words, None)).flatten();
        let found = over.or_else(|| self.find(SEVERITIES, words, Some(severity)));
        found.ok_or_else(|| none("severity", key(SEVERITIES, Some(severity)), words))
    }

    /// The phase that a word stands for; `None` where it is none of ours, or more than one.
    pub(super) fn phase(&self, words: &[Word], id: &str) -> Option<Phase> {
        self.meaning(PHASES, words, id)
    }

    /// The state that a word stands for; `None` where it is none of ours, or more than one.
    pub(super) fn state(&self, words: &[Word], id: &str) -> Option<ComponentState> {
        self.meaning(STATES, words, id)
    }

    fn find<'a, Of: PartialEq + Copy>(
        &self,
        meanings: &[Meaning<Of>],
        words: &'a [Word],
        wanted: Of,
    ) -> Option<&'a Word> {
        let (_, key, usual) = meanings.iter().find(|(of, ..)| *of == wanted)?;
        let own = self.0.iter().find(|(known, _)| known == key).map(|(_, word)| word.as_str());
        let is = |wanted: &str| words.iter().find(|word| word.description.trim().to_lowercase() == wanted);
        // What the connection says is meant, and nothing else.
        own.map_or_else(|| usual.iter().find_map(|wanted| is(wanted)), is)
    }

    fn meaning<Of: PartialEq + Copy>(&self, meanings: &[Meaning<Of>], words: &[Word], id: &str) -> Option<Of> {
        let is_it = |of: &Of| self.find(meanings, words, *of).is_some_and(|word| word.id == id);
        let mut meant = meanings.iter().map(|(of, ..)| *of).filter(is_it);
        meant.next().filter(|_| meant.next().is_none())
    }
}

fn key<Of: PartialEq + Copy>(meanings: &[Meaning<Of>], wanted: Of) -> &'static str {
    meanings.iter().find(|(of, ..)| *of == wanted).map_or("", |(_, key, _)| *key)
}

fn none(what: &str, key: &str, words: &[Word]) -> Failure {
    let known: Vec<&str> = words.iter().map(|word| word.description.as_str()).collect();
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    Failure::Refused(format!(
        "The page at PagerDuty has no {what} for `{key}`. It has: {known}. Choose another, or say in `page_words` of the \
         connection which of them it is, as `{key}={}`.",
        words.first().map_or("…", |word| word.description.as_str())
    ))
}

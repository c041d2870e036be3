//! Configured accounts: what they can do, whether their secrets are at hand, how they answered last.

use chrono::Duration;
use domain::agreement::Connection;
use domain::channel::Channel;
use domain::delivery::Failure;
use providers::ability::{Ability, Kind};
use providers::descriptor::Descriptor;
use providers::{ability, registry};
use serde::Serialize;

use crate::engine::{Engine, SANDBOX};
use crate::error::Error;
use crate::feed::FeedKind;

/// For how long a list must have failed beyond its time before the connection has trouble because of it.
const LONG: Duration = Duration::minutes(30);

/// One connection.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ConnectionView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The provider's name.
    pub provider: String,
    /// Where the provider documents its API.
    pub documentation: String,
    /// What the provider can do.
    pub capabilities: Vec<String>,
    /// What it cannot do, of what a provider of its kind may.
    pub absent: Vec<String>,
    /// Its lists, with their ages.
    pub feeds: Vec<FeedView>,
    /// Its secrets: which, and whether the keychain has them. Never their values.
    pub secrets: Vec<SecretField>,
    /// When a call last succeeded.
    #[ts(type = "number | null")]
    pub last_ok_at: Option<i64>,
    /// What the last failure was, or which of its lists have failed for long and why; empty where nothing is wrong.
    pub trouble: String,
    /// What it may do where it is armed: `page and publish`, `send letters`; empty where there is nothing to be done through it.
    pub writes: String,
    /// Whether it may do that; else it only reads.
    pub armed: bool,
    /// Whether that can be changed: a sandbox is always armed.
    pub may_arm: bool,
    /// Whether it is armed only because its file does not say that it is not.
    pub arming_unsaid: bool,
}

/// One list of a connection.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct FeedView {
    /// `people`
    pub name: String,
    /// How many entries are known.
    #[ts(type = "number")]
    pub count: u64,
    /// When it was last read to its end; none where it never was.
    #[ts(type = "number | null")]
    pub as_of: Option<i64>,
    /// Why the last reading failed; empty where it did not.
    pub trouble: String,
    /// How many entries have come of a reading that is under way.
    #[ts(type = "number | null")]
    pub reading: Option<usize>,
}

/// A secret of a connection's form.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct SecretField {
    /// Its key in the form.
    pub key: String,
    /// As on the form.
    pub label: String,
    /// What it is and where to find it.
    pub hint: String,
    /// Whether the keychain has it.
    pub stored: bool,
}

/// The answer of a connection's test.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct CheckView {
    /// Whether it worked.
    pub ok: bool,
    /// As a sentence.
    pub words: String,
    /// What was proven one by one; empty where not even the credentials hold.
    pub proofs: Vec<ProofView>,
}

/// One thing that the credentials may, or may not do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct ProofView {
    /// What: `people`, `page`.
    pub what: String,
    /// `works`, `fails` or `unproven`.
    pub state: String,
    /// Why it fails; empty where it does not.
    pub words: String,
}

impl Engine {
    /// All connections of the workspace.
    pub fn connections(&self) -> Result<Vec<ConnectionView>, Error> {
        let loaded = self.loaded();
        loaded.agreement.connections.iter().map(|connection| self.connection_view(connection)).collect()
    }

    fn connection_view(&self, connection: &Connection) -> Result<ConnectionView, Error> {
        let standing = self.standing(&connection.id)?;
        let descriptor = registry::find(&connection.provider).ok();
        let mut trouble = standing.trouble;
        let mut secrets = Vec::new();
        for field in descriptor.iter().flat_map(|descriptor| descriptor.fields).filter(|field| field.secret) {
            let stored = match self.parts.vault.secret(connection.id.as_str(), field.key) {
                Ok(found) => found.is_some(),
                // One that need not be there may be missing for good.
                Err(words) => {
                    if field.required {
                        trouble = words;
                    }
                    false
                }
            };
            secrets.push(SecretField {
                key: field.key.to_owned(),
                label: field.label.to_owned(),
                hint: field.hint.to_owned(),
                stored,
            });
        }
        if trouble.is_empty() {
            trouble = self.lasting(connection, descriptor)?;
        }
        if descriptor.is_none() {
            trouble = format!("Bridgewatch knows no provider “{}”.", connection.provider);
        }
        Ok(ConnectionView {
            id: connection.id.to_string(),
            name: connection.name.clone(),
            provider: descriptor.map_or_else(|| connection.provider.clone(), |known| known.name.to_owned()),
            documentation: descriptor.map(|known| known.documentation.to_owned()).unwrap_or_default(),
            capabilities: abilities(connection, descriptor, true),
            absent: abilities(connection, descriptor, false),
            feeds: self.feeds_view(connection, descriptor)?,
            secrets,
            last_ok_at: standing.last_ok_at.map(|at| at.timestamp_millis()),
            trouble,
            writes: writes(&abilities(connection, descriptor, true)),
            armed: connection.armed,
            may_arm: connection.provider != SANDBOX,
            arming_unsaid: self.loaded().arming_unsaid.contains(&connection.id),
        })
    }

    /// Which lists have failed for long while the others are read, and why; empty where none has.
    fn lasting(&self, connection: &Connection, descriptor: Option<&Descriptor>) -> Result<String, Error> {
        let Some(pager) = descriptor.and_then(|descriptor| descriptor.pager_of(connection)) else {
            return Ok(String::new());
        };
        let now = self.now();
        let mut lists: Vec<(String, Vec<&str>)> = Vec::new();
        for kind in FeedKind::ALL.into_iter().filter(|kind| kind.is_of(pager)) {
            let Some(feed) = self.parts.cache.feed(&kind.of(&connection.id))? else { continue };
            let is_long = feed.fetched_at.is_none_or(|at| now - at > kind.every() + LONG);
            // A list that was never read and is told to wait has not failed: it is on its way.
            let begins = |failure: &Failure| feed.fetched_at.is_none() && matches!(failure, Failure::Throttled(_));
            let Some(failure) = feed.failure.filter(|failure| is_long && !begins(failure)) else { continue };
            let words = failure.words_of_reading();
            match lists.iter_mut().find(|(other, _)| *other == words) {
                Some((_, names)) => names.push(kind.name()),
                None => lists.push((words, vec![kind.name()])),
            }
        }
        let told = lists.into_iter().map(|(words, names)| format!("{} not read: {words}", names.join(" and ")));
        Ok(told.collect::<Vec<_>>().join("; "))
    }

    fn feeds_view(&self, connection: &Connection, descriptor: Option<&Descriptor>) -> Result<Vec<FeedView>, Error> {
        let Some(pager) = descriptor.and_then(|descriptor| descriptor.pager_of(connection)) else {
            return Ok(Vec::new());
        };
        let mut feeds = Vec::new();
        for kind in FeedKind::ALL.into_iter().filter(|kind| kind.is_of(pager)) {
            let key = kind.of(&connection.id);
            let feed = self.parts.cache.feed(&key)?;
            let count = match kind {
                FeedKind::Shifts => self.parts.cache.shift_count(&connection.id)?,
                _ => self.parts.cache.item_count(&key)?,
            };
            feeds.push(FeedView {
                name: kind.name().to_owned(),
                count,
                as_of: feed.as_ref().and_then(|feed| feed.fetched_at).map(|at| at.timestamp_millis()),
                trouble: feed
                    .and_then(|feed| feed.failure)
                    .map(|failure| failure.words_of_reading())
                    .unwrap_or_default(),
                reading: self.parts.readings.so_far(&connection.id, kind),
            });
        }
        Ok(feeds)
    }
}

/// What a connection can do, or what it cannot though others of its kind can.
fn abilities(connection: &Connection, descriptor: Option<&Descriptor>, able: bool) -> Vec<String> {
    let Some(descriptor) = descriptor else { return Vec::new() };
    let is_of_kind = |ability: &Ability| match ability.kind {
        Kind::Pager => descriptor.pager_of(connection).is_some(),
        Kind::StatusPage => descriptor.page_of(connection).is_some(),
        Kind::Room => descriptor.channel(&connection.options) == Channel::Room,
        Kind::Letters => descriptor.channel(&connection.options) == Channel::Letters,
    };
    ability::of(descriptor)
        .into_iter()
        .filter(|ability| ability.able == able && is_of_kind(ability))
        .map(|ability| ability.name.to_owned())
        .collect()
}

/// What such abilities let somebody do, in words; empty where they only let them read.
fn writes(abilities: &[String]) -> String {
    let has = |name: &str| abilities.iter().any(|ability| ability == name);
    let pages = abilities.iter().any(|ability| ability.starts_with("page a "));
    let words = [
        (pages, "page"),
        (has("publish updates"), "publish"),
        (has("messages in a room"), "write into its room"),
        (has("letters"), "send letters"),
    ];
    words.into_iter().filter(|(able, _)| *able).map(|(_, words)| words).collect::<Vec<_>>().join(" and ")
}

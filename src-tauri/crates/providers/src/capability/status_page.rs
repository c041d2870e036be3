//! What a status page takes and tells: updates of incidents, and what its readers see of it.

use std::collections::BTreeMap;

use domain::delivery::{ComponentState, Delivery, Failure, Receipt, Repeat, UpdateMessage};
use domain::phase::Phase;
use domain::span::{Instant, Span};
use serde::{Deserialize, Serialize};

use super::{Limits, Markup, Reading, Turn};
use crate::account::Account;
use crate::marker::{Found, Marker};
use crate::message::Response;

/// Goes on with a conversation about a posting: from the answers so far, in order, to the next request or to its end.
pub type Converse<Answer> = fn(&Account, &Posting<'_>, &[Response]) -> Result<Turn<Answer>, Failure>;

/// Tells customers. What a page cannot tell is `None`, and the screens say so.
#[derive(Debug)]
pub struct StatusPage {
    /// What keeps a repeated update from being published twice.
    pub repeat: Repeat,
    /// Publishes one update. The text of the update is its last write, so that whoever finds it there knows that all is done.
    pub publish: Converse<Receipt>,
    /// Looks for what an attempt with a lost answer may have left. Must be there where `repeat` is [`Repeat::Probe`].
    pub probe: Option<Converse<Found>>,
    /// What customers see the state of.
    pub components: Reading<Component>,
    /// The incidents that are open on it, with their updates.
    pub incidents: Option<Reading<PageIncident>>,
    /// The same of single incidents, by the page's ids, also of those that are resolved: by it a post is read back.
    pub incidents_of: Option<Reading<PageIncident>>,
    /// Work that was announced, and that is not over.
    pub maintenances: Option<Reading<Maintenance>>,
    /// How many people are told of an update, by the way they are told.
    pub subscribers: Option<Reading<Subscribers>>,
    /// The page's words for states; a state without a word cannot be shown there.
    pub states: &'static [(ComponentState, &'static str)],
    /// The most characters that it takes.
    pub limits: Limits,
    /// `Refused` where it does not take an update for what it is as a whole, in spite of its limits and its words for states:
    /// as far as that can be told without asking it.
    pub fits: fn(&UpdateMessage, Option<&Receipt>) -> Result<(), Failure>,
    /// How it shows a text.
    pub markup: Markup,
    /// Why no subscriber is told of such an update, where that is so: a reason that goes on after “Subscribers are not told:”.
    pub silent: fn(&Account, &UpdateMessage, Option<&Receipt>) -> Option<&'static str>,
}

/// What is to be published, and what is known of it.
#[derive(Debug, Clone, Copy)]
pub struct Posting<'a> {
    /// As it stands in the outbox.
    pub delivery: &'a Delivery,
    /// What is published.
    pub update: &'a UpdateMessage,
    /// The proof of the update before, in the same lane: this one becomes a change of the same incident of the page.
    pub known: Option<&'a Receipt>,
    /// The page's ids of its incidents that tell of other incidents of ours.
    pub others: &'a [String],
}

/// Something that customers see the state of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Component {
    /// The provider's id.
    pub id: String,
    /// As customers read it.
    pub name: String,
    /// The name of the group it stands in.
    pub group: Option<String>,
    /// Its present state; `None` where the provider's word has no counterpart.
    pub state: Option<ComponentState>,
}

/// An incident as customers read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageIncident {
    /// The provider's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where people can look at it.
    pub link: Option<String>,
    /// Where the page says that it stands; `None` where its word has no counterpart.
    pub phase: Option<Phase>,
    /// The same in the page's own word.
    pub status: String,
    /// The components that it names (the page's ids), each in its present state.
    pub components: BTreeMap<String, Option<ComponentState>>,
    /// The latest first.
    pub updates: Vec<PageUpdate>,
    /// Ours, where one of our updates stands in it.
    pub marker: Option<Marker>,
}

/// One update as customers read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageUpdate {
    /// The page's id of it, where it has one.
    pub id: Option<String>,
    /// When, as the page shows it.
    pub at: Instant,
    /// The phase that it tells; `None` where the page's word has no counterpart.
    pub phase: Option<Phase>,
    /// The same in the page's own word.
    pub status: String,
    /// Its text.
    pub body: String,
}

/// Work that was announced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maintenance {
    /// The provider's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it is planned.
    pub span: Span,
    /// How it stands, in the page's own word.
    pub status: String,
}

/// People who are told in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscribers {
    /// The way, in the page's own word: `email`.
    pub by: String,
    /// How many there are.
    pub count: u64,
}

impl PageIncident {
    /// The proof that an update stands in it: the update of that text and phase, else only the incident.
    pub fn receipt(&self, update: Option<&PageUpdate>) -> Receipt {
        Receipt {
            remote: self.id.clone(),
            link: self.link.clone(),
            update: update.and_then(|update| update.id.clone()),
        }
    }
}

impl StatusPage {
    /// `Refused` where the page of that name does not take an update, as far as that can be told without asking it.
    pub fn takes(&self, name: &str, update: &UpdateMessage, known: Option<&Receipt>) -> Result<(), Failure> {
        self.limits.hold(name, update, known.is_none())?;
        Self::words(self.states, &update.components)?;
        (self.fits)(update, known)
    }

    /// The page's word for each wanted state. `Refused` where it has none: a state is never silently changed.
    pub fn words<'a>(
        states: &'static [(ComponentState, &'static str)],
        wanted: impl IntoIterator<Item = (&'a String, &'a ComponentState)>,
    ) -> Result<Vec<(&'a str, &'static str)>, Failure> {
        let word = |(id, state): (&'a String, &'a ComponentState)| {
            let known = states.iter().find(|(known, _)| known == state);
            known.map(|(_, word)| (id.as_str(), *word)).ok_or_else(|| {
                Failure::Refused(format!(
                    "The page has no state {state:?} for its component `{id}`. Choose another state."
                ))
            })
        };
        wanted.into_iter().map(word).collect()
    }

    /// Our state for the page's word; `None` where that has no counterpart.
    pub fn state(states: &'static [(ComponentState, &'static str)], word: &str) -> Option<ComponentState> {
        states.iter().find(|(_, known)| *known == word).map(|(state, _)| *state)
    }
}

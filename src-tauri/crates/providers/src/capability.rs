//! What a provider can do: for each capability a pure pair, request from values and values from response.

use domain::delivery::{ComponentState, Delivery, Failure, PageMessage, Receipt, Repeat, UpdateMessage};
use domain::id::PersonId;
use domain::rotation::Shift;
use domain::span::{Instant, Span};

use crate::account::Account;
use crate::marker::Found;
use crate::message::{Request, Response};

/// A request from values, and values from its response. Neither does anything.
#[derive(Debug)]
pub struct Pair<Ask, Answer> {
    /// Makes the request.
    pub ask: Ask,
    /// Reads a response with a status of success.
    pub read: fn(&Response) -> Result<Answer, Failure>,
}

/// Asks without further values.
pub type Ask = fn(&Account) -> Result<Request, Failure>;
/// Asks to wake somebody.
pub type AskPage = fn(&Account, &Delivery, &PageMessage) -> Result<Request, Failure>;
/// Asks to publish an update; with the receipt of an earlier one, as a change of the same incident.
pub type AskPublish = fn(&Account, &Delivery, &UpdateMessage, Option<&Receipt>) -> Result<Request, Failure>;
/// Asks for one part of a list, with the cursor that [`Next`] says; the first part has none.
pub type AskList = fn(&Account, Option<&str>) -> Result<Request, Failure>;
/// Asks for one part of what touches a window.
pub type AskWindow = fn(&Account, Span, Option<&str>) -> Result<Request, Failure>;
/// Asks for the shifts of one schedule in a window.
pub type AskShifts = fn(&Account, &str, Span) -> Result<Request, Failure>;

/// Looks for what an attempt with a lost answer may have left.
#[derive(Debug, Clone, Copy)]
pub struct Probe {
    /// Makes the request.
    pub ask: fn(&Account, &Delivery) -> Result<Request, Failure>,
    /// Reads the response, with the delivery that is looked for.
    pub read: fn(&Response, &Delivery) -> Result<Found, Failure>,
}

/// Wakes people, and knows who is on call.
#[derive(Debug)]
pub struct Pager {
    /// What keeps a repeated page from waking twice.
    pub repeat: Repeat,
    /// Wakes one person.
    pub page: Pair<AskPage, Receipt>,
    /// Must be there where `repeat` is [`Repeat::Probe`].
    pub probe: Option<Probe>,
    /// Who is on call in a window.
    pub on_call: Pair<AskWindow, Listing<OnCall>>,
    /// The rendered shifts of one schedule.
    pub shifts: Pair<AskShifts, Vec<RemoteShift>>,
    /// Everybody the pager knows: by their address they are found in the workspace.
    pub people: Pair<AskList, Listing<RemotePerson>>,
}

/// Tells customers.
#[derive(Debug)]
pub struct StatusPage {
    /// What keeps a repeated update from being published twice.
    pub repeat: Repeat,
    /// Publishes one update.
    pub publish: Pair<AskPublish, Receipt>,
    /// Must be there where `repeat` is [`Repeat::Probe`].
    pub probe: Option<Probe>,
    /// What customers see the state of.
    pub components: Pair<AskList, Listing<Component>>,
    /// The page's words for states; a state without a word cannot be shown there.
    pub states: &'static [(ComponentState, &'static str)],
}

/// One part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing<Item> {
    /// In the provider's order.
    pub items: Vec<Item>,
    /// Whether there is more; `None` at the end.
    pub next: Option<Next>,
}

/// How the next part of a list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// With this cursor.
    From(String),
    /// With the number of the part, the first one being `1`.
    Following,
}

/// A person as the provider knows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemotePerson {
    /// The provider's id.
    pub id: String,
    /// The provider's name for them.
    pub name: String,
    /// Their address, by which the workspace knows them, where the provider tells it.
    pub email: Option<String>,
}

/// Something of the provider's that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The provider's id.
    pub id: String,
    /// As people call it.
    pub name: String,
}

/// One person on call at the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnCall {
    /// Who.
    pub person: RemotePerson,
    /// Through which schedule; `None` where they stand in the policy itself.
    pub schedule: Option<Named>,
    /// In which escalation policy.
    pub policy: Option<Named>,
    /// How many steps of escalation come before them, from 1.
    pub level: u32,
    /// Since when; `None`: always.
    pub from: Option<Instant>,
    /// Until when; `None`: for ever.
    pub until: Option<Instant>,
}

/// One rendered shift. Instants as they came: it may overlap others, be clipped at the window's edge, or come twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoteShift {
    /// When.
    pub span: Span,
    /// Who.
    pub person: RemotePerson,
}

/// Something that customers see the state of.
#[derive(Debug, Clone, PartialEq, Eq)]
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

impl RemoteShift {
    /// As a shift of the workspace, once it is known who this is there.
    pub fn shift(&self, person: PersonId) -> Shift {
        Shift { span: self.span, person, layer: "provider".to_owned() }
    }
}

impl StatusPage {
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
}

//! A list as the requests that it takes: what to ask first, and what each answer says is still to be asked.
//!
//! A provider that gives a list in pages, one that gives shifts schedule by schedule, and one that gives at most 50 days
//! at a time differ only in the steps that they name. Nothing here sends anything.

use chrono::Duration;
use domain::delivery::Failure;
use domain::span::{Instant, Span};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::account::Account;
use crate::instant;
use crate::message::{Request, Response};

/// What a reading is begun for.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The present instant.
    pub now: Instant,
    /// Which stretch of time; of no meaning for lists without time.
    pub window: Span,
    /// Of which of the provider's things, by its ids, where a reading is [`Reading::each`]; else the schedules that the
    /// workspace names, where a list has them: one of which the list of all tells too little may be asked for as well.
    pub of: &'a [String],
}

/// One request of a reading.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Step {
    /// Which of the provider's lists: `users`.
    pub what: &'static str,
    /// Of which of the provider's things, by its id; none where the list is of the whole account.
    pub of: Option<String>,
    /// Which part of the list, in the provider's form; none for the first.
    pub cursor: Option<String>,
    /// Which stretch of time; none for lists without time.
    pub window: Option<Span>,
    /// How many entries one answer may have at most, where fewer can be asked for when the host cannot give as many; none
    /// where it cannot be asked for fewer.
    pub most: Option<u32>,
    /// Of which other things the same answer tells, by their ids: what goes wrong with the step goes wrong with each of them.
    pub beside: Vec<String>,
    /// Whether [`Step::of`] names one of several lists that together make the whole, and no thing of the provider's.
    pub is_list: bool,
}

/// A list as the requests that it takes.
#[derive(Debug)]
pub struct Reading<Item: 'static> {
    /// Whether it must be told of which things ([`Scope::of`]): the provider has no list of all.
    pub each: bool,
    /// The first requests.
    pub begin: fn(&Scope<'_>) -> Vec<Step>,
    /// Makes one request.
    pub ask: fn(&Account, &Step) -> Result<Request, Failure>,
    /// Reads a response with a status of success.
    pub read: fn(&Response, &Step) -> Result<Part<Item>, Failure>,
}

/// What one answer gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<Item> {
    /// In the provider's order.
    pub items: Vec<Item>,
    /// What could not be read, entry by entry: one bad entry hides no other.
    pub faults: Vec<Fault>,
    /// What is still to be asked.
    pub then: Vec<Step>,
}

/// An entry, or a part of a list, that could not be read. What was known of it stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The provider's id of it, as far as it can be told.
    pub of: Option<String>,
    /// Why.
    pub failure: Failure,
}

impl Scope<'_> {
    /// For each of the things the first part of its list, in windows of at most that length: hosts render no more at once.
    pub fn steps(&self, what: &'static str, most: Duration) -> Vec<Step> {
        let windows = instant::parts(self.window, most);
        let of = |id: &'_ String, window: &Span| Step::of_one(what, id).within(*window);
        self.of.iter().flat_map(|id| windows.iter().map(move |window| of(id, window))).collect()
    }
}

impl Step {
    /// The first part of a list of the whole account.
    pub fn of_all(what: &'static str) -> Self {
        Self { what, of: None, cursor: None, window: None, most: None, beside: Vec::new(), is_list: false }
    }

    /// The first part of a list of one of the provider's things.
    pub fn of_one(what: &'static str, id: impl Into<String>) -> Self {
        Self { of: Some(id.into()), ..Self::of_all(what) }
    }

    /// The first part of one of several lists that together make the whole, by the name that people read: trouble with it
    /// hides none of the others, and nothing is concluded from what it did not tell.
    pub fn of_list(what: &'static str, name: &str) -> Self {
        Self { is_list: true, ..Self::of_one(what, name) }
    }

    /// The same, for a stretch of time.
    #[must_use]
    pub fn within(self, window: Span) -> Self {
        Self { window: Some(window), ..self }
    }

    /// The same, where the host may be asked for fewer entries than that at once.
    #[must_use]
    pub fn at_most(self, most: u32) -> Self {
        Self { most: Some(most), ..self }
    }

    /// The same, where the answer tells of other things as well.
    #[must_use]
    pub fn beside(self, others: impl IntoIterator<Item = String>) -> Self {
        Self { beside: others.into_iter().collect(), ..self }
    }

    /// All things of which the answer tells, by their ids; none where the list is of the whole account.
    pub fn all_of(&self) -> impl Iterator<Item = &String> {
        self.of.iter().chain(&self.beside)
    }

    /// The first part of the list in which it stands, however large its parts are.
    #[must_use]
    pub fn first(&self) -> Self {
        Self { cursor: None, most: None, ..self.clone() }
    }

    /// The part of the same list that the cursor leads to.
    #[must_use]
    pub fn at(&self, cursor: impl Into<String>) -> Self {
        Self { cursor: Some(cursor.into()), ..self.clone() }
    }

    /// The cursor as a number; zero for the first part.
    pub fn offset(&self) -> u64 {
        self.cursor.as_deref().and_then(|cursor| cursor.parse().ok()).unwrap_or_default()
    }

    /// The thing that the list is of; `Refused` where it was forgotten.
    pub fn id(&self) -> Result<&str, Failure> {
        self.of
            .as_deref()
            .ok_or_else(|| Failure::Refused(format!("It is not known of what `{}` is wanted.", self.what)))
    }

    /// The stretch of time; `Refused` where it was forgotten.
    pub fn time(&self) -> Result<Span, Failure> {
        self.window
            .ok_or_else(|| Failure::Refused(format!("It is not known for which time `{}` is wanted.", self.what)))
    }
}

impl<Item> Reading<Item> {
    /// A reading of one list of the whole account, without time.
    pub const fn of_all(
        begin: fn(&Scope<'_>) -> Vec<Step>,
        ask: fn(&Account, &Step) -> Result<Request, Failure>,
        read: fn(&Response, &Step) -> Result<Part<Item>, Failure>,
    ) -> Self {
        Self { each: false, begin, ask, read }
    }
}

impl<Item> Part<Item> {
    /// The entries of a list, each read for itself: one that has not the documented form becomes a fault, under the
    /// `id` that it says.
    pub fn of<Entry: DeserializeOwned>(entries: Vec<Value>, read: impl Fn(Entry) -> Result<Item, Failure>) -> Self {
        Self::of_each(entries, |entry| Ok(vec![read(entry)?]))
    }

    /// The same, where an entry may hold several items, or none.
    pub fn of_each<Entry: DeserializeOwned>(
        entries: Vec<Value>,
        read: impl Fn(Entry) -> Result<Vec<Item>, Failure>,
    ) -> Self {
        let mut part = Self::default();
        for entry in entries {
            let of = name_of(&entry);
            let form = |_| Failure::Garbled("an entry of its list is not of the documented form".to_owned());
            match serde_json::from_value(entry).map_err(form).and_then(&read) {
                Ok(items) => part.items.extend(items),
                Err(failure) => part.faults.push(Fault { of, failure }),
            }
        }
        part
    }

    /// The same, with what is still to be asked.
    #[must_use]
    pub fn then(mut self, steps: impl IntoIterator<Item = Step>) -> Self {
        self.then.extend(steps);
        self
    }
}

impl<Item> Default for Part<Item> {
    fn default() -> Self {
        Self { items: Vec::new(), faults: Vec::new(), then: Vec::new() }
    }
}

/// What an entry calls itself, as a text, whichever form its id has.
fn name_of(entry: &Value) -> Option<String> {
    match entry.get("id")? {
        Value::String(id) => Some(id.clone()),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

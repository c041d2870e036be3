//! Who an event puts on call.

use std::collections::BTreeMap;

use calendar::read::{Event, Invited};
use calendar::summary;
use domain::id::PersonId;
use domain::person::{ContactKind, Person};

/// Everybody, by all that a calendar may call them.
pub(crate) struct Directory<'a> {
    people: BTreeMap<String, &'a PersonId>,
}

impl<'a> Directory<'a> {
    /// By id, name and every address, in lower case. Where two share one, the first in the files has it.
    pub(crate) fn of(people: &'a [Person]) -> Self {
        let mut known = BTreeMap::new();
        for person in people {
            let addresses = person.contact.iter().filter(|means| means.kind == ContactKind::Email);
            let addresses = addresses.map(|means| means.value.as_str());
            for called in [person.id.as_str(), person.name.as_str()].into_iter().chain(addresses) {
                known.entry(key(called)).or_insert(&person.id);
            }
        }
        Self { people: known }
    }

    /// Who an event puts on call, and what it calls those whom nobody knows. Several at once are legal.
    ///
    /// An attendee who is not known is not passed over: to guess further would put the organizer on call.
    pub(crate) fn on_call(&self, event: &Event) -> OnCall {
        if !event.attendees.is_empty() {
            let mut on_call = OnCall::default();
            for attendee in &event.attendees {
                match self.invited(attendee) {
                    Some(person) => on_call.add(person),
                    None => on_call.strangers.push(attendee.called()),
                }
            }
            return on_call;
        }
        let organizer = event.organizer.as_ref().and_then(|organizer| self.invited(organizer));
        let summary = || event.summary.as_deref().map(|summary| self.summary(summary)).unwrap_or_default();
        let named = || event.person.as_deref().and_then(|person| self.find(person));
        let mut known = organizer.map_or_else(summary, |person| vec![person]);
        if known.is_empty() {
            known.extend(named());
        }
        if known.is_empty() {
            let organizer = event.organizer.as_ref().map(Invited::called);
            let called = [event.summary.clone(), event.person.clone(), organizer].into_iter().flatten().next();
            return OnCall { people: Vec::new(), strangers: vec![called.unwrap_or_default()] };
        }
        OnCall { people: known, strangers: Vec::new() }
    }

    fn find(&self, called: &str) -> Option<PersonId> {
        self.people.get(&key(called)).map(|id| (*id).clone())
    }

    /// `Mara Lindqvist`, and the same as `Lindqvist, Mara`.
    fn find_either_way(&self, called: &str) -> Option<PersonId> {
        self.find(called).or_else(|| self.find(&summary::turned(called)?))
    }

    fn invited(&self, invited: &Invited) -> Option<PersonId> {
        self.find(&invited.address).or_else(|| self.find_either_way(invited.name.as_deref()?))
    }

    /// `Mara Lindqvist`, `On call: Mara Lindqvist`, `Mara Lindqvist - Payments`, `Lindqvist, Mara`, `Mara Lindqvist, Eva Lund`.
    fn summary(&self, summary: &str) -> Vec<PersonId> {
        let parts = || summary::parts(summary).into_iter();
        let whole = self.find_either_way(summary).or_else(|| parts().find_map(|part| self.find_either_way(&part)));
        match whole {
            Some(person) => vec![person],
            None => parts().map(|part| self.listed(&part)).find(|people| !people.is_empty()).unwrap_or_default(),
        }
    }

    /// Those of a part that may be a family name and a given one, and is of nobody. A single word of it is but their id: Alice of
    /// `Smith, Alice` is not any other Alice.
    fn listed(&self, part: &str) -> Vec<PersonId> {
        let is_meant = |piece: &str, person: &PersonId| piece.contains(char::is_whitespace) || person.as_str() == piece;
        let known = |piece: String| self.find(&piece).filter(|person| is_meant(&piece, person));
        summary::listed(part).into_iter().filter_map(known).collect()
    }
}

/// Who an event puts on call.
#[derive(Debug, Default)]
pub(crate) struct OnCall {
    /// Those whom the workspace knows, each once.
    pub(crate) people: Vec<PersonId>,
    /// The others, as the event calls them.
    pub(crate) strangers: Vec<String>,
}

impl OnCall {
    fn add(&mut self, person: PersonId) {
        if !self.people.contains(&person) {
            self.people.push(person);
        }
    }
}

fn key(called: &str) -> String {
    called.trim().to_lowercase()
}

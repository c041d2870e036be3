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

    /// The person of an event, or what the event calls somebody whom nobody knows.
    ///
    /// An attendee who is not known is not passed over: to guess further would put the organizer on call.
    pub(crate) fn on_call(&self, event: &Event) -> Result<PersonId, String> {
        if let Some(attendee) = event.attendees.first() {
            return self.invited(attendee).ok_or_else(|| attendee.called());
        }
        let organizer = event.organizer.as_ref().and_then(|organizer| self.invited(organizer));
        let summary = || event.summary.as_deref().and_then(|summary| self.summary(summary));
        let named = || event.person.as_deref().and_then(|person| self.find(person));
        organizer.or_else(summary).or_else(named).ok_or_else(|| {
            let organizer = event.organizer.as_ref().map(Invited::called);
            [event.summary.clone(), event.person.clone(), organizer].into_iter().flatten().next().unwrap_or_default()
        })
    }

    fn find(&self, called: &str) -> Option<PersonId> {
        self.people.get(&key(called)).map(|id| (*id).clone())
    }

    fn invited(&self, invited: &Invited) -> Option<PersonId> {
        self.find(&invited.address).or_else(|| self.find(invited.name.as_deref()?))
    }

    /// `Mara Lindqvist`, `On call: Mara Lindqvist`, `Mara Lindqvist - Payments`.
    fn summary(&self, summary: &str) -> Option<PersonId> {
        let whole = self.find(summary);
        whole.or_else(|| summary::parts(summary).iter().find_map(|part| self.find(part)))
    }
}

fn key(called: &str) -> String {
    called.trim().to_lowercase()
}

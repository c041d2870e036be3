//! Who an event puts on call.

use std::collections::BTreeMap;

use domain::id::PersonId;
use domain::person::{ContactKind, Person};

use super::calendar::{Event, Invited};

/// Words around a name in a summary that say no more than that it is a roster.
const NOISE: [&str; 8] = ["on call", "on-call", "oncall", "on duty", "duty", "shift", "is", "for"];

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
        // A hyphen alone may stand inside a name or an id; with spaces around it, it separates.
        let spaced = summary.replace(" - ", "\n").replace(" – ", "\n").replace(" — ", "\n");
        let mut parts = spaced.split(['\n', ':', '(', ')', ',', '|', '/']);
        whole.or_else(|| parts.find_map(|part| self.find(bare(part))))
    }
}

fn key(called: &str) -> String {
    called.trim().to_lowercase()
}

/// Without the words that only say that it is a roster, at both ends.
fn bare(part: &str) -> &str {
    let mut part = part.trim();
    loop {
        let shorter = NOISE.iter().find_map(|word| without_word(part, word));
        match shorter {
            Some(shorter) if shorter.len() < part.len() => part = shorter,
            _ => return part,
        }
    }
}

fn without_word<'a>(part: &'a str, word: &str) -> Option<&'a str> {
    let first = part.get(..word.len()).filter(|first| first.eq_ignore_ascii_case(word));
    if first.is_some() {
        return part.get(word.len()..).filter(|rest| rest.starts_with(' ')).map(str::trim);
    }
    let cut = part.len().checked_sub(word.len())?;
    let last = part.get(cut..).filter(|last| last.eq_ignore_ascii_case(word));
    last.and_then(|_| part.get(..cut)).filter(|rest| rest.ends_with(' ')).map(str::trim)
}

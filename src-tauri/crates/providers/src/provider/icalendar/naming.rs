//! Whom an event of a feed puts on call. A feed knows nobody but by what its events say, and what many of them say is about
//! the calendar and not about a person.

use std::collections::{BTreeMap, BTreeSet};

use calendar::read::{Calendar, Event, Invited};
use calendar::summary::{of_name, parts, says_nothing};

use crate::capability::RemotePerson;
use crate::wording::cut;

/// A longer name is none. What a host repeats a hundred thousand times must not fill the memory.
const LONGEST: usize = 120;
/// No address is longer.
const LONGEST_ADDRESS: usize = 254;
/// More people than that are invited to a meeting, and not to a shift.
const MOST_INVITED: usize = 20;

/// What the events of a calendar say that is about none of its people.
pub(super) struct Naming {
    /// The addresses of those whose events have different titles: whoever plans, or the calendar itself.
    planners: BTreeSet<String>,
    /// What the calendar is called, and pieces that all titles have; in lower case.
    common: BTreeSet<String>,
}

impl Naming {
    /// Looks through all events of a calendar of that name.
    pub(super) fn of(calendar: &Calendar, name: &str) -> Self {
        let mut titles: BTreeSet<String> = BTreeSet::new();
        let mut organized: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for event in calendar.events.iter().filter(|event| !event.is_cancelled && event.takes_time()) {
            let title = event.summary.as_deref().map(plain).unwrap_or_default();
            if let Some(organizer) = &event.organizer {
                organized.entry(key(&organizer.address)).or_default().insert(key(&title));
            }
            titles.insert(title);
        }
        let planners =
            organized.into_iter().filter(|(_, titles)| titles.len() > 1).map(|(address, _)| address).collect();
        let mut common = BTreeSet::new();
        if titles.len() > 1 {
            let mut pieces = titles.iter().map(|title| pieces_and_ends(title));
            let first = pieces.next().unwrap_or_default();
            common = pieces.fold(first, |common, pieces| common.intersection(&pieces).cloned().collect());
        }
        common.extend(
            [Some(name), calendar.property("X-WR-CALNAME")].into_iter().flatten().map(|name| key(&plain(name))),
        );
        Self { planners, common }
    }

    /// Whom an event names: its attendees, else the person that we once wrote there, else its organizer, else whoever its
    /// title names. An attendee is not passed over, but for whoever plans, where they invite others.
    pub(super) fn people(&self, event: &Event) -> Vec<RemotePerson> {
        if !event.attendees.is_empty() {
            let plans = |invited: &&Invited| self.planners.contains(&key(&invited.address));
            let (planners, others): (Vec<_>, Vec<_>) = event.attendees.iter().partition(plans);
            let on_call = if others.is_empty() { planners } else { others };
            let mut seen = BTreeSet::new();
            let people = on_call.into_iter().filter_map(invited).filter(|person| seen.insert(person.id.clone()));
            return people.take(MOST_INVITED).collect();
        }
        let titled = || event.summary.as_deref().and_then(|summary| self.name_in(summary));
        if let Some(id) = event.person.as_deref().map(plain).filter(|id| !id.is_empty()) {
            let name = titled().unwrap_or_else(|| id.clone());
            return vec![RemotePerson { id, name, ..RemotePerson::default() }];
        }
        let organizer = event.organizer.as_ref().filter(|organizer| !self.is_about_all(organizer)).and_then(invited);
        let titled = || titled().map(|name| RemotePerson { id: name.clone(), name, ..RemotePerson::default() });
        organizer.or_else(titled).into_iter().collect()
    }

    /// Whether an organizer is whoever plans, or the calendar itself.
    fn is_about_all(&self, organizer: &Invited) -> bool {
        let named = |name: &String| self.common.contains(&key(&plain(name)));
        self.planners.contains(&key(&organizer.address)) || organizer.name.as_ref().is_some_and(named)
    }

    /// The first piece of a title that says something of its own.
    fn name_in(&self, summary: &str) -> Option<String> {
        let is_own = |piece: &str| !self.common.contains(&key(piece));
        let own = |piece: String| match of_name(&piece) {
            // `Anneke, Payments` in a calendar of that name, or where all titles end so.
            Some((first, second)) if !(is_own(first) && is_own(second)) => {
                [first, second].into_iter().find(|piece| is_own(piece)).map(str::to_owned)
            }
            _ => Some(piece).filter(|piece| is_own(piece)),
        };
        pieces(&plain(summary)).find_map(own)
    }
}

/// The pieces of a title that may be a name.
fn pieces(title: &str) -> impl Iterator<Item = String> {
    parts(title).into_iter().filter(|piece| !says_nothing(piece))
}

/// The same, with what stands behind the comma of each that may be a family name and a given one: of many people that is not
/// the same, and what they have in common before it may be their family.
fn pieces_and_ends(title: &str) -> BTreeSet<String> {
    let with_end = |piece: String| {
        let end = of_name(&piece).map(|(_, end)| key(end));
        [Some(key(&piece)), end]
    };
    pieces(title).flat_map(with_end).flatten().collect()
}

/// By their address; by their name where they have none that mail could go to.
fn invited(invited: &Invited) -> Option<RemotePerson> {
    let address = invited.address.trim();
    let is_address = address.len() <= LONGEST_ADDRESS
        && address.split_once('@').is_some_and(|(before, host)| !before.is_empty() && !host.is_empty())
        && !address.contains(|letter: char| letter.is_whitespace() || letter.is_control());
    let name = invited.name.as_deref().map(plain).filter(|name| !name.is_empty());
    if is_address {
        let name = name.unwrap_or_else(|| address.to_owned());
        return Some(RemotePerson {
            id: key(address),
            name,
            email: Some(address.to_owned()),
            ..RemotePerson::default()
        });
    }
    let name = name.or_else(|| Some(plain(address)).filter(|name| !name.is_empty()))?;
    Some(RemotePerson { id: name.clone(), name, ..RemotePerson::default() })
}

/// One readable line of bearable length.
pub(super) fn plain(text: &str) -> String {
    let mut line = String::new();
    for word in text.split(|letter: char| letter.is_whitespace() || letter.is_control()).filter(|word| !word.is_empty())
    {
        if line.len() > LONGEST * 4 {
            break;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().take(LONGEST + 1));
    }
    cut(&line, LONGEST)
}

fn key(text: &str) -> String {
    text.trim().to_lowercase()
}

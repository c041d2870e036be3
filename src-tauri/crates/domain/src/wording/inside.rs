//! Names that stay inside: what we call our services, teams, rotations and people says nothing to a customer, and too much
//! to everybody else.

use std::collections::BTreeSet;

use super::list::lists;
use super::phrase::{Found, Phrase};
use super::reading::Reading;
use super::text::Word;
use super::{Remark, RemarkKind};
use crate::agreement::Agreement;
use crate::person::ContactKind;
use crate::template::Output;

/// Given names that are words, months or places as well: alone they prove nothing.
const AMBIGUOUS: &str = "adobe amber angel april art august austin autumn bill bob carol chance chase chelsea chip christian cliff \
     crystal dallas dawn dean drew earl ernest eve faith florence frank gene georgia grace grant guy harmony \
     heather holly hope india iris israel ivy jack jade jay jordan joy june justice king lane lily london major \
     mark max may melody mercy miles norm olive page paris pat pearl penny prince ray rich rob robin rose ruby \
     sky skip stone sue summer sydney victor victoria virginia wade ward will winter young";

/// A name, and whose it is.
struct Name<'a> {
    written: &'a str,
    what: &'static str,
    /// It counts only where it begins with a capital.
    proper: bool,
}

/// Each inner name that the statement has, where it stands first.
pub(super) fn remarks(reading: &Reading<'_>, agreement: &Agreement, remarks: &mut Vec<Remark>) {
    let mut names = names(agreement);
    // A letter names the account that it goes to.
    if reading.statement.output != Output::Outreach {
        names.extend(accounts(agreement));
    }
    for (part, text) in reading.parts() {
        let words: BTreeSet<&str> = text.words.iter().map(|word| word.lower.as_str()).collect();
        let mut taken: Vec<Found> = Vec::new();
        for name in names.iter().filter(|name| words.contains(first_word(name.written).as_str())) {
            let free = |(first, end): &Found| !taken.iter().any(|(from, until)| first < until && from < end);
            let proper = |found: &Found| !name.proper || is_proper(&text.words, *found);
            let found = Phrase::name(name.written).find(&text.words);
            let Some(found) = found.into_iter().find(|found| free(found) && proper(found)) else { continue };
            taken.push(found);
            let Some(at) = text.span(found.0, found.1) else { continue };
            let (written, place, what) = (reading.written(part, at), reading.place(part), name.what);
            let message = format!("“{written}” in {place} is {what}; say what customers call it, or leave it out.");
            remarks.push(reading.remark_at(RemarkKind::InternalName, part, at, message));
        }
    }
}

/// Named customers: what one of them suffers is nobody else's business.
fn accounts(agreement: &Agreement) -> impl Iterator<Item = Name<'_>> {
    let secret = agreement.accounts.iter().filter(|account| {
        let names = [account.id.as_str(), &account.name];
        !agreement.style.public.iter().any(|public| names.iter().any(|name| name.eq_ignore_ascii_case(public.trim())))
    });
    secret.map(|account| Name { written: &account.name, what: "the name of a customer", proper: true })
}

/// All names that stay inside; those of several words before those that are a part of them.
fn names(agreement: &Agreement) -> Vec<Name<'_>> {
    let style = &agreement.style;
    let is_public = |names: &[&str]| {
        let known = style.public.iter().any(|public| names.iter().any(|name| name.eq_ignore_ascii_case(public.trim())));
        known || names.iter().any(|name| is_customers(name, agreement))
    };
    let mut found: Vec<Name<'_>> = Vec::new();
    let mut add = |written, what, proper| found.push(Name { written, what, proper });
    for name in &style.internal {
        add(name, "a name that stays inside", false);
    }
    for service in &agreement.services {
        let id = service.id.as_str();
        if is_public(&[id, &service.name]) {
            continue;
        }
        if is_coined(id) {
            add(id, "the id of a service", false);
        }
        if service.internal {
            add(&service.name, "an inner service", !has_words(&service.name));
        }
        if has_words(&service.owner) && !is_public(&[&service.owner]) {
            add(&service.owner, "a team of ours", false);
        }
    }
    for rotation in &agreement.rotations {
        let id = rotation.id.as_str();
        if is_public(&[id, &rotation.name]) {
            continue;
        }
        if is_coined(id) {
            add(id, "the id of a rotation", false);
        }
        if has_words(&rotation.name) {
            add(&rotation.name, "a rotation of ours", false);
        }
    }
    for person in &agreement.people {
        if is_public(&[person.id.as_str(), &person.name]) {
            continue;
        }
        if has_words(&person.name) {
            add(&person.name, "one of us", true);
        }
        // A handle may be a given name, which is looked for as such.
        for means in person.contact.iter().filter(|means| means.kind != ContactKind::Chat || is_coined(&means.value)) {
            add(&means.value, "how we reach one of us", false);
        }
        if let Some(given) = person.name.split_whitespace().next().filter(|given| is_telling(given)) {
            add(given, "one of us", true);
        }
    }
    found
}

/// Whether customers see it on their screens, whatever we call what is behind it.
fn is_customers(name: &str, agreement: &Agreement) -> bool {
    let regions = agreement.regions.iter().map(|region| &region.name);
    let surfaces = agreement.services.iter().flat_map(|service| &service.surfaces);
    let mut seen = regions.chain(surfaces).chain([&agreement.organisation]);
    seen.any(|seen| seen.eq_ignore_ascii_case(name))
}

/// Whether an id is no word of a language: `payments-api`, but not `search`.
fn is_coined(id: &str) -> bool {
    id.contains(['-', '_', '.']) || id.chars().any(|letter| letter.is_ascii_digit())
}

/// Whether a name has more than one word: one alone, like `Payments`, may be a word of customers.
fn has_words(name: &str) -> bool {
    name.split_whitespace().nth(1).is_some()
}

/// Whether a given name alone shows that a person is meant.
fn is_telling(given: &str) -> bool {
    given.chars().count() > 2 && !lists(AMBIGUOUS, &given.to_lowercase())
}

/// Whether a name stands as a name: with a capital, and not before the family name of somebody else.
fn is_proper(words: &[Word<'_>], (first, end): Found) -> bool {
    let is_capital = |word: &Word<'_>| word.text.starts_with(char::is_uppercase);
    let goes_on = words.get(end).is_some_and(|next| next.gap == " " && is_capital(next));
    words.get(first).is_some_and(is_capital) && !(goes_on && end == first + 1)
}

/// The first word of a name in small letters; without it in a text, there is no need to look for the name.
fn first_word(name: &str) -> String {
    let first = name.split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty());
    first.unwrap_or_default().to_lowercase()
}

//! What can only be seen once all files are read: references that lead nowhere, owners, ladders, circles, ways on, and what
//! templates say of the organisation.

mod own;
mod way;

use std::collections::{BTreeMap, BTreeSet};

use domain::agreement::Agreement;
use domain::id::ServiceId;
use domain::near;
use domain::person::Person;

use crate::diagnostic::DiagnosticSeverity::{Error, Warning};
use crate::ledger::{Ledger, Noun, Spot};
use crate::yaml::node::Place;

/// Notes everything that does not fit together.
pub(crate) fn check(agreement: &Agreement, ledger: &mut Ledger) {
    references(ledger);
    owners(agreement, ledger);
    public_names(agreement, ledger);
    circles(agreement, ledger);
    way::ways_on(agreement, ledger);
    own::unsaid(agreement, ledger);
}

/// Every id that is named must be declared. The entry that names it stays, for the rest of it holds.
fn references(ledger: &mut Ledger) {
    let references = std::mem::take(&mut ledger.references);
    for reference in references {
        let id = &reference.id;
        if reference.nouns.iter().any(|noun| ledger.declared.contains_key(&(*noun, id.clone()))) {
            continue;
        }
        let Some(first) = reference.nouns.first() else {
            continue;
        };
        // What stands in a file that could not be read may well be there.
        if ledger.organisation_unread && first.home() == "bridgewatch.yaml" {
            continue;
        }
        let names: Vec<&str> = reference.nouns.iter().map(|noun| noun.name()).collect();
        let known = reference.nouns.iter().flat_map(|noun| ledger.ids(*noun));
        let help = near::suggestion(id, known, || match first {
            Noun::Runbook => "Write the path of a file below `runbooks/`, from the top of the workspace.".to_owned(),
            _ => format!("Declare it in `{}`, or correct the name.", first.home()),
        });
        let message = format!("There is no {} `{id}`.", names.join(" or "));
        ledger.notice(Error, &reference.spot, &format!("unknown-{}", names.join("-or-")), message, help);
    }
}

/// Every owner is a team.
fn owners(agreement: &Agreement, ledger: &mut Ledger) {
    let mut people: BTreeMap<String, &Person> = BTreeMap::new();
    for person in &agreement.people {
        for name in [Some(person.id.as_str()), Some(person.name.as_str()), person.email()].into_iter().flatten() {
            people.entry(name.to_ascii_lowercase()).or_insert(person);
        }
    }
    for service in &agreement.services {
        let spot = spot_of(&service.id, ledger);
        let name = &service.id;
        if let Some(person) = people.get(&service.owner.trim().to_ascii_lowercase()) {
            let message = format!("`{name}` is owned by a person, {}.", person.name);
            let help = "Name the team: people go on holiday, and change teams.";
            ledger.notice(Warning, &spot, "owner-is-a-person", message, help);
        }
    }
}

/// Every name that customers are said to know is one that would stay inside otherwise.
fn public_names(agreement: &Agreement, ledger: &mut Ledger) {
    let services = agreement.services.iter();
    let services = services.flat_map(|service| [service.id.as_str(), &service.name, &service.owner]);
    let rotations = agreement.rotations.iter().flat_map(|rotation| [rotation.id.as_str(), &rotation.name]);
    let people = agreement.people.iter().flat_map(|person| [person.id.as_str(), &person.name]);
    let accounts = agreement.accounts.iter().flat_map(|account| [account.id.as_str(), &account.name]);
    let known: Vec<&str> = services.chain(rotations).chain(people).chain(accounts).collect();
    for (name, spot) in std::mem::take(&mut ledger.public_names) {
        if known.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
            continue;
        }
        let help = near::suggestion(&name, known.iter().copied(), || {
            "Remove it: only names of services, teams, rotations, people and accounts stay inside.".to_owned()
        });
        let message = format!("`{name}` is no name of the workspace.");
        ledger.notice(Warning, &spot, "unknown-name", message, help);
    }
}

/// No service needs itself, by whatever way round. Each circle is noted once, at its first service.
fn circles(agreement: &Agreement, ledger: &mut Ledger) {
    let needs: BTreeMap<&ServiceId, &[ServiceId]> =
        agreement.services.iter().map(|service| (&service.id, service.depends_on.as_slice())).collect();
    let mut done: BTreeSet<&ServiceId> = BTreeSet::new();
    let mut found: Vec<Vec<&ServiceId>> = Vec::new();
    for start in needs.keys().copied() {
        if done.contains(start) {
            continue;
        }
        // The way down from `start`, each with what is still to be looked at; a stack of our own does not overflow.
        let mut way: Vec<(&ServiceId, &[ServiceId])> = vec![(start, needs[start])];
        while let Some((id, left)) = way.pop() {
            let Some((next, rest)) = left.split_first() else {
                done.insert(id);
                continue;
            };
            way.push((id, rest));
            if let Some(begin) = way.iter().position(|(passed, _)| *passed == next) {
                found.push(way[begin..].iter().map(|(passed, _)| *passed).collect());
            } else if !done.contains(next)
                && let Some((next, needed)) = needs.get_key_value(next)
            {
                way.push((next, needed));
            }
        }
    }
    for circle in found {
        let Some(first) = circle.first() else { continue };
        let spot = spot_of(first, ledger);
        let words: Vec<&str> = circle.iter().chain([first]).map(|id| id.as_str()).collect();
        let message = format!("These services need each other: {}.", words.join(" → "));
        let help = "Remove the dependency that only one side needs to work.";
        ledger.notice(Warning, &spot, "dependency-cycle", message, help);
    }
}

fn spot_of(service: &ServiceId, ledger: &Ledger) -> Spot {
    let spot = ledger.declared.get(&(Noun::Service, service.to_string())).cloned();
    spot.unwrap_or_else(|| Spot { path: "services".to_owned(), place: Place::START })
}

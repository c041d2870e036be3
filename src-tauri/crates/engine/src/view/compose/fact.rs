//! The facts that variables rest on, and those that they may rest on.

use std::collections::BTreeMap;

use domain::id::FactId;
use domain::incident::Incident;
use domain::template::Audience;
use serde::Serialize;

/// A fact that a variable may take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct OfferedFact {
    /// Its id.
    pub id: String,
    /// What is known.
    pub text: String,
    /// Whether it is confirmed.
    pub confirmed: bool,
}

/// The facts that were not withdrawn, those that are confirmed first.
pub(crate) fn offered(incident: &Incident) -> Vec<OfferedFact> {
    let standing = incident.facts.iter().filter(|fact| fact.withdrawn.is_none());
    let offer = |fact: &domain::incident::said::Fact| OfferedFact {
        id: fact.id.to_string(),
        text: fact.text.clone(),
        confirmed: fact.confirmed.is_some(),
    };
    let mut facts: Vec<OfferedFact> = standing.map(offer).collect();
    facts.sort_by_key(|fact| !fact.confirmed);
    facts
}

/// What a variable that takes a fact says before anybody puts it into other words.
pub(crate) fn words(incident: &Incident, fact: Option<&FactId>) -> Option<String> {
    let fact = incident.fact(fact?)?;
    Some(fact.text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The fact that a value rests on: the one that the form names; else the one behind the same words in the last update that had
/// them. An empty id says that it was typed by hand.
pub(crate) fn behind(
    (key, variable): (&str, &str),
    value: &str,
    named: &BTreeMap<String, FactId>,
    incident: &Incident,
    audiences: &[Audience],
) -> Option<FactId> {
    if let Some(id) = named.get(key) {
        return Some(id.clone()).filter(|id| !id.as_str().is_empty());
    }
    let said = incident.updates.iter().rev().filter(|update| audiences.contains(&update.audience));
    let mut same =
        said.filter(|update| update.values.get(variable).is_some_and(|said| !said.is_empty() && said == value));
    same.find_map(|update| update.facts.get(variable)).cloned()
}

//! The chain behind each statement of an update: the fact, who said and who confirmed it, who put it into these words, who let it
//! leave, and where it stands.

use super::said::Fact;
use super::{Incident, Update};
use crate::id::{ConnectionId, PersonId, UpdateId};
use crate::span::Instant;

/// The chain of one update.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain<'a> {
    /// Which update.
    pub update: &'a UpdateId,
    /// Who wrote it, and when: they put the facts into the audience's words.
    pub written: (&'a PersonId, Instant),
    /// Who let it leave, and when, where that was asked for.
    pub approved: Option<(&'a PersonId, Instant)>,
    /// Where it goes, with the instant at which it was published there.
    pub places: Vec<(&'a ConnectionId, Option<Instant>)>,
    /// What it says, variable by variable; the text as a whole where its wording was unlocked.
    pub statements: Vec<Link<'a>>,
}

/// One statement and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link<'a> {
    /// The variable that it was filled into; none where the wording was unlocked.
    pub variable: Option<&'a str>,
    /// What the update says.
    pub words: &'a str,
    /// The fact; none where it was typed by hand.
    pub fact: Option<&'a Fact>,
}

impl Link<'_> {
    /// Whether its fact was confirmed by the instant at which the update was written.
    pub fn was_confirmed(&self, written_at: Instant) -> bool {
        let confirmed = self.fact.and_then(|fact| fact.confirmed.as_ref());
        confirmed.is_some_and(|confirmed| confirmed.at <= written_at)
    }
}

/// The chain of an update, as its incident knows it now.
pub fn chain<'a>(incident: &'a Incident, update: &'a Update) -> Chain<'a> {
    let proposal = incident.proposals.iter().find(|proposal| Some(&proposal.id) == update.proposal.as_ref());
    let written = proposal.map_or((&update.by, update.written_at), |proposal| (&proposal.by, proposal.at));
    let approved = proposal.and_then(|proposal| proposal.settled.as_ref());
    let of_variable = |(variable, words): (&'a String, &'a String)| Link {
        variable: Some(variable.as_str()),
        words,
        fact: update.facts.get(variable).and_then(|id| incident.fact(id)),
    };
    let filled = update.values.iter().filter(|(_, words)| !words.is_empty());
    let mut statements: Vec<Link<'a>> = filled.map(of_variable).collect();
    if statements.is_empty() {
        statements.push(Link { variable: None, words: &update.body, fact: None });
    }
    Chain {
        update: &update.id,
        written,
        approved: approved.map(|signature| (&signature.by, signature.at)),
        places: update.connections.iter().map(|place| (place, update.published.get(place).copied())).collect(),
        statements,
    }
}

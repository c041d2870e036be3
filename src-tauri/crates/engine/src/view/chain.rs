//! The chain behind each statement of an update, by the names of people and places.

use domain::agreement::Agreement;
use domain::id::{IncidentId, UpdateId};
use domain::incident::provenance::{Link, chain};
use domain::incident::{Incident, Update};
use domain::template::Audience;
use serde::Serialize;

use crate::engine::Engine;
use crate::error::Error;

/// The chain of one update.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct ChainView {
    /// Which update.
    pub update: String,
    /// To whom.
    pub audience: Audience,
    /// Its title.
    pub title: String,
    /// Who put it into words.
    pub written_by: String,
    /// When.
    #[ts(type = "number")]
    pub written_at: i64,
    /// Who let it leave, where that was asked for.
    pub approved_by: Option<String>,
    /// When.
    #[ts(type = "number | null")]
    pub approved_at: Option<i64>,
    /// Where it goes; none where it was copied by hand.
    pub places: Vec<ChainPlace>,
    /// What it says, statement by statement.
    pub statements: Vec<ChainStatement>,
}

/// Where an update goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct ChainPlace {
    /// As people call it.
    pub name: String,
    /// When it was published there; none while it was not.
    #[ts(type = "number | null")]
    pub published_at: Option<i64>,
    /// It was given up there: nobody who reads there has it.
    pub given_up: bool,
}

/// One statement of an update.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct ChainStatement {
    /// The variable's name; empty where the wording was unlocked.
    pub variable: String,
    /// As on the form: `How much is hit`.
    pub label: String,
    /// What the update says.
    pub words: String,
    /// What it rests on; none where it was typed by hand.
    pub fact: Option<ChainFact>,
}

/// The fact that a statement rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct ChainFact {
    /// Its id.
    pub id: String,
    /// What is known.
    pub text: String,
    /// Who said it.
    pub said_by: String,
    /// When it was written down.
    #[ts(type = "number")]
    pub stated_at: i64,
    /// Who confirmed it; none while nobody has.
    pub confirmed_by: Option<String>,
    /// When.
    #[ts(type = "number | null")]
    pub confirmed_at: Option<i64>,
    /// It was confirmed only after the update was written, or not at all.
    pub unconfirmed_when_written: bool,
    /// Why it was withdrawn; none while it holds.
    pub withdrawn: Option<String>,
    /// When that was.
    #[ts(type = "number | null")]
    pub withdrawn_at: Option<i64>,
}

impl Engine {
    /// The chain of an update; the latest where none is named.
    pub fn chain(&self, id: &IncidentId, update: Option<&UpdateId>) -> Result<ChainView, Error> {
        let loaded = self.loaded();
        let incident = self.incident(id)?;
        let mut known = incident.updates.iter().chain(&incident.withdrawn_updates).rev();
        let found = match update {
            Some(update) => known.find(|other| &other.id == update),
            None => incident.updates.last(),
        };
        let found = found.ok_or_else(|| {
            Error::NotFound(match update {
                Some(update) => format!("{id} has no update {update}. `bwatch incident show {id}` names all."),
                None => format!("Nothing was written in {id} yet."),
            })
        })?;
        Ok(chain_view(&incident, &loaded.agreement, found))
    }
}

/// The chain of an update in words.
pub(crate) fn chain_view(incident: &Incident, agreement: &Agreement, update: &Update) -> ChainView {
    let chain = chain(incident, update);
    let place = |id: &domain::id::ConnectionId| {
        agreement.connection(id).map_or_else(|| id.to_string(), |known| known.name.clone())
    };
    ChainView {
        update: update.id.to_string(),
        audience: update.audience,
        title: update.title.clone(),
        written_by: agreement.person_name(chain.written.0),
        written_at: chain.written.1.timestamp_millis(),
        approved_by: chain.approved.map(|(by, _)| agreement.person_name(by)),
        approved_at: chain.approved.map(|(_, at)| at.timestamp_millis()),
        places: chain
            .places
            .iter()
            .map(|(id, at)| ChainPlace {
                name: place(id),
                published_at: at.map(|at| at.timestamp_millis()),
                given_up: !update.goes_to(id),
            })
            .collect(),
        statements: chain.statements.iter().map(|link| statement(link, agreement, update)).collect(),
    }
}

fn statement(link: &Link<'_>, agreement: &Agreement, update: &Update) -> ChainStatement {
    let fact = link.fact.map(|fact| ChainFact {
        id: fact.id.to_string(),
        text: fact.text.clone(),
        said_by: agreement.person_name(&fact.by),
        stated_at: fact.at.timestamp_millis(),
        confirmed_by: fact.confirmed.as_ref().map(|confirmed| agreement.person_name(&confirmed.by)),
        confirmed_at: fact.confirmed.as_ref().map(|confirmed| confirmed.at.timestamp_millis()),
        unconfirmed_when_written: !link.was_confirmed(update.written_at),
        withdrawn: fact.withdrawn.as_ref().map(|withdrawn| withdrawn.reason.clone()),
        withdrawn_at: fact.withdrawn.as_ref().map(|withdrawn| withdrawn.at.timestamp_millis()),
    });
    ChainStatement {
        variable: link.variable.unwrap_or_default().to_owned(),
        label: link.variable.map_or_else(|| "The whole text".to_owned(), |name| label(agreement, update, name)),
        words: link.words.to_owned(),
        fact,
    }
}

/// What the form calls a variable, as far as a template still asks for it.
fn label(agreement: &Agreement, update: &Update, name: &str) -> String {
    let of_it =
        |template: &&domain::template::Template| template.audience == update.audience && template.phase == update.phase;
    let mut variables = agreement.templates.iter().filter(of_it).flat_map(|template| &template.variables);
    variables.find(|variable| variable.name == name).map_or_else(|| name.replace('_', " "), |known| known.label.clone())
}

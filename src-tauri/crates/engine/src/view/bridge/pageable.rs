//! Whom one may page by role, and the two letters that choose each.

use domain::agreement::Agreement;
use domain::id::IncidentId;
use domain::incident::Incident;
use domain::page_keys::page_keys;
use domain::rotation::{Rotation, Source};
use domain::span::Instant;
use domain::typed::{Typed, best};
use serde::Serialize;

use crate::desk::no_incident;
use crate::engine::Engine;
use crate::error::Error;
use crate::view::person::PersonView;

/// A rotation that can be paged.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct Pageable {
    /// Its id.
    pub rotation: String,
    /// Its name.
    pub name: String,
    /// Its function's name.
    pub function: String,
    /// Who would be paged; empty where nobody is on call.
    pub people: Vec<PersonView>,
    /// Where that is known from.
    pub source: String,
    /// Services it answers for.
    pub services: Vec<String>,
    /// Whether somebody of it was paged or is on the bridge already.
    pub already: bool,
    /// The two letters that choose it; empty where none are left.
    pub keys: String,
}

/// Whom words find to page, beside the workspace's own rotations.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct PageableFound {
    /// Rotations that only pagers know, best first.
    pub rotations: Vec<Pageable>,
    /// How many more of them fit: another word finds those.
    pub more: u32,
    /// People of the workspace and of pagers, best first.
    pub people: Vec<PersonView>,
}

/// How many rotations are found at most: of each is asked who is on call.
const MOST: usize = 20;

impl Engine {
    /// Every rotation of the workspace, with whom it would wake now. Those that only pagers know may be thousands: they are
    /// found by searching.
    pub(super) fn pageable(&self, incident: &Incident, agreement: &Agreement, now: Instant) -> Vec<Pageable> {
        let keys = page_keys(agreement.rotations.iter().map(|rotation| rotation.name.as_str()));
        let asked = Asked { agreement, incident, now };
        agreement.rotations.iter().zip(keys).map(|(rotation, keys)| self.pageable_as(asked, rotation, keys)).collect()
    }

    /// Rotations that only pagers know, and people, by words of their names, or by their very ids. Where no word is typed, the
    /// first of those rotations.
    pub fn search_pageable(&self, incident: &IncidentId, words: &str) -> Result<PageableFound, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let incident = &self.parts.truth.incident(incident)?.ok_or_else(|| no_incident(incident))?;
        let typed = Typed::of(words);
        let fitting = best(agreement.found.rotations.iter(), |rotation| {
            typed.fit(rotation.id.as_str(), &rotation.name, &[pager(agreement, rotation).as_str()])
        });
        let asked = Asked { agreement, incident, now };
        Ok(PageableFound {
            rotations: fitting
                .iter()
                .take(MOST)
                .map(|rotation| self.pageable_as(asked, rotation, String::new()))
                .collect(),
            more: u32::try_from(fitting.len().saturating_sub(MOST)).unwrap_or(u32::MAX),
            people: self.search_people(words),
        })
    }

    fn pageable_as(&self, asked: Asked<'_>, rotation: &Rotation, keys: String) -> Pageable {
        let Asked { agreement, incident, now } = asked;
        let on_call = self.on_call_of(rotation, now);
        let function = agreement.function(&rotation.function);
        Pageable {
            rotation: rotation.id.to_string(),
            name: rotation.name.clone(),
            function: function.map_or_else(|| pager(agreement, rotation), |function| function.name.clone()),
            already: on_call.iter().any(|person| {
                incident.is_present(person)
                    || incident.pages.iter().any(|page| &page.person == person && !page.withdrawn)
            }),
            people: self.people_view(agreement, &on_call, now),
            source: self.provenance(agreement, rotation).source,
            services: rotation.services.iter().map(ToString::to_string).collect(),
            keys,
        }
    }
}

/// For which incident it is asked, and when.
#[derive(Clone, Copy)]
struct Asked<'a> {
    agreement: &'a Agreement,
    incident: &'a Incident,
    now: Instant,
}

/// The name of the pager that alone knows a rotation; of others their function's id.
fn pager(agreement: &Agreement, rotation: &Rotation) -> String {
    let connection = match &rotation.source {
        Source::Provider { connection, .. } => agreement.connection(connection),
        Source::Layers { .. } | Source::Calendar { .. } => None,
    };
    connection.map_or_else(|| rotation.function.to_string(), |connection| connection.name.clone())
}

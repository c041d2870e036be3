//! Search while typing: safe expressions from any text, and a second try where a word was mistyped.

use std::collections::BTreeSet;
use std::time::Instant as Stopwatch;

use chrono::NaiveDate;
use domain::id::IncidentId;
use store::cache::search::Hit;

use super::{HitView, SearchView, SnippetPiece};
use crate::engine::Engine;
use crate::error::Error;

/// How many hits a search shows.
const MOST: u32 = 30;

impl Engine {
    /// Searches runbooks. Those of the incident's services come first.
    pub fn search_runbooks(&self, words: &str, incident: Option<&IncidentId>) -> Result<SearchView, Error> {
        let stopwatch = Stopwatch::now();
        let services = self.services_in(incident)?;
        let today = self.now().with_timezone(&self.zone()).date_naive();
        let cache = &self.parts.cache;
        let mut instead = None;
        let mut hits = match runbooks::query::expression(words) {
            Some(expression) => cache.search(&expression, MOST)?,
            None => self.listed()?,
        };
        if hits.is_empty()
            && let Some((corrected, found)) = self.second_try(words)?
        {
            instead = Some(corrected);
            hits = found;
        }
        let mut views: Vec<HitView> = hits.into_iter().map(|hit| view(hit, &services, today)).collect();
        views.sort_by_key(|hit| !hit.in_incident);
        Ok(SearchView {
            words: words.to_owned(),
            hits: views,
            instead,
            took_ms: stopwatch.elapsed().as_secs_f64() * 1000.0,
            pages: u32::try_from(self.loaded().runbooks.len()).unwrap_or(u32::MAX),
        })
    }

    /// The services of an incident, or of all open ones.
    fn services_in(&self, incident: Option<&IncidentId>) -> Result<BTreeSet<String>, Error> {
        let Some(id) = incident else {
            return Ok(BTreeSet::new());
        };
        Ok(self.incident(id)?.services.iter().map(ToString::to_string).collect())
    }

    /// All pages by title, for when nothing was asked.
    fn listed(&self) -> Result<Vec<Hit>, Error> {
        let rows = self.parts.cache.runbooks()?;
        Ok(rows
            .into_iter()
            .map(|row| Hit {
                path: row.path,
                title: row.title,
                heading: String::new(),
                anchor: String::new(),
                snippet: String::new(),
                score: 0.0,
                services: row.services,
                owner: row.owner,
                verified: row.verified,
            })
            .collect())
    }

    /// The nearest words that are in the runbooks, and what they find.
    fn second_try(&self, words: &str) -> Result<Option<(String, Vec<Hit>)>, Error> {
        let vocabulary = self.parts.cache.vocabulary()?;
        let vocabulary: Vec<&str> = vocabulary.iter().map(String::as_str).collect();
        for corrected in runbooks::query::alternatives(words, &vocabulary) {
            if let Some(expression) = runbooks::query::expression(&corrected) {
                let hits = self.parts.cache.search(&expression, MOST)?;
                if !hits.is_empty() {
                    return Ok(Some((corrected, hits)));
                }
            }
        }
        Ok(None)
    }
}

fn view(hit: Hit, services: &BTreeSet<String>, today: NaiveDate) -> HitView {
    let about = hit.services;
    HitView {
        in_incident: about.iter().any(|service| services.contains(service)),
        verified_days: hit.verified.and_then(|date| days_since(date, today)),
        snippet: pieces(&hit.snippet),
        path: hit.path,
        title: hit.title,
        heading: hit.heading,
        anchor: hit.anchor,
        score: hit.score,
        services: about,
        owner: hit.owner.unwrap_or_default(),
    }
}

/// Days since a date; none where it is still to come.
pub(super) fn days_since(date: NaiveDate, today: NaiveDate) -> Option<u32> {
    u32::try_from((today - date).num_days()).ok()
}

/// Cuts a snippet at its marks.
fn pieces(snippet: &str) -> Vec<SnippetPiece> {
    let mut pieces = Vec::new();
    for (number, part) in snippet.split(['\u{1}', '\u{2}']).enumerate() {
        if !part.is_empty() {
            pieces.push(SnippetPiece { text: part.to_owned(), marked: number % 2 == 1 });
        }
    }
    pieces
}

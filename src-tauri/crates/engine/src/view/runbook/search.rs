//! Search while typing: safe expressions from any text, a second try where a word was mistyped, and a wider one where few
//! pages have all the words in one section.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant as Stopwatch;

use chrono::NaiveDate;
use domain::id::IncidentId;
use store::cache::search::Hit;

use super::{HitView, SearchView, SnippetPiece};
use crate::engine::Engine;
use crate::error::Error;

/// How many hits a search shows.
const MOST: usize = 30;
/// With fewer pages than these, pages that have only some of the words are shown after them.
const FEW: usize = 5;
/// How many sections of one page are shown: more of them would hide other pages.
const SECTIONS: usize = 2;
/// How many sections are read with their snippets, the best of them to be shown.
const READ: u32 = 120;
/// How many sections are counted for each word of a wider search.
const WEIGHED: u32 = 5_000;

impl Engine {
    /// Searches runbooks. Those of the incident's services come first.
    pub fn search_runbooks(&self, words: &str, incident: Option<&IncidentId>) -> Result<SearchView, Error> {
        let stopwatch = Stopwatch::now();
        let services = self.services_in(incident)?;
        let today = self.now().with_timezone(&self.zone()).date_naive();
        let cache = &self.parts.cache;
        let mut instead = None;
        let mut hits = match runbooks::query::expression(words) {
            Some(expression) => cache.search(&expression, READ)?,
            None => self.listed()?,
        };
        if hits.is_empty()
            && let Some((corrected, found)) = self.second_try(words)?
        {
            instead = Some(corrected);
            hits = found;
        }
        keep_best_sections(&mut hits);
        if pages(&hits) < FEW && runbooks::query::expression(words).is_some() {
            let mut wider = self.wider(words)?;
            stand_below(&mut wider, hits.last());
            let known: BTreeSet<String> = hits.iter().map(|hit| hit.path.clone()).collect();
            hits.extend(wider.into_iter().filter(|hit| !known.contains(&hit.path)));
        }
        if !words.trim().is_empty() {
            hits.truncate(MOST);
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

    /// The pages that have most of the words in some form, wherever on the page: one section of each, the best one.
    fn wider(&self, words: &str) -> Result<Vec<Hit>, Error> {
        let vocabulary = self.parts.cache.vocabulary()?;
        let vocabulary: Vec<&str> = vocabulary.iter().map(String::as_str).collect();
        let expressions = runbooks::query::wide(words, &vocabulary);
        if expressions.is_empty() {
            return Ok(Vec::new());
        }
        let mut on_page: BTreeMap<String, u32> = BTreeMap::new();
        let mut in_section: BTreeMap<(String, String), u32> = BTreeMap::new();
        for expression in &expressions {
            let mut paths = BTreeSet::new();
            for (path, anchor) in self.parts.cache.places(expression, WEIGHED)? {
                *in_section.entry((path.clone(), anchor)).or_default() += 1;
                paths.insert(path);
            }
            for path in paths {
                *on_page.entry(path).or_default() += 1;
            }
        }
        let mut hits = self.parts.cache.search(&expressions.join(" OR "), READ)?;
        // Each word that the page has counts once more, and each that stands together in the section: a title that says
        // it still comes before a text that happens to have all of them.
        for hit in &mut hits {
            let page = on_page.get(&hit.path).copied().unwrap_or_default();
            let section = in_section.get(&(hit.path.clone(), hit.anchor.clone())).copied().unwrap_or_default();
            hit.score *= f64::from(page + section);
        }
        hits.sort_by(|one, other| other.score.total_cmp(&one.score));
        let mut seen = BTreeSet::new();
        hits.retain(|hit| seen.insert(hit.path.clone()));
        Ok(hits)
    }

    /// The nearest words that are in the runbooks, and what they find.
    fn second_try(&self, words: &str) -> Result<Option<(String, Vec<Hit>)>, Error> {
        let vocabulary = self.parts.cache.vocabulary()?;
        let vocabulary: Vec<&str> = vocabulary.iter().map(String::as_str).collect();
        for corrected in runbooks::query::alternatives(words, &vocabulary) {
            if let Some(expression) = runbooks::query::expression(&corrected) {
                let hits = self.parts.cache.search(&expression, READ)?;
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

/// Lowers scores in proportion, so that the best of them is below another hit's.
fn stand_below(hits: &mut [Hit], above: Option<&Hit>) {
    if let (Some(best), Some(above)) = (hits.first().map(|hit| hit.score), above)
        && best >= above.score
    {
        let factor = above.score / best * 0.99;
        for hit in hits {
            hit.score *= factor;
        }
    }
}

/// Leaves the best sections of each page.
fn keep_best_sections(hits: &mut Vec<Hit>) {
    let mut kept: BTreeMap<String, usize> = BTreeMap::new();
    hits.retain(|hit| {
        let count = kept.entry(hit.path.clone()).or_default();
        *count += 1;
        *count <= SECTIONS
    });
}

/// How many pages the hits are on.
fn pages(hits: &[Hit]) -> usize {
    hits.iter().map(|hit| hit.path.as_str()).collect::<BTreeSet<_>>().len()
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

//! Pages from the journal, by whom they meant: what a drill or a slip sent counts for nothing.

use std::collections::BTreeMap;

use chrono::Duration;
use domain::id::PersonId;
use domain::span::Span;

use super::Pages;
use crate::engine::Engine;
use crate::error::Error;

/// How far back pages tell who takes most of them: a quarter of a year.
const LATELY: Duration = Duration::days(91);

impl Engine {
    /// When whom pages meant within a window, in incidents that were no drills.
    pub(super) fn pages_within(&self, window: Span) -> Result<Pages, Error> {
        let mut pages = Pages::new();
        let briefs = self.parts.truth.all_incidents()?.into_iter();
        // An incident that was declared after the window, or over before it, has no page in it.
        let touched = briefs.filter(|brief| {
            !brief.drill && brief.declared_at < window.until && brief.resolved_at.is_none_or(|at| at >= window.from)
        });
        for brief in touched {
            for page in self.incident(&brief.id)?.pages {
                if !page.withdrawn && window.contains(page.requested_at) {
                    pages.entry(page.person).or_default().push(page.requested_at);
                }
            }
        }
        Ok(pages)
    }

    /// How many pages meant whom in the last quarter of a year.
    pub(crate) fn pages_lately(&self) -> Result<BTreeMap<PersonId, u32>, Error> {
        let now = self.now();
        let pages = self.pages_within(Span::of(now - LATELY, now + Duration::milliseconds(1)))?;
        Ok(pages.into_iter().map(|(person, at)| (person, u32::try_from(at.len()).unwrap_or(u32::MAX))).collect())
    }
}

//! How every audience heard, over all incidents: a line for each. Drills are rehearsals and count for nothing.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use domain::cadence::Cadences;
use domain::measure::{self, Adherence};
use domain::reminder::ON_THE_DESK;
use domain::span::Instant;
use domain::template::Audience;
use serde::{Deserialize, Serialize};
use store::cache::counted::Counted;
use store::truth::incidents::Brief;

use crate::engine::Engine;
use crate::error::Error;

/// Raised whenever the way in which an incident is counted changes: what was kept is counted again.
const RULES: u32 = 1;

/// How every audience heard, over all incidents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct AdherenceView {
    /// How many incidents are counted.
    pub incidents: u32,
    /// In how many of them somebody outside spoke in public before we did.
    pub beaten: u32,
    /// One for each audience with a clock, in key order.
    pub lines: Vec<Adherence>,
}

/// What is counted of one incident.
#[derive(Debug, Serialize, Deserialize)]
struct Figures {
    /// Of which incident by its marker: another journal beside the same cache counts from one as well.
    key: String,
    /// Whether somebody outside spoke in public before we did.
    beaten: bool,
    lines: Vec<Adherence>,
}

impl Engine {
    /// How every audience heard, counted from the journal alone. What is over for good is counted once, and kept in the cache.
    pub fn adherence(&self) -> Result<AdherenceView, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let cadences = &loaded.agreement.cadences;
        let rules = rules(cadences);
        let known = self.parts.cache.counted(&rules)?;
        let mut fresh = BTreeMap::new();
        let mut lines = Audience::CLOCKED.map(Adherence::none);
        let (mut incidents, mut beaten) = (0, 0);
        for brief in self.parts.truth.all_incidents()?.into_iter().filter(|brief| !brief.drill) {
            let kept = known.get(&brief.id).filter(|kept| kept.last_sequence == brief.last_sequence);
            let kept = kept.and_then(|kept| serde_json::from_str::<Figures>(&kept.figures).ok());
            let kept = kept.filter(|figures| figures.key == brief.key);
            let figures = if let Some(figures) = kept {
                figures
            } else {
                let entries = self.parts.truth.entries(&brief.id)?;
                let lines = measure::adherence(&entries, cadences, now);
                let beaten = measure::outside::was_beaten(&entries);
                let figures = Figures { key: brief.key.clone(), beaten, lines };
                if is_over(&brief, now) {
                    // Plain structs with text keys always serialise.
                    let text = serde_json::to_string(&figures).unwrap_or_default();
                    fresh.insert(brief.id, Counted { last_sequence: brief.last_sequence, figures: text });
                }
                figures
            };
            incidents += 1;
            beaten += u32::from(figures.beaten);
            for one in figures.lines {
                lines.iter_mut().filter(|line| line.audience == one.audience).for_each(|line| line.add(&one));
            }
        }
        if !fresh.is_empty()
            && let Err(trouble) = self.parts.cache.keep_counted(&rules, &fresh)
        {
            tracing::info!(%trouble, "what was counted is not kept, and is counted again the next time");
        }
        Ok(AdherenceView { incidents, beaten, lines: lines.into() })
    }
}

/// By what is counted: the rules of this version, and how often the organisation tells whom.
fn rules(cadences: &Cadences) -> String {
    let mut hasher = DefaultHasher::new();
    format!("{cadences:?}").hash(&mut hasher);
    format!("{RULES}:{:016x}", hasher.finish())
}

/// Whether time alone changes nothing any more: nobody waits for what was never said.
fn is_over(brief: &Brief, now: Instant) -> bool {
    brief.resolved_at.is_some_and(|resolved_at| now >= resolved_at + ON_THE_DESK)
}

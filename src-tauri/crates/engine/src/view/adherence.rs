//! How every audience heard, over all incidents: a line for each. Drills are rehearsals and count for nothing.

use domain::measure::{self, Adherence};
use domain::template::Audience;
use serde::Serialize;

use crate::engine::Engine;
use crate::error::Error;

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

impl Engine {
    /// How every audience heard, counted from the journal alone.
    pub fn adherence(&self) -> Result<AdherenceView, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let mut lines = Audience::CLOCKED.map(Adherence::none);
        let (mut incidents, mut beaten) = (0, 0);
        for brief in self.parts.truth.all_incidents()?.into_iter().filter(|brief| !brief.drill) {
            incidents += 1;
            let entries = self.parts.truth.entries(&brief.id)?;
            beaten += u32::from(measure::outside::was_beaten(&entries));
            for one in measure::adherence(&entries, &loaded.agreement.cadences, now) {
                lines.iter_mut().filter(|line| line.audience == one.audience).for_each(|line| line.add(&one));
            }
        }
        Ok(AdherenceView { incidents, beaten, lines: lines.into() })
    }
}

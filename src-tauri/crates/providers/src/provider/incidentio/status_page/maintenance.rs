//! Announced work of a status page.

use domain::delivery::Failure;
use domain::span::Span;
use serde::Deserialize;

use super::super::entries;
use super::ask_part;
use crate::capability::{Maintenance, Reading, Step};
use crate::instant;

/// By the name of its path, which is that of the list as well.
pub(super) const LIST: &str = "status_page_maintenances";

/// The list has work that is over as well, and no filter for it.
pub(super) const MAINTENANCES: Reading<Maintenance> = Reading::of_all(
    |_| vec![Step::of_all(LIST)],
    ask_part,
    |response, step| {
        entries(response, step, LIST, |work: Work| {
            if work.maintenance_status == "maintenance_complete" { Ok(Vec::new()) } else { Ok(vec![work.seen()?]) }
        })
    },
);

#[derive(Deserialize)]
pub(super) struct Work {
    id: String,
    name: String,
    maintenance_status: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    component_maintenance_periods: Vec<Period>,
}

#[derive(Deserialize)]
struct Period {
    component_id: String,
    start_at: String,
    end_at: String,
}

impl Work {
    /// The components that are being worked on now.
    pub(super) fn components(&self) -> impl Iterator<Item = &str> {
        let is_under_way = self.maintenance_status == "maintenance_in_progress";
        let periods = self.component_maintenance_periods.iter().filter(move |_| is_under_way);
        periods.map(|period| period.component_id.as_str())
    }

    /// Each component has its own time: from when the first begins until the last ends.
    fn seen(self) -> Result<Maintenance, Failure> {
        let spans =
            self.component_maintenance_periods.iter().map(|period| instant::span(&period.start_at, &period.end_at));
        let spans = spans.collect::<Result<Vec<Span>, _>>()?;
        let from = spans.iter().map(|span| span.from).min();
        let until = spans.iter().map(|span| span.until).max();
        let (Some(from), Some(until)) = (from, until) else {
            return Err(Failure::Garbled("announced work has no time at which it begins".to_owned()));
        };
        Ok(Maintenance { id: self.id, title: self.name, span: Span::of(from, until), status: self.maintenance_status })
    }
}

//! Instatus's announced work.

use chrono::Duration;
use domain::delivery::Failure;
use domain::span::Span;
use serde::Deserialize;

use super::{entries, of_page, part};
use crate::capability::{Maintenance, Reading, Step};
use crate::instant;

/// <https://instatus.com/help/api/maintenances>. The list has work that is over as well.
pub(super) const MAINTENANCES: Reading<Maintenance> = Reading::of_all(
    |_| vec![Step::of_all("maintenances")],
    |account, step| Ok(part(super::read(account, of_page(account, "v1", &["maintenances"])?)?, step)),
    |response, step| {
        entries(
            response,
            step,
            |work: Work| {
                if work.status == "COMPLETED" { Ok(Vec::new()) } else { Ok(vec![work.seen()?]) }
            },
        )
    },
);

#[derive(Deserialize)]
struct Work {
    id: String,
    name: String,
    status: String,
    start: String,
    /// In minutes.
    duration: Option<i64>,
}

impl Work {
    /// Work without a length is shown as the instant at which it begins.
    fn seen(self) -> Result<Maintenance, Failure> {
        let from = instant::read(&self.start)?;
        let length = self.duration.and_then(Duration::try_minutes).filter(|length| *length >= Duration::zero());
        let until = from.checked_add_signed(length.unwrap_or_default()).unwrap_or(from);
        Ok(Maintenance { id: self.id, title: self.name, span: Span::of(from, until), status: self.status })
    }
}

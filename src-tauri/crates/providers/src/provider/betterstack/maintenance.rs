//! Work that is announced on Better Stack's page: reports of their own type.

use domain::delivery::Failure;
use domain::span::Span;

use super::report::Report;
use super::{REPORTS, entries, list};
use crate::capability::{Maintenance, Part, Reading, Step};
use crate::instant;
use crate::message::Response;

/// What is over is left out by whoever knows what time it is: by its end, which a step carries as its window.
pub(super) const MAINTENANCES: Reading<Maintenance> = Reading::of_all(
    |scope| vec![Step::of_all(REPORTS).within(scope.window)],
    |account, step| list(account, REPORTS, step.cursor.as_deref().unwrap_or("1")),
    read,
);

fn read(response: &Response, step: &Step) -> Result<Part<Maintenance>, Failure> {
    let now = step.time()?.from;
    entries(response, step, |report: Report| {
        if !report.is_maintenance() {
            return Ok(Vec::new());
        }
        let work = seen(report)?;
        Ok(if work.span.until < now { Vec::new() } else { vec![work] })
    })
}

/// Work must have an end there.
fn seen(report: Report) -> Result<Maintenance, Failure> {
    let times = report.attributes().starts_at.as_deref().zip(report.attributes().ends_at.as_deref());
    let (from, until) =
        times.ok_or_else(|| Failure::Garbled("announced work has no beginning or no end".to_owned()))?;
    let span: Span = instant::span(from, until)?;
    let (title, status) = (report.title().to_owned(), report.status().to_owned());
    Ok(Maintenance { id: report.into_id(), title, span, status })
}

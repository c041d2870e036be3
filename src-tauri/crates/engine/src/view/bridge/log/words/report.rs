//! A report of support in a line of the log.

use domain::agreement::Agreement;
use domain::id::{RegionId, ReportId};
use domain::incident::Incident;
use domain::incident::event::Event;

use super::{list, region};

/// What happened, without the actor; empty for what is no event of a report.
pub(super) fn text(event: &Event, incident: &Incident, agreement: &Agreement) -> String {
    match event {
        Event::ReportFiled { report, symptom, error, regions, segment, severity, lane, count, source, reference } => {
            let place = list(regions, |id: &RegionId| region(agreement, id));
            let severity = severity.map(|severity| severity.to_string()).unwrap_or_default();
            let details: Vec<&str> = [error.as_str(), &place, segment, &severity, source, reference]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect();
            let details = if details.is_empty() { String::new() } else { format!(" ({})", details.join("; ")) };
            let owner = lane.rotation.as_ref().map_or_else(
                || "no owner known".to_owned(),
                |id| agreement.rotation(id).map_or_else(|| id.to_string(), |rotation| rotation.name.clone()),
            );
            format!("Report {report}, {}: {symptom}{details}. For {owner}", told(*count))
        }
        Event::ReportRepeated { report, count, source, reference, .. } => {
            let by: Vec<&str> = [source.as_str(), reference].into_iter().filter(|part| !part.is_empty()).collect();
            let by = if by.is_empty() { String::new() } else { format!(" ({})", by.join("; ")) };
            format!("Report {report} again, {} more{by}: {}", told(*count), symptom(incident, report))
        }
        Event::ReportsRead { reports } => {
            let what = if reports.len() == 1 { "Report read" } else { "Reports read" };
            format!("{what}: {}", list(reports, |id: &ReportId| format!("{id} {}", symptom(incident, id))))
        }
        _ => String::new(),
    }
}

fn told(count: u32) -> String {
    if count == 1 { "one".to_owned() } else { count.to_string() }
}

fn symptom<'a>(incident: &'a Incident, id: &ReportId) -> &'a str {
    incident.reports.iter().find(|report| &report.id == id).map_or("", |report| &report.symptom)
}

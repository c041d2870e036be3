//! What was heard from outside, as it comes.

use crate::id::ReportId;
use crate::incident::Incident;
use crate::incident::entry::Entry;
use crate::incident::event::Event;
use crate::report::{Reading, Report, Telling, ThirdParty};

impl Incident {
    pub(super) fn hear_first(&mut self, entry: &Entry) {
        let Event::ReportFiled { report, symptom, error, regions, segment, severity, lane, count, source, reference } =
            &entry.event
        else {
            return;
        };
        self.reports.push(Report {
            id: report.clone(),
            symptom: symptom.clone(),
            error: error.clone(),
            regions: regions.clone(),
            segment: segment.clone(),
            severity: *severity,
            lane: lane.clone(),
            told: vec![telling(entry, *count, source, reference)],
            read: None,
        });
    }

    pub(super) fn hear_again(&mut self, entry: &Entry) {
        let Event::ReportRepeated { report, severity, count, source, reference } = &entry.event else { return };
        if let Some(known) = self.reports.iter_mut().find(|other| &other.id == report) {
            known.told.push(telling(entry, *count, source, reference));
            // The worst comes first in the order of severities.
            known.severity = known.severity.into_iter().chain(*severity).min();
        }
    }

    pub(super) fn note_read(&mut self, reports: &[ReportId], entry: &Entry) {
        for report in self.reports.iter_mut().filter(|report| reports.contains(&report.id)) {
            let reading = || Reading { by: entry.actor.clone(), at: entry.happened_at };
            report.read.get_or_insert_with(reading);
        }
    }

    pub(super) fn note_third_party(&mut self, who: &str, place: &str, entry: &Entry) {
        self.third_parties.push(ThirdParty {
            who: who.to_owned(),
            place: place.to_owned(),
            spoke_at: entry.happened_at,
            by: entry.actor.clone(),
        });
    }
}

fn telling(entry: &Entry, count: u32, source: &str, reference: &str) -> Telling {
    Telling {
        by: entry.actor.clone(),
        source: source.to_owned(),
        reference: reference.to_owned(),
        count,
        heard_at: entry.happened_at,
        filed_at: entry.recorded_at,
    }
}

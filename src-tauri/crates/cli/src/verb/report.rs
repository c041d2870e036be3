//! `bwatch report`: what support hears from customers, and the clusters that it forms.

use chrono::DateTime;
use domain::cluster::Grouping;
use domain::id::IncidentId;
use domain::incident::intent::{Intent, ReportForm};
use domain::severity::Severity;
use engine::engine::Engine;
use engine::view::report::{ClusterLine, ReportLine};
use serde_json::{Value, json};

use super::{incident, meant_incident, word};
use crate::options::report::ReportVerb;
use crate::output::{Output, table};
use crate::{Answer, Stop, time};

pub(super) fn run(engine: &Engine, verb: &ReportVerb, output: &Output) -> Result<Answer, Stop> {
    let (zone, now) = (engine.zone(), engine.now());
    match verb {
        ReportVerb::File {
            symptom,
            incident: named,
            error,
            region,
            segment,
            severity,
            count,
            source,
            reference,
            surface,
            heard,
            again,
        } => {
            let read = |text: &String| word(text, "severity", "sev1, sev2, sev3, sev4", Severity::read);
            let form = ReportForm {
                symptom: symptom.join(" "),
                error: error.clone(),
                regions: region.iter().map(|id| id.as_str().into()).collect(),
                segment: segment.clone(),
                severity: severity.as_ref().map(read).transpose()?,
                count: *count,
                source: source.clone(),
                reference: reference.clone(),
                surface: surface.clone(),
                heard_at: heard.as_deref().map(|at| time::read(at, zone, now)).transpose()?,
            };
            let id = meant_incident(engine, named.as_deref())?;
            incident::submit(engine, Some(&id), &Intent::FileReport(form), again, output)
        }
        ReportVerb::List { incident } => list(engine, &meant_incident(engine, incident.as_deref())?, output),
        ReportVerb::Clusters { incident, by } => {
            let by =
                word(by, "way of putting reports together", "symptom, region, segment, combination", Grouping::read)?;
            clusters(engine, &meant_incident(engine, incident.as_deref())?, by, output)
        }
        ReportVerb::Read { reports, incident: named, again } => {
            let id = meant_incident(engine, named.as_deref())?;
            let named = if reports.is_empty() { engine.reports(&id)?.unread } else { reports.clone() };
            let reports = named.into_iter().map(Into::into).collect();
            incident::submit(engine, Some(&id), &Intent::ReadReports { reports }, again, output)
        }
    }
}

/// Exit code 1 where nothing was told.
fn list(engine: &Engine, id: &IncidentId, output: &Output) -> Result<Answer, Stop> {
    let zone = engine.zone();
    let view = engine.reports(id)?;
    let at = |milliseconds: Option<i64>| milliseconds.and_then(|at| time::json_of(at, zone));
    let told = |line: &ReportLine| -> Vec<Value> {
        let one = line.told.iter().map(|one| {
            json!({
                "by": one.by,
                "source": one.source,
                "reference": one.reference,
                "count": one.count,
                "heard_at": time::json_of(one.heard_at, zone),
            })
        });
        one.collect()
    };
    let value = view.reports.iter().map(|line| {
        json!({
            "id": line.id,
            "symptom": line.symptom,
            "error": line.error,
            "regions": line.regions,
            "segment": line.segment,
            "severity": line.severity,
            "surface": line.surface,
            "service": line.service,
            "owner": line.owner,
            "on_call": line.on_call,
            "reason": line.reason,
            "count": line.count,
            "told": told(line),
            "first_heard_at": at(line.first_heard_at),
            "last_heard_at": at(line.last_heard_at),
            "read_by": line.read.as_ref().map(|(by, _)| by),
            "read_at": line.read.as_ref().and_then(|(_, at)| time::json_of(*at, zone)),
            "first_read_seconds": line.first_read_seconds,
        })
    });
    output.answer(&value.collect(), || {
        let row = |line: &ReportLine| {
            let heard = line.last_heard_at.and_then(DateTime::from_timestamp_millis);
            let owner = line.owner.clone().unwrap_or_else(|| "no owner known".to_owned());
            vec![
                line.id.clone(),
                line.count.to_string(),
                heard.map(|heard| time::shown(heard, zone)).unwrap_or_default(),
                if line.read.is_some() { "read" } else { "NOT READ" }.to_owned(),
                owner,
                line.symptom.clone(),
            ]
        };
        table(&view.reports.iter().map(row).collect::<Vec<_>>())
    })?;
    Ok(if view.reports.is_empty() { Answer::No } else { Answer::Yes })
}

/// Exit code 1 where nothing was told.
fn clusters(engine: &Engine, id: &IncidentId, by: Grouping, output: &Output) -> Result<Answer, Stop> {
    let zone = engine.zone();
    let view = engine.reports(id)?;
    let lines: Vec<&ClusterLine> =
        view.groups.iter().filter(|group| group.by == by).flat_map(|group| &group.clusters).collect();
    let value = lines.iter().map(|line| {
        json!({
            "name": line.name,
            "reports": line.reports,
            "count": line.count,
            "share_percent": line.share_percent,
            "first_heard_at": time::json_of(line.first_heard_at, zone),
            "last_heard_at": time::json_of(line.last_heard_at, zone),
            "errors": line.errors,
            "fresh": line.fresh,
            "is_new": line.is_new,
            "unread": line.unread,
            "to_confirm": line.to_confirm,
        })
    });
    output.answer(&value.collect(), || {
        let row = |line: &&ClusterLine| {
            let at = |milliseconds: i64| DateTime::from_timestamp_millis(milliseconds).unwrap_or_default();
            vec![
                line.count.to_string(),
                format!("{} %", line.share_percent),
                time::shown(at(line.last_heard_at), zone),
                if line.is_new { "NEW" } else { "" }.to_owned(),
                line.name.clone(),
                line.errors.join("; "),
            ]
        };
        table(&lines.iter().map(row).collect::<Vec<_>>())
    })?;
    Ok(if lines.is_empty() { Answer::No } else { Answer::Yes })
}

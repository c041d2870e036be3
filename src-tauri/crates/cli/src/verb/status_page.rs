//! `bwatch pages`: status pages as their readers see them, and where they drifted from what was published.

use domain::id::IncidentId;
use domain::incident::intent::Intent;
use engine::engine::Engine;
use engine::error::Error;
use engine::view::status_page::{PageIncidentLine, Section, StatusPageView};
use serde_json::{Value, json};

use crate::options::PagesVerb;
use crate::output::{Output, table};
use crate::{Answer, Stop, time};

pub(super) fn run(engine: &Engine, verb: &PagesVerb, output: &Output) -> Result<Answer, Stop> {
    match verb {
        PagesVerb::List => list(engine, output),
        PagesVerb::Show { id } => {
            let page = read(engine, id)?;
            output.answer(&value(engine, &page), || lines(engine, &page))?;
            Ok(if is_read_whole(&page) { Answer::Yes } else { Answer::No })
        }
        PagesVerb::Drift { id } => drift(engine, id.as_deref(), output),
        PagesVerb::Settle { id, ours, theirs: _, incident, again } => {
            let incident = super::meant_incident(engine, incident.as_deref())?;
            let intent = settled(engine, id, &incident, *ours)?;
            let what = if *ours { "publishes ours again" } else { "lets theirs stand" };
            super::update::submit(engine, &incident, &intent, again, output, what)
        }
    }
}

fn list(engine: &Engine, output: &Output) -> Result<Answer, Stop> {
    let (pages, zone) = (engine.status_pages()?, engine.zone());
    let value = pages.iter().map(|page| {
        json!({
            "id": page.id,
            "name": page.name,
            "provider": page.provider,
            "audiences": page.audiences,
            "last_ok_at": page.last_ok_at.and_then(|at| time::json_of(at.timestamp_millis(), zone)),
            "trouble": page.trouble,
        })
    });
    output.answer(&value.collect(), || {
        let row = |page: &engine::view::status_page::StatusPageLine| {
            vec![page.id.clone(), page.provider.clone(), page.audiences.join(", "), page.trouble.clone()]
        };
        table(&pages.iter().map(row).collect::<Vec<_>>())
    })?;
    Ok(Answer::Yes)
}

/// Exit code 1 where a page says something else, or could not be read as far as it concerns us: an entry of somebody else's
/// that cannot be read is told beside.
fn drift(engine: &Engine, only: Option<&str>, output: &Output) -> Result<Answer, Stop> {
    let ids: Vec<String> = match only {
        Some(id) => vec![id.to_owned()],
        None => engine.status_pages()?.into_iter().map(|page| page.id).collect(),
    };
    let pages = ids.iter().map(|id| read(engine, id)).collect::<Result<Vec<_>, _>>()?;
    let drifted = |page: &StatusPageView| -> Vec<Value> {
        let of = read_of(page).filter(|incident| !incident.drift.is_empty());
        of.map(|incident| json!({ "id": incident.id, "incident": incident.incident, "drift": incident.drift }))
            .collect()
    };
    let value = pages
        .iter()
        .map(|page| json!({ "id": page.id, "incidents": drifted(page), "trouble": troubles(page).join("; ") }));
    output.answer(&value.collect(), || pages.iter().flat_map(drift_lines).collect())?;
    let calm = pages.iter().all(|page| is_read(page) && drifted(page).is_empty());
    Ok(if calm { Answer::Yes } else { Answer::No })
}

/// The page is read first: what is let stand is what stands there now.
fn settled(engine: &Engine, page: &str, incident: &IncidentId, ours: bool) -> Result<Intent, Stop> {
    read(engine, page)?;
    let standings = engine.bridge(incident)?.pages;
    let standing = standings.into_iter().find(|it| it.connection == page).ok_or_else(|| {
        Stop::Engine(Error::NotFound(format!(
            "No update of {incident} stands on “{page}”. `bwatch pages list` names the pages."
        )))
    })?;
    if standing.drift.is_empty() {
        return Err(Stop::Engine(Error::Refused(format!("{} says what was published.", standing.name))));
    }
    Ok(Intent::SettleDrift {
        connection: page.into(),
        update: standing.update.as_str().into(),
        ours,
        theirs: standing.theirs.unwrap_or_default(),
    })
}

/// The incidents of a page of which something is known: those that are open, and those of ours that were.
fn read_of(page: &StatusPageView) -> impl Iterator<Item = &PageIncidentLine> {
    page.incidents.lines.iter().chain(&page.ended.lines)
}

/// What of them could not be read.
fn troubles(page: &StatusPageView) -> Vec<&str> {
    let troubles = [page.incidents.trouble.as_str(), &page.ended.trouble];
    troubles.into_iter().filter(|trouble| !trouble.is_empty()).collect()
}

/// Whether what concerns us was read.
fn is_read(page: &StatusPageView) -> bool {
    !page.incidents.broken && page.ended.trouble.is_empty()
}

/// Whether every list of the page that is shown was read to its end.
fn is_read_whole(page: &StatusPageView) -> bool {
    let broken = [page.components.broken, page.maintenances.broken, page.subscribers.broken];
    is_read(page) && broken.into_iter().all(|broken| !broken)
}

fn drift_lines(page: &StatusPageView) -> Vec<String> {
    let mut lines: Vec<String> =
        troubles(page).into_iter().map(|trouble| format!("{}: not all was read: {trouble}", page.name)).collect();
    let of = |incident: &PageIncidentLine| {
        let ours = incident.incident.clone().unwrap_or_default();
        incident.drift.iter().map(|words| format!("{}, {ours}: {words}", page.name)).collect::<Vec<_>>()
    };
    let said: Vec<String> = read_of(page).flat_map(of).collect();
    let is_calm = said.is_empty() && is_read(page);
    lines.extend(said);
    if is_calm {
        // Where nothing was published, there is nothing to vouch for.
        let is_ours = read_of(page).any(|incident| incident.incident.is_some());
        let what = if is_ours { "says what was published" } else { "tells of no incident of ours" };
        lines.push(format!("{} {what}.", page.name));
    }
    lines
}

fn read(engine: &Engine, id: &str) -> Result<StatusPageView, Stop> {
    Ok(super::runtime()?.block_on(engine.status_page(&id.into()))?)
}

fn value(engine: &Engine, page: &StatusPageView) -> Value {
    let zone = engine.zone();
    let at = |at: domain::span::Instant| time::json_of(at.timestamp_millis(), zone);
    let incident = |incident: &PageIncidentLine| {
        json!({
            "id": incident.id,
            "title": incident.title,
            "link": incident.link,
            "status": incident.status,
            "incident": incident.incident,
            "drift": incident.drift,
            "updates": incident.updates.iter().map(|update| {
                json!({ "at": at(update.at), "status": update.status, "body": update.body })
            }).collect::<Vec<_>>(),
        })
    };
    json!({
        "id": page.id,
        "name": page.name,
        "components": section(&page.components, |part| json!(part)),
        "incidents": section(&page.incidents, incident),
        "ended": section(&page.ended, incident),
        "maintenances": section(&page.maintenances, |work| {
            json!({ "id": work.id, "title": work.title, "from": at(work.from), "until": at(work.until), "status": work.status })
        }),
        "subscribers": section(&page.subscribers, |some| json!(some)),
    })
}

/// A list of the page; `null` where it tells no such list.
fn section<Line>(section: &Section<Line>, line: impl Fn(&Line) -> Value) -> Value {
    if !section.told {
        return Value::Null;
    }
    json!({ "lines": section.lines.iter().map(line).collect::<Vec<_>>(), "trouble": section.trouble })
}

fn lines(engine: &Engine, page: &StatusPageView) -> Vec<String> {
    let clock = |at: domain::span::Instant| at.with_timezone(&engine.zone()).format("%a %d %b %H:%M").to_string();
    let mut said = vec![page.name.clone()];
    let troubles = [
        ("components", &page.components.trouble),
        ("open incidents", &page.incidents.trouble),
        ("ended incidents", &page.ended.trouble),
        ("announced work", &page.maintenances.trouble),
        ("subscribers", &page.subscribers.trouble),
    ];
    let troubles = troubles.into_iter().filter(|(_, trouble)| !trouble.is_empty());
    said.extend(troubles.map(|(what, trouble)| format!("Not all was read of its {what}: {trouble}")));
    let state = |state: Option<_>| state.map_or_else(|| json!("unknown"), |state| json!(state));
    let parts = page.components.lines.iter().map(|part| {
        let state = state(part.state).as_str().unwrap_or_default().replace('_', " ");
        vec![part.id.clone(), part.group.clone().unwrap_or_default(), part.name.clone(), state]
    });
    said.extend(table(&parts.collect::<Vec<_>>()));
    for incident in read_of(page) {
        let ours = incident.incident.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
        said.push(format!("{}{ours}: {}", incident.title, incident.status));
        said.extend(incident.drift.iter().map(|words| format!("  {words}")));
        said.extend(
            incident.updates.iter().map(|update| format!("  {} {}: {}", clock(update.at), update.status, update.body)),
        );
    }
    let work = page.maintenances.lines.iter();
    said.extend(
        work.map(|work| format!("{}: {} to {}, {}", work.title, clock(work.from), clock(work.until), work.status)),
    );
    let counts: Vec<String> =
        page.subscribers.lines.iter().map(|some| format!("{} by {}", some.count, some.by)).collect();
    if !counts.is_empty() {
        said.push(format!("Told of an update: {}.", counts.join(", ")));
    }
    said
}

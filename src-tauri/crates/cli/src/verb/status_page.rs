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
            Ok(if page.incidents.trouble.is_empty() { Answer::Yes } else { Answer::No })
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

/// Exit code 1 where a page says something else, or could not be read.
fn drift(engine: &Engine, only: Option<&str>, output: &Output) -> Result<Answer, Stop> {
    let ids: Vec<String> = match only {
        Some(id) => vec![id.to_owned()],
        None => engine.status_pages()?.into_iter().map(|page| page.id).collect(),
    };
    let pages = ids.iter().map(|id| read(engine, id)).collect::<Result<Vec<_>, _>>()?;
    let drifted = |page: &StatusPageView| -> Vec<Value> {
        let of = page.incidents.lines.iter().filter(|incident| !incident.drift.is_empty());
        of.map(|incident| json!({ "id": incident.id, "incident": incident.incident, "drift": incident.drift }))
            .collect()
    };
    let value = pages
        .iter()
        .map(|page| json!({ "id": page.id, "incidents": drifted(page), "trouble": page.incidents.trouble }));
    output.answer(&value.collect(), || pages.iter().flat_map(drift_lines).collect())?;
    let calm = pages.iter().all(|page| page.incidents.trouble.is_empty() && drifted(page).is_empty());
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

fn drift_lines(page: &StatusPageView) -> Vec<String> {
    if !page.incidents.trouble.is_empty() {
        return vec![format!("{}: {}", page.name, page.incidents.trouble)];
    }
    let of = |incident: &PageIncidentLine| {
        let ours = incident.incident.clone().unwrap_or_default();
        incident.drift.iter().map(|words| format!("{}, {ours}: {words}", page.name)).collect::<Vec<_>>()
    };
    let said: Vec<String> = page.incidents.lines.iter().flat_map(of).collect();
    if said.is_empty() { vec![format!("{} says what was published.", page.name)] } else { said }
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
    let troubles = [&page.components.trouble, &page.incidents.trouble, &page.maintenances.trouble];
    said.extend(
        troubles
            .into_iter()
            .filter(|trouble| !trouble.is_empty())
            .map(|trouble| format!("Not all was read: {trouble}")),
    );
    let state = |state: Option<_>| state.map_or_else(|| json!("unknown"), |state| json!(state));
    let parts = page.components.lines.iter().map(|part| {
        let state = state(part.state).as_str().unwrap_or_default().replace('_', " ");
        vec![part.id.clone(), part.group.clone().unwrap_or_default(), part.name.clone(), state]
    });
    said.extend(table(&parts.collect::<Vec<_>>()));
    for incident in &page.incidents.lines {
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

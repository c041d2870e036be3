//! Updates: a filled template, or an unlocked wording, to one audience.

use super::{Facts, Refusal, filled};
use crate::id::{ConnectionId, PatternId, UpdateId};
use crate::incident::Incident;
use crate::incident::event::Event;
use crate::incident::intent::UpdateDraft;
use crate::phase::Phase;
use crate::span::Instant;
use crate::template::Audience;

/// The impact pattern of a draft: its own, else the incident's.
pub fn pattern(incident: &Incident, draft: &UpdateDraft) -> Option<PatternId> {
    draft.pattern.clone().or_else(|| incident.pattern.clone())
}

/// Where an audience's updates go: the status pages that the workspace names for it; in a drill the sandbox.
pub fn destinations(incident: &Incident, audience: Audience, facts: &Facts<'_>) -> Vec<ConnectionId> {
    let pages = facts.agreement.connections.iter().filter(|connection| connection.audiences.contains(&audience));
    let mut ids: Vec<ConnectionId> = pages.map(|connection| connection.id.clone()).collect();
    if incident.drill && !ids.is_empty() {
        ids = vec![facts.sandbox.id.clone()];
    }
    ids
}

pub(super) fn publish(
    incident: &Incident,
    draft: &UpdateDraft,
    facts: &Facts<'_>,
    _now: Instant,
) -> Result<Vec<Event>, Refusal> {
    if incident.is_open() && draft.phase == Phase::Resolved {
        return Err(Refusal::of("Resolve the incident first; then its closing updates are owed."));
    }
    if !incident.is_open() && draft.phase != Phase::Resolved {
        return Err(Refusal::of(&format!("{} is resolved: a closing update tells the phase Resolved.", incident.id)));
    }
    let pattern = pattern(incident, draft);
    let (title, body) = match &draft.wording {
        Some((title, body)) => (filled(title, "the title")?.to_owned(), filled(body, "the text")?.to_owned()),
        None => rendered(pattern.as_ref(), draft, facts)?,
    };
    if let Some(last) = incident.last_update(draft.audience)
        && last.title == title
        && last.body == body
        && last.phase == draft.phase
    {
        return Err(Refusal::of("This is the last update word for word. Say what changed."));
    }
    let mut events = Vec::new();
    if draft.wording.is_some() {
        events.push(Event::NoteWritten {
            pages: Vec::new(),
            text: format!("Wording unlocked for the {} update", draft.audience.name()),
            corrects: None,
        });
    }
    events.push(Event::UpdateWritten {
        update: UpdateId(format!("u{}", incident.updates.len() + 1)),
        audience: draft.audience,
        phase: draft.phase,
        pattern,
        title,
        body,
        values: draft.values.clone(),
        components: draft.components.clone(),
        connections: destinations(incident, draft.audience, facts),
    });
    Ok(events)
}

fn rendered(pattern: Option<&PatternId>, draft: &UpdateDraft, facts: &Facts<'_>) -> Result<(String, String), Refusal> {
    let pattern = pattern.ok_or_else(|| Refusal::of("Choose an impact pattern for the template."))?;
    let template = facts.agreement.template(pattern.as_str(), draft.audience, draft.phase).ok_or_else(|| {
        Refusal::of(&format!(
            "The workspace has no template for {pattern}, {}, {}. Add templates/{pattern}/{}-{}.md.",
            draft.audience.name(),
            draft.phase.name(),
            draft.audience.name().to_lowercase(),
            draft.phase.name().to_lowercase(),
        ))
    })?;
    let rendered = template
        .render(&draft.values)
        .map_err(|faults| Refusal(faults.into_iter().map(|fault| fault.message).collect::<Vec<_>>().join(" ")))?;
    Ok((rendered.title, rendered.body))
}

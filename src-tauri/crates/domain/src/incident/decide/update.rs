//! Updates: a filled template, or an unlocked wording, to one audience.

use std::collections::BTreeMap;

use chrono_tz::Tz;

use super::fact::{known_facts, of_values};
use super::proposal::proposed;
use super::{Facts, Refusal, filled, question};
use crate::agreement::{Agreement, Connection};
use crate::channel::Channel;
use crate::communication::CommunicationPolicy;
use crate::delivery::ComponentState;
use crate::id::{ConnectionId, PatternId, UpdateId};
use crate::incident::Incident;
use crate::incident::event::Event;
use crate::incident::intent::{Composition, OutputDraft, UpdateDraft};
use crate::phase::Phase;
use crate::policy::untold::untold;
use crate::promise::{self, Unread};
use crate::reminder;
use crate::span::Instant;
use crate::template::{Audience, Output, OwnWords, Rendered, Template, TemplateFault};

/// The impact pattern of a draft: its own, else the incident's.
pub fn pattern(incident: &Incident, draft: &UpdateDraft) -> Option<PatternId> {
    draft.pattern.clone().or_else(|| incident.pattern.clone())
}

/// Where an audience's updates go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Destinations {
    /// Status pages and rooms, in the workspace's order.
    pub connections: Vec<ConnectionId>,
    /// Those of them that are no status pages.
    pub rooms: Vec<ConnectionId>,
}

/// Where an audience's updates go: the pages and rooms that the workspace names for it and that are told of this incident, and the
/// lists of mail of all but customers, who get letters of their own; in a drill the sandbox.
pub fn destinations(incident: &Incident, audience: Audience, facts: &Facts<'_>) -> Destinations {
    let hears = |connection: &&Connection| {
        connection.audiences.contains(&audience) && untold(connection, incident, facts.agreement).is_none()
    };
    let named = facts.agreement.connections.iter().filter(hears);
    let mut places = Destinations::default();
    for connection in named {
        let channel = facts.channel(&connection.id);
        if channel == Channel::Letters && audience == Audience::Customers {
            continue;
        }
        places.connections.push(connection.id.clone());
        if channel != Channel::Page {
            places.rooms.push(connection.id.clone());
        }
    }
    if incident.drill && !places.connections.is_empty() {
        let sandbox = facts.sandbox.id.clone();
        let is_page = places.connections.len() > places.rooms.len();
        places.rooms = if is_page { Vec::new() } else { vec![sandbox.clone()] };
        places.connections = vec![sandbox];
    }
    places
}

/// Takes an update back. Whether it has left is known to the outbox alone.
pub(super) fn withdraw(incident: &Incident, update: &UpdateId) -> Result<Vec<Event>, Refusal> {
    if incident.withdrawn_updates.iter().any(|other| &other.id == update) {
        return Err(Refusal::of("This update was taken back already."));
    }
    let written = incident.updates.iter().find(|other| &other.id == update);
    let written = written.ok_or_else(|| Refusal::of(&format!("{} has no update {update}.", incident.id)))?;
    if written.is_given_up() {
        return Err(Refusal::of("This update was given up: nobody has it, and nothing is left to take back."));
    }
    let later = incident.last_update(written.audience).is_some_and(|last| &last.id != update);
    if later {
        return Err(Refusal::of("A later update to the same audience stands on it. Take that one back first."));
    }
    Ok(vec![Event::UpdateWithdrawn { update: update.clone() }])
}

/// The id of the next update: one that was taken back keeps its own.
pub(super) fn next_id(incident: &Incident, before: usize) -> UpdateId {
    UpdateId(format!("u{}", incident.updates.len() + incident.withdrawn_updates.len() + before + 1))
}

/// Refuses a phase that the incident cannot tell now.
pub(super) fn may_tell(incident: &Incident, phase: Phase) -> Result<(), Refusal> {
    if incident.is_open() && phase == Phase::Resolved {
        return Err(Refusal::of("Resolve the incident first; then its closing updates are owed."));
    }
    if !incident.is_open() && phase != Phase::Resolved {
        return Err(Refusal::of(&format!("{} is resolved: a closing update tells the phase Resolved.", incident.id)));
    }
    Ok(())
}

/// By when a text that was written from a template promises the next update; `None` where it promises none, or where the
/// wording was unlocked and says it no more. `zone` is the reader's.
pub fn promise(
    incident: &Incident,
    template: Option<&Template>,
    values: &BTreeMap<String, String>,
    (title, body): (&str, &str),
    agreement: &Agreement,
    zone: Tz,
    now: Instant,
) -> Result<Option<Instant>, Unread> {
    let clocked =
        |template: &&Template| template.phase != Phase::Resolved && Audience::CLOCKED.contains(&template.audience);
    let words = template.filter(clocked).and_then(|template| promise::words(template, values));
    let Some(words) = words.filter(|words| [title, body].iter().any(|text| text.contains(words.as_str()))) else {
        return Ok(None);
    };
    let zones: Vec<Tz> = [Some(zone), incident.time_zone(agreement)].into_iter().flatten().collect();
    promise::read(&words, &zones, now).map(Some)
}

pub(super) fn publish(
    incident: &Incident,
    draft: &UpdateDraft,
    facts: &Facts<'_>,
    now: Instant,
) -> Result<Vec<Event>, Refusal> {
    may_tell(incident, draft.phase)?;
    if facts.agreement.communication.forbids(incident, Output::of(draft.audience)) {
        return Err(Refusal::of(CommunicationPolicy::TOO_EARLY));
    }
    known_facts(incident, draft.facts.values())?;
    question::known_to(incident, draft.questions.as_ref(), &[draft.audience])?;
    let pattern = pattern(incident, draft);
    let (title, body) = match &draft.wording {
        Some(wording) => own(pattern.as_ref(), draft, wording, facts)?,
        None => rendered(pattern.as_ref(), draft, facts)?,
    };
    let places = destinations(incident, draft.audience, facts);
    // What is said of every page alike, then what is said of one.
    let alike = places.connections.iter().map(|page| (page.clone(), draft.components.clone()));
    let alike = alike.filter(|(_, states)| !states.is_empty()).collect();
    let mut components = page_components(draft.audience, &places, &alike);
    let page_components = page_components(draft.audience, &places, &draft.page_components);
    components.extend(page_components.clone());
    if repeats(incident, draft.audience, draft.phase, (&title, &body), &components) {
        return Err(Refusal::of("This is the last update word for word. Say what changed."));
    }
    let output = Output::of(draft.audience);
    if facts.agreement.communication.waits_for_lead(incident, output, facts.actor) {
        return Ok(vec![proposed(
            incident,
            Composition {
                phase: draft.phase,
                pattern,
                values: draft.values.clone(),
                outputs: vec![OutputDraft { output, wording: draft.wording.clone() }],
                components,
                accounts: None,
                facts: draft.facts.clone(),
                questions: draft.questions.clone(),
            },
        )]);
    }
    let mut events = Vec::new();
    if draft.wording.is_some() {
        events.push(Event::NoteWritten {
            pages: Vec::new(),
            text: format!("Wording unlocked for the {} update", draft.audience.name()),
            corrects: None,
        });
    }
    let template =
        pattern.as_ref().and_then(|pattern| facts.agreement.template(pattern.as_str(), draft.audience, draft.phase));
    let promised_at = promise(incident, template, &draft.values, (&title, &body), facts.agreement, facts.zone, now);
    let update = next_id(incident, 0);
    let answered = question::answered(incident, draft.questions.as_ref(), draft.audience, &update);
    events.push(Event::UpdateWritten {
        update,
        audience: draft.audience,
        phase: draft.phase,
        pattern,
        title,
        body,
        values: draft.values.clone(),
        components: draft.components.clone(),
        connections: places.connections,
        rooms: places.rooms,
        page_components,
        not_before: Some(now + facts.hold),
        due_at: reminder::clock(incident, &facts.agreement.cadences, draft.audience).due_at,
        // What cannot be read was told in the form; the update is not kept back for it.
        promised_at: promised_at.unwrap_or_default(),
        // Words of one's own rest on nothing that was filled in.
        facts: if draft.wording.is_some() { BTreeMap::new() } else { of_values(&draft.facts, &draft.values) },
        proposal: None,
    });
    events.extend(answered);
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
    said(template.render(&draft.values))
}

/// Title and text of words of one's own: an update has no account, so nothing in them stands for something else.
fn own(
    pattern: Option<&PatternId>,
    draft: &UpdateDraft,
    wording: &(String, String),
    facts: &Facts<'_>,
) -> Result<(String, String), Refusal> {
    filled(&wording.0, "the title")?;
    filled(&wording.1, "the text")?;
    let template = pattern.and_then(|pattern| facts.agreement.template(pattern.as_str(), draft.audience, draft.phase));
    said(OwnWords::of(Output::of(draft.audience), draft.phase, wording, template).render(&BTreeMap::new()))
}

fn said(rendered: Result<Rendered, Vec<TemplateFault>>) -> Result<(String, String), Refusal> {
    let rendered = rendered
        .map_err(|faults| Refusal(faults.into_iter().map(|fault| fault.message).collect::<Vec<_>>().join(" ")))?;
    Ok((rendered.title, rendered.body))
}

/// The states that components get by an update: on the pages that it goes to, and for customers alone.
pub(super) fn page_components(
    audience: Audience,
    places: &Destinations,
    wanted: &BTreeMap<ConnectionId, BTreeMap<String, ComponentState>>,
) -> BTreeMap<ConnectionId, BTreeMap<String, ComponentState>> {
    let is_page = |page: &ConnectionId| places.connections.contains(page) && !places.rooms.contains(page);
    let states = wanted.iter().filter(|(page, _)| audience == Audience::Customers && is_page(page));
    states.map(|(page, states)| (page.clone(), states.clone())).collect()
}

/// Whether an update says nothing new: the last one to its audience word for word, and no component changes by it.
pub(super) fn repeats(
    incident: &Incident,
    audience: Audience,
    phase: Phase,
    (title, body): (&str, &str),
    components: &BTreeMap<ConnectionId, BTreeMap<String, ComponentState>>,
) -> bool {
    let last = incident.last_update(audience);
    last.is_some_and(|last| last.title == title && last.body == body && last.phase == phase)
        && !components.iter().any(|(page, states)| incident.changes_components(page, states))
}

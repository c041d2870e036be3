//! Which incidents of a page tell of ours, where one says something else than what was published last, and which is one too
//! many.

use domain::delivery::{ComponentState, Delivery, Payload, Receipt, State, UpdateMessage};
use domain::id::ConnectionId;
use domain::incident::Incident;
use domain::phase::Phase;
use domain::span::Instant;
use providers::capability::PageIncident;
use providers::marker::plain;

use super::{ComponentLine, PageIncidentLine, PageUpdateLine};
use crate::engine::Engine;
use crate::error::Error;

/// What we published on a page for one of our incidents.
pub(super) struct Published {
    incident: Incident,
    /// The last of it.
    message: UpdateMessage,
    receipt: Receipt,
    /// The page's id of its incident.
    pub(super) remote: String,
    /// When the last of it arrived.
    pub(super) at: Instant,
    /// Title and text of each update, without what pages change in them.
    told: Vec<(String, String)>,
    /// The page's ids of its incidents that tell of other incidents of ours, from whenever they are.
    others: Vec<String>,
}

impl Engine {
    /// What was published on a page for each incident that is open, or has just been resolved.
    pub(super) fn published(&self, page: &ConnectionId) -> Result<Vec<Published>, Error> {
        let mut published = Vec::new();
        for id in self.told_on_pages(self.now())? {
            let rows = self.parts.truth.deliveries(&id)?;
            let on_page = rows.into_iter().filter_map(|row| match (row.delivery, row.state) {
                (Delivery { payload: Payload::Update(message), connection, .. }, State::Delivered { receipt })
                    if connection == *page =>
                {
                    Some((message, receipt, row.updated_at))
                }
                _ => None,
            });
            let on_page: Vec<(UpdateMessage, Receipt, Instant)> = on_page.collect();
            let told = on_page.iter().map(|(message, ..)| (plain(&message.title), plain(&message.body))).collect();
            let Some((message, receipt, at)) = on_page.into_iter().next_back() else { continue };
            let incident = self.incident(&id)?;
            let others = self.parts.truth.remotes_of_others(&id, page)?;
            published.push(Published { incident, message, remote: receipt.remote.clone(), receipt, at, told, others });
        }
        Ok(published)
    }
}

impl Published {
    /// Whether the page's id of its incident is known; else the lead said that it arrived.
    pub(super) fn is_named(&self) -> bool {
        self.receipt.is_named()
    }

    /// Whether it is that incident of the page to which updates go.
    pub(super) fn is_at(&self, incident: &PageIncident) -> bool {
        if self.is_named() { self.remote == incident.id } else { self.tells(incident) }
    }

    /// Whether an incident of the page bears our marker, or our title and one of our texts where the page has no place for one.
    fn tells(&self, incident: &PageIncident) -> bool {
        if let Some(marker) = &incident.marker {
            return self.incident.key == marker.incident;
        }
        let title = plain(&incident.title);
        let texts: Vec<String> = incident.updates.iter().map(|update| plain(&update.body)).collect();
        let is_told = |(ours, text): &(String, String)| *ours == title && texts.contains(text);
        !self.others.contains(&incident.id) && self.told.iter().any(is_told)
    }
}

/// An incident that is open on the page.
pub(super) fn open(incident: PageIncident, published: &[Published], now: Instant) -> PageIncidentLine {
    if let Some(ours) = published.iter().find(|ours| ours.is_at(&incident)) {
        let mut drift = drift(&incident, ours, now);
        drift.extend(components(&incident, ours));
        if ours.message.phase == Phase::Resolved && !tells_phases(&incident) {
            let minutes = (now - ours.at).num_minutes().max(0);
            drift.push(format!("The page still has it open, {minutes} min after Resolved was published."));
        }
        return line(incident, Some(ours), drift);
    }
    let double = published.iter().find(|ours| ours.tells(&incident));
    let drift = double.map(|ours| {
        format!(
            "The page has two incidents for this one: updates go to {}, and this one, “{}” ({}), stays open. End it there by hand.",
            ours.remote, incident.title, incident.id
        )
    });
    line(incident, double, drift.into_iter().collect())
}

/// An incident of ours that the page has open no more.
pub(super) fn ended(
    incident: PageIncident,
    published: &[Published],
    parts: &[ComponentLine],
    now: Instant,
) -> PageIncidentLine {
    let ours = published.iter().find(|ours| ours.remote == incident.id);
    let mut differs = ours.map(|ours| drift(&incident, ours, now)).unwrap_or_default();
    // What it says of components is over; how they stand themselves is all that readers still see.
    differs.extend(ours.iter().flat_map(|ours| still_broken(&ours.message, parts)));
    line(incident, ours, differs)
}

/// An incident of ours that the page does not show, with its words where it has any.
pub(super) fn gone(published: &[Published], remote: &str, words: Option<&str>) -> Option<PageIncidentLine> {
    let words = words.map(|words| format!(" ({words})")).unwrap_or_default();
    let ours = published.iter().find(|ours| ours.remote == remote)?;
    Some(PageIncidentLine {
        id: remote.to_owned(),
        title: ours.message.title.clone(),
        link: ours.receipt.link.clone(),
        status: "not there".to_owned(),
        incident: Some(ours.incident.id.to_string()),
        drift: vec![format!("The page does not show it any more, it seems to be removed there{words}.")],
        updates: Vec::new(),
    })
}

fn line(incident: PageIncident, ours: Option<&Published>, drift: Vec<String>) -> PageIncidentLine {
    let updates = incident.updates.into_iter();
    PageIncidentLine {
        drift,
        incident: ours.map(|ours| ours.incident.id.to_string()),
        id: incident.id,
        title: incident.title,
        link: incident.link,
        status: incident.status,
        updates: updates
            .map(|update| PageUpdateLine { at: update.at, status: update.status, body: update.body })
            .collect(),
    }
}

/// A page without words for phases tells none, in whatever it says; one that has them told one in some update.
fn tells_phases(incident: &PageIncident) -> bool {
    incident.phase.is_some() || incident.updates.iter().any(|update| update.phase.is_some())
}

/// Where an incident of the page says something else than what we published in it last, by phase and text.
fn drift(incident: &PageIncident, ours: &Published, now: Instant) -> Vec<String> {
    let mut differs = Vec::new();
    if tells_phases(incident) && incident.phase != Some(ours.message.phase) {
        let minutes = (now - ours.at).num_minutes().max(0);
        let says = incident.phase.map_or_else(|| incident.status.clone(), |phase| phase.name().to_owned());
        let published = ours.message.phase.name();
        differs.push(format!("The page says {says}, {minutes} min after {published} was published."));
    }
    if let Some(latest) = incident.updates.first()
        && plain(&latest.body) != plain(&ours.message.body)
    {
        differs.push("Its latest text is not the one that was published last.".to_owned());
    }
    differs
}

/// Where an open incident says something else of components than what we published last.
fn components(incident: &PageIncident, ours: &Published) -> Vec<String> {
    let differs = |(component, wanted): (&String, &ComponentState)| match incident.components.get(component) {
        Some(Some(state)) if state == wanted => None,
        Some(Some(_)) => Some(format!("Its component {component} is in another state.")),
        Some(None) => Some(format!("Its component {component} is in a state that we have no word for.")),
        None => Some(format!("It does not name the component {component}.")),
    };
    ours.message.components.iter().filter_map(differs).collect()
}

/// What an incident that is over leaves broken.
pub(crate) fn still_broken(message: &UpdateMessage, there: &[ComponentLine]) -> Vec<String> {
    let wanted = message.components.iter().filter(|(_, state)| **state == ComponentState::Operational);
    let stays = |id: &String| {
        let line = there.iter().find(|line| &line.id == id)?;
        line.state.filter(|state| state.is_broken()).map(|_| format!("Its component {} is still broken.", line.name))
    };
    wanted.filter_map(|(id, _)| stays(id)).collect()
}

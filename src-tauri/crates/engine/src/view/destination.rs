//! Where an output goes: pages, rooms, letters; and the components that each page shows the state of.

use std::collections::BTreeMap;

use domain::agreement::{Agreement, Connection};
use domain::channel::Channel;
use domain::delivery::{ComponentState, OutreachMessage, UpdateMessage};
use domain::id::ConnectionId;
use domain::incident::Incident;
use domain::incident::decide::composition::accounts_addressed;
use domain::incident::intent::Composition;
use domain::phase::Phase;
use domain::policy::untold::untold;
use domain::template::{Audience, Output, Rendered};
use domain::wording::ShownStates;
use providers::{gateway, registry};
use serde::Serialize;

use crate::armed::copy_instead;
use crate::engine::{Engine, channels, sandbox};
use crate::error::Error;

/// What is written, and in which incident: where it goes follows from these.
pub(crate) struct Going<'a> {
    pub(crate) incident: &'a Incident,
    pub(crate) agreement: &'a Agreement,
    pub(crate) composition: &'a Composition,
}

/// Where an output goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct Place {
    /// The connection's id.
    pub connection: String,
    /// As people call it; the account's name for a letter.
    pub name: String,
    /// A page, a room, or letters.
    pub channel: Channel,
    /// Addresses of a letter.
    pub recipients: Vec<String>,
    /// How many are told by it, where the page tells; of `told_at`.
    #[ts(type = "number | null")]
    pub subscribers: Option<u64>,
    /// Why its subscribers are not told; none where they are.
    pub silent: Option<String>,
    /// Why it cannot go there as it is; none where it can.
    pub fault: Option<String>,
    /// Why it does not leave by itself: `not armed: copy it by hand`; none where it does.
    pub by_hand: Option<String>,
    /// The title under which a page goes on showing the incident: that of its first update. None where it shows that of this
    /// one, and where it is no page.
    pub keeps_title: Option<String>,
    /// What stands below the text there, beside what the preview says: `INC-7 · entry …`, with the number that its entry gets. None
    /// where nothing does.
    pub mark: Option<String>,
}

/// A status page whose components can be given a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct PageChoice {
    /// The connection's id.
    pub connection: String,
    /// As people call it.
    pub name: String,
    /// What customers see the state of; empty where the page was never read.
    pub components: Vec<ComponentChoice>,
    /// States that this page can show.
    pub states: Vec<ComponentState>,
    /// When its components were read last.
    #[ts(type = "number | null")]
    pub read_at: Option<i64>,
}

/// A component of a status page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct ComponentChoice {
    /// The page's id.
    pub id: String,
    /// As customers read it.
    pub name: String,
    /// The group it stands in.
    pub group: Option<String>,
    /// As it was last read there; none where the page's word has no counterpart.
    pub now: Option<ComponentState>,
    /// The state that it gets by this update; none where it stays as it is.
    pub wanted: Option<ComponentState>,
}

impl Place {
    /// `Statuspage`, `Statuspage (not armed: copy it by hand)`
    pub(crate) fn called(&self) -> String {
        match &self.by_hand {
            Some(words) => format!("{} ({words})", self.name),
            None => self.name.clone(),
        }
    }

    /// Why it cannot leave for there by itself as it is; none where it can, and where it is copied by hand.
    pub fn stands_against(&self) -> Option<String> {
        let fault = self.fault.as_ref().filter(|_| self.by_hand.is_none())?;
        Some(format!("{}: {fault}", self.name))
    }
}

impl PageChoice {
    /// The states that components get, by the names that customers read: page by page.
    pub(crate) fn named_states(pages: &[Self]) -> ShownStates {
        let of_page = |page: &Self| -> ShownStates {
            let named = |component: &ComponentChoice| (page.name.clone(), page.called(component));
            page.components.iter().filter_map(|component| Some((named(component), component.wanted?))).collect()
        };
        pages.iter().flat_map(of_page).collect()
    }

    /// A component's name, with its group behind it where the page has the same name twice: `API (Europe)`.
    fn called(&self, component: &ComponentChoice) -> String {
        let same = self.components.iter().filter(|other| other.name == component.name).count();
        match &component.group {
            Some(group) if same > 1 => format!("{} ({group})", component.name),
            _ => component.name.clone(),
        }
    }
}

impl Engine {
    /// Where an output goes, as the rules will send it.
    pub(crate) fn places(&self, going: &Going<'_>, output: Output, preview: &Rendered) -> Result<Vec<Place>, Error> {
        let agreement = going.agreement;
        let channels = channels(agreement);
        let channel = |connection: &Connection| channels.get(&connection.id).copied().unwrap_or(Channel::Page);
        let audience = output.audience();
        let mut places = Vec::new();
        for connection in &agreement.connections {
            if untold(connection, going.incident, agreement).is_some() {
                continue;
            }
            let hears = connection.audiences.contains(&audience);
            let is_own = hears && output == Output::of(audience);
            let is_list = channel(connection) == Channel::Letters && audience == Audience::Customers;
            if (is_own && !is_list) || connection.outputs.contains(&output) {
                places.push(self.place(going, connection, channel(connection), output, preview)?);
            }
        }
        let carrier = agreement.connections.iter().find(|connection| {
            connection.audiences.contains(&Audience::Customers)
                && channel(connection) == Channel::Letters
                && untold(connection, going.incident, agreement).is_none()
        });
        if let (Output::Outreach, Some(carrier)) = (output, carrier) {
            places.extend(letters(going, carrier));
        }
        if going.incident.drill && !places.is_empty() {
            let sandbox = sandbox();
            places.truncate(1);
            for place in &mut places {
                place.connection = sandbox.id.to_string();
                place.name.clone_from(&sandbox.name);
                // What would not leave by itself has nothing against it, either.
                if place.by_hand.take().is_some() {
                    place.fault = None;
                }
                place.silent = Some("it is a drill.".to_owned());
                place.mark = None;
                place.keeps_title = kept_title(going, place.channel, &sandbox.id, preview);
            }
        }
        Ok(places)
    }

    fn place(
        &self,
        going: &Going<'_>,
        connection: &Connection,
        channel: Channel,
        output: Output,
        preview: &Rendered,
    ) -> Result<Place, Error> {
        let judged = match channel {
            Channel::Page => {
                let previous = self.parts.truth.previous_receipt(&going.incident.id, &connection.id)?;
                gateway::judge(connection, &posted(going, connection, preview), previous.as_ref())
            }
            Channel::Room | Channel::Letters => gateway::judge_message(connection, &said(going, output, preview)),
        };
        let by_hand = copy_instead(connection);
        // Under which title somebody posts by hand is theirs to choose.
        let keeps_title = kept_title(going, channel, &connection.id, preview).filter(|_| by_hand.is_none());
        Ok(Place {
            connection: connection.id.to_string(),
            name: connection.name.clone(),
            channel,
            recipients: Vec::new(),
            subscribers: self.subscribers(connection)?,
            silent: judged.silent.map(str::to_owned),
            fault: judged.fault,
            by_hand,
            keeps_title,
            mark: judged.names_original.then(|| format!("{} · entry …", going.incident.id)),
        })
    }

    /// How many a page told that it tells; none where it tells no number, or was never read.
    fn subscribers(&self, connection: &Connection) -> Result<Option<u64>, Error> {
        let told = self.told_page(&connection.id)?.map(|told| told.view.subscribers);
        Ok(told.filter(|told| told.told).map(|told| told.lines.iter().map(|line| line.count).sum()))
    }

    /// The status pages that customers' words go to, with what each shows the state of.
    pub(crate) fn page_choices(
        &self,
        incident: &Incident,
        agreement: &Agreement,
        composition: &Composition,
    ) -> Result<Vec<PageChoice>, Error> {
        pages(incident, agreement).into_iter().map(|page| self.page_choice(page, incident, composition)).collect()
    }

    fn page_choice(
        &self,
        page: &Connection,
        incident: &Incident,
        composition: &Composition,
    ) -> Result<PageChoice, Error> {
        let wanted = composition.components.get(&page.id);
        let told = self.told_page(&page.id)?;
        let read_at = told.as_ref().map(|told| told.read_at.timestamp_millis());
        let mut components: Vec<ComponentChoice> = told
            .into_iter()
            .flat_map(|told| told.view.components.lines)
            .map(|component| ComponentChoice {
                wanted: wanted.and_then(|wanted| wanted.get(&component.id)).copied(),
                id: component.id,
                name: component.name,
                group: component.group,
                now: component.state,
            })
            .collect();
        // Components that earlier updates gave a state stand here also where the page was not read yet.
        let given = incident.updates.iter().filter_map(|update| update.page_components.get(&page.id)).flatten();
        for (id, state) in given {
            match components.iter_mut().find(|component| &component.id == id) {
                Some(component) => component.now = component.now.or(Some(*state)),
                None => components.push(ComponentChoice {
                    id: id.clone(),
                    name: id.clone(),
                    group: None,
                    now: Some(*state),
                    wanted: wanted.and_then(|wanted| wanted.get(id)).copied(),
                }),
            }
        }
        let states = registry::find(&page.provider).ok().and_then(|known| known.status_page.as_ref());
        let states: Vec<ComponentState> =
            states.into_iter().flat_map(|known| known.states).map(|(state, _)| *state).collect();
        Ok(PageChoice { connection: page.id.to_string(), name: page.name.clone(), components, states, read_at })
    }
}

/// The title that a page keeps, where it is another one than that of the preview.
fn kept_title(going: &Going<'_>, channel: Channel, place: &ConnectionId, preview: &Rendered) -> Option<String> {
    let kept = going.incident.title_on(place).filter(|_| channel == Channel::Page);
    kept.filter(|title| *title != preview.title).map(str::to_owned)
}

/// The update as a page would get it now.
fn posted(going: &Going<'_>, connection: &Connection, preview: &Rendered) -> UpdateMessage {
    UpdateMessage {
        update: "preview".into(),
        incident_key: going.incident.key.clone(),
        phase: going.composition.phase,
        severity: going.incident.severity,
        title: preview.title.clone(),
        body: preview.body.clone(),
        components: going.composition.components.get(&connection.id).cloned().unwrap_or_default(),
    }
}

/// The message as a room would get it now.
fn said(going: &Going<'_>, output: Output, preview: &Rendered) -> OutreachMessage {
    OutreachMessage {
        update: "preview".into(),
        output,
        incident_key: going.incident.key.clone(),
        phase: going.composition.phase,
        severity: going.incident.severity,
        title: preview.title.clone(),
        body: preview.body.clone(),
        account: None,
        recipients: Vec::new(),
        sequence: 0,
    }
}

/// A letter for each account that is hit, or that the composition names.
fn letters(going: &Going<'_>, carrier: &Connection) -> Vec<Place> {
    let accounts = accounts_addressed(going.incident, going.composition, going.agreement);
    let letter = |account: &domain::account::Account| Place {
        connection: carrier.id.to_string(),
        name: account.name.clone(),
        channel: Channel::Letters,
        recipients: account.contacts.iter().map(|contact| contact.email.clone()).collect(),
        subscribers: None,
        silent: None,
        fault: None,
        by_hand: copy_instead(carrier),
        keeps_title: None,
        mark: None,
    };
    accounts.into_iter().map(letter).collect()
}

/// The states that components get: those of the form; in the last post, on a page of which the form says nothing, whatever
/// updates of this incident broke is operational again.
pub(crate) fn components(
    incident: &Incident,
    agreement: &Agreement,
    composition: &Composition,
) -> BTreeMap<ConnectionId, BTreeMap<String, ComponentState>> {
    let mut components = composition.components.clone();
    if composition.phase == Phase::Resolved {
        for page in pages(incident, agreement) {
            components.entry(page.id.clone()).or_insert_with(|| {
                let broken = incident.broken_components(&page.id).into_keys();
                broken.map(|component| (component, ComponentState::Operational)).collect()
            });
        }
        components.retain(|_, states| !states.is_empty());
    }
    components
}

/// The status pages that customers' words of this incident go to.
fn pages<'a>(incident: &Incident, agreement: &'a Agreement) -> Vec<&'a Connection> {
    let channels = channels(agreement);
    let is_page = |connection: &&Connection| {
        connection.audiences.contains(&Audience::Customers)
            && channels.get(&connection.id) == Some(&Channel::Page)
            && untold(connection, incident, agreement).is_none()
    };
    agreement.connections.iter().filter(is_page).collect()
}

//! A status page as its readers see it now, and where it says something else than what we published last.

use chrono::Duration;
use domain::agreement::Connection;
use domain::delivery::{ComponentState, Delivery, Failure, Payload, State, UpdateMessage};
use domain::id::ConnectionId;
use domain::incident::Incident;
use domain::span::Instant;
use providers::capability::{PageIncident, Reading, Scope, StatusPage};
use providers::gateway::Walk;
use providers::registry;
use serde::{Deserialize, Serialize};

use crate::connection::Secrets;
use crate::engine::Engine;
use crate::error::Error;

/// How long whoever asked waits for the page's pace.
const PATIENCE: Duration = Duration::seconds(30);

/// A status page of the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusPageLine {
    /// The connection's id.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// The kind of page.
    pub provider: String,
    /// The audiences whose updates go out there.
    pub audiences: Vec<String>,
    /// When it last answered well.
    pub last_ok_at: Option<Instant>,
    /// What is wrong since; empty where nothing is.
    pub trouble: String,
}

/// A status page as its readers see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusPageView {
    /// The connection's id.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// What customers see the state of.
    pub components: Section<ComponentLine>,
    /// The incidents that are open on it.
    pub incidents: Section<PageIncidentLine>,
    /// Announced work that is not over.
    pub maintenances: Section<MaintenanceLine>,
    /// How many are told of an update, by the way they are told.
    pub subscribers: Section<SubscribersLine>,
}

/// One list of a page: what was read, and what could not be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section<Line> {
    /// In the page's order.
    pub lines: Vec<Line>,
    /// Whether the page tells it at all.
    pub told: bool,
    /// Why it could not be read; empty where it was.
    pub trouble: String,
}

/// Something that customers see the state of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComponentLine {
    /// The page's id.
    pub id: String,
    /// As customers read it.
    pub name: String,
    /// The group it stands in.
    pub group: Option<String>,
    /// Its state; none where the page's word has no counterpart.
    pub state: Option<ComponentState>,
}

/// An open incident of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageIncidentLine {
    /// The page's id.
    pub id: String,
    /// Its title there.
    pub title: String,
    /// Where people can look at it.
    pub link: Option<String>,
    /// Where the page says that it stands, in its own word.
    pub status: String,
    /// Which incident of ours it tells of; none where it is somebody else's.
    pub incident: Option<String>,
    /// Where it says something else than what was published last; empty where it does not.
    pub drift: Vec<String>,
    /// The latest first.
    pub updates: Vec<PageUpdateLine>,
}

/// One update of an incident of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageUpdateLine {
    /// When, as the page shows it.
    pub at: Instant,
    /// The phase that it tells, in the page's own word.
    pub status: String,
    /// Its text.
    pub body: String,
}

/// Announced work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaintenanceLine {
    /// The page's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it is planned to begin.
    pub from: Instant,
    /// When it is planned to end.
    pub until: Instant,
    /// How it stands, in the page's own word.
    pub status: String,
}

/// People who are told in one way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscribersLine {
    /// The way, in the page's own word.
    pub by: String,
    /// How many there are.
    pub count: u64,
}

/// What we published last on a page for one of our incidents.
struct Published {
    incident: Incident,
    message: UpdateMessage,
    /// The page's id of its incident.
    remote: String,
    at: Instant,
}

/// What a page is read with.
struct Read<'a> {
    engine: &'a Engine,
    connection: &'a Connection,
    secrets: &'a Secrets,
}

impl Engine {
    /// The status pages of the workspace.
    pub fn status_pages(&self) -> Result<Vec<StatusPageLine>, Error> {
        let loaded = self.loaded();
        let pages = loaded.agreement.connections.iter().filter(|connection| status_page(connection).is_some());
        let line = |connection: &Connection| {
            let standing = self.standing(&connection.id)?;
            Ok(StatusPageLine {
                id: connection.id.to_string(),
                name: connection.name.clone(),
                provider: connection.provider.clone(),
                audiences: connection.audiences.iter().map(|audience| audience.name().to_lowercase()).collect(),
                last_ok_at: standing.last_ok_at,
                trouble: standing.trouble,
            })
        };
        pages.map(line).collect()
    }

    /// A status page as its readers see it now, read for whoever waits for it.
    pub async fn status_page(&self, id: &ConnectionId) -> Result<StatusPageView, Error> {
        let connection = self.connection(id)?;
        let page = status_page(&connection)
            .ok_or_else(|| Error::Refused(format!("{} is no status page.", connection.name)))?;
        let for_secrets = connection.clone();
        let secrets = self.blocking(move |engine| engine.secrets_of(&for_secrets)).await?;
        let read = Read { engine: self, connection: &connection, secrets: &secrets };
        // One after the other, what matters most first: pages allow few requests, and one that is away answers none of them.
        let incidents = read.section(page.incidents.as_ref(), |incident| incident).await;
        let components = read.section(Some(&page.components), |part| ComponentLine {
            id: part.id,
            name: part.name,
            group: part.group,
            state: part.state,
        });
        let components = components.await;
        let maintenances = read.section(page.maintenances.as_ref(), |work| MaintenanceLine {
            id: work.id,
            title: work.title,
            from: work.span.from,
            until: work.span.until,
            status: work.status,
        });
        let subscribers =
            read.section(page.subscribers.as_ref(), |some| SubscribersLine { by: some.by, count: some.count });
        let (maintenances, subscribers) = (maintenances.await, subscribers.await);
        let trouble = Some(incidents.trouble.as_str()).filter(|trouble| !trouble.is_empty());
        self.note_answer(id, trouble, self.now())?;
        let published = self.published(id)?;
        let now = self.now();
        let line = |incident: PageIncident| shown(incident, &published, now);
        let view = StatusPageView {
            id: id.to_string(),
            name: connection.name.clone(),
            components,
            incidents: Section {
                lines: incidents.lines.into_iter().map(line).collect(),
                told: incidents.told,
                trouble: incidents.trouble,
            },
            maintenances,
            subscribers,
        };
        if view.incidents.trouble.is_empty() {
            let (page, kept) = (id.clone(), view.clone());
            self.blocking(move |engine| engine.keep_page(&page, kept, now)).await?;
        }
        Ok(view)
    }

    /// What was published last on a page for each incident that is open, or has just been resolved.
    fn published(&self, page: &ConnectionId) -> Result<Vec<Published>, Error> {
        let mut published = Vec::new();
        for id in self.told_on_pages(self.now())? {
            let incident = self.incident(&id)?;
            let rows = self.parts.truth.deliveries(&id)?;
            let mut on_page = rows.into_iter().filter_map(|row| match (row.delivery, row.state) {
                (Delivery { payload: Payload::Update(message), connection, .. }, State::Delivered { receipt })
                    if connection == *page =>
                {
                    Some((message, receipt.remote, row.updated_at))
                }
                _ => None,
            });
            if let Some((message, remote, at)) = on_page.next_back() {
                published.push(Published { incident, message, remote, at });
            }
        }
        Ok(published)
    }
}

impl Read<'_> {
    /// One list to its end. What could not be read is told beside what could.
    async fn section<Item, Line>(&self, reading: Option<&Reading<Item>>, line: impl Fn(Item) -> Line) -> Section<Line> {
        let Some(reading) = reading else {
            return Section { lines: Vec::new(), told: false, trouble: String::new() };
        };
        let engine = self.engine;
        let now = engine.now();
        let window = domain::span::Span::of(now, now + Duration::minutes(1));
        let mut walk = Walk::begin(reading, &Scope { now, window, of: &[] });
        let urgency = providers::pace::Urgency::Interactive;
        let clock = || engine.now();
        let gateway = &engine.parts.gateway;
        loop {
            let before = engine.now();
            let taken = gateway.walk(self.connection, self.secrets, reading, &mut walk, urgency, &clock, &|_| ());
            let Err(until) = taken.await else { break };
            let pause = until - before;
            if pause <= PATIENCE {
                tokio::time::sleep(pause.to_std().unwrap_or_default()).await;
            }
            // A clock that stands still would be waited for without end.
            if pause > PATIENCE || engine.now() <= before {
                walk.give_up(Failure::Throttled(until));
                break;
            }
        }
        let walked = walk.walked();
        let faults = walked.faults.iter().map(|fault| {
            format!("{}: {}", fault.of.as_deref().unwrap_or("an entry"), fault.failure.words_of_reading())
        });
        let trouble: Vec<String> = walked.broken.iter().map(Failure::words_of_reading).chain(faults).collect();
        Section { lines: walked.items.into_iter().map(line).collect(), told: true, trouble: trouble.join("; ") }
    }
}

/// What a connection can do as a status page.
fn status_page(connection: &Connection) -> Option<&'static StatusPage> {
    registry::find(&connection.provider).ok()?.page_of(connection)
}

fn shown(incident: PageIncident, published: &[Published], now: Instant) -> PageIncidentLine {
    // Pages without a place for a marker are known by the id that they gave.
    let is_ours = |published: &&Published| match &incident.marker {
        Some(marker) => published.incident.key == marker.incident,
        None => published.remote == incident.id,
    };
    let ours = published.iter().find(is_ours);
    PageIncidentLine {
        drift: ours.map(|ours| drift(&incident, ours, now)).unwrap_or_default(),
        incident: ours.map(|ours| ours.incident.id.to_string()),
        id: incident.id,
        title: incident.title,
        link: incident.link,
        status: incident.status,
        updates: incident
            .updates
            .into_iter()
            .map(|update| PageUpdateLine { at: update.at, status: update.status, body: update.body })
            .collect(),
    }
}

/// Where a page says something else than what we published on it last.
fn drift(incident: &PageIncident, ours: &Published, now: Instant) -> Vec<String> {
    let mut differs = Vec::new();
    // A page without words for phases tells none, in whatever it says; one that has them told one in some update.
    let tells_phases = incident.phase.is_some() || incident.updates.iter().any(|update| update.phase.is_some());
    if tells_phases && incident.phase != Some(ours.message.phase) {
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
    for (component, wanted) in &ours.message.components {
        match incident.components.get(component) {
            Some(Some(state)) if state == wanted => {}
            Some(Some(_)) => differs.push(format!("Its component {component} is in another state.")),
            Some(None) => differs.push(format!("Its component {component} is in a state that we have no word for.")),
            None => differs.push(format!("It does not name the component {component}.")),
        }
    }
    differs
}

/// A text without what pages change in it: line ends and spaces around.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

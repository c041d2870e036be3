//! A status page as its readers see it now, and where it says something else than what we published last.

mod ours;
mod reading;

use domain::agreement::Connection;
use domain::delivery::ComponentState;
use domain::id::ConnectionId;
use domain::span::Instant;
use providers::capability::{PageIncident, StatusPage};
use providers::registry;
use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::error::Error;
use ours::Published;
pub(crate) use ours::still_broken;
use reading::Read;

/// Incidents of ours that a page has open no more, read back one by one: no more than these, the latest.
const MOST_ENDED: usize = 20;

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
    /// Those of ours that it has open no more, each read by itself: what it says of them, or that it shows them no more.
    #[serde(default)]
    pub ended: Section<PageIncidentLine>,
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
    /// Why it, or an entry of it, could not be read; empty where all of it was.
    pub trouble: String,
    /// Whether it ended before its end: nothing follows from what is missing. An entry that cannot be read ends nothing.
    #[serde(default)]
    pub broken: bool,
}

impl<Line> Default for Section<Line> {
    /// A list that the page does not tell.
    fn default() -> Self {
        Self { lines: Vec::new(), told: false, trouble: String::new(), broken: false }
    }
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

/// An incident of a page.
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
        // What is published from here on is not yet seen by this reading.
        let began = self.now();
        // One after the other, what matters most first: pages allow few requests, and one that is away answers none of them.
        let incidents = read.all(page.incidents.as_ref()).await;
        let published = self.published(id)?;
        let ended = if incidents.broken.is_some() { Vec::new() } else { ended(&incidents.items, &published) };
        let single = page.incidents_of.as_ref().filter(|_| !ended.is_empty());
        let single = read.some(single, &ended).await;
        let components = read.all(Some(&page.components)).await.section(|part| ComponentLine {
            id: part.id,
            name: part.name,
            group: part.group,
            state: part.state,
        });
        let maintenances = read.all(page.maintenances.as_ref()).await.section(|work| MaintenanceLine {
            id: work.id,
            title: work.title,
            from: work.span.from,
            until: work.span.until,
            status: work.status,
        });
        let subscribers = read
            .all(page.subscribers.as_ref())
            .await
            .section(|some| SubscribersLine { by: some.by, count: some.count });
        let now = self.now();
        let gone = single.gone(&ended, |incident| &incident.id).into_iter();
        let gone: Vec<_> = gone.filter_map(|(id, words)| ours::gone(&published, id, words)).collect();
        let mut ended =
            single.without_gone().section(|incident| ours::ended(incident, &published, &components.lines, now));
        ended.told = page.incidents_of.is_some();
        ended.lines.extend(gone);
        let incidents = incidents.section(|incident| ours::open(incident, &published, now));
        // An entry of somebody else's that cannot be read says nothing of how the page answers.
        let trouble = Some(incidents.trouble.as_str()).filter(|_| incidents.broken);
        self.note_answer(id, trouble, now)?;
        let name = connection.name.clone();
        let view = StatusPageView { id: id.to_string(), name, components, incidents, ended, maintenances, subscribers };
        if !view.incidents.broken {
            let (page, kept) = (id.clone(), view.clone());
            self.blocking(move |engine| engine.keep_page(&page, kept, began)).await?;
        }
        Ok(view)
    }
}

/// The page's ids of incidents of ours that it has open no more, the latest first.
fn ended(open: &[PageIncident], published: &[Published]) -> Vec<String> {
    let is_open = |one: &&Published| open.iter().any(|incident| one.is_at(incident));
    let mut ended: Vec<&Published> = published.iter().filter(|one| one.is_named() && !is_open(one)).collect();
    ended.sort_by_key(|one| std::cmp::Reverse(one.at));
    ended.into_iter().take(MOST_ENDED).map(|one| one.remote.clone()).collect()
}

/// What a connection can do as a status page.
fn status_page(connection: &Connection) -> Option<&'static StatusPage> {
    registry::find(&connection.provider).ok()?.page_of(connection)
}

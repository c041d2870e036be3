//! What was published is read back: at once after each post, and every few minutes while an incident tells its story there.

use std::collections::BTreeMap;

use chrono::Duration;
use domain::delivery::{Payload, State};
use domain::id::{ConnectionId, DeliveryId, IncidentId, IntentId};
use domain::incident::entry::SYSTEM;
use domain::incident::event::Event;
use domain::span::Instant;
use store::truth::incidents::Brief;

use crate::change::Topic;
use crate::engine::Engine;
use crate::error::Error;
use crate::view::bridge::page::Posted;
use crate::view::bridge::{PageStanding, PageStandingView};

/// How often a page is read again, and how soon after a failure.
const EVERY: Duration = Duration::minutes(3);
const AFTER_FAILURE: Duration = Duration::minutes(1);
/// For how long a page is looked at after its incident ended.
const LATELY: Duration = Duration::hours(2);

/// A page that tells of an incident which is not closed yet.
pub(crate) struct ReadBack {
    /// Which page.
    pub(crate) page: ConnectionId,
    /// What was published there last: a new one is read back at once.
    pub(crate) delivery: DeliveryId,
}

impl Engine {
    /// The pages that are read back now and then, each with what was published there last.
    pub(crate) fn read_backs(&self, now: Instant) -> Result<Vec<ReadBack>, Error> {
        let mut last: BTreeMap<ConnectionId, (Instant, DeliveryId)> = BTreeMap::new();
        for incident in self.told_on_pages(now)? {
            for row in self.parts.truth.deliveries(&incident)? {
                if !matches!((&row.delivery.payload, &row.state), (Payload::Update(_), State::Delivered { .. })) {
                    continue;
                }
                let newest = last.get(&row.delivery.connection).is_none_or(|(at, _)| *at <= row.updated_at);
                if newest {
                    last.insert(row.delivery.connection.clone(), (row.updated_at, row.delivery.id.clone()));
                }
            }
        }
        let known = self.loaded();
        let pages = last.into_iter().filter(|(page, _)| known.agreement.connection(page).is_some());
        Ok(pages.map(|(page, (_, delivery))| ReadBack { page, delivery }).collect())
    }

    /// The incidents of which pages may still tell: all that are not over, and those that ended lately, so that nothing is
    /// left open on a page in silence.
    pub(crate) fn told_on_pages(&self, now: Instant) -> Result<Vec<IncidentId>, Error> {
        let all = self.parts.truth.all_incidents()?.into_iter();
        Ok(all.filter(|brief| !brief.closed || is_lately(brief, now)).map(|brief| brief.id).collect())
    }

    /// Those of them that are over for us: nothing is owed any more.
    pub(crate) fn lately_closed(&self, now: Instant) -> Result<Vec<IncidentId>, Error> {
        let all = self.parts.truth.all_incidents()?.into_iter();
        Ok(all.filter(|brief| brief.closed && is_lately(brief, now)).map(|brief| brief.id).collect())
    }

    /// Reads a page, and notes when it is read again.
    pub(crate) async fn read_page_back(&self, one: ReadBack) -> Result<(), Error> {
        let read = self.status_page(&one.page).await;
        // An entry that cannot be read keeps nobody from seeing the others.
        let failed = read.as_ref().map_or(true, |view| view.incidents.broken);
        if let Err(trouble) = &read {
            tracing::info!(page = %one.page, %trouble, "a page cannot be read back");
        }
        self.parts.asked.note(&one.delivery, self.now() + if failed { AFTER_FAILURE } else { EVERY });
        if !failed {
            self.blocking(move |engine| engine.confirm_updates(&one.page)).await?;
        }
        self.parts.changes.tell(&[Topic::Incidents, Topic::Connections]);
        Ok(())
    }

    /// Writes which updates a page was seen to show, each once for each time that it was published.
    fn confirm_updates(&self, page: &ConnectionId) -> Result<(), Error> {
        let (now, loaded) = (self.now(), self.loaded());
        for id in self.told_on_pages(now)? {
            let (incident, rows) = (self.incident(&id)?, self.parts.truth.deliveries(&id)?);
            let Some(posted) = Posted::last(&rows, page) else { continue };
            let standings = self.page_standings(&incident, &loaded.agreement, &rows)?;
            let is_shown =
                |it: &PageStandingView| it.connection == page.as_str() && it.state == PageStanding::Confirmed;
            let update = incident.updates.iter().find(|update| update.id == posted.message.update);
            let is_known = update.is_none_or(|update| update.confirmed.contains_key(page));
            if is_known || !standings.iter().any(is_shown) {
                continue;
            }
            let intent = IntentId(format!("read-back:{}", posted.delivery));
            let event = Event::UpdateConfirmed {
                update: posted.message.update.clone(),
                connection: page.clone(),
                delivery: posted.delivery.clone(),
            };
            self.parts
                .truth
                .submit(&intent, |writing| self.write(writing, &id, &intent, &SYSTEM.into(), vec![event], now, now))?;
        }
        Ok(())
    }
}

fn is_lately(brief: &Brief, now: Instant) -> bool {
    brief.resolved_at.is_some_and(|at| now - at <= LATELY)
}

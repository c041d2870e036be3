//! What was published is read back: at once after each post, and every few minutes while an incident tells its story there.

use std::collections::BTreeMap;

use chrono::Duration;
use domain::delivery::{Payload, State};
use domain::id::{ConnectionId, DeliveryId, IncidentId};
use domain::span::Instant;

use crate::change::Topic;
use crate::engine::Engine;
use crate::error::Error;

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
        let lately = all.filter(|brief| !brief.closed || brief.resolved_at.is_some_and(|at| now - at <= LATELY));
        Ok(lately.map(|brief| brief.id).collect())
    }

    /// Reads a page, and notes when it is read again.
    pub(crate) async fn read_page_back(&self, one: ReadBack) -> Result<(), Error> {
        let read = self.status_page(&one.page).await;
        let failed = read.as_ref().map_or(true, |view| !view.incidents.trouble.is_empty());
        if let Err(trouble) = &read {
            tracing::info!(page = %one.page, %trouble, "a page cannot be read back");
        }
        self.parts.asked.note(&one.delivery, self.now() + if failed { AFTER_FAILURE } else { EVERY });
        self.parts.changes.tell(&[Topic::Incidents, Topic::Connections]);
        Ok(())
    }
}

//! The worker that follows pages: asks the pagers what came of those that are out, and writes the answer down.
//!
//! What a pager tells is an outcome like a receipt: nobody's word is taken for it, and nobody is put on the bridge by it.

use chrono::Duration;
use domain::agreement::Connection;
use domain::delivery::{Delivery, Failure, Happening, Payload, Receipt, Repeat, State};
use domain::id::IntentId;
use domain::incident::entry::SYSTEM;
use domain::incident::event::Event;
use domain::incident::{Answer, Incident, Page};
use domain::span::Instant;
use providers::capability::{PageProgress, Promised};
use providers::registry;
use store::truth::outbox::Row;
use tokio::task::JoinSet;

use crate::change::Topic;
use crate::connection::Secrets;
use crate::engine::Engine;
use crate::error::Error;
use crate::outcome::what;

/// How often a pager is asked while somebody is waited for, and after somebody took the page.
const WAITED_FOR: Duration = Duration::seconds(10);
const TAKEN: Duration = Duration::minutes(1);
/// From then on nobody waits by the minute any more.
const LONG: Duration = Duration::minutes(30);
const AFTER_LONG: Duration = Duration::minutes(5);
/// How soon after a failure it is asked again.
const AFTER_FAILURE: Duration = Duration::minutes(1);

/// A page that is out, and how it stands.
struct Followed {
    incident: Incident,
    page: Page,
    row: Row,
    receipt: Receipt,
    connection: Connection,
}

impl Engine {
    /// Asks about the pages that are due to be asked about. Answers with the instant at which the next one is.
    pub async fn follow(&self) -> Result<Option<Instant>, Error> {
        let now = self.now();
        let followed = self.blocking(move |engine| engine.followed(now)).await?;
        let read_backs = self.blocking(move |engine| engine.read_backs(now)).await?;
        let ids = followed.iter().map(|one| &one.row.delivery.id).chain(read_backs.iter().map(|one| &one.delivery));
        self.parts.asked.keep(&ids.collect::<Vec<_>>());
        let mut asking = JoinSet::new();
        for one in read_backs {
            if self.parts.asked.again_at(&one.delivery).is_none_or(|at| at <= now) {
                let engine = self.clone();
                asking.spawn(async move { engine.read_page_back(one).await });
            }
        }
        for one in followed {
            if self.parts.asked.again_at(&one.row.delivery.id).is_none_or(|at| at <= now) {
                let engine = self.clone();
                asking.spawn(async move { engine.ask_about(one).await });
            }
        }
        while let Some(done) = asking.join_next().await {
            done.map_err(|trouble| Error::Internal(trouble.to_string()))??;
        }
        let followed = self.blocking(move |engine| engine.followed(now)).await?;
        let read_backs = self.blocking(move |engine| engine.read_backs(now)).await?;
        let ids = followed.iter().map(|one| &one.row.delivery.id).chain(read_backs.iter().map(|one| &one.delivery));
        Ok(ids.filter_map(|id| self.parts.asked.again_at(id)).min())
    }

    /// The pages that are out in open incidents, and of which something may still come.
    fn followed(&self, now: Instant) -> Result<Vec<Followed>, Error> {
        let loaded = self.loaded();
        let mut followed = Vec::new();
        for incident in self.parts.truth.open_incidents(now)?.into_iter().filter(Incident::is_open) {
            for row in self.parts.truth.deliveries(&incident.id)? {
                let (Payload::Page(message), State::Delivered { receipt }) = (&row.delivery.payload, &row.state) else {
                    continue;
                };
                let Some(connection) = loaded.agreement.connection(&row.delivery.connection) else { continue };
                let Some(page) = incident.page(&message.page) else { continue };
                if tells(connection) && !matches!(page.answer, Some((_, Answer::Closed))) {
                    followed.push(Followed {
                        page: page.clone(),
                        receipt: receipt.clone(),
                        connection: connection.clone(),
                        incident: incident.clone(),
                        row,
                    });
                }
            }
        }
        Ok(followed)
    }

    async fn ask_about(&self, one: Followed) -> Result<(), Error> {
        let (connection, now) = (one.connection.clone(), self.now());
        let secrets = self.blocking(move |engine| engine.secrets_of(&connection)).await;
        let progress = match secrets {
            Ok(secrets) => {
                let delivery = self.addressed(one.row.delivery.clone()).await?;
                if let Some(words) = self.broken(&one, &delivery, &secrets, now).await? {
                    return self.blocking(move |engine| engine.write_undone(&one, &words, now)).await;
                }
                self.parts.gateway.progress(&one.connection, &secrets, &delivery, &one.receipt, now).await
            }
            Err(_) => Err(Failure::Unauthorized),
        };
        let again_in = match &progress {
            Ok(_) if now - one.page.requested_at > LONG => AFTER_LONG,
            Ok(PageProgress::Unanswered) => WAITED_FOR,
            Ok(_) => TAKEN,
            Err(failure) => {
                tracing::info!(page = %one.row.delivery.id, failure = %failure.words(), "a page cannot be followed");
                AFTER_FAILURE
            }
        };
        let again_at = match &progress {
            Err(Failure::Throttled(until)) => *until,
            _ => now + again_in,
        };
        self.parts.asked.note(&one.row.delivery.id, again_at);
        match progress.ok().and_then(|progress| news(&one.page, progress)) {
            Some(news) => self.blocking(move |engine| engine.write_news(&one, news, now)).await,
            None => Ok(()),
        }
    }

    /// What the pager says where it had but promised a page, and did not make it.
    async fn broken(
        &self,
        one: &Followed,
        delivery: &Delivery,
        secrets: &Secrets,
        now: Instant,
    ) -> Result<Option<String>, Error> {
        if one.page.answer.is_some() || one.row.kept.is_some() || self.parts.asked.is_made(&delivery.id) {
            return Ok(None);
        }
        match self.promised(&one.connection, secrets, delivery, &one.receipt, now).await? {
            Ok(Some(Promised::Broken(words))) => return Ok(Some(words)),
            Ok(Some(Promised::Kept(_)) | None) => self.parts.asked.note_made(&delivery.id),
            // It is asked again with the next question: whoever cannot tell may have done it.
            Ok(Some(Promised::Pending)) | Err(_) => {}
        }
        Ok(None)
    }

    /// Writes that a page was taken and not made: it waits for the lead like one that was refused.
    fn write_undone(&self, one: &Followed, words: &str, now: Instant) -> Result<(), Error> {
        let delivery = &one.row.delivery;
        let intent = IntentId(format!("undone:{}:{}", delivery.id, one.row.attempts));
        let state = one.row.state.after(Happening::Undone(words.to_owned()), Repeat::Never, one.row.attempts, now);
        let State::Held { reason } = &state else { return Ok(()) };
        let undone =
            Event::PageUndone { page: one.page.id.clone(), delivery: delivery.id.clone(), words: words.to_owned() };
        let held = Event::DeliveryHeld { delivery: delivery.id.clone(), what: what(delivery), reason: reason.clone() };
        self.parts.truth.submit(&intent, |writing| {
            writing.settle(&delivery.id, &state, one.row.attempts, &reason.words(), now)?;
            self.write(writing, &one.incident.id, &intent, &SYSTEM.into(), vec![undone, held], now, now)
        })?;
        if let Payload::Page(message) = &delivery.payload {
            self.tell_held(delivery, message, reason);
        }
        self.parts.changes.tell(&[Topic::Incidents, Topic::Outbox]);
        Ok(())
    }

    /// Writes what came of a page, once: a second process that reads the same back writes nothing.
    fn write_news(&self, one: &Followed, news: News, now: Instant) -> Result<(), Error> {
        let intent = IntentId(format!("follow:{}:{:?}", one.row.delivery.id, news.answer));
        // A host's clock that is ahead must not put the answer before the page, or after now.
        let happened_at = news.at.unwrap_or(now).clamp(one.page.requested_at.min(now), now);
        let event = Event::PageAnswered {
            page: one.page.id.clone(),
            person: one.page.person.clone(),
            answer: news.answer,
            by: news.by.map(|by| self.answerer(&one.connection.id, by)),
            connection: Some(one.connection.id.clone()),
        };
        self.parts.truth.submit(&intent, |writing| {
            self.write(writing, &one.incident.id, &intent, &SYSTEM.into(), vec![event], happened_at, now)
        })?;
        self.parts.changes.tell(&[Topic::Incidents]);
        self.parts.nudges.remind.notify_one();
        Ok(())
    }
}

/// What a pager told that the journal does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
struct News {
    answer: Answer,
    by: Option<String>,
    at: Option<Instant>,
}

/// What is new in it: the lead's own word stands, unless it was that nobody could be reached.
fn news(page: &Page, progress: PageProgress) -> Option<News> {
    match progress {
        PageProgress::Unanswered => None,
        PageProgress::Acknowledged { by, at } => {
            let open = matches!(page.answer, None | Some((_, Answer::NotReached)));
            open.then_some(News { answer: Answer::Acknowledged, by, at })
        }
        PageProgress::Declined { by, at } => {
            let open = matches!(page.answer, None | Some((_, Answer::NotReached)));
            open.then_some(News { answer: Answer::Declined, by, at })
        }
        PageProgress::Resolved { by, at } => {
            let open = !matches!(page.answer, Some((_, Answer::Closed)));
            open.then_some(News { answer: Answer::Closed, by, at })
        }
    }
}

/// Whether the provider of a connection tells what came of a page in any of its ways.
fn tells(connection: &Connection) -> bool {
    let pager = registry::find(&connection.provider).ok().and_then(|descriptor| descriptor.pager.as_ref());
    pager.is_some_and(|pager| pager.paging.iter().chain(pager.responders).any(|way| way.progress.is_some()))
}

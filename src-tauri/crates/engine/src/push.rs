//! The worker that delivers: claims what is due, sends it, writes the outcome and the delivery's state together.
//!
//! A row is marked Sending on disk before anything is sent. A process that dies in between leaves the row behind; whoever
//! finds it treats it as one that may have been applied.

mod looking;
mod unsent;

use std::time::Duration;

use domain::delivery::{
    BY_PHONE, Delivery, Failure, Happening, HeldReason, PageMessage, Payload, Receipt, Repeat, State,
};
use domain::id::{ConnectionId, IntentId, PersonId};
use domain::incident::Notice;
use domain::incident::entry::SYSTEM;
use domain::incident::event::Event;
use domain::span::Instant;
use providers::gateway::{self, Earlier};
use store::truth::outbox::Row;
use tokio::task::JoinSet;

use crate::armed;
use crate::change::Topic;
use crate::connection::{Secrets, no_secret};
use crate::engine::{Engine, connection_of};
use crate::error::Error;
use crate::outcome::{arrived, what};
use crate::port::{About, Reminder};
use unsent::{Held, Unsent};

pub(crate) use looking::GIVEN_UP_LOST;

/// Between two looks at what fell due while attempts are under way.
const SHORTEST: Duration = Duration::from_millis(100);
const LONGEST: Duration = Duration::from_secs(20);

/// What an attempt led to, before it is written.
struct Outcome {
    happening: Happening,
    repeat: Repeat,
}

impl Engine {
    /// Delivers what is due now, and what falls due meanwhile. Answers with the instant at which the next delivery is.
    pub async fn push(&self) -> Result<Option<Instant>, Error> {
        let _round = self.parts.round.lock().await;
        let mut held = Held::default();
        held.add(self.blocking(Self::take_over_orphans).await?);
        let mut attempts = JoinSet::new();
        let mut outcome = Ok(());
        loop {
            if outcome.is_ok() {
                outcome = self.begin(&mut attempts).await;
            }
            tokio::select! {
                done = attempts.join_next() => match done {
                    // Those under way are awaited also after trouble: an attempt that is broken off is unsure.
                    Some(done) => {
                        let done = done.unwrap_or_else(|trouble| Err(Error::Internal(trouble.to_string())));
                        outcome = outcome.and(done.map(|words| held.add(words)));
                    }
                    None => break,
                },
                // A page must not wait until a slow status page has answered.
                () = self.due_meanwhile(), if outcome.is_ok() => {}
                () = held.ripe() => self.tell_unsent(held.take()).await,
            }
        }
        self.tell_unsent(held.take()).await;
        outcome?;
        self.blocking(|engine| Ok(engine.parts.truth.next_due()?)).await
    }

    /// Claims what is due and begins an attempt at each.
    async fn begin(&self, attempts: &mut JoinSet<Result<Option<Unsent>, Error>>) -> Result<(), Error> {
        let rows =
            self.blocking(|engine| Ok(engine.parts.truth.claim_due(engine.now(), engine.parts.owner.token())?)).await?;
        if !rows.is_empty() {
            self.parts.changes.tell(&[Topic::Outbox]);
        }
        for row in rows {
            let engine = self.clone();
            attempts.spawn(async move { engine.attempt(row).await });
        }
        Ok(())
    }

    /// Returns when something may have fallen due: after a nudge, or when its time has come.
    async fn due_meanwhile(&self) {
        let next = self.blocking(|engine| Ok(engine.parts.truth.next_due()?)).await.ok().flatten();
        let pause = next.map_or(LONGEST, |next| (next - self.now()).to_std().unwrap_or_default());
        tokio::select! {
            () = tokio::time::sleep(pause.clamp(SHORTEST, LONGEST)) => {}
            () = self.parts.nudges.push.notified() => {}
        }
    }

    /// Rows whose process died while sending may have been applied; so may those that this process could not settle.
    fn take_over_orphans(&self) -> Result<Vec<Unsent>, Error> {
        let own = self.parts.owner.token();
        let orphans = self.parts.truth.adopt_orphans(own, self.now(), |owner| {
            owner != own && store::Owner::is_alive(&self.parts.folder, owner)
        })?;
        let mut held = Vec::new();
        for row in orphans {
            let repeat = self.repeat_of(&row.delivery);
            held.extend(self.settle(&row, &Outcome { happening: Happening::Interrupted, repeat })?);
        }
        Ok(held)
    }

    fn repeat_of(&self, delivery: &Delivery) -> Repeat {
        let loaded = self.loaded();
        let connection = connection_of(&loaded.agreement, &delivery.connection);
        connection
            .and_then(|connection| self.parts.gateway.repeat(&connection, &delivery.payload))
            .unwrap_or(Repeat::Never)
    }

    /// One attempt at one claimed row, written before it returns.
    async fn attempt(&self, row: Row) -> Result<Option<Unsent>, Error> {
        let outcome = self.try_once(&row).await?;
        self.blocking(move |engine| engine.settle(&row, &outcome)).await
    }

    async fn try_once(&self, row: &Row) -> Result<Outcome, Error> {
        let now = self.now();
        let delivery = &self.addressed(row.delivery.clone()).await?;
        let repeat = self.repeat_of(delivery);
        let outcome = |happening| Ok(Outcome { happening, repeat });
        let loaded = self.loaded();
        let Some(connection) = connection_of(&loaded.agreement, &delivery.connection) else {
            let words = if delivery.connection.as_str() == BY_PHONE {
                "No pager is connected. Call, and say whether they were reached.".to_owned()
            } else {
                format!("The workspace has no connection “{}” any more.", delivery.connection)
            };
            return outcome(Happening::Blocked(HeldReason::NoRoute(words)));
        };
        if delivery.drill && connection.provider != crate::engine::SANDBOX {
            return outcome(Happening::Blocked(HeldReason::DrillMayNotLeave));
        }
        let unsure = matches!(&row.state, State::Waiting { probe: true, .. });
        // What may have been applied before it was disarmed is still looked for: a look only reads.
        if let (Some(reason), false) = (armed::gate(&connection), unsure) {
            return outcome(Happening::Blocked(reason));
        }
        if !unsure && delivery.valid_until.is_some_and(|valid_until| now >= valid_until) {
            return outcome(Happening::Expired);
        }
        let secrets = match self.secrets(&connection).await {
            Ok(secrets) => secrets,
            // What may have been applied stays unsure until somebody could look.
            Err(_) if unsure => return outcome(Happening::ProbeFailed(Failure::Unauthorized)),
            Err(_) => return outcome(Happening::Failed(Failure::Unauthorized)),
        };
        let addressed = self.with_address(delivery.clone(), &connection, &secrets, row.attempts, now).await?;
        let delivery = &match addressed {
            Ok(delivery) => delivery,
            Err(failure) if unsure => return outcome(Happening::ProbeFailed(failure)),
            Err(failure) => return outcome(Happening::Failed(failure)),
        };
        let unsent = gateway::stands_against(&connection, &secrets, delivery, now);
        if unsent == Some(Failure::Unauthorized) && !unsure {
            return outcome(Happening::Blocked(HeldReason::NoRoute(no_secret(&connection))));
        }
        let mut known = self.previous(delivery).await?;
        let must_look = unsure || (repeat == Repeat::Probe && self.may_be_there(row, known.as_ref()).await?);
        let looks = must_look && repeat == Repeat::Probe;
        if looks {
            let others = self.others(delivery).await?;
            let unnamed = known.as_ref().is_some_and(|receipt| !receipt.is_named());
            let earlier = Earlier { known: known.as_ref().filter(|_| !unnamed), others: &others };
            match self.parts.gateway.probe(&connection, &secrets, delivery, earlier, now).await {
                Ok(found) => {
                    if let Some(receipt) = found.this {
                        return outcome(Happening::Arrived(receipt));
                    }
                    known = found.incident.or(known.filter(|_| !unnamed));
                }
                Err(failure) => return outcome(Happening::ProbeFailed(failure)),
            }
            let lost = self.lost_before(row).await?;
            // What is sent now must not be joined by what was sent before, and a page that was looked for may have grown old.
            if !delivery.counts_as_absent(lost, self.now()) {
                return outcome(Happening::NotYet);
            }
            if delivery.valid_until.is_some_and(|valid_until| now >= valid_until) {
                return outcome(Happening::NotThere);
            }
        }
        if let Some(reason) = armed::gate(&connection) {
            return outcome(if looks { Happening::NotThere } else { Happening::Blocked(reason) });
        }
        let (gateway, known) = (&self.parts.gateway, known.as_ref());
        let sent = if looks {
            gateway.deliver_after_look(&connection, &secrets, delivery, known, now).await
        } else {
            gateway.deliver(&connection, &secrets, delivery, known, now).await
        };
        match sent {
            Ok(receipt) => outcome(Happening::Arrived(receipt)),
            // What was found of an earlier attempt is known to this one alone: the next one looks again.
            Err(failure @ (Failure::Offline | Failure::Throttled(_))) if must_look => {
                outcome(Happening::ProbeFailed(failure))
            }
            Err(failure) => outcome(Happening::Failed(failure)),
        }
    }

    /// Whether something of an update may stand on its page although no proof says so: where the page's incident is not
    /// known by its id, where one before it was given up after it had left, or a short while ago, or where it was held after an
    /// attempt.
    async fn may_be_there(&self, row: &Row, known: Option<&Receipt>) -> Result<bool, Error> {
        if !matches!(row.delivery.payload, Payload::Update(_)) {
            return Ok(false);
        }
        match known {
            Some(receipt) if !receipt.is_named() => Ok(true),
            // Of one that was given up something may still come, and would stand after this one.
            Some(_) => {
                let lost = self.lost_before(row).await?;
                Ok(!row.delivery.counts_as_absent(lost, self.now()))
            }
            None if row.attempts > 1 && row.state == State::Queued => Ok(true),
            None => Ok(!self.given_up_before(row).await?.is_empty()),
        }
    }

    /// The incidents of a page that tell of other incidents of ours, by the page's ids.
    async fn others(&self, delivery: &Delivery) -> Result<Vec<String>, Error> {
        let (incident, connection) = (delivery.incident.clone(), delivery.connection.clone());
        self.blocking(move |engine| Ok(engine.parts.truth.remotes_of_others(&incident, &connection)?)).await
    }

    /// The delivery with what is known only as it leaves: what the provider of its connection calls the person who is paged,
    /// what it made of a page that something is added to, the name of whoever wrote a note, and where an account reads letters.
    pub(crate) async fn addressed(&self, delivery: Delivery) -> Result<Delivery, Error> {
        let mut delivery = self.blocking(move |engine| engine.with_made(delivery)).await?;
        let connection = &delivery.connection;
        match &mut delivery.payload {
            Payload::Page(message) => {
                message.person_remote = self.remote_id(connection, &message.person, message.person_email.as_deref());
            }
            Payload::Note(message) => message.author_name = self.loaded().agreement.person_name(&message.author),
            Payload::Outreach(message) => {
                // An address that was refused is mended in the workspace, and then the letter is sent again.
                let loaded = self.loaded();
                let account = message.account.as_ref().and_then(|id| loaded.agreement.account(id));
                if let Some(account) = account {
                    message.recipients = account.recipients();
                }
            }
            Payload::Update(_) => {}
        }
        Ok(delivery)
    }

    /// The receipt of the update before, in the same lane: it names the page's incident.
    async fn previous(&self, delivery: &Delivery) -> Result<Option<Receipt>, Error> {
        if !matches!(delivery.payload, Payload::Update(_)) {
            return Ok(None);
        }
        let (incident, connection) = (delivery.incident.clone(), delivery.connection.clone());
        self.blocking(move |engine| Ok(engine.parts.truth.previous_receipt(&incident, &connection)?)).await
    }

    async fn secrets(&self, connection: &domain::agreement::Connection) -> Result<Secrets, Error> {
        let connection = connection.clone();
        self.blocking(move |engine| engine.secrets_of(&connection)).await
    }

    /// Writes the new state and, where there is one, the outcome entry, in one transaction; answers with a word that is held by it.
    fn settle(&self, row: &Row, outcome: &Outcome) -> Result<Option<Unsent>, Error> {
        let now = self.now();
        let delivery = &row.delivery;
        // An expired or blocked row never left, so it moves from the state it was claimed in.
        let from = match outcome.happening {
            Happening::Expired | Happening::Blocked(_) => row.state.clone(),
            _ => row.state.after(Happening::Begun, outcome.repeat, row.attempts, now),
        };
        let state = from.after(outcome.happening.clone(), outcome.repeat, row.attempts, now);
        let (event, reason) = match &state {
            State::Delivered { receipt } => (Some(arrived(delivery, receipt.clone())), String::new()),
            State::Held { reason } => {
                let event =
                    Event::DeliveryHeld { delivery: delivery.id.clone(), what: what(delivery), reason: reason.clone() };
                (Some(event), reason.words())
            }
            State::Waiting { failure, .. } => (None, looking::why(&outcome.happening, failure)),
            _ => (None, String::new()),
        };
        if outcome.happening == Happening::NotYet {
            self.tell_not_yet(row, &reason);
        }
        match event {
            Some(event) => {
                let intent = IntentId(format!("outcome:{}:{}:{}", delivery.id, row.attempts, state.name()));
                let system = PersonId::from(SYSTEM);
                self.parts.truth.submit(&intent, |writing| {
                    writing.settle(&delivery.id, &state, row.attempts, &reason, now)?;
                    self.write(writing, &delivery.incident, &intent, &system, vec![event], now, now)
                })?;
            }
            None => self.parts.truth.settle(&delivery.id, &state, row.attempts, &reason, now)?,
        }
        self.note_connection(&delivery.connection, &state, &outcome.happening, now)?;
        if let (Payload::Page(message), State::Held { reason }) = (&delivery.payload, &state) {
            self.tell_held(delivery, message, reason);
        }
        self.parts.nudges.remind.notify_one();
        self.parts.nudges.follow.notify_one();
        self.parts.changes.tell(&[Topic::Incidents, Topic::Outbox, Topic::Connections]);
        Ok(match &state {
            State::Held { reason } => Unsent::of(delivery, reason),
            _ => None,
        })
    }

    /// Tells the lead that a page could not leave, and whom to call: nobody is woken by it until they do something. A page that
    /// was a call from the beginning is no news.
    pub(crate) fn tell_held(&self, delivery: &Delivery, message: &PageMessage, reason: &HeldReason) {
        if delivery.connection.as_str() == BY_PHONE {
            return;
        }
        self.tell_of_page(delivery, message, "did not go out", |number| {
            let call = number.map_or_else(|| "No number is known.".to_owned(), |number| format!("Call {number}."));
            format!("{call} {}", reason.words())
        });
    }

    /// Tells the lead what is the matter with a page, in place of what was told of it before. `body` is given the number to call.
    fn tell_of_page(
        &self,
        delivery: &Delivery,
        message: &PageMessage,
        what: &str,
        body: impl FnOnce(Option<&str>) -> String,
    ) {
        let loaded = self.loaded();
        let number = loaded.agreement.person(&message.person).and_then(|person| person.phone());
        self.show(&Reminder {
            subject: format!("{}/{}", delivery.incident, message.page),
            incident: delivery.incident.to_string(),
            about: About::Held,
            notice: Notice::Overdue,
            title: format!("The page to {} {what}", message.person_name),
            body: body(number),
        });
    }

    /// Keeps how the connection answered last, for the status bar.
    fn note_connection(
        &self,
        connection: &ConnectionId,
        state: &State,
        happening: &Happening,
        now: Instant,
    ) -> Result<(), Error> {
        let trouble = match state {
            State::Delivered { .. } => None,
            State::Waiting { failure, .. } => looking::trouble(happening, failure),
            State::Held { reason: HeldReason::Unauthorized } => Some(Failure::Unauthorized.words()),
            _ => return Ok(()),
        };
        self.note_answer(connection, trouble.as_deref(), now)
    }
}

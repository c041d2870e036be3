//! The door to all providers: opens the account, keeps the pace, sends once, and says what came of it.

mod converse;
mod judge;
mod mail;
mod missing;
mod prove;
mod reading;
mod setback;
mod walk;

use std::path::PathBuf;

use domain::agreement::Connection;
use domain::channel::Channel;
use domain::delivery::{Delivery, Failure, MadeOfPage, PageMessage, Payload, Receipt, Repeat};
use domain::id::{ConnectionId, DeliveryId};
use domain::span::Instant;

use crate::account::{Account, Secrets};
use crate::answers::{Answers, KnownAnswer, Round};
use crate::capability::{Carriage, Noting, Outreach, Pager, Paging, Posting, StatusPage, TargetKind};
use crate::classify;
use crate::descriptor::{Descriptor, Reach};
use crate::mail::Transport;
use crate::marker::Found;
use crate::message::{Request, Response};
use crate::pace::{Budgets, Pauses, Urgency};
use crate::registry;
use crate::sandbox::host;
use crate::wire::Wire;

pub use judge::{Judged, judge, judge_message};
pub use prove::{Proof, Seen};
pub use setback::Setback;
pub use walk::{Walk, Walked};

/// The door to all providers. It remembers nothing but how often each connection was asked, who asked for a pause, and
/// while a round of reading lasts what it read.
#[derive(Debug)]
pub struct Gateway {
    wire: Wire,
    mail: Transport,
    sandbox: PathBuf,
    budgets: Budgets,
    pauses: Pauses,
    answers: Answers,
}

/// What is known from before of a delivery that is looked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Earlier<'a> {
    /// The proof of the update before, in the same lane.
    pub known: Option<&'a Receipt>,
    /// The page's ids of its incidents that tell of other incidents of ours.
    pub others: &'a [String],
}

/// What a request is sent for.
#[derive(Debug, Clone, Copy)]
enum Errand<'a> {
    /// This delivery, or finding out whether it arrived.
    Of(&'a DeliveryId),
    /// What is left of an attempt at it that has asked something already.
    RestOf(&'a DeliveryId),
    /// Fresher copies, for a person who waits or in the background.
    Reading(Urgency),
}

impl Gateway {
    /// A gateway over the wire; the sandbox keeps its files in the given folder.
    pub fn new(wire: Wire, sandbox_folder: PathBuf) -> Self {
        let (mail, budgets, pauses) = (Transport::default(), Budgets::default(), Pauses::default());
        Self { wire, mail, sandbox: sandbox_folder, budgets, pauses, answers: Answers::default() }
    }

    /// The same, with another way to servers of mail.
    #[must_use]
    pub fn with_mail(self, mail: Transport) -> Self {
        Self { mail, ..self }
    }

    /// A round of reading a connection, with what is known of it from before: what is as it was need not come again, and nothing
    /// is asked twice.
    pub fn round(&self, connection: &ConnectionId, known: Option<KnownAnswer>) -> Round<'_> {
        self.answers.begin(connection, known)
    }

    /// What keeps a repeated delivery from a double effect; `None` where the connection cannot take it at all.
    pub fn repeat(&self, connection: &Connection, payload: &Payload) -> Option<Repeat> {
        registry::find(&connection.provider).ok().and_then(|descriptor| descriptor.repeat(connection, payload))
    }

    /// Delivers once. `known` is the receipt of an earlier update of the same incident on the same connection, if
    /// there is one: the update becomes a change of it.
    pub async fn deliver(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        delivery: &Delivery,
        known: Option<&Receipt>,
        now: Instant,
    ) -> Result<Receipt, Failure> {
        self.carry(connection, secrets, delivery, known, Errand::Of(&delivery.id), now).await
    }

    /// As [`Self::deliver`], in the attempt in which it was looked for and not found. The pace does not come in between: it
    /// would be looked for again, and what the pace had given back by then would be used up by looking, for ever.
    pub async fn deliver_after_look(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        delivery: &Delivery,
        known: Option<&Receipt>,
        now: Instant,
    ) -> Result<Receipt, Failure> {
        self.carry(connection, secrets, delivery, known, Errand::RestOf(&delivery.id), now).await
    }

    async fn carry(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        delivery: &Delivery,
        known: Option<&Receipt>,
        errand: Errand<'_>,
        now: Instant,
    ) -> Result<Receipt, Failure> {
        let descriptor = admitted(connection, delivery)?;
        let account = descriptor.account(connection, secrets, now);
        let (request, read) = match &delivery.payload {
            Payload::Page(message) => {
                let page = &way(descriptor, &account, message)?.page;
                ((page.ask)(&account, delivery, message)?, page.read)
            }
            Payload::Note(message) => {
                let write = &noting(descriptor, &account, message.on.made()?)?.write;
                ((write.ask)(&account, delivery, message)?, write.read)
            }
            Payload::Update(update) => {
                let publish = status_page(descriptor)?.publish;
                let posting = Posting { delivery, update, known, others: &[] };
                return self.converse(descriptor, &account, &posting, publish, errand, now).await;
            }
            Payload::Outreach(message) => {
                let outreach = outreach(descriptor)?;
                outreach.takes(descriptor.name, message)?;
                match &outreach.carriage {
                    Carriage::Http(pair) => {
                        let request = (pair.ask)(&account, delivery, message)?;
                        (request.patient(outreach.repeat != Repeat::Keyed), pair.read)
                    }
                    Carriage::Mail { server, write } => {
                        let letter = write(&account, delivery, message)?;
                        return self.post(descriptor, &account, *server, &delivery.id, &letter).await;
                    }
                }
            }
        };
        read(&self.exchange(descriptor, &account, errand, &request, now).await?)
    }

    /// Looks for what an attempt with a lost answer may have left. Finds nothing where the provider dedupes by our
    /// key, since sending again is safe there; `Refused` where it offers no way to look.
    pub async fn probe(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        delivery: &Delivery,
        earlier: Earlier<'_>,
        now: Instant,
    ) -> Result<Found, Failure> {
        let descriptor = admitted(connection, delivery)?;
        let account = descriptor.account(connection, secrets, now);
        let (repeat, probe) = match &delivery.payload {
            Payload::Page(message) => way(descriptor, &account, message).map(|way| (way.repeat, way.probe))?,
            Payload::Note(message) => {
                noting(descriptor, &account, message.on.made()?).map(|notes| (notes.repeat, notes.probe))?
            }
            Payload::Update(update) => {
                let page = status_page(descriptor)?;
                let posting = Posting { delivery, update, known: earlier.known, others: earlier.others };
                return match page.probe {
                    _ if page.repeat == Repeat::Keyed => Ok(Found::default()),
                    Some(probe) => {
                        let errand = Errand::Of(&delivery.id);
                        self.converse(descriptor, &account, &posting, probe, errand, now).await
                    }
                    None => Err(cannot_look(descriptor)),
                };
            }
            // No room can be looked at.
            Payload::Outreach(_) => (outreach(descriptor)?.repeat, None),
        };
        if repeat == Repeat::Keyed {
            return Ok(Found::default());
        }
        let Some(probe) = probe else { return Err(cannot_look(descriptor)) };
        let request = (probe.ask)(&account, delivery)?;
        let response = self.exchange(descriptor, &account, Errand::Of(&delivery.id), &request, now).await?;
        (probe.read)(&response, delivery)
    }

    /// Sends one request within the connection's pace. What comes back holds no secret of the account any more: this
    /// is the one place that every word of a host passes before it can become a failure, a receipt or a name.
    async fn exchange(
        &self,
        descriptor: &Descriptor,
        account: &Account<'_>,
        errand: Errand<'_>,
        request: &Request,
        now: Instant,
    ) -> Result<Response, Setback> {
        let (urgency, delivery) = match errand {
            Errand::Of(delivery) => (Urgency::Delivery, Some(delivery)),
            Errand::RestOf(delivery) => (Urgency::Begun, Some(delivery)),
            Errand::Reading(urgency) => (urgency, None),
        };
        if let Some(until) = delivery.and_then(|delivery| self.pauses.until(delivery, now)) {
            return Err(Failure::Throttled(until).into());
        }
        let id = &account.connection.id;
        if let Some(answer) = self.answers.shared(id, request) {
            return Ok(answer);
        }
        self.budgets.take(id, descriptor.pace, urgency, now).map_err(Failure::Throttled)?;
        let asked = self.answers.conditional(id, request);
        let outcome = match descriptor.reach {
            Reach::World => self.wire.send(&asked).await,
            Reach::Sandbox => host::answer(&self.sandbox, request).await,
        };
        let outcome = outcome.map(|response| account.redaction().response(request.answered(response)));
        let outcome = outcome.map(|response| self.answers.settled(id, request, response));
        let spent = |response: &Response| classify::used_up(response, &(descriptor.complaint)(response), now);
        if let Some(until) = outcome.as_ref().ok().and_then(spent) {
            self.budgets.rest(&account.connection.id, until);
        }
        let pause = outcome.as_ref().ok().and_then(|response| classify::pause_until(response, now));
        let denial = outcome.as_ref().ok().and_then(|response| classify::denial(response, descriptor.complaint));
        let is_too_much = classify::is_too_much(&outcome, descriptor.complaint);
        let missing = missing::asked_for(&outcome, descriptor.complaint, account, request);
        let settled = classify::settle(outcome, descriptor.complaint, request.is_write(), now);
        // That it is unsure must be known at once; when to look or to send again is what the host said.
        if let (Err(Failure::Unsure | Failure::Lost(_)), Some(delivery), Some(until)) = (&settled, delivery, pause) {
            self.pauses.begin(delivery, until);
        }
        let said = |failure: &Failure| denial.filter(|_| *failure == Failure::Unauthorized);
        settled.map_err(|failure| Setback { said: said(&failure), missing, is_too_much, failure })
    }
}

/// By which kind of way a connection reaches an audience; one of an unknown provider counts as a page.
pub fn channel(connection: &Connection) -> Channel {
    let descriptor = registry::find(&connection.provider);
    descriptor.map_or(Channel::Page, |descriptor| descriptor.channel(&connection.options))
}

fn cannot_look(descriptor: &Descriptor) -> Failure {
    Failure::Refused(format!("{} offers no way to look whether it arrived.", descriptor.name))
}

/// The provider of a delivery, if it may take it.
fn admitted(connection: &Connection, delivery: &Delivery) -> Result<&'static Descriptor, Failure> {
    let descriptor = registry::find(&connection.provider)?;
    if delivery.connection != connection.id {
        return Err(Failure::Refused(format!(
            "This is addressed to `{}`, not to `{}`.",
            delivery.connection, connection.id
        )));
    }
    if delivery.drill && descriptor.reach != Reach::Sandbox {
        return Err(Failure::Refused("A drill reaches no real provider.".to_owned()));
    }
    Ok(descriptor)
}

fn pager(descriptor: &Descriptor) -> Result<&Pager, Failure> {
    descriptor.pager.as_ref().ok_or_else(|| Failure::Refused(format!("{} is no pager.", descriptor.name)))
}

/// Whether a connection can wake whom a page means, by any of its ways; what comes of it only the attempt tells.
pub fn has_way(connection: &Connection, message: &PageMessage) -> bool {
    offers(connection, |descriptor, account| way(descriptor, account, message).is_ok())
}

/// Why a page cannot leave as it stands, found out without asking anybody; none where it would be sent. `Unauthorized` where
/// a secret is missing.
pub fn stands_against(
    connection: &Connection,
    secrets: &Secrets,
    delivery: &Delivery,
    now: Instant,
) -> Option<Failure> {
    let Payload::Page(message) = &delivery.payload else { return None };
    let asked = admitted(connection, delivery).and_then(|descriptor| {
        let account = descriptor.account(connection, secrets, now);
        (way(descriptor, &account, message)?.page.ask)(&account, delivery, message)
    });
    asked.err()
}

/// Whether that way wakes the person who is meant, and not whoever a service of the pager's asks.
pub fn reaches_people(connection: &Connection, message: &PageMessage) -> bool {
    let reaches = |way: &Paging| way.reaches.contains(&TargetKind::Person);
    offers(connection, |descriptor, account| way(descriptor, account, message).is_ok_and(reaches))
}

/// Whether a connection takes notes on what it made of a page.
pub fn takes_notes(connection: &Connection, made: &MadeOfPage) -> bool {
    offers(connection, |descriptor, account| noting(descriptor, account, made).is_ok())
}

/// Whether something is added to that page only by what its promise tells.
pub fn adds_by_promise(connection: &Connection, page: &PageMessage) -> bool {
    let is_address = |way: &Paging| way.promise.is_some_and(|promise| promise.is_address);
    offers(connection, |descriptor, account| way(descriptor, account, page).is_ok_and(is_address))
}

/// Whether a connection offers something as a pager, as it is set up.
fn offers(connection: &Connection, what: impl FnOnce(&Descriptor, &Account) -> bool) -> bool {
    let Ok(descriptor) = registry::find(&connection.provider) else { return false };
    if descriptor.pager_of(connection).is_none() {
        return false;
    }
    // Whether a way fits never depends on a secret, and hardly on the time.
    let secrets = Secrets::new();
    what(descriptor, &descriptor.account(connection, &secrets, Instant::default()))
}

/// The way that a page would take.
fn way<'a>(descriptor: &'a Descriptor, account: &Account, message: &PageMessage) -> Result<&'a Paging, Failure> {
    let pager = pager(descriptor)?;
    pager.way(account, message).ok_or_else(|| {
        Failure::Refused(match pager.paging {
            _ if message.joins.is_some() => format!(
                "{} adds nobody to a page that is out, as the connection is set up. Page them by a page of their own.",
                descriptor.name
            ),
            [] => format!("{} wakes nobody: it only tells who is on call.", descriptor.name),
            _ => format!("{} cannot be addressed like this, as the connection is set up.", descriptor.name),
        })
    })
}

/// How a note is taken.
fn noting<'a>(descriptor: &'a Descriptor, account: &Account, made: &MadeOfPage) -> Result<&'a Noting, Failure> {
    let notes = pager(descriptor)?.notes.as_ref().filter(|notes| (notes.fits)(account, made));
    notes.ok_or_else(|| {
        let name = descriptor.name;
        Failure::Refused(format!("{name} takes no notes on this page, as the connection is set up."))
    })
}

fn status_page(descriptor: &Descriptor) -> Result<&StatusPage, Failure> {
    descriptor.status_page.as_ref().ok_or_else(|| Failure::Refused(format!("{} is no status page.", descriptor.name)))
}

fn outreach(descriptor: &Descriptor) -> Result<&Outreach, Failure> {
    descriptor.outreach.as_ref().ok_or_else(|| Failure::Refused(format!("{} takes no messages.", descriptor.name)))
}

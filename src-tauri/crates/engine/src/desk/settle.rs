//! The lead's word on a delivery: send it again, it did arrive, give it up, take the page back.

use domain::delivery::{Happening, Payload, Repeat, State};
use domain::id::{IncidentId, PageId, UpdateId};
use domain::incident::event::Event;
use domain::incident::intent::Intent;
use domain::span::Instant;
use store::truth::outbox::Row;
use store::truth::writing::Writing;

use crate::engine::Engine;
use crate::error::Error;
use crate::outcome::{arrived, what};
use crate::push::GIVEN_UP_LOST;

/// What a word on a delivery leads to.
pub(super) struct Settled {
    pub(super) incident: IncidentId,
    pub(super) events: Vec<Event>,
}

/// Settles a delivery; `None` where the intent is about something else.
pub(super) fn settle(
    engine: &Engine,
    writing: &mut Writing<'_>,
    incident: Option<&IncidentId>,
    intent: &Intent,
    now: Instant,
) -> Result<Option<Settled>, Error> {
    let (id, happening) = match intent {
        Intent::ResendDelivery { delivery } => (delivery, Happening::Resend),
        Intent::ConfirmDelivery { delivery } => (delivery, Happening::Confirmed),
        Intent::DropDelivery { delivery, .. } => (delivery, Happening::GivenUp),
        _ => return Ok(None),
    };
    let row = writing.delivery(id)?.ok_or_else(|| Error::NotFound(format!("There is no delivery {id}.")))?;
    if incident.is_some_and(|incident| incident != &row.delivery.incident) {
        return Err(Error::NotFound(format!("The delivery {id} belongs to {}.", row.delivery.incident)));
    }
    let sending = row.state.is_sending();
    let after = row.state.after(happening.clone(), Repeat::Never, row.attempts, now);
    if sending || after == row.state {
        let state = row.state.name();
        return Err(Error::Refused(format!("This delivery is {state}; that cannot be changed now.")));
    }
    // Something of it may still come: whatever is said next on the same page waits for that.
    let gone = happening == Happening::GivenUp && row.state.lost().is_some();
    writing.settle(id, &after, row.attempts, if gone { GIVEN_UP_LOST } else { "" }, now)?;
    if happening == Happening::Resend && row.delivery.valid_until.is_some() {
        writing.renew(id, now, now + domain::incident::decide::PAGE_VALID)?;
    }
    let what = what(&row.delivery);
    let delivery = id.clone();
    let mut events = Vec::new();
    match (intent, after) {
        (Intent::DropDelivery { reason, .. }, _) => {
            let reason = reason.clone();
            if let Payload::Page(page) = &row.delivery.payload {
                events.push(Event::PageWithdrawn { page: page.page.clone() });
            }
            events.push(Event::DeliveryDropped { delivery, what, reason });
        }
        (_, State::Delivered { receipt }) => {
            events.push(Event::DeliverySettled { delivery, what, arrived: true, by_hand: row.state.is_done_by_hand() });
            events.push(arrived(&row.delivery, receipt));
        }
        _ => events.push(Event::DeliverySettled { delivery, what, arrived: false, by_hand: false }),
    }
    engine.parts.nudges.push.notify_one();
    Ok(Some(Settled { incident: row.delivery.incident.clone(), events }))
}

/// What was taken back before it left.
pub(super) enum TakenBack {
    /// A page: nobody is woken.
    Page(PageId),
    /// An update, with all that goes with it: nobody hears it.
    Update(UpdateId),
}

impl TakenBack {
    /// What an event takes back.
    pub(super) fn by(event: &Event) -> Option<Self> {
        match event {
            Event::PageWithdrawn { page } => Some(Self::Page(page.clone())),
            Event::UpdateWithdrawn { update } => Some(Self::Update(update.clone())),
            _ => None,
        }
    }

    /// Whether a delivery carries it.
    fn is_in(&self, payload: &Payload) -> bool {
        match (self, payload) {
            (Self::Page(page), Payload::Page(message)) => &message.page == page,
            (Self::Update(update), Payload::Update(message)) => &message.update == update,
            (Self::Update(update), Payload::Outreach(message)) => &message.update == update,
            _ => false,
        }
    }

    /// Why a delivery of it cannot be dropped; none where it can, or need not.
    fn is_too_late(&self, row: &Row) -> Option<&'static str> {
        let left = match row.state {
            State::Sending { .. } | State::Delivered { .. } => true,
            // May have been applied: an attempt was lost on its way.
            State::Waiting { probe, .. } => probe,
            _ => false,
        };
        match self {
            Self::Page(_) => {
                row.state.is_sending().then_some("The page is on its way. Call to say that it is not needed.")
            }
            Self::Update(_) => left.then_some(
                "It has left, or is on its way, and cannot be taken back. Write a further update that puts it right.",
            ),
        }
    }
}

/// Drops the deliveries of what was taken back; refused where one is on its way.
pub(super) fn take_back(
    writing: &mut Writing<'_>,
    incident: &IncidentId,
    withdrawn: &TakenBack,
    now: Instant,
) -> Result<(), Error> {
    for row in writing.deliveries(incident)? {
        if !withdrawn.is_in(&row.delivery.payload) {
            continue;
        }
        if let Some(words) = withdrawn.is_too_late(&row) {
            return Err(Error::Refused(words.to_owned()));
        }
        if row.state.is_final() {
            continue;
        }
        let after = row.state.after(Happening::GivenUp, Repeat::Never, row.attempts, now);
        writing.settle(&row.delivery.id, &after, row.attempts, "", now)?;
    }
    Ok(())
}

/// The pages that have not left yet: nobody is woken for what is over.
pub(super) fn not_left(writing: &mut Writing<'_>, incident: &IncidentId) -> Result<Vec<Event>, Error> {
    let rows = writing.deliveries(incident)?;
    Ok(rows
        .iter()
        .filter(|row| !row.state.is_final() && !row.state.is_sending())
        .filter_map(|row| match &row.delivery.payload {
            Payload::Page(message) => Some(Event::PageWithdrawn { page: message.page.clone() }),
            Payload::Note(_) | Payload::Update(_) | Payload::Outreach(_) => None,
        })
        .collect())
}

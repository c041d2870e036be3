//! The lead's word on a delivery: send it again, it did arrive, give it up, take the page back.

use domain::delivery::{Happening, Payload, Repeat, State};
use domain::id::{IncidentId, PageId};
use domain::incident::event::Event;
use domain::incident::intent::Intent;
use domain::span::Instant;
use store::truth::writing::Writing;

use crate::engine::Engine;
use crate::error::Error;
use crate::outcome::{arrived, what};

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
    let sending = row.state == State::Sending;
    let after = row.state.after(happening.clone(), Repeat::Never, row.attempts, now);
    if sending || after == row.state {
        let state = row.state.name();
        return Err(Error::Refused(format!("This delivery is {state}; that cannot be changed now.")));
    }
    writing.settle(id, &after, row.attempts, "", now)?;
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
            events.push(Event::DeliverySettled { delivery, what, arrived: true });
            events.push(arrived(&row.delivery, receipt));
        }
        _ => events.push(Event::DeliverySettled { delivery, what, arrived: false }),
    }
    engine.parts.nudges.push.notify_one();
    Ok(Some(Settled { incident: row.delivery.incident.clone(), events }))
}

/// Drops the delivery of a page that was taken back; refused where it is on its way.
pub(super) fn take_back(
    writing: &mut Writing<'_>,
    incident: &IncidentId,
    page: &PageId,
    now: Instant,
) -> Result<(), Error> {
    for row in writing.deliveries(incident)? {
        let same = matches!(&row.delivery.payload, Payload::Page(message) if &message.page == page);
        if !same || row.state.is_final() {
            continue;
        }
        if row.state == State::Sending {
            return Err(Error::Refused("The page is on its way. Call to say that it is not needed.".to_owned()));
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
        .filter(|row| !row.state.is_final() && row.state != State::Sending)
        .filter_map(|row| match &row.delivery.payload {
            Payload::Page(message) => Some(Event::PageWithdrawn { page: message.page.clone() }),
            Payload::Note(_) | Payload::Update(_) => None,
        })
        .collect())
}

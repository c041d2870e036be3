//! Deliveries in words and as outcome entries.

use domain::delivery::{Delivery, Payload, Receipt};
use domain::incident::event::Event;

/// What a delivery is, in a line: `Page Priya Raghunathan`, the title of an update.
pub(crate) fn what(delivery: &Delivery) -> String {
    match &delivery.payload {
        Payload::Page(message) => format!("Page {}", message.person_name),
        Payload::Note(message) => format!("Note: {}", in_short(&message.text)),
        Payload::Update(message) => format!("{}: {}", message.phase.name(), message.title),
        Payload::Outreach(message) => {
            let to = message.account.as_ref().map(|account| format!(" to {account}")).unwrap_or_default();
            format!("{}{to}: {}", message.output.name(), message.title)
        }
    }
}

/// The outcome entry of a delivery that arrived.
pub(crate) fn arrived(delivery: &Delivery, receipt: Receipt) -> Event {
    let id = delivery.id.clone();
    match &delivery.payload {
        Payload::Page(message) => Event::PageDelivered { page: message.page.clone(), delivery: id, receipt },
        Payload::Note(message) => Event::NoteDelivered {
            page: message.on.page.clone(),
            connection: delivery.connection.clone(),
            delivery: id,
            receipt,
        },
        Payload::Update(message) => Event::UpdatePublished {
            update: message.update.clone(),
            connection: delivery.connection.clone(),
            delivery: id,
            receipt,
        },
        Payload::Outreach(message) => Event::OutreachSent {
            update: message.update.clone(),
            output: message.output,
            connection: delivery.connection.clone(),
            account: message.account.clone(),
            delivery: id,
            receipt,
        },
    }
}

/// The beginning of a text, on one line.
fn in_short(text: &str) -> String {
    const MOST: usize = 60;
    providers::wording::cut(&text.split_whitespace().collect::<Vec<_>>().join(" "), MOST)
}

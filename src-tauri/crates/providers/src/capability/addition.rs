//! What is added to a page that is out: a person, or a note.

use domain::delivery::{Delivery, Failure, MadeOfPage, Payload};

/// What the provider made of the page that a delivery adds to. `Refused` where that is not known, or it adds to none.
pub fn page_of(delivery: &Delivery) -> Result<&MadeOfPage, Failure> {
    let page = match &delivery.payload {
        Payload::Page(message) => message.joins.as_ref(),
        Payload::Note(message) => Some(&message.on),
        Payload::Update(_) | Payload::Outreach(_) => None,
    };
    page.ok_or_else(|| Failure::Refused("It is added to no page.".to_owned()))?.made()
}

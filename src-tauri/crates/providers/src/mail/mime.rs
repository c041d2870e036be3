//! A letter as the bytes that travel: headers, and the text twice, plain and as HTML.
//!
//! Whatever stands in a letter, none of it becomes a header of its own: titles and names are made one line before they are
//! encoded, and addresses are such as every server takes, or refused.

use std::time::SystemTime;

use domain::account::is_address;
use domain::delivery::Recipient;
use domain::span::Instant;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message, MultiPart, SinglePart};

use crate::letter::Letter;

/// The bytes of a letter, and its envelope. In a sentence why it cannot be written.
pub(super) fn message(letter: &Letter, now: Instant) -> Result<Message, String> {
    let mut message = Message::builder()
        .from(mailbox(&letter.from)?)
        .subject(line(&letter.subject))
        .date(SystemTime::from(now))
        .message_id(Some(format!("<{}>", line(&letter.message_id))));
    for recipient in &letter.to {
        message = message.to(mailbox(recipient)?);
    }
    if let Some(reply_to) = &letter.reply_to {
        message = message.reply_to(mailbox(reply_to)?);
    }
    for (name, value) in &letter.headers {
        let known = HeaderName::new_from_ascii((*name).to_owned());
        let name = known.map_err(|_| format!("`{name}` is no name of a header."))?;
        message = message.raw_header(HeaderValue::new(name, line(value)));
    }
    let text = SinglePart::plain(letter.text.clone());
    let written = match &letter.html {
        Some(html) => {
            message.multipart(MultiPart::alternative().singlepart(text).singlepart(SinglePart::html(html.clone())))
        }
        None => message.singlepart(text),
    };
    written.map_err(|error| format!("The letter cannot be written: {error}."))
}

fn mailbox(recipient: &Recipient) -> Result<Mailbox, String> {
    let wrong = || format!("`{}` is no address of mail. Correct it where it is written.", line(&recipient.address));
    let address = recipient.address.parse().ok().filter(|_| is_address(&recipient.address)).ok_or_else(wrong)?;
    let name = line(&recipient.name);
    Ok(Mailbox::new((!name.is_empty()).then_some(name), address))
}

/// On one line, whatever stood in it.
fn line(text: &str) -> String {
    let visible: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! A message as a letter: to one account, or to the mailing list of an audience inside.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::copy::{Format, copy};
use domain::delivery::{Delivery, Failure, OutreachMessage, Recipient};
use sha2::{Digest, Sha256};

use crate::account::Account;
use crate::letter::Letter;
use crate::mail::{mailbox, mailboxes};
use crate::wording::original;

pub(super) fn write(account: &Account, delivery: &Delivery, message: &OutreachMessage) -> Result<Letter, Failure> {
    let from = one(account, "from", account.required("from")?)?;
    let reply_to = account.option("reply_to").map(|text| one(account, "reply_to", text)).transpose()?;
    let host = from.address.rsplit('@').next().unwrap_or_default().to_owned();
    let mut body = message.body.trim_end().to_owned();
    // Whoever reads a copy inside can find the original, and name it when they answer. A customer reads what was previewed, and
    // nothing of how incidents and entries are counted here; their letter is known by its `Message-ID`.
    if message.account.is_none() {
        body = format!("{body}\n\n{}", original(delivery, message));
    }
    // What is said of one incident stands together in a mailbox: all of it answers a letter that nobody wrote.
    let thread = format!("<{}@{host}>", dot_atom(&format!("{}.{}", message.incident_key, message.output.word())));
    Ok(Letter {
        to: recipients(account, message)?,
        subject: message.title.clone(),
        text: copy("", &body, Format::Text),
        html: Some(copy("", &body, Format::Html)),
        message_id: format!("{}@{host}", dot_atom(delivery.id.as_str())),
        headers: vec![
            // Who is away answers a person, not a program (RFC 3834).
            ("Auto-Submitted", "auto-generated".to_owned()),
            ("In-Reply-To", thread.clone()),
            ("References", thread),
        ],
        from,
        reply_to,
    })
}

/// Whom it goes to: those of its account, else the list of the connection. Never two accounts at once.
fn recipients(account: &Account, message: &OutreachMessage) -> Result<Vec<Recipient>, Failure> {
    let refused = |words: String| Err(Failure::Refused(words));
    match (&message.account, account.option("to")) {
        (Some(id), _) if message.recipients.is_empty() => {
            refused(format!("Nobody at `{id}` can be written to. Add `contacts` to the account."))
        }
        (None, None) if message.recipients.is_empty() => refused(format!(
            "The connection `{}` does not say who reads it. Fill in `to`, or write to accounts.",
            account.connection.id
        )),
        (None, Some(list)) if message.recipients.is_empty() => match mailboxes(list) {
            Some(list) => Ok(list),
            None => refused("`to` are no addresses of mail. Correct it in the connection.".to_owned()),
        },
        _ => Ok(message.recipients.clone()),
    }
}

fn one(account: &Account, key: &str, text: &str) -> Result<Recipient, Failure> {
    mailbox(text).ok_or_else(|| {
        Failure::Refused(format!(
            "`{key}` of the connection `{}` is no address of mail. Correct it.",
            account.connection.id
        ))
    })
}

/// What may stand before the host of a `Message-ID` (RFC 5322 section 3.6.4). A text with other letters stands there by its hash:
/// the same text is the same id, so that whoever gets a letter twice sees that it is one.
fn dot_atom(text: &str) -> String {
    let is_atom = |atom: &str| {
        !atom.is_empty() && atom.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_".contains(letter))
    };
    if text.len() <= 200 && text.split('.').all(is_atom) {
        return text.to_owned();
    }
    URL_SAFE_NO_PAD.encode(Sha256::digest(text.as_bytes()))
}

//! How a place would take something, before anything is sent: what can be told without asking it.

use domain::agreement::Connection;
use domain::delivery::{Failure, OutreachMessage, Receipt, UpdateMessage};
use domain::span::Instant;

use crate::account::Secrets;
use crate::registry;

/// How a place would take something, as far as that is known without asking it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judged {
    /// Why nobody who subscribed is told of it; none where they are.
    pub silent: Option<&'static str>,
    /// Why it would be refused; none where nothing is known to stand against it.
    pub fault: Option<String>,
    /// Whether it ends there with the incident and the entry of which it is a copy.
    pub names_original: bool,
}

/// How a connection would take an update, before anything is sent. What is no status page judges nothing.
pub fn judge(connection: &Connection, update: &UpdateMessage, known: Option<&Receipt>) -> Judged {
    let Ok(descriptor) = registry::find(&connection.provider) else { return Judged::default() };
    let Some(page) = &descriptor.status_page else { return Judged::default() };
    // Neither depends on secrets or on the time.
    let secrets = Secrets::new();
    let account = descriptor.account(connection, &secrets, Instant::default());
    let fault = page.takes(descriptor.name, update, known).err().map(words);
    Judged { silent: (page.silent)(&account, update, known), fault, names_original: false }
}

/// The same of a message. What is neither room nor mail judges nothing.
pub fn judge_message(connection: &Connection, message: &OutreachMessage) -> Judged {
    let Ok(descriptor) = registry::find(&connection.provider) else { return Judged::default() };
    let Some(outreach) = &descriptor.outreach else { return Judged::default() };
    Judged {
        silent: None,
        fault: outreach.takes(descriptor.name, message).err().map(words),
        names_original: outreach.names_original && message.account.is_none(),
    }
}

fn words(failure: Failure) -> String {
    match failure {
        Failure::Refused(words) => words,
        other => other.words(),
    }
}

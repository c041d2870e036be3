//! Hands letters to the mail transport: the one place where they leave, and where a server's words lose their secrets.

use chrono::Duration;
use domain::delivery::{Failure, Receipt};
use domain::id::DeliveryId;

use super::{Gateway, Setback};
use crate::account::Account;
use crate::capability::FindServer;
use crate::descriptor::Descriptor;
use crate::letter::Letter;
use crate::mail::{Greeting, Trouble};
use crate::pace::Urgency;

/// When a server that could not take a letter is asked again: it never says when. Who puts strangers off to see whether they
/// come again waits for minutes, and a mailbox that is locked is free sooner.
const PAUSE: Duration = Duration::seconds(60);

impl Gateway {
    /// Delivers one letter.
    pub(super) async fn post(
        &self,
        descriptor: &Descriptor,
        account: &Account<'_>,
        server: FindServer,
        delivery: &DeliveryId,
        letter: &Letter,
    ) -> Result<Receipt, Failure> {
        let server = server(account)?;
        self.budgets
            .take(&account.connection.id, descriptor.pace, Urgency::Delivery, account.now)
            .map_err(Failure::Throttled)?;
        match self.mail.send(&server, letter, account.now).await {
            Ok(()) => Ok(Receipt { remote: delivery.to_string(), link: None, update: None }),
            Err(trouble) => Err(setback(trouble, account).into()),
        }
    }

    /// Proves that a server takes the credentials, without a letter.
    pub(super) async fn greet(
        &self,
        descriptor: &Descriptor,
        account: &Account<'_>,
        server: FindServer,
    ) -> Result<String, Setback> {
        let server = server(account)?;
        self.budgets
            .take(&account.connection.id, descriptor.pace, Urgency::Interactive, account.now)
            .map_err(Failure::Throttled)?;
        let greeting = self.mail.greet(&server).await.map_err(|trouble| setback(trouble, account))?;
        let Greeting { encrypted, signed_in } = greeting;
        let way = if encrypted { "by an encrypted way" } else { "within this computer, unencrypted" };
        let login = match server.login().filter(|_| signed_in) {
            Some(login) => format!("takes the password of {}", login.user),
            None => "was shown no password".to_owned(),
        };
        Ok(format!("{} answers {way} and {login}; only a letter proves that it takes letters", server.host()))
    }
}

/// What trouble means, in words without the account's secrets.
fn setback(trouble: Trouble, account: &Account<'_>) -> Setback {
    let clear = |words: String| account.redaction().text(words);
    match trouble {
        Trouble::Offline => Failure::Offline.into(),
        Trouble::Later => Failure::Throttled(account.now + PAUSE).into(),
        Trouble::Unsure => Failure::Unsure.into(),
        Trouble::Refused(words) => Failure::Refused(clear(words)).into(),
        Trouble::Unauthorized(words) => Setback { said: Some(clear(words)), ..Failure::Unauthorized.into() },
    }
}

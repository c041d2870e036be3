//! Hands letters to a mail transport: the one place where they leave.

use domain::delivery::{Failure, Receipt};

use super::Gateway;
use crate::account::Account;
use crate::letter::Letter;

impl Gateway {
    /// Delivers one letter.
    #[expect(clippy::unused_self, reason = "the transport will be the gateway's, as its wire is")]
    pub(super) fn post(&self, account: &Account<'_>, letter: &Letter) -> Result<Receipt, Failure> {
        Err(Failure::Refused(format!(
            "No mail can leave `{}` yet, so that “{}” stays here.",
            account.connection.id, letter.subject
        )))
    }
}

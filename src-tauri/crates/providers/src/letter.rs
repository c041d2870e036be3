//! A letter, complete but for its way: what a provider of mail makes of a message, and what a mail transport takes.

use domain::delivery::Recipient;

/// A letter. Nothing in it is folded, encoded or escaped yet: that is the transport's business, which must not let any of these
/// texts become a header of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Who writes.
    pub from: Recipient,
    /// Who answers are for, where it is somebody else.
    pub reply_to: Option<Recipient>,
    /// Whom it goes to: one account's contacts, or one list.
    pub to: Vec<Recipient>,
    /// One line.
    pub subject: String,
    /// As plain text, without any markup.
    pub text: String,
    /// The same as HTML.
    pub html: Option<String>,
    /// Without the angle brackets: made of the delivery, so that it is the same at every try.
    pub message_id: String,
    /// Further headers, in order: `Auto-Submitted`, `References`.
    pub headers: Vec<(&'static str, String)>,
}

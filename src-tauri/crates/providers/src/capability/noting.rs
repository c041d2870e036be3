//! How a pager takes notes on a page that is out.

use domain::delivery::{Delivery, Failure, MadeOfPage, NoteMessage, Receipt, Repeat};

use super::{Pair, Probe};
use crate::account::Account;
use crate::message::Request;

/// Asks to write a note.
pub type AskNote = fn(&Account, &Delivery, &NoteMessage) -> Result<Request, Failure>;

/// Puts a note where whoever was woken by a page reads it.
#[derive(Debug)]
pub struct Noting {
    /// Whether the connection is set up for it, and it can be done on what the pager made of the page.
    pub fits: fn(&Account, &MadeOfPage) -> bool,
    /// What keeps a repeated note from standing there twice.
    pub repeat: Repeat,
    /// Writes.
    pub write: Pair<AskNote, Receipt>,
    /// Must be there where `repeat` is [`Repeat::Probe`].
    pub probe: Option<Probe>,
}

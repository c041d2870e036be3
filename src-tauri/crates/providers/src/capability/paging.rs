//! How a pager wakes people, and how it tells what came of it.

use domain::delivery::{Delivery, Failure, PageMessage, Receipt, Repeat};
use domain::span::Instant;

use super::{Pair, Probe, TargetKind};
use crate::account::Account;
use crate::message::{Request, Response};

/// Asks to wake somebody.
pub type AskPage = fn(&Account, &Delivery, &PageMessage) -> Result<Request, Failure>;

/// One way in which a pager wakes people. A provider may have several: by an integration's key, by its incidents.
#[derive(Debug)]
pub struct Paging {
    /// What it can be addressed to.
    pub reaches: &'static [TargetKind],
    /// Whether the connection is set up for it, and the page has an address that it can take.
    pub fits: fn(&Account, &PageMessage) -> bool,
    /// What keeps a repeated page from waking twice.
    pub repeat: Repeat,
    /// Wakes.
    pub page: Pair<AskPage, Receipt>,
    /// Must be there where `repeat` is [`Repeat::Probe`].
    pub probe: Option<Probe>,
    /// Tells what came of a page, where the provider does.
    pub progress: Option<Progress>,
    /// Tells what became of a page that was but promised, where taking one is not yet making it.
    pub promise: Option<Promise>,
}

/// Asks what became of a promise, and reads it.
#[derive(Debug, Clone, Copy)]
pub struct Promise {
    /// Makes the request: of the proof that the page was taken.
    pub ask: fn(&Account, &Receipt) -> Result<Request, Failure>,
    /// Reads the response.
    pub read: fn(&Response) -> Result<Promised, Failure>,
    /// Whether what it tells is the only address by which something can be added to the page.
    pub is_address: bool,
}

/// What became of a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Promised {
    /// It is not yet done.
    Pending,
    /// It was done: the provider's id of what was made, where it tells one.
    Kept(Option<String>),
    /// It was not, in the provider's words: nobody is woken by it.
    Broken(String),
}

/// Asks what came of a page, and reads it.
#[derive(Debug, Clone, Copy)]
pub struct Progress {
    /// Makes the request: of the page, and of the proof that it arrived.
    pub ask: fn(&Account, &Delivery, &Receipt) -> Result<Request, Failure>,
    /// Reads the response, with the delivery that is asked about.
    pub read: fn(&Response, &Delivery) -> Result<PageProgress, Failure>,
}

/// What came of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageProgress {
    /// Nobody has answered.
    Unanswered,
    /// Somebody took it.
    Acknowledged {
        /// Who, in the provider's words, where it tells.
        by: Option<String>,
        /// When, where the provider tells.
        at: Option<Instant>,
    },
    /// They said that they cannot come.
    Declined {
        /// Who, in the provider's words, where it tells.
        by: Option<String>,
        /// When, where the provider tells.
        at: Option<Instant>,
    },
    /// It was closed at the provider.
    Resolved {
        /// Who, in the provider's words, where it tells.
        by: Option<String>,
        /// When, where the provider tells.
        at: Option<Instant>,
    },
}

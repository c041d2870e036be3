//! How something is said in a room (a chat, another program) or by letter: once, and not changed afterwards.

use std::collections::BTreeMap;

use domain::channel::Channel;
use domain::delivery::{Delivery, Failure, OutreachMessage, Receipt, Repeat};

use super::{Limits, Markup, Pair};
use crate::account::Account;
use crate::letter::Letter;
use crate::mail::Server;
use crate::message::Request;

/// Asks to say something.
pub type AskOutreach = fn(&Account, &Delivery, &OutreachMessage) -> Result<Request, Failure>;

/// The server of an account, and how it is known there who hands letters over.
pub type FindServer = fn(&Account) -> Result<Server, Failure>;

/// Says what is written where whoever is concerned reads it.
#[derive(Debug)]
pub struct Outreach {
    /// The kinds of way that a connection of this provider can be.
    pub channels: &'static [Channel],
    /// Which of them a connection with these options is. One that is a [`Channel::Page`] is none of this: the provider can do
    /// other things as well.
    pub channel: fn(&BTreeMap<String, String>) -> Channel,
    /// What keeps a repeated message from being there twice. No room can be looked at, so that it is never [`Repeat::Probe`].
    pub repeat: Repeat,
    /// The most characters that it takes.
    pub limits: Limits,
    /// `Refused` where it does not take a message for what it is as a whole, in spite of its limits.
    pub fits: fn(&OutreachMessage) -> Result<(), Failure>,
    /// How it shows a text.
    pub markup: Markup,
    /// Whether a message ends there with where its original stands, below what its preview said. A letter to an account never does.
    pub names_original: bool,
    /// How it gets there.
    pub carriage: Carriage,
}

/// How a message gets there.
#[derive(Debug)]
pub enum Carriage {
    /// By one request.
    Http(Pair<AskOutreach, Receipt>),
    /// As a letter, which a mail transport takes.
    Mail {
        /// The server that takes it.
        server: FindServer,
        /// Writes it.
        write: fn(&Account, &Delivery, &OutreachMessage) -> Result<Letter, Failure>,
    },
}

impl Outreach {
    /// `Refused` where a message is not such as the place of that name takes, before anything is sent.
    pub fn takes(&self, place: &str, message: &OutreachMessage) -> Result<(), Failure> {
        self.limits.hold_text(place, Some(&message.title), &message.body)?;
        (self.fits)(message)
    }
}

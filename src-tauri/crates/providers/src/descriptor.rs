//! A provider as a constant: what its form asks for, how it is reached, and what it can do.

use std::collections::BTreeMap;

use domain::agreement::Connection;
use domain::channel::Channel;
use domain::delivery::{Payload, Repeat};
use domain::span::Instant;

use crate::account::{Account, Auth, Secrets};
use crate::capability::{Check, Outreach, Pager, StatusPage};
use crate::classify::Complaint;
use crate::form::Field;
use crate::message::Response;
use crate::pace::Pace;

/// A provider.
#[derive(Debug)]
pub struct Descriptor {
    /// As in the workspace's files: `pagerduty`.
    pub id: &'static str,
    /// As on screen.
    pub name: &'static str,
    /// Where the provider documents its API.
    pub documentation: &'static str,
    /// The form of a connection.
    pub fields: &'static [Field],
    /// How a request proves who sends it.
    pub auth: Auth,
    /// Where its requests go.
    pub reach: Reach,
    /// How often it may be asked.
    pub pace: Pace,
    /// What its error answers mean beyond their status.
    pub complaint: fn(&Response) -> Complaint,
    /// Proves the credentials, as far as that can be done without an effect.
    pub check: Check,
    /// Whether and how it wakes people.
    pub pager: Option<Pager>,
    /// Whether and how it tells customers.
    pub status_page: Option<StatusPage>,
    /// Whether and how it says something in a room, or by letter.
    pub outreach: Option<Outreach>,
}

/// Where a provider's requests go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// To a host, through the wire.
    World,
    /// To the sandbox inside this process, and nowhere else: rehearsals may use it.
    Sandbox,
}

impl Descriptor {
    /// By which kind of way a connection with these options reaches an audience. What is no room and no mail counts as a page.
    pub fn channel(&self, options: &BTreeMap<String, String>) -> Channel {
        self.outreach.as_ref().map_or(Channel::Page, |outreach| (outreach.channel)(options))
    }

    /// The pager that a connection stands for. Where the provider is a status page too, that is one to which no updates go out.
    pub fn pager_of(&self, connection: &Connection) -> Option<&Pager> {
        let is_free = self.channel(&connection.options) == Channel::Page;
        let is_pager = is_free && (self.status_page.is_none() || connection.audiences.is_empty());
        self.pager.as_ref().filter(|_| is_pager)
    }

    /// The status page that a connection stands for. Where the provider is a pager too, that is one to which updates go out.
    pub fn page_of(&self, connection: &Connection) -> Option<&StatusPage> {
        let is_free = self.channel(&connection.options) == Channel::Page;
        let is_page = is_free && (self.pager.is_none() || !connection.audiences.is_empty());
        self.status_page.as_ref().filter(|_| is_page)
    }

    /// The room or the mail that a connection stands for.
    pub fn outreach_of(&self, connection: &Connection) -> Option<&Outreach> {
        self.outreach.as_ref().filter(|_| self.channel(&connection.options) != Channel::Page)
    }

    /// Whether a connection with these options is meant for a status page: where the provider is a pager too, one that has
    /// all which only a page needs.
    pub fn is_page_with(&self, options: &BTreeMap<String, String>) -> bool {
        let is_filled = |field: &Field| options.get(field.key).is_some_and(|text| !text.trim().is_empty());
        let mut needed = self.fields.iter().filter(|field| field.for_page);
        let is_free = self.channel(options) == Channel::Page;
        is_free && self.status_page.is_some() && (self.pager.is_none() || needed.all(is_filled))
    }

    /// What keeps a repeated delivery of this kind from a double effect; `None` where the provider cannot do it.
    pub fn repeat(&self, connection: &Connection, payload: &Payload) -> Option<Repeat> {
        match payload {
            Payload::Page(message) => {
                // Which way a page takes does not depend on secrets or on the time.
                let secrets = Secrets::new();
                let account = self.account(connection, &secrets, Instant::default());
                self.pager.as_ref().and_then(|pager| pager.way(&account, message)).map(|way| way.repeat)
            }
            Payload::Note(_) => self.pager.as_ref().and_then(|pager| pager.notes.as_ref()).map(|notes| notes.repeat),
            Payload::Update(_) => self.status_page.as_ref().map(|page| page.repeat),
            Payload::Outreach(_) => self.outreach.as_ref().map(|outreach| outreach.repeat),
        }
    }

    /// An account at this provider, as it is used at an instant.
    pub fn account<'a>(&self, connection: &'a Connection, secrets: &'a Secrets, now: Instant) -> Account<'a> {
        Account::open(connection, self.fields, self.auth, secrets, now)
    }
}

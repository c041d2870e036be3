//! A provider as a constant: what its form asks for, how it is reached, and what it can do.

use domain::agreement::Connection;
use domain::delivery::{Payload, Repeat};
use domain::span::Instant;

use crate::account::{Account, Auth, Secrets};
use crate::capability::{Ask, Pager, Pair, StatusPage};
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
    /// Proves the credentials by a read; says in a few words what they open.
    pub check: Pair<Ask, String>,
    /// Whether and how it wakes people.
    pub pager: Option<Pager>,
    /// Whether and how it tells customers.
    pub status_page: Option<StatusPage>,
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
            Payload::Outreach(_) => None,
        }
    }

    /// An account at this provider, as it is used at an instant.
    pub fn account<'a>(&self, connection: &'a Connection, secrets: &'a Secrets, now: Instant) -> Account<'a> {
        Account::open(connection, self.fields, self.auth, secrets, now)
    }
}

//! What the gateway reads: rosters, shifts, people, components, and whether the credentials hold.

use domain::agreement::Connection;
use domain::delivery::Failure;
use domain::span::{Instant, Span};

use super::{Errand, Gateway, pager, status_page};
use crate::account::{Account, Secrets};
use crate::capability::{Component, Listing, Next, OnCall, RemotePerson, RemoteShift};
use crate::descriptor::Descriptor;
use crate::message::{Request, Response};
use crate::registry;

/// A list in more parts than this is taken for one that never ends.
const MOST_PARTS: usize = 100;

impl Gateway {
    /// Who is on call in the window, level by level.
    pub async fn on_call(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        window: Span,
        now: Instant,
    ) -> Result<Vec<OnCall>, Failure> {
        let descriptor = registry::find(&connection.provider)?;
        let pair = &pager(descriptor)?.on_call;
        let account = descriptor.account(connection, secrets);
        let ask = |account: &Account, cursor: Option<&str>| (pair.ask)(account, window, cursor);
        self.list(descriptor, &account, ask, pair.read, now).await
    }

    /// The rendered shifts of one of the provider's schedules; at the window's edges they may be cut.
    pub async fn shifts(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        schedule: &str,
        window: Span,
        now: Instant,
    ) -> Result<Vec<RemoteShift>, Failure> {
        let descriptor = registry::find(&connection.provider)?;
        let pair = &pager(descriptor)?.shifts;
        let account = descriptor.account(connection, secrets);
        let request = (pair.ask)(&account, schedule, window)?;
        (pair.read)(&self.exchange(descriptor, &account, Errand::Reading, &request, now).await?)
    }

    /// Everybody the pager knows.
    pub async fn people(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        now: Instant,
    ) -> Result<Vec<RemotePerson>, Failure> {
        let descriptor = registry::find(&connection.provider)?;
        let pair = &pager(descriptor)?.people;
        self.list(descriptor, &descriptor.account(connection, secrets), pair.ask, pair.read, now).await
    }

    /// The components of the status page.
    pub async fn components(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        now: Instant,
    ) -> Result<Vec<Component>, Failure> {
        let descriptor = registry::find(&connection.provider)?;
        let pair = &status_page(descriptor)?.components;
        self.list(descriptor, &descriptor.account(connection, secrets), pair.ask, pair.read, now).await
    }

    /// Proves the credentials by a read that changes nothing; says in a few words what they open.
    pub async fn check(&self, connection: &Connection, secrets: &Secrets, now: Instant) -> Result<String, Failure> {
        let descriptor = registry::find(&connection.provider)?;
        let account = descriptor.account(connection, secrets);
        let request = (descriptor.check.ask)(&account)?;
        (descriptor.check.read)(&self.exchange(descriptor, &account, Errand::Reading, &request, now).await?)
    }

    /// All parts of a list.
    async fn list<Item>(
        &self,
        descriptor: &Descriptor,
        account: &Account<'_>,
        ask: impl Fn(&Account, Option<&str>) -> Result<Request, Failure>,
        read: fn(&Response) -> Result<Listing<Item>, Failure>,
        now: Instant,
    ) -> Result<Vec<Item>, Failure> {
        let mut items = Vec::new();
        let mut cursor: Option<String> = None;
        for number in 1..=MOST_PARTS {
            let request = ask(account, cursor.as_deref())?;
            let response = self.exchange(descriptor, account, Errand::Reading, &request, now).await?;
            let part = read(&response)?;
            items.extend(part.items);
            cursor = match part.next {
                None => return Ok(items),
                Some(Next::Following) => Some((number + 1).to_string()),
                // A host that points back to where we are would be asked for ever.
                Some(Next::From(next)) if cursor.as_ref() == Some(&next) => break,
                Some(Next::From(next)) => Some(next),
            };
        }
        Err(Failure::Garbled("its list does not end".to_owned()))
    }
}

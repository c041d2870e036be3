//! What credentials may do, proven without an effect: the first part of every list. What only a write would prove stays
//! unproven.

use chrono::Duration;
use domain::agreement::Connection;
use domain::span::{Instant, Span};

use super::{Errand, Gateway, Setback};
use crate::account::{Account, Secrets};
use crate::capability::{Check, Reading, Scope};
use crate::descriptor::Descriptor;
use crate::pace::Urgency;
use crate::registry;

/// One thing that the credentials may, or may not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// What: `people`, `page`.
    pub what: &'static str,
    /// Whether it was seen to work.
    pub seen: Seen,
}

/// What was seen of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// It works.
    Works,
    /// It does not, and why.
    Fails(Setback),
    /// Only doing it would tell.
    Unproven,
}

impl Gateway {
    /// Proves the credentials without changing anything; says in a few words what they open, or what is left unproven.
    pub async fn check(&self, connection: &Connection, secrets: &Secrets, now: Instant) -> Result<String, Setback> {
        let descriptor = registry::find(&connection.provider)?;
        let account = descriptor.account(connection, secrets, now);
        match &descriptor.check {
            Check::Read(pair) => {
                let request = (pair.ask)(&account)?;
                let errand = Errand::Reading(Urgency::Interactive);
                Ok((pair.read)(&self.exchange(descriptor, &account, errand, &request, now).await?)?)
            }
            Check::Form(look) => Ok(look(&account)?),
            Check::Mail(server) => self.greet(descriptor, &account, *server).await,
        }
    }

    /// Proves what can be proven by reads. Nothing is changed at the provider, and nobody is woken.
    pub async fn prove(&self, connection: &Connection, secrets: &Secrets, now: Instant) -> Vec<Proof> {
        let Ok(descriptor) = registry::find(&connection.provider) else { return Vec::new() };
        let account = descriptor.account(connection, secrets, now);
        let mut proofs = Vec::new();
        if let Some(pager) = descriptor.pager_of(connection) {
            proofs.extend(self.first(descriptor, &account, "people", pager.people.as_ref()).await);
            proofs.extend(self.first(descriptor, &account, "teams", pager.teams.as_ref()).await);
            proofs.extend(self.first(descriptor, &account, "services", pager.services.as_ref()).await);
            proofs.extend(self.first(descriptor, &account, "schedules", pager.schedules.as_ref()).await);
            proofs.extend(self.first(descriptor, &account, "shifts", pager.shifts.as_ref()).await);
            proofs.extend(self.first(descriptor, &account, "policies", pager.policies.as_ref()).await);
            proofs.extend(self.first(descriptor, &account, "on call now", pager.on_call.as_ref()).await);
            let writes = [
                ("page", !pager.paging.is_empty()),
                ("add responders", !pager.responders.is_empty()),
                ("notes", pager.notes.is_some()),
            ];
            let writes = writes.into_iter().filter(|(_, is_able)| *is_able);
            proofs.extend(writes.map(|(what, _)| Proof { what, seen: Seen::Unproven }));
        }
        if let Some(page) = descriptor.page_of(connection) {
            proofs.extend(self.first(descriptor, &account, "components", Some(&page.components)).await);
            proofs.extend(self.first(descriptor, &account, "open incidents", page.incidents.as_ref()).await);
            proofs.extend(self.first(descriptor, &account, "maintenances", page.maintenances.as_ref()).await);
            proofs.extend(self.first(descriptor, &account, "subscribers", page.subscribers.as_ref()).await);
            proofs.push(Proof { what: "publish updates", seen: Seen::Unproven });
        }
        if descriptor.outreach_of(connection).is_some() {
            proofs.push(Proof { what: "messages", seen: Seen::Unproven });
        }
        proofs
    }

    /// The first part of a list; nothing where the provider has no such list.
    async fn first<Item>(
        &self,
        descriptor: &Descriptor,
        account: &Account<'_>,
        what: &'static str,
        reading: Option<&Reading<Item>>,
    ) -> Option<Proof> {
        let reading = reading?;
        let scope = Scope { now: account.now, window: Span::of(account.now, account.now + Duration::days(1)), of: &[] };
        let seen = match (reading.begin)(&scope).into_iter().next() {
            // A list of single things is proven by reading one of them, and which there are is not known here.
            None => Seen::Unproven,
            Some(step) => {
                let errand = Errand::Reading(Urgency::Interactive);
                match self.step(descriptor, account, reading, &step, errand, account.now).await {
                    Ok(_) => Seen::Works,
                    Err(setback) => Seen::Fails(setback),
                }
            }
        };
        Some(Proof { what, seen })
    }
}

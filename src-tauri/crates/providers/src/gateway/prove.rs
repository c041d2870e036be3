//! What credentials may do, proven without an effect: the first part of every list. What only a write would prove stays
//! unproven.

use chrono::Duration;
use domain::agreement::Connection;
use domain::delivery::Failure;
use domain::span::{Instant, Span};

use super::{Errand, Gateway, Setback};
use crate::account::{Account, Secrets};
use crate::capability::{Check, Pager, Reading, Scope, Step};
use crate::descriptor::Descriptor;
use crate::pace::Urgency;
use crate::registry;

/// The two lists of which one may be told only by what the other names.
const SCHEDULES: &str = "schedules";
const SHIFTS: &str = "shifts";

/// One thing that the credentials may, or may not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// What: `people`, `page`.
    pub what: &'static str,
    /// Whether it was seen to work.
    pub seen: Seen,
    /// The provider's id of the first thing of a list, where single things are proven with it.
    first: Option<String>,
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
    /// There was nothing to try it with, and why.
    Untried(&'static str),
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

    /// Proves what can be proven by reads. Nothing is changed at the provider, and nobody is woken. Where the pace puts something
    /// off, an answer tells until when: called again with the same proofs, it goes on there, and what is proven is not asked again.
    pub async fn prove(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        proofs: &mut Vec<Proof>,
        now: Instant,
    ) -> Option<Instant> {
        let Ok(descriptor) = registry::find(&connection.provider) else { return None };
        let account = descriptor.account(connection, secrets, now);
        let mut proving = Proving { gateway: self, descriptor, account: &account, proofs, until: None };
        if let Some(pager) = descriptor.pager_of(connection) {
            proving.first("people", pager.people.as_ref()).await;
            proving.first("teams", pager.teams.as_ref()).await;
            proving.first("services", pager.services.as_ref()).await;
            proving.shifts(pager).await;
            proving.first("policies", pager.policies.as_ref()).await;
            proving.first("on call now", pager.on_call.as_ref()).await;
            let writes = [
                ("page", !pager.paging.is_empty()),
                ("add responders", !pager.responders.is_empty()),
                ("notes", pager.notes.is_some()),
            ];
            for (what, _) in writes.into_iter().filter(|(_, is_able)| *is_able) {
                proving.note(what, Seen::Unproven);
            }
        }
        if let Some(page) = descriptor.page_of(connection) {
            proving.first("components", Some(&page.components)).await;
            proving.first("open incidents", page.incidents.as_ref()).await;
            proving.first("maintenances", page.maintenances.as_ref()).await;
            proving.first("subscribers", page.subscribers.as_ref()).await;
            proving.note("publish updates", Seen::Unproven);
        }
        if descriptor.outreach_of(connection).is_some() {
            proving.note("messages", Seen::Unproven);
        }
        proving.until
    }
}

/// Proofs that are being gathered.
struct Proving<'a> {
    gateway: &'a Gateway,
    descriptor: &'a Descriptor,
    account: &'a Account<'a>,
    proofs: &'a mut Vec<Proof>,
    /// Until when the pace puts off what is left.
    until: Option<Instant>,
}

impl Proving<'_> {
    /// The first part of a list of the whole account.
    async fn first<Item>(&mut self, what: &'static str, reading: Option<&Reading<Item>>) {
        self.part(what, reading, &[]).await;
    }

    /// The first part of a list, of single things by their ids where it is told thing by thing; answers with what came: nothing
    /// where the provider has no such list, or it is proven already.
    async fn part<Item>(&mut self, what: &'static str, reading: Option<&Reading<Item>>, of: &[String]) -> Vec<Item> {
        let Some(reading) = reading.filter(|_| self.is_open(what)) else { return Vec::new() };
        let (account, descriptor) = (self.account, self.descriptor);
        let scope = Scope { now: account.now, window: Span::of(account.now, account.now + Duration::days(1)), of };
        let Some(step) = (reading.begin)(&scope).into_iter().next() else { return Vec::new() };
        // One entry proves as much as a hundred.
        let step = Step { most: step.most.and(Some(1)), ..step };
        let errand = Errand::Reading(Urgency::Interactive);
        match self.gateway.step(descriptor, account, reading, &step, errand, account.now).await {
            Ok((part, _)) => {
                self.note(what, Seen::Works);
                part.items
            }
            Err(setback) => {
                if let Failure::Throttled(until) = setback.failure {
                    self.until = self.until.max(Some(until));
                }
                self.note(what, Seen::Fails(setback));
                Vec::new()
            }
        }
    }

    /// Schedules and their shifts: where these are told schedule by schedule, those of the first one that was listed prove them.
    async fn shifts(&mut self, pager: &Pager) {
        let listed = self.part(SCHEDULES, pager.schedules.as_ref(), &[]).await;
        if let (Some(first), Some(proof)) = (listed.into_iter().next(), self.proof(SCHEDULES)) {
            proof.first = Some(first.id);
        }
        let Some(shifts) = &pager.shifts else { return };
        if !shifts.each {
            self.first(SHIFTS, Some(shifts)).await;
            return;
        }
        match self.proof(SCHEDULES).map(|proof| (proof.seen.clone(), proof.first.clone())) {
            Some((_, Some(id))) => {
                self.part(SHIFTS, Some(shifts), &[id]).await;
            }
            // They follow when the list is asked for again.
            Some((seen @ Seen::Fails(Setback { failure: Failure::Throttled(_), .. }), _)) => self.note(SHIFTS, seen),
            Some((Seen::Fails(_), _)) => self.note(SHIFTS, Seen::Untried("no schedule could be read to try")),
            _ => self.note(SHIFTS, Seen::Untried("there is no schedule to try")),
        }
    }

    fn proof(&mut self, what: &str) -> Option<&mut Proof> {
        self.proofs.iter_mut().find(|proof| proof.what == what)
    }

    /// Whether something is still to be proven: it was not asked yet, or the pace put it off.
    fn is_open(&self, what: &str) -> bool {
        let known = self.proofs.iter().find(|proof| proof.what == what).map(|proof| &proof.seen);
        matches!(known, None | Some(Seen::Fails(Setback { failure: Failure::Throttled(_), .. })))
    }

    /// Keeps what was seen, in place of what was seen of it before.
    fn note(&mut self, what: &'static str, seen: Seen) {
        match self.proof(what) {
            Some(proof) => proof.seen = seen,
            None => self.proofs.push(Proof { what, seen, first: None }),
        }
    }
}

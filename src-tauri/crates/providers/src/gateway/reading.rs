//! What the gateway reads: lists of all kinds, and what came of a page.

use domain::agreement::Connection;
use domain::delivery::{Delivery, Failure, Payload, Receipt};
use domain::span::Instant;

use super::walk::{Print, Walk};
use super::{Errand, Gateway, Setback, pager};
use crate::account::{Account, Secrets};
use crate::capability::{Fault, PageProgress, Part, Promised, Reading, Step};
use crate::descriptor::Descriptor;
use crate::message::Response;
use crate::pace::Urgency;
use crate::registry;

/// How many requests of one reading are under way at once, where the steps are known before.
const AT_ONCE: usize = 4;

impl Gateway {
    /// Takes the steps of a walk until none is left. An error is the instant at which it can go on: the walk keeps what
    /// it has, and is to be called again then. Trouble stands in the walk itself. `heard` is told after every few answers.
    #[expect(clippy::too_many_arguments, reason = "each is a thing of its own")]
    pub async fn walk<Item>(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        reading: &Reading<Item>,
        walk: &mut Walk<Item>,
        urgency: Urgency,
        clock: &(dyn Fn() -> Instant + Sync),
        heard: &(dyn Fn(&Walk<Item>) + Sync),
    ) -> Result<(), Instant> {
        let descriptor = match registry::find(&connection.provider) {
            Ok(descriptor) => descriptor,
            Err(failure) => {
                walk.stop(failure);
                return Ok(());
            }
        };
        loop {
            let steps = walk.next(AT_ONCE);
            if steps.is_empty() {
                return Ok(());
            }
            // Anew each time: a long walk outlives signatures that hold for seconds.
            let account = descriptor.account(connection, secrets, clock());
            let errand = Errand::Reading(urgency);
            let taken = steps.iter().map(|step| self.step(descriptor, &account, reading, step, errand, clock()));
            let mut pause = None;
            for (step, part) in steps.iter().zip(futures_util::future::join_all(taken).await) {
                let is_too_much = part.as_ref().is_err_and(|setback| setback.is_too_much);
                let part = part.map_err(Failure::from);
                let until = match part {
                    Err(Failure::Throttled(until)) => Some(until),
                    _ => None,
                };
                pause = pause.max(until);
                match until {
                    _ if is_too_much && walk.ease(step) => {}
                    Some(_) => walk.again(step.clone()),
                    None => walk.took(step, part),
                }
            }
            heard(walk);
            if let Some(until) = pause.filter(|_| !walk.is_over()) {
                return Err(until);
            }
        }
    }

    pub(super) async fn step<Item>(
        &self,
        descriptor: &Descriptor,
        account: &Account<'_>,
        reading: &Reading<Item>,
        step: &Step,
        errand: Errand<'_>,
        now: Instant,
    ) -> Result<(Part<Item>, Print), Setback> {
        let request = (reading.ask)(account, step)?;
        let response = match self.exchange(descriptor, account, errand, &request, now).await {
            Err(Setback { failure, .. }) if request.goes_without(&failure) => Response::untold(),
            answered => answered?,
        };
        Ok(((reading.read)(&response, step)?, Print::of(&response)))
    }

    /// A whole list at once, for whoever waits for it: trouble with any part of it is an error.
    pub async fn list<Item>(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        reading: &Reading<Item>,
        mut walk: Walk<Item>,
        now: Instant,
    ) -> Result<Vec<Item>, Failure> {
        let taken = self.walk(connection, secrets, reading, &mut walk, Urgency::Interactive, &|| now, &|_| ()).await;
        taken.map_err(Failure::Throttled)?;
        let walked = walk.walked();
        let fault = walked.faults.into_iter().map(|Fault { failure, .. }| failure).next();
        walked.broken.or(fault).map_or(Ok(walked.items), Err)
    }

    /// What came of a page that was delivered; `Refused` where the provider does not tell.
    pub async fn progress(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        delivery: &Delivery,
        receipt: &Receipt,
        now: Instant,
    ) -> Result<PageProgress, Failure> {
        let descriptor = registry::find(&connection.provider)?;
        let account = descriptor.account(connection, secrets, now);
        let Payload::Page(message) = &delivery.payload else {
            return Err(Failure::Refused("Only a page can be answered.".to_owned()));
        };
        let progress = pager(descriptor)?.way(&account, message).and_then(|way| way.progress);
        let Some(progress) = progress else {
            return Err(Failure::Refused(format!("{} does not tell what came of a page.", descriptor.name)));
        };
        let request = (progress.ask)(&account, delivery, receipt)?;
        let errand = Errand::Reading(Urgency::Interactive);
        (progress.read)(&self.exchange(descriptor, &account, errand, &request, now).await?, delivery)
    }

    /// What became of a page that was but promised; nothing where taking it was making it.
    pub async fn promise(
        &self,
        connection: &Connection,
        secrets: &Secrets,
        delivery: &Delivery,
        receipt: &Receipt,
        now: Instant,
    ) -> Result<Option<Promised>, Failure> {
        let descriptor = registry::find(&connection.provider)?;
        let account = descriptor.account(connection, secrets, now);
        let Payload::Page(message) = &delivery.payload else { return Ok(None) };
        let Some(promise) = pager(descriptor)?.way(&account, message).and_then(|way| way.promise) else {
            return Ok(None);
        };
        let request = (promise.ask)(&account, receipt)?;
        let errand = Errand::Reading(Urgency::Interactive);
        (promise.read)(&self.exchange(descriptor, &account, errand, &request, now).await?).map(Some)
    }
}

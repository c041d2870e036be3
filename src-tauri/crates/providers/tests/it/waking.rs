//! Nobody is woken twice, and no page is lost without a word: every way of paging of every registered pager against its
//! simulated host, under any course of faults, restarts, wakes of the computer and hands of people.

mod course;

use std::panic::resume_unwind;

use chrono::TimeDelta;
use domain::agreement::Connection;
use domain::delivery::{Delivery, Failure, Happening, HeldReason, PAGE_SETTLES, Receipt, State};
use domain::span::Instant;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use providers::capability::PageProgress;
use providers::descriptor::Reach;
use providers::gateway::{Earlier, Gateway};
use providers::marker::Found;
use providers::registry;
use providers::wire::Wire;

use crate::given;
use crate::mishap::Mishap;
use crate::simulated::{ALL, Documented, Host, Repeated, Shared, Status, Way};
use course::{Clock, Course, Turn, course};

/// What drives pages to one host.
struct Driver<'a> {
    documented: &'static Documented,
    host: &'a Host,
    there: Connection,
    nowhere: Connection,
    wire: Wire,
    gateway: Gateway,
    /// By our clock.
    now: Instant,
    turns: std::vec::IntoIter<(Turn, Clock)>,
    /// Whether a list lags, or a request does: what is not yet there is so new that nobody has closed it.
    lags: bool,
    /// Whether a request may: nobody sets a clock meanwhile.
    is_late: bool,
    resends: usize,
}

impl Driver<'_> {
    /// Moves a page as the outbox would, one attempt at a time, until it is delivered, or held for good.
    async fn drive(&mut self, delivery: &Delivery) -> State {
        let repeat = self.gateway.repeat(&self.there, &delivery.payload).unwrap();
        let (mut state, mut attempts) = (State::Queued, 0);
        while !state.is_final() {
            if let State::Held { reason } = &state {
                assert!(!reason.words().trim().is_empty(), "held without a word: {reason:?}");
                if self.resends == 0 {
                    break;
                }
                self.resends -= 1;
                let answer = self.lead(delivery, reason).await;
                state = state.after(answer, repeat, attempts, self.now);
                if state.is_final() {
                    break;
                }
            }
            let must_look = matches!(state, State::Waiting { probe: true, .. });
            let (turn, clock) = self.turns.next().unwrap_or((Turn::Whole, Clock::Runs));
            self.until_due(state.next_at(delivery.not_before).unwrap(), clock);
            attempts += 1;
            assert!(attempts < 200, "it does not end: {state:?}");
            state = state.after(Happening::Begun, repeat, attempts, self.now);
            let happening = self.attempt(delivery, must_look, state.lost(), turn).await;
            state = state.after(happening, repeat, attempts, self.now);
            if let State::Waiting { failure, .. } = &state {
                assert!(!failure.words().trim().is_empty(), "waits without a word: {failure:?}");
            }
        }
        state
    }

    /// What the lead says of a page that is held. Whoever is asked whether it arrived looks, and says what is so.
    async fn lead(&self, delivery: &Delivery, reason: &HeldReason) -> Happening {
        if !matches!(reason, HeldReason::DidItArrive) {
            return Happening::Resend;
        }
        self.host.catch_up().await;
        // They give a slow host its time.
        self.host.inside.lock().unwrap().now += PAGE_SETTLES;
        self.documented.land(&mut self.host.inside.lock().unwrap());
        let is_there = !self.host.inside.lock().unwrap().of(delivery.id.as_str()).is_empty();
        if is_there { Happening::Confirmed } else { Happening::Resend }
    }

    /// Lets the clocks do that, and then both run until an attempt is due by ours.
    fn until_due(&mut self, due: Instant, clock: Clock) {
        let mut passed = TimeDelta::zero();
        match clock {
            Clock::Runs => {}
            Clock::Sleeps(seconds) => passed = TimeDelta::seconds(seconds),
            Clock::IsSet(_) if self.is_late => {}
            Clock::IsSet(seconds) => self.now += TimeDelta::seconds(seconds),
        }
        passed = passed.max(due - self.now) + TimeDelta::seconds(2);
        self.now += passed;
        let mut inside = self.host.inside.lock().unwrap();
        inside.now += passed;
        self.documented.land(&mut inside);
    }

    async fn attempt(&mut self, delivery: &Delivery, must_look: bool, lost: Option<Instant>, turn: Turn) -> Happening {
        match turn {
            Turn::Taken => self.host.inside.lock().unwrap().answer_all(Status::Taken),
            Turn::Closed if self.documented.remembers_what_was_closed() && !self.lags => {
                self.host.inside.lock().unwrap().answer_all(Status::Closed);
            }
            _ => {}
        }
        let connection = if turn == Turn::Away { &self.nowhere } else { &self.there };
        let sent = send(&self.gateway, connection, delivery, must_look, lost, self.now);
        match turn {
            Turn::Whole | Turn::Away | Turn::Taken | Turn::Closed => return sent.await,
            Turn::EndsBefore => drop(sent),
            Turn::EndsAfter => drop(sent.await),
            // The host has done what it would do when it tells of a request.
            Turn::EndsWithin => {
                let asked = self.host.asked.notified();
                tokio::select! { biased; () = asked => {}, _ = sent => {} }
            }
        }
        // Another process begins: nothing is remembered but what was written.
        self.gateway = gateway(&self.wire);
        Happening::Interrupted
    }
}

/// A gateway as it is when a process begins.
fn gateway(wire: &Wire) -> Gateway {
    Gateway::new(wire.clone(), std::path::PathBuf::new())
}

async fn send(
    gateway: &Gateway,
    connection: &Connection,
    delivery: &Delivery,
    must_look: bool,
    lost: Option<Instant>,
    now: Instant,
) -> Happening {
    let secrets = given::secrets();
    if must_look {
        return match gateway.probe(connection, &secrets, delivery, Earlier::default(), now).await {
            Err(failure) => Happening::ProbeFailed(failure),
            Ok(Found { this: Some(receipt), .. }) => Happening::Arrived(receipt),
            Ok(_) if !delivery.counts_as_absent(lost, now) => Happening::NotYet,
            Ok(_) => Happening::NotThere,
        };
    }
    match gateway.deliver(connection, &secrets, delivery, None, now).await {
        Ok(receipt) => Happening::Arrived(receipt),
        Err(failure) => Happening::Failed(failure),
    }
}

impl Documented {
    /// Whether a page that somebody closed before we knew of it is still known as the one that it is. Where a key counts
    /// only while something is open, and we ask nothing but that key, it is not: that is what the provider offers.
    /// Nor is it where an addition to what is closed is promised, and nothing comes of it.
    fn remembers_what_was_closed(&self) -> bool {
        !matches!(self.repeated, Repeated::AnswersAlikeWhileOpen) && !matches!(self.shared, Shared::OpensAgain)
    }

    /// What comes of the course at the host of this way.
    async fn live(&'static self, course: Course) {
        let is_late = course.script.iter().any(|mishap| matches!(mishap, Mishap::Late(_)));
        let lags = is_late || course.script.contains(&Mishap::Lagging);
        let host = self.host(course.script).await;
        host.inside.lock().unwrap().now += TimeDelta::minutes(course.skew);
        let wire = given::impatient_wire();
        let mut driver = Driver {
            documented: self,
            there: self.connection(&host.server.address),
            nowhere: self.connection("http://127.0.0.1:9"),
            host: &host,
            gateway: gateway(&wire),
            wire,
            now: given::now(),
            turns: course.turns.into_iter(),
            lags,
            is_late,
            resends: course.resends,
        };
        let mut delivered: Vec<(Delivery, Receipt)> = Vec::new();
        // The id of each is the beginning of the next one's.
        for delivery in (0..course.pages).map(|number| self.delivery(&format!("page{}", "-1".repeat(number)))) {
            let state = driver.drive(&delivery).await;
            let inside = host.inside.lock().unwrap();
            let woken = inside.of(delivery.id.as_str()).len();
            assert!(woken <= 1, "{} woke {woken} times: {:?}", delivery.id, inside.made);
            match state {
                State::Delivered { receipt } => {
                    assert_eq!(woken, 1, "{} is said to be delivered", delivery.id);
                    delivered.push((delivery, receipt));
                }
                State::Held { .. } => {}
                other => panic!("{} is left as {other:?}", delivery.id),
            }
        }
        // What is held because its answer was lost may still be on its way.
        host.catch_up().await;
        host.inside.lock().unwrap().now += TimeDelta::days(1);
        self.land(&mut host.inside.lock().unwrap());
        for (delivery, _) in &delivered {
            assert_eq!(host.inside.lock().unwrap().of(delivery.id.as_str()).len(), 1, "{} woke again", delivery.id);
        }
        let made = host.inside.lock().unwrap().made.len();
        let (gateway, now) = (gateway(&given::wire()), driver.now + TimeDelta::hours(2));
        host.inside.lock().unwrap().script.clear();
        let statuses = if self.is_followed() { &[None, Some(Status::Taken), Some(Status::Closed)][..] } else { &[] };
        for status in statuses {
            if let Some(status) = *status {
                host.inside.lock().unwrap().answer_all(status);
            }
            for (delivery, receipt) in &delivered {
                let secrets = given::secrets();
                let told = gateway.progress(&driver.there, &secrets, delivery, receipt, now).await;
                let there = host.inside.lock().unwrap().of(delivery.id.as_str())[0].status;
                assert_eq!(told.map(in_short), Ok((there, self.told_of(there))), "of {}", delivery.id);
            }
        }
        assert_eq!(host.inside.lock().unwrap().made.len(), made, "reading wakes nobody");
    }

    /// Who is told to have answered.
    fn told_of(&self, status: Status) -> Option<String> {
        self.who.filter(|_| status != Status::Open).map(str::to_owned)
    }
}

fn in_short(progress: PageProgress) -> (Status, Option<String>) {
    match progress {
        PageProgress::Unanswered => (Status::Open, None),
        PageProgress::Acknowledged { by, .. } => (Status::Taken, by),
        PageProgress::Resolved { by, .. } => (Status::Closed, by),
        PageProgress::Declined { .. } => unreachable!("no host is told so"),
    }
}

#[test]
fn every_page_reaches_its_provider_once_or_is_held_with_a_reason() {
    let check = |documented: &'static Documented| {
        let config = ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() };
        let run = TestRunner::new(config).run(&course(), |course| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(documented.live(course));
            Ok(())
        });
        run.unwrap_or_else(|fault| panic!("{}: {fault}", documented.name()));
    };
    std::thread::scope(|threads| {
        let running: Vec<_> = ALL.iter().map(|documented| threads.spawn(move || check(documented))).collect();
        for thread in running {
            thread.join().unwrap_or_else(|panic| resume_unwind(panic));
        }
    });
}

#[test]
fn every_way_of_paging_has_a_simulated_host() {
    for descriptor in registry::descriptors().iter().filter(|descriptor| descriptor.reach == Reach::World) {
        let Some(pager) = &descriptor.pager else { continue };
        let alone = (0..pager.paging.len()).map(Way::Page);
        let responders = (0..pager.responders.len()).map(Way::Responder);
        for way in alone.chain(responders).chain(pager.notes.as_ref().map(|_| Way::Note)) {
            let count = ALL.iter().filter(|known| known.provider == descriptor.id && known.way == way).count();
            assert_eq!(
                count, 1,
                "{} has a way ({way:?}) that no simulated host plays. Add one entry for it to `ALL` in \
                 tests/it/simulated/table.rs: the call that wakes, or writes, where our key or marker stands in it, what its \
                 documentation says of a second call with the same key, and what it answers to the look-up and to the \
                 question what came of a page.",
                descriptor.name
            );
        }
    }
}

/// A refused duplicate is the word of the host that an earlier try arrived.
#[tokio::test]
async fn a_key_that_is_taken_is_looked_for_and_not_held_as_refused() {
    for documented in ALL.iter().filter(|known| matches!(known.repeated, Repeated::IsRefusedWhileOpen(_))) {
        let host = documented.host(Vec::new()).await;
        let (connection, delivery) = (documented.connection(&host.server.address), documented.delivery("one"));
        let ((gateway, _folder), secrets) = (given::gateway(), given::secrets());
        gateway.deliver(&connection, &secrets, &delivery, None, given::now()).await.unwrap();
        let again = gateway.deliver(&connection, &secrets, &delivery, None, given::now()).await;
        assert_eq!(again, Err(Failure::Unsure), "{}", documented.name());
    }
}

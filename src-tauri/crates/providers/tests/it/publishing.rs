//! No update is published twice, and none is lost without a word: every registered status page against its simulated host,
//! under any course of faults and restarts. Two incidents of the same title tell their stories there, one after the other.

mod betterstack;
mod cachet;
mod cstate;
mod firehydrant;
mod incidentio;
mod instatus;
mod kener;
mod pagerduty;
mod rootly;
mod statuspage;
mod upptime;

use std::panic::resume_unwind;
use std::sync::{Arc, Mutex};

use chrono::Duration;
use domain::agreement::Connection;
use domain::delivery::{ComponentState, Delivery, Failure, Happening, Payload, Receipt, State};
use domain::phase::Phase;
use domain::span::Instant;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use providers::descriptor::Reach;
use providers::gateway::{Earlier, Gateway};
use providers::registry;

use crate::given;
use crate::mishap::{Mishap, mishap};
use crate::server::{Received, Server};

/// A status page as its provider documents it, as far as a lane of updates needs it. It forgives nothing that the real one
/// would not forgive: what it does not take, it answers with the documented refusal.
pub(crate) trait SimulatedPage: Send {
    /// Does what it is asked, and answers. The JSON may be a plain text, which is then sent as it is.
    fn answer(&mut self, request: &Received) -> (u16, serde_json::Value);
    /// Its incidents in order of their making, each with the texts that its readers see, the first one first.
    fn told(&self) -> Vec<Vec<String>>;
}

/// A provider's status page and its simulated host.
pub(crate) struct Documented {
    /// The id of the provider.
    pub(crate) provider: &'static str,
    /// The options of a connection beside those that tests give to all; [`HERE`] stands for the address of the host.
    pub(crate) options: &'static [(&'static str, &'static str)],
    /// A component that the host has.
    pub(crate) component: &'static str,
    /// The states that the lane gives to that component, one for each of its updates.
    pub(crate) states: [ComponentState; 4],
    /// A host in which nothing has happened.
    pub(crate) host: fn() -> Box<dyn SimulatedPage>,
}

/// Stands for the address of the host.
pub(crate) const HERE: &str = "here";

/// All status pages of the world: one entry each.
const ALL: &[Documented] = &[
    incidentio::DOCUMENTED,
    statuspage::DOCUMENTED,
    instatus::DOCUMENTED,
    betterstack::DOCUMENTED,
    cachet::DOCUMENTED,
    kener::DOCUMENTED,
    upptime::DOCUMENTED,
    cstate::DOCUMENTED,
    firehydrant::DOCUMENTED,
    pagerduty::DOCUMENTED,
    rootly::DOCUMENTED,
];

/// More than any page may be asked at once.
const MOST_AT_ONCE: usize = 200;

/// Where a redirect leads, and nobody follows.
const NOWHERE: &str = "http://127.0.0.1:9/";

/// What the lane of an incident tells. The third says again what the first one said.
const STORY: [(Phase, &str); 4] = [
    (Phase::Investigating, "We are looking into failing card payments."),
    (Phase::Identified, "A release broke the ledger. We roll it back."),
    (Phase::Investigating, "We are looking into failing card payments."),
    (Phase::Resolved, "Card payments work again."),
];

impl Documented {
    fn connection(&self, address: &str) -> Connection {
        let mut connection = given::filled(self.provider);
        for (key, value) in self.options {
            connection.options.insert((*key).to_owned(), value.replace(HERE, address));
        }
        connection
    }

    /// The page, and a host that answers as it does, with nothing going wrong.
    async fn open(&self) -> (Arc<Mutex<Box<dyn SimulatedPage>>>, Server) {
        let page: Arc<Mutex<Box<dyn SimulatedPage>>> = Arc::new(Mutex::new((self.host)()));
        let shared = Arc::clone(&page);
        let server = Server::start(move |request| {
            let (status, body) = shared.lock().unwrap().answer(request);
            crate::server::json(status, &body)
        })
        .await;
        (page, server)
    }

    /// The updates of one incident, in order.
    fn lane(&self, incident: &str) -> Vec<Delivery> {
        let update = |(number, (phase, body)): (usize, (Phase, &str))| {
            given::worded(given::update(&format!("{incident}-{number}"), phase), |update| {
                update.incident_key = format!("key-of-{incident}");
                body.clone_into(&mut update.body);
                update.components = [(self.component.to_owned(), self.states[number])].into();
            })
        };
        STORY.into_iter().enumerate().map(update).collect()
    }

    /// What comes of two lanes at the host.
    async fn live(&self, course: Course) {
        let page: Arc<Mutex<Box<dyn SimulatedPage>>> = Arc::new(Mutex::new((self.host)()));
        let late = Arc::new(Mutex::new(Late { now: given::now(), kept: Vec::new() }));
        let (shared, kept, mut script) = (Arc::clone(&page), Arc::clone(&late), course.script.into_iter());
        let server = Server::start(move |request| {
            let mishap = match script.next() {
                // A host that is behind with its lists is one that no look can trust: nobody documents it of pages.
                None | Some(Mishap::Lagging) => Mishap::None,
                Some(mishap) => mishap,
            };
            let (mut kept, mut page) = (kept.lock().unwrap(), shared.lock().unwrap());
            if let Mishap::Late(seconds) = mishap {
                kept.keep(request, seconds);
            }
            kept.land(&mut **page);
            mishap.play(NOWHERE, || page.answer(request))
        })
        .await;
        let mut driver = Driver {
            connection: self.connection(&server.address),
            gateway: gateway(),
            now: given::now(),
            ends: course.ends.into_iter(),
            late: Arc::clone(&late),
        };
        let mut others = Vec::new();
        for incident in ["first", "second"] {
            let proof = driver.drive(&self.lane(incident), &others).await;
            others.extend(proof.map(|receipt| receipt.remote));
        }
        // Whatever is still on its way lands as well.
        late.lock().unwrap().now += Duration::days(1);
        late.lock().unwrap().land(&mut **page.lock().unwrap());
        let told = page.lock().unwrap().told();
        let story: Vec<&str> = STORY.iter().map(|(_, body)| *body).collect();
        assert_eq!(told, [story.clone(), story]);
    }
}

/// Requests that a host is slow with: nobody waits for their answers any more.
struct Late {
    now: Instant,
    kept: Vec<(Instant, Received)>,
}

impl Late {
    fn keep(&mut self, request: &Received, seconds: i64) {
        self.kept.push((self.now + Duration::seconds(seconds), request.clone()));
    }

    /// Does what has become due.
    fn land(&mut self, page: &mut dyn SimulatedPage) {
        let now = self.now;
        for (_, request) in self.kept.extract_if(.., |(due, _)| *due <= now) {
            page.answer(&request);
        }
    }
}

/// What goes wrong.
#[derive(Debug, Clone)]
struct Course {
    script: Vec<Mishap>,
    /// At which attempts the process ends after the request left.
    ends: Vec<bool>,
}

/// What drives lanes to one host.
struct Driver {
    connection: Connection,
    gateway: Gateway,
    now: Instant,
    ends: std::vec::IntoIter<bool>,
    late: Arc<Mutex<Late>>,
}

fn gateway() -> Gateway {
    Gateway::new(given::impatient_wire(), std::path::PathBuf::new())
}

impl Driver {
    /// Delivers a lane in order, as the outbox would: one attempt at a time, looking first where it must.
    async fn drive(&mut self, lane: &[Delivery], others: &[String]) -> Option<Receipt> {
        let mut known: Option<Receipt> = None;
        for delivery in lane {
            let repeat = self.gateway.repeat(&self.connection, &delivery.payload).unwrap();
            let (mut state, mut attempts) = (State::Queued, 0);
            while !state.is_final() {
                let unsure = matches!(state, State::Waiting { probe: true, .. });
                let must_look = unsure || (known.is_none() && attempts > 0 && state == State::Queued);
                self.now = state.next_at(self.now).unwrap_or(self.now).max(self.now) + Duration::seconds(2);
                self.late.lock().unwrap().now = self.now;
                attempts += 1;
                assert!(attempts < 300, "it does not end: {state:?}");
                state = state.after(Happening::Begun, repeat, attempts, self.now);
                let sent = self.attempt(delivery, must_look, state.lost(), known.as_ref(), others);
                let mut happening = sent.await;
                if self.ends.next().unwrap_or(false) {
                    // Another process begins: nothing is remembered but what was written.
                    self.gateway = gateway();
                    happening = Happening::Interrupted;
                }
                state = state.after(happening, repeat, attempts, self.now);
                if let State::Held { reason } = &state {
                    assert!(!reason.words().trim().is_empty(), "held without a word: {reason:?}");
                    // The lead has mended what was wrong.
                    state = state.after(Happening::Resend, repeat, attempts, self.now);
                }
            }
            let State::Delivered { receipt } = state else { panic!("{} is left as {state:?}", delivery.id) };
            known = Some(receipt);
        }
        known
    }

    async fn attempt(
        &self,
        delivery: &Delivery,
        must_look: bool,
        lost: Option<Instant>,
        known: Option<&Receipt>,
        others: &[String],
    ) -> Happening {
        let secrets = given::secrets();
        let mut known = known.cloned();
        if must_look {
            let earlier = Earlier { known: known.as_ref(), others };
            match self.gateway.probe(&self.connection, &secrets, delivery, earlier, self.now).await {
                Err(failure) => return Happening::ProbeFailed(failure),
                Ok(found) => match found.this {
                    Some(receipt) => return Happening::Arrived(receipt),
                    None if !delivery.counts_as_absent(lost, self.now) => return Happening::NotYet,
                    None => known = found.incident.or(known),
                },
            }
        }
        let (connection, known) = (&self.connection, known.as_ref());
        let sent = if must_look {
            self.gateway.deliver_after_look(connection, &secrets, delivery, known, self.now).await
        } else {
            self.gateway.deliver(connection, &secrets, delivery, known, self.now).await
        };
        match sent {
            Ok(receipt) => Happening::Arrived(receipt),
            Err(failure @ (Failure::Offline | Failure::Throttled(_))) if must_look => Happening::ProbeFailed(failure),
            Err(failure) => Happening::Failed(failure),
        }
    }
}

fn course() -> impl Strategy<Value = Course> {
    let script = prop::collection::vec(mishap(), 0..14);
    let ends = prop::collection::vec(prop::bool::weighted(0.2), 0..8);
    (script, ends).prop_map(|(script, ends)| Course { script, ends })
}

#[test]
fn every_update_is_published_once_and_in_order() {
    let check = |documented: &'static Documented| {
        let config = ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() };
        let run = TestRunner::new(config).run(&course(), |course| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(documented.live(course));
            Ok(())
        });
        run.unwrap_or_else(|fault| panic!("{}: {fault}", documented.provider));
    };
    std::thread::scope(|threads| {
        let running: Vec<_> = ALL.iter().map(|documented| threads.spawn(move || check(documented))).collect();
        for thread in running {
            thread.join().unwrap_or_else(|panic| resume_unwind(panic));
        }
    });
}

#[test]
fn every_status_page_has_a_simulated_host() {
    for descriptor in registry::descriptors().iter().filter(|descriptor| descriptor.reach == Reach::World) {
        if descriptor.status_page.is_none() {
            continue;
        }
        let count = ALL.iter().filter(|known| known.provider == descriptor.id).count();
        assert_eq!(
            count, 1,
            "{} is a status page that no simulated host plays. Add a file below tests/it/publishing, and one entry in `ALL`.",
            descriptor.name
        );
    }
}

/// An update that asks its page several things, or that is looked for first, would begin anew with the same questions where
/// the pace broke it off, and use up with them whatever the pace had given back, for ever.
#[tokio::test]
async fn no_update_that_has_begun_is_broken_off_by_the_pace() {
    for documented in ALL {
        let (page, server) = documented.open().await;
        let gateway = Gateway::new(given::wire(), std::path::PathBuf::new());
        let (connection, secrets) = (documented.connection(&server.address), given::secrets());
        let (mut now, mut known): (Instant, Option<Receipt>) = (given::now(), None);
        for (number, delivery) in documented.lane("first").iter().enumerate() {
            let look = async |known: Option<&Receipt>, now| {
                gateway.probe(&connection, &secrets, delivery, Earlier { known, others: &[] }, now).await
            };
            // Whatever may be asked at once is used up, unless looking asks nothing.
            for _ in 0..MOST_AT_ONCE {
                match look(known.as_ref(), now).await {
                    Ok(found) => assert_eq!(found.this, None, "{}", documented.provider),
                    Err(Failure::Throttled(until)) => {
                        now = until;
                        break;
                    }
                    Err(failure) => panic!("{}: {failure:?}", documented.provider),
                }
            }
            let sent = if number.is_multiple_of(2) {
                let found = look(known.as_ref(), now).await;
                let found = found.unwrap_or_else(|failure| panic!("{}: {failure:?}", documented.provider));
                known = found.incident.or(known);
                gateway.deliver_after_look(&connection, &secrets, delivery, known.as_ref(), now).await
            } else {
                gateway.deliver(&connection, &secrets, delivery, known.as_ref(), now).await
            };
            known = Some(sent.unwrap_or_else(|failure| panic!("{}: {failure:?}", documented.provider)));
        }
        let story: Vec<&str> = STORY.iter().map(|(_, body)| *body).collect();
        assert_eq!(page.lock().unwrap().told(), [story], "{}", documented.provider);
    }
}

/// What was published is read back as it was written, phase and text, while it is open and after it is resolved.
#[tokio::test]
async fn what_was_published_is_read_back() {
    for documented in ALL {
        let (_, server) = documented.open().await;
        // Nothing goes wrong here: a machine that is busy may take its time.
        let gateway = Gateway::new(given::wire(), std::path::PathBuf::new());
        let connection = documented.connection(&server.address);
        let status_page = registry::find(documented.provider).unwrap().status_page.as_ref().unwrap();
        let Some(reading) = &status_page.incidents_of else { continue };
        let mut known: Option<Receipt> = None;
        for (minute, delivery) in (0..).zip(documented.lane("first")) {
            let now = given::now() + Duration::minutes(minute);
            let Payload::Update(update) = &delivery.payload else { unreachable!() };
            let sent = gateway.deliver(&connection, &given::secrets(), &delivery, known.as_ref(), now).await;
            let receipt = sent.unwrap_or_else(|failure| panic!("{}: {failure:?}", documented.provider));
            let of = [receipt.remote.clone()];
            let scope = providers::capability::Scope { now, window: given::window(), of: &of };
            let walk = providers::gateway::Walk::begin(reading, &scope);
            let read = gateway.list(&connection, &given::secrets(), reading, walk, now + Duration::seconds(30)).await;
            let read = read.unwrap_or_else(|failure| panic!("{}: {failure:?}", documented.provider));
            let incident = &read[0];
            assert_eq!(incident.id, receipt.remote, "{}", documented.provider);
            let latest = &incident.updates[0];
            assert_eq!(providers::marker::plain(&latest.body), update.body, "{}", documented.provider);
            // A page that has no word for a phase tells none.
            assert!(latest.phase.is_none_or(|phase| phase == update.phase), "{}: {latest:?}", documented.provider);
            assert!(incident.phase.is_none_or(|phase| phase == update.phase), "{}: {incident:?}", documented.provider);
            known = Some(receipt.clone());
            // Among those that are open it stands under the same id. Two of the hosts play but the list by which it is looked for.
            if update.phase == Phase::Resolved || ["firehydrant", "rootly"].contains(&documented.provider) {
                continue;
            }
            let open = status_page.incidents.as_ref().unwrap();
            let walk = providers::gateway::Walk::begin(open, &scope);
            let read = gateway.list(&connection, &given::secrets(), open, walk, now + Duration::seconds(30)).await;
            let read = read.unwrap_or_else(|failure| panic!("{}: {failure:?}", documented.provider));
            let ids: Vec<&str> = read.iter().map(|incident| incident.id.as_str()).collect();
            assert_eq!(ids, [receipt.remote.as_str()], "{}, {:?}", documented.provider, update.phase);
        }
    }
}

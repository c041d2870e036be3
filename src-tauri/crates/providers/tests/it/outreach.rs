//! Nothing is said twice, and nothing is lost without a word: every room of the world against a simulated host, under any course
//! of faults and restarts.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use chrono::Duration;
use domain::agreement::Connection;
use domain::channel::Channel;
use domain::delivery::{Delivery, Failure, Happening, HeldReason, Repeat, State};
use proptest::prelude::*;
use providers::account::Secrets;
use providers::descriptor::Reach;
use providers::gateway::{Earlier, Gateway, Seen, channel, judge_message};
use providers::registry;
use providers::sandbox::Sandbox;
use secrecy::SecretString;
use serde_json::Value;

use crate::given;
use crate::mishap::{Mishap, mishap};
use crate::server::{Received, Server, answer};
use crate::webhook::is_ours;

/// Where a redirect leads, and nobody follows.
const NOWHERE: &str = "http://127.0.0.1:9/";

/// A room as its provider documents it.
struct Room {
    provider: &'static str,
    /// What it answers to a message that it takes.
    taken: (u16, &'static str),
    /// Where a message of ours names the entry that it is a copy of.
    entry: &'static str,
}

/// All rooms of the world: one entry each.
const ALL: &[Room] = &[
    Room { provider: "slack", taken: (200, "ok"), entry: "/blocks/2/elements/0/text" },
    Room { provider: "microsoft_teams", taken: (202, ""), entry: "/attachments/0/content/body/5/inlines/0/text" },
    Room { provider: "webhook", taken: (200, "{}"), entry: "/data/entry" },
];

/// What a room heard: the sequences of the entries, in order.
type Heard = Arc<Mutex<Vec<u64>>>;

impl Room {
    /// Its host, with what goes wrong with the requests to it, in order; and what it heard.
    async fn host(&'static self, script: Vec<Mishap>) -> (Server, Heard) {
        let heard = Heard::default();
        let (own, mut script, mut known) = (Arc::clone(&heard), script.into_iter(), BTreeSet::new());
        let server = Server::start(move |request| {
            let mut hear = || {
                let is_new = self.provider != "webhook" || {
                    assert!(is_ours(request, b"s3cret-secret"), "a receiver would not take it for ours");
                    known.insert(request.header("webhook-id").unwrap().to_owned())
                };
                own.lock().unwrap().extend(is_new.then(|| self.entry_of(request)));
            };
            match script.next() {
                None | Some(Mishap::None | Mishap::Lagging) => {
                    hear();
                    answer(self.taken.0, &[], self.taken.1.as_bytes())
                }
                Some(mishap) => mishap.play(NOWHERE, || {
                    hear();
                    (200, serde_json::json!({ "half": "of this is no answer" }))
                }),
            }
        })
        .await;
        (server, heard)
    }

    fn entry_of(&self, request: &Received) -> u64 {
        match request.json().pointer(self.entry) {
            Some(Value::Number(number)) => number.as_u64().unwrap(),
            Some(Value::String(text)) => text.rsplit(' ').next().unwrap().parse().unwrap(),
            other => panic!("{}: {other:?}", self.provider),
        }
    }

    fn connection(&self, address: &str) -> (Connection, Secrets) {
        let mut secrets = given::secrets();
        let webhook = format!("{address}/services/T0/B0/s3cret8c1f20be7a6d4f59");
        secrets.insert("webhook".to_owned(), SecretString::from(webhook));
        let options: &[(&str, &str)] = if self.provider == "webhook" { &[("address", address)] } else { &[] };
        (given::connection(self.provider, options), secrets)
    }

    /// Drives a lane of messages to its host, as the outbox would.
    async fn live(&'static self, script: Vec<Mishap>, ends: Vec<bool>) {
        let (server, heard) = self.host(script).await;
        let (connection, secrets) = self.connection(&server.address);
        let mut gateway = gateway();
        let (mut now, mut ends) = (given::now(), ends.into_iter());
        for delivery in lane() {
            let repeat = gateway.repeat(&connection, &delivery.payload).unwrap();
            let (mut state, mut attempts) = (State::Queued, 0);
            while !state.is_final() {
                if let State::Held { reason } = &state {
                    assert!(!reason.words().trim().is_empty() && !reason.words().contains("s3cret"), "{reason:?}");
                    // Whoever is asked whether it arrived looks into the room, and says what is so.
                    let is_there = heard.lock().unwrap().contains(&sequence(&delivery));
                    let asked = *reason == HeldReason::DidItArrive;
                    assert!(!asked || repeat == Repeat::Never, "{}: asked in vain", self.provider);
                    let says = if asked && is_there { Happening::Confirmed } else { Happening::Resend };
                    state = state.after(says, repeat, attempts, now);
                    continue;
                }
                assert!(!matches!(state, State::Waiting { probe: true, .. }), "nothing can be looked at");
                now = state.next_at(now).unwrap_or(now).max(now) + Duration::seconds(2);
                attempts += 1;
                assert!(attempts < 200, "it does not end: {state:?}");
                state = state.after(Happening::Begun, repeat, attempts, now);
                let mut happening = match gateway.deliver(&connection, &secrets, &delivery, None, now).await {
                    Ok(receipt) => Happening::Arrived(receipt),
                    Err(failure) => Happening::Failed(failure),
                };
                assert!(!format!("{happening:?}").contains("s3cret"), "{happening:?}");
                if ends.next().unwrap_or(false) {
                    gateway = self::gateway();
                    happening = Happening::Interrupted;
                }
                state = state.after(happening, repeat, attempts, now);
            }
        }
        let expected: Vec<u64> = lane().iter().map(sequence).collect();
        assert_eq!(*heard.lock().unwrap(), expected, "{}", self.provider);
    }
}

fn gateway() -> Gateway {
    Gateway::new(given::wire(), std::path::PathBuf::new())
}

fn lane() -> Vec<Delivery> {
    let message = |sequence: u64| {
        given::said(given::message(&format!("intent-{sequence}.u1.main")), |message| message.sequence = sequence)
    };
    [7, 8, 12].map(message).into()
}

fn sequence(delivery: &Delivery) -> u64 {
    let domain::delivery::Payload::Outreach(message) = &delivery.payload else { unreachable!() };
    message.sequence
}

/// What goes wrong with the requests, and at which attempts the process ends after one left.
fn course() -> impl Strategy<Value = (Vec<Mishap>, Vec<bool>)> {
    (prop::collection::vec(mishap(), 0..12), prop::collection::vec(prop::bool::weighted(0.2), 0..6))
}

#[test]
fn every_message_is_said_once_and_in_order() {
    std::thread::scope(|threads| {
        let check = |room: &'static Room| {
            let config = ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() };
            let run = proptest::test_runner::TestRunner::new(config).run(&course(), |(script, ends)| {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                runtime.block_on(room.live(script, ends));
                Ok(())
            });
            run.unwrap_or_else(|fault| panic!("{}: {fault}", room.provider));
        };
        let running: Vec<_> = ALL.iter().map(|room| threads.spawn(move || check(room))).collect();
        for thread in running {
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        }
    });
}

#[test]
fn every_room_of_the_world_has_a_simulated_host() {
    for descriptor in registry::descriptors().iter().filter(|descriptor| descriptor.reach == Reach::World) {
        let is_room = descriptor.outreach.as_ref().is_some_and(|outreach| outreach.channels.contains(&Channel::Room));
        let count = ALL.iter().filter(|room| room.provider == descriptor.id).count();
        assert_eq!(count, usize::from(is_room), "{}: add one entry to `ALL`", descriptor.id);
    }
}

/// One of each way to lose an answer: the lead is asked, and until they answer nothing is sent again.
#[tokio::test]
async fn where_nothing_can_be_looked_at_the_lead_is_asked_and_nothing_is_sent_meanwhile() {
    let lost = [Mishap::AnswerLost, Mishap::RequestLost, Mishap::Slow, Mishap::Broken { applied: true }, Mishap::Cut];
    for room in ALL {
        for mishap in lost {
            let (server, _) = room.host(vec![mishap]).await;
            let (connection, secrets) = room.connection(&server.address);
            let gateway = gateway();
            let delivery = &lane()[0];
            let repeat = gateway.repeat(&connection, &delivery.payload).unwrap();
            let failure = gateway.deliver(&connection, &secrets, delivery, None, given::now()).await.unwrap_err();
            let is_answered = matches!(mishap, Mishap::Broken { .. });
            let lost = if is_answered { Failure::Unsure } else { Failure::Lost(given::now()) };
            assert_eq!(failure, lost, "{}, {mishap:?}", room.provider);
            let state = State::SENDING.after(Happening::Failed(failure), repeat, 1, given::now());
            let found = gateway.probe(&connection, &secrets, delivery, Earlier::default(), given::now()).await;
            if room.provider == "webhook" {
                assert!(matches!(state, State::Waiting { probe: false, .. }), "{state:?}");
                assert_eq!(found, Ok(providers::marker::Found::default()));
            } else {
                assert_eq!(state, State::Held { reason: HeldReason::DidItArrive }, "{}, {mishap:?}", room.provider);
                assert!(matches!(found, Err(Failure::Refused(words)) if words.contains("no way to look")));
            }
            assert_eq!(server.received().len(), 1, "looking sends nothing");
        }
    }
}

#[tokio::test]
async fn what_never_left_is_sent_again_by_itself() {
    for room in ALL {
        let (connection, secrets) = room.connection("http://127.0.0.1:9");
        let outcome = gateway().deliver(&connection, &secrets, &lane()[0], None, given::now()).await;
        assert_eq!(outcome, Err(Failure::Offline), "{}", room.provider);
    }
}

#[tokio::test]
async fn a_connection_of_a_room_is_no_pager_and_no_page_and_a_test_proves_nothing_that_was_not_seen() {
    let (gateway, folder) = given::gateway();
    for (provider, options) in
        [("slack", &[][..]), ("microsoft_teams", &[]), ("webhook", &[]), ("sandbox", &[("takes", "room")])]
    {
        let mut connection = given::filled(provider);
        connection.options.extend(options.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
        let descriptor = registry::find(provider).unwrap();
        assert_eq!(channel(&connection), Channel::Room);
        assert!(descriptor.pager_of(&connection).is_none() && descriptor.page_of(&connection).is_none(), "{provider}");
        assert!(!descriptor.is_page_with(&connection.options), "{provider}");
        let said = gateway.check(&connection, &given::secrets(), given::now()).await.unwrap();
        assert!(provider == "sandbox" || said.contains("Only a message would prove"), "{provider}: {said}");
        let mut proofs = Vec::new();
        gateway.prove(&connection, &given::secrets(), &mut proofs, given::now()).await;
        assert!(
            matches!(proofs.as_slice(), [proof] if proof.what == "messages" && proof.seen == Seen::Unproven),
            "{proofs:?}"
        );
    }
    let letters = given::connection("sandbox", &[("takes", "letters")]);
    assert_eq!(channel(&letters), Channel::Letters);
    assert_eq!(channel(&given::filled("sandbox")), Channel::Page);
    assert_eq!(channel(&given::filled("statuspage")), Channel::Page);
    assert!(Sandbox::open(folder.path(), &letters.id).messages().unwrap().is_empty());
}

#[tokio::test]
async fn a_sandbox_hears_each_message_once_also_as_a_drill_says_it() {
    let (gateway, folder) = given::gateway();
    let connection = given::filled("sandbox");
    for drill in [false, true, true] {
        let delivery = Delivery { drill, ..given::message(if drill { "drill" } else { "real" }) };
        assert_eq!(gateway.repeat(&connection, &delivery.payload), Some(Repeat::Keyed));
        gateway.deliver(&connection, &Secrets::new(), &delivery, None, given::now()).await.unwrap();
    }
    let heard = Sandbox::open(folder.path(), &connection.id).messages().unwrap();
    let heard: Vec<_> = heard.iter().map(|message| (message.key.as_str(), message.sequence, message.drill)).collect();
    assert_eq!(heard, [("real", 42, false), ("drill", 42, true)]);
}

/// What is told beforehand is what the place gets: the mark of its original, or nothing but the words.
#[test]
fn where_a_copy_names_its_original_is_known_beforehand() {
    let names = |provider: &str, delivery: Delivery| {
        let domain::delivery::Payload::Outreach(message) = delivery.payload else { unreachable!() };
        judge_message(&given::filled(provider), &message).names_original
    };
    let all = ["slack", "microsoft_teams", "smtp", "webhook", "sandbox"];
    assert_eq!(all.map(|provider| names(provider, given::message("one"))), [true, true, true, false, false]);
    let letter = given::said(given::message("one"), |message| message.account = Some("north".into()));
    assert!(!names("smtp", letter), "a customer reads what was previewed");
}

#[test]
fn what_a_room_would_not_take_is_told_in_the_composer() {
    let judged = |provider: &str, letters: usize| {
        let delivery = given::said(given::message("one"), |message| message.body = "ö".repeat(letters));
        let domain::delivery::Payload::Outreach(message) = delivery.payload else { unreachable!() };
        judge_message(&given::filled(provider), &message).fault
    };
    assert_eq!(judged("slack", 10_000), None);
    let words = "Slack takes a text of 1 to 10000 characters; this one has 10001.";
    assert_eq!(judged("slack", 10_001).as_deref(), Some(words));
    assert!(judged("microsoft_teams", 15_000).is_some_and(|words| words.contains("bytes")));
    assert_eq!(judged("webhook", 100_000), None);
    assert_eq!(judged("statuspage", 0), None, "a page is judged as a page");
}

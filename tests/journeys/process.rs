//! A process that is killed in the middle of sending, and the next one that finds what it left.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;

use domain::template::Audience;
use engine::port::{SessionVault, Vault};
use secrecy::SecretString;
use serde_json::json;

use crate::given::host::Host;
use crate::given::mishap::Mishap;
use crate::given::provider::{Providers, connections_at};
use crate::given::{House, Place, engine_on, friday};
use crate::once::assert_once;

/// Where the process that is to be killed finds its workspace and its folder.
const WORKSPACE: &str = "BRIDGEWATCH_TEST_WORKSPACE";
const FOLDER: &str = "BRIDGEWATCH_TEST_FOLDER";

/// A process of its own, once the test below starts it; on its own it has nothing to do.
#[test]
fn a_process_of_its_own_delivers() {
    let (Ok(workspace), Ok(folder)) = (std::env::var(WORKSPACE), std::env::var(FOLDER)) else {
        return;
    };
    let vault = Arc::new(SessionVault::default());
    for (connection, field) in [("pagerduty", "routing_key"), ("statuspage", "token")] {
        vault.store(connection, field, SecretString::from("good-token")).unwrap();
    }
    let at = friday() + chrono::TimeDelta::minutes(1);
    let engine = engine_on(workspace.into(), folder.into(), at, vault);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(engine.push()).unwrap();
}

/// What the killed process sent has arrived, or not; the next process finds out.
fn killed_while_sending(has_arrived: bool) {
    let providers = Arc::new(Providers::open());
    if !has_arrived {
        providers.script([Mishap::RequestLost; 3]);
    }
    // Stands before the providers: passes on what comes, tells of it, and keeps the answer for itself, until it is told to
    // let answers through.
    let ((tell, told), silent) = (channel(), Arc::new(AtomicUsize::new(3)));
    let (behind, quiet) = (Arc::clone(&providers), Arc::clone(&silent));
    let (end, ended) = channel::<()>();
    let ended = std::sync::Mutex::new(ended);
    let before = Host::open(move |request| {
        let answer = behind.answer(request);
        if quiet.load(Ordering::SeqCst) == 0 {
            return answer;
        }
        quiet.fetch_sub(1, Ordering::SeqCst);
        tell.send(()).unwrap();
        let _ = ended.lock().unwrap().recv();
        None
    });
    let mut house = House::on(Place::small(&connections_at(&before.url())));
    for (connection, field) in [("pagerduty", "routing_key"), ("statuspage", "token")] {
        house.secret(connection, field, "good-token");
    }
    let incident =
        house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["payments", "platform"] }));
    house.say(&incident, Audience::Customers, "first");
    house.say(&incident, Audience::Customers, "second");
    house.minutes(1);

    let mut process = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "process::a_process_of_its_own_delivers"])
        .env(WORKSPACE, house.place().path())
        .env(FOLDER, house.folder())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Pages of one incident leave one after the other, beside the updates: two requests are under way at once.
    told.recv().unwrap();
    told.recv().unwrap();
    let sending = house.outbox().into_iter().filter(|line| line.state == "sending").count();
    assert_eq!(sending, 2);
    // While that process lives, nobody takes its work away from it.
    assert_eq!(house.push(), None);
    assert_eq!(house.outbox().into_iter().filter(|line| line.state == "sending").count(), 2);

    process.kill().unwrap();
    process.wait().unwrap();
    silent.store(0, Ordering::SeqCst);
    drop(end);
    providers.script([]);
    house.restart();
    house.push();
    let unsure = house.outbox().into_iter().filter(|line| line.state == "waiting" && line.reason.contains("checking"));
    assert_eq!(unsure.count(), 2);
    house.deliver_all();
    let lines = house.outbox();
    assert!(lines.iter().all(|line| line.state == "delivered"), "{lines:?}");
    assert_once(&lines, &providers.woken(), &providers.published().concat());
    assert_eq!(providers.published().len(), 1);
}

#[test]
fn what_a_killed_process_had_delivered_is_not_doubled() {
    killed_while_sending(true);
}

#[test]
fn what_a_killed_process_had_not_delivered_is_not_lost() {
    killed_while_sending(false);
}

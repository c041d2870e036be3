//! Nothing goes out twice: lanes of the sandbox and of a status page under any faults, driven by the one transition
//! function. What wakes people through a real provider is in [`crate::waking`].

use std::collections::BTreeMap;

use chrono::Duration;
use domain::agreement::Connection;
use domain::delivery::{Delivery, Happening, Receipt, State};
use domain::phase::Phase;
use domain::span::Instant;
use proptest::prelude::*;
use providers::gateway::{Earlier, Gateway};
use providers::marker::Found;
use providers::sandbox::Sandbox;
use providers::sandbox::fault::{Fault, Planned};
use serde_json::{Value, json};

use crate::given;
use crate::mishap::{Mishap, mishap};
use crate::server::{Received, Server};

/// Where a redirect leads, and nobody follows.
const NOWHERE: &str = "http://127.0.0.1:9/";

/// Delivers a lane in order, as a worker would: one attempt at a time, looking first where it must.
async fn drive(gateway: &Gateway, connection: &Connection, lane: &[Delivery]) -> BTreeMap<String, Receipt> {
    let (mut now, secrets) = (given::now(), given::secrets());
    let mut receipts = BTreeMap::new();
    let mut known: Option<Receipt> = None;
    for delivery in lane {
        let repeat = gateway.repeat(connection, &delivery.payload).unwrap();
        let (mut state, mut attempts) = (State::Queued, 0);
        while !state.is_final() {
            let must_look = matches!(state, State::Waiting { probe: true, .. });
            now = state.next_at(now).unwrap_or(now).max(now) + Duration::seconds(2);
            attempts += 1;
            assert!(attempts < 200, "{state:?}");
            state = state.after(Happening::Begun, repeat, attempts, now);
            let happening = if must_look {
                look(gateway, connection, delivery, &mut known, state.lost(), now).await
            } else {
                match gateway.deliver(connection, &secrets, delivery, known.as_ref(), now).await {
                    Ok(receipt) => Happening::Arrived(receipt),
                    Err(failure) => Happening::Failed(failure),
                }
            };
            state = state.after(happening, repeat, attempts, now);
            if matches!(state, State::Held { .. }) {
                // The lead has mended what was wrong.
                state = state.after(Happening::Resend, repeat, attempts, now);
            }
        }
        if let State::Delivered { receipt } = state {
            receipts.insert(delivery.id.to_string(), receipt.clone());
            known = Some(receipt);
        }
    }
    receipts
}

async fn look(
    gateway: &Gateway,
    connection: &Connection,
    delivery: &Delivery,
    known: &mut Option<Receipt>,
    lost: Option<Instant>,
    now: Instant,
) -> Happening {
    match gateway.probe(connection, &given::secrets(), delivery, Earlier::default(), now).await {
        Err(failure) => Happening::ProbeFailed(failure),
        Ok(Found { this: Some(receipt), .. }) => Happening::Arrived(receipt),
        Ok(_) if !delivery.counts_as_absent(lost, now) => Happening::NotYet,
        Ok(found) => {
            *known = found.incident.or(known.take());
            Happening::NotThere
        }
    }
}

fn updates(count: usize) -> Vec<Delivery> {
    (0..count).map(|number| given::update(&format!("update-{number}"), Phase::Identified)).collect()
}

fn pages(count: usize) -> Vec<Delivery> {
    (0..count).map(|number| given::page(&format!("page-{number}"))).collect()
}

fn ids(lane: &[Delivery]) -> Vec<String> {
    lane.iter().map(|delivery| delivery.id.to_string()).collect()
}

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        Just(Fault::LoseAnswer),
        Just(Fault::LoseRequest),
        Just(Fault::Offline),
        (0_u32..5).prop_map(|seconds| Fault::Throttle { seconds }),
        any::<bool>().prop_map(|applied| Fault::ServerError { applied }),
        Just(Fault::Unauthorized),
        Just(Fault::Refuse { words: "no".to_owned() }),
        Just(Fault::Garbled),
        Just(Fault::Delay { wait_ms: 0 }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_sandbox_sees_every_delivery_once_under_all_faults(faults in prop::collection::vec(fault(), 0..12)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (gateway, folder) = given::gateway();
            let connection = given::filled("sandbox");
            let sandbox = Sandbox::open(folder.path(), &connection.id);
            let planned: Vec<Planned> = faults.into_iter().map(Planned::once).collect();
            sandbox.set_faults(&planned).unwrap();

            drive(&gateway, &connection, &updates(3)).await;
            drive(&gateway, &connection, &pages(3)).await;

            let incidents = sandbox.page_incidents().unwrap();
            assert_eq!(incidents.len(), 1);
            let seen: Vec<String> = incidents[0].updates.iter().map(|update| update.delivery.clone()).collect();
            assert_eq!(seen, ids(&updates(3)));
            let woken: Vec<String> = sandbox.pages().unwrap().into_iter().map(|page| page.key).collect();
            assert_eq!(woken, ids(&pages(3)));
        });
    }

    #[test]
    fn statuspage_sees_every_update_once_under_all_faults(script in prop::collection::vec(mishap(), 0..10)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let shared = std::sync::Arc::new(std::sync::Mutex::new(Vec::<Value>::new()));
            let (incidents, mut script) = (shared.clone(), script.into_iter());
            let server = Server::start(move |request| {
                let mishap = script.next().unwrap_or(Mishap::None);
                mishap.play(NOWHERE, || (200, applied(&mut incidents.lock().unwrap(), request)))
            }).await;
            let gateway = Gateway::new(given::impatient_wire(), std::path::PathBuf::new());
            let connection = given::connection("statuspage", &[("api_url", &server.address), ("page", "p")]);
            drive(&gateway, &connection, &updates(3)).await;
            let incidents = shared.lock().unwrap();
            assert_eq!(incidents.len(), 1, "{incidents:?}");
            assert_eq!(incidents[0]["seen"], json!(ids(&updates(3))));
        });
    }
}

/// As much of Statuspage as a lane needs: it forgives no request that it should not have got.
fn applied(state: &mut Vec<Value>, request: &Received) -> Value {
    let body = request.json();
    let incident = &body["incident"];
    let marker = &incident["metadata"]["bridgewatch"];
    match request.method.as_str() {
        "POST" => {
            let id = format!("incident-{}", state.len());
            state.push(json!({ "id": id, "metadata": incident["metadata"], "seen": [marker["delivery"]] }));
            state.last().cloned().unwrap()
        }
        "PATCH" => {
            let id = request.path.rsplit('/').next().unwrap();
            let known = state.iter_mut().find(|known| known["id"] == id).unwrap();
            known["metadata"] = incident["metadata"].clone();
            known["seen"].as_array_mut().unwrap().push(marker["delivery"].clone());
            known.clone()
        }
        // The list of all, or one of them.
        _ => match state.iter().find(|known| request.path.ends_with(known["id"].as_str().unwrap())) {
            Some(known) => known.clone(),
            None => json!(state),
        },
    }
}

#[tokio::test]
async fn looking_goes_on_when_the_credentials_fail_in_between() {
    let (gateway, folder) = given::gateway();
    let connection = given::filled("sandbox");
    let sandbox = Sandbox::open(folder.path(), &connection.id);
    let faults = [Fault::LoseAnswer, Fault::Unauthorized, Fault::Refuse { words: "no".to_owned() }];
    sandbox.set_faults(&faults.map(Planned::once)).unwrap();
    drive(&gateway, &connection, &updates(1)).await;
    assert_eq!(sandbox.page_incidents().unwrap()[0].updates.len(), 1);
}

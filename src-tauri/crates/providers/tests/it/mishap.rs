//! A server that stands for both real providers, with everything that can go wrong on the way to it and back.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::server::{self, Act, Received};

/// What goes wrong with one request.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Mishap {
    None,
    AnswerLost,
    RequestLost,
    Broken { applied: bool },
    Throttled,
    Cut,
}

pub(crate) fn mishap() -> impl Strategy<Value = Mishap> {
    prop_oneof![
        Just(Mishap::None),
        Just(Mishap::AnswerLost),
        Just(Mishap::RequestLost),
        any::<bool>().prop_map(|applied| Mishap::Broken { applied }),
        Just(Mishap::Throttled),
        Just(Mishap::Cut),
    ]
}

impl Mishap {
    /// What the server does with the request, and to the state.
    pub(crate) fn act(self, state: &mut Vec<Value>, request: &Received) -> Act {
        match self {
            Self::None => server::json(200, &applied(state, request)),
            Self::AnswerLost => {
                applied(state, request);
                Act::Close
            }
            Self::RequestLost => Act::Close,
            Self::Broken { applied: true } => {
                applied(state, request);
                server::json(500, &json!({}))
            }
            Self::Broken { applied: false } => server::answer(503, &[("retry-after", "3")], b""),
            Self::Throttled => server::answer(429, &[("retry-after", "2")], b""),
            Self::Cut => {
                let body = applied(state, request).to_string();
                let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
                Act::Say([head.as_bytes(), &body.as_bytes()[..body.len() / 2]].concat())
            }
        }
    }
}

/// As much of both providers as a lane needs: neither forgives a request that it should not have got.
fn applied(state: &mut Vec<Value>, request: &Received) -> Value {
    let body = request.json();
    let incident = &body["incident"];
    let marker = &incident["metadata"]["bridgewatch"];
    match request.method.as_str() {
        "POST" if request.path.ends_with("/enqueue") => {
            if !state.contains(&body["dedup_key"]) {
                state.push(body["dedup_key"].clone());
            }
            json!({ "status": "success", "dedup_key": body["dedup_key"] })
        }
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
        _ => json!(state),
    }
}

//! What can go wrong with a request on its way to a provider and back.

use domain::delivery::PAGE_SETTLES;
use proptest::prelude::*;
use serde_json::Value;

use super::host::{Answer, answer, json};

/// What goes wrong with one request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mishap {
    /// Nothing.
    None,
    /// It is applied, and the connection is lost before the answer.
    AnswerLost,
    /// The connection is lost after the request left, and it is not applied.
    RequestLost,
    /// It is applied, and half of the answer comes.
    Cut,
    /// It is applied, and the answer is a page of some proxy.
    Garbled,
    /// The provider fails inside.
    Broken {
        /// Having applied it.
        applied: bool,
    },
    /// The provider asks to wait, with this status.
    Throttled(u16),
    /// The token is refused until the next request.
    Unauthorized,
    /// The connection is lost after the request left, and it is applied so many seconds later.
    Late(i64),
}

impl Mishap {
    /// Plays it around what the provider would do and answer.
    pub(crate) fn play(self, apply: impl FnOnce() -> (u16, Value)) -> Answer {
        match self {
            Self::None => {
                let (status, body) = apply();
                Some(json(status, &body))
            }
            Self::AnswerLost => {
                apply();
                None
            }
            // What comes late is kept by whoever plays it.
            Self::RequestLost | Self::Late(_) => None,
            Self::Cut => {
                let (status, body) = apply();
                let mut whole = json(status, &body);
                whole.truncate(whole.len() - 1);
                Some(whole)
            }
            Self::Garbled => {
                apply();
                Some(answer(200, &[], "<html>Welcome to the hotel's network"))
            }
            Self::Broken { applied } => {
                if applied {
                    apply();
                }
                Some(answer(500, &[], ""))
            }
            Self::Throttled(status) => Some(answer(status, &[("retry-after", "2")], "")),
            Self::Unauthorized => Some(answer(401, &[], "{\"error\":\"Unauthorized\"}")),
        }
    }
}

/// Any mishap.
pub(crate) fn mishap() -> impl Strategy<Value = Mishap> {
    prop_oneof![
        2 => Just(Mishap::None),
        3 => Just(Mishap::AnswerLost),
        2 => Just(Mishap::RequestLost),
        1 => Just(Mishap::Cut),
        1 => Just(Mishap::Garbled),
        2 => any::<bool>().prop_map(|applied| Mishap::Broken { applied }),
        1 => prop_oneof![Just(420), Just(429)].prop_map(Mishap::Throttled),
        1 => Just(Mishap::Unauthorized),
        2 => (1..PAGE_SETTLES.num_seconds()).prop_map(Mishap::Late),
    ]
}

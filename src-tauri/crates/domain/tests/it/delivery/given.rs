//! One of each state, happening and failure, and short names for them.

use chrono::Duration;
use domain::delivery::{Failure, Happening, HeldReason, Receipt, Repeat, State};
use domain::span::Instant;

use crate::given::at;

pub(crate) const REPEATS: [Repeat; 3] = [Repeat::Keyed, Repeat::Probe, Repeat::Never];

pub(crate) fn now() -> Instant {
    at("09:00")
}

pub(crate) fn receipt() -> Receipt {
    Receipt { remote: "PD-7".into(), link: None, update: None }
}

pub(crate) fn waiting(failure: Failure, probe: bool) -> State {
    State::Waiting { until: at("08:59"), failure, probe }
}

pub(crate) fn held(reason: HeldReason) -> State {
    State::Held { reason }
}

/// One of each, waiting to send and waiting to look apart.
pub(crate) fn states() -> [(&'static str, State); 7] {
    [
        ("queued", State::Queued),
        ("sending", State::SENDING),
        ("waiting", waiting(Failure::Offline, false)),
        ("looking", waiting(Failure::Unsure, true)),
        ("held", held(HeldReason::DidItArrive)),
        ("delivered", State::Delivered { receipt: receipt() }),
        ("dropped", State::Dropped),
    ]
}

pub(crate) fn failures() -> [Failure; 7] {
    [
        Failure::Offline,
        Failure::Throttled(at("09:10")),
        Failure::Unsure,
        Failure::Lost(at("08:59")),
        Failure::Unauthorized,
        Failure::Refused("no such user".into()),
        Failure::Garbled("<html>".into()),
    ]
}

/// One of each; a failure of each kind, sent or looked for.
pub(crate) fn undone() -> Happening {
    Happening::Undone("no such schedule".into())
}

pub(crate) fn happenings() -> Vec<Happening> {
    let mut all = vec![
        Happening::Begun,
        Happening::Arrived(receipt()),
        Happening::NotThere,
        Happening::NotYet,
        Happening::Interrupted,
        Happening::Expired,
        Happening::Blocked(HeldReason::NoRoute("gone".into())),
        Happening::Resend,
        Happening::Confirmed,
        Happening::GivenUp,
        undone(),
    ];
    all.extend(failures().map(Happening::Failed));
    all.extend(failures().map(Happening::ProbeFailed));
    all
}

/// `waiting 5s offline`, `looking 600s throttled`, `held no_route`, `delivered PD-7`, …
pub(crate) fn told(state: &State) -> String {
    let word = |json: serde_json::Value, key: &str| json[key].as_str().unwrap_or_default().to_owned();
    match state {
        State::Waiting { until, failure, probe } => {
            let failure = serde_json::to_value(failure).expect("a failure has a JSON form");
            let what = if *probe { "looking" } else { "waiting" };
            let pause: Duration = *until - now();
            format!("{what} {}s {}", pause.num_seconds(), word(failure, "failure"))
        }
        State::Held { reason } => {
            let reason = serde_json::to_value(reason).expect("a reason has a JSON form");
            format!("held {}", word(reason, "why"))
        }
        State::Delivered { receipt } => format!("delivered {}", receipt.remote),
        other => other.name().to_owned(),
    }
}

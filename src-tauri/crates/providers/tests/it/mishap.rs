//! Everything that can go wrong with one request on its way to a provider and back.

use domain::delivery::PAGE_SETTLES;
use proptest::prelude::*;
use serde_json::Value;

use crate::server::{self, Act};

/// What goes wrong with one request. `applied` says whether the host did what it was asked, all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mishap {
    /// Nothing.
    None,
    /// It is applied, and the connection is closed before the answer.
    AnswerLost,
    /// The connection is closed after the request left, and it is not applied.
    RequestLost,
    /// The connection is reset.
    Reset { applied: bool },
    /// It is applied, and the answer does not come within any time that we wait.
    Slow,
    /// It is applied, and less of the answer comes than was announced.
    Cut,
    /// It is applied, and half of an answer comes whose length was not announced.
    CutShort,
    /// The answer is no HTTP at all.
    Garbage { applied: bool },
    /// The answer is some proxy's page, of another type, under a status of success.
    Foreign { applied: bool },
    /// Another address is named.
    Redirect,
    /// The host fails within.
    Broken { applied: bool },
    /// The host refuses it with this status.
    Refused(u16),
    /// The host asks to wait, with this status.
    Throttled(u16, Pause),
    /// A list does not yet have what was made last; everything else goes well.
    Lagging,
    /// No answer comes, and it is applied so many seconds later: whoever plays it keeps it until then.
    Late(i64),
}

/// How a host says how long to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pause {
    /// It does not.
    Untold,
    /// In seconds: two of them.
    Seconds,
    /// As an HTTP date: 40 seconds after [`crate::given::now`].
    Date,
}

/// What a host refuses with, and nothing is applied.
const REFUSED: [u16; 4] = [401, 403, 404, 409];

/// Any mishap. What costs a while is rare.
pub(crate) fn mishap() -> impl Strategy<Value = Mishap> {
    let pause = prop_oneof![Just(Pause::Untold), Just(Pause::Seconds), Just(Pause::Date)];
    let applied = any::<bool>;
    prop_oneof![
        6 => Just(Mishap::None),
        6 => Just(Mishap::AnswerLost),
        3 => Just(Mishap::RequestLost),
        3 => applied().prop_map(|applied| Mishap::Reset { applied }),
        1 => Just(Mishap::Slow),
        2 => Just(Mishap::Cut),
        2 => Just(Mishap::CutShort),
        2 => applied().prop_map(|applied| Mishap::Garbage { applied }),
        3 => applied().prop_map(|applied| Mishap::Foreign { applied }),
        2 => Just(Mishap::Redirect),
        4 => applied().prop_map(|applied| Mishap::Broken { applied }),
        4 => prop::sample::select(&REFUSED[..]).prop_map(Mishap::Refused),
        4 => (prop_oneof![Just(420), Just(429)], pause).prop_map(|(status, pause)| Mishap::Throttled(status, pause)),
        3 => Just(Mishap::Lagging),
        4 => (1..PAGE_SETTLES.num_seconds()).prop_map(Mishap::Late),
    ]
}

/// One of each, in the order of their names above.
pub(crate) fn all() -> Vec<Mishap> {
    use Mishap as M;
    let both = |make: fn(bool) -> Mishap| [make(true), make(false)];
    let pauses = [Pause::Untold, Pause::Seconds, Pause::Date];
    let throttled = |status| pauses.map(|pause| M::Throttled(status, pause));
    [
        vec![M::None, M::AnswerLost, M::RequestLost],
        both(|applied| M::Reset { applied }).to_vec(),
        vec![M::Slow, M::Cut, M::CutShort],
        both(|applied| M::Garbage { applied }).to_vec(),
        both(|applied| M::Foreign { applied }).to_vec(),
        vec![M::Redirect],
        both(|applied| M::Broken { applied }).to_vec(),
        REFUSED.map(M::Refused).to_vec(),
        throttled(420).to_vec(),
        throttled(429).to_vec(),
        vec![M::Lagging, M::Late(9)],
    ]
    .concat()
}

impl Mishap {
    /// Plays it around what the host would do and answer; a redirect leads to `elsewhere`.
    pub(crate) fn play(self, elsewhere: &str, apply: impl FnOnce() -> (u16, Value)) -> Act {
        if let Self::None | Self::Lagging = self {
            let (status, body) = apply();
            return server::json(status, &body);
        }
        let body = if self.is_applied() { apply().1.to_string() } else { String::new() };
        match self {
            Self::None | Self::Lagging | Self::AnswerLost | Self::RequestLost | Self::Late(_) => Act::Close,
            Self::Reset { .. } => Act::Reset,
            Self::Slow => Act::Silence,
            Self::Cut => {
                let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", body.len());
                Act::Say([head.as_bytes(), &body.as_bytes()[..body.len() / 2]].concat())
            }
            Self::CutShort => {
                let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n";
                Act::Say([head.as_bytes(), &body.as_bytes()[..body.len() / 2]].concat())
            }
            Self::Garbage { .. } => Act::Say(b"\x16\x03\x01 this is no HTTP\r\n\r\n".to_vec()),
            Self::Foreign { .. } => {
                server::answer(200, &[("content-type", "text/html")], b"<html>Welcome to the hotel's network")
            }
            Self::Redirect => server::answer(307, &[("location", elsewhere)], b""),
            Self::Broken { applied: true } => server::answer(500, &[], b"{}"),
            Self::Broken { applied: false } => server::answer(503, &[("retry-after", "3")], b""),
            Self::Refused(status) => server::answer(status, &[("content-type", "application/json")], b"{}"),
            Self::Throttled(status, Pause::Untold) => server::answer(status, &[], b""),
            Self::Throttled(status, Pause::Seconds) => server::answer(status, &[("retry-after", "2")], b""),
            Self::Throttled(status, Pause::Date) => {
                server::answer(status, &[("retry-after", "Fri, 20 Nov 2026 14:02:40 GMT")], b"")
            }
        }
    }

    /// Whether the host did what it was asked.
    fn is_applied(self) -> bool {
        match self {
            Self::None | Self::Lagging | Self::AnswerLost | Self::Slow | Self::Cut | Self::CutShort => true,
            Self::Reset { applied }
            | Self::Garbage { applied }
            | Self::Foreign { applied }
            | Self::Broken { applied } => applied,
            Self::RequestLost | Self::Redirect | Self::Refused(_) | Self::Throttled(..) | Self::Late(_) => false,
        }
    }
}

//! How a sandbox misbehaves: faults on a list, used up one after the other.

use serde::{Deserialize, Serialize};

/// One way to misbehave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "fault")]
pub enum Fault {
    /// Says no, for good.
    Refuse {
        /// In these words.
        words: String,
    },
    /// Answers late.
    Delay {
        /// By so many milliseconds.
        wait_ms: u64,
    },
    /// Does it, and the answer is lost.
    LoseAnswer,
    /// Does not do it, and the connection is lost after the request left.
    LoseRequest,
    /// Cannot be reached.
    Offline,
    /// Asks to be left alone.
    Throttle {
        /// For so long.
        seconds: u32,
    },
    /// Fails inside.
    ServerError {
        /// Whether it did it nevertheless.
        applied: bool,
    },
    /// Refuses the credentials.
    Unauthorized,
    /// Does it, and answers with something unreadable.
    Garbled,
}

/// A fault with how often and where it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// What happens.
    #[serde(flatten)]
    pub fault: Fault,
    /// How often; `None`: until it is cleared.
    pub times: Option<u32>,
    /// Which requests it meets; others pass it by.
    pub on: Meets,
}

/// Which requests a fault meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meets {
    /// All.
    Everything,
    /// Pages and updates.
    Writes,
    /// Probes and lists.
    Reads,
}

impl Planned {
    /// Once, on whatever request comes next.
    pub fn once(fault: Fault) -> Self {
        Self { fault, times: Some(1), on: Meets::Everything }
    }

    /// On every request until it is cleared.
    pub fn until_cleared(fault: Fault) -> Self {
        Self { fault, times: None, on: Meets::Everything }
    }

    /// The same, so many times.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self { times: Some(times), ..self }
    }

    /// The same, on these requests only.
    #[must_use]
    pub fn on(self, on: Meets) -> Self {
        Self { on, ..self }
    }
}

/// Takes the first fault that meets such a request off the list.
pub(super) fn take(faults: &mut Vec<Planned>, is_write: bool) -> Option<Fault> {
    faults.retain(|planned| planned.times != Some(0));
    let meets = |planned: &Planned| match planned.on {
        Meets::Everything => true,
        Meets::Writes => is_write,
        Meets::Reads => !is_write,
    };
    let at = faults.iter().position(meets)?;
    let planned = faults.get_mut(at)?;
    let fault = planned.fault.clone();
    if let Some(times) = &mut planned.times {
        *times -= 1;
        if *times == 0 {
            faults.remove(at);
        }
    }
    Some(fault)
}

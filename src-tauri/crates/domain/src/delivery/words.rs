//! Trouble with a delivery, as the lead reads it.

use super::{Failure, HeldReason};

impl Failure {
    /// As the lead reads it.
    pub fn words(&self) -> String {
        match self {
            Self::Offline => "queued, the provider is out of reach".to_owned(),
            Self::Throttled(_) => "queued, the provider asked to wait".to_owned(),
            Self::Unsure | Self::Lost(_) => "checking whether it arrived".to_owned(),
            Self::Unauthorized => "credentials refused, reconnect".to_owned(),
            Self::Refused(words) => format!("refused: {words}"),
            Self::Garbled(words) => format!("unexpected answer: {words}"),
        }
    }
}

impl Failure {
    /// Of a reading, as the lead reads it: nothing is queued by it, and what was known stays.
    pub fn words_of_reading(&self) -> String {
        match self {
            Self::Offline => "out of reach".to_owned(),
            Self::Throttled(_) => "not read to its end in time".to_owned(),
            Self::Unsure | Self::Lost(_) => "the answer was lost".to_owned(),
            other => other.words(),
        }
    }
}

impl Failure {
    /// Of a page that is tried on, or looked for where it may have arrived: nobody waits for that, somebody calls.
    pub fn words_of_page(&self, may_have_arrived: bool) -> String {
        if may_have_arrived {
            return "not known to be out, it is looked for; call".to_owned();
        }
        let why = match self {
            Self::Offline => "the provider is out of reach",
            Self::Throttled(_) => "the provider asked to wait",
            _ => "the answer told nothing",
        };
        format!("not out yet, {why}; it is tried on, call")
    }
}

impl Failure {
    /// Of a connection through which something was to leave, as the lead reads it: what waits says so itself.
    pub fn words_of_connection(&self) -> String {
        match self {
            Self::Offline => "out of reach".to_owned(),
            Self::Throttled(_) => "asks to wait".to_owned(),
            Self::Unsure | Self::Lost(_) => "the answer was lost".to_owned(),
            other => other.words(),
        }
    }
}

impl HeldReason {
    /// As the lead reads it: what is wrong and what to do.
    pub fn words(&self) -> String {
        match self {
            Self::Unauthorized => {
                "The provider refused the credentials. Store a new token, then send again.".to_owned()
            }
            // Some is refused on this side, before anybody is asked.
            Self::Refused(words) => format!("It cannot go out like this: {words}"),
            Self::TooLate => "This page is too old to wake somebody with. Call instead, or send it anyway.".to_owned(),
            Self::DidItArrive => "The answer was lost and cannot be looked up. Did it arrive?".to_owned(),
            Self::DrillMayNotLeave => "A drill reaches no real provider.".to_owned(),
            Self::NoRoute(words) => words.clone(),
            Self::NotArmed(name) => {
                format!("{name} only reads: it is not armed. Arm it in Settings and send this again, or do it by hand.")
            }
        }
    }
}

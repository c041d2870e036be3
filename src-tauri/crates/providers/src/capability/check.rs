//! How it is found out whether credentials hold, while nothing is changed and nobody is told anything.

use domain::delivery::Failure;

use super::outreach::FindServer;
use super::{Ask, Pair};
use crate::account::Account;

/// How credentials are proven.
#[derive(Debug)]
pub enum Check {
    /// By a read that changes nothing; says in a few words what they open.
    Read(Pair<Ask, String>),
    /// Nothing can be read there, and only a message would prove them: whether one could be sent is looked at here, and told in
    /// a sentence.
    Form(fn(&Account) -> Result<String, Failure>),
    /// By saying hello to a server of mail and signing in there: nothing is handed over.
    Mail(FindServer),
}

impl Check {
    /// Whether the host itself is asked: else its answer says nothing about whether it is there.
    pub fn is_asked(&self) -> bool {
        !matches!(self, Self::Form(_))
    }

    /// The read, where it is one.
    pub fn pair(&self) -> Option<&Pair<Ask, String>> {
        match self {
            Self::Read(pair) => Some(pair),
            Self::Form(_) | Self::Mail(_) => None,
        }
    }
}

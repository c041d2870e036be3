//! The intents about facts: one is stated, confirmed, withdrawn.

use serde::{Deserialize, Serialize};

use crate::id::{FactId, PersonId, RegionId, ServiceId, WorkstreamId};

/// Something that is known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct FactForm {
    /// What is known, in a sentence; the last word of the line of work where it is empty.
    #[serde(default)]
    pub text: String,
    /// About which service, if about one.
    #[serde(default)]
    pub service: Option<ServiceId>,
    /// About which region, if about one.
    #[serde(default)]
    pub region: Option<RegionId>,
    /// The line of work that it was heard from, if from one.
    #[serde(default)]
    pub workstream: Option<WorkstreamId>,
    /// Who said it; the coordinator of the line of work, else whoever writes it down.
    #[serde(default)]
    pub by: Option<PersonId>,
}

/// A fact that is so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FactConfirmation {
    /// Which fact.
    pub fact: FactId,
}

/// A fact that is not so, or is so no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FactWithdrawal {
    /// Which fact.
    pub fact: FactId,
    /// Why.
    pub reason: String,
}

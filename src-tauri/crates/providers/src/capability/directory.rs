//! What a pager knows, in our words: people, teams, services, schedules with their shifts, escalation policies, and who is
//! on call.

use domain::person::ContactMeans;
use domain::span::{Instant, Span};
use serde::{Deserialize, Serialize};

/// A person as the provider knows them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RemotePerson {
    /// The provider's id.
    pub id: String,
    /// The provider's name for them.
    pub name: String,
    /// Their address, by which the workspace knows them, where the provider tells it.
    pub email: Option<String>,
    /// Their time zone in the provider's words: mostly of the IANA database.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_zone: Option<String>,
    /// How they are reached, in the provider's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contact: Vec<ContactMeans>,
}

/// A team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteTeam {
    /// The provider's id.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// The provider's ids of its people, where the list of teams tells them.
    pub members: Vec<String>,
}

/// A service, or what the provider has nearest to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteService {
    /// The provider's id.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// The provider's id of the escalation policy behind it.
    pub policy: Option<String>,
    /// The provider's ids of the teams that own it.
    pub teams: Vec<String>,
}

/// A schedule: what stands behind a rotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteSchedule {
    /// The provider's id.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// Its home zone in the provider's words.
    pub time_zone: Option<String>,
    /// The provider's ids of the teams that own it.
    pub teams: Vec<String>,
}

/// The rendered shifts of one schedule, or a part of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduleShifts {
    /// The provider's id of the schedule.
    pub schedule: String,
    /// The schedule itself, where it came along: then nobody need ask for the list of schedules.
    pub about: Option<RemoteSchedule>,
    /// In the provider's order.
    pub shifts: Vec<RemoteShift>,
}

/// One rendered shift. Instants as they came: it may overlap others, be clipped at the window's edge, or come twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteShift {
    /// When.
    #[serde(flatten)]
    pub span: Span,
    /// Who.
    pub person: RemotePerson,
    /// From which layer or role of the schedule, in the provider's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layer: Option<String>,
    /// Whether it stands in place of what the schedule would say.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_override: bool,
}

/// An escalation policy: the provider's ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemotePolicy {
    /// The provider's id.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// In the order in which they are asked.
    pub levels: Vec<PolicyLevel>,
    /// How often it begins anew after the last level without an answer.
    pub repeats: u32,
}

/// One level of an escalation policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PolicyLevel {
    /// How many minutes after the first level it is asked.
    pub after_minutes: u32,
    /// Whom it asks, all at once.
    pub targets: Vec<Target>,
}

/// What a page can be addressed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// What kind of thing it is.
    pub kind: TargetKind,
    /// The provider's id.
    pub id: String,
    /// As people call it, where the provider tells it.
    pub name: Option<String>,
}

/// What kind of thing a page can be addressed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TargetKind {
    /// One person.
    Person,
    /// Whoever is on call in a schedule.
    Schedule,
    /// Whoever an escalation policy asks.
    Policy,
    /// Whoever answers for a service.
    Service,
    /// A team.
    Team,
}

/// Something of the provider's that has a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The provider's id.
    pub id: String,
    /// As people call it.
    pub name: String,
}

/// One person on call at the provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnCall {
    /// Who.
    pub person: RemotePerson,
    /// Through which schedule; `None` where they stand in the policy itself.
    pub schedule: Option<Named>,
    /// In which escalation policy.
    pub policy: Option<Named>,
    /// How many steps of escalation come before them, from 1.
    pub level: u32,
    /// Since when; `None`: always, or not told.
    pub from: Option<Instant>,
    /// Until when; `None`: for ever, or not told.
    pub until: Option<Instant>,
}

impl TargetKind {
    /// As it stands before the colon in a workspace: `policy:PT20YPA`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Schedule => "schedule",
            Self::Policy => "policy",
            Self::Service => "service",
            Self::Team => "team",
        }
    }
}

impl Target {
    /// The target that a workspace names: `policy:PT20YPA`; without a kind it is of the provider's usual one.
    pub fn read(text: &str, usual: TargetKind) -> Self {
        let kinds =
            [TargetKind::Person, TargetKind::Schedule, TargetKind::Policy, TargetKind::Service, TargetKind::Team];
        let found = text.split_once(':').and_then(|(word, id)| {
            let kind = kinds.into_iter().find(|kind| kind.word() == word.trim())?;
            Some((kind, id.trim()))
        });
        let (kind, id) = found.unwrap_or((usual, text.trim()));
        Self { kind, id: id.to_owned(), name: None }
    }
}

//! The lists of a pager: what each is called in the cache, and how often it is read again.

mod reading;

use chrono::Duration;
use domain::id::ConnectionId;
use providers::capability::Pager;
use store::cache::feeds::FeedKey;

pub(crate) use reading::Readings;

/// One of the lists that a pager may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum FeedKind {
    /// Who is on call now.
    OnCall,
    /// The schedules.
    Schedules,
    /// Their rendered shifts.
    Shifts,
    /// The escalation policies.
    Policies,
    /// The people.
    People,
    /// The teams.
    Teams,
    /// The services.
    Services,
}

impl FeedKind {
    /// All of them, in the order in which they are read: what an incident needs first.
    pub(crate) const ALL: [Self; 7] =
        [Self::OnCall, Self::Schedules, Self::Shifts, Self::Policies, Self::People, Self::Teams, Self::Services];

    /// Its name in the cache, in `--json` and on screen.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::OnCall => "on call",
            Self::Schedules => "schedules",
            Self::Shifts => "shifts",
            Self::Policies => "policies",
            Self::People => "people",
            Self::Teams => "teams",
            Self::Services => "services",
        }
    }

    /// How often it is read again in the background.
    pub(crate) fn every(self) -> Duration {
        match self {
            Self::OnCall => Duration::minutes(2),
            Self::Shifts => Duration::minutes(5),
            Self::Schedules => Duration::minutes(15),
            Self::Policies | Self::People | Self::Teams | Self::Services => Duration::minutes(60),
        }
    }

    /// Whether a pager has this list.
    pub(crate) fn is_of(self, pager: &Pager) -> bool {
        match self {
            Self::OnCall => pager.on_call.is_some(),
            Self::Schedules => pager.schedules.is_some(),
            Self::Shifts => pager.shifts.is_some(),
            Self::Policies => pager.policies.is_some(),
            Self::People => pager.people.is_some(),
            Self::Teams => pager.teams.is_some(),
            Self::Services => pager.services.is_some(),
        }
    }

    /// The feed of a connection.
    pub(crate) fn of(self, connection: &ConnectionId) -> FeedKey {
        FeedKey { connection: connection.clone(), name: self.name().to_owned() }
    }
}

/// What stands before a schedule's id in the name of the feed of its shifts.
const SHIFTS_OF: &str = "shifts ";

/// The feed of one schedule's shifts.
pub(crate) fn shifts_of(connection: &ConnectionId, schedule: &str) -> FeedKey {
    FeedKey { connection: connection.clone(), name: format!("{SHIFTS_OF}{schedule}") }
}

/// The schedule whose shifts a feed has.
pub(crate) fn schedule_of(feed: &FeedKey) -> Option<&str> {
    feed.name.strip_prefix(SHIFTS_OF)
}

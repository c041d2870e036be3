//! How large the organisation is that is read, and how many requests its page sizes make necessary.

/// The most entries of one answer, as PagerDuty documents it.
pub(super) const PAGE: usize = 100;
/// How many levels every escalation policy has: one asks a schedule, the other a person.
pub(super) const LEVELS: usize = 2;

/// How many there are of everything.
pub(super) struct Size {
    pub(super) people: usize,
    /// Schedules made of layers: a list of them brings their shifts.
    pub(super) layered: usize,
    /// Schedules of the third generation: a list only names them, and each is read alone.
    pub(super) shifted: usize,
    pub(super) services: usize,
    pub(super) teams: usize,
    pub(super) policies: usize,
}

/// The size that is measured.
pub(super) const LARGE: Size =
    Size { people: 10_000, layered: 1_900, shifted: 100, services: 5_000, teams: 200, policies: 2_000 };

impl Size {
    /// All schedules.
    pub(super) fn schedules(&self) -> usize {
        self.layered + self.shifted
    }

    /// How many people are on call, level by level.
    pub(super) fn on_call(&self) -> usize {
        self.policies * LEVELS
    }

    /// The least requests that bring all of it; an empty list takes one too.
    pub(super) fn necessary(&self) -> usize {
        let lists = [self.people, self.layered, self.shifted, self.services, self.teams, self.policies, self.on_call()];
        lists.into_iter().map(|entries| entries.div_ceil(PAGE).max(1)).sum::<usize>() + self.shifted
    }
}

//! Schedules and their timelines.

use serde::Deserialize;

use super::{entries, part, rest};
use crate::capability::{Part, Reading, RemoteSchedule, ScheduleShifts, Step};
use crate::provider::opsgenie::timeline::{self, Timeline};

/// <https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v2/api-group-schedules/>
pub(super) const SCHEDULES: Reading<RemoteSchedule> = Reading::of_all(
    |_| vec![Step::of_all("schedules")],
    |account, step| Ok(part(rest(account, &["schedules"])?, step)),
    |response, step| entries(response, step, "values", |schedule: Schedule| Ok(schedule.about())),
);

/// <https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v2/api-group-schedule-timelines/>, from a year ago until
/// two years ahead.
pub(super) const SHIFTS: Reading<ScheduleShifts> = Reading {
    each: true,
    begin: |scope| scope.of.iter().map(|id| Step::of_one("timeline", id).within(scope.window)).collect(),
    ask: |account, step| Ok(timeline::within(rest(account, &["schedules", step.id()?, "timeline"])?, step.time()?)),
    read: |response, step| {
        let shifts = timeline::shifts(response.json::<Timeline>()?)?;
        let item = ScheduleShifts { schedule: step.id()?.to_owned(), about: None, shifts };
        Ok(Part { items: vec![item], ..Part::default() })
    },
};

/// A schedule, as the list of schedules has it.
#[derive(Deserialize)]
pub(super) struct Schedule {
    id: String,
    name: String,
    timezone: Option<String>,
    /// One that is switched off pages nobody.
    #[serde(default = "crate::provider::opsgenie::yes")]
    enabled: bool,
    /// None, or empty, where it is everybody's.
    #[serde(rename = "teamId")]
    team: Option<String>,
}

impl Schedule {
    pub(super) fn about(self) -> Vec<RemoteSchedule> {
        if !self.enabled {
            return Vec::new();
        }
        let teams = self.team.filter(|team| !team.is_empty()).into_iter().collect();
        vec![RemoteSchedule { id: self.id, name: self.name, time_zone: self.timezone, teams }]
    }
}

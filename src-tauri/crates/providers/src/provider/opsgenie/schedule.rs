//! Opsgenie's schedules and their timelines.

use serde::Deserialize;

use super::timeline::{self, Timeline};
use super::{entries, rest};
use crate::capability::{Part, Reading, RemoteSchedule, ScheduleShifts, Step};

/// <https://docs.opsgenie.com/docs/schedule-api#list-schedules>; all of them come at once.
pub(super) const SCHEDULES: Reading<RemoteSchedule> = Reading::of_all(
    |_| vec![Step::of_all("schedules")],
    |account, _| rest(account, &["v2", "schedules"]),
    |response, step| entries(response, step, |schedule: Schedule| Ok(schedule.about())),
);

/// <https://docs.opsgenie.com/docs/schedule-api#get-schedule-timeline>
pub(super) const SHIFTS: Reading<ScheduleShifts> = Reading {
    each: true,
    begin: |scope| scope.of.iter().map(|id| Step::of_one("timeline", id).within(scope.window)).collect(),
    ask: |account, step| {
        let window = step.time()?;
        let request = rest(account, &["v2", "schedules", step.id()?, "timeline"])?.query("identifierType", "id");
        Ok(timeline::within(request, window))
    },
    read: |response, step| {
        #[derive(Deserialize)]
        struct Answer {
            data: Timeline,
        }
        let shifts = timeline::shifts(response.json::<Answer>()?.data)?;
        let item = ScheduleShifts { schedule: step.id()?.to_owned(), about: None, shifts };
        Ok(Part { items: vec![item], ..Part::default() })
    },
};

#[derive(Deserialize)]
struct Schedule {
    id: String,
    name: String,
    timezone: Option<String>,
    /// One that is switched off pages nobody.
    #[serde(default = "super::yes")]
    enabled: bool,
    #[serde(rename = "ownerTeam")]
    owner: Option<Owner>,
}

#[derive(Deserialize)]
struct Owner {
    id: Option<String>,
}

impl Schedule {
    fn about(self) -> Vec<RemoteSchedule> {
        if !self.enabled {
            return Vec::new();
        }
        let teams = self.owner.and_then(|owner| owner.id).into_iter().collect();
        vec![RemoteSchedule { id: self.id, name: self.name, time_zone: self.timezone, teams }]
    }
}

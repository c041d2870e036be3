//! Who is on call now: there is no list of all, so the schedules are asked for first, then each of them.

use domain::delivery::Failure;
use serde::Deserialize;

use super::schedule::Schedule;
use super::{entries, part, rest};
use crate::account::Account;
use crate::capability::{Named, OnCall, Part, Reading, Step};
use crate::message::{Request, Response};
use crate::provider::opsgenie::on_call::{Participant, people};

/// <https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v2/api-group-schedule-on-calls/>
pub(super) const ON_CALL: Reading<OnCall> = Reading::of_all(|_| vec![Step::of_all("schedules")], ask, read);

fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    match &step.of {
        None => Ok(part(rest(account, &["schedules"])?, step)),
        Some(schedule) => Ok(rest(account, &["schedules", schedule, "on-calls"])?.query("flat", "false")),
    }
}

fn read(response: &Response, step: &Step) -> Result<Part<OnCall>, Failure> {
    /// Without the list nothing is said, not even that it is nobody.
    #[derive(Deserialize)]
    struct Answer {
        #[serde(rename = "onCallParticipants")]
        participants: Vec<Participant>,
    }
    let Some(id) = &step.of else {
        return schedules(response, step);
    };
    // The answer does not tell how the schedule is called; the step has brought it along.
    let schedule = Named { id: id.clone(), name: step.cursor.clone().unwrap_or_else(|| id.clone()) };
    let items = people(&response.json::<Answer>()?.participants, &schedule);
    Ok(Part { items, ..Part::default() })
}

/// The schedules as steps, each with its name in place of a cursor.
fn schedules(response: &Response, step: &Step) -> Result<Part<OnCall>, Failure> {
    let Part { items, faults, then } = entries(response, step, "values", |schedule: Schedule| Ok(schedule.about()))?;
    let each = items.into_iter().map(|schedule| Step::of_one("on-calls", schedule.id).at(schedule.name));
    Ok(Part { items: Vec::new(), faults, then }.then(each))
}

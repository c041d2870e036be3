//! Escalations, which belong to teams: first the teams are asked for, then each for its own.

use domain::delivery::Failure;

use super::directory::Team;
use super::{entries, part, rest};
use crate::account::Account;
use crate::capability::{Part, Reading, RemotePolicy, Step};
use crate::message::{Request, Response};
use crate::provider::opsgenie::policy::policies;

/// <https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v2/api-group-escalations/>
pub(super) const POLICIES: Reading<RemotePolicy> = Reading::of_all(|_| vec![Step::of_all("teams")], ask, read);

fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    match &step.of {
        None => rest(account, &["teams"]),
        Some(team) => Ok(part(rest(account, &["teams", team, "escalations"])?, step)),
    }
}

fn read(response: &Response, step: &Step) -> Result<Part<RemotePolicy>, Failure> {
    if step.of.is_some() {
        return entries(response, step, "values", |escalation| Ok(policies(escalation)));
    }
    let Part { items: teams, faults, .. } =
        entries(response, step, "platformTeams", |team: Team| Ok(vec![Step::of_one("escalations", team.id)]))?;
    Ok(Part { items: Vec::new(), faults, then: teams })
}

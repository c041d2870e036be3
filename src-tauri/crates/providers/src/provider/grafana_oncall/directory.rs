//! Grafana OnCall's people, teams, and its integrations, which are what it has nearest to services.

use domain::delivery::Failure;
use serde::Deserialize;

use super::{entries, list};
use crate::capability::{Reading, RemotePerson, RemoteService, RemoteTeam, Step};

/// <https://grafana.com/docs/oncall/latest/oncall-api-reference/users/>; how people are reached it does not tell.
pub(super) const PEOPLE: Reading<RemotePerson> =
    Reading::of_all(|_| vec![Step::of_all("users")], list, |response, step| entries(response, step, person));

/// <https://grafana.com/docs/oncall/latest/oncall-api-reference/teams/>; who is in them only the users tell.
pub(super) const TEAMS: Reading<RemoteTeam> =
    Reading::of_all(|_| vec![Step::of_all("teams")], list, |response, step| entries(response, step, team));

/// <https://grafana.com/docs/oncall/latest/oncall-api-reference/integrations/>; their links hold secrets and are not read.
pub(super) const INTEGRATIONS: Reading<RemoteService> =
    Reading::of_all(|_| vec![Step::of_all("integrations")], list, |response, step| entries(response, step, service));

#[derive(Deserialize)]
struct User {
    id: String,
    username: String,
    email: Option<String>,
    timezone: Option<String>,
}

#[expect(clippy::unnecessary_wraps, reason = "the form of every reading of an entry")]
fn person(user: User) -> Result<Vec<RemotePerson>, Failure> {
    let some = |text: Option<String>| text.filter(|text| !text.is_empty());
    Ok(vec![RemotePerson {
        id: user.id,
        name: user.username,
        email: some(user.email),
        time_zone: some(user.timezone),
        contact: Vec::new(),
    }])
}

#[derive(Deserialize)]
struct Team {
    id: String,
    name: String,
}

#[expect(clippy::unnecessary_wraps, reason = "the form of every reading of an entry")]
fn team(team: Team) -> Result<Vec<RemoteTeam>, Failure> {
    Ok(vec![RemoteTeam { id: team.id, name: team.name, members: Vec::new() }])
}

#[derive(Deserialize)]
struct Integration {
    id: String,
    name: Option<String>,
    team_id: Option<String>,
    default_route: Option<Route>,
}

#[derive(Deserialize)]
struct Route {
    escalation_chain_id: Option<String>,
}

#[expect(clippy::unnecessary_wraps, reason = "the form of every reading of an entry")]
fn service(integration: Integration) -> Result<Vec<RemoteService>, Failure> {
    Ok(vec![RemoteService {
        name: integration.name.unwrap_or_else(|| integration.id.clone()),
        id: integration.id,
        policy: integration.default_route.and_then(|route| route.escalation_chain_id),
        teams: integration.team_id.into_iter().collect(),
    }])
}

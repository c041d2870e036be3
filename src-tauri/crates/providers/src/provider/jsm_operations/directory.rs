//! The people of the Jira site, and the teams and services of its operations.

use serde::Deserialize;
use serde_json::Value;

use super::{address, entries, part, rest};
use crate::capability::{Part, Reading, RemotePerson, RemoteService, RemoteTeam, Step};
use crate::message::{Request, below};

/// As many as the list of users gives at most.
const USERS: &str = "1000";

/// <https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-users/#api-rest-api-3-users-search-get>; it does not
/// say how many there are, so the end is where it gives nobody any more. How people are reached only they themselves and
/// administrators may ask, one by one.
pub(super) const PEOPLE: Reading<RemotePerson> = Reading::of_all(
    |_| vec![Step::of_all("users")],
    |account, step| {
        account.required("site")?;
        let users = below(&account.address("site", "")?, &["rest", "api", "3", "users", "search"]);
        let request = account.sign(Request::get(users))?;
        Ok(request.query("startAt", step.cursor.as_deref().unwrap_or("0")).query("maxResults", USERS))
    },
    |response, step| {
        let users: Vec<Value> = response.json()?;
        let next = (!users.is_empty()).then(|| step.at((step.offset() + users.len() as u64).to_string()));
        Ok(Part::of_each(users, |user: User| Ok(person(user).into_iter().collect())).then(next))
    },
);

/// <https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v2/api-group-team/>; all of them come at once, without
/// their people.
pub(super) const TEAMS: Reading<RemoteTeam> = Reading::of_all(
    |_| vec![Step::of_all("teams")],
    |account, _| rest(account, &["teams"]),
    |response, step| {
        let team = |team: Team| RemoteTeam { id: team.id, name: team.name, members: Vec::new() };
        entries(response, step, "platformTeams", |entry| Ok(vec![team(entry)]))
    },
);

/// <https://developer.atlassian.com/cloud/jira/service-desk-ops/rest/v3/api-group-services/>; they stand beside the operations.
pub(super) const SERVICES: Reading<RemoteService> = Reading::of_all(
    |_| vec![Step::of_all("services")],
    |account, step| {
        let path = ["jsm", "api", account.required("cloud")?, "v1", "services", ""];
        Ok(part(account.sign(Request::get(below(&address(account)?, &path)))?, step))
    },
    |response, step| entries(response, step, "services", |entry| Ok(vec![service(entry)])),
);

#[derive(Deserialize)]
struct User {
    #[serde(rename = "accountId")]
    id: String,
    /// Apps and customers of a help desk have accounts too.
    #[serde(rename = "accountType")]
    kind: String,
    active: bool,
    #[serde(rename = "displayName")]
    name: String,
    /// Each may hide theirs.
    #[serde(rename = "emailAddress")]
    email: Option<String>,
    #[serde(rename = "timeZone")]
    time_zone: Option<String>,
}

/// None where it is no person, or one who has left.
fn person(user: User) -> Option<RemotePerson> {
    let User { id, kind, active, name, email, time_zone } = user;
    let email = email.filter(|email| !email.is_empty());
    (active && kind == "atlassian").then(|| RemotePerson { id, name, email, time_zone, contact: Vec::new() })
}

/// A team, as the list of teams has it.
#[derive(Deserialize)]
pub(super) struct Team {
    #[serde(rename = "teamId")]
    pub(super) id: String,
    #[serde(rename = "teamName")]
    name: String,
}

#[derive(Deserialize)]
struct Service {
    id: String,
    name: String,
    /// The team that owns it.
    owner: Option<String>,
}

fn service(service: Service) -> RemoteService {
    RemoteService { id: service.id, name: service.name, policy: None, teams: service.owner.into_iter().collect() }
}

//! incident.io's people and teams.

use domain::delivery::Failure;
use serde::Deserialize;

use super::{User, entries, part, rest};
use crate::capability::{Reading, RemotePerson, RemoteTeam, Step};

/// The list of users gives up to 10,000 at once; this keeps an answer small enough to be read within its time.
const USERS: &str = "2000";
/// As many as the list of teams gives.
const MOST_TEAMS: &str = "250";

/// <https://api-docs.incident.io/tag/Users-V2>; how people are reached it does not tell.
pub(super) const PEOPLE: Reading<RemotePerson> = Reading::of_all(
    |_| vec![Step::of_all("users")],
    |account, step| Ok(part(rest(account, &["v2", "users"])?, step, USERS)),
    |response, step| entries(response, step, "users", |user: User| Ok(vec![user.person()])),
);

/// <https://api-docs.incident.io/tag/Teams-V3>
pub(super) const TEAMS: Reading<RemoteTeam> = Reading::of_all(
    |_| vec![Step::of_all("teams")],
    |account, step| Ok(part(rest(account, &["v3", "teams"])?, step, MOST_TEAMS)),
    |response, step| entries(response, step, "teams", team),
);

#[derive(Deserialize)]
struct Team {
    id: String,
    name: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    members: Vec<User>,
}

#[expect(clippy::unnecessary_wraps, reason = "the form of every reading of an entry")]
fn team(team: Team) -> Result<Vec<RemoteTeam>, Failure> {
    let members = team.members.into_iter().map(|member| member.id).collect();
    Ok(vec![RemoteTeam { id: team.id, name: team.name, members }])
}

//! Splunk On-Call's people with their contact means, teams, and routing keys, which are nearest to services.

use domain::delivery::Failure;
use domain::person::{ContactKind, ContactMeans};
use serde::Deserialize;
use serde_json::Value;

use super::{known_by, rest};
use crate::account::Account;
use crate::capability::{Part, Reading, RemotePerson, RemoteService, RemoteTeam, Step};
use crate::message::{Request, Response};

/// The list of users, without how they are reached.
const USERS: &str = "users";
/// How one of them is reached; who they are came with the list, and is kept in the step.
const CONTACT: &str = "contact-methods";

/// <https://portal.victorops.com/public/api-docs.html> › Users, User Contact Methods
pub(super) const PEOPLE: Reading<RemotePerson> = Reading::of_all(
    |_| vec![Step::of_all(USERS)],
    ask_people,
    |response, step| match step.what {
        USERS => users(response),
        _ => contact(response, step),
    },
);

/// <https://portal.victorops.com/public/api-docs.html> › Teams; their members it tells one by one only.
pub(super) const TEAMS: Reading<RemoteTeam> = Reading::of_all(
    |_| vec![Step::of_all("teams")],
    |account, _| rest(account, &["v1", "team"]),
    |response, _| {
        let team = |Team { slug, name }| Ok(RemoteTeam { id: slug, name, members: Vec::new() });
        Ok(Part::of(known_by("slug", response.json()?), team))
    },
);

/// <https://portal.victorops.com/public/api-docs.html> › Routing Keys
pub(super) const SERVICES: Reading<RemoteService> = Reading::of_all(
    |_| vec![Step::of_all("routing keys")],
    |account, _| rest(account, &["v1", "org", "routing-keys"]),
    |response, _| {
        let (keys, _) = response.list("routingKeys")?;
        Ok(Part::of(known_by("routingKey", keys), |key| Ok(service(key))))
    },
);

fn ask_people(account: &Account, step: &Step) -> Result<Request, Failure> {
    match step.what {
        // The specification knows no later version of this list.
        USERS => rest(account, &["v1", "user"]),
        _ => Ok(rest(account, &["v1", "user", step.id()?, "contact-methods"])?.extra()),
    }
}

#[derive(Deserialize)]
struct User {
    username: String,
    #[serde(rename = "firstName")]
    first_name: Option<String>,
    #[serde(rename = "lastName")]
    last_name: Option<String>,
    email: Option<String>,
}

fn users(response: &Response) -> Result<Part<RemotePerson>, Failure> {
    // Hosts nest the list in another one; the specification does not.
    let (users, _) = response.list("users")?;
    let users: Vec<Value> = users.into_iter().flat_map(flat).collect();
    let listed: Part<RemotePerson> = Part::of(known_by("username", users), |user| Ok(person(user)));
    // A struct of texts always serialises.
    let step =
        |person: RemotePerson| Step::of_one(CONTACT, &person.id).at(serde_json::to_string(&person).unwrap_or_default());
    let steps: Vec<Step> = listed.items.into_iter().map(step).collect();
    Ok(Part { faults: listed.faults, ..Part::default() }.then(steps))
}

/// The entries of a list within a list; anything else is an entry itself.
fn flat(entry: Value) -> Vec<Value> {
    match entry {
        Value::Array(entries) => entries,
        entry => vec![entry],
    }
}

fn person(user: User) -> RemotePerson {
    let names: Vec<String> = [user.first_name, user.last_name].into_iter().flatten().collect();
    let name = names.join(" ").trim().to_owned();
    RemotePerson {
        name: if name.is_empty() { user.username.clone() } else { name },
        id: user.username,
        email: user.email.filter(|email| !email.is_empty()),
        ..RemotePerson::default()
    }
}

#[derive(Deserialize, Default)]
struct Means {
    #[serde(default)]
    phones: Option<Group>,
    #[serde(default)]
    emails: Option<Group>,
}

/// Means of one kind: the specification has a plain list, its hosts one within an object.
#[derive(Deserialize)]
#[serde(untagged)]
enum Group {
    Plain(Vec<Method>),
    Within {
        #[serde(default, deserialize_with = "crate::null::as_default", rename = "contactMethods")]
        methods: Vec<Method>,
    },
}

/// The specification leaves out the member that says how somebody is reached, and has nothing but a label.
#[derive(Deserialize)]
struct Method {
    value: Option<String>,
}

impl Group {
    fn methods(self) -> Vec<Method> {
        match self {
            Self::Plain(methods) | Self::Within { methods } => methods,
        }
    }
}

fn contact(response: &Response, step: &Step) -> Result<Part<RemotePerson>, Failure> {
    let known = step.cursor.as_deref().and_then(|known| serde_json::from_str::<RemotePerson>(known).ok());
    let person = known.unwrap_or(super::user(step.id()?.to_owned()));
    let means = if response.is_untold() { Means::default() } else { response.json()? };
    let of = |group: Option<Group>, kind: ContactKind| {
        let values = group.into_iter().flat_map(Group::methods).filter_map(|method| method.value);
        values.filter(|value| !value.trim().is_empty()).map(move |value| ContactMeans { kind, value })
    };
    let contact = of(means.phones, ContactKind::Phone).chain(of(means.emails, ContactKind::Email)).collect();
    Ok(Part { items: vec![RemotePerson { contact, ..person }], ..Part::default() })
}

#[derive(Deserialize)]
struct Team {
    slug: String,
    name: String,
}

#[derive(Deserialize)]
struct Key {
    #[serde(rename = "routingKey")]
    key: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    #[serde(rename = "policySlug")]
    policy: Option<String>,
    #[serde(rename = "_teamUrl")]
    team_url: Option<String>,
}

/// Of several policies behind a key the first one stands for all.
fn service(Key { key, targets }: Key) -> RemoteService {
    let team = |target: &Target| Some(target.team_url.as_ref()?.rsplit('/').next()?.to_owned());
    let mut teams: Vec<String> = targets.iter().filter_map(team).filter(|team| !team.is_empty()).collect();
    teams.dedup();
    let policy = targets.into_iter().find_map(|target| target.policy);
    RemoteService { id: key.clone(), name: key, policy, teams }
}

//! GoAlert's people with how they are reached, and its services.

use std::collections::BTreeMap;

use domain::delivery::Failure;
use domain::person::{ContactKind, ContactMeans};
use serde::Deserialize;

use super::answer::entries;
use super::list;
use crate::capability::{Reading, RemotePerson, RemoteService, Step};

/// Users, whom their addresses lead to.
pub(super) const PEOPLE: Reading<RemotePerson> = Reading::of_all(
    |_| vec![Step::of_all("users")],
    |account, step| list(account, step, "People"),
    |response, step| entries(response, step, "users", person),
);

/// Services, to which pages go.
pub(super) const SERVICES: Reading<RemoteService> = Reading::of_all(
    |_| vec![Step::of_all("services")],
    |account, step| list(account, step, "Services"),
    |response, step| entries(response, step, "services", service),
);

/// Whom or what a notification goes to.
#[derive(Deserialize)]
pub(super) struct Destination {
    /// New kinds come with plugins.
    pub(super) r#type: String,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    pub(super) args: BTreeMap<String, String>,
    #[serde(default, deserialize_with = "crate::null::as_default", rename = "displayInfo")]
    pub(super) display: Display,
}

/// How it is called, where the server could find out.
#[derive(Deserialize, Default)]
pub(super) struct Display {
    pub(super) text: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    id: String,
    name: String,
    email: Option<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    contact_methods: Vec<Method>,
}

#[derive(Deserialize)]
struct Method {
    #[serde(default, deserialize_with = "crate::null::as_default")]
    disabled: bool,
    /// Not yet verified: it may be anybody's.
    #[serde(default, deserialize_with = "crate::null::as_default")]
    pending: bool,
    dest: Destination,
}

#[expect(clippy::unnecessary_wraps, reason = "the form of every reading of an entry")]
fn person(user: User) -> Result<RemotePerson, Failure> {
    let usable = user.contact_methods.into_iter().filter(|method| !method.disabled && !method.pending);
    Ok(RemotePerson {
        id: user.id,
        name: user.name,
        email: user.email.filter(|email| !email.is_empty()),
        time_zone: None,
        contact: usable.filter_map(|method| means(method.dest)).collect(),
    })
}

/// Webhooks are nothing that a lead could use, and their addresses may hold secrets.
fn means(mut destination: Destination) -> Option<ContactMeans> {
    let (kind, argument) = match destination.r#type.as_str() {
        "builtin-twilio-voice" => (ContactKind::Phone, "phone_number"),
        "builtin-twilio-sms" => (ContactKind::Sms, "phone_number"),
        "builtin-smtp-email" => (ContactKind::Email, "email_address"),
        "builtin-slack-dm" => (ContactKind::Chat, "slack_user_id"),
        _ => return None,
    };
    let value = destination.args.remove(argument).filter(|value| !value.is_empty())?;
    Some(ContactMeans { kind, value })
}

#[derive(Deserialize)]
struct Service {
    id: String,
    name: String,
    #[serde(rename = "escalationPolicyID")]
    policy: Option<String>,
}

#[expect(clippy::unnecessary_wraps, reason = "the form of every reading of an entry")]
fn service(service: Service) -> Result<RemoteService, Failure> {
    Ok(RemoteService { id: service.id, name: service.name, policy: service.policy, teams: Vec::new() })
}

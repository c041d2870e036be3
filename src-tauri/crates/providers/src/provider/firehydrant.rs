//! FireHydrant's hosted status pages. There is no incident of a page alone: an incident of FireHydrant is made, is put on the
//! page, and its milestone, its impacts and its public notes are what customers read.
//!
//! It has no keys against repetition. An incident of ours bears our key in its labels, and a tag by which it is found; of its
//! notes, which have no place for a marker, the words tell.

mod component;
mod incident;
mod page;
mod probe;
mod publish;

use domain::delivery::{ComponentState, Failure, Repeat};
use domain::phase::Phase;
use serde_json::Value;

use crate::account::{Account, Auth};
use crate::capability::{Check, Limits, Markup, Pair, Reading, StatusPage, Step};
use crate::classify::Complaint;
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::message::{Request, Response, below};
use crate::pace::Pace;

/// FireHydrant.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "firehydrant",
    name: "FireHydrant",
    documentation: "https://docs.firehydrant.com/reference",
    fields: &[
        Field::secret("token", "API key", "Settings › API keys, `fhb-…`. An owner makes it, and it opens the whole organisation.")
            .explained_at("https://docs.firehydrant.com/docs/api-keys"),
        Field::text("page", "Page id", "Of the hosted status page, as in the address of its settings").required(),
        Field::text(
            "milestones",
            "Milestones",
            "The slugs of your lifecycle that stand for investigating, identified, monitoring and resolved, in this order",
        )
        .or(MILESTONES),
        Field::text("api_url", "Address", "Only for a proxy of your own").address().or("https://api.firehydrant.io"),
    ],
    auth: Auth::Header { name: "authorization", before: "Bearer ", field: "token" },
    reach: Reach::World,
    // At least 50 in ten seconds, and 300 a minute, shared by all keys of the organisation.
    pace: Pace { burst: 40, per_minute: 200, reserve: 8 },
    complaint,
    check: Check::Read(Pair { ask: page::ask, read: page::read_check }),
    pager: None,
    status_page: Some(StatusPage {
        repeat: Repeat::Probe,
        publish: publish::publish,
        probe: Some(probe::probe),
        components: Reading::of_all(|_| vec![Step::of_all("page")], |account, _| page::ask(account), component::read),
        incidents: Some(incident::INCIDENTS),
        incidents_of: Some(incident::INCIDENTS_OF),
        maintenances: Some(page::MAINTENANCES),
        subscribers: Some(page::SUBSCRIBERS),
        states: STATES,
        limits: Limits::NONE,
        fits: |_, _| Ok(()),
        markup: Markup::Plain,
        silent: |_, _, _| None,
    }),
    outreach: None,
};

/// The names of conditions, in lower case and with `_` for spaces: an organisation names its own, and what it does not have
/// is refused.
const STATES: &[(ComponentState, &str)] = &[
    (ComponentState::Operational, "operational"),
    (ComponentState::Degraded, "degraded"),
    (ComponentState::PartialOutage, "partial_outage"),
    (ComponentState::MajorOutage, "major_outage"),
    (ComponentState::Maintenance, "maintenance"),
];

/// A lifecycle that nobody has changed has these among its milestones.
const MILESTONES: &str = "investigating, identified, mitigated, resolved";
/// What FireHydrant calls its own pages among all kinds of them.
const HOSTED: &str = "nunc";
/// The label that bears our key, and the tag by which an incident is found.
const OURS: &str = "bridgewatch";
/// The most entries of one answer that are asked for.
const MOST: usize = 100;

fn of_api(account: &Account, path: &[&str]) -> Result<url::Url, Failure> {
    Ok(below(&account.address("api_url", "https://api.firehydrant.io")?, &[&["v1"], path].concat()))
}

fn read(account: &Account, path: &[&str]) -> Result<Request, Failure> {
    account.sign(Request::get(of_api(account, path)?))
}

/// The milestone of a phase, out of the option that names all of them. `Refused` where it does not.
fn milestone(named: &str, phase: Phase) -> Result<&str, Failure> {
    let slugs: Vec<&str> = named.split(',').map(str::trim).filter(|slug| !slug.is_empty()).collect();
    let place = Phase::ALL.iter().position(|known| *known == phase).unwrap_or_default();
    slugs.get(place).copied().filter(|_| slugs.len() == Phase::ALL.len()).ok_or_else(|| {
        Failure::Refused(format!(
            "`milestones` of the connection must name four, for investigating, identified, monitoring and resolved; it names {}.",
            slugs.len()
        ))
    })
}

/// The phase that a milestone stands for.
fn phase(named: &str, slug: &str) -> Option<Phase> {
    Phase::ALL.into_iter().find(|phase| milestone(named, *phase).is_ok_and(|known| known == slug))
}

/// A condition's name as the table has it.
fn word(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

/// <https://docs.firehydrant.com/reference/errors>
fn complaint(response: &Response) -> Complaint {
    let plain = Complaint::plain(response);
    if response.status < 400 {
        return plain;
    }
    let body: Value = response.json().unwrap_or_default();
    let text = |key: &str| body.get(key).and_then(Value::as_str).map(str::to_owned);
    let messages = body.get("messages").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let words: Vec<String> =
        text("detail").or_else(|| text("error")).into_iter().chain(messages.map(str::to_owned)).collect();
    Complaint { words: (!words.is_empty()).then(|| words.join(": ")), ..plain }
}

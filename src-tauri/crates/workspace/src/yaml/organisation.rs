//! `bridgewatch.yaml`: the organisation, its functions, roles, rights, patterns and connections.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use domain::agreement::{Agreement, Connection};
use domain::function::{Function, Region};
use domain::id::{ConnectionId, FunctionId, PatternId, RegionId, RightId, RoleId};
use domain::playbook::{DecisionRight, ImpactPattern, IncidentRole, Script};

use super::node::Node;
use super::read::Fields;
use super::rotation::restriction;
use super::scalar::{audience, flag, id, output, reference, text, whole, zone};
use super::{communication, horizon, load, policy, rally, secret, severity, style};
use crate::ledger::{Notes, Noun};

/// Reads the file into the agreement.
pub(crate) fn organisation(node: &Node, agreement: &mut Agreement, notes: &mut Notes<'_>) {
    let Some(mut fields) = Fields::of(node, "the organisation", notes) else {
        return;
    };
    agreement.organisation = fields.required("organisation", text).unwrap_or_default();
    agreement.status_page = fields.optional("status_page", text).flatten().unwrap_or_default();
    agreement.privacy_contact = fields.optional("privacy_contact", text).flatten().unwrap_or_default();
    agreement.regions = fields.entries("regions", region);
    agreement.functions = fields.entries("functions", function);
    agreement.severities = severity::severities(&mut fields);
    if let Some(Some(cadences)) = fields.optional("cadence", severity::cadences) {
        agreement.cadences = cadences;
    }
    if let Some(Some(policy)) = fields.optional("communication", communication::communication) {
        agreement.communication = policy;
    }
    if let Some(Some(hours)) = fields.optional("launches", horizon::horizon) {
        agreement.launches.horizon_hours = hours;
    }
    if let Some(Some(guide)) = fields.optional("style", style::style) {
        agreement.style = guide;
    }
    if let Some(Some(limits)) = fields.optional("load", load::limits) {
        agreement.load = limits;
    }
    if let Some(Some(places)) = fields.optional("rally", rally::rally) {
        agreement.rally = places;
    }
    agreement.roles = fields.entries("roles", role);
    agreement.rights = fields.entries("rights", right);
    agreement.patterns = fields.entries("patterns", pattern);
    agreement.connections = fields.entries("connections", connection);
    lead(&agreement.roles, &mut fields);
    shares(&agreement.regions, &mut fields);
    fields.close();
}

/// The role of the incident lead exists, and one person holds it.
fn lead(roles: &[IncidentRole], fields: &mut Fields<'_, '_, '_>) {
    let place = fields.place_of("roles");
    let lead = IncidentRole::LEAD;
    match roles.iter().find(|role| role.id.as_str() == lead) {
        None => fields.notes.fault(
            place,
            "missing-role",
            format!("There is no role `{lead}`."),
            "Declare it: exactly one person leads an incident at any instant.",
        ),
        Some(role) if role.several => fields.notes.fault(
            place,
            "several-leads",
            format!("`{lead}` may not be held by several people at once."),
            "Set `several` to false.",
        ),
        Some(_) => {}
    }
}

/// The regions do not hold more customers than there are.
fn shares(regions: &[Region], fields: &mut Fields<'_, '_, '_>) {
    let sum: u32 = regions.iter().map(|region| u32::from(region.customers_percent)).sum();
    if sum > 100 {
        let place = fields.place_of("regions");
        fields.notes.doubt(
            place,
            "customers-over-100",
            format!("The regions hold {sum} % of the customers together."),
            "Make the shares add up to 100 or less.",
        );
    }
}

/// The id of an entry in a list, noted as declared; `None` where the entry has to be left out.
pub(crate) fn declared(noun: Noun, fields: &mut Fields<'_, '_, '_>) -> Option<String> {
    let place = fields.place;
    let id = fields.required("id", id)?;
    fields.notes.declare(noun, &id, place).then_some(id)
}

fn region(node: &Node, notes: &mut Notes<'_>) -> Option<Region> {
    let mut fields = Fields::of(node, "a region", notes)?;
    let id = declared(Noun::Region, &mut fields);
    let name = fields.required("name", text);
    let customers_percent = fields.or("customers_percent", 0, whole::<u8>);
    let support = fields.optional("support", reference(&[Noun::Rotation]));
    let time_zone = fields.optional("time_zone", zone);
    let customer_hours = fields.list("customer_hours", restriction);
    let place = fields.place_of("customer_hours");
    if time_zone == Some(None) && customer_hours.as_ref().is_some_and(|hours| !hours.is_empty()) {
        let message = "The customers' hours have no zone: they are read in UTC.";
        fields.notes.doubt(place, "missing-zone", message, "Add `time_zone: …` of where the customers are.");
    }
    fields.close();
    Some(Region {
        id: RegionId(id?),
        name: name?,
        customers_percent: customers_percent?.min(100),
        support: support?,
        time_zone: time_zone?.unwrap_or(Tz::UTC),
        customer_hours: customer_hours?,
    })
}

fn function(node: &Node, notes: &mut Notes<'_>) -> Option<Function> {
    let mut fields = Fields::of(node, "a function", notes)?;
    let id = declared(Noun::Function, &mut fields);
    let name = fields.required("name", text);
    let group = fields.required("group", text);
    fields.close();
    Some(Function { id: FunctionId(id?), name: name?, group: group? })
}

fn role(node: &Node, notes: &mut Notes<'_>) -> Option<IncidentRole> {
    let mut fields = Fields::of(node, "an incident role", notes)?;
    let id = declared(Noun::Role, &mut fields);
    let name = fields.required("name", text);
    let duties = fields.list("duties", text);
    let several = fields.or("several", false, flag);
    let rotation = fields.optional("rotation", reference(&[Noun::Rotation]));
    // Words that cannot be read are missing by themselves: the role stays.
    let scripts = fields.entries("scripts", script);
    fields.close();
    let (id, several) = (RoleId(id?), several?);
    Some(IncidentRole { id, name: name?, duties: duties?, several, rotation: rotation?, scripts })
}

fn script(node: &Node, notes: &mut Notes<'_>) -> Option<Script> {
    let mut fields = Fields::of(node, "a script", notes)?;
    let title = fields.required("title", text);
    let say = fields.required("say", text);
    fields.close();
    Some(Script { title: title?, say: say? })
}

fn right(node: &Node, notes: &mut Notes<'_>) -> Option<DecisionRight> {
    let mut fields = Fields::of(node, "a decision right", notes)?;
    let id = declared(Noun::Right, &mut fields);
    let name = fields.required("name", text);
    let role = fields.required("role", reference(&[Noun::Role]));
    fields.close();
    Some(DecisionRight { id: RightId(id?), name: name?, role: role? })
}

fn pattern(node: &Node, notes: &mut Notes<'_>) -> Option<ImpactPattern> {
    let mut fields = Fields::of(node, "an impact pattern", notes)?;
    let id = declared(Noun::Pattern, &mut fields);
    let name = fields.required("name", text);
    fields.close();
    Some(ImpactPattern { id: PatternId(id?), name: name? })
}

fn connection(node: &Node, notes: &mut Notes<'_>) -> Option<Connection> {
    let mut fields = Fields::of(node, "a connection", notes)?;
    let id = declared(Noun::Connection, &mut fields);
    let provider = fields.required("provider", text);
    let name = fields.required("name", text);
    let options = fields.map("options", |field, notes| {
        // A secret was noted as one already; its value goes nowhere.
        if secret::is_secret(&field.key) {
            return Some(None);
        }
        text(&field.value, notes).map(|value| Some((field.key.clone(), value)))
    });
    let audiences = fields.list("audiences", audience);
    let outputs = fields.list("outputs", output);
    let said = fields.optional("armed", flag);
    // Files of before do not say it, and go on as they were.
    let armed = said.map(|said| said.unwrap_or(true));
    // What it takes reaches nobody, so there is nothing to keep it from.
    let is_sandbox = provider.as_deref() == Some("sandbox");
    if let (Some(id), Some(None), false) = (&id, said, is_sandbox) {
        fields.notes.ledger.arming_unsaid.insert(ConnectionId(id.clone()));
    }
    if is_sandbox && armed == Some(false) {
        let place = fields.place_of("armed");
        let message = "A sandbox is always armed: what it takes reaches nobody.";
        fields.notes.doubt(place, "sandbox-is-armed", message, "Remove `armed`.");
    }
    let policy = policy::policy(&mut fields);
    let hears =
        audiences.as_ref().is_none_or(|list| !list.is_empty()) || outputs.as_ref().is_none_or(|list| !list.is_empty());
    if let Some(policy) = &policy {
        policy::doubt_unused(policy, hears, &mut fields);
    }
    fields.close();
    Some(Connection {
        id: ConnectionId(id?),
        provider: provider?,
        name: name?,
        options: options?.into_iter().flatten().collect::<BTreeMap<_, _>>(),
        audiences: audiences?,
        outputs: outputs?,
        armed: armed? || is_sandbox,
        policy: policy?,
    })
}

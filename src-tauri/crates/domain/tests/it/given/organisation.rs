//! Two regions, five rotations, two services: just enough for every rule to have something to say.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use domain::account::Account;
use domain::agreement::{Agreement, Connection};
use domain::function::{Function, Region};
use domain::id::{ConnectionId, PersonId, RotationId};
use domain::launch::{Launch, LaunchKind, LaunchTime};
use domain::page_tree::{Condition, PageTree, Rule};
use domain::person::{ContactKind, ContactMeans, Person};
use domain::phase::Phase;
use domain::playbook::{DecisionRight, ImpactPattern, IncidentRole, Playbook};
use domain::policy::Policy;
use domain::rotation::layer::{Layer, Turn};
use domain::rotation::{Rotation, Source};
use domain::service::{LadderContact, LadderStep, Service};
use domain::template::{Audience, Output, Template, Variable, VariableKind};

use super::at;

/// Identifiers from texts.
pub(crate) fn ids<T: for<'a> From<&'a str>>(texts: &[&str]) -> Vec<T> {
    texts.iter().map(|text| T::from(*text)).collect()
}

pub(crate) fn person(id: &str) -> Person {
    Person {
        id: id.into(),
        name: format!("{}{}", id[..1].to_uppercase(), &id[1..]),
        title: String::new(),
        city: String::new(),
        time_zone: Tz::UTC,
        contact: vec![ContactMeans { kind: ContactKind::Email, value: format!("{id}@kestrel.example") }],
        languages: Vec::new(),
        qualifications: Vec::new(),
        provider_ids: std::collections::BTreeMap::new(),
        holidays: Vec::new(),
        last_verified: None,
    }
}

pub(crate) fn rotation(id: &str, function: &str, regions: &[&str], members: &[&str]) -> Rotation {
    let layer = Layer {
        name: "Weekly".into(),
        participants: ids(members),
        simultaneous: false,
        start: "2026-01-05".parse().expect("the test writes a date"),
        end: None,
        handoff_time: "09:00:00".parse().expect("the test writes a time"),
        turn: Turn::Weeks(1),
        time_zone: Tz::UTC,
        restrictions: Vec::new(),
    };
    Rotation {
        id: id.into(),
        name: id.to_uppercase(),
        function: function.into(),
        regions: ids(regions),
        services: Vec::new(),
        time_zone: Tz::UTC,
        source: Source::Layers { layers: vec![layer], overrides: Vec::new() },
        backup: None,
        gaps_intended: false,
        // So that nothing is missing behind it.
        last_resort: true,
        pager: None,
        pager_target: None,
        shadows: Vec::new(),
    }
}

pub(crate) fn connection(id: &str, provider: &str, audiences: &[Audience]) -> Connection {
    let (id, provider, name) = (id.into(), provider.into(), id.to_owned());
    let (audiences, outputs, policy) = (audiences.to_vec(), Vec::new(), Policy::default());
    Connection { id, provider, name, options: BTreeMap::new(), audiences, outputs, armed: true, policy }
}

pub(crate) fn rule(id: &str, when: Condition, page: &[&str]) -> Rule {
    let source = format!("page-tree.yaml#{id}");
    Rule { id: id.into(), when, page: ids(page), reason: format!("{id} says so"), last: false, source }
}

pub(crate) fn service(id: &str, ladder: &[&str]) -> Service {
    let step = |rotation: &&str| LadderStep {
        contact: LadderContact::Rotation(RotationId::from(*rotation)),
        after_minutes: 0,
    };
    Service {
        id: id.into(),
        name: id.to_uppercase(),
        description: String::new(),
        owner: String::new(),
        function: "engineering".into(),
        tier: 1,
        internal: false,
        surfaces: Vec::new(),
        depends_on: Vec::new(),
        regions: Vec::new(),
        ladder: ladder.iter().map(step).collect(),
        decision_rights: BTreeMap::new(),
        customer_voice: None,
        runbooks: Vec::new(),
        source: format!("services/{id}.yaml:1"),
    }
}

pub(crate) fn launch(id: &str, from: &str, until: Option<&str>) -> Launch {
    Launch {
        id: id.into(),
        name: id.to_uppercase(),
        kind: LaunchKind::Peak,
        times: vec![LaunchTime { from: at(from), until: until.map(at) }],
        time_zone: Tz::UTC,
        services: Vec::new(),
        regions: Vec::new(),
        accounts: Vec::new(),
        owner: None,
        promise: None,
        note: None,
        source: format!("launches/{id}.yaml:1"),
    }
}

pub(crate) fn account(id: &str, regions: &[&str], commitment: Option<&str>) -> Account {
    Account {
        id: id.into(),
        name: id.to_uppercase(),
        regions: ids(regions),
        services: Vec::new(),
        contacts: Vec::new(),
        owner: None,
        commitment: commitment.map(str::to_owned),
        source: format!("accounts/{id}.yaml:1"),
    }
}

fn role(id: &str, several: bool) -> IncidentRole {
    IncidentRole {
        id: id.into(),
        name: id.replace('-', " "),
        duties: Vec::new(),
        several,
        rotation: None,
        scripts: Vec::new(),
    }
}

fn right(id: &str, role: &str) -> DecisionRight {
    DecisionRight { id: id.into(), name: id.to_owned(), role: role.into() }
}

fn template(audience: Audience, phase: Phase) -> Template {
    let variable = Variable {
        name: "word".into(),
        label: "What is new".into(),
        kind: VariableKind::Text,
        optional: false,
        default: None,
        from: None,
        example: None,
    };
    let promise = Variable {
        name: "next".into(),
        label: "Next update by".into(),
        kind: VariableKind::Text,
        optional: true,
        from: Some("next_update".into()),
        ..variable.clone()
    };
    Template {
        pattern: "cards-decline".into(),
        audience,
        output: Output::of(audience),
        phase,
        title: "Cards decline".into(),
        body: "{{word}}{{next}}".into(),
        variables: vec![variable, promise],
        limit: None,
        source: String::new(),
    }
}

fn playbook() -> Playbook {
    Playbook {
        id: "payments".into(),
        name: "Payments failing".into(),
        description: String::new(),
        order: 1,
        pattern: Some("cards-decline".into()),
        surface: Some("checkout".into()),
        symptom: Some("declines".into()),
        services: ids(&["cards"]),
        page: ids(&["finance"]),
        functions: Vec::new(),
        tell: Vec::new(),
        roles: Vec::new(),
        checklist: Vec::new(),
        runbooks: Vec::new(),
        source: "playbooks/payments.yaml:1".into(),
    }
}

/// The whole organisation. Nobody is on call in `finance`, and `asia` names the rotation that speaks for it.
pub(crate) fn agreement() -> Agreement {
    let region = |id: &str, name: &str, support: Option<&str>| Region {
        id: id.into(),
        name: name.to_owned(),
        customers_percent: 50,
        support: support.map(RotationId::from),
        time_zone: Tz::UTC,
        customer_hours: Vec::new(),
    };
    let function = |id: &str| Function { id: id.into(), name: id.to_owned(), group: String::new() };
    let declines = Condition { symptoms: vec!["declines".into()], ..Condition::default() };
    let phases = |audience: Audience| Phase::ALL.map(|phase| template(audience, phase));
    let clocked = [Audience::Teams, Audience::Leadership, Audience::Customers];
    Agreement {
        regions: vec![region("europe", "Europe", None), region("asia", "Asia", Some("desk"))],
        functions: ["engineering", "support", "legal"].map(function).to_vec(),
        roles: vec![
            role("incident-lead", false),
            role("technical-coordinator", true),
            role("communications-lead", false),
            role("support-liaison", false),
        ],
        rights: vec![right("roll-back", "technical-coordinator"), right("press", "communications-lead")],
        patterns: vec![ImpactPattern { id: "cards-decline".into(), name: "Cards decline".into() }],
        connections: vec![
            connection("pager", "pagerduty", &[]),
            connection("status", "statuspage", &[Audience::Customers]),
        ],
        page_tree: PageTree { rules: vec![rule("declines", declines, &["cards"])] },
        people: ["lea", "ana", "ben", "cleo", "dina", "emil"].map(person).to_vec(),
        rotations: vec![
            rotation("cards", "engineering", &[], &["ana", "ben"]),
            Rotation { backup: Some("cards".into()), ..rotation("finance", "finance", &[], &["cleo"]) },
            rotation("support-europe", "support", &["europe"], &["dina"]),
            rotation("desk", "support", &["asia"], &["emil"]),
            rotation("nobody", "legal", &[], &[]),
        ],
        services: vec![service("cards", &["cards"]), service("search", &[])],
        playbooks: vec![playbook()],
        templates: clocked.into_iter().flat_map(phases).collect(),
        ..Agreement::default()
    }
}

/// Who is on call all day.
pub(crate) fn on_call() -> BTreeMap<RotationId, Vec<PersonId>> {
    let pairs = [("cards", "ana"), ("support-europe", "dina"), ("desk", "emil")];
    pairs.map(|(rotation, person)| (rotation.into(), vec![person.into()])).into()
}

pub(crate) fn sandbox() -> Connection {
    Connection { id: ConnectionId::from("sandbox"), ..connection("sandbox", "sandbox", &[]) }
}

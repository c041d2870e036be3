//! The sandbox as a provider like any other: its addresses lead to [`crate::sandbox::host`] instead of the network.

use domain::channel::Channel;
use domain::delivery::{ComponentState, Delivery, Failure, NoteMessage, OutreachMessage, PageMessage, Receipt, Repeat};
use domain::phase::Phase;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use url::Url;

use crate::account::{Account, Auth};
use crate::capability::{
    Carriage, Check, Component, Limits, Markup, Noting, Outreach, PageIncident, PageUpdate, Pager, Paging, Pair, Part,
    Posting, Reading, StatusPage, Step, TargetKind, Turn,
};
use crate::classify::Complaint;
use crate::descriptor::{Descriptor, Reach};
use crate::form::Field;
use crate::marker::{Found, Marker};
use crate::message::{Body, Request, Response, below};
use crate::pace::Pace;
use crate::sandbox::contents::{self, Incident, Message, Note, Page, Posted};
use crate::sandbox::stem;

/// A pager, a status page and a room for rehearsals and first steps.
pub const DESCRIPTOR: Descriptor = Descriptor {
    id: "sandbox",
    name: "Sandbox",
    documentation: "docs/workspace.md",
    fields: &[
        Field::text(
            "components",
            "Components",
            "What the page shows the state of, separated by commas: Checkout, Mobile app",
        ),
        Field::text("takes", "Stands for", "A pager and a status page (`page`), a chat (`room`), or mail (`letters`)")
            .one_of(&["page", "room", "letters"])
            .or("page"),
    ],
    auth: Auth::Open,
    reach: Reach::Sandbox,
    pace: Pace { burst: 1_000, per_minute: 60_000, reserve: 0 },
    complaint,
    check: Check::Read(Pair { ask: |account| Ok(Request::get(address(account, "check")?)), read: read_check }),
    pager: Some(Pager {
        // Nobody is on call at a sandbox: the rotations of a rehearsal are the workspace's own.
        people: None,
        teams: None,
        services: None,
        schedules: None,
        shifts: None,
        shifts_of: None,
        looks_back: true,
        policies: None,
        on_call: None,
        paging: &[PAGING],
        responders: &[PAGING],
        notes: Some(Noting {
            fits: |_, _| true,
            repeat: Repeat::Keyed,
            write: Pair { ask: ask_note, read: read_key },
            probe: None,
        }),
    }),
    status_page: Some(StatusPage {
        repeat: Repeat::Probe,
        publish,
        probe: Some(probe),
        components: Reading::of_all(|_| vec![Step::of_all("components")], ask_components, read_components),
        incidents: Some(Reading::of_all(
            |_| vec![Step::of_all("incidents")],
            |account, _| list(account, "incidents"),
            |response, _| read_incidents(response, |incident| incident.phase != Phase::Resolved),
        )),
        incidents_of: Some(Reading {
            each: true,
            begin: |scope| scope.of.iter().map(|id| Step::of_one("incidents", id)).collect(),
            ask: |account, _| list(account, "incidents"),
            read: |response, step| read_incidents(response, |incident| Some(&incident.id) == step.of.as_ref()),
        }),
        // Nobody reads a sandbox, and nobody plans work there.
        maintenances: None,
        subscribers: None,
        states: STATES,
        limits: Limits::NONE,
        fits: |_, _| Ok(()),
        markup: Markup::Plain,
        silent: |_, _, _| Some("a sandbox has none."),
    }),
    outreach: Some(Outreach {
        channels: &[Channel::Page, Channel::Room, Channel::Letters],
        channel: |options| match options.get("takes").map(|text| text.trim()) {
            Some("room") => Channel::Room,
            Some("letters") => Channel::Letters,
            _ => Channel::Page,
        },
        repeat: Repeat::Keyed,
        limits: Limits::NONE,
        fits: |_| Ok(()),
        markup: Markup::Plain,
        // Whatever it stands for, it takes what a drill says elsewhere.
        names_original: false,
        carriage: Carriage::Http(Pair { ask: ask_message, read: read_key }),
    }),
};

/// A page of its own, and one that joins another, are told alike.
const PAGING: Paging = Paging {
    reaches: &[TargetKind::Person, TargetKind::Schedule, TargetKind::Policy, TargetKind::Service],
    fits: |_, _| true,
    repeat: Repeat::Keyed,
    page: Pair { ask: ask_page, read: read_key },
    probe: None,
    progress: None,
    promise: None,
};

/// The sandbox speaks our own words.
const STATES: &[(ComponentState, &str)] = &[
    (ComponentState::Operational, "operational"),
    (ComponentState::Degraded, "degraded"),
    (ComponentState::PartialOutage, "partial_outage"),
    (ComponentState::MajorOutage, "major_outage"),
    (ComponentState::Maintenance, "maintenance"),
];

fn address(account: &Account, what: &str) -> Result<Url, Failure> {
    let root = format!("sandbox://{}", stem(account.connection.id.as_str()));
    let root = Url::parse(&root).map_err(|_| {
        Failure::Refused(format!("`{}` cannot be the id of a sandbox. Choose a plain word.", account.connection.id))
    })?;
    Ok(below(&root, &[what]))
}

fn list(account: &Account, what: &str) -> Result<Request, Failure> {
    Ok(Request::get(address(account, what)?))
}

fn complaint(response: &Response) -> Complaint {
    #[derive(Deserialize)]
    struct Answer {
        message: String,
    }
    let words = response.json::<Answer>().ok().map(|answer| answer.message);
    Complaint { words, ..Complaint::plain(response) }
}

fn read_check(response: &Response) -> Result<String, Failure> {
    response.json::<Value>().map(|_| "The sandbox answers. Nothing sent to it leaves this computer.".to_owned())
}

fn body(value: &impl Serialize) -> Body {
    // Plain structs with text keys always serialise.
    Body::json(serde_json::to_value(value).unwrap_or_default())
}

fn ask_page(account: &Account, delivery: &Delivery, message: &PageMessage) -> Result<Request, Failure> {
    let page = Page {
        key: delivery.id.to_string(),
        incident: delivery.incident.to_string(),
        title: message.title.clone(),
        severity: message.severity,
        person: message.person.to_string(),
        person_name: message.person_name.clone(),
        rotation: message.rotation.as_ref().map(ToString::to_string),
        reason: message.reason.clone(),
        drill: delivery.drill,
        joins: message.joins.as_ref().map(|page| page.made().map(|made| made.remote.clone())).transpose()?,
    };
    Ok(Request::post(address(account, "pages")?, body(&page)))
}

fn ask_note(account: &Account, delivery: &Delivery, message: &NoteMessage) -> Result<Request, Failure> {
    let note = Note {
        key: delivery.id.to_string(),
        page: message.on.made()?.remote.clone(),
        author: message.author_name.clone(),
        text: message.text.clone(),
    };
    Ok(Request::post(address(account, "notes")?, body(&note)))
}

fn ask_message(account: &Account, delivery: &Delivery, message: &OutreachMessage) -> Result<Request, Failure> {
    let said = Message {
        key: delivery.id.to_string(),
        incident: delivery.incident.to_string(),
        sequence: message.sequence,
        output: message.output,
        phase: message.phase,
        title: message.title.clone(),
        body: message.body.clone(),
        account: message.account.as_ref().map(ToString::to_string),
        recipients: message.recipients.iter().map(|recipient| recipient.address.clone()).collect(),
        drill: delivery.drill,
    };
    Ok(Request::post(address(account, "messages")?, body(&said)))
}

fn read_key(response: &Response) -> Result<Receipt, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        key: String,
    }
    Ok(Receipt { remote: response.json::<Answer>()?.key, link: None, update: None })
}

fn publish(account: &Account, posting: &Posting<'_>, answers: &[Response]) -> Result<Turn<Receipt>, Failure> {
    if let Some(answer) = answers.first() {
        return Ok(Turn::Done(receipt(&answer.json::<Incident>()?)));
    }
    let Posting { delivery, update, known, .. } = *posting;
    let posted = Posted {
        title: update.title.clone(),
        phase: update.phase,
        severity: update.severity,
        body: update.body.clone(),
        components: update.components.clone(),
        marker: Marker::of(delivery, update),
        at: account.now,
    };
    let incidents = address(account, "incidents")?;
    Ok(Turn::ask(match known {
        None => Request::post(incidents, body(&posted)),
        Some(known) => Request::patch(below(&incidents, &[&known.remote]), body(&posted)),
    }))
}

fn receipt(incident: &Incident) -> Receipt {
    Receipt { remote: incident.id.clone(), link: None, update: None }
}

fn probe(account: &Account, posting: &Posting<'_>, answers: &[Response]) -> Result<Turn<Found>, Failure> {
    let Some(answer) = answers.first() else { return list(account, "incidents").map(Turn::ask) };
    let incidents: Vec<Incident> = answer.json()?;
    let there = incidents.iter().map(|incident| (incident.marker.clone(), receipt(incident)));
    Ok(Turn::Done(Marker::of(posting.delivery, posting.update).look(there)))
}

fn read_incidents(response: &Response, wanted: impl Fn(&Incident) -> bool) -> Result<Part<PageIncident>, Failure> {
    let incidents: Vec<Incident> = response.json()?;
    let update = |update: contents::Update| PageUpdate {
        id: Some(update.delivery),
        at: update.at,
        phase: Some(update.phase),
        status: update.phase.name().to_owned(),
        body: update.body,
    };
    let shown = |incident: Incident| PageIncident {
        id: incident.id,
        title: incident.title,
        link: None,
        phase: Some(incident.phase),
        status: incident.phase.name().to_owned(),
        components: incident.components.into_iter().map(|(id, state)| (id, Some(state))).collect(),
        updates: incident.updates.into_iter().rev().map(update).collect(),
        marker: Some(incident.marker),
    };
    Ok(Part { items: incidents.into_iter().filter(wanted).map(shown).collect(), ..Part::default() })
}

fn ask_components(account: &Account, _: &Step) -> Result<Request, Failure> {
    let named = account.option("components").unwrap_or_default().split(',').map(str::trim);
    let request = list(account, "components")?;
    Ok(named.filter(|name| !name.is_empty()).fold(request, |request, name| request.query("named", name)))
}

fn read_components(response: &Response, _: &Step) -> Result<Part<Component>, Failure> {
    let parts: Vec<contents::Part> = response.json()?;
    let component =
        |part: contents::Part| Component { name: part.id.clone(), id: part.id, group: None, state: Some(part.state) };
    Ok(Part { items: parts.into_iter().map(component).collect(), ..Part::default() })
}

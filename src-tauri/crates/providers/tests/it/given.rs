//! Values that many tests begin with.

use std::collections::BTreeMap;
use std::sync::OnceLock;
use std::time::Duration;

use chrono::{TimeDelta, TimeZone, Utc};
use domain::agreement::Connection;
use domain::delivery::{
    ComponentState, Delivery, Failure, MadeOfPage, NoteMessage, OnPage, OutreachMessage, PageMessage, Payload,
    UpdateMessage,
};
use domain::phase::Phase;
use domain::severity::Severity;
use domain::span::{Instant, Span};
use domain::template::Output;
use providers::account::{Account, Secrets};
use providers::capability::{Check, Pager, Reading, Scope};
use providers::form::Content;
use providers::gateway::{Gateway, Walk};
use providers::registry;
use providers::wire::{Limits, Wire};
use secrecy::SecretString;
use tempfile::TempDir;

/// 2026-11-20 14:02 UTC
pub(crate) fn now() -> Instant {
    Utc.with_ymd_and_hms(2026, 11, 20, 14, 2, 0).unwrap()
}

/// The address of a chat's webhook.
const WEBHOOK: &str = "https://rooms.kestrel.example/services/T0KESTREL/B0SUPPORT/s3cret8c1f20be7a6d4f59";

/// The private link of a feed.
const FEED: &str = "webcal://calendar.kestrel.example/s3cret-8c1f20be7a6d4f59/on-call.ics?token=s3cret-token";

pub(crate) fn window() -> Span {
    Span::of(now(), now() + TimeDelta::days(7))
}

pub(crate) fn connection(provider: &str, options: &[(&str, &str)]) -> Connection {
    Connection {
        id: "main".into(),
        provider: provider.to_owned(),
        name: "Main".to_owned(),
        options: options.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
        audiences: Vec::new(),
        outputs: Vec::new(),
        armed: true,
        policy: domain::policy::Policy::default(),
    }
}

/// Every secret that any provider's form asks for.
pub(crate) fn secrets() -> Secrets {
    let fields = registry::descriptors().iter().flat_map(|descriptor| descriptor.fields);
    let secret = |key: &str| {
        // An address must be one, even where it is a secret.
        let text = match key {
            "url" => FEED.to_owned(),
            "webhook" => WEBHOOK.to_owned(),
            _ => format!("s3cret-{key}"),
        };
        (key.to_owned(), SecretString::from(text))
    };
    fields.filter(|field| field.secret).map(|field| secret(field.key)).collect()
}

/// A list to its end, for whoever waits for it.
pub(crate) async fn list<Item>(
    gateway: &Gateway,
    connection: &Connection,
    reading: &Reading<Item>,
    secrets: &Secrets,
) -> Result<Vec<Item>, Failure> {
    let of = ["PI7DH85".to_owned()];
    let scope = Scope { now: now(), window: window(), of: if reading.each { &of } else { &[] } };
    gateway.list(connection, secrets, reading, Walk::begin(reading, &scope), now()).await
}

/// Whether the credentials could be proven, as far as this computer can tell.
pub(crate) fn looked_at(check: &Check, account: &Account) -> Result<(), Failure> {
    match check {
        Check::Read(pair) => (pair.ask)(account).map(|_| ()),
        Check::Form(look) => look(account).map(|_| ()),
        Check::Mail(server) => server(account).map(|_| ()),
    }
}

/// What a provider's pager can do.
pub(crate) fn pager(provider: &str) -> &'static Pager {
    registry::find(provider).unwrap().pager.as_ref().unwrap()
}

/// A connection with everything that a provider's form requires.
pub(crate) fn filled(provider: &str) -> Connection {
    let mut options = vec![
        ("page", "kctbh9vrtdwd"),
        ("components", "checkout, mobile app"),
        ("service", "PIJ90N7"),
        ("from", "lead@kestrel.example"),
        ("requester", "PLEAD01"),
        ("app", "bridgewatch"),
        ("email", "lead@kestrel.example"),
        ("site", "https://kestrel.atlassian.net"),
        ("repository", "kestrel/status"),
        ("address", "https://hooks.kestrel.example/bridgewatch"),
        ("cloud", "3a015c30-bac7-4abc-97a1-50c1feea188a"),
        ("user", "bridge"),
        ("to", "board@kestrel.example"),
    ];
    // Who can be hosted anywhere must be told where; the others know it.
    let fields = registry::find(provider).map_or(&[][..], |descriptor| descriptor.fields);
    if fields.iter().any(|field| field.required && field.key == "api_url") {
        options.push(("api_url", "https://pager.kestrel.example"));
    }
    if fields.iter().any(|field| field.content == Content::Host) {
        options.push(("host", "mail.kestrel.example"));
    }
    connection(provider, &options)
}

pub(crate) fn page(id: &str) -> Delivery {
    delivery(
        id,
        Payload::Page(PageMessage {
            page: "page-1".into(),
            title: "Card payments fail".to_owned(),
            severity: Severity::Sev1,
            person: "anneke".into(),
            person_name: "Anneke de Vries".to_owned(),
            person_email: Some("anneke@kestrel.example".to_owned()),
            person_remote: Some("PT23IWX".to_owned()),
            rotation: Some("payments".into()),
            target: Some("payments-primary".to_owned()),
            reason: "Payments owns card declines at checkout".to_owned(),
            joins: None,
        }),
    )
}

/// What came of that page where it was but promised.
const KEPT: &str = "9b251e07-73c9-4907-9996-8cb53a6a20d0-1704440650350";

/// A page that is out, of which we know what was made of it.
pub(crate) fn out() -> OnPage {
    OnPage {
        page: "page-0".into(),
        made: Some(MadeOfPage {
            delivery: "intent-0.page-0".into(),
            remote: "Q2KU1VX3E8LAQ4".to_owned(),
            kept: Some(KEPT.to_owned()),
        }),
    }
}

/// The same page, by which somebody is added to one that is out. By name: another pager's target is of no use there.
pub(crate) fn joining(id: &str) -> Delivery {
    let mut delivery = page(id);
    if let Payload::Page(message) = &mut delivery.payload {
        message.joins = Some(out());
        message.target = None;
    }
    delivery
}

/// A note on a page that is out.
pub(crate) fn note(id: &str) -> Delivery {
    delivery(
        id,
        Payload::Note(NoteMessage {
            on: out(),
            author: "miriam".into(),
            author_name: "Miriam Adler".to_owned(),
            text: "Card processor confirms an outage on their side. Bridge: https://meet.kestrel.example/inc-12"
                .to_owned(),
        }),
    )
}

pub(crate) fn update(id: &str, phase: Phase) -> Delivery {
    delivery(
        id,
        Payload::Update(UpdateMessage {
            update: "update-1".into(),
            incident_key: "key-of-inc-12".to_owned(),
            phase,
            severity: Severity::Sev1,
            title: "Card payments fail".to_owned(),
            body: "We are looking into failing card payments.".to_owned(),
            components: BTreeMap::from([("checkout".to_owned(), ComponentState::MajorOutage)]),
        }),
    )
}

/// What is said in a room.
pub(crate) fn message(id: &str) -> Delivery {
    delivery(
        id,
        Payload::Outreach(OutreachMessage {
            update: "update-1".into(),
            output: Output::TalkingPoints,
            incident_key: "key-of-inc-12".to_owned(),
            phase: Phase::Investigating,
            severity: Severity::Sev1,
            title: "Card payments fail".to_owned(),
            body: "Shoppers see “payment declined”. Nobody is charged twice.\n\n- Ask them to try another card\n- Promise no \
                   time of repair\n\nMore: https://status.kestrel.example/"
                .to_owned(),
            account: None,
            recipients: Vec::new(),
            sequence: 42,
        }),
    )
}

/// The message with other words.
pub(crate) fn said(mut delivery: Delivery, change: impl FnOnce(&mut OutreachMessage)) -> Delivery {
    if let Payload::Outreach(message) = &mut delivery.payload {
        change(message);
    }
    delivery
}

/// A component as that provider's page calls its components, and a state that it has for them.
pub(crate) fn component(provider: &str) -> (String, ComponentState) {
    let (id, state) = match provider {
        "cachet" => ("12", ComponentState::MajorOutage),
        // Affected, it says, and not how badly.
        "rootly" => ("checkout", ComponentState::Degraded),
        _ => ("checkout", ComponentState::MajorOutage),
    };
    (id.to_owned(), state)
}

/// An incident as that provider's page calls its incidents.
pub(crate) fn page_incident(provider: &str) -> &'static str {
    match provider {
        "upptime" => "42",
        "firehydrant" => "6f1d2c70-1f0e-4c52-9f0c-0b8de0a0c001",
        "cstate" => "2026-11-20-card-payments-fail-573de4e1.md",
        _ => "p31zjtct2jer",
    }
}

fn delivery(id: &str, payload: Payload) -> Delivery {
    Delivery {
        id: id.into(),
        incident: "INC-12".into(),
        connection: "main".into(),
        payload,
        not_before: now(),
        valid_until: None,
        drill: false,
    }
}

/// The update with other words.
pub(crate) fn worded(mut delivery: Delivery, change: impl FnOnce(&mut UpdateMessage)) -> Delivery {
    if let Payload::Update(update) = &mut delivery.payload {
        change(update);
    }
    delivery
}

/// A gateway, and the folder of its sandbox.
pub(crate) fn gateway() -> (Gateway, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (Gateway::new(wire(), folder.path().to_owned()), folder)
}

/// A wire that waits for no slow host. Opened once, like every wire here: that alone takes longer than most tests.
pub(crate) fn impatient_wire() -> Wire {
    static WIRE: OnceLock<Wire> = OnceLock::new();
    let open = || {
        let soon = Duration::from_millis(150);
        Wire::open(Limits { whole: soon, patience: soon, ..Limits::default() }).unwrap()
    };
    WIRE.get_or_init(open).clone()
}

/// A wire that gives up soon.
pub(crate) fn wire() -> Wire {
    static WIRE: OnceLock<Wire> = OnceLock::new();
    let soon = Duration::from_millis(1_500);
    let limits = Limits { connect: Duration::from_millis(500), whole: soon, patience: soon, ..Limits::default() };
    WIRE.get_or_init(|| Wire::open(limits).unwrap()).clone()
}

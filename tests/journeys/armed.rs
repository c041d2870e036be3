//! A connection that is not armed is read like every other and never written to, whatever is owed there; once armed, what was
//! held goes out when it is sent again.

use std::sync::{Arc, Mutex};

use domain::id::{ConnectionId, IncidentId};
use domain::incident::intent::{Composition, Intent, UpdateDraft};
use domain::template::{Audience, Output};
use serde_json::json;

use crate::given::House;
use crate::given::host::{Host, answer};
use crate::given::jsm::Operations;
use crate::given::mail::MailServer;
use crate::given::mishap::Mishap;
use crate::given::places::Place;
use crate::given::provider::Providers;

const NORTH: &str = "name: North\nregions: [europe]\ncontacts: [ { name: Dana, email: dana@north.example } ]\n";

/// A pager, a status page, a room and a server of mail; none of them is armed.
struct Today {
    house: House,
    host: Host,
    mail: MailServer,
    /// Methods of all requests that came.
    asked: Arc<Mutex<Vec<String>>>,
}

impl Today {
    fn open() -> Self {
        let (providers, asked, mail) = (Providers::open(), Arc::<Mutex<Vec<String>>>::default(), MailServer::open());
        let own = Arc::clone(&asked);
        let host = Host::open(move |request| {
            own.lock().unwrap().push(request.method.clone());
            if request.path == "/desk" { Some(answer(204, &[], "")) } else { providers.answer(request) }
        });
        let url = host.url();
        let house = House::on(Place::small(&format!(
            "
  - {{ id: pagerduty, provider: pagerduty, name: PagerDuty, options: {{ events_url: \"{url}\", api_url: \"{url}\" }}, armed: false }}  # theirs
  - {{ id: statuspage, provider: statuspage, name: Statuspage, audiences: [customers], options: {{ page: p, api_url: \"{url}\" }}, armed: false }}
  - {{ id: desk, provider: webhook, name: Desk, audiences: [teams], options: {{ address: \"{url}/desk\" }}, armed: false }}{}",
            mail.connection().replace(" } }", " }, armed: false }"),
        )));
        house.place().write("accounts/north.yaml", NORTH);
        house.engine().index_now().unwrap();
        assert_eq!(house.engine().problems(), []);
        for (connection, field) in [("pagerduty", "routing_key"), ("pagerduty", "token"), ("statuspage", "token")] {
            house.secret(connection, field, "good-token");
        }
        house.secret("desk", "secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        Self { house, host, mail, asked }
    }

    /// How many requests came that were no reading.
    fn writes(&self) -> usize {
        self.asked.lock().unwrap().iter().filter(|method| *method != "GET").count()
    }

    fn declare(&self) -> IncidentId {
        let house = &self.house;
        let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["payments"] }));
        house.confirm_impact(&incident, "europe");
        house.act(&incident, &Intent::PublishUpdates(composition()));
        incident
    }
}

/// What is written for the teams, for customers and for an account.
fn composition() -> Composition {
    let output =
        |output: &str| json!({ "output": output, "wording": [format!("{output}: cards fail"), "We look into it."] });
    let outputs = ["teams", "status_page", "outreach"].map(output);
    serde_json::from_value(json!({ "phase": "investigating", "pattern": "payments-failing", "outputs": outputs }))
        .unwrap()
}

/// Every delivery that is held because its connection is not armed.
fn held(house: &House) -> Vec<(String, String)> {
    let lines = house.outbox().into_iter().filter(|line| line.reason.contains("only reads: it is not armed"));
    lines.filter(|line| line.state == "held").map(|line| (line.kind, line.connection)).collect()
}

fn resend_all(house: &House, incident: &IncidentId) {
    for line in house.outbox().into_iter().filter(|line| line.state == "held") {
        house.act(incident, &Intent::ResendDelivery { delivery: line.id.as_str().into() });
    }
    house.deliver_all();
}

#[test]
fn pages_updates_rooms_and_letters_are_held_until_their_connection_is_armed() {
    let today = Today::open();
    let house = &today.house;
    let incident = today.declare();
    house.deliver_all();
    let owed = [
        ("page", "pagerduty"),
        ("page", "pagerduty"),
        ("outreach", "desk"),
        ("update", "statuspage"),
        ("outreach", "mail"),
    ];
    let mut expected: Vec<(String, String)> =
        owed.iter().map(|(kind, id)| ((*kind).to_owned(), (*id).to_owned())).collect();
    let mut told = held(house);
    expected.sort();
    told.sort();
    assert_eq!(told, expected, "{:#?}", house.outbox());
    assert_eq!(house.outbox().len(), owed.len(), "all that is owed is held");
    let rung = house.heard();
    assert!(rung.iter().any(|one| one.title == "The page to Tomasz Zielinski did not go out"), "{rung:#?}");
    assert!(rung[0].body.contains("PagerDuty only reads: it is not armed. Arm it in Settings"), "{rung:#?}");

    // It is read all the same.
    house.pull();
    let _ = house.wait(house.engine().status_page(&ConnectionId::from("statuspage")));
    assert!(!today.asked.lock().unwrap().is_empty(), "lists and page are read");
    assert_eq!((today.writes(), today.mail.letters().len()), (0, 0), "nothing was written");

    for id in ["pagerduty", "statuspage", "desk", "mail"] {
        house.engine().arm_connection(&id.into(), true).unwrap();
    }
    let file = std::fs::read_to_string(house.place().path().join("bridgewatch.yaml")).unwrap();
    assert!(file.contains("armed: true }  # theirs") && !file.contains("armed: false"), "{file}");
    resend_all(house, &incident);
    assert!(house.outbox().iter().all(|line| line.state == "delivered"), "{:#?}", house.outbox());
    assert_eq!((today.writes(), today.mail.letters().len()), (4, 1));
    drop(today.host);
}

#[test]
fn what_would_be_held_is_said_before_it_is_asked_for() {
    let today = Today::open();
    let house = &today.house;
    let declaration = json!({ "title": "Cards fail", "severity": "sev1", "surface": "checkout" });
    let proposal = house.engine().propose(&serde_json::from_value(declaration).unwrap()).unwrap();
    let call = "a call of yours: PagerDuty is not armed";
    assert!(proposal.page_now.iter().all(|page| page.by_hand.as_deref() == Some(call)), "{proposal:#?}");
    let incident = today.declare();
    let page = Intent::PageRotation { rotation: "platform".into(), reason: "Slow".to_owned(), joins: None };
    let preview = house.engine().page_preview(&incident, &page).unwrap();
    let told: Vec<(&str, bool)> = preview.recipients.iter().map(|one| (one.way.as_str(), one.goes_out)).collect();
    assert_eq!(told, [(call, false)]);
    let draft: UpdateDraft = serde_json::from_value(
        json!({ "audience": Audience::Customers, "phase": "investigating", "wording": ["Cards fail", "Cards fail."] }),
    )
    .unwrap();
    let form = house.engine().compose(&incident, &draft).unwrap();
    assert_eq!(form.destinations, ["Statuspage (not armed: copy it by hand)"]);
    let all = house.engine().compose_all(&incident, &composition()).unwrap();
    for output in [Output::Teams, Output::StatusPage, Output::Outreach] {
        let written = all.outputs.iter().find(|one| one.output == output).unwrap();
        let by_hand: Vec<_> = written.places.iter().map(|place| place.by_hand.as_deref()).collect();
        assert_eq!(by_hand, [Some("not armed: copy it by hand")], "{output:?}");
    }
    house.deliver_all();
    let calls = house.engine().dial_sheet(&incident).unwrap().calls;
    assert!(calls.iter().any(|call| call.person.id == "tomasz" && call.state.contains("not armed")), "{calls:#?}");
}

/// A drill reaches no connection of the workspace at all.
#[test]
fn a_drill_is_played_beside_connections_that_only_read() {
    let today = Today::open();
    let house = &today.house;
    house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["payments"], "drill": true }));
    house.deliver_all();
    assert_eq!(house.states("page"), ["delivered"]);
    assert_eq!(today.writes(), 0);
}

#[test]
fn what_is_added_to_a_page_is_held_where_its_pager_was_disarmed() {
    let jira = Operations::open();
    let house = jira.house();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["payments"] }));
    house.deliver_all();
    jira.makes();
    house.follow();
    house.engine().arm_connection(&"jsm".into(), false).unwrap();
    let join =
        Intent::PagePerson { person: "anneke".into(), reason: "The network".to_owned(), joins: Some("p1".into()) };
    let way = house.engine().page_preview(&incident, &join).unwrap().recipients[0].way.clone();
    assert_eq!(way, "a call of yours: Jira is not armed");
    let text = "The processor is down".to_owned();
    house.act(&incident, &join);
    house.act(&incident, &Intent::WriteNote { text, corrects: None, happened_at: None, pages: vec!["p1".into()] });
    house.deliver_all();
    let jsm = |kind: &str| (kind.to_owned(), "jsm".to_owned());
    assert_eq!(held(&house), [jsm("page"), jsm("note")]);
    assert_eq!((jira.notes().len(), jira.responders().len()), (0, 0));
    house.engine().arm_connection(&"jsm".into(), true).unwrap();
    resend_all(&house, &incident);
    assert_eq!((jira.notes().len(), jira.responders().len()), (1, 1));
}

/// An update that was published, on a page that is disarmed afterwards.
#[test]
fn ours_again_is_held_on_a_page_that_was_disarmed() {
    let providers = Providers::open();
    let house = providers.house();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    house.confirm_impact(&incident, "europe");
    house.say(&incident, Audience::Customers, "Cards fail.");
    house.deliver_all();
    assert_eq!(providers.published().concat().len(), 1);
    house.engine().arm_connection(&"statuspage".into(), false).unwrap();
    let update = house.incident(&incident).updates[0].id.clone();
    let ours =
        Intent::SettleDrift { connection: "statuspage".into(), update, ours: true, theirs: "All is well".to_owned() };
    house.act(&incident, &ours);
    house.deliver_all();
    assert_eq!(held(&house), [("update".to_owned(), "statuspage".to_owned())]);
    assert_eq!(providers.published().concat().len(), 1);
    house.engine().arm_connection(&"statuspage".into(), true).unwrap();
    resend_all(&house, &incident);
    assert_eq!(providers.published().concat().len(), 2);
}

/// What may have arrived is looked for, which only reads; what is not there is not sent.
#[test]
fn an_update_whose_answer_was_lost_is_still_looked_for_once_its_page_is_disarmed() {
    for (mishap, expected) in [(Mishap::AnswerLost, "delivered"), (Mishap::RequestLost, "held")] {
        let providers = Providers::open();
        let house = providers.house();
        let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
        house.confirm_impact(&incident, "europe");
        // Support was paged; what goes wrong is meant for the update.
        house.deliver_all();
        house.say(&incident, Audience::Customers, "Cards fail.");
        providers.script([mishap]);
        house.push_held();
        assert_eq!(house.states("update"), ["waiting"], "{mishap:?}");
        house.engine().arm_connection(&"statuspage".into(), false).unwrap();
        let published = providers.published().concat().len();
        house.deliver_all();
        assert_eq!(house.states("update"), [expected], "{mishap:?} {:#?}", house.outbox());
        assert_eq!(providers.published().concat().len(), published, "{mishap:?}");
    }
}

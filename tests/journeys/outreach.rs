//! One form, and several places: a status page, a program that takes webhooks, support's room at Slack. Each hears once and in
//! order what it is to hear, whatever the network does.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use domain::channel::Channel;
use domain::id::IncidentId;
use domain::incident::intent::{Composition, Intent};
use domain::template::Output;
use engine::view::composition::OutputView;
use serde_json::{Value, json};

use crate::given::host::{Answer, Host, Received, answer};
use crate::given::places::Place;
use crate::given::provider::Providers;
use crate::given::{House, texts};

const WEBHOOK: &str = "/services/T0KESTREL/B0SUPPORT/s3cret8c1f20be7a6d4f59";

/// The page, the program and the room behind one address, and what they heard.
struct Town {
    providers: Arc<Providers>,
    heard: Arc<Mutex<Heard>>,
    address: SocketAddr,
    host: Option<Host>,
}

#[derive(Default)]
struct Heard {
    /// Ids of webhooks and titles, every one that came.
    desk: Vec<(String, String)>,
    /// Titles.
    support: Vec<String>,
    /// How many of the next answers of both are lost after all was done.
    to_lose: usize,
}

impl Town {
    fn open() -> Self {
        let (providers, heard) = (Arc::new(Providers::open()), Arc::default());
        let host = Host::open(serving(&providers, &heard));
        Self { providers, heard, address: host.address(), host: Some(host) }
    }

    /// Nobody can be reached any more.
    fn goes_away(&mut self) {
        self.host = None;
    }

    fn comes_back(&mut self) {
        self.host = Some(Host::open_at(self.address, serving(&self.providers, &self.heard)));
    }

    fn house(&self) -> House {
        let url = format!("http://{}", self.address);
        let house = House::on(Place::small(&format!(
            "
  - {{ id: pager, provider: sandbox, name: Pager }}
  - {{ id: statuspage, provider: statuspage, name: Statuspage, audiences: [customers], options: {{ page: p, api_url: \"{url}\" }} }}
  - {{ id: desk, provider: webhook, name: Desk, audiences: [teams, customers], options: {{ address: \"{url}/desk\" }} }}
  - {{ id: support, provider: slack, name: \"#support\", outputs: [talking_points] }}"
        )));
        house.secret("statuspage", "token", "good-token");
        house.secret("desk", "secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        house.secret("support", "webhook", &format!("{url}{WEBHOOK}"));
        house
    }

    /// Titles of what the desk heard, each message once.
    fn desk(&self) -> Vec<String> {
        let mut known: Vec<(String, String)> = Vec::new();
        for one in &self.heard.lock().unwrap().desk {
            if known.iter().all(|(id, _)| *id != one.0) {
                known.push(one.clone());
            }
        }
        known.into_iter().map(|(_, title)| title).collect()
    }

    fn support(&self) -> Vec<String> {
        self.heard.lock().unwrap().support.clone()
    }

    fn published(&self) -> Vec<String> {
        let incidents = self.providers.incidents();
        incidents.iter().flat_map(|incident| texts(&incident["incident_updates"], "body")).collect()
    }
}

fn serving(
    providers: &Arc<Providers>,
    heard: &Arc<Mutex<Heard>>,
) -> impl Fn(&Received) -> Answer + Send + Sync + 'static {
    let (providers, heard) = (Arc::clone(providers), Arc::clone(heard));
    move |request| {
        let mut heard = heard.lock().unwrap();
        let body = request.json();
        let said = match request.path.as_str() {
            "/desk" => {
                let title = body["data"]["title"].as_str().unwrap().to_owned();
                heard.desk.push((request.header("webhook-id").to_owned(), title));
                answer(204, &[], "")
            }
            WEBHOOK => {
                heard.support.push(body["blocks"][0]["text"]["text"].as_str().unwrap().to_owned());
                answer(200, &[], "ok")
            }
            _ => return providers.answer(request),
        };
        if heard.to_lose > 0 {
            heard.to_lose -= 1;
            return None;
        }
        Some(said)
    }
}

/// What is written for the teams, for customers and for support.
fn composition(words: &str) -> Composition {
    let output = |output: &str| json!({ "output": output, "wording": [format!("{output} {words}"), words] });
    let outputs = ["teams", "status_page", "talking_points"].map(output);
    serde_json::from_value(json!({ "phase": "investigating", "outputs": outputs })).unwrap()
}

fn publish(house: &House, incident: &IncidentId, words: &str) {
    house.act(incident, &Intent::PublishUpdates(composition(words)));
}

fn declared(house: &House) -> IncidentId {
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    house.confirm_impact(&incident, "europe");
    incident
}

#[test]
fn what_was_written_while_the_network_was_away_arrives_everywhere_once_and_in_order() {
    let mut town = Town::open();
    let house = town.house();
    let incident = declared(&house);
    town.goes_away();
    for words in ["first", "second"] {
        publish(&house, &incident, words);
        house.seconds(5);
        house.push();
        house.minutes(2);
    }
    let is_kept = |state: &String| state == "waiting" || state == "queued";
    assert!(["update", "outreach"].iter().all(|kind| house.states(kind).iter().all(is_kept)), "{:#?}", house.outbox());
    assert!(town.desk().is_empty() && town.support().is_empty() && town.published().is_empty());

    town.comes_back();
    house.deliver_all();
    assert_eq!(town.published(), ["first", "second"]);
    assert_eq!(town.support(), ["talking_points first", "talking_points second"]);
    assert_eq!(town.desk(), ["teams first", "status_page first", "teams second", "status_page second"]);
    assert_eq!(town.heard.lock().unwrap().desk.len(), 4, "nothing came twice");
    assert!(house.outbox().iter().all(|line| line.state == "delivered"), "{:#?}", house.outbox());
    assert_eq!(house.states("outreach").len(), 6);
    let told = house.incident(&incident);
    assert!(told.updates.iter().flat_map(|update| &update.outreach).all(|outreach| outreach.sent == outreach.letters));
}

#[test]
fn after_a_lost_answer_a_webhook_comes_again_and_a_room_is_asked_about() {
    let town = Town::open();
    let house = town.house();
    let incident = declared(&house);
    town.heard.lock().unwrap().to_lose = 3;
    publish(&house, &incident, "first");
    house.seconds(5);
    house.deliver_all();
    assert_eq!(town.desk(), ["teams first", "status_page first"]);
    assert!(town.heard.lock().unwrap().desk.len() > 2, "it came again, with the same id");
    let held: Vec<_> = house.outbox().into_iter().filter(|line| line.state == "held").collect();
    assert_eq!(held.len(), 1, "{held:#?}");
    assert_eq!(held[0].connection, "support");
    assert_eq!(held[0].reason, "The answer was lost and cannot be looked up. Did it arrive?");
    assert!(!format!("{:?} {:?}", house.outbox(), house.engine().connections().unwrap()).contains("s3cret"));

    // What is new is not kept back by it, and it is not said again by itself.
    publish(&house, &incident, "second");
    house.minutes(30);
    house.deliver_all();
    assert_eq!(town.support(), ["talking_points first", "talking_points second"]);
    house.act(&incident, &Intent::ConfirmDelivery { delivery: held[0].id.as_str().into() });
    house.deliver_all();
    assert_eq!(town.support(), ["talking_points first", "talking_points second"]);
    assert!(house.outbox().iter().all(|line| line.state == "delivered"), "{:#?}", house.outbox());
}

#[test]
fn the_composer_says_where_each_output_goes() {
    let town = Town::open();
    let house = town.house();
    let incident = declared(&house);
    let view = house.engine().compose_all(&incident, &composition("first")).unwrap();
    let places = |wanted: Output| {
        let output: &OutputView = view.outputs.iter().find(|output| output.output == wanted).unwrap();
        output.places.iter().map(|place| (place.name.clone(), place.channel, place.fault.clone())).collect::<Vec<_>>()
    };
    assert_eq!(places(Output::Teams), [("Desk".to_owned(), Channel::Room, None)]);
    let customers = [("Statuspage".to_owned(), Channel::Page, None), ("Desk".to_owned(), Channel::Room, None)];
    assert_eq!(places(Output::StatusPage), customers);
    assert_eq!(places(Output::TalkingPoints), [("#support".to_owned(), Channel::Room, None)]);
    assert_eq!(view.pages.iter().map(|page| page.connection.as_str()).collect::<Vec<_>>(), ["statuspage"]);
}

#[test]
fn what_a_place_would_not_take_stands_against_the_output_that_goes_there() {
    let town = Town::open();
    let house = town.house();
    let incident = declared(&house);
    let view = house.engine().compose_all(&incident, &composition(&"x".repeat(12_000))).unwrap();
    let against = |wanted: Output| {
        let output: &OutputView = view.outputs.iter().find(|output| output.output == wanted).unwrap();
        output.stands_against().collect::<Vec<_>>()
    };
    let words = against(Output::TalkingPoints);
    assert!(words.len() == 1 && words[0].starts_with("#support: "), "{words:?}");
    assert_eq!(against(Output::Teams), [""; 0], "a program takes any length");
    let short = house.engine().compose_all(&incident, &composition("first")).unwrap();
    assert!(short.outputs.iter().filter(|output| output.chosen).all(|output| output.stands_against().next().is_none()));
}

#[test]
fn a_drill_says_everything_to_the_sandbox() {
    let town = Town::open();
    let house = town.house();
    let drill = house.declare(json!({ "title": "Rehearsal", "severity": "sev1", "page": [], "drill": true }));
    house.confirm_impact(&drill, "europe");
    publish(&house, &drill, "first");
    house.seconds(5);
    house.deliver_all();
    assert!(town.desk().is_empty() && town.support().is_empty() && town.published().is_empty());
    let received: Value = house.received("sandbox");
    assert_eq!(texts(&received["messages"], "title"), ["teams first", "talking_points first"]);
    assert!(received["messages"].as_array().unwrap().iter().all(|message| message["drill"] == true));
    assert_eq!(texts(&received["incidents"][0]["updates"], "body"), ["first"]);
}

/// What the sample has for support goes to its room, and customers' words to the page alone.
#[test]
fn the_samples_support_hears_its_talking_points() {
    let house = House::sample();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    publish(&house, &incident, "first");
    house.seconds(5);
    house.deliver_all();
    assert_eq!(texts(&house.received("support-room")["messages"], "title"), ["talking_points first"]);
    assert_eq!(house.published("status-page").len(), 1);
    let pages = house.engine().status_pages().unwrap();
    assert_eq!(pages.iter().map(|page| page.name.as_str()).collect::<Vec<_>>(), ["status.kestrel.example"]);
}

//! Status pages as their readers see them, and where they say something else than what was published.

use std::collections::BTreeMap;

use domain::delivery::ComponentState;
use domain::id::{ConnectionId, IncidentId};
use domain::incident::closing::ClosingStanding;
use domain::incident::intent::{Composition, Intent, OutputDraft, UpdateDraft};
use domain::phase::Phase;
use domain::template::{Audience, Output};
use engine::view::bridge::PageStanding;
use engine::view::status_page::{PageIncidentLine, StatusPageView};
use serde_json::json;

use crate::given::House;
use crate::given::host::{Host, json as answer};
use crate::given::places::Place;
use crate::given::provider::Providers;

/// A house whose customers were told of failing cards once, on a page that takes what it is sent.
fn published() -> (House, IncidentId) {
    let house = House::small();
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    house.confirm_impact(&incident, "europe");
    house.say(&incident, Audience::Customers, "Cards fail.");
    house.deliver_all();
    (house, incident)
}

fn page(house: &House, id: &str) -> StatusPageView {
    house.wait(house.engine().status_page(&ConnectionId::from(id))).unwrap()
}

fn incidents(house: &House) -> Vec<PageIncidentLine> {
    page(house, "status-page").incidents.lines
}

/// Somebody else changes words on the sandbox's page.
fn somebody_writes(house: &House, from: &str, to: &str) -> bool {
    let folder = house.folder().join("sandbox");
    std::fs::read_dir(&folder).unwrap().flatten().map(|file| file.path()).any(|path| {
        let Ok(text) = std::fs::read_to_string(&path) else { return false };
        let is_there = text.contains(from);
        if is_there {
            std::fs::write(&path, text.replace(from, to)).unwrap();
        }
        is_there
    })
}

#[test]
fn a_page_that_says_what_was_published_has_no_drift() {
    let (house, incident) = published();
    let pages: Vec<String> = house.engine().status_pages().unwrap().into_iter().map(|page| page.id).collect();
    assert_eq!(pages, ["status-page"]);
    let there = &incidents(&house)[0];
    assert_eq!((there.incident.as_deref(), there.drift.as_slice()), (Some(incident.as_str()), &[][..]));
    assert_eq!(there.updates.len(), 1);
    let page = page(&house, "status-page");
    assert!(!page.maintenances.told && !page.subscribers.told, "a sandbox tells neither");
}

#[test]
fn a_page_that_was_changed_by_somebody_else_says_so() {
    let (house, _) = published();
    let changed = somebody_writes(&house, "Cards fail.", "All is well.")
        && somebody_writes(&house, "investigating", "monitoring");
    assert!(changed);
    house.minutes(14);
    let drift = &incidents(&house)[0].drift;
    assert_eq!(
        drift,
        &[
            "The page says Monitoring, 14 min after Investigating was published.",
            "Its latest text is not the one that was published last."
        ]
    );
}

#[test]
fn what_was_published_is_read_back_and_stays_readable_without_a_network() {
    let (mut house, incident) = published();
    let standing = |house: &House| house.engine().bridge(&incident).unwrap().pages[0].clone();
    assert_eq!(standing(&house).state, PageStanding::Unread);
    house.follow();
    assert_eq!(standing(&house).state, PageStanding::Confirmed);
    assert!(somebody_writes(&house, "Cards fail.", "All is well."));
    house.follow();
    assert_eq!(standing(&house).state, PageStanding::Confirmed, "nobody asks again at once");
    house.minutes(4);
    house.follow();
    // Another process sees it as well, without asking.
    house.restart();
    let drift = standing(&house);
    assert_eq!(drift.state, PageStanding::Drift);
    assert_eq!(drift.drift, ["Its latest text is not the one that was published last."]);
    assert_eq!((drift.ours.as_deref(), drift.theirs.as_deref()), (Some("Cards fail."), Some("All is well.")));
}

#[test]
fn that_a_page_shows_it_is_written_down_once() {
    let (house, incident) = published();
    house.follow();
    house.minutes(4);
    house.follow();
    let entries = house.engine().bridge(&incident).unwrap().log;
    let told: Vec<String> =
        entries.into_iter().map(|line| line.text).filter(|text| text.contains("Read back")).collect();
    assert_eq!(told, ["Read back, status.kestrel.example shows what was published: Investigating"]);
}

/// Customers know it by the title of the first update: what is shown before, logged after and read back says no other one.
#[test]
fn a_page_keeps_its_first_title_and_everything_says_so() {
    let (house, incident) = published();
    let draft = |title: &str| -> UpdateDraft {
        let draft = json!({ "audience": "customers", "phase": "identified", "wording": [title, "We know why."] });
        serde_json::from_value(draft).unwrap()
    };
    let of_all = |title: &str| -> Composition {
        let outputs = json!([{ "output": "status_page", "wording": [title, "We know why."] }]);
        serde_json::from_value(json!({ "phase": "identified", "outputs": outputs })).unwrap()
    };
    let kept = |title: &str| {
        let one = house.engine().compose(&incident, &draft(title)).unwrap().places;
        let all = house.engine().compose_all(&incident, &of_all(title)).unwrap().outputs;
        let page = all.into_iter().find(|output| output.output == Output::StatusPage).unwrap().places;
        assert_eq!(one, page, "both composers say the same");
        page[0].keeps_title.clone()
    };
    assert_eq!(kept("Cards: cause found").as_deref(), Some("Cards fail."));
    assert_eq!(kept("Cards fail."), None, "the page shows it");
    house.act(&incident, &Intent::PublishUpdate(draft("Cards: cause found")));
    house.deliver_all();
    house.follow();
    assert_eq!(house.received("status-page")["incidents"][0]["title"], "Cards fail.");
    let log = house.engine().bridge(&incident).unwrap().log;
    for told in [
        "On status.kestrel.example: Identified, under the title that it keeps: Cards fail.",
        "Read back, status.kestrel.example shows what was published: Identified",
    ] {
        assert!(log.iter().any(|line| line.text == told), "{told}: {log:?}");
    }
}

#[test]
fn what_somebody_else_wrote_stays_or_gives_way_as_the_lead_wants() {
    let (house, incident) = published();
    let standing = || house.engine().bridge(&incident).unwrap().pages[0].clone();
    let settle = |ours| {
        let page = standing();
        house.act(
            &incident,
            &Intent::SettleDrift {
                connection: page.connection.as_str().into(),
                update: page.update.as_str().into(),
                ours,
                theirs: page.theirs.unwrap_or_default(),
            },
        );
    };
    assert!(somebody_writes(&house, "Cards fail.", "All is well."));
    house.follow();
    settle(false);
    assert_eq!(standing().state, PageStanding::Theirs);
    assert!(somebody_writes(&house, "All is well.", "All is very well."));
    house.minutes(4);
    house.follow();
    assert_eq!(standing().state, PageStanding::Drift, "other words than those that were let stand");
    settle(true);
    house.deliver_all();
    house.minutes(4);
    house.follow();
    assert_eq!(standing().state, PageStanding::Confirmed);
    let texts: Vec<String> = incidents(&house)[0].updates.iter().map(|update| update.body.clone()).collect();
    assert_eq!(texts, ["Cards fail.", "All is very well."], "published once more, after theirs");
}

#[test]
fn the_last_word_makes_whole_what_was_broken_and_the_checklist_ends() {
    let (house, incident) = published();
    let page = ConnectionId::from("status-page");
    let broken = [("Checkout".to_owned(), ComponentState::MajorOutage)].into();
    let form = |phase, components: BTreeMap<_, _>| Composition {
        phase,
        pattern: None,
        values: BTreeMap::new(),
        outputs: vec![OutputDraft {
            output: Output::StatusPage,
            wording: Some(("Cards".to_owned(), format!("{phase:?} now."))),
        }],
        components,
        accounts: None,
        facts: BTreeMap::new(),
        questions: None,
    };
    let open = |house: &House| -> Vec<String> {
        let steps = house.engine().bridge(&incident).unwrap().closing.into_iter();
        steps.filter(|step| step.standing != ClosingStanding::Done).map(|step| step.text).collect()
    };
    house.act(&incident, &Intent::PublishUpdates(form(Phase::Identified, [(page.clone(), broken)].into())));
    house.act(&incident, &Intent::Resolve { summary: String::new(), loss: Some("Nothing".to_owned()), release: true });
    house.deliver_all();
    assert_eq!(
        open(&house),
        [
            "Closing update: Customers",
            "Last post on status.kestrel.example",
            "Components of status.kestrel.example back to operational"
        ]
    );
    let last = form(Phase::Resolved, BTreeMap::new());
    let view = house.engine().compose_all(&incident, &last).unwrap();
    assert_eq!(
        view.components[&page]["Checkout"],
        ComponentState::Operational,
        "filled in, to be seen before it leaves"
    );
    house.act(&incident, &Intent::PublishUpdates(Composition { components: view.components, ..last }));
    assert_eq!(open(&house), ["Last post on status.kestrel.example"], "it is written, and not there yet");
    house.deliver_all();
    house.follow();
    assert_eq!(open(&house), Vec::<String>::new());
}

#[test]
fn a_page_that_is_connected_no_more_is_ended_by_hand() {
    let (house, incident) = published();
    house.place().replace("bridgewatch.yaml", "id: status-page", "id: other-page");
    house.engine().index_now().unwrap();
    house.act(&incident, &Intent::Resolve { summary: String::new(), loss: None, release: true });
    let steps = house.engine().bridge(&incident).unwrap().closing;
    let post = steps.iter().find(|step| step.text == "Last post on status-page").unwrap();
    assert_eq!(post.standing, ClosingStanding::Open);
    assert!(post.detail.contains("End it there by hand"), "{}", post.detail);
}

#[test]
fn a_page_that_opens_again_what_is_over_needs_somebody() {
    let (house, incident) = published();
    house.act(&incident, &Intent::Resolve { summary: String::new(), loss: None, release: true });
    house.say(&incident, Audience::Customers, "Cards work again.");
    house.deliver_all();
    house.follow();
    let needs = || -> Vec<String> {
        let needs = house.engine().watch().unwrap().needs.into_iter();
        needs.map(|need| need.title).filter(|title| title.contains("is over")).collect()
    };
    assert_eq!(needs(), Vec::<String>::new());
    assert!(
        somebody_writes(&house, "\"phase\": \"resolved\"", "\"phase\": \"monitoring\"")
            || somebody_writes(&house, "\"phase\":\"resolved\"", "\"phase\":\"monitoring\"")
    );
    house.minutes(4);
    house.follow();
    assert_eq!(needs(), [format!("{incident} is over, and status.kestrel.example says otherwise")]);
}

#[test]
fn a_resolved_incident_is_confirmed_when_the_page_has_it_open_no_more() {
    let (house, incident) = published();
    house.act(&incident, &Intent::Resolve { summary: String::new(), loss: None, release: false });
    house.say(&incident, Audience::Customers, "Cards work again.");
    house.deliver_all();
    house.follow();
    assert_eq!(house.engine().bridge(&incident).unwrap().pages[0].state, PageStanding::Confirmed);
}

#[test]
fn a_page_out_of_reach_is_told_with_what_is_wrong() {
    let mut providers = Providers::open();
    let house = providers.house();
    providers.vanish();
    let page = page(&house, "statuspage");
    assert_eq!(page.incidents.trouble, "out of reach");
    assert!(page.components.lines.is_empty() && page.components.told);
    let refused = house.wait(house.engine().status_page(&ConnectionId::from("pagerduty"))).unwrap_err();
    assert_eq!(refused.to_string(), "PagerDuty is no status page.");
}

/// incident.io has no place for a marker: that it is ours is known by the id that it gave.
#[test]
fn a_page_without_markers_is_compared_all_the_same() {
    let host = Host::open(|request| {
        let update = json!({ "id": "01U", "message": "Cards fail.", "incident_status": "monitoring",
            "published_at": "2026-11-20T14:02:00.801578Z", "component_statuses": [] });
        let incident =
            |id: &str| json!({ "id": id, "name": "Cards fail", "incident_status": "monitoring", "updates": [update] });
        let path = request.path.split('?').next().unwrap_or_default();
        let (status, body) = match (request.method.as_str(), path) {
            ("POST", "/v2/status_page_incidents") => (201, json!({ "status_page_incident": incident("01INCIDENT") })),
            (_, "/v2/status_page_incidents") => {
                (200, json!({ "status_page_incidents": [incident("01OTHER"), incident("01INCIDENT")] }))
            }
            _ => (404, json!({})),
        };
        Some(answer(status, &body))
    });
    let connection = "
  - { id: page, provider: incidentio, name: Status page, audiences: [customers], options: { page: p, api_url: \"HERE\" } }";
    let house = House::on(Place::small(&connection.replace("HERE", &host.url())));
    house.secret("page", "token", "good-token");
    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": [] }));
    house.confirm_impact(&incident, "europe");
    house.say(&incident, Audience::Customers, "Cards fail.");
    house.deliver_all();
    house.minutes(3);
    let lines = page(&house, "page").incidents.lines;
    let known: Vec<_> = lines.iter().map(|line| (line.id.as_str(), line.incident.as_deref())).collect();
    assert_eq!(known, [("01OTHER", None), ("01INCIDENT", Some(incident.as_str()))]);
    assert_eq!(lines[1].drift, ["The page says Monitoring, 3 min after Investigating was published."]);
    let abilities = &house.engine().connections().unwrap()[0].capabilities;
    assert_eq!(abilities, &["components", "open incidents read back", "maintenances", "publish updates"]);
}

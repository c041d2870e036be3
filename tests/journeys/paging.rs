//! How many requests it takes to read everything that a pager has: those that its pages make necessary, and no more.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::given::host::{self, Host, Received};
use crate::given::places::Place;
use crate::given::{House, provider};

/// The most entries of one answer.
const PAGE: usize = 100;

/// How long the pager's lists are; an exactly full page must not lead to an empty one.
const LISTS: [(&str, usize); 7] = [
    ("/users", 250),
    ("/schedules", 120),
    ("/v3/schedules", 3),
    ("/services", 101),
    ("/teams", 0),
    ("/escalation_policies", 100),
    ("/oncalls", 200),
];

/// A pager with these lists, and how often each of its paths was asked for.
struct Pager {
    host: Host,
    asked: Arc<Mutex<BTreeMap<String, usize>>>,
}

impl Pager {
    fn open() -> Self {
        let asked: Arc<Mutex<BTreeMap<String, usize>>> = Arc::default();
        let counted = Arc::clone(&asked);
        let host = Host::open(move |request| {
            let path = request.path.split('?').next().unwrap().to_owned();
            let body = body(request, &path);
            *counted.lock().unwrap().entry(path).or_default() += 1;
            Some(host::json(200, &body))
        });
        Self { host, asked }
    }

    /// How often each path was asked for since this was last called.
    fn asked(&self) -> BTreeMap<String, usize> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

fn body(request: &Received, path: &str) -> Value {
    let Some((_, count)) = LISTS.into_iter().find(|(list, _)| *list == path) else {
        let id = path.rsplit('/').next().unwrap();
        return json!({ "schedule": { "id": id, "name": id, "final_schedule": { "computed_shift_assignments": [] } } });
    };
    let number = |name: &str| {
        let query = request.path.split_once('?').unwrap().1;
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name).map_or(0, |(_, value)| value.parse().unwrap())
    };
    let (offset, limit): (usize, usize) = (number("offset"), number("limit"));
    let end = count.min(offset + limit.min(PAGE));
    let name = path.rsplit('/').next().unwrap();
    let entries: Vec<Value> = (offset..end).map(|number| entry(path, number)).collect();
    json!({ name: entries, "limit": limit, "offset": offset, "more": end < count, "total": null })
}

fn entry(path: &str, number: usize) -> Value {
    let named = |what: &str| json!({ "id": format!("{what}{number}"), "name": format!("{what} {number}") });
    match path {
        "/schedules" => {
            let mut schedule = named("S");
            schedule["final_schedule"] = json!({ "rendered_schedule_entries": [] });
            schedule
        }
        "/v3/schedules" => named("G"),
        "/oncalls" => json!({ "user": named("U"), "escalation_policy": named("E"), "escalation_level": 1 }),
        _ => named("X"),
    }
}

/// A house that reads this pager.
fn house(pager: &Pager) -> House {
    let house = House::on(Place::small(&provider::connections_at(&pager.host.url())));
    house.secret("pagerduty", "token", "good-token");
    house
}

/// What each list must cost: its pages, and one request for each schedule that comes alone.
fn necessary() -> BTreeMap<String, usize> {
    let pages = LISTS.into_iter().map(|(list, count)| (list.to_owned(), count.div_ceil(PAGE).max(1)));
    pages.chain((0..3).map(|number| (format!("/v3/schedules/G{number}"), 1))).collect()
}

#[test]
fn everything_is_read_with_as_many_requests_as_its_pages_make_necessary() {
    let pager = Pager::open();
    let house = house(&pager);
    house.pull();
    assert_eq!(pager.asked(), necessary());
    // The lists of a pager tell nothing of what changed, so that a list that is due costs as much as before.
    house.minutes(60);
    house.pull();
    assert_eq!(pager.asked(), necessary());
}

#[test]
fn what_is_not_due_costs_nothing() {
    let pager = Pager::open();
    let house = house(&pager);
    house.pull();
    pager.asked();
    house.minutes(1);
    house.pull();
    assert_eq!(pager.asked(), BTreeMap::new());
    house.minutes(1);
    house.pull();
    assert_eq!(pager.asked(), BTreeMap::from([("/oncalls".to_owned(), 2)]), "who is on call is read every two minutes");
}

//! A schedule of which another team has a part: the pager's list of all tells that part at the other team only.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};

use crate::given::host::{Host, Received, answer, json as answers};
use crate::given::places::Place;
use crate::given::{House, friday};

const LEDGER: &str = "name: ledger
function: engineering
time_zone: Europe/Paris
provider: { connection: oncall, schedule: ledger/primary }
";

fn event(team: &str, person: &str) -> Value {
    let at = friday().timestamp();
    json!({ "start": at - 3_600, "end": at + 86_400, "team": team, "role": "primary", "user": person, "full_name": person })
}

/// A `LinkedIn` Oncall on which the ledger's team has Anneke and subscribes to payments, that have Tomasz.
fn oncall(request: &Received, is_poisoned: bool) -> Vec<u8> {
    let (own, other) = (event("ledger", "Anneke de Vries"), event("payments", "Tomasz Zielinski"));
    let has = |part: &str| request.path.contains(part);
    match request.path.split('?').next().unwrap_or_default() {
        "/api/v0/events" if has("start__ge=") && is_poisoned => answer(200, &[("content-type", "text/html")], "<html>"),
        "/api/v0/events" if has("start__ge=") => answers(200, &json!([])),
        "/api/v0/events" if has("team=ledger") || !has("team=") => answers(200, &json!([own, other])),
        "/api/v0/teams" => answers(200, &json!(["ledger"])),
        "/api/v0/roles" => answers(200, &json!([{ "id": 1, "name": "primary", "display_order": 1 }])),
        _ => answers(200, &json!([])),
    }
}

#[test]
fn whoever_stands_in_for_it_elsewhere_is_on_call_even_where_the_list_of_all_breaks_off() {
    let is_poisoned = Arc::new(AtomicBool::new(false));
    let poisoned = Arc::clone(&is_poisoned);
    let host = Host::open(move |request| Some(oncall(request, poisoned.load(Ordering::SeqCst))));
    let connection = "{ id: oncall, provider: linkedin_oncall, name: Oncall, options: { api_url: \"URL\" } }";
    let house = House::on(Place::small(&format!("\n  - {}", connection.replace("URL", &host.url()))));
    house.place().write("rotations/ledger.yaml", LEDGER);
    house.engine().index_now().unwrap();
    let people = || {
        let lines = house.engine().on_call_lines(house.now()).unwrap().into_iter();
        let mut people: Vec<_> =
            lines.filter(|line| line.rotation == "ledger").filter_map(|line| line.person).collect();
        people.sort();
        people
    };
    let later = house.now() + chrono::TimeDelta::hours(20);
    let shifts = || {
        let window = domain::span::Span::of(later, later + chrono::TimeDelta::hours(1));
        house.engine().shifts_of(&"ledger".into(), window).unwrap().rendering.shifts.len()
    };
    house.pull();
    assert_eq!((people(), shifts()), (vec!["anneke".to_owned(), "tomasz".to_owned()], 2));
    // Half of it came with the teams that the workspace names: it is asked for as a whole.
    is_poisoned.store(true, Ordering::SeqCst);
    house.minutes(6);
    house.pull();
    let caution =
        || house.engine().on_call_lines(house.now()).unwrap().into_iter().find(|line| line.rotation == "ledger");
    assert_eq!((people(), shifts()), (vec!["anneke".to_owned(), "tomasz".to_owned()], 2));
    assert_eq!(caution().unwrap().as_of, house.now());
}

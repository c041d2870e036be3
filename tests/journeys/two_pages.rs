//! Two status pages that show a component of the same name: the words are compared with both of them.

use domain::id::ConnectionId;
use domain::incident::intent::Composition;
use domain::template::Output;
use serde_json::{Value, json};

use crate::given::House;
use crate::given::places::Place;

const PAGES: &str = "
  - { id: eu, provider: sandbox, name: EU page, audiences: [customers], options: { components: Checkout } }
  - { id: us, provider: sandbox, name: US page, audiences: [customers], options: { components: Checkout } }";

#[test]
fn a_page_that_says_otherwise_than_the_text_is_named() {
    let house = House::on(Place::small(PAGES));
    let incident = house.declare(json!({ "title": "Checkout fails", "severity": "sev1", "page": [] }));
    house.confirm_impact(&incident, "europe");
    for page in ["eu", "us"] {
        house.wait(house.engine().status_page(&ConnectionId::from(page))).unwrap();
    }
    let form = |components: Value| {
        let composition: Composition = serde_json::from_value(json!({
            "phase": "investigating", "components": components,
            "outputs": [{ "output": "status_page", "wording": ["Checkout", "Checkout is down."] }],
        }))
        .unwrap();
        house.engine().compose_all(&incident, &composition).unwrap()
    };
    let pages = form(json!({})).pages;
    let id = |page: &str| {
        let page = pages.iter().find(|choice| choice.connection == page).unwrap();
        page.components.iter().find(|component| component.name == "Checkout").unwrap().id.clone()
    };
    let said = |of_eu: &str, of_us: &str| {
        let form = form(json!({ "eu": { id("eu"): of_eu }, "us": { id("us"): of_us } }));
        let page = form.outputs.into_iter().find(|output| output.output == Output::StatusPage).unwrap();
        page.remarks.into_iter().map(|remark| remark.message).collect::<Vec<_>>()
    };
    let message = |page: &str| {
        format!(
            "“Checkout is down” here contradicts “Checkout on {page}: operational” in the status page: correct one of them."
        )
    };
    assert_eq!(said("operational", "major_outage"), [message("EU page")]);
    assert_eq!(said("major_outage", "operational"), [message("US page")]);
    assert_eq!(said("major_outage", "major_outage"), [] as [&str; 0]);
}

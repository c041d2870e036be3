//! What customers see the state of: services of the page. Only posts tell of a state, so none is known by itself.

use serde::Deserialize;

use super::{from, list, of_page};
use crate::capability::{Component, Part, Reading, Step};

/// <https://developer.pagerduty.com/api-reference/> › List Status Page Services
pub(super) const COMPONENTS: Reading<Component> = Reading::of_all(
    |_| vec![Step::of_all("services")],
    |account, step| Ok(from(of_page(account, &["services"])?, step.offset())),
    |response, step| {
        let (services, next) = list(response, "services")?;
        let component = |service: Service| Component { id: service.id, name: service.name, group: None, state: None };
        Ok(Part::of(services, |service| Ok(component(service))).then(next.map(|offset| step.at(offset.to_string()))))
    },
);

#[derive(Deserialize)]
struct Service {
    id: String,
    name: String,
}

//! The components of a hosted page: services, functionalities and environments, under the names that the page gives them. In
//! which state they are, no list tells.

use domain::delivery::Failure;

use super::page::{Page, PageComponent};
use crate::capability::{Component, Part, Step};
use crate::message::Response;

pub(super) fn read(response: &Response, _: &Step) -> Result<Part<Component>, Failure> {
    let page: Page = response.json()?;
    let groups = page.groups();
    Ok(Part::of(page.components(), |part: PageComponent| {
        let group = part.component_group_id.as_deref().and_then(|id| groups.iter().find(|group| group.is(id)));
        Ok(Component {
            name: part.label.filter(|label| !label.is_empty()).unwrap_or_else(|| part.infrastructure_id.clone()),
            id: part.infrastructure_id,
            group: group.and_then(|group| group.name.clone()),
            state: None,
        })
    }))
}

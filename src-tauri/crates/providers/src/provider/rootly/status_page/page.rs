//! The page that a connection names, by its id or by its slug.

use domain::delivery::Failure;
use serde::Deserialize;

use super::super::{Answer, Resource, rest};
use crate::account::Account;
use crate::message::{Request, Response};

/// With the id by which events name it.
pub(super) type Page = Resource<Attributes>;

#[derive(Clone, Deserialize)]
pub(super) struct Attributes {
    public: Option<bool>,
    service_ids: Option<Vec<String>>,
    functionality_ids: Option<Vec<String>>,
}

impl Page {
    pub(super) fn services(&self) -> &[String] {
        self.attributes.service_ids.as_deref().unwrap_or_default()
    }

    pub(super) fn functionalities(&self) -> &[String] {
        self.attributes.functionality_ids.as_deref().unwrap_or_default()
    }

    /// Whether everybody can read it; where it does not tell, that is to be feared.
    pub(super) fn is_public(&self) -> bool {
        self.attributes.public.unwrap_or(true)
    }
}

/// <https://docs.rootly.com/api-reference/statuspages/retrieves-a-status-page>
pub(super) fn ask(account: &Account) -> Result<Request, Failure> {
    rest(account, &["status-pages", account.required("page")?])
}

pub(super) fn read(response: &Response) -> Result<Page, Failure> {
    Ok(response.json::<Answer<Attributes>>()?.data)
}

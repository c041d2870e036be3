//! The providers to choose from when a connection is set up, each with its form.

use std::collections::BTreeMap;

use domain::agreement::Connection;
use domain::channel::Channel;
use domain::policy::Policy;
use domain::template::Audience;
use providers::descriptor::Descriptor;
use providers::form::{Content, Field, NO, YES};
use providers::registry;
use serde::{Deserialize, Serialize};

use crate::engine::{Engine, SANDBOX};
use crate::error::Error;

/// A provider and what it must be told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct ProviderForm {
    /// Its word in a workspace: `pagerduty`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Where it documents its API.
    pub documentation: String,
    /// By which kind of way it reaches an audience; none where it only wakes people.
    pub channel: Option<Channel>,
    /// What it must be told, in order.
    pub fields: Vec<FormField>,
}

/// One field of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct FormField {
    /// The key in the connection's options, or in the keychain.
    pub key: String,
    /// As on the form.
    pub label: String,
    /// What it is and where to find it.
    pub hint: String,
    /// Whether the connection is of no use without it.
    pub required: bool,
    /// Whether it goes into the keychain and never into a file.
    pub secret: bool,
    /// What holds where nothing is given; empty where nothing does.
    pub otherwise: String,
    /// The words to choose from; any text where there are none.
    pub choices: Vec<String>,
}

/// A connection as somebody fills it in, without its secrets.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ts_rs::TS)]
pub struct ConnectionForm {
    /// Its id: `pagerduty-main`.
    pub id: String,
    /// The provider's word.
    pub provider: String,
    /// As on the screens; the provider's name where it is empty.
    pub name: String,
    /// By the keys of the form; what is empty is left out.
    pub options: BTreeMap<String, String>,
    /// Whether it may page and publish; else it only reads.
    pub armed: bool,
}

impl Engine {
    /// All providers, without the sandbox, which is always there.
    pub fn provider_forms(&self) -> Vec<ProviderForm> {
        let real = registry::descriptors().iter().filter(|descriptor| descriptor.id != SANDBOX);
        let form = |descriptor: &&&Descriptor| ProviderForm {
            id: descriptor.id.to_owned(),
            name: descriptor.name.to_owned(),
            documentation: descriptor.documentation.to_owned(),
            channel: channel(descriptor),
            fields: descriptor.fields.iter().map(field).collect(),
        };
        real.map(|descriptor| form(&descriptor)).collect()
    }

    /// Writes a connection into the workspace. A status page gets the customers' updates; of a provider that is a pager
    /// too, one whose form has what only a page needs. What a room hears, only the workspace's file says.
    pub fn set_up(&self, form: &ConnectionForm) -> Result<(), Error> {
        let publishes = registry::find(&form.provider).is_ok_and(|descriptor| descriptor.is_page_with(&form.options));
        let filled = form.options.iter().filter(|(_, text)| !text.trim().is_empty());
        let connection = Connection {
            id: form.id.trim().into(),
            provider: form.provider.clone(),
            name: form.name.clone(),
            options: filled.map(|(key, text)| (key.clone(), text.trim().to_owned())).collect(),
            audiences: if publishes { vec![Audience::Customers] } else { Vec::new() },
            outputs: Vec::new(),
            armed: form.armed,
            policy: Policy::default(),
        };
        self.add_connection(&connection).map(|_| ())
    }
}

fn channel(descriptor: &Descriptor) -> Option<Channel> {
    let page = descriptor.status_page.as_ref().map(|_| Channel::Page);
    page.or_else(|| descriptor.outreach.as_ref().and_then(|outreach| outreach.channels.first().copied()))
}

fn field(field: &Field) -> FormField {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    FormField {
        key: field.key.to_owned(),
        label: field.label.to_owned(),
        hint: field.hint.to_owned(),
        required: field.required,
        secret: field.secret,
        otherwise: field.default.unwrap_or_default().to_owned(),
        choices: match field.content {
            Content::Choice(choices) => words(choices),
            Content::Flag => {
                words(&[YES.first().copied().unwrap_or_default(), NO.first().copied().unwrap_or_default()])
            }
            Content::Text
            | Content::Address
            | Content::Zone
            | Content::Repository
            | Content::Host
            | Content::Port
            | Content::Mailbox
            | Content::Mailboxes => Vec::new(),
        },
    }
}

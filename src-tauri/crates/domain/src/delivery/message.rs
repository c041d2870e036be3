//! What goes out: a page, a note on a page that is out, or an update on a status page.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Failure;
use crate::id::{AccountId, DeliveryId, PageId, PersonId, RotationId, UpdateId};
use crate::phase::Phase;
use crate::severity::Severity;
use crate::template::Output;

/// What goes out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Payload {
    /// Wakes one person.
    Page(PageMessage),
    /// A note on a page that is out: whoever was woken by it reads it at their pager.
    Note(NoteMessage),
    /// One update on a status page.
    Update(UpdateMessage),
    /// The same in a room or by letter.
    Outreach(OutreachMessage),
}

/// Wakes one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PageMessage {
    /// Which page of the incident.
    pub page: PageId,
    /// Title of the incident.
    pub title: String,
    /// How bad it is.
    pub severity: Severity,
    /// Who is meant.
    pub person: PersonId,
    /// Their name.
    pub person_name: String,
    /// Their address, by which a provider knows them.
    pub person_email: Option<String>,
    /// The id by which the provider of the connection knows them, filled in as the page leaves: a copy that is old when
    /// the page is owed may be fresh when it goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_remote: Option<String>,
    /// For which rotation, if for one.
    pub rotation: Option<RotationId>,
    /// What the provider calls the target of this rotation.
    pub target: Option<String>,
    /// Why they are paged.
    pub reason: String,
    /// The page to which they are added, in place of a page of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joins: Option<OnPage>,
}

/// A note on a page that is out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteMessage {
    /// The page that it stands on.
    pub on: OnPage,
    /// Who wrote it.
    pub author: PersonId,
    /// Their name, filled in as it leaves.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author_name: String,
    /// The note.
    pub text: String,
}

/// A page that is out, to which something is added at its provider.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnPage {
    /// Which page of the incident.
    pub page: PageId,
    /// What the provider made of it, filled in as the addition leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made: Option<MadeOfPage>,
}

impl OnPage {
    /// What the provider made of the page; `Refused` where that is not known.
    pub fn made(&self) -> Result<&MadeOfPage, Failure> {
        self.made.as_ref().ok_or_else(|| {
            Failure::Refused("It is not known what the pager made of the page that this belongs to.".to_owned())
        })
    }
}

/// What a provider made of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeOfPage {
    /// The page's delivery: our key at the provider.
    pub delivery: DeliveryId,
    /// The id that the provider answered with.
    pub remote: String,
    /// The id of what it had but promised with that answer, where it told it since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<String>,
}

impl MadeOfPage {
    /// The id of what the provider had but promised; `Refused` where it did not tell.
    pub fn kept(&self) -> Result<&str, Failure> {
        self.kept.as_deref().ok_or_else(|| {
            Failure::Refused(
                "The pager took the page that this belongs to, but has not told what it made of it.".to_owned(),
            )
        })
    }
}

/// One update on a status page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UpdateMessage {
    /// Which update of the incident.
    pub update: UpdateId,
    /// The incident's key: our marker at the provider, the same in every update of one incident.
    pub incident_key: String,
    /// Phase that the page shows from now on.
    pub phase: Phase,
    /// How bad it is, for the page's impact.
    pub severity: Severity,
    /// Title of the page's incident.
    pub title: String,
    /// Text of the update.
    pub body: String,
    /// Components of the page (its ids) and the state they get.
    pub components: BTreeMap<String, ComponentState>,
}

/// What is said in a room, or by letter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OutreachMessage {
    /// Which update of the incident it tells, or goes with.
    pub update: UpdateId,
    /// What it is.
    pub output: Output,
    /// The incident's key: our marker, the same in everything that is said of one incident.
    pub incident_key: String,
    /// Phase that it tells.
    pub phase: Phase,
    /// How bad it is.
    pub severity: Severity,
    /// One line above the text: the subject of a letter.
    pub title: String,
    /// The text: paragraphs between empty lines.
    pub body: String,
    /// Whom it addresses by name, where it is a letter to one account.
    pub account: Option<AccountId>,
    /// Where a letter goes; none where the connection says who reads it.
    pub recipients: Vec<Recipient>,
    /// The sequence of its entry: whoever reads a copy can find the original.
    pub sequence: u64,
}

/// Where a letter goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Recipient {
    /// Their name.
    pub name: String,
    /// Their address of mail.
    pub address: String,
}

/// The state of a part of the product as customers see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ComponentState {
    /// Works.
    Operational,
    /// Works, badly.
    Degraded,
    /// Works for some.
    PartialOutage,
    /// Does not work.
    MajorOutage,
    /// Planned.
    Maintenance,
}

impl ComponentState {
    /// Whether customers see that something is wrong with it.
    pub fn is_broken(self) -> bool {
        !matches!(self, Self::Operational | Self::Maintenance)
    }
}

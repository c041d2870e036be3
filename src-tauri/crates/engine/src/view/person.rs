//! A person as rows and cards show them.

use serde::Serialize;

/// A person as a row shows them.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct PersonView {
    /// The person's id; the same as the name where the workspace does not know them.
    pub id: String,
    /// Full name.
    pub name: String,
    /// What they do.
    pub title: String,
    /// Where they are.
    pub city: String,
    /// Their IANA zone.
    pub zone: String,
    /// Whether it is night there now (22 to 07).
    pub night: bool,
    /// Whether it is the person at this machine.
    pub you: bool,
    /// The number to dial.
    pub phone: Option<String>,
    /// The address.
    pub email: Option<String>,
}

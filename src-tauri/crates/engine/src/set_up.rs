//! Setting up a connection: written into the workspace's own file.

use std::collections::BTreeMap;
use std::fs;

use domain::agreement::Connection;
use domain::id::ConnectionId;
use domain::template::Audience;
use providers::descriptor::Descriptor;
use providers::{option, registry};
use workspace::edit::{self, Written};

use crate::engine::{Engine, SANDBOX};
use crate::error::Error;
use crate::place;

/// The file of the organisation, which has the connections.
pub(crate) const FILE: &str = "bridgewatch.yaml";

/// A connection that was added, and what it still lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Its id.
    pub id: ConnectionId,
    /// The file that it was written into.
    pub file: String,
    /// The keys of the secrets that it cannot do without and that the keychain does not have yet.
    pub missing: Vec<&'static str>,
    /// Whether it may page and publish; else it only reads.
    pub armed: bool,
}

impl Engine {
    /// Writes a connection into the workspace; without a name it has its provider's. `Refused` where its provider's form says no; then nothing is written.
    pub fn add_connection(&self, connection: &Connection) -> Result<Added, Error> {
        let refuse = |words: String| Err(Error::Refused(words));
        if let Some(words) = place::locked(self.workspace_folder()) {
            return refuse(words);
        }
        let id = connection.id.as_str();
        let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        if !id.starts_with(|letter: char| letter.is_ascii_lowercase()) || !id.chars().all(plain) || id == SANDBOX {
            return refuse(format!(
                "`{id}` cannot be an id. Write small letters, digits and dashes: `pagerduty-main`."
            ));
        }
        let loaded = self.loaded();
        if loaded.agreement.connection(&connection.id).is_some() {
            return refuse(format!("The workspace has a connection `{id}` already."));
        }
        let faults = option::faults(connection);
        if !faults.is_empty() {
            let words: Vec<String> = faults.iter().map(|fault| format!("{} {}", fault.message, fault.help)).collect();
            return refuse(words.join(" "));
        }
        let descriptor = registry::find(&connection.provider).map_err(|failure| Error::Refused(failure.words()))?;
        let name = connection.name.trim();
        let name = if name.is_empty() { descriptor.name } else { name };
        self.write_connection(&Connection { name: name.to_owned(), ..connection.clone() })?;
        self.index_now()?;
        Ok(Added {
            id: connection.id.clone(),
            file: FILE.to_owned(),
            missing: self.lacking(connection, descriptor),
            armed: connection.armed || connection.provider == SANDBOX,
        })
    }

    fn write_connection(&self, connection: &Connection) -> Result<(), Error> {
        let root = self.workspace_folder();
        let path = root.join(FILE);
        let file = |source| Error::File { what: format!("`{}` cannot be read", path.display()), source };
        let text = fs::read_to_string(&path).map_err(file)?;
        let texts = |options: &BTreeMap<String, String>| {
            Written::Map(options.iter().map(|(key, value)| (key.clone(), value.clone())).collect())
        };
        let mut entry = vec![
            ("id", Written::Text(connection.id.to_string())),
            ("provider", Written::Text(connection.provider.clone())),
            ("name", Written::Text(connection.name.clone())),
            (
                "audiences",
                Written::List(
                    connection.audiences.iter().map(|audience: &Audience| audience.name().to_lowercase()).collect(),
                ),
            ),
            ("outputs", Written::List(connection.outputs.iter().map(|output| output.word().to_owned()).collect())),
            ("options", texts(&connection.options)),
        ];
        // Said of every new one, so that whoever reads the file sees where to change it.
        if connection.provider != SANDBOX {
            entry.push(("armed", Written::Text(connection.armed.to_string())));
        }
        let edited = edit::add_entry(&text, "connections", &entry).map_err(|refused| {
            Error::Refused(format!(
                "The connection cannot be written into `{FILE}`: {refused}. Write the list of `connections` with a dash for each entry."
            ))
        })?;
        Ok(edit::save(root, FILE, &edited)?)
    }

    /// The secrets that a connection cannot do without and that are not at hand.
    fn lacking(&self, connection: &Connection, descriptor: &'static Descriptor) -> Vec<&'static str> {
        let is_there = |key: &str| matches!(self.parts.vault.secret(connection.id.as_str(), key), Ok(Some(_)));
        let needed = descriptor.fields.iter().filter(|field| field.secret && field.required);
        needed.map(|field| field.key).filter(|key| !is_there(key)).collect()
    }
}

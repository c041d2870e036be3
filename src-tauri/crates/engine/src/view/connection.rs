//! Configured accounts: what they can do, whether their secrets are at hand, how they answered last.

use domain::agreement::Connection;
use providers::registry;
use serde::Serialize;

use crate::engine::Engine;
use crate::error::Error;

/// One connection.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ConnectionView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The provider's name.
    pub provider: String,
    /// Where the provider documents its API.
    pub documentation: String,
    /// What the provider can do.
    pub capabilities: Vec<String>,
    /// Its secrets: which, and whether the keychain has them. Never their values.
    pub secrets: Vec<SecretField>,
    /// When a call last succeeded.
    #[ts(type = "number | null")]
    pub last_ok_at: Option<i64>,
    /// What the last failure was.
    pub trouble: String,
}

/// A secret of a connection's form.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct SecretField {
    /// Its key in the form.
    pub key: String,
    /// As on the form.
    pub label: String,
    /// What it is and where to find it.
    pub hint: String,
    /// Whether the keychain has it.
    pub stored: bool,
}

/// The answer of a connection's test.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct CheckView {
    /// Whether it worked.
    pub ok: bool,
    /// As a sentence.
    pub words: String,
}

impl Engine {
    /// All connections of the workspace.
    pub fn connections(&self) -> Result<Vec<ConnectionView>, Error> {
        let loaded = self.loaded();
        loaded.agreement.connections.iter().map(|connection| self.connection_view(connection)).collect()
    }

    fn connection_view(&self, connection: &Connection) -> Result<ConnectionView, Error> {
        let standing = self.standing(&connection.id)?;
        let descriptor = registry::find(&connection.provider).ok();
        let mut trouble = standing.trouble;
        let mut secrets = Vec::new();
        for field in descriptor.iter().flat_map(|descriptor| descriptor.fields).filter(|field| field.secret) {
            let stored = match self.parts.vault.secret(connection.id.as_str(), field.key) {
                Ok(found) => found.is_some(),
                Err(words) => {
                    trouble = words;
                    false
                }
            };
            secrets.push(SecretField {
                key: field.key.to_owned(),
                label: field.label.to_owned(),
                hint: field.hint.to_owned(),
                stored,
            });
        }
        if descriptor.is_none() {
            trouble = format!("Bridgewatch knows no provider “{}”.", connection.provider);
        }
        Ok(ConnectionView {
            id: connection.id.to_string(),
            name: connection.name.clone(),
            provider: descriptor.map_or_else(|| connection.provider.clone(), |known| known.name.to_owned()),
            documentation: descriptor.map(|known| known.documentation.to_owned()).unwrap_or_default(),
            capabilities: descriptor
                .map(|known| {
                    let pager = known.pager.is_some().then(|| "pages people".to_owned());
                    let page = known.status_page.is_some().then(|| "publishes updates".to_owned());
                    pager.into_iter().chain(page).collect()
                })
                .unwrap_or_default(),
            secrets,
            last_ok_at: standing.last_ok_at.map(|at| at.timestamp_millis()),
            trouble,
        })
    }
}

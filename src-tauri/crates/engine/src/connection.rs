//! Connections: their secrets in the vault, and whether they answer.

use std::collections::BTreeMap;

use domain::agreement::Connection;
use domain::delivery::Failure;
use domain::id::ConnectionId;
use domain::span::Instant;
use providers::gateway::{Proof, Seen};
use providers::registry;
use secrecy::SecretString;

use crate::change::Topic;
use crate::engine::{Engine, connection_of};
use crate::error::Error;
use crate::view::connection::{CheckView, ProofView};

/// The secrets of one connection, by the field's key. Never shown, never written.
pub(crate) type Secrets = BTreeMap<String, SecretString>;

/// How a connection stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Standing {
    /// When a call last went well.
    pub(crate) last_ok_at: Option<Instant>,
    /// What is wrong since; empty where nothing is.
    pub(crate) trouble: String,
}

/// What the vault gave for one connection.
#[derive(Default)]
struct Held {
    secrets: Secrets,
    /// Whether one is missing that the form requires.
    lacks_required: bool,
    /// Why the vault could not be read.
    trouble: Option<String>,
}

impl Held {
    /// The secrets; trouble with the vault counts where one is missing that the form requires.
    fn usable(self) -> Result<Secrets, Error> {
        match self.trouble {
            // Without a keychain, what the environment has still counts; what a call lacks is found out by the call.
            Some(words) if self.lacks_required && self.secrets.is_empty() => Err(Error::NoVault(words)),
            _ => Ok(self.secrets),
        }
    }
}

impl Engine {
    /// The secrets of a connection, as far as the vault has them.
    pub(crate) fn secrets_of(&self, connection: &Connection) -> Result<Secrets, Error> {
        self.held_secrets(connection).usable()
    }

    /// What the vault gives for the form of a connection's provider.
    fn held_secrets(&self, connection: &Connection) -> Held {
        let mut held = Held::default();
        let fields = registry::find(&connection.provider).map_or(&[][..], |descriptor| descriptor.fields);
        for field in fields.iter().filter(|field| field.secret) {
            match self.parts.vault.secret(connection.id.as_str(), field.key) {
                Ok(Some(secret)) => {
                    held.secrets.insert(field.key.to_owned(), secret);
                }
                Ok(None) => held.lacks_required |= field.required,
                Err(words) => {
                    held.lacks_required |= field.required;
                    held.trouble = Some(words);
                }
            }
        }
        held
    }

    /// Keeps a secret in the keychain.
    pub fn store_secret(&self, connection: &ConnectionId, field: &str, secret: SecretString) -> Result<(), Error> {
        self.secret_field(connection, field)?;
        self.parts.vault.store(connection.as_str(), field, secret).map_err(Error::NoVault)?;
        self.parts.changes.tell(&[Topic::Connections]);
        self.parts.nudges.pull.notify_one();
        Ok(())
    }

    /// Removes a secret from the keychain.
    pub fn forget_secret(&self, connection: &ConnectionId, field: &str) -> Result<(), Error> {
        self.secret_field(connection, field)?;
        self.parts.vault.forget(connection.as_str(), field).map_err(Error::NoVault)?;
        self.parts.changes.tell(&[Topic::Connections]);
        Ok(())
    }

    /// Refuses a field that the provider's form does not have.
    fn secret_field(&self, connection: &ConnectionId, field: &str) -> Result<(), Error> {
        let found = self.connection(connection)?;
        let known = registry::find(&found.provider)
            .is_ok_and(|descriptor| descriptor.fields.iter().any(|known| known.secret && known.key == field));
        if known { Ok(()) } else { Err(Error::NotFound(format!("{} has no secret “{field}”.", found.name))) }
    }

    /// Keeps how a connection answered, for the status bar: no trouble is an answer that went well.
    pub(crate) fn note_answer(&self, id: &ConnectionId, trouble: Option<&str>, now: Instant) -> Result<(), Error> {
        let truth = &self.parts.truth;
        match trouble {
            None => truth.connection_ok(id, now)?,
            Some(words) => truth.connection_failed(id, words, now)?,
        }
        Ok(())
    }

    /// When a connection last answered well, and what is wrong since; empty where nothing is.
    pub(crate) fn standing(&self, id: &ConnectionId) -> Result<Standing, Error> {
        let Some(row) = self.parts.truth.connection(id)? else {
            return Ok(Standing::default());
        };
        let since = row.last_failure_at > row.last_ok_at;
        Ok(Standing { last_ok_at: row.last_ok_at, trouble: row.last_failure.filter(|_| since).unwrap_or_default() })
    }

    pub(crate) fn connection(&self, id: &ConnectionId) -> Result<Connection, Error> {
        connection_of(&self.loaded().agreement, id)
            .ok_or_else(|| Error::NotFound(format!("The workspace has no connection “{id}”.")))
    }

    /// Proves that a connection works, as far as that can be done without an effect.
    pub async fn check_connection(&self, id: &ConnectionId) -> Result<CheckView, Error> {
        let connection = self.connection(id)?;
        let for_secrets = connection.clone();
        let held = self.blocking(move |engine| Ok(engine.held_secrets(&for_secrets))).await?;
        let vault_trouble = held.trouble.clone();
        let secrets = held.usable()?;
        let now = self.now();
        let answer = self.parts.gateway.check(&connection, &secrets, now).await;
        // Where nothing was asked, nobody has answered.
        if registry::find(&connection.provider).is_ok_and(|descriptor| descriptor.check.is_asked()) {
            let words = answer.as_ref().err().map(|setback| setback.failure.words_of_reading());
            self.note_answer(id, words.as_deref(), now)?;
            self.parts.changes.tell(&[Topic::Connections]);
        }
        Ok(match answer {
            Ok(said) => {
                let proofs = self.parts.gateway.prove(&connection, &secrets, now).await;
                let ok = proofs.iter().all(|proof| !matches!(proof.seen, Seen::Fails(_)));
                CheckView { ok, words: said, proofs: proofs.into_iter().map(shown).collect() }
            }
            Err(setback) => {
                let mut words = setback.words_of_reading();
                // A secret that need not be there may be what it lacks.
                if let Some(trouble) = vault_trouble.filter(|_| setback.failure == Failure::Unauthorized) {
                    words = format!("{}. {trouble}", words.trim_end_matches('.'));
                }
                CheckView { ok: false, words, proofs: Vec::new() }
            }
        })
    }
}

fn shown(proof: Proof) -> ProofView {
    let (state, words) = match proof.seen {
        Seen::Works => ("works", String::new()),
        Seen::Fails(setback) => ("fails", setback.words_of_reading()),
        Seen::Unproven => ("unproven", String::new()),
    };
    ProofView { what: proof.what.to_owned(), state: state.to_owned(), words }
}

//! Connections: their secrets in the vault, and whether they answer.

use std::cell::RefCell;
use std::collections::BTreeMap;

use domain::agreement::Connection;
use domain::delivery::{Delivery, Failure};
use domain::id::ConnectionId;
use domain::span::Instant;
use providers::gateway::{self, Proof, Seen};
use providers::registry;
use secrecy::SecretString;

use crate::change::Topic;
use crate::engine::{Engine, connection_of};
use crate::error::Error;
use crate::patience::Patience;
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

/// The secrets that one question needs of several connections, each read from the vault once and forgotten with it.
#[derive(Default)]
pub(crate) struct Keyring {
    read: RefCell<BTreeMap<ConnectionId, Secrets>>,
}

impl Keyring {
    /// The secrets of a connection; `NoVault` where the vault cannot be read.
    fn secrets(&self, engine: &Engine, connection: &Connection) -> Result<Secrets, Error> {
        if let Some(known) = self.read.borrow().get(&connection.id) {
            return Ok(known.clone());
        }
        let secrets = engine.secrets_of(connection)?;
        self.read.borrow_mut().insert(connection.id.clone(), secrets.clone());
        Ok(secrets)
    }
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

/// That a secret is missing without which a connection can do nothing.
pub(crate) fn no_secret(connection: &Connection) -> String {
    format!("No secret is stored for {}. Store it in Settings.", connection.name)
}

impl Engine {
    /// The secrets of a connection, as far as the vault has them.
    pub(crate) fn secrets_of(&self, connection: &Connection) -> Result<Secrets, Error> {
        self.held_secrets(connection).usable()
    }

    /// Why a page could not leave now, in words, found out without asking anybody; none where it would be sent.
    pub(crate) fn stands_against(
        &self,
        connection: &Connection,
        keyring: &Keyring,
        delivery: &Delivery,
        now: Instant,
    ) -> Option<String> {
        let secrets = match keyring.secrets(self, connection) {
            Ok(secrets) => secrets,
            Err(trouble) => return Some(trouble.to_string()),
        };
        let failure = gateway::stands_against(connection, &secrets, delivery, now)?;
        Some(match failure {
            Failure::Unauthorized => no_secret(connection),
            Failure::Refused(words) => words,
            other => other.words(),
        })
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
        let round = self.begin_round(id).await?;
        let answer = self.parts.gateway.check(&connection, &secrets, now).await;
        // Where nothing was asked, nobody has answered.
        if registry::find(&connection.provider).is_ok_and(|descriptor| descriptor.check.is_asked()) {
            let words = answer.as_ref().err().map(|setback| setback.failure.words_of_reading());
            self.note_answer(id, words.as_deref(), now)?;
            self.parts.changes.tell(&[Topic::Connections]);
        }
        let view = match answer {
            Ok(said) => {
                let proofs = self.prove(&connection, &secrets).await;
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
        };
        self.end_round(id, round, view.ok).await?;
        Ok(view)
    }
}

impl Engine {
    /// All that can be proven by reads, at the pace of the provider: one that allows few requests is no worse for it.
    async fn prove(&self, connection: &Connection, secrets: &Secrets) -> Vec<Proof> {
        let (mut proofs, patience) = (Vec::new(), Patience::of(self));
        while let Some(until) = self.parts.gateway.prove(connection, secrets, &mut proofs, self.now()).await {
            if !patience.lasts_until(until).await {
                break;
            }
        }
        proofs
    }
}

fn shown(proof: Proof) -> ProofView {
    let (state, words) = match proof.seen {
        Seen::Works => ("works", String::new()),
        Seen::Fails(setback) => ("fails", setback.words_of_reading()),
        Seen::Unproven => ("unproven", String::new()),
        Seen::Untried(why) => ("unproven", why.to_owned()),
    };
    ProofView { what: proof.what.to_owned(), state: state.to_owned(), words }
}

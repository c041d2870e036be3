//! Secrets in the system's keychain, and nowhere else. Both hosts, the window and `bwatch`, share it.
//!
//! Where the environment names a secret, that one is used: for CI, where there is no keychain. The variable is
//! `BRIDGEWATCH_<CONNECTION>_<FIELD>`, upper case, with `_` for every other sign: `BRIDGEWATCH_PAGERDUTY_MAIN_TOKEN`.

use keyring::v1::{Entry, Error};
use secrecy::{ExposeSecret, SecretString};

use crate::port::Vault;

/// The system's keychain: Secret Service, Keychain, or Credential Manager.
#[derive(Debug, Clone, Copy)]
pub struct Keychain;

/// Under which name our secrets stand there.
const SERVICE: &str = "bridgewatch";

impl Vault for Keychain {
    fn secret(&self, connection: &str, field: &str) -> Result<Option<SecretString>, String> {
        if let Ok(secret) = std::env::var(variable(connection, field)) {
            return Ok(Some(SecretString::from(secret)));
        }
        match entry(connection, field)?.get_password() {
            Ok(secret) => Ok(Some(SecretString::from(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(trouble) => Err(words(&trouble)),
        }
    }

    fn store(&self, connection: &str, field: &str, secret: SecretString) -> Result<(), String> {
        entry(connection, field)?.set_password(secret.expose_secret()).map_err(|trouble| words(&trouble))
    }

    fn forget(&self, connection: &str, field: &str) -> Result<(), String> {
        match entry(connection, field)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(trouble) => Err(words(&trouble)),
        }
    }
}

/// The environment's name of a secret.
pub fn variable(connection: &str, field: &str) -> String {
    let sign = |letter: char| {
        if letter.is_ascii_alphanumeric() { letter.to_ascii_uppercase() } else { '_' }
    };
    format!("bridgewatch_{connection}_{field}").chars().map(sign).collect()
}

fn entry(connection: &str, field: &str) -> Result<Entry, String> {
    Entry::new(SERVICE, &format!("{connection}/{field}")).map_err(|trouble| words(&trouble))
}

/// What a lead can do about it. The keychain's own words never hold the secret.
fn words(trouble: &Error) -> String {
    match trouble {
        Error::NoStorageAccess(_) => {
            "The keychain is locked. Unlock it (log in to the desktop, or start its service), then try again."
                .to_owned()
        }
        other => format!("The keychain cannot be used: {other}. On Linux, start gnome-keyring or KWallet and restart."),
    }
}

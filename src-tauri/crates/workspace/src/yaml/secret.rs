//! Finds what looks like a secret, without ever repeating it.

use super::node::{Node, Value};
use crate::ledger::Notes;

/// How names of secrets end, whatever stands before: `webhook_token`, `smtp-password`.
const ENDINGS: [&str; 12] = [
    "token",
    "apikey",
    "api_key",
    "password",
    "passphrase",
    "passwd",
    "secret",
    "private_key",
    "access_key",
    "routing_key",
    "integration_key",
    "credentials",
];

/// Whether a key names a secret.
pub(crate) fn is_secret(key: &str) -> bool {
    let key = key.trim().to_lowercase().replace(['-', ' ', '.'], "_");
    ENDINGS
        .iter()
        .any(|ending| key.strip_suffix(ending).is_some_and(|before| before.is_empty() || before.ends_with('_')))
}

/// Notes every key of a document that names a secret and has a value.
pub(crate) fn find(node: &Node, notes: &mut Notes<'_>) {
    match &node.value {
        Value::Nothing | Value::Scalar(_) => {}
        Value::List(items) => items.iter().for_each(|item| find(item, notes)),
        Value::Map(fields) => {
            for field in fields {
                if is_secret(&field.key) && !matches!(field.value.value, Value::Nothing) {
                    notes.fault(
                        field.place,
                        "secret-in-file",
                        format!("`{}` looks like a secret, and the workspace is read by many.", field.key),
                        "Remove it here, revoke it where it was issued, and enter the new one in the connection's form: \
                         it is kept in the system's keychain.",
                    );
                } else {
                    find(&field.value, notes);
                }
            }
        }
    }
}

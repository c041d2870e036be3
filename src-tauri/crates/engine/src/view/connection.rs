//! Configured accounts: what they can do, whether their secrets are at hand, how they answered last.

use serde::Serialize;

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

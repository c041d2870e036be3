//! What an account needs to be told: the fields of its form, and how a request proves who sends it.

/// One field of a provider's form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field {
    /// The key in the connection's options, or in the keychain for a secret: `page`.
    pub key: &'static str,
    /// As on the form.
    pub label: &'static str,
    /// What it is and where to find it.
    pub hint: &'static str,
    /// The provider's page about it.
    pub link: Option<&'static str>,
    /// Whether the connection is of no use without it.
    pub required: bool,
    /// Whether it belongs in the keychain and never in a file.
    pub secret: bool,
    /// What holds where nothing is given.
    pub default: Option<&'static str>,
}

impl Field {
    /// An optional field that is no secret.
    pub const fn text(key: &'static str, label: &'static str, hint: &'static str) -> Self {
        Self { key, label, hint, link: None, required: false, secret: false, default: None }
    }

    /// A secret, without which the connection is of no use.
    pub const fn secret(key: &'static str, label: &'static str, hint: &'static str) -> Self {
        Self { required: true, secret: true, ..Self::text(key, label, hint) }
    }

    /// The same, required.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same, with what holds where nothing is given.
    #[must_use]
    pub const fn or(self, default: &'static str) -> Self {
        Self { default: Some(default), ..self }
    }

    /// The same, with the provider's page about it.
    #[must_use]
    pub const fn explained_at(self, link: &'static str) -> Self {
        Self { link: Some(link), ..self }
    }
}

/// How a request proves who sends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Auth {
    /// It need not.
    Open,
    /// A secret in a header.
    Header {
        /// The header, in lower case.
        name: &'static str,
        /// What stands before the secret: `Bearer `.
        before: &'static str,
        /// The key of the secret field.
        field: &'static str,
    },
}

//! What an account needs to be told: the fields of its form.

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
    /// Whether it is of no use without it as a status page, where the provider is a pager too.
    pub for_page: bool,
    /// Whether it belongs in the keychain and never in a file.
    pub secret: bool,
    /// What holds where nothing is given.
    pub default: Option<&'static str>,
    /// What may stand in it.
    pub content: Content,
}

/// What may stand in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Any text.
    Text,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// One of [`YES`] or [`NO`].
    Flag,
    /// The root of web addresses: encrypted, or within this computer.
    Address,
    /// A name of the IANA time zone database.
    Zone,
    /// The owner and the name of a repository: `kestrel/status`.
    Repository,
    /// The name of a host, or its number, and nothing beside it.
    Host,
    /// The number of a port.
    Port,
    /// An address of mail, with a name before it or without.
    Mailbox,
    /// At least one of them, with commas between them.
    Mailboxes,
}

/// The words that say yes.
pub const YES: &[&str] = &["true", "yes", "on"];
/// The words that say no.
pub const NO: &[&str] = &["false", "no", "off"];

impl Field {
    /// An optional field that is no secret.
    pub const fn text(key: &'static str, label: &'static str, hint: &'static str) -> Self {
        Self {
            key,
            label,
            hint,
            link: None,
            required: false,
            for_page: false,
            secret: false,
            default: None,
            content: Content::Text,
        }
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

    /// The same, but not required: what cannot be done without it is refused when it is tried.
    #[must_use]
    pub const fn optional(self) -> Self {
        Self { required: false, ..self }
    }

    /// The same, required of a connection to which updates go out: the provider is a pager too, and pages without it.
    #[must_use]
    pub const fn for_page(self) -> Self {
        Self { for_page: true, ..self }
    }

    /// The same, with what holds where nothing is given.
    #[must_use]
    pub const fn or(self, default: &'static str) -> Self {
        Self { default: Some(default), ..self }
    }

    /// The same, for one of these words.
    #[must_use]
    pub const fn one_of(self, words: &'static [&'static str]) -> Self {
        Self { content: Content::Choice(words), ..self }
    }

    /// The same, for yes or no.
    #[must_use]
    pub const fn flag(self) -> Self {
        Self { content: Content::Flag, ..self }
    }

    /// The same, for a web address.
    #[must_use]
    pub const fn address(self) -> Self {
        Self { content: Content::Address, ..self }
    }

    /// The same, for a time zone.
    #[must_use]
    pub const fn zone(self) -> Self {
        Self { content: Content::Zone, ..self }
    }

    /// The same, for a repository.
    #[must_use]
    pub const fn repository(self) -> Self {
        Self { content: Content::Repository, ..self }
    }

    /// The same, for a host.
    #[must_use]
    pub const fn host(self) -> Self {
        Self { content: Content::Host, ..self }
    }

    /// The same, for a port.
    #[must_use]
    pub const fn port(self) -> Self {
        Self { content: Content::Port, ..self }
    }

    /// The same, for an address of mail.
    #[must_use]
    pub const fn mailbox(self) -> Self {
        Self { content: Content::Mailbox, ..self }
    }

    /// The same, for addresses of mail.
    #[must_use]
    pub const fn mailboxes(self) -> Self {
        Self { content: Content::Mailboxes, ..self }
    }

    /// The same, with the provider's page about it.
    #[must_use]
    pub const fn explained_at(self, link: &'static str) -> Self {
        Self { link: Some(link), ..self }
    }
}

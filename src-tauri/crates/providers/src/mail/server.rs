//! To which server letters are handed, and how it is known who hands them.

use std::fmt;
use std::net::IpAddr;

use domain::delivery::Failure;
use secrecy::SecretString;

/// A server that takes letters for others.
#[derive(Debug)]
pub struct Server {
    host: String,
    port: u16,
    security: Security,
    login: Option<Login>,
}

/// How the way to a server is kept from being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// Encrypted from the first byte (RFC 8314), normally on port 465.
    Tls,
    /// The first words are plain, and nothing but them: without the turn to encryption (RFC 3207) nothing is handed over.
    /// Normally on port 587.
    StartTls,
    /// Not at all: within this computer only.
    None,
}

/// Who hands letters over.
pub struct Login {
    /// The name of the account at the server.
    pub user: String,
    /// Its password, or a token in its place.
    pub password: SecretString,
}

impl Security {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Tls, Self::StartTls, Self::None];

    /// As in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::StartTls => "starttls",
            Self::None => "none",
        }
    }

    /// Reads its word.
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|security| security.word() == text)
    }

    /// On which port servers are asked like that.
    pub fn port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::StartTls => 587,
            Self::None => 25,
        }
    }
}

impl Server {
    /// A server. `Refused` where neither a password nor a letter may travel to it, because anybody could read them.
    pub fn at(host: &str, port: u16, security: Security, login: Option<Login>) -> Result<Self, Failure> {
        let host = host.trim_start_matches('[').trim_end_matches(']');
        if security == Security::None && !is_near(host) {
            return Err(Failure::Refused(
                "No letter travels unencrypted. Write `security: tls` or `starttls`; `none` is for a server on this computer."
                    .to_owned(),
            ));
        }
        Ok(Self { host: host.to_owned(), port, security, login })
    }

    /// Its name, or its number.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// On which port it is asked.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// How the way to it is kept from being read.
    pub fn security(&self) -> Security {
        self.security
    }

    /// Who hands letters over; none where it asks nobody.
    pub fn login(&self) -> Option<&Login> {
        self.login.as_ref()
    }
}

/// Whether what goes there stays within this computer.
fn is_near(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Without the password.
impl fmt::Debug for Login {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Login").field("user", &self.user).finish_non_exhaustive()
    }
}

//! Why a letter did not leave, or may not have.

use std::error::Error as _;
use std::io;

use lettre::transport::smtp::Error;

/// Why a letter did not leave, or may not have. Words are the server's, as they came: who hands them on takes secrets out first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The server was not reached, or went away before it had the letter.
    Offline,
    /// It cannot take it now (4yz).
    Later,
    /// It does not take these credentials.
    Unauthorized(String),
    /// No, for good (5yz), or nothing that can be spoken with.
    Refused(String),
    /// It had the whole letter, and no answer came.
    Unsure,
}

impl Trouble {
    /// What an error means before the letter had left as a whole.
    pub(super) fn before(error: &Error) -> Self {
        match said(error) {
            Some(words) if error.is_permanent() => Self::Refused(words),
            _ if error.is_transient() => Self::Later,
            _ => distrust(error).map_or(Self::Offline, Self::Refused),
        }
    }

    /// What an error means after the letter had left as a whole.
    pub(super) fn after(error: &Error) -> Self {
        match said(error) {
            Some(words) if error.is_permanent() => Self::Refused(words),
            _ if error.is_transient() => Self::Later,
            _ => Self::Unsure,
        }
    }

    /// What an error means where the credentials were shown.
    pub(super) fn of_login(error: &Error) -> Self {
        match said(error) {
            Some(words) if error.is_permanent() => Self::Unauthorized(words),
            _ if error.is_client() => {
                Self::Refused("The server offers no way to sign in that is known here (PLAIN or LOGIN).".to_owned())
            }
            _ => Self::before(error),
        }
    }
}

/// What the server said, with its code: `550 5.1.1 no such user here`.
fn said(error: &Error) -> Option<String> {
    let code = error.status()?;
    let words = error.source().map(ToString::to_string).unwrap_or_default();
    Some(format!("{code} {words}").split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Why the server's certificate is not trusted; none where that is not the trouble.
fn distrust(error: &Error) -> Option<String> {
    let mut cause = error.source();
    while let Some(error) = cause {
        let inner = error.downcast_ref::<io::Error>().and_then(|error| error.get_ref());
        let tls = inner.and_then(|inner| inner.downcast_ref::<rustls::Error>());
        if let Some(rustls::Error::InvalidCertificate(_)) = tls.or_else(|| error.downcast_ref::<rustls::Error>()) {
            return Some(
                "This computer does not trust the server's certificate. Correct `host` if it goes by another name, or have the \
                 authority that signed it added to this computer's store."
                    .to_owned(),
            );
        }
        cause = error.source();
    }
    None
}

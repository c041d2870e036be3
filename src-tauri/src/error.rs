//! Errors as the screens get them: a code to branch on, and a message to show.

use engine::error::{Code, Error};
use serde::Serialize;

/// An error as the screens get it.
#[derive(Debug, Serialize)]
pub(crate) struct Trouble {
    code: Code,
    message: String,
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        let code = error.code();
        if code == Code::Internal {
            tracing::error!(%error, "a command failed");
        }
        Self { code, message: error.to_string() }
    }
}

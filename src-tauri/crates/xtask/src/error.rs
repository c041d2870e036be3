//! What can keep a command from being done, told so that a person knows what to do next.

use std::fmt;

/// Why a command was not done.
#[derive(Debug)]
pub(crate) enum Error {
    /// The command line was not understood.
    Usage(String),
    /// A program is not on this machine.
    Missing { program: String, advice: &'static str },
    /// A program ran and was not content.
    Failed { call: String, status: String },
    /// Root must do this by hand: the exact command.
    NeedsRoot(String),
    /// A file could not be read or written.
    File { path: String, source: std::io::Error },
    /// Checks that ran and did not pass.
    Checks(Vec<&'static str>),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(what) => f.write_str(what),
            Self::Missing { program, advice } => write!(f, "`{program}` is not on this machine: {advice}"),
            Self::Failed { call, status } => {
                write!(f, "`{call}` failed ({status}); its own words stand above")
            }
            Self::NeedsRoot(command) => {
                write!(f, "this needs root and there is no sudo here. As root, run\n\n    {command}\n\nand start again")
            }
            Self::File { path, source } => write!(f, "{path}: {source}"),
            Self::Checks(names) => write!(f, "not passed: {}", names.join(", ")),
        }
    }
}

impl Error {
    /// Names the file of an input or output error.
    pub(crate) fn at(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.display().to_string();
        move |source| Self::File { path, source }
    }
}

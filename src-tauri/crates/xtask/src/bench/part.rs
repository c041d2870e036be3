//! The parts of the benchmark that can be measured apart.

use crate::error::Error;
use crate::program::Program;
use crate::progress::Done;

/// One of them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The application's window beside a bare one.
    Windows,
    /// A year of many rotations, rendered.
    Year,
    /// Search while typing.
    Search,
    /// A sync of a large organisation, and who is on call then.
    Sync,
    /// The month view of that organisation, scrolled.
    Scroll,
    /// An update from the key press to the disk and to the wire, and many of them after an outage.
    Publish,
}

impl Part {
    /// All of them, in the order of the table.
    pub(super) const EACH: [Self; 6] =
        [Self::Windows, Self::Year, Self::Search, Self::Sync, Self::Scroll, Self::Publish];

    /// The part of a name.
    pub(super) fn named(name: &str) -> Result<Self, Error> {
        let found = Self::EACH.into_iter().find(|part| part.name() == name);
        found.ok_or_else(|| Error::Usage(format!("`bench` has no part `{name}`")))
    }

    /// As the command line names it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Windows => "windows",
            Self::Year => "year",
            Self::Search => "search",
            Self::Sync => "sync",
            Self::Scroll => "scroll",
            Self::Publish => "publish",
        }
    }

    /// As the progress names it.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Windows => "windows: start and memory",
            Self::Year => "a year of rotations",
            Self::Search => "search in real runbooks",
            Self::Sync => "sync of a large organisation, and who is on call then",
            Self::Scroll => "scrolling the month of that organisation",
            Self::Publish => "updates: typed, to the disk, to the wire, after an outage",
        }
    }

    /// Whether it opens windows.
    pub(super) fn has_window(self) -> bool {
        matches!(self, Self::Windows | Self::Scroll)
    }
}

/// Builds what the parts without a window need.
pub(super) fn build() -> Result<Done, Error> {
    Program::cargo().args(["build", "--locked", "--release", "--package", "meter", "--package", "bwatch"]).run()?;
    Ok(Done::Worked)
}

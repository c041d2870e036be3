//! What must be on the machine before a check can run.

use crate::error::Error;
use crate::progress::Done;
use crate::system::Purpose;
use crate::{driver, screens, system, toolchain};

/// Something to set up.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// The parts of the toolchain that a minimal one lacks.
    Toolchain,
    /// What the operating system packages for us.
    SystemPackages,
    /// What npm packages for us.
    ScreenPackages,
    /// The built screens, which the application embeds.
    Screens,
    /// What drives the real window.
    Driver,
}

impl Need {
    /// All, in the order in which they stand on each other.
    pub(super) const EACH: [Self; 5] =
        [Self::Toolchain, Self::SystemPackages, Self::ScreenPackages, Self::Screens, Self::Driver];

    /// What a person calls it.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Toolchain => "rustfmt and clippy",
            Self::SystemPackages => "system packages",
            Self::ScreenPackages => "packages of the screens, as locked",
            Self::Screens => "screens",
            Self::Driver => "driver of the window",
        }
    }

    /// Sets it up where it is missing or old.
    pub(super) fn provide(self) -> Result<Done, Error> {
        match self {
            Self::Toolchain => toolchain::install(),
            Self::SystemPackages => system::install(&[Purpose::Application, Purpose::Window, Purpose::Servers]),
            Self::ScreenPackages => screens::install(),
            Self::Screens => screens::build(),
            Self::Driver => driver::install(),
        }
    }
}

//! The packages of the operating system: installed where we know how, named where we do not.

mod debian;
mod elsewhere;

use std::fs;

use crate::error::Error;
use crate::progress::Done;

/// What a package is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Building and running the application.
    Application,
    /// Playing it through a real window without a display.
    Window,
    /// Testing it against real servers.
    Servers,
}

/// Sees to it that the packages for these purposes are there.
pub(crate) fn install(purposes: &[Purpose]) -> Result<Done, Error> {
    match family().as_str() {
        "debian" => debian::install(purposes),
        other => Ok(elsewhere::advise(other, purposes)),
    }
}

/// Whether a window could open here.
pub(crate) fn has_display() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")
}

/// `debian`, `fedora`, `arch`, `macos`, `windows`, or the system's own name.
fn family() -> String {
    if !cfg!(target_os = "linux") {
        return std::env::consts::OS.to_owned();
    }
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let value = |key: &str| {
        let line = release.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        line.unwrap_or_default().trim_matches('"').to_owned()
    };
    let names = format!("{} {}", value("ID"), value("ID_LIKE"));
    let known =
        ["debian", "ubuntu", "fedora", "arch"].into_iter().find(|known| names.split(' ').any(|name| name == *known));
    match known {
        Some("ubuntu") => "debian".to_owned(),
        Some(known) => known.to_owned(),
        None => value("ID"),
    }
}

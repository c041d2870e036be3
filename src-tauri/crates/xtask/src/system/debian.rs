//! Debian and Ubuntu: what is missing is installed, after saying what it is for.

use super::Purpose;
use crate::error::Error;
use crate::program::Program;
use crate::progress::Done;

/// Package, what for, and why. Names that Debian 12 and Ubuntu 22.04 and their successors share.
#[rustfmt::skip]
const PACKAGES: &[(&str, Purpose, &str)] = &[
    ("build-essential",            Purpose::Application, "compiles SQLite and links the application"),
    ("pkg-config",                 Purpose::Application, "finds the libraries of the window"),
    ("libwebkit2gtk-4.1-dev",      Purpose::Application, "the window and the web view in it"),
    ("libayatana-appindicator3-1", Purpose::Application, "the tray icon"),
    ("ca-certificates",            Purpose::Application, "proves that a provider is who it says"),
    ("xvfb",                       Purpose::Window,      "a display without a screen"),
    ("openbox",                    Purpose::Window,      "a window manager on it"),
    ("xdotool",                    Purpose::Window,      "presses the window manager's keys"),
    ("webkit2gtk-driver",          Purpose::Window,      "drives the real window"),
    ("dbus",                       Purpose::Window,      "a session bus of the tests' own"),
    ("dunst",                      Purpose::Window,      "receives the real notifications"),
    ("gnome-keyring",              Purpose::Window,      "a real keychain"),
    ("libsecret-tools",            Purpose::Window,      "looks into that keychain from outside"),
    ("fonts-dejavu-core",          Purpose::Window,      "signs that the application's own typeface lacks"),
    ("python3-aiosmtpd",           Purpose::Servers,     "a real server of mail"),
];

/// Installs what is missing, with root's rights.
pub(super) fn install(purposes: &[Purpose]) -> Result<Done, Error> {
    let wanted: Vec<_> = PACKAGES.iter().filter(|(_, purpose, _)| purposes.contains(purpose)).collect();
    let installed = installed(wanted.iter().map(|(name, ..)| *name));
    let missing: Vec<_> = wanted.into_iter().filter(|(name, ..)| !installed.iter().any(|have| have == name)).collect();
    if missing.is_empty() {
        return Ok(Done::Ready);
    }
    println!("      Missing here:");
    for (name, _, why) in &missing {
        println!("        {name:28} {why}");
    }
    println!("      They are installed for the whole machine, which only root may do.");
    let names: Vec<&str> = missing.iter().map(|(name, ..)| *name).collect();
    let is_root = Program::named("id").args(["-u"]).answer().as_deref() == Some("0");
    if !is_root && Program::named("sudo").args(["--version"]).answer().is_none() {
        let names = names.join(" ");
        return Err(Error::NeedsRoot(format!(
            "apt-get update && apt-get install --yes --no-install-recommends {names}"
        )));
    }
    if !is_root {
        println!("      sudo may ask for your password.");
    }
    let apt = || {
        // Through `env`, because sudo drops the environment.
        let start = if is_root { Program::named("env") } else { Program::named("sudo").arg("env") };
        start.args("DEBIAN_FRONTEND=noninteractive apt-get --quiet -o Dpkg::Use-Pty=0".split(' '))
    };
    apt().args(["update"]).run()?;
    apt().args(["install", "--yes", "--no-install-recommends"]).args(names).run()?;
    Ok(Done::Worked)
}

/// Those of the packages that are installed whole.
fn installed<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let query =
        Program::named("dpkg-query").args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"]).args(names);
    // It is not content as soon as one is unknown, and still lists the others.
    query.words().lines().filter_map(|line| line.strip_suffix(" installed")).map(str::to_owned).collect()
}

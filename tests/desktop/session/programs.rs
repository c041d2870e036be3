//! The programs around the window, each started and then waited for until it does its work.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use zbus::fdo::DBusProxy;

use super::environment::Environment;
use super::process::{Process, command};
use crate::notifications;
use crate::wait::until_true;

/// A bus on which nothing starts by itself: what a test did not start is not there.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=FOLDER</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>"#;

/// A display without a screen; adds it to the environment.
pub(super) fn display(environment: &mut Environment, folder: &Path) -> Process {
    let mut program = command("Xvfb", environment);
    program.args("-displayfd 1 -screen 0 2560x1440x24 -nolisten tcp -noreset".split(' '));
    let mut display = Process::start("Xvfb", program.stdout(Stdio::piped()), folder);
    environment.push(("DISPLAY".to_owned(), format!(":{}", display.first_line())));
    display
}

/// A session bus, and a connection to it; adds it to the environment.
pub(super) async fn bus(environment: &mut Environment, folder: &Path) -> (Process, zbus::Connection) {
    let configuration = folder.join("bus.conf");
    let sockets = folder.join("run").to_string_lossy().into_owned();
    fs::write(&configuration, BUS.replace("FOLDER", &sockets)).expect("written");
    let mut program = command("dbus-daemon", environment);
    program.args(["--nofork", "--print-address=1", "--config-file"]).arg(configuration);
    let mut bus = Process::start("dbus-daemon", program.stdout(Stdio::piped()), folder);
    let address = bus.first_line();
    let connection = zbus::connection::Builder::address(address.as_str()).expect("an address").build().await;
    environment.push(("DBUS_SESSION_BUS_ADDRESS".to_owned(), address));
    (bus, connection.expect("the session bus answers"))
}

/// A window manager, so that windows have a frame, a size and the focus.
pub(super) async fn frames(environment: &Environment, folder: &Path) -> Process {
    let ready = folder.join("managed");
    let mut program = command("openbox", environment);
    program.args(["--sm-disable", "--startup", &format!("touch {}", ready.display())]);
    let openbox = Process::start("openbox", &mut program, folder);
    until_true("openbox manages the windows", async || ready.exists()).await;
    openbox
}

/// A notification daemon.
pub(super) async fn notification_daemon(environment: &Environment, folder: &Path, bus: &zbus::Connection) -> Process {
    let mut program = command("dunst", environment);
    program.arg("-config").arg(notifications::configuration(folder));
    let dunst = Process::start("dunst", &mut program, folder);
    owned(bus, "org.freedesktop.Notifications").await;
    dunst
}

/// An unlocked keychain.
pub(super) async fn keychain(environment: &Environment, folder: &Path, bus: &zbus::Connection) -> Process {
    let mut program = command("gnome-keyring-daemon", environment);
    program.args(["--foreground", "--unlock", "--components=secrets"]).stdin(Stdio::piped());
    let mut keyring = Process::start("gnome-keyring-daemon", &mut program, folder);
    // It unlocks when the password ends, so the pipe is closed at once.
    keyring.take_input().write_all(b"a password of the test").expect("the keychain reads its password");
    owned(bus, "org.freedesktop.secrets").await;
    keyring
}

/// Waits until somebody owns a name on the bus.
async fn owned(bus: &zbus::Connection, name: &'static str) {
    let bus = DBusProxy::new(bus).await.expect("the bus itself");
    let name: zbus::names::BusName<'_> = name.try_into().expect("a name");
    let is_owned = async || bus.name_has_owner(name.clone()).await.unwrap_or(false);
    until_true(&format!("{name} is on the bus"), is_owned).await;
}

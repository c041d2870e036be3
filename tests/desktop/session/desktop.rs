//! What stands around the window: folders, display, session bus, window manager, notification daemon, tray host, keychain.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;
use zbus::fdo::DBusProxy;

use super::process::{Process, Signal, command, living_in, runs, send};
use crate::keychain::Keychain;
use crate::notifications::{self, Notifications};
use crate::tray::Tray;
use crate::wait::{PATIENCE, until_true};

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

/// What a test wants to have around its window.
pub(crate) struct Wish {
    /// `sample` or a folder.
    pub(crate) workspace: String,
    /// A panel that shows tray icons.
    pub(crate) tray: bool,
    /// A notification daemon.
    pub(crate) notifications: bool,
    /// An unlocked keychain.
    pub(crate) keychain: bool,
    /// More of the application's environment.
    pub(crate) environment: Vec<(String, String)>,
}

impl Default for Wish {
    fn default() -> Self {
        let workspace = "sample".to_owned();
        Self {
            workspace,
            tray: true,
            notifications: true,
            keychain: true,
            environment: Vec::new(),
        }
    }
}

/// A desktop of its own for one test. Everything on it ends when it is dropped, the last one started first.
pub(crate) struct Desktop {
    /// The tray; none where the test wished for none.
    pub(crate) tray: Option<Tray>,
    /// The notification daemon; none where the test wished for none.
    pub(crate) notifications: Option<Notifications>,
    /// The keychain, seen from outside.
    pub(crate) keychain: Keychain,
    /// The test's own connection to the session bus.
    pub(crate) bus: zbus::Connection,
    environment: Vec<(String, String)>,
    programs: Vec<Process>,
    folder: TempDir,
}

impl Desktop {
    /// Starts everything that is wished for, and waits until it is ready.
    pub(crate) async fn start(wish: Wish) -> Self {
        let folder = TempDir::with_prefix("bridgewatch-").expect("a temporary folder");
        let mut environment = environment(folder.path(), &wish);
        let logs = folder.path().join("logs");
        let mut programs = Vec::new();

        let mut display = command("Xvfb", &environment);
        display.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1600x1000x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ]);
        let mut display = Process::start("Xvfb", display.stdout(Stdio::piped()), &logs);
        environment.push(("DISPLAY".to_owned(), format!(":{}", display.first_line())));
        programs.push(display);

        let configuration = folder.path().join("bus.conf");
        fs::write(
            &configuration,
            BUS.replace("FOLDER", &folder.path().join("run").to_string_lossy()),
        )
        .expect("written");
        let mut bus = command("dbus-daemon", &environment);
        bus.args(["--nofork", "--print-address=1", "--config-file"])
            .arg(configuration);
        let mut bus = Process::start("dbus-daemon", bus.stdout(Stdio::piped()), &logs);
        let address = bus.first_line();
        environment.push(("DBUS_SESSION_BUS_ADDRESS".to_owned(), address.clone()));
        programs.push(bus);
        let bus = zbus::connection::Builder::address(address.as_str()).expect("an address");
        let bus = bus.build().await.expect("the session bus answers");

        let managed = folder.path().join("managed");
        let mut openbox = command("openbox", &environment);
        openbox
            .arg("--sm-disable")
            .arg("--startup")
            .arg(format!("touch {}", managed.display()));
        programs.push(Process::start("openbox", &mut openbox, &logs));
        until_true("openbox manages the windows", async || managed.exists()).await;

        let notifications = if wish.notifications {
            let mut dunst = command("dunst", &environment);
            dunst
                .arg("-config")
                .arg(notifications::configuration(folder.path()));
            programs.push(Process::start("dunst", &mut dunst, &logs));
            owned(&bus, "org.freedesktop.Notifications").await;
            Some(Notifications::of(bus.clone(), folder.path()))
        } else {
            None
        };

        if wish.keychain {
            let mut keyring = command("gnome-keyring-daemon", &environment);
            keyring
                .args(["--foreground", "--unlock", "--components=secrets"])
                .stdin(Stdio::piped());
            let mut keyring = Process::start("gnome-keyring-daemon", &mut keyring, &logs);
            keyring
                .take_input()
                .write_all(b"a password of the test")
                .expect("the keychain takes its password");
            programs.push(keyring);
            owned(&bus, "org.freedesktop.secrets").await;
        }

        let tray = if wish.tray {
            Some(Tray::host(bus.clone()).await)
        } else {
            None
        };
        let keychain = Keychain::of(environment.clone());
        programs.reverse();
        Self {
            tray,
            notifications,
            keychain,
            bus,
            environment,
            programs,
            folder,
        }
    }

    /// A command with the environment of this desktop and of the application.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        command(program, &self.environment)
    }

    /// The ids of the programs that run around the window.
    pub(crate) fn programs(&self) -> Vec<u32> {
        self.programs.iter().map(Process::id).collect()
    }

    /// Where the application keeps its databases.
    pub(crate) fn databases(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// Where the programs' own words are.
    pub(crate) fn logs(&self) -> PathBuf {
        self.folder.path().join("logs")
    }

    /// Prints what the programs have said, for a test that failed.
    pub(crate) fn show_logs(&self) {
        let mut logs: Vec<_> = fs::read_dir(self.logs())
            .into_iter()
            .flatten()
            .flatten()
            .map(|log| log.path())
            .collect();
        logs.sort();
        for log in logs {
            let words = fs::read_to_string(&log).unwrap_or_default();
            if !words.trim().is_empty() {
                eprintln!("--- {}\n{words}", log.file_name().unwrap_or_default().display());
            }
        }
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        self.programs.clear();
        // What those programs have started takes a moment longer, and would write into the folder while it is removed.
        let deadline = Instant::now() + PATIENCE;
        for id in living_in(self.folder.path()) {
            send(id, Signal::Term);
            while runs(id) && Instant::now() < deadline {
                std::thread::sleep(Duration::from_millis(5));
            }
        }
    }
}

/// Folders of the test's own, and nothing of the machine's but the path.
fn environment(folder: &Path, wish: &Wish) -> Vec<(String, String)> {
    let within = |name: &str| {
        let path = folder.join(name);
        fs::create_dir_all(&path).expect("a folder");
        path.to_string_lossy().into_owned()
    };
    within("logs");
    let run = within("run");
    fs::set_permissions(&run, fs::Permissions::from_mode(0o700)).expect("a folder of one's own");
    let mut environment = vec![
        ("PATH", std::env::var("PATH").unwrap_or_default()),
        ("HOME", within("home")),
        ("XDG_CONFIG_HOME", within("home/.config")),
        ("XDG_DATA_HOME", within("home/.local/share")),
        ("XDG_STATE_HOME", within("home/.local/state")),
        ("XDG_CACHE_HOME", within("home/.cache")),
        ("XDG_RUNTIME_DIR", run),
        ("LANG", "C.UTF-8".to_owned()),
        ("TZ", "Europe/London".to_owned()),
        ("GDK_BACKEND", "x11".to_owned()),
        ("GSETTINGS_BACKEND", "memory".to_owned()),
        ("NO_AT_BRIDGE", "1".to_owned()),
        ("RUST_BACKTRACE", "1".to_owned()),
        ("BRIDGEWATCH_DATA", within("data")),
        ("BRIDGEWATCH_WORKSPACE", wish.workspace.clone()),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect::<Vec<_>>();
    environment.extend(wish.environment.iter().cloned());
    environment
}

/// Waits until somebody owns a name on the bus.
async fn owned(bus: &zbus::Connection, name: &'static str) {
    let bus = DBusProxy::new(bus).await.expect("the bus itself");
    let name: zbus::names::BusName<'_> = name.try_into().expect("a name");
    until_true(&format!("{name} is on the bus"), async || {
        bus.name_has_owner(name.clone()).await.unwrap_or(false)
    })
    .await;
}

//! What stands around the window: folders, display, session bus, window manager, notification daemon, tray host, keychain.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::environment::{Environment, environment};
use super::process::{Process, Signal, command, living_in, runs, send};
use super::programs;
use crate::keychain::Keychain;
use crate::notifications::Notifications;
use crate::tray::Tray;
use crate::wait::{PATIENCE, until_true};

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
    pub(crate) environment: Environment,
}

impl Default for Wish {
    fn default() -> Self {
        let workspace = "sample".to_owned();
        Self { workspace, tray: true, notifications: true, keychain: true, environment: Vec::new() }
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
    environment: Environment,
    programs: Vec<Process>,
    folder: TempDir,
}

impl Desktop {
    /// Starts everything that is wished for, and waits until it is ready.
    pub(crate) async fn start(wish: Wish) -> Self {
        let folder = TempDir::with_prefix("bridgewatch-").expect("a temporary folder");
        let path = folder.path();
        let mut environment = environment(path, &wish.workspace);
        let mut programs = vec![programs::display(&mut environment, path)];
        let (daemon, bus) = programs::bus(&mut environment, path).await;
        programs.push(daemon);
        programs.push(programs::frames(&environment, path).await);
        if wish.notifications {
            programs.push(programs::notification_daemon(&environment, path, &bus).await);
        }
        if wish.keychain {
            programs.push(programs::keychain(&environment, path, &bus).await);
        }
        programs.reverse();
        environment.extend(wish.environment);
        Self {
            tray: if wish.tray { Some(Tray::host(bus.clone()).await) } else { None },
            notifications: wish.notifications.then(|| Notifications::of(bus.clone(), path)),
            keychain: Keychain::of(environment.clone()),
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

    /// Closes a window by the window manager's keys, and presses them again while they meet a window without focus.
    pub(crate) async fn close(&self, title: &str) {
        until_true(&format!("`{title}` is shown"), async || self.shows(title)).await;
        until_true(&format!("`{title}` is closed"), async || {
            let pressed = self.command("xdotool").args(["key", "alt+F4"]).status();
            assert!(pressed.expect("xdotool").success(), "the display takes keys");
            !self.shows(title)
        })
        .await;
    }

    /// Whether a window with this title is on the display.
    pub(crate) fn shows(&self, title: &str) -> bool {
        let found = self.command("xdotool").args(["search", "--onlyvisible", "--name", title]).status();
        found.expect("xdotool").success()
    }

    /// The folder in which all of it lives, and which goes with it.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Where the application keeps its databases.
    pub(crate) fn databases(&self) -> PathBuf {
        self.folder().join("databases")
    }

    /// The ids of the programs that run around the window.
    pub(crate) fn programs(&self) -> Vec<u32> {
        self.programs.iter().map(Process::id).collect()
    }

    /// Prints what the programs have said, for a test that failed.
    pub(crate) fn show_logs(&self) {
        let logs = fs::read_dir(self.folder().join("logs")).into_iter().flatten().flatten();
        let mut logs: Vec<PathBuf> = logs.map(|log| log.path()).collect();
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
        for id in living_in(self.folder()) {
            send(id, Signal::Term);
            while runs(id) && Instant::now() < deadline {
                std::thread::sleep(Duration::from_millis(5));
            }
        }
    }
}

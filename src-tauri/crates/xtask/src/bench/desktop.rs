//! A desktop of the benchmark's own: folders, a display whose picture can be read, a session bus, a window manager.
//!
//! The same as around the tests of the window, without notifications, tray and keychain: neither window needs them to be
//! usable.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::family;
use super::picture::Display;
use crate::error::Error;
use crate::place;

/// A bus on which nothing starts by itself.
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

/// The desktop; all of it ends when it is dropped.
pub(super) struct Desktop {
    folder: PathBuf,
    environment: Vec<(&'static str, String)>,
    programs: Vec<Child>,
}

impl Desktop {
    /// Starts it.
    pub(super) fn start() -> Result<Self, Error> {
        let folder = std::env::temp_dir().join(format!("bridgewatch-bench-{}", std::process::id()));
        let within = |name: &str| folder.join(name).to_string_lossy().into_owned();
        for name in ["picture", "run", "home"] {
            let path = folder.join(name);
            fs::create_dir_all(&path).map_err(Error::at(&path))?;
        }
        let environment = vec![
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("HOME", within("home")),
            ("XDG_RUNTIME_DIR", within("run")),
            ("LANG", "C.UTF-8".to_owned()),
            ("GDK_BACKEND", "x11".to_owned()),
            ("GSETTINGS_BACKEND", "memory".to_owned()),
            ("NO_AT_BRIDGE", "1".to_owned()),
        ];
        let mut desktop = Self { folder, environment, programs: Vec::new() };
        desktop.display()?;
        desktop.bus()?;
        desktop.frames()?;
        Ok(desktop)
    }

    /// A command in this environment only.
    pub(super) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.environment.iter().cloned()).current_dir(place::root());
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// The folder in which all of it lives, and which goes with it.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// What is on the display.
    pub(super) fn look(&self) -> Result<Display, Error> {
        Display::open(&self.folder.join("picture/Xvfb_screen0"))
    }

    fn display(&mut self) -> Result<(), Error> {
        let mut program = self.command("Xvfb");
        program.args("-displayfd 1 -screen 0 1400x900x24 -nolisten tcp -noreset -fbdir".split(' '));
        let number = self.first_line(program.arg(self.folder.join("picture")))?;
        self.environment.push(("DISPLAY", format!(":{number}")));
        Ok(())
    }

    fn bus(&mut self) -> Result<(), Error> {
        let configuration = self.folder.join("bus.conf");
        let words = BUS.replace("FOLDER", &self.folder.join("run").to_string_lossy());
        fs::write(&configuration, words).map_err(Error::at(&configuration))?;
        let mut program = self.command("dbus-daemon");
        program.args(["--nofork", "--print-address=1", "--config-file"]).arg(configuration);
        let address = self.first_line(&mut program)?;
        self.environment.push(("DBUS_SESSION_BUS_ADDRESS", address));
        Ok(())
    }

    /// It says on its standard output when it manages the windows.
    fn frames(&mut self) -> Result<(), Error> {
        let mut program = self.command("openbox");
        self.first_line(program.args(["--sm-disable", "--startup", "echo ready"])).map(drop)
    }

    /// Starts a program of the desktop and waits for its first line.
    fn first_line(&mut self, program: &mut Command) -> Result<String, Error> {
        let name = program.get_program().to_owned();
        let mut child = program.stdout(Stdio::piped()).spawn().map_err(Error::at(Path::new(&name)))?;
        let output = child.stdout.take();
        self.programs.push(child);
        let mut line = String::new();
        if let Some(output) = output {
            BufReader::new(output).read_line(&mut line).map_err(Error::at(Path::new(&name)))?;
        }
        match line.trim() {
            "" => Err(Error::Failed { call: name.to_string_lossy().into_owned(), status: "ended at once".to_owned() }),
            line => Ok(line.to_owned()),
        }
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        while let Some(program) = self.programs.pop() {
            family::end(program);
        }
        // What is left is in the system's own folder for such things.
        drop(fs::remove_dir_all(&self.folder));
    }
}

//! A call of another program: its words stream through, and a long silence is broken by a line that says it still runs.

use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::error::Error;
use crate::place;

/// How often a long call says that it still runs.
const HEARTBEAT: Duration = Duration::from_secs(30);

/// A call that has not started yet.
pub(crate) struct Program {
    name: OsString,
    arguments: Vec<OsString>,
    folder: PathBuf,
    environment: Vec<(&'static str, OsString)>,
    advice: &'static str,
}

impl Program {
    /// A program on the path, to be started at the top of the checkout.
    pub(crate) fn named(name: impl AsRef<OsStr>) -> Self {
        Self {
            name: name.as_ref().to_owned(),
            arguments: Vec::new(),
            folder: place::root(),
            environment: Vec::new(),
            advice: "install it and start again",
        }
    }

    /// The cargo that started us, so that one toolchain does everything.
    pub(crate) fn cargo() -> Self {
        Self::named(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// npm, in the folder of the screens.
    pub(crate) fn npm() -> Self {
        let mut npm = Self::named(if cfg!(windows) { "npm.cmd" } else { "npm" });
        npm.folder = place::ui();
        npm.advice = "install Node 20 or newer with npm (https://nodejs.org) and start again";
        npm
    }

    /// One more argument.
    pub(crate) fn arg(self, argument: impl AsRef<OsStr>) -> Self {
        self.args([argument])
    }

    /// More arguments.
    pub(crate) fn args(mut self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.arguments.extend(arguments.into_iter().map(|argument| argument.as_ref().to_owned()));
        self
    }

    /// An environment variable.
    pub(crate) fn env(mut self, name: &'static str, value: impl AsRef<OsStr>) -> Self {
        self.environment.push((name, value.as_ref().to_owned()));
        self
    }

    /// The call as a person would type it.
    pub(crate) fn line(&self) -> String {
        let name = PathBuf::from(&self.name).file_stem().map(OsStr::to_owned).unwrap_or_default();
        let variables = self.environment.iter().map(|(key, value)| format!("{key}={}", value.to_string_lossy()));
        let words = std::iter::once(&name).chain(&self.arguments).map(|word| word.to_string_lossy().into_owned());
        variables
            .chain(words)
            .map(|word| if word.contains(' ') { format!("'{word}'") } else { word })
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Runs it to its end, with its words on our own terminal.
    pub(crate) fn run(self) -> Result<(), Error> {
        println!("      $ {}", self.line());
        let mut child = self.command().spawn().map_err(|error| self.not_started(error))?;
        let began = Instant::now();
        let mut beats = 1;
        let status = loop {
            if let Some(status) = child.try_wait().map_err(|error| self.not_started(error))? {
                break status;
            }
            if began.elapsed() >= HEARTBEAT * beats {
                println!("      … {} s", began.elapsed().as_secs());
                beats += 1;
            }
            std::thread::sleep(Duration::from_millis(20));
        };
        if status.success() {
            return Ok(());
        }
        Err(Error::Failed { call: self.line(), status: status.to_string() })
    }

    /// Runs it to its end and gives what it printed on its standard output; its complaints stay on our terminal.
    pub(crate) fn told(self) -> Result<String, Error> {
        println!("      $ {}", self.line());
        let output = self.command().stdin(Stdio::null()).stderr(Stdio::inherit()).output();
        let output = output.map_err(|error| self.not_started(error))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        Err(Error::Failed { call: self.line(), status: output.status.to_string() })
    }

    /// What it printed, without the white space around; none where it is missing or was not content.
    pub(crate) fn answer(&self) -> Option<String> {
        let output = self.command().stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// What it printed, content or not; empty where it is missing.
    pub(crate) fn words(&self) -> String {
        let output = self.command().stdin(Stdio::null()).stderr(Stdio::null()).output();
        output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.name);
        command.args(&self.arguments).current_dir(&self.folder);
        command.envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    fn not_started(&self, error: std::io::Error) -> Error {
        let program = self.name.to_string_lossy().into_owned();
        match error.kind() {
            ErrorKind::NotFound => Error::Missing { program, advice: self.advice },
            _ => Error::File { path: program, source: error },
        }
    }
}

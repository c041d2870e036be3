//! A program that belongs to one test, and ends with it.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How a process is told to end.
#[derive(Clone, Copy)]
pub(crate) enum Signal {
    /// In good order.
    Term,
    /// As in a power cut.
    Kill,
}

/// How long a program may take to end after it was asked to.
const GRACE: Duration = Duration::from_secs(5);

/// A running program.
pub(crate) struct Process {
    name: &'static str,
    child: Child,
}

impl Process {
    /// Starts it; what it says goes to `logs/<name>.log`, but for a standard output that the caller has piped.
    pub(crate) fn start(name: &'static str, command: &mut Command, folder: &Path) -> Self {
        let log = File::options()
            .create(true)
            .append(true)
            .open(folder.join("logs").join(format!("{name}.log")))
            .expect("a log file");
        let child = command.stderr(log).spawn().unwrap_or_else(|error| {
            panic!("{name} does not start: {error}. `cargo xtask test --only desktop` installs what these tests need")
        });
        Self { name, child }
    }

    /// Its id.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The first line of its piped standard output.
    pub(crate) fn first_line(&mut self) -> String {
        let output = self.child.stdout.as_mut().expect("a piped standard output");
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).expect("a line");
        assert!(!line.is_empty(), "{} ended at once", self.name);
        line.trim().to_owned()
    }

    /// Its piped standard input.
    pub(crate) fn take_input(&mut self) -> impl std::io::Write + use<> {
        self.child.stdin.take().expect("a piped standard input")
    }

    /// Asks it to end, and waits until it has.
    pub(crate) fn end(&mut self) {
        send(self.id(), Signal::Term);
        let deadline = Instant::now() + GRACE;
        while let Ok(None) = self.child.try_wait() {
            if Instant::now() > deadline {
                eprintln!("{} would not end", self.name);
                send(self.id(), Signal::Kill);
                drop(self.child.wait());
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.end();
    }
}

/// A command that knows only the path and what is given to it.
pub(crate) fn command(program: impl AsRef<std::ffi::OsStr>, environment: &[(String, String)]) -> Command {
    let mut command = Command::new(program);
    command.env_clear().envs(environment.iter().map(|(name, value)| (name, value)));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Sends a signal; a process that is gone already is fine.
pub(crate) fn send(id: u32, signal: Signal) {
    let name = match signal {
        Signal::Term => "TERM",
        Signal::Kill => "KILL",
    };
    // The standard library can only kill, and only its own children; the shell has this built in.
    let kill = Command::new("sh").arg("-c").arg(format!("kill -s {name} {id}")).stderr(Stdio::null()).status();
    kill.expect("a shell");
}

/// All processes whose environment names this folder: only the test that owns the folder can have started them.
pub(crate) fn living_in(folder: &Path) -> Vec<u32> {
    let folder = folder.to_string_lossy();
    let names_it = |id: &u32| {
        let environment = std::fs::read(format!("/proc/{id}/environ")).unwrap_or_default();
        String::from_utf8_lossy(&environment).contains(&*folder)
    };
    all().into_iter().filter(names_it).collect()
}

/// The children of a process, by asking the kernel for every process's parent.
pub(crate) fn children(of: u32) -> Vec<u32> {
    all().into_iter().filter(|id| parent(*id) == Some(of)).collect()
}

/// Whether a process runs. Its first thread may have ended while others still hold its sockets, so each is asked.
pub(crate) fn runs(id: u32) -> bool {
    let threads = std::fs::read_dir(format!("/proc/{id}/task")).into_iter().flatten().flatten();
    threads
        .map(|thread| thread.path())
        .any(|thread| after_name(&thread).is_some_and(|rest| !rest.starts_with(['Z', 'X'])))
}

fn all() -> Vec<u32> {
    let processes = std::fs::read_dir("/proc").expect("/proc").flatten();
    processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect()
}

fn parent(id: u32) -> Option<u32> {
    after_name(Path::new(&format!("/proc/{id}")))?.split(' ').nth(1)?.parse().ok()
}

/// State, parent and so on of a process or thread; the name before them may hold spaces and brackets.
fn after_name(folder: &Path) -> Option<String> {
    let stat = std::fs::read_to_string(folder.join("stat")).ok()?;
    stat.rsplit_once(") ").map(|(_, rest)| rest.to_owned())
}

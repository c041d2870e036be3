//! A folder of one's own, and the built program on the sample.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// `bwatch` on a fresh folder and the shipped sample.
pub(crate) struct Bwatch {
    folder: TempDir,
    workspace: PathBuf,
}

/// What a call came to.
pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Done {
    /// The answer as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|trouble| panic!("{trouble}: {} {}", self.out, self.err))
    }
}

impl Default for Bwatch {
    fn default() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), workspace: PathBuf::from("sample") }
    }
}

impl Bwatch {
    /// On files of one's own, each with its path.
    pub(crate) fn with(files: &[(&str, &str)]) -> Self {
        let bwatch = Self::default();
        let workspace = bwatch.folder.path().join("workspace");
        for (path, text) in files {
            let path = workspace.join(path);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        Self { workspace, ..bwatch }
    }

    /// On another workspace.
    pub(crate) fn on(workspace: PathBuf) -> Self {
        Self { workspace, ..Self::default() }
    }

    /// A file of one's own as it stands now.
    pub(crate) fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.workspace.join(file)).unwrap()
    }

    /// Changes words of a file of one's own, as an editor would.
    pub(crate) fn change(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        std::fs::write(self.workspace.join(file), text.replace(from, to)).unwrap();
    }

    /// Where journal, cache and sandboxes are.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A command with the common options before the verb.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bwatch"));
        command
            .env_remove("BRIDGEWATCH_WORKSPACE")
            .env_remove("BRIDGEWATCH_DATA")
            .arg("--data")
            .arg(self.folder.path())
            .arg("--workspace")
            .arg(&self.workspace)
            .args(["--zone", "Europe/Paris"])
            .args(arguments);
        command
    }

    /// Runs it to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Done {
        done(&self.command(arguments).output().unwrap())
    }

    /// Runs it, and reads its JSON; it must have worked.
    pub(crate) fn ask(&self, arguments: &[&str]) -> Value {
        let mut with_json = arguments.to_vec();
        with_json.push("--json");
        let done = self.run(&with_json);
        assert_eq!(done.code, 0, "{arguments:?}: {} {}", done.out, done.err);
        done.json()
    }
}

/// Reads what a process left.
pub(crate) fn done(output: &Output) -> Done {
    Done {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout.clone()).unwrap(),
        err: String::from_utf8(output.stderr.clone()).unwrap(),
    }
}

/// Whether a text is RFC 3339.
pub(crate) fn is_instant(value: &Value) -> bool {
    value.as_str().is_some_and(|text| chrono::DateTime::parse_from_rfc3339(text).is_ok())
}

/// The keys of every object in a list.
pub(crate) fn keys(list: &Value) -> Vec<String> {
    let first = list.as_array().and_then(|items| items.first()).and_then(Value::as_object);
    first.map(|object| object.keys().cloned().collect()).unwrap_or_default()
}

/// All these names are among the keys.
pub(crate) fn has(keys: &[String], wanted: &[&str]) {
    for name in wanted {
        assert!(keys.iter().any(|key| key == name), "`{name}` is in {keys:?}");
    }
}

/// A server that answers everybody with the same, until the test ends; its address.
pub(crate) fn host(status: u16, body: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (kind, length) = ("content-type: application/json\r\nconnection: close", body.len());
    let answer = format!("HTTP/1.1 {status} Scripted\r\n{kind}\r\ncontent-length: {length}\r\n\r\n{body}");
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let lines = BufReader::new(stream.try_clone().unwrap()).lines();
            lines.map(Result::unwrap).take_while(|line| !line.is_empty()).for_each(drop);
            stream.write_all(answer.as_bytes()).unwrap();
        }
    });
    address
}

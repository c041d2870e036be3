//! What the sync is played on: the server in a process of its own, and a workspace that names nothing but the connection.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::host::ASKED;
use super::line::Line;

/// The connection's id.
pub(super) const CONNECTION: &str = "pager";

/// The server; it ends when this is dropped.
pub(super) struct Stage {
    server: Child,
    pub(super) address: String,
    pub(super) workspace: PathBuf,
    /// Of the databases.
    pub(super) folder: PathBuf,
}

impl Stage {
    /// Starts the server, and writes an empty folder full.
    pub(super) fn set(scratch: &Path) -> Result<Self, String> {
        let (workspace, folder) = (scratch.join("workspace"), scratch.join("databases"));
        let mut server = itself(&["serve"]).spawn().map_err(|trouble| trouble.to_string())?;
        let mut address = String::new();
        if let Some(output) = server.stdout.take() {
            BufReader::new(output).read_line(&mut address).map_err(|trouble| trouble.to_string())?;
        }
        let stage = Self { server, address: address.trim().to_owned(), workspace, folder };
        stage.write(scratch).map_err(|trouble| format!("{}: {trouble}", scratch.display()))?;
        Ok(stage)
    }

    fn write(&self, scratch: &Path) -> std::io::Result<()> {
        if scratch.exists() {
            fs::remove_dir_all(scratch)?;
        }
        fs::create_dir_all(&self.workspace)?;
        let address = &self.address;
        let words = format!(
            "organisation: Large\nfunctions: [{{ id: engineering, name: Engineering, group: Engineering }}]\nconnections:\n  \
             - {{ id: {CONNECTION}, provider: pagerduty, name: PagerDuty, options: {{ api_url: \"http://{address}\" }} }}\n"
        );
        fs::write(self.workspace.join("bridgewatch.yaml"), words)
    }

    /// What the server was asked for since this was last called.
    pub(super) fn asked(&self) -> Result<String, String> {
        let body =
            Line::open(&self.address).and_then(|mut line| line.get(ASKED)).map_err(|trouble| trouble.to_string())?;
        Ok(String::from_utf8_lossy(&body).into_owned())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // Its standard input ends, and so does the server.
        drop(self.server.stdin.take());
        drop(self.server.wait());
    }
}

/// This program as another process, with pipes.
fn itself(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap_or_else(|_| "meter".into()));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    command
}

/// Runs this program as another process to its end: what it is given on its standard input, and what it printed.
pub(super) fn run(arguments: &[&str], input: &str) -> Result<String, String> {
    let mut child = itself(arguments).spawn().map_err(|trouble| trouble.to_string())?;
    if let Some(mut pipe) = child.stdin.take() {
        pipe.write_all(input.as_bytes()).map_err(|trouble| trouble.to_string())?;
    }
    let output = child.wait_with_output().map_err(|trouble| trouble.to_string())?;
    if !output.status.success() {
        return Err(format!("meter {}: {}", arguments.join(" "), output.status));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

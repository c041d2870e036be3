//! A window that does what it is told: started by `WebKitWebDriver`, which speaks HTTP on this computer.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::desktop::Desktop;
use super::family;
use crate::error::Error;

/// How long the driver may take to listen.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long any command may take, in milliseconds where the driver is told.
const LONGEST: u64 = 90_000;

/// The window with its driver; both end when it is dropped.
pub(super) struct Remote {
    driver: Option<Child>,
    port: u16,
    session: String,
}

impl Remote {
    /// Starts a program on the desktop under the driver.
    pub(super) fn start(desktop: &Desktop, program: &Path, arguments: &[String]) -> Result<Self, Error> {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
        let port = free.map_err(Error::at(Path::new("a free port")))?.port();
        let mut command = desktop.command("WebKitWebDriver");
        command.arg(format!("--port={port}")).env("TAURI_AUTOMATION", "true").env("TAURI_WEBVIEW_AUTOMATION", "true");
        let driver = command.spawn().map_err(Error::at(Path::new("WebKitWebDriver")))?;
        let mut remote = Self { driver: Some(driver), port, session: String::new() };
        let began = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if began.elapsed() > PATIENCE {
                return Err(failed("it does not listen"));
            }
            sleep(Duration::from_millis(50));
        }
        let arguments: Vec<String> = arguments.iter().map(|argument| quoted(argument)).collect();
        let wanted = format!(
            "{{\"capabilities\":{{\"alwaysMatch\":{{\"webkitgtk:browserOptions\":{{\"binary\":{},\"args\":[{}]}}}}}}}}",
            quoted(&program.to_string_lossy()),
            arguments.join(",")
        );
        let answer = remote.call("/session", &wanted)?;
        remote.session = text(&answer, "sessionId").ok_or_else(|| failed(&answer))?;
        remote.call(&format!("/session/{}/timeouts", remote.session), &format!("{{\"script\":{LONGEST}}}"))?;
        Ok(remote)
    }

    /// Runs a script that hands a text to its last argument: plain words without quotes.
    pub(super) fn ask(&self, script: &str) -> Result<String, Error> {
        let body = format!("{{\"script\":{},\"args\":[]}}", quoted(script));
        let answer = self.call(&format!("/session/{}/execute/async", self.session), &body)?;
        text(&answer, "value").ok_or_else(|| failed(&answer))
    }

    fn call(&self, path: &str, body: &str) -> Result<String, Error> {
        let exchange = || {
            let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
            stream.set_read_timeout(Some(Duration::from_millis(LONGEST)))?;
            let head = format!(
                "POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {}\r\n\r\n",
                body.len()
            );
            stream.write_all(&[head.as_bytes(), body.as_bytes()].concat())?;
            let mut answer = Vec::new();
            let mut part = [0; 4096];
            // The driver may keep the connection: the answer's own length tells its end.
            while !is_whole(&answer) {
                match stream.read(&mut part)? {
                    0 => break,
                    came => answer.extend(part.iter().take(came)),
                }
            }
            Ok(String::from_utf8_lossy(&answer).into_owned())
        };
        exchange().map_err(Error::at(Path::new("WebKitWebDriver")))
    }
}

impl Drop for Remote {
    fn drop(&mut self) {
        if let Some(driver) = self.driver.take() {
            family::end(driver);
        }
    }
}

fn failed(status: &str) -> Error {
    Error::Failed { call: "WebKitWebDriver".to_owned(), status: status.to_owned() }
}

fn is_whole(answer: &[u8]) -> bool {
    let answer = String::from_utf8_lossy(answer);
    let Some((head, body)) = answer.split_once("\r\n\r\n") else { return false };
    let length = head.lines().filter_map(|line| line.split_once(':'));
    let length = length.filter(|(name, _)| name.eq_ignore_ascii_case("content-length")).map(|(_, value)| value.trim());
    length.filter_map(|value| value.parse::<usize>().ok()).any(|length| body.len() >= length)
}

/// The text of a member of the answer, where it is a plain one.
fn text(answer: &str, member: &str) -> Option<String> {
    let (_, rest) = answer.split_once(&format!("\"{member}\":"))?;
    let (value, _) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
    Some(value.to_owned())
}

/// As JSON writes a text.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => drop(write!(quoted, "\\u{:04x}", u32::from(letter))),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

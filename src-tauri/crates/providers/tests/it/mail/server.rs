//! A real server of mail on a port of this computer, with a certificate that nobody signed.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use serde_json::Value;
use tempfile::TempDir;

/// How long a busy machine may take to hand a line over.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running server; it ends with this value.
pub(super) struct Server {
    pub(super) port: u16,
    /// Its certificate.
    pub(super) certificate: String,
    lines: Receiver<String>,
    child: Child,
    _folder: TempDir,
}

impl Server {
    /// Starts one whose way is encrypted like that.
    pub(super) fn start(way: &str) -> Self {
        let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let (certificate, key) = (folder.path().join("certificate.pem"), folder.path().join("key.pem"));
        std::fs::write(&certificate, cert.pem()).unwrap();
        std::fs::write(&key, signing_key.serialize_pem()).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/mail/server.py");
        let mut child = Command::new(python())
            .arg(script)
            .arg(way)
            .args([&certificate, &key])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = child.stdout.take().unwrap();
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let port = lines.recv_timeout(PATIENCE).unwrap().parse().unwrap();
        Self { port, certificate: cert.pem(), lines, child, _folder: folder }
    }

    /// The next letter that it took.
    pub(super) fn letter(&self) -> Value {
        serde_json::from_str(&self.lines.recv_timeout(PATIENCE).unwrap()).unwrap()
    }

    /// Whether it has taken nothing more. It says what it takes before it answers, so whoever has the answer need not wait.
    pub(super) fn has_no_more(&self) -> bool {
        self.lines.try_recv().is_err()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A Python that has aiosmtpd: the system's own before any other on the way.
fn python() -> &'static str {
    let knows = |python: &&str| {
        let asked = Command::new(python).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
        asked.is_ok_and(|status| status.success())
    };
    let found = ["/usr/bin/python3", "python3", "python"].into_iter().find(knows);
    found.expect("aiosmtpd is missing: `cargo xtask test` installs it, or `apt-get install python3-aiosmtpd`")
}

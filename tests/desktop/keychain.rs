//! The Secret Service, seen from outside the application.

use std::io::Write;
use std::process::Stdio;

use crate::session::process::command;

/// The keychain of one test's desktop.
pub(crate) struct Keychain {
    environment: Vec<(String, String)>,
}

impl Keychain {
    /// The keychain on the bus of this environment.
    pub(crate) fn of(environment: Vec<(String, String)>) -> Self {
        Self { environment }
    }

    /// The secret with these attributes.
    pub(crate) fn lookup(&self, attributes: &[(&str, &str)]) -> Option<String> {
        let mut lookup = command("secret-tool", &self.environment);
        lookup.arg("lookup").args(attributes.iter().flat_map(|(name, value)| [name, value]));
        let output = lookup.stdout(Stdio::piped()).output().expect("secret-tool");
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Puts a secret there, as another program or the person would.
    pub(crate) fn store(&self, label: &str, attributes: &[(&str, &str)], secret: &str) {
        let mut store = command("secret-tool", &self.environment);
        store.args(["store", "--label", label]).args(attributes.iter().flat_map(|(name, value)| [name, value]));
        let mut store = store.stdin(Stdio::piped()).spawn().expect("secret-tool");
        store.stdin.take().expect("piped").write_all(secret.as_bytes()).expect("it reads the secret");
        assert!(store.wait().expect("secret-tool").success(), "the keychain stores `{label}`");
    }
}

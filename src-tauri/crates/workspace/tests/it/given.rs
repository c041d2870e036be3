//! Workspaces for tests, in folders that vanish with them.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use domain::span::Span;
use tempfile::TempDir;
use workspace::load::{Loaded, load};

/// A workspace on disk.
pub(crate) struct Workspace {
    folder: TempDir,
}

/// The smallest organisation without a fault.
pub(crate) const ORGANISATION: &str = "\
organisation: Kestrel
functions:
  - { id: engineering, name: Engineering, group: Engineering }
  - { id: support, name: Support, group: Customers }
regions:
  - { id: europe, name: Europe, customers_percent: 60 }
severities:
  - { severity: sev1, name: Impossible, criterion: All fail }
  - { severity: sev2, name: Impaired, criterion: Many fail }
  - { severity: sev3, name: Side task, criterion: Some fail }
  - { severity: sev4, name: Hidden, criterion: Nobody notices }
roles:
  - { id: incident-lead, name: Incident lead }
rights:
  - { id: roll-back, name: Roll back, role: incident-lead }
patterns:
  - { id: payments-failing, name: Payments failing }
connections:
  - { id: pager, provider: sandbox, name: Pager }
";

/// Somebody to be on call.
pub(crate) const MARA: &str = "\
name: Mara Lindqvist
time_zone: Europe/Stockholm
contact:
  - email: mara@kestrel.example
";

/// A rotation of one, with which every way ends.
pub(crate) const PAYMENTS: &str = "\
name: Payments
function: engineering
time_zone: Europe/Stockholm
last_resort: true
layers:
  - { name: Always, participants: [mara], start: 2026-01-05, handoff: '09:00', turn: 1 week }
";

/// An empty folder.
pub(crate) fn folder() -> Workspace {
    Workspace { folder: tempfile::tempdir().unwrap() }
}

/// A workspace without a fault: one person, one rotation.
pub(crate) fn workspace() -> Workspace {
    folder()
        .with("bridgewatch.yaml", ORGANISATION)
        .with("people/mara.yaml", MARA)
        .with("rotations/payments.yaml", PAYMENTS)
}

impl Workspace {
    /// With one more file, or another text in it.
    pub(crate) fn with(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let full = self.root().join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
        self
    }

    /// Without a file.
    pub(crate) fn without(self, path: &str) -> Self {
        fs::remove_file(self.root().join(path)).unwrap();
        self
    }

    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Loaded with calendars of the year 2026.
    pub(crate) fn loaded(&self) -> Loaded {
        load(self.root(), year_2026()).unwrap()
    }

    /// All diagnostics, a line each.
    pub(crate) fn problems(&self) -> String {
        problems(&self.loaded())
    }
}

/// All diagnostics, a line each.
pub(crate) fn problems(loaded: &Loaded) -> String {
    loaded.diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

pub(crate) fn span(from: &str, until: &str) -> Span {
    let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
    Span { from: at(from), until: at(until) }
}

pub(crate) fn year_2026() -> Span {
    span("2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")
}

/// The checkout.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).unwrap().to_path_buf()
}

/// A folder of data beside the checkout; `None`, and said so, where it is absent.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let folder = repository().join("../shared/data").join(path);
    if folder.exists() {
        return Some(folder);
    }
    eprintln!("skipped: there is no ../shared/data/{path} beside the checkout");
    None
}

//! Workspaces to stand on: the shipped sample, or a small one that a test may edit.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

/// A workspace.
pub(crate) struct Place {
    path: PathBuf,
    /// Kept for as long as the place is stood on.
    _own: Option<TempDir>,
}

/// Connections as in the sample: both are sandboxes.
pub(crate) const SANDBOXES: &str = "
  - { id: pager, provider: sandbox, name: Pager }
  - { id: status-page, provider: sandbox, name: status.kestrel.example, audiences: [customers] }";

impl Place {
    /// The shipped sample, as it is.
    pub(crate) fn sample() -> Self {
        Self { path: engine::place::workspace(Some("sample")).unwrap(), _own: None }
    }

    /// A workspace of four people and four rotations, always on call, with these connections.
    pub(crate) fn small(connections: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Self { path: folder.path().to_owned(), _own: Some(folder) };
        place.write("bridgewatch.yaml", &format!("{ORGANISATION}\nconnections:{connections}\n"));
        place.write("page-tree.yaml", PAGE_TREE);
        place.write("people/all.yaml", PEOPLE);
        for (id, function, person) in [
            ("lead", "engineering", "mara"),
            ("payments", "engineering", "tomasz"),
            ("platform", "engineering", "anneke"),
            ("support-europe", "support", "leila"),
        ] {
            place.write(&format!("rotations/{id}.yaml"), &rotation(id, function, person));
        }
        place
    }

    /// The folder.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes a file, as an editor would.
    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.path.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Changes words of a file that is there.
    pub(crate) fn replace(&self, file: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path.join(file)).unwrap();
        assert!(text.contains(from), "{file} says: {text}");
        self.write(file, &text.replace(from, to));
    }
}

/// A rotation in which one person is always on call.
pub(crate) fn rotation(id: &str, function: &str, person: &str) -> String {
    let way = if id == "lead" { "last_resort: true" } else { "backup: lead" };
    format!(
        "name: {id}\nfunction: {function}\ntime_zone: Europe/Paris\n{way}\nlayers:\n  - name: Always\n    participants: [{person}]\n    \
         start: 2026-01-05\n    handoff: \"09:00\"\n    turn: 1 week\n"
    )
}

const ORGANISATION: &str = "organisation: Kestrel Commerce
regions:
  - { id: europe, name: Europe, customers_percent: 100, support: support-europe }
functions:
  - { id: engineering, name: Engineering, group: Engineering }
  - { id: support, name: Support, group: Customers }
severities:
  - { severity: sev1, name: Core task impossible, criterion: More than 20 % of checkouts fail }
  - { severity: sev2, name: Core task impaired, criterion: More than 5 % of checkouts fail }
  - { severity: sev3, name: Side task impaired, criterion: Some customers notice }
  - { severity: sev4, name: Nobody notices, criterion: Internal only }
roles:
  - { id: incident-lead, name: Incident lead, duties: [Decides], rotation: lead }
rights:
  - { id: roll-back, name: Roll back a release, role: incident-lead }
patterns:
  - { id: payments-failing, name: Payments failing }";

const PAGE_TREE: &str = "rules:
  - id: checkout
    when: { surfaces: [checkout] }
    page: [payments, platform]
    reason: Both are needed at checkout
";

const PEOPLE: &str = "- id: mara
  name: Mara Ekholm
  time_zone: Europe/Stockholm
  contact: [{ phone: \"+1 202 555 0101\" }, { email: mara@kestrel.example }]
- id: tomasz
  name: Tomasz Zielinski
  time_zone: Europe/Warsaw
  contact: [{ phone: \"+1 202 555 0102\" }, { email: tomasz@kestrel.example }]
- id: anneke
  name: Anneke de Vries
  time_zone: Europe/Amsterdam
  contact: [{ phone: \"+1 202 555 0103\" }, { email: anneke@kestrel.example }]
- id: leila
  name: Leila Haddad
  time_zone: Europe/Paris
  contact: [{ phone: \"+1 202 555 0104\" }, { email: leila@kestrel.example }]
";

//! Everything that is noticed while files are read: faults, what is declared where, and who refers to whom.
//!
//! References are only written down here, because the entry that they name may stand in a file that is read later;
//! [`crate::check`] follows them at the end.

use std::collections::{BTreeMap, BTreeSet};

use domain::id::{ConnectionId, RotationId};

use crate::diagnostic::{Diagnostic, DiagnosticSeverity};
use crate::yaml::node::Place;

/// What can be declared, and referred to by its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Noun {
    Account,
    Connection,
    Drill,
    Function,
    HolidayCalendar,
    Launch,
    Pattern,
    Person,
    Playbook,
    Preset,
    Region,
    Right,
    Role,
    Rotation,
    Rule,
    Runbook,
    Service,
}

impl Noun {
    /// As in messages and codes.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Account => "account",
            Self::Connection => "connection",
            Self::Drill => "drill",
            Self::Function => "function",
            Self::HolidayCalendar => "holiday-calendar",
            Self::Launch => "launch",
            Self::Pattern => "pattern",
            Self::Person => "person",
            Self::Playbook => "playbook",
            Self::Preset => "preset",
            Self::Region => "region",
            Self::Right => "right",
            Self::Role => "role",
            Self::Rotation => "rotation",
            Self::Rule => "rule",
            Self::Runbook => "runbook",
            Self::Service => "service",
        }
    }

    /// Where entries of this noun are written down.
    pub(crate) fn home(self) -> &'static str {
        match self {
            Self::Account => "accounts/",
            Self::Drill => "drills/",
            Self::HolidayCalendar => "holidays/",
            Self::Launch => "launches/",
            Self::Person => "people/",
            Self::Playbook => "playbooks/",
            Self::Rotation => "rotations/",
            Self::Rule => "page-tree.yaml",
            Self::Runbook => "runbooks/",
            Self::Service => "services/",
            _ => "bridgewatch.yaml",
        }
    }
}

/// `a` or `an`.
pub(crate) fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

/// A spot in a file of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) path: String,
    pub(crate) place: Place,
}

/// Somebody names an entry, which must exist under one of the nouns.
#[derive(Debug)]
pub(crate) struct Reference {
    pub(crate) nouns: &'static [Noun],
    pub(crate) id: String,
    pub(crate) spot: Spot,
}

/// Everything that was noticed.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Entries with faults are declared too, so that one fault does not bring a second one at every reference.
    pub(crate) declared: BTreeMap<(Noun, String), Spot>,
    pub(crate) references: Vec<Reference>,
    /// Where each rotation names the pager of its people.
    pub(crate) pagers: BTreeMap<RotationId, Spot>,
    /// Where each rotation names its backup.
    pub(crate) backups: BTreeMap<RotationId, Spot>,
    /// Where each rotation has its layers.
    pub(crate) layers: BTreeMap<RotationId, Spot>,
    /// Connections that do not say whether they are armed.
    pub(crate) arming_unsaid: BTreeSet<ConnectionId>,
    /// Names that the style guide says customers know.
    pub(crate) public_names: Vec<(String, Spot)>,
    /// Nothing that `bridgewatch.yaml` declares is known.
    pub(crate) organisation_unread: bool,
}

impl Ledger {
    pub(crate) fn notice(
        &mut self,
        severity: DiagnosticSeverity,
        spot: &Spot,
        code: &str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.diagnostics.push(Diagnostic {
            path: spot.path.clone(),
            line: spot.place.line,
            column: spot.place.column,
            severity,
            code: code.to_owned(),
            message: message.into(),
            help: help.into(),
        });
    }

    /// Notes that an entry exists. `false` for a second one of the same id, which has to be left out.
    pub(crate) fn declare(&mut self, noun: Noun, id: &str, spot: &Spot) -> bool {
        let key = (noun, id.to_owned());
        let Some(first) = self.declared.get(&key) else {
            self.declared.insert(key, spot.clone());
            return true;
        };
        let first = format!("{}:{}", first.path, first.place.line);
        let name = noun.name();
        let article = article(name);
        self.notice(
            DiagnosticSeverity::Error,
            spot,
            "duplicate-id",
            format!("There is already {article} {name} `{id}`, in {first}."),
            "Give one of the two another id; the second one is left out.",
        );
        false
    }

    /// Notes that an entry exists although no file declares it, for what is built in.
    pub(crate) fn provide(&mut self, noun: Noun, id: &str, spot: &Spot) {
        self.declared.entry((noun, id.to_owned())).or_insert_with(|| spot.clone());
    }

    /// Whether something was noticed about a file.
    pub(crate) fn has_noticed(&self, path: &str) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.path == path)
    }

    /// All declared ids of a noun.
    pub(crate) fn ids(&self, noun: Noun) -> impl Iterator<Item = &str> {
        self.declared.keys().filter(move |(kind, _)| *kind == noun).map(|(_, id)| id.as_str())
    }
}

/// The file that is being read, and the ledger that its faults go to.
#[derive(Debug)]
pub(crate) struct Notes<'a> {
    pub(crate) path: &'a str,
    pub(crate) ledger: &'a mut Ledger,
}

impl Notes<'_> {
    pub(crate) fn spot(&self, place: Place) -> Spot {
        Spot { path: self.path.to_owned(), place }
    }

    /// Something is left out because of it.
    pub(crate) fn fault(&mut self, place: Place, code: &str, message: impl Into<String>, help: impl Into<String>) {
        let spot = self.spot(place);
        self.ledger.notice(DiagnosticSeverity::Error, &spot, code, message, help);
    }

    /// Probably not what was meant.
    pub(crate) fn doubt(&mut self, place: Place, code: &str, message: impl Into<String>, help: impl Into<String>) {
        let spot = self.spot(place);
        self.ledger.notice(DiagnosticSeverity::Warning, &spot, code, message, help);
    }

    /// Notes that an entry exists; `false` where it has to be left out because another has its id.
    pub(crate) fn declare(&mut self, noun: Noun, id: &str, place: Place) -> bool {
        let spot = self.spot(place);
        self.ledger.declare(noun, id, &spot)
    }

    /// Notes that an entry exists although no file declares it.
    pub(crate) fn provide(&mut self, noun: Noun, id: &str) {
        let spot = self.spot(Place::START);
        self.ledger.provide(noun, id, &spot);
    }

    /// Notes that an entry is named here.
    pub(crate) fn refer(&mut self, nouns: &'static [Noun], id: &str, place: Place) {
        let spot = self.spot(place);
        self.ledger.references.push(Reference { nouns, id: id.to_owned(), spot });
    }

    /// `path:line`, as entries remember where they were read.
    pub(crate) fn source(&self, place: Place) -> String {
        format!("{}:{}", self.path, place.line)
    }
}

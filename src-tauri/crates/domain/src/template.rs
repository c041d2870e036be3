//! Messages with declared, typed variables, for one impact pattern, audience and phase.
//!
//! A hole is written `{{name}}`. Every hole must be a declared variable and every declared variable must be filled,
//! unless it is declared optional; both are faults before anything is sent, and so is `{{` that begins no hole. Filling
//! a hole never fills another one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::id::PatternId;
use crate::phase::Phase;

/// To whom an update speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Responders; has no clock.
    Technical,
    /// All functions: coordination.
    Teams,
    /// Business impact, customer effect, expected resolution.
    Leadership,
    /// Status page and outreach.
    Customers,
}

impl Audience {
    /// The audiences that are owed updates by the clock, in the order of their keys.
    pub const CLOCKED: [Self; 3] = [Self::Teams, Self::Leadership, Self::Customers];
    /// All audiences.
    pub const ALL: [Self; 4] = [Self::Technical, Self::Teams, Self::Leadership, Self::Customers];

    /// As on screen.
    pub fn name(self) -> &'static str {
        match self {
            Self::Technical => "Technical",
            Self::Teams => "Teams",
            Self::Leadership => "Leadership",
            Self::Customers => "Customers",
        }
    }

    /// Reads its name in any case.
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.name().eq_ignore_ascii_case(text.trim()))
    }
}

/// A message with declared variables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// For which impact pattern.
    pub pattern: PatternId,
    /// For whom.
    pub audience: Audience,
    /// In which phase.
    pub phase: Phase,
    /// One line above the body; may have holes.
    pub title: String,
    /// The message; may have holes.
    pub body: String,
    /// In the order of the form.
    pub variables: Vec<Variable>,
    /// Longest text of the channel, in characters of title and body together.
    pub limit: Option<u32>,
    /// Where it was read: `templates/payments-failing/customers-identified.md`.
    pub source: String,
}

/// One variable of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Variable {
    /// `affected`
    pub name: String,
    /// As on the form: `What is affected`.
    pub label: String,
    /// What may be filled in.
    pub kind: VariableKind,
    /// Whether it may stay empty.
    pub optional: bool,
    /// Filled in where the incident knows nothing better.
    pub default: Option<String>,
    /// Which fact of the incident prefills it: `services`, `regions`, `next_update`, `title`, `started`.
    pub from: Option<String>,
    /// A value for previews and tests.
    pub example: Option<String>,
}

/// What may be filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum VariableKind {
    /// Any text on one line.
    Text,
    /// One of these.
    Choice {
        /// In the order of the form.
        choices: Vec<String>,
    },
    /// A wall-clock time with its zone: `03:01 CET`.
    Time,
    /// A stretch of time: `20 minutes`, `1 h 30 min`.
    Duration,
    /// Parts of the product as customers know them, separated by commas.
    Components,
}

/// A filled template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Rendered {
    /// The title as it will be sent.
    pub title: String,
    /// The body as it will be sent.
    pub body: String,
    /// Title cut into prose and filled holes, for the preview.
    pub title_pieces: Vec<Piece>,
    /// Body cut likewise; joined, the pieces are the body byte for byte.
    pub body_pieces: Vec<Piece>,
}

/// Prose, or what was filled into a hole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// The variable it was filled from; `None` for prose.
    pub variable: Option<String>,
}

/// Why a template cannot be sent as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct TemplateFault {
    /// Which variable; empty for the whole text.
    pub variable: String,
    /// What to do, as a sentence.
    pub message: String,
}

impl Template {
    /// The holes of title and body in order of appearance, each once.
    pub fn holes(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for piece in cut(&self.title).into_iter().chain(cut(&self.body)) {
            if let Some(name) = piece.variable
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        names
    }

    /// Holes that no variable declares.
    pub fn undeclared(&self) -> Vec<String> {
        let declared = |name: &String| self.variables.iter().any(|variable| &variable.name == name);
        self.holes().into_iter().filter(|name| !declared(name)).collect()
    }

    /// The text as it will be sent, or everything that stands against sending it.
    pub fn render(&self, values: &BTreeMap<String, String>) -> Result<Rendered, Vec<TemplateFault>> {
        let mut faults: Vec<TemplateFault> = Vec::new();
        for name in self.undeclared() {
            faults.push(TemplateFault {
                message: format!("The template uses `{name}` but does not declare it. Declare it in {}.", self.source),
                variable: name,
            });
        }
        if self.has_stray_braces() {
            faults.push(TemplateFault {
                variable: String::new(),
                message: format!("The template has `{{{{` that begins no variable. Correct it in {}.", self.source),
            });
        }
        for name in values.keys() {
            if !self.variables.iter().any(|variable| &variable.name == name) {
                faults.push(TemplateFault {
                    variable: name.clone(),
                    message: format!("This template has no variable `{name}`{}.", self.names()),
                });
            }
        }
        for variable in &self.variables {
            let value = variable.value(values);
            if let Some(message) = variable.fault(&value) {
                faults.push(TemplateFault { variable: variable.name.clone(), message });
            }
        }
        let rendered = self.draft(values);
        let length = rendered.title.chars().count() + rendered.body.chars().count();
        if let Some(limit) = self.limit.filter(|limit| length > *limit as usize) {
            faults.push(TemplateFault {
                variable: String::new(),
                message: format!("The text has {length} characters, the channel takes {limit}. Shorten a variable."),
            });
        }
        if faults.is_empty() { Ok(rendered) } else { Err(faults) }
    }

    /// The text as far as it is filled in; an empty hole shows its label in angle brackets. For previews only.
    pub fn draft(&self, values: &BTreeMap<String, String>) -> Rendered {
        let fill =
            |text: &str| -> Vec<Piece> { cut(text).into_iter().map(|piece| self.filled(piece, values)).collect() };
        let title_pieces = fill(&self.title);
        let body_pieces = fill(&self.body);
        let text = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text.as_str()).collect::<String>();
        Rendered { title: text(&title_pieces), body: text(&body_pieces), title_pieces, body_pieces }
    }

    fn filled(&self, piece: Piece, values: &BTreeMap<String, String>) -> Piece {
        let Some(name) = piece.variable else { return piece };
        let variable = self.variables.iter().find(|variable| variable.name == name);
        let text = match variable {
            Some(variable) => {
                let value = variable.value(values);
                if value.is_empty() && !variable.optional { format!("‹{}›", variable.label) } else { value }
            }
            None => format!("‹{name}›"),
        };
        Piece { text, variable: Some(name) }
    }

    /// Whether the prose has double braces: a hole that is not closed or has no name, which nobody outside shall read.
    fn has_stray_braces(&self) -> bool {
        let mut pieces = cut(&self.title).into_iter().chain(cut(&self.body));
        pieces.any(|piece| piece.variable.is_none() && piece.text.contains("{{"))
    }

    fn names(&self) -> String {
        if self.variables.is_empty() {
            return "; it has none".to_owned();
        }
        let names: Vec<String> = self.variables.iter().map(|variable| format!("`{}`", variable.name)).collect();
        format!(". It has: {}", names.join(", "))
    }
}

impl Variable {
    /// What is filled in: what was given, else the default.
    fn value(&self, values: &BTreeMap<String, String>) -> String {
        let given = values.get(&self.name).map(|value| value.trim());
        given.or(self.default.as_deref()).unwrap_or_default().to_owned()
    }

    /// What is wrong with a value, as a sentence.
    pub fn fault(&self, value: &str) -> Option<String> {
        let label = &self.label;
        if value.is_empty() {
            return (!self.optional).then(|| format!("Fill in “{label}”."));
        }
        if value.contains(['\n', '\r']) {
            return Some(format!("Write “{label}” on one line."));
        }
        match &self.kind {
            VariableKind::Text => None,
            VariableKind::Choice { choices } => (!choices.iter().any(|choice| choice == value))
                .then(|| format!("“{value}” is not a choice of “{label}”. Take one of: {}.", choices.join(", "))),
            VariableKind::Time => {
                (!is_time(value)).then(|| format!("Write “{label}” as a time with its zone, like 03:01 CET."))
            }
            VariableKind::Duration => {
                (!is_duration(value)).then(|| format!("Write “{label}” as a number with its unit, like 20 minutes."))
            }
            VariableKind::Components => value
                .split(',')
                .any(|part| part.trim().is_empty())
                .then(|| format!("Separate the parts of “{label}” by single commas.")),
        }
    }
}

/// `03:01 CET`: a time of day, and a zone, so that nobody reads it in the wrong one.
fn is_time(text: &str) -> bool {
    let Some((clock, zone)) = text.split_once(' ') else {
        return false;
    };
    chrono::NaiveTime::parse_from_str(clock, "%H:%M").is_ok() && !zone.trim().is_empty()
}

/// `20 minutes`, `1 h 30 min`: pairs of a number and a unit.
fn is_duration(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (pairs, rest) = words.as_chunks::<2>();
    !pairs.is_empty()
        && rest.is_empty()
        && pairs.iter().all(|[number, unit]| {
            number.parse::<f64>().is_ok_and(|number| number.is_finite() && number >= 0.0)
                && ["s", "second", "seconds", "min", "minute", "minutes", "h", "hour", "hours", "day", "days"]
                    .contains(unit)
        })
}

/// Cuts text at its holes. Braces that enclose no name are prose. What encloses a name that no variable can have is a
/// hole as well, so that a slip of the pen is told as undeclared instead of being sent.
fn cut(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut prose = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((inner, remaining)) = after.split_once("}}") else { break };
        prose.push_str(before);
        if is_name(inner.trim()) {
            if !prose.is_empty() {
                pieces.push(Piece { text: std::mem::take(&mut prose), variable: None });
            }
            pieces.push(Piece { text: String::new(), variable: Some(inner.trim().to_owned()) });
            rest = remaining;
        } else {
            // One brace only: in `{{{name}}}` the hole begins with the next one.
            prose.push('{');
            rest = &rest[before.len() + 1..];
        }
    }
    prose.push_str(rest);
    if !prose.is_empty() {
        pieces.push(Piece { text: prose, variable: None });
    }
    pieces
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && !text.contains(['{', '\n', '\r'])
}

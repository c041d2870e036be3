//! A template filled in: what stands against sending it, and how it reads so far.

use std::collections::BTreeMap;

use super::tidy::tidied;
use super::{Piece, Rendered, Template, TemplateFault};

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
        let length = rendered.length();
        if let Some(limit) = self.longest().filter(|limit| length > *limit) {
            faults.push(TemplateFault {
                variable: String::new(),
                message: format!("The text has {length} characters, the channel takes {limit}. Shorten a variable."),
            });
        }
        if faults.is_empty() { Ok(rendered) } else { Err(faults) }
    }

    /// The longest text that its channel takes, in characters of title and body together; none where any length will do.
    pub fn longest(&self) -> Option<u32> {
        self.limit.or(self.output.limit())
    }

    /// The text as far as it is filled in; an empty hole shows its label in angle brackets. What optional variables leave
    /// behind that stay empty falls away: bare bullets, blank lines, spaces. For previews only.
    pub fn draft(&self, values: &BTreeMap<String, String>) -> Rendered {
        let fill = |text: &str| -> Vec<Piece> {
            tidied(cut(text).into_iter().map(|piece| self.filled(piece, values)).collect())
        };
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
    pub(crate) fn has_stray_braces(&self) -> bool {
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

impl Rendered {
    /// Characters of title and body together, as channels count them.
    pub fn length(&self) -> u32 {
        u32::try_from(self.title.chars().count() + self.body.chars().count()).unwrap_or(u32::MAX)
    }
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

//! The file of an incident: what it says, how it begins, and what an update changes in it.

use std::collections::BTreeSet;

use chrono_tz::Tz;
use domain::delivery::{ComponentState, Failure, Receipt, UpdateMessage};
use domain::phase::Phase;
use domain::span::Instant;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::front_matter::{Cut, changed, cut, lines};
use super::story::{instant, time, written};
use super::{OK, STATES, severity};
use crate::capability::{Posting, StatusPage};
use crate::marker::Marker;
use crate::yaml;

/// The key of our marker.
const MARKER: &str = "bridgewatch";
/// How much of a title stands in the name of its file.
const LONGEST: usize = 48;

/// A file as it is at the host.
pub(super) struct File<'a> {
    cut: Cut<'a>,
    says: Value,
}

/// By whose clock and at which instant something is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    pub(super) zone: Tz,
    pub(super) now: Instant,
}

/// Which systems an incident names, and the state that it gives to all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Scope {
    affected: BTreeSet<String>,
    severity: String,
}

impl<'a> File<'a> {
    /// `Garbled` where it is no incident's file.
    pub(super) fn read(text: &'a str) -> Result<Self, Failure> {
        let cut = cut(text)?;
        Ok(Self { says: yaml::read(cut.front)?, cut })
    }

    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.says.get(key).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
    }

    pub(super) fn is(&self, key: &str) -> bool {
        yaml::is_true(self.says.get(key))
    }

    pub(super) fn body(&self) -> &str {
        self.cut.body
    }

    /// Ours, where one of our updates stands in it.
    pub(super) fn marker(&self) -> Option<Marker> {
        serde_json::from_value(self.says.get(MARKER)?.clone()).ok()
    }

    /// The systems that it names.
    pub(super) fn affected(&self) -> BTreeSet<String> {
        let named = self.says.get("affected").map_or(&[][..], |value| value.as_array().map_or(&[][..], Vec::as_slice));
        named.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    }

    pub(super) fn began(&self, zone: Tz) -> Result<Instant, Failure> {
        let date = self.text("date").ok_or_else(|| Failure::Garbled("it has no `date`".to_owned()))?;
        instant(date, zone)
    }

    /// The file with an update in it, and all else as it was.
    pub(super) fn with(&self, posting: &Posting<'_>, clock: Clock) -> Result<String, Failure> {
        let update = posting.update;
        let is_over = update.phase == Phase::Resolved;
        let before = Scope {
            affected: self.affected(),
            severity: self.text("severity").unwrap_or_else(|| severity(update.severity)).to_owned(),
        };
        let scope = before.after(update)?;
        let mut values = vec![("resolved", json!(is_over))];
        if is_over {
            values.push(("resolvedWhen", json!(time(clock.now, clock.zone))));
        }
        values.push(("severity", json!(scope.severity)));
        if scope.affected != before.affected {
            values.push(("affected", json!(scope.affected)));
        }
        values.push((MARKER, json!(Marker::of(posting.delivery, update))));
        let Cut { open, close, body, .. } = self.cut;
        let line_end = self.cut.line_end();
        let said = written(update.phase, &update.body, &time(clock.now, clock.zone), line_end);
        let front = changed(&self.cut, &values)?;
        Ok([open, &front, close, line_end, &said, line_end, body.trim_start_matches(['\r', '\n'])].concat())
    }
}

/// As far as that can be told without the file of the incident.
pub(super) fn fits(update: &UpdateMessage, known: Option<&Receipt>) -> Result<(), Failure> {
    if known.is_none() {
        title(&update.title)?;
    }
    let none = Scope { affected: BTreeSet::new(), severity: severity(update.severity).to_owned() };
    none.after(update).map(drop)
}

/// The file of an incident with its first update.
pub(super) fn begun(posting: &Posting<'_>, clock: Clock) -> Result<String, Failure> {
    let update = posting.update;
    let is_over = update.phase == Phase::Resolved;
    let none = Scope { affected: BTreeSet::new(), severity: severity(update.severity).to_owned() };
    let scope = none.after(update)?;
    let now = time(clock.now, clock.zone);
    let mut values = vec![("title", json!(title(&update.title)?)), ("date", json!(now)), ("resolved", json!(is_over))];
    if is_over {
        values.push(("resolvedWhen", json!(now)));
    }
    values.push(("severity", json!(scope.severity)));
    values.push(("affected", json!(scope.affected)));
    values.push(("section", json!("issue")));
    values.push((MARKER, json!(Marker::of(posting.delivery, update))));
    let front: String = values.iter().map(|(key, value)| lines(key, value, "\n")).collect();
    Ok(format!("---\n{front}---\n\n{}", written(update.phase, &update.body, &now, "\n")))
}

impl Scope {
    /// After an update. `Refused` where that cannot be told by one state for all.
    fn after(&self, update: &UpdateMessage) -> Result<Self, Failure> {
        let words = StatusPage::words(STATES, &update.components)?;
        let is_over = update.phase == Phase::Resolved;
        let named = || words.iter().map(|(system, _)| (*system).to_owned());
        if is_over {
            if let Some((system, word)) = words.iter().find(|(_, word)| *word != OK) {
                return Err(Failure::Refused(format!(
                    "cState shows every system of a resolved incident as {OK}; this update leaves `{system}` {word}. Resolve it \
                     when all of them work, or give it the state Operational."
                )));
            }
            // What it was about stays in its history.
            return Ok(Self { affected: self.affected.iter().cloned().chain(named()).collect(), ..self.clone() });
        }
        let is_well = |system: &String| words.iter().any(|(known, word)| known == system && *word == OK);
        let mut after = self.clone();
        after.affected.retain(|system| !is_well(system));
        let bad: Vec<(&str, &str)> = words.iter().copied().filter(|(_, word)| *word != OK).collect();
        let Some((first, word)) = bad.first().copied() else { return Ok(after) };
        if let Some((system, other)) = bad.iter().find(|(_, other)| *other != word) {
            return Err(differ(first, word, system, other));
        }
        let stays = after.affected.iter().find(|known| !bad.iter().any(|(system, _)| system == known));
        if let Some(system) = stays.filter(|_| after.severity != word) {
            return Err(differ(system, &after.severity, first, word));
        }
        word.clone_into(&mut after.severity);
        after.affected.extend(bad.iter().map(|(system, _)| (*system).to_owned()));
        Ok(after)
    }
}

fn differ(one: &str, is: &str, other: &str, becomes: &str) -> Failure {
    Failure::Refused(format!(
        "cState gives all systems of an incident one state: `{one}` is {is}, and `{other}` would be {becomes}. Give both the \
         same, or tell of them in two incidents."
    ))
}

/// The title as the site bears it: it writes titles into its JSON as they are, where a straight quote would end the text.
fn title(text: &str) -> Result<String, Failure> {
    let text = text.trim();
    if text.is_empty() || text.contains('\\') || text.chars().any(char::is_control) {
        return Err(Failure::Refused(
            "cState takes a title of one line without backslashes: its site would not be readable with it. Change the title."
                .to_owned(),
        ));
    }
    let mut is_open = false;
    let quote = |letter: char| {
        if letter != '"' {
            return letter;
        }
        is_open = !is_open;
        if is_open { '“' } else { '”' }
    };
    Ok(text.chars().map(quote).collect())
}

/// The name of the file: its day, as the site sorts by it, its title, and what tells it from others of the same title.
pub(super) fn name(posting: &Posting<'_>, zone: Tz) -> String {
    let day = posting.delivery.not_before.with_timezone(&zone).format("%Y-%m-%d");
    let mut words = String::new();
    for letter in posting.update.title.chars() {
        match letter {
            'a'..='z' | '0'..='9' => words.push(letter),
            'A'..='Z' => words.push(letter.to_ascii_lowercase()),
            '\'' | '’' => {}
            _ if !words.is_empty() && !words.ends_with('-') => words.push('-'),
            _ => {}
        }
    }
    // All of it is ASCII.
    words.truncate(LONGEST);
    let words = words.trim_end_matches('-');
    format!("{day}-{}{}", if words.is_empty() { "incident" } else { words }, ending(&posting.update.incident_key))
}

/// How the names of an incident's file end, whatever its day and title.
pub(super) fn ending(key: &str) -> String {
    let digest = Sha256::digest(key.as_bytes());
    let number = digest.iter().take(4).fold(0_u32, |number, byte| (number << 8) | u32::from(*byte));
    format!("-{number:08x}.md")
}

/// What hosts say of a change.
pub(super) fn message(update: &UpdateMessage) -> String {
    let bad = update.components.iter().filter(|(_, state)| **state != ComponentState::Operational).count();
    let systems = match bad {
        0 => String::new(),
        1 => ", one system".to_owned(),
        more => format!(", {more} systems"),
    };
    format!("Status: {} ({}{systems})", update.title, update.phase.name().to_lowercase())
}

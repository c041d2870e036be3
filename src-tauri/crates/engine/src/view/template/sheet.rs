//! One template: its text, how its readers would get it, and which incidents used it.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;

use domain::id::{IncidentId, PatternId, UpdateId};
use domain::incident::entry::Entry;
use domain::incident::event::Event;
use domain::severity::Severity;
use domain::template::{Audience, Output, Template};
use serde::Serialize;
use workspace::edit::plain;

use super::check::TemplateCheck;
use super::{TemplatePlace, path_of, template_at};
use crate::engine::Engine;
use crate::error::Error;
use crate::place;

/// How many of the newest incidents are asked for their words: the journal grows for years.
const LOOKED_AT: u32 = 200;
/// How many uses are told.
const TOLD: usize = 12;

/// One template, or the hole where it would be.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct TemplateSheet {
    /// For what it is written.
    pub place: TemplatePlace,
    /// Name of its pattern.
    pub pattern_name: String,
    /// Name of its output.
    pub output_name: String,
    /// Whose words they are.
    pub audience: Audience,
    /// The file, relative to the workspace; where it would be for a hole.
    pub path: String,
    /// The file's text as editors show it; none for a hole.
    pub text: Option<String>,
    /// What is the matter with it; none for a hole.
    pub check: Option<TemplateCheck>,
    /// Where it was used, the newest first.
    pub used: Vec<TemplateUse>,
    /// How many more uses there are.
    pub used_more: u32,
    /// Why the workspace is not written to, as a sentence.
    pub locked: Option<String>,
}

/// An update that was written from a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct TemplateUse {
    /// `INC-12`
    pub incident: String,
    /// Its title.
    pub title: String,
    /// How bad it is.
    pub severity: Severity,
    /// A rehearsal.
    pub drill: bool,
    /// When the words were written.
    #[ts(type = "number")]
    pub at: i64,
    /// By whom.
    pub by: String,
}

impl Engine {
    /// One template with its text as it stands on disk now.
    pub fn template_sheet(&self, place: &TemplatePlace) -> Result<TemplateSheet, Error> {
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let path = path_of(agreement, place);
        let text = self.template_text(place)?;
        let pattern = agreement.patterns.iter().find(|pattern| pattern.id.as_str() == place.pattern);
        let (used, used_more) = self.uses(place, template_at(agreement, place))?;
        Ok(TemplateSheet {
            place: place.clone(),
            pattern_name: pattern.map_or_else(|| place.pattern.clone(), |pattern| pattern.name.clone()),
            output_name: place.output.name().to_owned(),
            audience: place.output.audience(),
            path,
            check: text.as_deref().map(|text| self.check_template(place, text)),
            text,
            used,
            used_more,
            locked: place::locked(self.workspace_folder()),
        })
    }

    /// The text of a place's file as editors show it; none where there is no file.
    pub(crate) fn template_text(&self, place: &TemplatePlace) -> Result<Option<String>, Error> {
        if place.pattern.contains(['/', '\\']) || place.pattern.starts_with('.') {
            return Err(Error::NotFound(format!("`{}` cannot be an impact pattern.", place.pattern)));
        }
        let path = self.workspace_folder().join(path_of(&self.loaded().agreement, place));
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(plain(&text))),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(source) => Err(Error::File { what: format!("`{}` cannot be read", path.display()), source }),
        }
    }

    /// Where a template was used, the newest first, and how many more times.
    fn uses(&self, place: &TemplatePlace, template: Option<&Template>) -> Result<(Vec<TemplateUse>, u32), Error> {
        let entries = self.parts.truth.entries_of_words(LOOKED_AT)?;
        let mut found = found(&entries, place, template);
        found.sort_by_key(|entry| std::cmp::Reverse((entry.happened_at, entry.sequence)));
        let more = u32::try_from(found.len().saturating_sub(TOLD)).unwrap_or(u32::MAX);
        found.truncate(TOLD);
        let loaded = self.loaded();
        let mut uses = Vec::new();
        for entry in found {
            let incident = self.incident(&entry.incident)?;
            uses.push(TemplateUse {
                incident: incident.id.to_string(),
                title: incident.title,
                severity: incident.severity,
                drill: incident.drill,
                at: entry.happened_at.timestamp_millis(),
                by: loaded.agreement.person_name(&entry.actor),
            });
        }
        Ok((uses, more))
    }
}

/// The entries by which words of a place were written, without those that were taken back, and without free words: they
/// fill in nothing.
fn found<'e>(entries: &'e [Entry], place: &TemplatePlace, template: Option<&Template>) -> Vec<&'e Entry> {
    let asks = template.is_some_and(|template| !template.variables.is_empty());
    // What goes with an update is written for the update's pattern.
    let mut patterns: BTreeMap<(&IncidentId, &UpdateId), Option<&PatternId>> = BTreeMap::new();
    let mut found: Vec<(&Entry, &UpdateId)> = Vec::new();
    for entry in entries {
        let written = match &entry.event {
            Event::UpdateWritten { update, audience, phase, pattern, values, .. } => {
                patterns.insert((&entry.incident, update), pattern.as_ref());
                let is_from_it = !asks || !values.is_empty();
                Some((update, Output::of(*audience), phase)).filter(|_| is_from_it)
            }
            Event::OutreachWritten { update, output, phase, .. } => Some((update, *output, phase)),
            Event::UpdateWithdrawn { update } => {
                found.retain(|(earlier, own)| earlier.incident != entry.incident || *own != update);
                None
            }
            _ => None,
        };
        let Some((update, output, phase)) = written else { continue };
        let pattern = patterns.get(&(&entry.incident, update)).copied().flatten();
        let is_its_own = pattern.is_some_and(|pattern| pattern.as_str() == place.pattern);
        if output == place.output && *phase == place.phase && is_its_own {
            found.push((entry, update));
        }
    }
    found.into_iter().map(|(entry, _)| entry).collect()
}

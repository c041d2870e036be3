//! Who is on call, as `bwatch` and other programs read it: instants stay instants.

use std::sync::Arc;

use chrono::Duration;
use domain::agreement::Agreement;
use domain::id::RotationId;
use domain::rotation::shadow::Shadowing;
use domain::rotation::stand_in::LOCAL;
use domain::rotation::{Rendering, Rotation, Shift, Source};
use domain::span::{Instant, Span};
use providers::registry;
use workspace::load::Loaded;

use crate::engine::Engine;
use crate::error::Error;
use crate::feed::FeedKind;
use crate::on_call::{Provenance, moment};
use crate::pull::known_at;
use crate::view::known_cover::LAYERS_REACH;

/// One person who is on call in one rotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnCallLine {
    /// The rotation's id.
    pub rotation: String,
    /// The rotation's name.
    pub rotation_name: String,
    /// Its function's id.
    pub function: String,
    /// The person's id; none where nobody is on call.
    pub person: Option<String>,
    /// Their name.
    pub person_name: String,
    /// Ids and names of those who learn beside them; they are no cover.
    pub shadows: Vec<(String, String)>,
    /// Since when.
    pub from: Option<Instant>,
    /// Until when; none where nobody hands over as far as the source tells.
    pub until: Option<Instant>,
    /// How far that is, in words, where somebody is on call without an end.
    pub endless: &'static str,
    /// Where that is known from.
    pub source: String,
    /// 1: asked first.
    pub level: u32,
    /// When the source was last known to be right; never, where that is the first instant of all.
    pub as_of: Instant,
    /// Whether that is as lately as it should be: files are read whenever they change, pagers every few minutes.
    pub fresh: bool,
    /// Whether the source tells of that instant at all. Where it does not, that no person stands here means nothing.
    pub known: bool,
    /// Nobody is on call, as was meant.
    pub resting: bool,
    /// Why this must be read with care; empty where it need not.
    pub caution: String,
}

/// Shifts and gaps of a window, as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverView {
    /// In order of time. What is not known is neither shift nor gap.
    pub rendering: Rendering,
    /// Who learns beside whom, in order of time.
    pub shadowings: Vec<Shadowing>,
    /// The part of the window of which the source tells; none where it tells of nothing in it.
    pub known: Option<Span>,
    /// Where that is known from.
    pub source: String,
    /// When the source was last known to be right; never, where that is the first instant of all.
    pub as_of: Instant,
    /// Why this must be read with care; empty where it need not.
    pub caution: String,
}

impl Engine {
    /// Who is on call at an instant, rotation by rotation; a rotation without anybody has one line without a person, and so
    /// has one of which nothing is known for that instant.
    pub fn on_call_lines(&self, at: Instant) -> Result<Vec<OnCallLine>, Error> {
        let loaded = self.loaded_around(moment(at))?;
        let agreement = &loaded.agreement;
        let mut lines = Vec::new();
        for (place, rotation) in agreement.rotations.iter().chain(&agreement.found.rotations).enumerate() {
            let provenance = self.provenance(agreement, rotation);
            let (known, caution) = known_part(agreement, rotation, &provenance, moment(at));
            let is_told = matches!(rotation.source, Source::Provider { .. });
            let is_lately = self.now() - provenance.as_of <= FeedKind::Shifts.every();
            let line = OnCallLine {
                rotation: rotation.id.to_string(),
                rotation_name: rotation.name.clone(),
                function: rotation.function.to_string(),
                person: None,
                person_name: String::new(),
                shadows: Vec::new(),
                from: None,
                until: None,
                endless: if is_told { "no hand-off as far as the pager tells" } else { "no hand-off within a year" },
                source: provenance.source,
                level: 1,
                as_of: provenance.as_of,
                fresh: !is_told || is_lately && provenance.caution.is_empty(),
                known: known.is_some(),
                // Whether a gap is meant that only a pager knows, nobody has said.
                resting: rotation.gaps_intended && place < agreement.rotations.len(),
                caution,
            };
            let shifts = once(self.shifts_at(rotation, at));
            if shifts.is_empty() {
                lines.push(line);
                continue;
            }
            // A calendar may be written out for the days around the instant only, and tells its shifts whole.
            let limit = if is_told { known_at(line.as_of).until } else { at + LAYERS_REACH };
            // Beyond its schedules only the pager's own list of who is on call tells anything, and that says until when.
            let has_end = |shift: &Shift| shift.layer == LOCAL || limit <= at || shift.span.until < limit;
            let shadowings = rotation.shadowings(&shifts);
            let beside = |shift: &Shift| -> Vec<(String, String)> {
                let holding = shadowings.iter().filter(|one| one.beside == shift.person && one.span.contains(at));
                holding.map(|one| (one.person.to_string(), agreement.person_name(&one.person))).collect()
            };
            lines.extend(shifts.iter().map(|shift| OnCallLine {
                shadows: beside(shift),
                person: Some(shift.person.to_string()),
                person_name: agreement.person_name(&shift.person),
                from: Some(shift.span.from),
                until: Some(shift.span.until).filter(|_| has_end(shift)),
                known: true,
                ..line.clone()
            }));
        }
        Ok(lines)
    }

    /// The shifts and gaps of a rotation over a window.
    pub fn shifts_of(&self, id: &RotationId, window: Span) -> Result<CoverView, Error> {
        let loaded = self.loaded_around(window)?;
        let rotation = loaded.agreement.rotation(id).ok_or_else(|| unknown(id))?;
        let provenance = self.provenance(&loaded.agreement, rotation);
        let (known, caution) = known_part(&loaded.agreement, rotation, &provenance, window);
        let rendering = known.map(|window| self.rendering(rotation, window)).unwrap_or_default();
        let shadowings = rotation.shadowings(&rendering.shifts);
        Ok(CoverView { rendering, shadowings, known, source: provenance.source, as_of: provenance.as_of, caution })
    }

    /// What the workspace says, with its calendars written out for a span: what is kept in memory covers the months
    /// around the present only.
    pub(crate) fn loaded_around(&self, asked: Span) -> Result<Arc<Loaded>, Error> {
        let loaded = self.loaded();
        let is_silent = |rotation: &Rotation| matches!(&rotation.source, Source::Calendar { loaded, .. } if loaded.overlap(&asked) != Some(asked));
        if !loaded.agreement.rotations.iter().any(is_silent) {
            return Ok(loaded);
        }
        let around = Span::of(asked.from - Duration::days(1), asked.until + Duration::days(1));
        let mut anew = crate::read::read(self.workspace_folder(), around, self.now())?;
        anew.agreement.found = loaded.agreement.found.clone();
        Ok(Arc::new(anew))
    }

    /// The part of a window for which a rotation's shifts are known, and what must be said about it.
    pub(crate) fn known_part(
        &self,
        agreement: &Agreement,
        rotation: &Rotation,
        window: Span,
    ) -> (Option<Span>, String) {
        if !matches!(rotation.source, Source::Provider { .. }) {
            return (Some(window), String::new());
        }
        known_part(agreement, rotation, &self.provenance(agreement, rotation), window)
    }
}

/// The same, of a rotation whose provenance is at hand.
fn known_part(
    agreement: &Agreement,
    rotation: &Rotation,
    provenance: &Provenance,
    window: Span,
) -> (Option<Span>, String) {
    if !matches!(rotation.source, Source::Provider { .. }) {
        return (Some(window), String::new());
    }
    let read = provenance.as_of > Instant::default();
    let mut span = known_at(provenance.as_of);
    let looks_back = looks_back(agreement, rotation);
    if !looks_back {
        span.from = provenance.as_of;
    }
    let known = window.overlap(&span).filter(|_| read);
    if !read || known == Some(window) {
        return (known, provenance.caution.clone());
    }
    let since = if looks_back { "from 30 days back" } else { "from its last reading" };
    let caution = format!("{} is known {since} to 90 days ahead. {}", provenance.source, provenance.caution);
    (known, caution.trim_end().to_owned())
}

/// Whether the pager of a rotation tells of shifts that are over.
fn looks_back(agreement: &Agreement, rotation: &Rotation) -> bool {
    let Source::Provider { connection, .. } = &rotation.source else { return true };
    let connection = agreement.connection(connection);
    let descriptor = connection.and_then(|connection| registry::find(&connection.provider).ok());
    descriptor.and_then(|descriptor| descriptor.pager.as_ref()).is_none_or(|pager| pager.looks_back)
}

/// What is said of a rotation that nobody has.
pub(crate) fn unknown(id: &RotationId) -> Error {
    Error::NotFound(format!("The workspace has no rotation “{id}”, and no pager has it."))
}

/// Each person once: a provider's shifts may overlap or come twice.
fn once(shifts: Vec<Shift>) -> Vec<Shift> {
    let mut people: Vec<Shift> = Vec::new();
    for shift in shifts {
        match people.iter_mut().find(|other| other.person == shift.person) {
            Some(other) => {
                other.span.from = other.span.from.min(shift.span.from);
                other.span.until = other.span.until.max(shift.span.until);
            }
            None => people.push(shift),
        }
    }
    people
}

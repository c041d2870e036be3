//! `rotations/*.yaml`: one rotation each, with layers, a calendar beside it, or a provider's schedule.

use chrono_tz::Tz;
use domain::id::RotationId;
use domain::rotation::layer::Layer;
use domain::rotation::restriction::Restriction;
use domain::rotation::{Override, Rotation, Source};
use domain::span::Span;

use super::node::{Node, Place};
use super::read::Fields;
use super::scalar::{date, flag, instant, reference, text, time, turn, weekday, zone};
use super::shadow;
use crate::ledger::{Notes, Noun};

/// The calendar file that a rotation takes its shifts from, to be read once everybody is known.
#[derive(Debug)]
pub(crate) struct CalendarFile {
    /// As written: relative to the file of the rotation.
    pub(crate) name: String,
    /// Where it is named.
    pub(crate) place: Place,
}

/// A rotation, and its calendar where it has one: the shifts of such a rotation are still to come.
pub(crate) fn rotation(node: &Node, id: &str, notes: &mut Notes<'_>) -> Option<(Rotation, Option<CalendarFile>)> {
    let mut fields = Fields::of(node, "a rotation", notes)?;
    let place = fields.place;
    let declared = fields.notes.declare(Noun::Rotation, id, place);
    let name = fields.required("name", text);
    let function = fields.required("function", reference(&[Noun::Function]));
    let regions = fields.list("regions", reference(&[Noun::Region]));
    let services = fields.list("services", reference(&[Noun::Service]));
    let time_zone = fields.required("time_zone", zone);
    let backup = fields.optional("backup", reference::<RotationId>(&[Noun::Rotation]));
    let gaps_intended = fields.or("gaps_intended", false, flag);
    let last_resort = fields.or("last_resort", false, flag);
    let pager = fields.optional("pager", reference(&[Noun::Connection]));
    let pager_target = fields.optional("pager_target", text);
    if let Some(Some(backup)) = &backup
        && backup.as_str() == id
    {
        let place = fields.place_of("backup");
        fields.notes.fault(place, "own-backup", "A rotation cannot stand in for itself.", "Name another rotation.");
    }
    // Zones of layers default to the rotation's. Where that one is wrong, layers are read all the same for their faults.
    let source = source(&mut fields, time_zone.unwrap_or(Tz::UTC));
    if declared && fields.find("pager").is_some() {
        let spot = fields.notes.spot(fields.place_of("pager"));
        fields.notes.ledger.pagers.insert(RotationId::from(id), spot);
    }
    let shadows = fields.entries("shadows", shadow::shadow);
    if declared && fields.find("layers").is_some() {
        let spot = fields.notes.spot(fields.place_of("layers"));
        fields.notes.ledger.layers.insert(RotationId::from(id), spot);
    }
    if declared && fields.find("backup").is_some() {
        let spot = fields.notes.spot(fields.place_of("backup"));
        fields.notes.ledger.backups.insert(RotationId::from(id), spot);
    }
    fields.close();
    let (source, calendar) = source?;
    let shadows = shadow::known_in(&source, shadows, notes);
    let rotation = Rotation {
        id: RotationId::from(id),
        name: name?,
        function: function?,
        regions: regions?,
        services: services?,
        time_zone: time_zone?,
        source,
        backup: backup?,
        gaps_intended: gaps_intended?,
        last_resort: last_resort?,
        pager: pager?,
        pager_target: pager_target?,
        shadows,
    };
    declared.then_some((rotation, calendar))
}

/// Exactly one of layers, calendar and provider.
fn source(fields: &mut Fields<'_, '_, '_>, zone: Tz) -> Option<(Source, Option<CalendarFile>)> {
    let calendar =
        fields.optional("calendar", |node, notes| Some(CalendarFile { name: text(node, notes)?, place: node.place }));
    let provider = fields.optional("provider", provider);
    let layers_written = fields.find("layers");
    let has_layers = layers_written.is_some();
    let is_empty = layers_written.is_some_and(Node::is_empty);
    // A layer or an override that cannot be read is left out by itself: without it somebody else who was agreed on is on
    // call, or there is a gap that the screen shows; without the whole rotation nobody would be asked at all. A layer
    // never loses a part of itself, such as one restriction: it would put people on call at hours that nobody agreed on.
    let layers = fields.entries("layers", |node, notes| layer(node, zone, notes));
    let overrides = fields.entries("overrides", replacement);
    match (has_layers, calendar?, provider?) {
        // Overrides alone may be a roster of its own; without them it would be one that never has anybody.
        (true, None, None) if is_empty && overrides.is_empty() => {
            let place = fields.place_of("layers");
            let help = "Add a layer with `participants`, `start`, `handoff` and `turn`.";
            fields.notes.fault(place, "no-layers", "There are no layers: nobody would ever be on call.", help);
            None
        }
        (true, None, None) => Some((Source::Layers { layers, overrides }, None)),
        (false, Some(calendar), None) => {
            let nothing = Span::of(chrono::DateTime::UNIX_EPOCH, chrono::DateTime::UNIX_EPOCH);
            let source = Source::Calendar { path: calendar.name.clone(), shifts: Vec::new(), loaded: nothing };
            Some((source, Some(calendar)))
        }
        (false, None, Some(provider)) => Some((provider, None)),
        (false, None, None) => {
            fields.notes.fault(
                fields.place,
                "no-source",
                "Nothing says who is on call.",
                "Add `layers`, or `calendar`, or `provider`.",
            );
            None
        }
        _ => {
            fields.notes.fault(
                fields.place,
                "several-sources",
                "`layers`, `calendar` and `provider` cannot stand together: nobody could tell which holds.",
                "Keep one of them.",
            );
            None
        }
    }
}

fn provider(node: &Node, notes: &mut Notes<'_>) -> Option<Source> {
    let mut fields = Fields::of(node, "a provider's schedule", notes)?;
    let connection = fields.required("connection", reference(&[Noun::Connection]));
    let schedule = fields.required("schedule", text);
    fields.close();
    Some(Source::Provider { connection: connection?, schedule: schedule? })
}

fn layer(node: &Node, home: Tz, notes: &mut Notes<'_>) -> Option<Layer> {
    let mut fields = Fields::of(node, "a layer", notes)?;
    let name = fields.or("name", "Layer".to_owned(), text);
    let participants = fields.list("participants", reference(&[Noun::Person]));
    let simultaneous = fields.or("simultaneous", false, flag);
    let start = fields.required("start", date);
    let end = fields.optional("end", date);
    let handoff_time = fields.required("handoff", time);
    let turn = fields.required("turn", turn);
    let time_zone = fields.or("time_zone", home, zone);
    let restrictions = fields.list("restrictions", restriction);
    let end_place = fields.place_of("end");
    let people_place = fields.place_of("participants");
    fields.close();
    if participants.as_ref().is_some_and(Vec::is_empty) {
        notes.fault(people_place, "no-participants", "The layer has nobody.", "Add `participants: [ … ]`.");
        return None;
    }
    let layer = Layer {
        name: name?,
        participants: participants?,
        simultaneous: simultaneous?,
        start: start?,
        end: end?,
        handoff_time: handoff_time?,
        turn: turn?,
        time_zone: time_zone?,
        restrictions: restrictions?,
    };
    if layer.end.is_some_and(|end| end <= layer.start) {
        notes.fault(end_place, "empty-span", "The layer ends before it begins.", "Make `end` a day after `start`.");
        return None;
    }
    Some(layer)
}

/// `{ days: [mon, fri], from: "09:00", until: "18:00" }`
pub(crate) fn restriction(node: &Node, notes: &mut Notes<'_>) -> Option<Restriction> {
    let mut fields = Fields::of(node, "a restriction", notes)?;
    let days = fields.required("days", |_, _| Some(())).and_then(|()| fields.list("days", weekday));
    let from = fields.required("from", time);
    let until = fields.required("until", time);
    fields.close();
    Some(Restriction { days: days?, from: from?, until: until? })
}

fn replacement(node: &Node, notes: &mut Notes<'_>) -> Option<Override> {
    let mut fields = Fields::of(node, "an override", notes)?;
    let from = fields.required("from", instant);
    let until = fields.required("until", instant);
    let person = fields.required("person", reference(&[Noun::Person]));
    let replaces = fields.optional("replaces", reference(&[Noun::Person]));
    let reason = fields.or("reason", String::new(), text);
    let place = fields.place_of("until");
    fields.close();
    let (from, until) = (from?, until?);
    if until <= from {
        notes.fault(place, "empty-span", "The override ends before it begins.", "Make `until` later than `from`.");
        return None;
    }
    Some(Override { span: Span { from, until }, person: person?, replaces: replaces?, reason: reason? })
}

//! Each file to the room that reads it; what they answer becomes the agreement.

use domain::agreement::Agreement;
use domain::span::Span;

use crate::backstage;
use crate::folder::File;
use crate::ical;
use crate::ical::rotation::Calendars;
use crate::ledger::{Ledger, Notes, Noun};
use crate::template;
use crate::yaml::document::document;
use crate::yaml::node::{self, Place};
use crate::yaml::scalar::{ID_HELP, is_id};
use crate::yaml::{account, drill, holiday, launch, organisation, page_tree, people, playbook, rotation, service};

/// What all files say together.
pub(crate) fn agreement(files: &[File], window: Span, ledger: &mut Ledger) -> Agreement {
    let mut agreement = Agreement::default();
    let mut calendars = Calendars::default();
    let mut catalogue = Vec::new();
    ledger.organisation_unread = !files.iter().any(|file| file.path == "bridgewatch.yaml");
    if ledger.organisation_unread && !ledger.has_noticed("bridgewatch.yaml") {
        let mut notes = Notes { path: "bridgewatch.yaml", ledger };
        notes.fault(
            Place::START,
            "missing-file",
            "The workspace has no `bridgewatch.yaml`.",
            "Create it with `organisation: …`, functions, severities and roles.",
        );
    }
    for file in files {
        let mut notes = Notes { path: &file.path, ledger };
        match (file.parts().as_slice(), file.name().1.as_str()) {
            (["services", ..], _) if file.name().0 == "catalog-info" || backstage::is_catalogue(&file.text) => {
                catalogue.extend(backstage::services(&file.text, &mut notes));
            }
            (["rotations", ..], "ics") => calendars.add(file),
            (["holidays", ..], "ics") => {
                agreement.holidays.extend(ical::holiday::holidays(file, window, &mut notes));
            }
            (["launches", ..], "ics") => {
                agreement.launches.launches.extend(ical::launch::launches(file, window, &mut notes));
            }
            (["templates", ..], _) => agreement.templates.extend(template::message(&file.text, &mut notes)),
            (["runbooks", ..], _) => {}
            _ => yaml(file, &mut agreement, &mut calendars, &mut notes),
        }
    }
    backstage::keep_known(&mut catalogue, ledger);
    agreement.services.extend(catalogue);
    agreement.services.sort_by(|one, other| one.id.cmp(&other.id));
    agreement.rotations.extend(calendars.into_rotations(&agreement.people, window, ledger));
    agreement.rotations.sort_by(|one, other| one.id.cmp(&other.id));
    agreement.launches.launches.sort_by(|one, other| one.id.cmp(&other.id));
    agreement.playbooks.sort_by(|one, other| (one.order, &one.id).cmp(&(other.order, &other.id)));
    agreement
}

/// A YAML file of one entry.
fn yaml<'a>(file: &'a File, agreement: &mut Agreement, calendars: &mut Calendars<'a>, notes: &mut Notes<'_>) {
    let (id, _) = file.name();
    let parts = file.parts();
    let Some(node) = document(&file.text, 0, notes) else {
        unread(&parts, id, calendars, file, notes);
        return;
    };
    let is_list = matches!(node.value, node::Value::List(_))
        && matches!(parts.first(), Some(&("people" | "accounts" | "launches")));
    if parts.len() > 1 && !is_list && !is_id(id) {
        notes.fault(Place::START, "bad-id", format!("The file's name `{id}` cannot be an id."), ID_HELP);
        return;
    }
    match parts.first().copied().unwrap_or_default() {
        "bridgewatch.yaml" => organisation::organisation(&node, agreement, notes),
        "page-tree.yaml" => agreement.page_tree = page_tree::page_tree(&node, notes),
        "people" => agreement.people.extend(people::people(&node, id, notes)),
        "accounts" => agreement.accounts.extend(account::accounts(&node, id, notes)),
        "launches" => agreement.launches.launches.extend(launch::launches(&node, id, notes)),
        "services" => agreement.services.extend(service::service(&node, id, notes)),
        "playbooks" => agreement.playbooks.extend(playbook::playbook(&node, id, notes)),
        "drills" => agreement.drills.extend(drill::drill(&node, id, notes)),
        "holidays" => agreement.holidays.extend(holiday::holidays(&node, id, notes)),
        "rotations" => match rotation::rotation(&node, id, notes) {
            Some((rotation, Some(calendar))) => calendars.expect(&file.path, rotation, calendar),
            Some((rotation, None)) => agreement.rotations.push(rotation),
            None => calendars.claim(&file.path),
        },
        _ => {}
    }
}

/// What the file would have declared is there for those who refer to it: its own fault is enough.
fn unread(parts: &[&str], id: &str, calendars: &mut Calendars<'_>, file: &File, notes: &mut Notes<'_>) {
    let noun = match parts.first().copied().unwrap_or_default() {
        "people" => Noun::Person,
        "accounts" => Noun::Account,
        "launches" => Noun::Launch,
        "services" => Noun::Service,
        "playbooks" => Noun::Playbook,
        "drills" => Noun::Drill,
        "holidays" => Noun::HolidayCalendar,
        "rotations" => {
            calendars.claim(&file.path);
            Noun::Rotation
        }
        _ => {
            notes.ledger.organisation_unread |= file.path == "bridgewatch.yaml";
            return;
        }
    };
    notes.declare(noun, id, Place::START);
}

//! `people/*.yaml`: one person a file, or a list of people.

use domain::id::{ConnectionId, PersonId};
use domain::person::{ContactKind, ContactMeans, Person};

use super::node::{Node, Value};
use super::organisation::declared;
use super::read::Fields;
use super::scalar::{date, reference, text, zone};
use crate::ledger::{Notes, Noun};

/// The people of a file. `id` is the file's, for a file of one person.
pub(crate) fn people(node: &Node, id: &str, notes: &mut Notes<'_>) -> Vec<Person> {
    match &node.value {
        Value::List(items) => items.iter().filter_map(|item| person(item, None, notes)).collect(),
        _ => person(node, Some(id), notes).into_iter().collect(),
    }
}

fn person(node: &Node, file: Option<&str>, notes: &mut Notes<'_>) -> Option<Person> {
    let mut fields = Fields::of(node, "a person", notes)?;
    let place = fields.place;
    let id = match file {
        Some(id) => fields.notes.declare(Noun::Person, id, place).then(|| id.to_owned()),
        None => declared(Noun::Person, &mut fields),
    };
    let name = fields.required("name", text);
    let title = fields.or("title", String::new(), text);
    let city = fields.or("city", String::new(), text);
    let time_zone = fields.required("time_zone", zone);
    let contact = fields.list("contact", means);
    let languages = fields.list("languages", text);
    let qualifications = fields.list("qualifications", text);
    let provider_ids = fields
        .map("provider_ids", |field, notes| text(&field.value, notes).map(|id| (ConnectionId(field.key.clone()), id)));
    let holidays = fields.list("holidays", reference(&[Noun::HolidayCalendar]));
    let last_verified = fields.optional("last_verified", date);
    fields.close();
    Some(Person {
        id: PersonId(id?),
        name: name?,
        title: title?,
        city: city?,
        time_zone: time_zone?,
        contact: contact?,
        languages: languages?,
        qualifications: qualifications?,
        provider_ids: provider_ids?.into_iter().collect(),
        holidays: holidays?,
        last_verified: last_verified?,
    })
}

/// `phone: "+1 202 555 0142"`
fn means(node: &Node, notes: &mut Notes<'_>) -> Option<ContactMeans> {
    let Value::Map(fields) = &node.value else {
        contact_fault(node, notes);
        return None;
    };
    let [field] = fields.as_slice() else {
        contact_fault(node, notes);
        return None;
    };
    let kind = match field.key.as_str() {
        "phone" => ContactKind::Phone,
        "sms" => ContactKind::Sms,
        "email" => ContactKind::Email,
        "chat" => ContactKind::Chat,
        _ => {
            contact_fault(node, notes);
            return None;
        }
    };
    text(&field.value, notes).map(|value| ContactMeans { kind, value })
}

fn contact_fault(node: &Node, notes: &mut Notes<'_>) {
    notes.fault(
        node.place,
        "bad-contact",
        "This is not one way to reach somebody.",
        "Write one line for each: `- phone: …`, `- sms: …`, `- email: …` or `- chat: …`.",
    );
}

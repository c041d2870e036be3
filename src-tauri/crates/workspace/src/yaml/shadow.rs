//! `shadows` of a rotation: who learns there, from when to when, beside whom.

use domain::rotation::Source;
use domain::rotation::shadow::Shadow;

use super::node::{Node, Place};
use super::read::Fields;
use super::scalar::{date, reference};
use crate::ledger::{Notes, Noun};

/// A shadow and where it stands. One that cannot be read is left out by itself: nobody is on call by it.
pub(crate) fn shadow(node: &Node, notes: &mut Notes<'_>) -> Option<(Place, Shadow)> {
    let mut fields = Fields::of(node, "a shadow", notes)?;
    let person = fields.required("person", reference(&[Noun::Person]));
    let from = fields.optional("from", date);
    let until = fields.optional("until", date);
    let of = fields.optional("of", reference(&[Noun::Person]));
    let (until_place, of_place) = (fields.place_of("until"), fields.place_of("of"));
    fields.close();
    let shadow = Shadow { person: person?, from: from?, until: until?, of: of? };
    if shadow.from.zip(shadow.until).is_some_and(|(from, until)| until < from) {
        let help = "Make `until` the same day as `from` or a later one: it is the last day.";
        notes.fault(until_place, "empty-span", "The shadow seat ends before it begins.", help);
        return None;
    }
    if shadow.of.as_ref() == Some(&shadow.person) {
        notes.fault(of_place, "own-shadow", "Nobody shadows themselves.", "Name somebody else, or remove `of`.");
        return None;
    }
    Some((node.place, shadow))
}

/// The shadows, with a warning at each that the layers speak against.
pub(crate) fn known_in(source: &Source, shadows: Vec<(Place, Shadow)>, notes: &mut Notes<'_>) -> Vec<Shadow> {
    let told = |(place, shadow): (Place, Shadow)| {
        if let Source::Layers { layers, .. } = source {
            let takes_turns = |person| layers.iter().any(|layer| layer.participants.contains(person));
            if takes_turns(&shadow.person) {
                let message = format!("`{}` takes turns here and shadows as well.", shadow.person);
                let help = "Remove the one that is over: whoever is on call is woken.";
                notes.doubt(place, "shadow-takes-turns", message, help);
            }
            if let Some(of) = shadow.of.as_ref().filter(|of| !takes_turns(of)) {
                let message = format!("`{of}` takes no turns here, so that nobody is shadowed but in an override.");
                notes.doubt(place, "shadow-of-nobody", message, "Name a participant of a layer, or remove `of`.");
            }
        }
        shadow
    };
    shadows.into_iter().map(told).collect()
}

//! `style:`: how the organisation speaks to customers.

use domain::near;
use domain::wording::{BannedPhrase, StyleGuide};

use super::node::{Node, Value};
use super::read::Fields;
use super::scalar::{text, whole};
use crate::ledger::Notes;

/// The style guide: what is written here, beside what ships with the application.
pub(crate) fn style(node: &Node, notes: &mut Notes<'_>) -> Option<StyleGuide> {
    let mut fields = Fields::of(node, "the style guide", notes)?;
    let highest_grade = fields.or("highest_grade", StyleGuide::HIGHEST_GRADE, grade);
    let banned = fields.entries("banned", banned);
    let allowed = fields.entries("allowed", allowed);
    let internal = fields.entries("internal", name);
    let public = fields.entries("public", |node, notes| {
        let name = name(node, notes)?;
        let spot = notes.spot(node.place);
        notes.ledger.public_names.push((name.clone(), spot));
        Some(name)
    });
    fields.close();
    let highest_grade = highest_grade.unwrap_or(StyleGuide::HIGHEST_GRADE);
    Some(StyleGuide { banned, allowed, internal, public, highest_grade })
}

/// `9`: years at school.
fn grade(node: &Node, notes: &mut Notes<'_>) -> Option<u8> {
    let grade = whole(node, notes)?;
    if (1..=20).contains(&grade) {
        return Some(grade);
    }
    let help = "Write how many years at school a reader needs: 6 (easy) to 12 (hard).";
    notes.fault(node.place, "bad-grade", format!("Nobody was at school for {grade} years."), help);
    None
}

/// `synergy`, or `{ phrase: merchants, instead: shops }`.
fn banned(node: &Node, notes: &mut Notes<'_>) -> Option<BannedPhrase> {
    if !matches!(node.value, Value::Map(_)) {
        return Some(BannedPhrase { phrase: phrase(node, notes)?, instead: String::new() });
    }
    let mut fields = Fields::of(node, "a word to avoid", notes)?;
    let phrase = fields.required("phrase", phrase);
    let instead = fields.or("instead", String::new(), text);
    fields.close();
    Some(BannedPhrase { phrase: phrase?, instead: instead? })
}

/// A phrase with at least a word in it.
fn phrase(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    name(node, notes)
}

/// A name with at least a letter or a digit in it, by which it can be found.
fn name(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    let written = text(node, notes)?;
    if written.chars().any(char::is_alphanumeric) {
        return Some(written);
    }
    notes.fault(node.place, "no-word", format!("`{written}` has no word in it."), "Write the words to look for.");
    None
}

/// A word that ships as one to avoid, and that customers of this organisation know.
fn allowed(node: &Node, notes: &mut Notes<'_>) -> Option<String> {
    let written = phrase(node, notes)?;
    if StyleGuide::taken_away(&written).next().is_none() {
        let shipped = StyleGuide::shipped().map(|phrase| phrase.trim_end_matches('*'));
        let help = near::suggestion(&written, shipped, || "Remove it: nothing speaks against it.".to_owned());
        notes.doubt(node.place, "not-banned", format!("`{written}` is not among the words to avoid."), help);
    }
    Some(written)
}

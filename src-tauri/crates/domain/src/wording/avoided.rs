//! Words that customers need not know.

use super::phrase::Found;
use super::reading::Reading;
use super::style::StyleGuide;
use super::{Remark, RemarkKind};

/// Each phrase of the style guide that the statement has, where it stands first; where two have the same words, the workspace's own.
pub(super) fn remarks(reading: &Reading<'_>, style: &StyleGuide, remarks: &mut Vec<Remark>) {
    for (part, text) in reading.parts() {
        let mut taken: Vec<Found> = Vec::new();
        for (phrase, instead) in style.phrases() {
            let found = phrase.find(&text.words);
            let free = |(first, end): &Found| !taken.iter().any(|(from, until)| first < until && from < end);
            let Some(first) = found.iter().copied().find(free) else { continue };
            taken.extend(found);
            let Some(at) = text.span(first.0, first.1) else { continue };
            let (written, place) = (reading.written(part, at), reading.place(part));
            let advice = if instead.is_empty() {
                "leave it out, or use a word of theirs".to_owned()
            } else {
                format!("say in plain words: {instead}")
            };
            let message = format!("“{written}” in {place} is a word that customers need not know; {advice}.");
            remarks.push(reading.remark_at(RemarkKind::Jargon, part, at, message));
        }
    }
}

//! A shift that is handed over: the note as it is now or as it was offered, who takes over, and what was handed over before.

use domain::agreement::Agreement;
use domain::copy::Copies;
use domain::id::{PersonId, RotationId, ShiftNoteId};
use domain::shift_note::{Settlement, ShiftNote, ShiftOffer, Subject, text};
use domain::span::Instant;
use serde::Serialize;

use super::person::PersonView;
use crate::engine::Engine;
use crate::error::Error;
use crate::view::cover::unknown;

/// How many notes of before are listed.
const BEFORE: u32 = 8;

/// The sheet of one rotation's shift.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ShiftSheet {
    /// Which rotation.
    pub rotation: String,
    /// Its name.
    pub name: String,
    /// All rotations to choose from: id and name.
    pub rotations: Vec<(String, String)>,
    /// Who would hand over: the person at this machine.
    pub from: PersonView,
    /// When their shift ends; none where they are not on call, and where it goes on for a year at least.
    #[ts(type = "number | null")]
    pub until: Option<i64>,
    /// Whether they are on call now.
    pub on_call: bool,
    /// Who has the next shift.
    pub next: Option<PersonView>,
    /// What is open now; while an offer waits, as it was offered.
    pub note: ShiftNoteView,
    /// The offer that waits, or that was asked for.
    pub offer: Option<ShiftOfferView>,
    /// What was handed over before, the latest first.
    pub before: Vec<ShiftOfferView>,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct ShiftNoteView {
    /// When it was assembled.
    #[ts(type = "number")]
    pub at: i64,
    /// What is open.
    pub parts: Vec<NotePartView>,
    /// Headings of what was looked at and has nothing.
    pub nothing_in: Vec<String>,
    /// Every form in which it can be copied.
    pub copies: Copies,
}

/// A part of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct NotePartView {
    /// What of.
    pub subject: Subject,
    /// As a heading.
    pub name: String,
    /// Its lines.
    pub lines: Vec<NoteLineView>,
}

/// A line of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct NoteLineView {
    /// In a sentence.
    pub text: String,
    /// The incident to open.
    pub incident: Option<String>,
    /// It is late, held or without anybody already.
    pub pressing: bool,
}

/// An offer, and what the person at this machine may do with it.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct ShiftOfferView {
    /// Its id.
    pub id: String,
    /// Who hands over.
    pub from: PersonView,
    /// Who takes over.
    pub to: PersonView,
    /// When it was offered.
    #[ts(type = "number")]
    pub at: i64,
    /// What the giver added.
    pub remarks: String,
    /// It waits for the receiver.
    pub open: bool,
    /// What came of it: `Accepted by Priya Raghunathan`, `Taken back by Mara Lindqvist: …`; empty while it waits.
    pub outcome: String,
    /// When that was.
    #[ts(type = "number | null")]
    pub settled_at: Option<i64>,
    /// They may accept it, as the receiver.
    pub may_accept: bool,
    /// They may record that the receiver accepted it.
    pub may_record: bool,
}

impl Engine {
    /// The sheet of an offer, or of a rotation's shift, of the reader's own where none is named: while an offer of it waits, as it
    /// was offered.
    pub fn shift_sheet(&self, rotation: Option<&RotationId>, offer: Option<&ShiftNoteId>) -> Result<ShiftSheet, Error> {
        let asked = offer.map(|id| self.shift_offer(id)).transpose()?;
        let rotation = asked.as_ref().map(|offer| &offer.rotation).or(rotation);
        let sheet = self.shift_sheet_now(rotation)?;
        let mut waits = self.parts.truth.open_shift_offers()?.into_iter();
        let waits = waits.find(|offer| offer.rotation.as_str() == sheet.rotation);
        Ok(match asked.or(waits) {
            Some(offer) => self.as_offered(sheet, &offer),
            None => sheet,
        })
    }

    /// The sheet of a rotation's shift as it would be offered now.
    pub fn shift_sheet_now(&self, rotation: Option<&RotationId>) -> Result<ShiftSheet, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let from = self.acting(now)?;
        let id = rotation.cloned().or_else(|| self.own_rotation(agreement, &from, now)).ok_or_else(|| {
            let words = "There is no rotation yet whose shift could be handed over. Write one under rotations/.";
            Error::NotFound(words.to_owned())
        })?;
        let rotation = agreement.rotation(&id).ok_or_else(|| unknown(&id))?;
        let drafted = self.drafted(agreement, rotation, from, now)?;
        let next = drafted.turn.next.as_ref();
        let name = |person: &PersonId| agreement.person_name(person);
        let title = text::title(&rotation.name, &name(&drafted.from), next.map(name).as_deref());
        let before = self.parts.truth.shift_offers_of(&id, BEFORE)?;
        Ok(ShiftSheet {
            rotation: id.to_string(),
            name: rotation.name.clone(),
            rotations: agreement.rotations.iter().map(|known| (known.id.to_string(), known.name.clone())).collect(),
            until: drafted.turn.until.map(|until| until.timestamp_millis()),
            on_call: drafted.turn.on_call,
            next: next.map(|person| self.person_view(agreement, person, now)),
            from: self.person_view(agreement, &drafted.from, now),
            note: note_view(&drafted.note, Copies::of(&title, &text::body(&drafted.note, "", self.zone()))),
            offer: None,
            before: before.iter().map(|offer| self.offer_view(agreement, offer, &drafted.from, now)).collect(),
        })
    }

    /// A sheet with what was offered in place of what is open now.
    fn as_offered(&self, sheet: ShiftSheet, offer: &ShiftOffer) -> ShiftSheet {
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let (from, to) = (agreement.person_name(&offer.from), agreement.person_name(&offer.to));
        let title = text::title(&sheet.name, &from, Some(&to));
        ShiftSheet {
            note: note_view(&offer.note, Copies::of(&title, &offer.text)),
            offer: Some(self.offer_view(agreement, offer, &sheet.from.id.as_str().into(), self.now())),
            before: sheet.before.into_iter().filter(|other| other.id != offer.id.as_str()).collect(),
            ..sheet
        }
    }

    /// What came of an offer, in words; empty while it waits.
    pub fn shift_outcome(&self, offer: &ShiftOffer) -> String {
        outcome(&self.loaded().agreement, offer)
    }

    fn offer_view(&self, agreement: &Agreement, offer: &ShiftOffer, actor: &PersonId, now: Instant) -> ShiftOfferView {
        let open = offer.settled.is_none();
        let settled_at = match &offer.settled {
            Some(Settlement::Accepted { at, .. } | Settlement::TakenBack { at, .. }) => Some(at.timestamp_millis()),
            None => None,
        };
        ShiftOfferView {
            id: offer.id.to_string(),
            from: self.person_view(agreement, &offer.from, now),
            to: self.person_view(agreement, &offer.to, now),
            at: offer.at.timestamp_millis(),
            remarks: offer.remarks.clone(),
            open,
            outcome: outcome(agreement, offer),
            settled_at,
            may_accept: open && actor == &offer.to,
            may_record: open && actor == &offer.from,
        }
    }
}

/// What came of an offer, in words; empty while it waits.
fn outcome(agreement: &Agreement, offer: &ShiftOffer) -> String {
    match &offer.settled {
        None => String::new(),
        Some(Settlement::Accepted { by_word_of_mouth: false, by, .. }) => {
            format!("Accepted by {}", agreement.person_name(by))
        }
        Some(Settlement::Accepted { by, .. }) => format!(
            "Accepted by {} by word of mouth, as {} recorded",
            agreement.person_name(&offer.to),
            agreement.person_name(by)
        ),
        Some(Settlement::TakenBack { by, reason, .. }) => {
            format!("Taken back by {}: {reason}", agreement.person_name(by))
        }
    }
}

fn note_view(note: &ShiftNote, copies: Copies) -> ShiftNoteView {
    let part = |part: &domain::shift_note::NotePart| NotePartView {
        subject: part.subject,
        name: part.subject.name().to_owned(),
        lines: part
            .lines
            .iter()
            .map(|line| NoteLineView {
                text: line.text.clone(),
                incident: line.incident.as_ref().map(ToString::to_string),
                pressing: line.pressing,
            })
            .collect(),
    };
    ShiftNoteView {
        at: note.at.timestamp_millis(),
        parts: note.parts.iter().map(part).collect(),
        nothing_in: text::nothing_in(note).into_iter().map(|subject| subject.name().to_owned()).collect(),
        copies,
    }
}

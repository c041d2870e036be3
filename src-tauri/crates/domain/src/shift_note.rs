//! The note with which one shift hands over to the next: assembled by rule from what is open, offered, and accepted.
//!
//! Nobody types it: [`assemble`] makes it from values, so that nothing open is forgotten at six in the evening. What was offered
//! stays as it was; the receiver says that they have read it, or the giver records that they said so.

pub mod assemble;
pub mod cover;
pub mod facts;
mod incident;
pub mod text;

use serde::{Deserialize, Serialize};

use crate::agreement::Agreement;
use crate::id::{IncidentId, PersonId, RotationId, ShiftNoteId};
use crate::incident::decide::Refusal;
use crate::span::Instant;

/// The longest remarks, in characters: what is longer belongs into an incident's log.
const LONGEST_REMARKS: usize = 2_000;
/// The longest reason, in characters.
const LONGEST_REASON: usize = 1_000;

/// What is open at an instant, in parts; parts with nothing in them are left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftNote {
    /// When it was assembled.
    pub at: Instant,
    /// In the order in which they are read.
    pub parts: Vec<NotePart>,
}

/// One part of a note.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotePart {
    /// What of.
    pub subject: Subject,
    /// At least one.
    pub lines: Vec<NoteLine>,
}

/// One thing that is handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteLine {
    /// In a sentence, its times with their zone.
    pub text: String,
    /// The incident it belongs to.
    #[serde(default)]
    pub incident: Option<IncidentId>,
    /// It is late, held or without anybody already.
    #[serde(default)]
    pub pressing: bool,
}

/// What a part of a note is about, in the order of reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// What is under way, with all that is open in it.
    Incidents,
    /// What is over and still owes its last word.
    Closing,
    /// What has not gone out.
    Deliveries,
    /// Who was paged and has not answered.
    Pages,
    /// Where a page says something else than was published.
    StatusPages,
    /// What cannot be reached.
    Connections,
    /// Gaps and hand-offs of the rotation until the next shift ends.
    Cover,
    /// Who stands in on this machine, where that begins or ends.
    StandIns,
    /// What came to its end during the shift.
    Ended,
}

/// A note that was offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftOffer {
    /// Which.
    pub id: ShiftNoteId,
    /// Whose shift.
    pub rotation: RotationId,
    /// Who hands over.
    pub from: PersonId,
    /// Who takes over.
    pub to: PersonId,
    /// When it was offered.
    pub at: Instant,
    /// What the giver adds; may be empty.
    pub remarks: String,
    /// As it was then.
    pub note: ShiftNote,
    /// The same as a text, with its remarks.
    pub text: String,
    /// What came of it; none while it waits.
    pub settled: Option<Settlement>,
}

/// What came of an offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Settlement {
    /// The next shift has it.
    Accepted {
        /// Who recorded it.
        by: PersonId,
        /// When.
        at: Instant,
        /// The receiver said so to the giver, who recorded it.
        by_word_of_mouth: bool,
    },
    /// It is offered no more.
    TakenBack {
        /// By the giver, or by the receiver who cannot take it.
        by: PersonId,
        /// When.
        at: Instant,
        /// Why.
        reason: String,
    },
}

impl Subject {
    /// All of them, in the order of reading.
    pub const ALL: [Self; 9] = [
        Self::Incidents,
        Self::Closing,
        Self::Deliveries,
        Self::Pages,
        Self::StatusPages,
        Self::Connections,
        Self::Cover,
        Self::StandIns,
        Self::Ended,
    ];

    /// As a heading.
    pub fn name(self) -> &'static str {
        match self {
            Self::Incidents => "Open incidents",
            Self::Closing => "Closing updates owed",
            Self::Deliveries => "Deliveries that have not arrived",
            Self::Pages => "Pages without an answer",
            Self::StatusPages => "Status pages that say something else",
            Self::Connections => "Connections in trouble",
            Self::Cover => "Cover of the next shift",
            Self::StandIns => "Stand-ins of this machine",
            Self::Ended => "Over since the shift began",
        }
    }
}

/// Whether a shift may be offered. `open` are the offers that wait, of any rotation.
pub fn offer(
    rotation: &RotationId,
    (from, to): (&PersonId, &PersonId),
    remarks: &str,
    open: &[ShiftOffer],
    agreement: &Agreement,
) -> Result<(), Refusal> {
    let Some(known) = agreement.rotation(rotation) else {
        return Err(Refusal::of(&format!("There is no rotation “{rotation}”.")));
    };
    if agreement.person(to).is_none() {
        return Err(Refusal::of(&format!(
            "Nobody is known as “{to}”. Choose somebody of the workspace or of a pager."
        )));
    }
    if from == to {
        return Err(Refusal::of("Nobody hands a shift over to themself. Choose who comes next."));
    }
    if remarks.chars().count() > LONGEST_REMARKS {
        return Err(Refusal::of("The remarks are longer than 2000 characters. Put the rest into an incident's log."));
    }
    if let Some(waits) = open.iter().find(|offer| &offer.rotation == rotation && offer.settled.is_none()) {
        let (giver, receiver) = (agreement.person_name(&waits.from), agreement.person_name(&waits.to));
        return Err(Refusal::of(&format!(
            "{giver} offered the shift of {} to {receiver} already. Take that back first.",
            known.name
        )));
    }
    Ok(())
}

/// What an acceptance makes of an offer: by the receiver, or by the giver after word of mouth. Nothing new where the same
/// person accepted it before.
pub fn accept(
    offer: &ShiftOffer,
    actor: &PersonId,
    agreement: &Agreement,
    now: Instant,
) -> Result<Option<Settlement>, Refusal> {
    match &offer.settled {
        Some(Settlement::Accepted { by, .. }) if by == actor => return Ok(None),
        Some(settled) => return Err(settled_already(settled, agreement)),
        None => {}
    }
    if actor != &offer.to && actor != &offer.from {
        let (giver, receiver) = (agreement.person_name(&offer.from), agreement.person_name(&offer.to));
        return Err(Refusal::of(&format!(
            "Only {receiver}, to whom it was offered, accepts it, or {giver} records that they did."
        )));
    }
    Ok(Some(Settlement::Accepted { by: actor.clone(), at: now, by_word_of_mouth: actor != &offer.to }))
}

/// What taking back makes of an offer: by the giver, or by the receiver who cannot take it. Nothing new where the same person
/// did before.
pub fn take_back(
    offer: &ShiftOffer,
    actor: &PersonId,
    reason: &str,
    agreement: &Agreement,
    now: Instant,
) -> Result<Option<Settlement>, Refusal> {
    match &offer.settled {
        Some(Settlement::TakenBack { by, .. }) if by == actor => return Ok(None),
        Some(settled) => return Err(settled_already(settled, agreement)),
        None => {}
    }
    if actor != &offer.to && actor != &offer.from {
        let (giver, receiver) = (agreement.person_name(&offer.from), agreement.person_name(&offer.to));
        return Err(Refusal::of(&format!("Only {giver} takes it back, or {receiver} says that they cannot take it.")));
    }
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refusal::of("Say why: whoever waits for it must know."));
    }
    if reason.chars().count() > LONGEST_REASON {
        return Err(Refusal::of("The reason is longer than 1000 characters. Say it shorter."));
    }
    Ok(Some(Settlement::TakenBack { by: actor.clone(), at: now, reason: reason.to_owned() }))
}

fn settled_already(settled: &Settlement, agreement: &Agreement) -> Refusal {
    Refusal(match settled {
        Settlement::Accepted { by, .. } => {
            format!("It is accepted already, as {} recorded.", agreement.person_name(by))
        }
        Settlement::TakenBack { by, .. } => format!("{} took it back. Offer it anew.", agreement.person_name(by)),
    })
}

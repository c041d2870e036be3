//! Questions of people outside the bridge: who asks, what they are told at once, until when a question waits, and who owns the
//! inbox, so that nobody who works on the fix is asked.

use chrono_tz::Tz;

use super::Incident;
use super::said::Question;
use crate::agreement::Agreement;
use crate::cadence::Cadences;
use crate::id::{PersonId, QuestionId};
use crate::playbook::IncidentRole;
use crate::reminder;
use crate::span::Instant;
use crate::template::{Audience, BLANK, told};

impl Incident {
    /// The question of that id.
    pub fn question(&self, id: &QuestionId) -> Option<&Question> {
        self.questions.iter().find(|question| &question.id == id)
    }

    /// Open questions in the order in which they are read: those that cannot wait first, then the oldest.
    pub fn open_questions(&self) -> Vec<&Question> {
        let mut open: Vec<&Question> = self.questions.iter().filter(|question| question.is_open()).collect();
        // What was asked in the same instant stays in its order.
        open.sort_by_key(|question| (!question.cannot_wait, question.asked_at));
        open
    }

    /// Open questions that wait for the next update to an audience, oldest first.
    pub fn waiting_questions(&self, audience: Audience) -> Vec<&Question> {
        let open = self.open_questions().into_iter();
        open.filter(|question| question.audience == audience && !question.cannot_wait).collect()
    }
}

/// Questions with their answers as far as an ask has brought them, in one line, to be completed by whoever writes to those who asked.
pub fn proposal(incident: &Incident, questions: &[QuestionId]) -> String {
    let known = questions.iter().filter_map(|id| incident.question(id));
    known.map(|question| prompt(incident, question)).collect::<Vec<_>>().join(" ")
}

/// One question of [`proposal`].
pub fn prompt(incident: &Incident, question: &Question) -> String {
    let ask = incident.asks.iter().find(|ask| Some(&ask.id) == question.ask.as_ref());
    let answer = ask.and_then(|ask| ask.answer.as_deref()).unwrap_or(BLANK);
    let text = format!("“{}” {answer}", question.text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Who owns the inbox of questions: the communications lead, else whoever leads.
pub fn owner(incident: &Incident) -> &PersonId {
    incident.holder(IncidentRole::COMMUNICATIONS).map_or(&incident.lead, |holder| &holder.person)
}

/// Until when a question of an audience waits: the next update that is due to them, by the cadence or by promise; none where no
/// clock runs for them.
pub fn slot(incident: &Incident, cadences: &Cadences, audience: Audience) -> Option<Instant> {
    reminder::clock(incident, cadences, audience).due_at
}

/// What whoever asks is told at once. `zone` is the zone of its times.
pub fn reply(incident: &Incident, agreement: &Agreement, audience: Audience, zone: Tz, now: Instant) -> String {
    let to = match audience {
        Audience::Technical => "responders",
        Audience::Teams => "the teams",
        Audience::Leadership => "leadership",
        Audience::Customers => "customers",
    };
    let what = if audience == Audience::Leadership { "briefing" } else { "update" };
    if let Some(due_at) = slot(incident, &agreement.cadences, audience) {
        let clock = told(due_at, zone, now);
        let when = if due_at > now { "is due" } else { "was due" };
        let then = if due_at > now { "" } else { " and is on its way" };
        return format!("Noted. The next {what} for {to} {when} {clock}{then}; your question is on its list.");
    }
    let name = agreement.person_name(owner(incident));
    let role = if incident.holder(IncidentRole::COMMUNICATIONS).is_some() {
        "the communications lead"
    } else {
        "the incident lead"
    };
    format!("Noted. No {what} for {to} is due by a clock; {name}, {role}, answers you.")
}

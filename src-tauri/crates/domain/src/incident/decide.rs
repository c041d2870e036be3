//! What an intent makes happen: events, or a refusal. Pure; everything it must know comes in as [`Facts`].

mod area;
mod cadence;
pub mod close;
pub mod composition;
pub mod declare;
mod drift;
mod fact;
pub mod heads;
pub mod impact;
mod outside;
pub mod page;
pub mod people;
mod proposal;
mod question;
mod rally;
pub mod refusal;
mod scene;
mod shadow;
mod stated;
pub mod update;
pub mod work;
mod workstream;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use chrono_tz::Tz;

pub use refusal::Refusal;

use super::Incident;
use super::event::Event;
use super::intent::Intent;
use crate::agreement::{Agreement, Connection};
use crate::channel::Channel;
use crate::id::{ConnectionId, IntentId, PageId, PersonId, RoleId, RotationId};
use crate::phase::Phase;
use crate::span::Instant;

/// How long a page may wait before it is too old to wake somebody with.
pub const PAGE_VALID: Duration = Duration::minutes(10);

/// What a decision must know beside the incident.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The intent's id; ids of what it owes are made from it.
    pub intent: &'a IntentId,
    /// Who wants it.
    pub actor: &'a PersonId,
    /// What the organisation agreed on.
    pub agreement: &'a Agreement,
    /// Who is on call in each rotation at this instant.
    pub on_call: &'a BTreeMap<RotationId, Vec<PersonId>>,
    /// Who is so by an override of this machine: the pager would wake whom they stand in for.
    pub stand_ins: &'a BTreeSet<(RotationId, PersonId)>,
    /// Connections that can page, the first choice first.
    pub pagers: &'a [Connection],
    /// The incident's pages that are out, and to which their pager adds people.
    pub joinable: &'a BTreeSet<PageId>,
    /// The incident's pages that are out, and on which their pager takes notes.
    pub takes_notes: &'a BTreeSet<PageId>,
    /// By which kind of way each connection reaches an audience; status pages need not be named.
    pub channels: &'a BTreeMap<ConnectionId, Channel>,
    /// The connection that takes what a drill sends out.
    pub sandbox: &'a Connection,
    /// How long a page can be taken back before it leaves.
    pub hold: Duration,
    /// The zone in which the actor reads and writes times.
    pub zone: Tz,
}

impl Facts<'_> {
    /// By which kind of way a connection reaches an audience.
    pub fn channel(&self, connection: &ConnectionId) -> Channel {
        self.channels.get(connection).copied().unwrap_or(Channel::Page)
    }
}

/// The events that an intent leads to at this instant, or why it is not allowed.
///
/// `incident` is `None` only for a declaration.
pub fn decide(
    incident: Option<&Incident>,
    intent: &Intent,
    facts: &Facts<'_>,
    now: Instant,
) -> Result<Vec<Event>, Refusal> {
    if let Intent::DeclareIncident(declaration) = intent {
        return match incident {
            None => declare::declare(declaration, facts, now),
            Some(_) => Err(Refusal::of("This incident is declared already.")),
        };
    }
    let incident = incident.ok_or_else(|| Refusal::of("There is no such incident."))?;
    match intent {
        Intent::DeclareIncident(_) => Err(Refusal::of("This incident is declared already.")),
        Intent::ChangeTitle { title } => work::change_title(incident, title),
        Intent::ChangeServices { services } => work::change_services(incident, services, facts),
        Intent::ChangeSeverity { severity, reason } => work::change_severity(incident, *severity, reason),
        Intent::ChangePhase { phase } => change_phase(incident, *phase),
        Intent::ConfirmImpact { regions, detail } => impact::confirm(incident, regions, detail, facts, now),
        Intent::StateImpact(said) => stated::state(incident, said),
        Intent::SetRally(change) => rally::set(incident, change),
        Intent::MoveRally(to) => rally::go(incident, to),
        Intent::WithdrawImpact { reason } => impact::withdraw(incident, reason),
        Intent::PageRotation { rotation, reason, joins } => {
            page::rotation(incident, rotation, (reason, joins.as_ref()), facts, now)
        }
        Intent::PagePerson { person, reason, joins } => {
            page::person(incident, person, (reason, joins.as_ref()), facts, now)
        }
        Intent::RecordAnswer { page, answer } => page::answer(incident, page, *answer, facts),
        Intent::WithdrawPage { page } => page::withdraw(incident, page),
        Intent::AssignRole { role, person, domain } => people::assign(incident, role, person, domain.as_ref(), facts),
        Intent::ReleaseRole { role, person, domain } => people::release_role(incident, role, person, domain.as_ref()),
        Intent::OfferHandOver { to } => people::offer_hand_over(incident, to, facts),
        Intent::AcceptHandOver { to } => people::accept_hand_over(incident, to, facts),
        Intent::WithdrawHandOver => people::withdraw_hand_over(incident),
        Intent::Join { person } => people::join(incident, person, facts),
        Intent::Release { person } => people::release(incident, person),
        Intent::SeatShadow(form) => shadow::seat(incident, &form.person, &form.beside, facts),
        Intent::EndShadow { person } => shadow::end(incident, person),
        Intent::WaiveFunction { function, reason } => people::waive(incident, function, reason, facts),
        Intent::PublishUpdate(draft) => update::publish(incident, draft, facts, now),
        Intent::PublishUpdates(composition) => composition::publish(incident, composition, facts, now),
        Intent::SettleProposal { proposal, approved, reason } => {
            composition::settle(incident, proposal, *approved, reason, facts, now)
        }
        Intent::WithdrawUpdate { update } => update::withdraw(incident, update),
        Intent::WriteNote { text, corrects, pages, .. } => work::note(incident, text, *corrects, pages, facts),
        Intent::ProposeDecision { what, right } => work::propose(incident, what, right, facts),
        Intent::Decide { decision, approved, reason } => work::decide(incident, decision, *approved, reason, facts),
        Intent::RecordDecision { what, right, reason } => work::record(incident, what, right, reason, facts),
        Intent::OpenWorkstream { title, owner, effort } => {
            workstream::open(incident, title, owner.as_ref(), *effort, facts)
        }
        Intent::ChangeWorkstream { workstream, state, word, owner, effort } => {
            workstream::change(incident, workstream, (*state, word), owner.as_ref(), *effort, facts)
        }
        Intent::CoordinateArea(draft) => area::coordinate(incident, draft, facts),
        Intent::MakeAsk { person, what, back_by, question } => {
            question::may_turn(incident, question.as_ref(), facts)?;
            work::make_ask(incident, (person, what, *back_by), question.as_ref(), facts, now)
        }
        Intent::AnswerAsk { ask, answer } => work::answer_ask(incident, ask, answer),
        Intent::AskQuestion(form) => question::ask(incident, form, facts, now),
        Intent::AnswerQuestion(form) => question::answer(incident, form, facts),
        Intent::LeaveQuestion(form) => question::leave(incident, form, facts),
        Intent::HurryQuestion(form) => question::hurry(incident, form, facts),
        Intent::StateFact(form) => fact::state(incident, form, facts),
        Intent::ConfirmFact(form) => fact::confirm(incident, &form.fact, facts),
        Intent::WithdrawFact(form) => fact::withdraw(incident, form),
        Intent::TickStep { step, text, done } => work::tick(incident, step, text, *done),
        Intent::ChangeCadence { audience, minutes } => cadence::change(incident, *audience, *minutes, facts),
        Intent::Snooze { audience, until } => cadence::snooze(incident, *audience, *until, now),
        Intent::ResendDelivery { .. } | Intent::ConfirmDelivery { .. } | Intent::DropDelivery { .. } => {
            Err(Refusal::of("A delivery is settled in the outbox."))
        }
        Intent::SettleDrift { connection, update, ours, theirs } => {
            drift::settle(incident, (connection, update), *ours, theirs)
        }
        Intent::Resolve { summary, loss, release } => close::resolve(incident, summary, loss.as_deref(), *release),
        Intent::FileReport(form) => outside::file(incident, form, facts),
        Intent::ReadReports { reports } => outside::read(incident, reports),
        Intent::NoteThirdParty(form) => outside::note_third_party(incident, form, now),
        Intent::StateLoss { text } => close::state_loss(incident, text),
        Intent::Reopen { reason } => close::reopen(incident, reason),
    }
}

fn change_phase(incident: &Incident, phase: Phase) -> Result<Vec<Event>, Refusal> {
    still_open(incident)?;
    if phase == Phase::Resolved {
        return Err(Refusal::of("Use Resolve: it asks for the closing updates."));
    }
    if phase == incident.phase {
        return Err(Refusal::of(&format!("The phase is {} already.", phase.name())));
    }
    Ok(vec![Event::PhaseChanged { from: incident.phase, to: phase }])
}

/// Refuses where the incident is over.
fn still_open(incident: &Incident) -> Result<(), Refusal> {
    if incident.is_open() {
        Ok(())
    } else {
        Err(Refusal::of(&format!("{} is resolved. Reopen it first.", incident.id)))
    }
}

/// The longest text of an entry, in characters: whole logs belong into a document, and its link into the entry.
const LONGEST_TEXT: usize = 20_000;

/// Refuses where a text is empty or a book; gives it trimmed.
fn filled<'t>(text: &'t str, what: &str) -> Result<&'t str, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::of(&format!("Say {what}.")));
    }
    let length = text.chars().count();
    if length > LONGEST_TEXT {
        return Err(Refusal::of(&format!(
            "That is {length} characters, and an entry has at most {LONGEST_TEXT}. Put it into a document and note the link."
        )));
    }
    Ok(text)
}

/// Refuses where nobody of that id is known.
fn known<'a>(person: &PersonId, agreement: &'a Agreement) -> Result<&'a crate::person::Person, Refusal> {
    agreement.person(person).ok_or_else(|| {
        Refusal::of(&format!("The workspace knows nobody as “{person}”. Add them under people/ or check the id."))
    })
}

/// Whether a person holds a role now, for that domain.
fn holds(incident: &Incident, role: &RoleId, domain: Option<&String>, person: &PersonId) -> bool {
    let held = incident.roles.iter().filter(|holder| &holder.role == role && holder.domain.as_ref() == domain);
    held.map(|holder| &holder.person).any(|holder| holder == person)
}

//! Entries into state. Total: whatever the journal holds can be folded, and what makes no sense changes nothing.

mod begin;
mod given_up;
mod outside;
mod said;
mod step;

use super::entry::Entry;
use super::event::Event;
use super::said::Signature;
use super::shadow::LeftAsleep;
use super::{Ask, Decision, Incident, Nudge, Page, Proposal, Reminded, Tick, Verdict, WorkState, Workstream};
use crate::id::RoleId;
use crate::phase::Phase;
use crate::playbook::IncidentRole;

/// The state after all entries of one incident; `None` where the first is not its declaration.
pub fn fold(entries: &[Entry]) -> Option<Incident> {
    let (first, rest) = entries.split_first()?;
    let mut incident = Incident::declared(first)?;
    for entry in rest {
        incident.apply(entry);
    }
    Some(incident)
}

impl Incident {
    /// The state after one more entry.
    pub fn apply(&mut self, entry: &Entry) {
        self.last_sequence = self.last_sequence.max(entry.sequence);
        self.last_at = self.last_at.max(entry.recorded_at);
        let at = entry.happened_at;
        if let Some(present) = self.participants.iter_mut().find(|other| other.person == entry.actor) {
            present.heard_at = present.heard_at.max(at);
        }
        match &entry.event {
            Event::Declared { .. }
            | Event::CollisionsFound { .. }
            | Event::DeliveryHeld { .. }
            | Event::DeliverySettled { .. }
            | Event::NoteWritten { .. }
            | Event::NoteDelivered { .. } => {}

            Event::TitleChanged { title } => self.title.clone_from(title),
            Event::ServicesChanged { services } => self.services.clone_from(services),
            Event::SeverityChanged { to, .. } => self.severity = *to,
            Event::PhaseChanged { to, .. } => self.phase = *to,
            Event::Resolved { .. } => {
                self.phase = Phase::Resolved;
                self.resolved_at = Some(at);
                self.hand_over = None;
            }
            Event::Reopened { .. } => {
                self.phase = Phase::Investigating;
                self.resolved_at = None;
                self.reopened_at = Some(at);
            }

            Event::ImpactConfirmed { regions, detail } => self.confirm_impact(entry, regions, detail),
            Event::ImpactStated { sentence, business } => {
                self.state_impact(entry, sentence.as_ref(), business.as_ref());
            }
            Event::RallySet { rally } => self.rally = rally.filled(&self.id),
            Event::RallyMoved { to_fallback, .. } => self.fallback_since = to_fallback.then_some(at),
            Event::ImpactWithdrawn { reason } => {
                if let Some(impact) = &mut self.impact {
                    impact.withdrawn = Some((at, reason.clone()));
                }
            }

            Event::PageRequested { page, person, rotation, rule, reason, connection, joins, .. } => {
                self.pages.push(Page {
                    id: page.clone(),
                    person: person.clone(),
                    rotation: rotation.clone(),
                    rule: rule.clone(),
                    reason: reason.clone(),
                    connection: connection.clone(),
                    requested_at: at,
                    delivered_at: None,
                    answer: None,
                    answered_by: None,
                    withdrawn: false,
                    joins: joins.clone(),
                    reminded: None,
                });
            }
            Event::PageUndone { page, .. } => {
                if let Some(page) = self.pages.iter_mut().find(|other| &other.id == page) {
                    page.delivered_at = None;
                }
            }
            Event::PageDelivered { page, .. } => {
                if let Some(page) = self.pages.iter_mut().find(|other| &other.id == page) {
                    page.delivered_at = page.delivered_at.or(Some(at));
                }
            }
            Event::PageAnswered { page, answer, by, .. } => {
                if let Some(page) = self.pages.iter_mut().find(|other| &other.id == page) {
                    page.answer = Some((at, *answer));
                    page.answered_by.clone_from(by);
                }
            }
            Event::PageWithdrawn { page } => {
                if let Some(page) = self.pages.iter_mut().find(|other| &other.id == page) {
                    page.withdrawn = true;
                }
            }

            Event::RoleAssigned { role, domain, person } => self.give_role(role, domain.clone(), person, at),
            Event::RoleReleased { role, domain, person } => {
                if role.as_str() != IncidentRole::LEAD {
                    self.roles.retain(|holder| {
                        !(&holder.role == role && &holder.domain == domain && &holder.person == person)
                    });
                }
            }
            Event::HandOverOffered { to } => self.hand_over = Some(to.clone()),
            Event::HandOverWithdrawn { .. } => self.hand_over = None,
            Event::HandOverAccepted { to, .. } => {
                self.hand_over = None;
                self.lead = to.clone();
                self.give_role(&RoleId::from(IncidentRole::LEAD), None, to, at);
                self.note_presence(to, None, at);
            }
            Event::Joined { person, function } => self.note_presence(person, function.clone(), at),
            Event::Left { person } => {
                if let Some(present) = self.participants.iter_mut().find(|other| &other.person == person) {
                    present.left_at = Some(at);
                }
            }
            Event::ShadowSeated { person, beside } => self.seat_shadow(person, beside, at),
            Event::ShadowLeft { person } => self.shadows.retain(|seat| &seat.person != person),
            Event::ShadowLeftAsleep { person, rotation } => {
                self.left_asleep.push(LeftAsleep { person: person.clone(), rotation: rotation.clone() });
            }
            Event::FunctionWaived { function, reason } => {
                self.waived.insert(function.clone(), reason.clone());
            }

            Event::UpdateWritten { .. } => self.write_update(entry),
            Event::UpdateWithdrawn { update } => self.withdraw_update(update),
            Event::UpdateProposed { proposal, composition } => self.proposals.push(Proposal {
                id: proposal.clone(),
                composition: composition.clone(),
                by: entry.actor.clone(),
                at,
                verdict: None,
                settled: None,
            }),
            Event::ProposalSettled { proposal, approved, reason } => {
                if let Some(proposal) = self.proposals.iter_mut().find(|other| &other.id == proposal) {
                    proposal.verdict = Some((*approved, reason.clone()));
                    proposal.settled = Some(Signature { by: entry.actor.clone(), at });
                }
            }
            Event::OutreachWritten { .. } => self.write_outreach(entry),
            Event::OutreachSent { .. } => self.note_sent(entry),
            Event::DeliveryDropped { delivery, .. } => self.give_up(delivery),
            Event::UpdatePublished { update, connection, .. } => {
                if let Some(update) = self.updates.iter_mut().find(|other| &other.id == update) {
                    update.published.entry(connection.clone()).or_insert(at);
                }
            }
            Event::UpdateConfirmed { update, connection, .. } => {
                if let Some(update) = self.updates.iter_mut().find(|other| &other.id == update) {
                    update.confirmed.insert(connection.clone(), at);
                }
            }
            Event::DriftSettled { update, connection, ours: true, .. } => {
                self.theirs.remove(connection);
                if let Some(update) = self.updates.iter_mut().find(|other| &other.id == update) {
                    update.confirmed.remove(connection);
                }
            }
            Event::DriftSettled { update, connection, ours: false, theirs } => {
                self.theirs.insert(connection.clone(), (update.clone(), theirs.clone()));
            }
            Event::ReportFiled { .. } => self.hear_first(entry),
            Event::ReportRepeated { .. } => self.hear_again(entry),
            Event::ReportsRead { reports } => self.note_read(reports, entry),
            Event::ThirdPartySpoke { who, place } => self.note_third_party(who, place, entry),
            Event::LossStated { text } => self.loss = Some(text.clone()),

            Event::DecisionProposed { decision, what, right, role } => self.decisions.push(Decision {
                id: decision.clone(),
                what: what.clone(),
                right: right.clone(),
                role: role.clone(),
                proposed_by: entry.actor.clone(),
                proposed_at: at,
                verdict: None,
            }),
            Event::DecisionMade { decision, approved, role, reason, .. } => {
                if let Some(decision) = self.decisions.iter_mut().find(|other| &other.id == decision) {
                    decision.verdict = Some(Verdict {
                        approved: *approved,
                        by: entry.actor.clone(),
                        role: role.clone(),
                        reason: reason.clone(),
                        at,
                    });
                }
            }

            Event::WorkstreamOpened { workstream, title, owner, area, effort } => self.workstreams.push(Workstream {
                id: workstream.clone(),
                title: title.clone(),
                owner: owner.clone(),
                area: area.clone(),
                state: WorkState::Moving,
                word: String::new(),
                at,
                effort: effort.unwrap_or_default(),
                effort_at: effort.map(|_| at),
            }),
            Event::WorkstreamChanged { workstream, state, word, owner, effort, .. } => {
                if let Some(stream) = self.workstreams.iter_mut().find(|other| &other.id == workstream) {
                    stream.state = *state;
                    stream.at = at;
                    if let Some(effort) = effort {
                        (stream.effort, stream.effort_at) = (*effort, Some(at));
                    }
                    if !word.is_empty() {
                        stream.word.clone_from(word);
                    }
                    if owner.is_some() {
                        stream.owner.clone_from(owner);
                    }
                }
            }
            Event::AskMade { ask, person, what, back_by, question } => {
                self.asks.push(Ask {
                    id: ask.clone(),
                    person: person.clone(),
                    what: what.clone(),
                    back_by: *back_by,
                    answer: None,
                    question: question.clone(),
                });
                self.turn_question(question.as_ref(), ask);
            }
            Event::AskAnswered { ask, answer } => {
                if let Some(ask) = self.asks.iter_mut().find(|other| &other.id == ask) {
                    ask.answer = Some(answer.clone());
                }
            }
            Event::QuestionAsked { .. }
            | Event::QuestionAnswered { .. }
            | Event::QuestionLeft { .. }
            | Event::QuestionHurried { .. }
            | Event::QuestionReminded { .. } => self.note_question(entry),
            Event::FactStated { .. } | Event::FactConfirmed { .. } | Event::FactWithdrawn { .. } => {
                self.note_fact(entry);
            }
            Event::StepTicked { step, done, .. } => {
                if *done {
                    self.ticked.insert(step.clone(), Tick { by: entry.actor.clone(), at });
                } else {
                    self.ticked.remove(step);
                }
            }

            Event::CadenceChanged { audience, cadence } => match cadence {
                Some(cadence) => drop(self.cadences.insert(*audience, *cadence)),
                None => drop(self.cadences.remove(audience)),
            },
            Event::ReminderFired { audience, due_at, notice, repeat } => {
                let (due_at, notice, repeat) = (*due_at, *notice, *repeat);
                self.reminded.push(Reminded { audience: *audience, due_at, notice, repeat, at });
            }
            Event::ClockSetBack { from, to } => self.set_back(*from, *to),
            Event::PageReminded { page, notice, .. } => {
                if let Some(page) = self.pages.iter_mut().find(|other| &other.id == page) {
                    page.reminded = page.reminded.max(Some(*notice));
                }
            }
            Event::FixReminded { due_at, notice, repeat, .. } => {
                self.fix_reminded = Some((*due_at, Nudge { notice: *notice, repeat: *repeat }));
            }
            Event::Snoozed { audience, until } => {
                self.snoozed.insert(*audience, *until);
            }
        }
    }
}

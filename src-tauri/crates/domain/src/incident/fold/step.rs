//! The steps that several events share, or that take more than a line.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::{FunctionId, PersonId, RegionId, RoleId, UpdateId};
use crate::incident::entry::Entry;
use crate::incident::event::Event;
use crate::incident::stated::Said;
use crate::incident::{Impact, Incident, Outreach, Participant, RoleHolder, Update};
use crate::playbook::IncidentRole;
use crate::span::Instant;

impl Incident {
    pub(super) fn confirm_impact(&mut self, entry: &Entry, regions: &[RegionId], detail: &str) {
        for region in regions {
            if !self.regions.contains(region) {
                self.regions.push(region.clone());
            }
        }
        match &mut self.impact {
            // The customers' clock runs from the first confirmation.
            Some(impact) if impact.withdrawn.is_none() => {
                for region in regions {
                    if !impact.regions.contains(region) {
                        impact.regions.push(region.clone());
                    }
                }
                if !detail.is_empty() {
                    detail.clone_into(&mut impact.detail);
                }
            }
            // After a withdrawal all of it starts anew; what was withdrawn stays in the log.
            none_or_withdrawn => {
                *none_or_withdrawn = Some(Impact {
                    confirmed_at: entry.happened_at,
                    by: entry.actor.clone(),
                    regions: regions.to_vec(),
                    detail: detail.to_owned(),
                    withdrawn: None,
                });
            }
        }
    }

    /// Each sentence stands until another is stated.
    pub(super) fn state_impact(&mut self, entry: &Entry, sentence: Option<&String>, business: Option<&String>) {
        let said = |text: &String| Said {
            text: text.clone(),
            by: entry.actor.clone(),
            at: entry.happened_at,
            sequence: entry.sequence,
        };
        if let Some(text) = sentence {
            self.stated.sentence = Some(said(text));
        }
        if let Some(text) = business {
            self.stated.business = Some(said(text));
        }
    }

    /// A role with one holder changes hands; a role with several gains one for each domain.
    pub(super) fn give_role(&mut self, role: &RoleId, domain: Option<String>, person: &PersonId, since: Instant) {
        self.roles.retain(|holder| !(&holder.role == role && holder.domain == domain));
        self.roles.push(RoleHolder { role: role.clone(), domain, person: person.clone(), since });
        if role.as_str() == IncidentRole::LEAD {
            self.lead = person.clone();
        }
    }

    pub(super) fn note_presence(&mut self, person: &PersonId, function: Option<FunctionId>, at: Instant) {
        self.shadows.retain(|seat| &seat.person != person);
        match self.participants.iter_mut().find(|other| &other.person == person) {
            Some(present) => {
                present.left_at = None;
                present.heard_at = present.heard_at.max(at);
                if function.is_some() {
                    present.function = function;
                }
            }
            None => self.participants.push(Participant {
                person: person.clone(),
                function,
                joined_at: at,
                left_at: None,
                heard_at: at,
            }),
        }
    }

    pub(super) fn write_update(&mut self, entry: &Entry) {
        let Event::UpdateWritten {
            update,
            audience,
            phase,
            title,
            body,
            values,
            components,
            connections,
            rooms,
            page_components,
            promised_at,
            facts,
            proposal,
            ..
        } = &entry.event
        else {
            return;
        };
        self.snoozed.remove(audience);
        self.updates.push(Update {
            id: update.clone(),
            audience: *audience,
            phase: *phase,
            title: title.clone(),
            body: body.clone(),
            values: values.clone(),
            by: entry.actor.clone(),
            written_at: entry.happened_at,
            connections: connections.clone(),
            published: BTreeMap::new(),
            given_up: BTreeSet::new(),
            confirmed: BTreeMap::new(),
            components: components.clone(),
            page_components: page_components.clone(),
            rooms: rooms.clone(),
            outreach: Vec::new(),
            promised_at: *promised_at,
            facts: facts.clone(),
            proposal: proposal.clone(),
        });
    }

    /// What was taken back counts for no clock any more.
    pub(super) fn withdraw_update(&mut self, update: &UpdateId) {
        if let Some(at) = self.updates.iter().position(|other| &other.id == update) {
            self.withdrawn_updates.push(self.updates.remove(at));
            self.unanswer(update);
        }
    }

    pub(super) fn write_outreach(&mut self, entry: &Entry) {
        let Event::OutreachWritten { update, output, title, body, letters, .. } = &entry.event else { return };
        if let Some(update) = self.updates.iter_mut().find(|other| &other.id == update) {
            update.outreach.push(Outreach {
                output: *output,
                title: title.clone(),
                body: body.clone(),
                letters: letters.len(),
                connections: letters.iter().map(|letter| letter.connection.clone()).collect(),
                sent: 0,
                given_up: 0,
                written_at: entry.happened_at,
            });
        }
    }

    /// A word in a room tells the update itself; a letter goes with it.
    pub(super) fn note_sent(&mut self, entry: &Entry) {
        let Event::OutreachSent { update, output, connection, .. } = &entry.event else { return };
        let Some(update) = self.updates.iter_mut().find(|other| &other.id == update) else { return };
        match update.outreach.iter_mut().find(|other| other.output == *output) {
            Some(outreach) => outreach.sent = (outreach.sent + 1).min(outreach.letters),
            None => {
                update.published.entry(connection.clone()).or_insert(entry.happened_at);
            }
        }
    }
}

//! One end of the page tree: who answers now, how, by which rule, what follows, and who stays asleep.

use domain::agreement::Agreement;
use domain::id::RotationId;
use domain::incident::Incident;
use domain::incident::intent::{Declaration, Intent};
use domain::neighbour::Concerned;
use domain::page_tree::Sighting;
use domain::service::{LadderContact, Service};
use domain::span::Instant;
use serde::Serialize;

use super::as_declaration;
use crate::connection::Keyring;
use crate::engine::Engine;
use crate::error::Error;
use crate::view::declare::{AsleepLine, ProposedPage};
use crate::view::page::{Asked, PageRecipient};
use crate::view::person::PersonView;

/// One end of the tree.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct LeafView {
    /// `declines at checkout`
    pub title: String,
    /// What holds here as a whole: who is woken, that no rule holds, that nobody is woken.
    pub sentence: String,
    /// Who answers, in the order of the rules; offered ones behind.
    pub answers: Vec<LeafAnswer>,
    /// Who joins once customer impact is confirmed.
    pub on_impact: Vec<ProposedPage>,
    /// Where no rule says what fails: the ladders of what alerts.
    pub ladders: Vec<LeafLadder>,
    /// Who was considered and stays asleep.
    pub asleep: Vec<AsleepLine>,
    /// No rule holds that says what fails.
    pub unmatched: bool,
    /// The same as the beginning of a declaration; nothing is declared by it.
    pub declaration: Declaration,
}

/// A rotation that answers.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct LeafAnswer {
    /// By which rule, why, and what follows.
    pub page: ProposedPage,
    /// Whom a page would wake now, and by which way.
    pub recipients: Vec<PageRecipient>,
}

/// A step of a ladder.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct LeafLadder {
    /// Whose ladder: the service's name.
    pub service: String,
    /// The rotation's name, or the person's.
    pub name: String,
    /// Minutes without an answer to the step before.
    pub after_minutes: u32,
    /// Whom it reaches now.
    pub people: Vec<PersonView>,
    /// Where it is written.
    pub source: String,
}

impl Engine {
    /// Who answers at one end of the tree now, by the rules that a declaration follows. Nothing is written. `NotFound` for a
    /// service or a region that the workspace does not know.
    pub fn tree_leaf(&self, seen: &Sighting) -> Result<LeafView, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        self.refuse_unknown(seen)?;
        let declaration = Declaration { title: title(seen, agreement), ..as_declaration(seen) };
        let proposal = self.propose(&declaration)?;
        let lead = self.acting(now)?;
        let would_be = Incident::would_be(&proposal.declaration, &lead, now);
        let incident = would_be.ok_or_else(|| Error::Internal("a declaration makes an incident".to_owned()))?;
        let (concerned, keyring) = (Concerned::by(&incident, agreement), Keyring::default());
        let asked =
            Asked { agreement, incident: &incident, rotation: None, concerned: &concerned, keyring: &keyring, now };
        let mut answers = Vec::new();
        for page in proposal.page_now {
            let recipients = self.answering(&asked, &page)?;
            answers.push(LeafAnswer { page, recipients });
        }
        let services = seen.services.iter().filter_map(|id| agreement.service(id)).filter(|_| proposal.unmatched);
        Ok(LeafView {
            title: declaration.title.clone(),
            sentence: sentence(&answers, proposal.unmatched),
            on_impact: proposal.page_on_impact,
            ladders: services.flat_map(|service| self.steps(agreement, service, now)).collect(),
            asleep: proposal.asleep,
            unmatched: proposal.unmatched,
            declaration: Declaration { title: String::new(), customer_impact: false, ..declaration },
            answers,
        })
    }

    /// Refuses a service or a region that the workspace does not know.
    pub(crate) fn refuse_unknown(&self, seen: &Sighting) -> Result<(), Error> {
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        if let Some(id) = seen.services.iter().find(|id| agreement.service(id).is_none()) {
            return Err(Error::NotFound(format!("The workspace has no service “{id}”.")));
        }
        if let Some(id) = seen.regions.iter().find(|id| agreement.region(id).is_none()) {
            return Err(Error::NotFound(format!("The workspace has no region “{id}”.")));
        }
        Ok(())
    }

    /// Whom a page of the rotation would wake, each with the way.
    fn answering(&self, asked: &Asked<'_>, page: &ProposedPage) -> Result<Vec<PageRecipient>, Error> {
        let rotation = RotationId::from(page.rotation.as_str());
        let intent = Intent::PageRotation { rotation: rotation.clone(), reason: page.reason.clone(), joins: None };
        let events = self.weigh(asked.incident, &intent)?.unwrap_or_default();
        let asked = Asked { rotation: Some(&rotation), ..*asked };
        Ok(events.iter().filter_map(|event| self.recipient(&asked, event)).collect())
    }

    /// The steps of a service's ladder, with whom each reaches now.
    fn steps(&self, agreement: &Agreement, service: &Service, now: Instant) -> Vec<LeafLadder> {
        let steps = service.ladder.iter().map(|step| {
            let (name, people) = match &step.contact {
                LadderContact::Rotation(id) => (
                    agreement.rotation(id).map_or_else(|| id.to_string(), |rotation| rotation.name.clone()),
                    self.on_call(agreement, id, now),
                ),
                LadderContact::Person(id) => (agreement.person_name(id), vec![id.clone()]),
            };
            LeafLadder {
                service: service.name.clone(),
                name,
                after_minutes: step.after_minutes,
                people: self.people_view(agreement, &people, now),
                source: service.source.clone(),
            }
        });
        steps.collect()
    }
}

/// `declines at checkout while Ledger database alerts`, `Ledger database alerts`
fn title(seen: &Sighting, agreement: &Agreement) -> String {
    let services = seen.services.iter().filter_map(|id| agreement.service(id));
    let services: Vec<&str> = services.map(|service| service.name.as_str()).collect();
    let alerts = (!services.is_empty()).then(|| format!("{} alerts", services.join(" and ")));
    let shown = match (&seen.symptom, &seen.surface) {
        (Some(symptom), Some(surface)) => Some(format!("{symptom} at {surface}")),
        (Some(symptom), None) => Some(symptom.clone()),
        (None, Some(surface)) => Some(format!("Anything else at {surface}")),
        (None, None) => None,
    };
    match (shown, alerts) {
        (Some(shown), Some(alerts)) => format!("{shown} while {alerts}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "Anything else, anywhere".to_owned(),
    }
}

/// What holds as a whole.
fn sentence(answers: &[LeafAnswer], unmatched: bool) -> String {
    let woken = answers.iter().filter(|answer| answer.page.ticked).count();
    let offered = answers.len() - woken;
    let rule = if unmatched { "No rule says what fails here. " } else { "" };
    let wakes = match (woken, offered, unmatched) {
        (0, 0, true) => "No owner and no ladder is known: page somebody by name.".to_owned(),
        (0, 0, false) => "A rule holds that wakes nobody, on purpose.".to_owned(),
        (0, _, _) => "Nobody is woken unless you choose an owner below.".to_owned(),
        (1, 0, _) => "One rotation is woken.".to_owned(),
        (several, 0, _) => format!("{several} rotations are woken."),
        (woken, offered, _) => format!("Rotations: {woken} woken, {offered} offered and left asleep unless ticked."),
    };
    format!("{rule}{wakes}")
}

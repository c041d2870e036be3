//! Who would hear of an incident, and how, before anything is written: pages, rooms, status pages, letters, and what is copied by
//! hand; and who would not, and why.

mod step;

use domain::agreement::Agreement;
use domain::id::{IncidentId, RotationId};
use domain::incident::Incident;
use domain::incident::decide::declare::{complete, route};
use domain::incident::decide::heads::must_be_counted;
use domain::incident::event::Event;
use domain::incident::intent::{Declaration, Intent};
use domain::neighbour::{Concerned, as_declared};
use domain::page_tree::Asleep;
use domain::severity::Severity;
use domain::span::Instant;
use serde::Serialize;

use super::declare::{AsleepLine, ProposedTell};
use super::destination::Place;
use super::launch::CollisionsView;
use super::page::{Asked, PageRecipient};
use crate::connection::Keyring;
use crate::engine::Engine;
use crate::error::Error;

/// Who would hear of an incident, step by step.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct DryRun {
    /// Its title; `An incident` where it has none yet.
    pub title: String,
    /// How bad.
    pub severity: Severity,
    /// A rehearsal: all of it goes to the sandbox.
    pub drill: bool,
    /// In order of time.
    pub steps: Vec<DryRunStep>,
    /// Rotations that are left asleep, and why.
    pub asleep: Vec<AsleepLine>,
    /// Rooms and pages that are not told, and why: name and reason.
    pub untold: Vec<(String, String)>,
    /// What it would collide with.
    pub collisions: CollisionsView,
    /// How many people are woken at once.
    pub heads: u32,
    /// Whether so many must be counted by whoever wakes them.
    pub must_count: bool,
    /// Why it could not be declared as it is; empty where it could.
    pub refusal: String,
}

/// What happens at one step.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct DryRunStep {
    /// `At once`, `When customer impact is confirmed`, `First update: Teams update`
    pub name: String,
    /// Who is paged.
    pub pages: Vec<PageRecipient>,
    /// Functions that are told by whoever leads; nobody is paged for them.
    pub told: Vec<ProposedTell>,
    /// Rooms, status pages and letters.
    pub places: Vec<Place>,
    /// What is copied by hand, and why, as a sentence; none where nothing is.
    pub by_hand: Option<String>,
}

impl DryRunStep {
    fn of(name: &str) -> Self {
        Self { name: name.to_owned(), pages: Vec::new(), told: Vec::new(), places: Vec::new(), by_hand: None }
    }
}

impl Engine {
    /// Who would hear of an incident that is declared like this now. Nothing is written, and nothing leaves.
    pub fn dry_run(&self, declaration: &Declaration) -> Result<DryRun, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let mut whole = complete(declaration, agreement);
        if whole.title.is_empty() {
            "An incident".clone_into(&mut whole.title);
        }
        let lead = self.acting(now)?;
        let would_be = Incident::would_be(&whole, &lead, now);
        let incident = would_be.ok_or_else(|| Error::Internal("a declaration makes an incident".to_owned()))?;
        let (events, heads, refusal) = match self.foresee(None, &Intent::DeclareIncident(whole.clone()))? {
            Ok(foreseen) => (foreseen.events, foreseen.heads, String::new()),
            Err(refusal) => (Vec::new(), 0, refusal.to_string()),
        };
        let mut at_once = DryRunStep {
            pages: self.woken_by(&incident, agreement, &events, now),
            told: self.told_beside(&incident, agreement, now),
            ..DryRunStep::of("At once")
        };
        // Whoever leads is there already, and nobody else was called.
        for page in &mut at_once.pages {
            page.already = page.person.id == lead.as_str();
        }
        let mut run = self.whole_run(&incident, agreement, at_once, now)?;
        run.heads = u32::try_from(heads).unwrap_or(u32::MAX);
        run.must_count = must_be_counted(heads);
        run.refusal = refusal;
        Ok(run)
    }

    /// Who would hear of an incident that is open, from now on: whoever is called for now, who is paged by confirmed impact, and
    /// the next update of each audience. Nothing is written, and nothing leaves.
    pub fn dry_run_of(&self, id: &IncidentId) -> Result<DryRun, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let incident = self.incident(id)?;
        let mut pages: Vec<PageRecipient> = Vec::new();
        if incident.is_open() {
            for routed in route(&as_declared(&incident), agreement).woken(incident.severity).cloned() {
                let (reason, joins) = (routed.reason.clone(), None);
                let intent = Intent::PageRotation { rotation: routed.rotation, reason, joins };
                let events = self.weigh(&incident, &intent)?.unwrap_or_default();
                let woken = self.woken_by(&incident, agreement, &events, now).into_iter();
                pages.extend(
                    woken
                        .filter(|page| pages.iter().all(|known| known.person.id != page.person.id))
                        .collect::<Vec<_>>(),
                );
            }
        }
        let fresh = pages.iter().filter(|page| !page.already).count();
        let called =
            DryRunStep { pages, told: self.told_beside(&incident, agreement, now), ..DryRunStep::of("Called for now") };
        let mut run = self.whole_run(&incident, agreement, called, now)?;
        run.heads = u32::try_from(fresh).unwrap_or(u32::MAX);
        run.must_count = must_be_counted(fresh);
        Ok(run)
    }

    /// The first step with all that follow it.
    fn whole_run(
        &self,
        incident: &Incident,
        agreement: &Agreement,
        first: DryRunStep,
        now: Instant,
    ) -> Result<DryRun, Error> {
        let mut steps = vec![first];
        steps.extend(self.impact_step(incident, agreement, now)?);
        steps.extend(self.update_steps(incident, agreement)?);
        let woken: Vec<&PageRecipient> = steps.iter().flat_map(|step| &step.pages).collect();
        let asleep = route(&as_declared(incident), agreement).asleep;
        let line = |asleep: Asleep| {
            let name = agreement.rotation(&asleep.rotation)?.name.clone();
            let is_woken = woken.iter().any(|page| page.rotation.as_ref() == Some(&name));
            (!is_woken).then_some(AsleepLine { name, reason: asleep.reason })
        };
        let asleep = asleep.into_iter().filter_map(line).collect();
        Ok(DryRun {
            title: incident.title.clone(),
            severity: incident.severity,
            drill: incident.drill,
            asleep,
            untold: step::untold_places(incident, agreement),
            collisions: self.collisions_of(incident, agreement, now),
            steps,
            heads: 0,
            must_count: false,
            refusal: String::new(),
        })
    }

    /// Those whom events wake, each as a page's preview shows them.
    fn woken_by(
        &self,
        incident: &Incident,
        agreement: &Agreement,
        events: &[Event],
        now: Instant,
    ) -> Vec<PageRecipient> {
        let (concerned, keyring) = (Concerned::by(incident, agreement), Keyring::default());
        let rotation: Option<&RotationId> = None;
        let asked = Asked { agreement, incident, rotation, concerned: &concerned, keyring: &keyring, now };
        events.iter().filter_map(|event| self.recipient(&asked, event)).collect()
    }

    /// Functions that the playbook wants told or called in beside those who are paged.
    fn told_beside(&self, incident: &Incident, agreement: &Agreement, now: Instant) -> Vec<ProposedTell> {
        let playbook = incident.playbook.as_ref().and_then(|id| agreement.playbook(id));
        let functions = playbook.into_iter().flat_map(|playbook| playbook.tell.iter().chain(&playbook.functions));
        functions.map(|id| self.spokespeople(agreement, id, now)).collect()
    }

    /// Whom confirmed customer impact pages; none where it is confirmed, or where no region is known.
    fn impact_step(
        &self,
        incident: &Incident,
        agreement: &Agreement,
        now: Instant,
    ) -> Result<Option<DryRunStep>, Error> {
        let regions = incident.hit_regions().to_vec();
        if incident.has_impact() || regions.is_empty() || !incident.is_open() {
            return Ok(None);
        }
        let intent = Intent::ConfirmImpact { regions, detail: String::new() };
        let events = self.weigh(incident, &intent)?.unwrap_or_default();
        let pages = self.woken_by(incident, agreement, &events, now);
        Ok(Some(DryRunStep { pages, ..DryRunStep::of("When customer impact is confirmed") }))
    }
}

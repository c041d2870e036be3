//! The Bridge screen, put together from its parts.

use domain::agreement::Agreement;
use domain::cadence::Cadences;
use domain::id::IncidentId;
use domain::incident::Incident;
use domain::reminder;
use domain::span::Instant;
use domain::template::Audience;
use store::truth::outbox::Row;

use super::{BridgeView, ClockView, ImpactView, PageOutView};
use crate::desk::no_incident;
use crate::engine::Engine;
use crate::error::Error;
use crate::out::{PageOut, pages_out};

impl Engine {
    /// The folded incident, as it is on disk now.
    pub fn incident(&self, id: &IncidentId) -> Result<Incident, Error> {
        self.parts.truth.incident(id)?.ok_or_else(|| no_incident(id))
    }

    /// The Bridge screen of one incident.
    pub fn bridge(&self, id: &IncidentId) -> Result<BridgeView, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let incident = self.incident(id)?;
        let rows = self.parts.truth.deliveries(id)?;
        let playbook = incident.playbook.as_ref().and_then(|id| agreement.playbook(id));
        let pages = self.page_standings(&incident, agreement, &rows)?;
        let log = self.log(&incident, agreement, &rows)?;
        let held = rows.iter().filter(|row| row.state.name() == "held").count();
        Ok(BridgeView {
            id: incident.id.to_string(),
            title: incident.title.clone(),
            severity: incident.severity,
            phase: incident.phase,
            drill: incident.drill,
            declared_at: incident.declared_at.timestamp_millis(),
            resolved_at: incident.resolved_at.map(|at| at.timestamp_millis()),
            closed: incident.is_closed(),
            closing_owed: incident.closing_owed(),
            closing: super::closing::steps(&incident, agreement, &rows, &pages),
            loss: incident.loss.clone(),
            head: self.head(&incident, agreement, &log, now)?,
            services: incident
                .services
                .iter()
                .map(|id| {
                    (
                        id.to_string(),
                        agreement.service(id).map_or_else(|| id.to_string(), |service| service.name.clone()),
                    )
                })
                .collect(),
            playbook: playbook.map(|playbook| playbook.name.clone()),
            pattern: incident.pattern.as_ref().map(ToString::to_string),
            lead: self.person_view(agreement, &incident.lead, now),
            hand_over: incident.hand_over.as_ref().map(|to| self.person_view(agreement, to, now)),
            clocks: clocks(&incident, &agreement.cadences, now),
            fix: super::fix::fix(&incident, agreement, now),
            impact: impact(&incident, agreement),
            outside: self.outside(&incident, now)?,
            on_bridge: self.seats(&incident, agreement, now),
            shadows: self.shadows(&incident, agreement, now),
            called: self.called(&incident, agreement, &rows, now),
            out: out(&incident, agreement, &rows),
            missing: self.missing(&incident, agreement, now),
            told: self.told(&incident, agreement, now),
            guards: self.guards(&incident, agreement, now),
            decisions: self.decisions(&incident, agreement, now)?,
            areas: self.areas(&incident, agreement, now),
            workstreams: self.workstreams(&incident, agreement, now),
            asks: self.asks(&incident, agreement, now),
            said: self.said(&incident, agreement, now)?,
            checklist: super::work::checklist(&incident, agreement),
            log,
            runbooks: self.linked_runbooks(&incident, agreement)?,
            rights: agreement.rights.clone(),
            roles: agreement.roles.clone(),
            regions: agreement
                .regions
                .iter()
                .map(|region| {
                    let proposed = incident.regions.is_empty() || incident.regions.contains(&region.id);
                    (region.id.to_string(), region.name.clone(), proposed)
                })
                .collect(),
            pageable: self.pageable(&incident, agreement, now),
            ladders: self.ladder_choices(&incident, agreement, now),
            held: u32::try_from(held).unwrap_or(u32::MAX),
            retractable: super::spoken::retractable(&incident, &rows),
            proposals: super::spoken::proposals(&incident, agreement),
            pages,
            collisions: self.collisions_of(&incident, agreement, now),
        })
    }

    /// Runbooks of the playbook and of the failing services: path and title, each once.
    fn linked_runbooks(&self, incident: &Incident, agreement: &Agreement) -> Result<Vec<(String, String)>, Error> {
        let playbook = incident.playbook.as_ref().and_then(|id| agreement.playbook(id));
        let services = incident.services.iter().filter_map(|id| agreement.service(id));
        let mut paths: Vec<&String> = Vec::new();
        for path in playbook
            .iter()
            .flat_map(|playbook| &playbook.runbooks)
            .chain(services.flat_map(|service| &service.runbooks))
        {
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
        self.titled_runbooks(&paths)
    }

    /// Paths of runbooks with their titles; a path that is not indexed yet keeps its name.
    pub(crate) fn titled_runbooks(&self, paths: &[&String]) -> Result<Vec<(String, String)>, Error> {
        let known = self.parts.cache.runbooks()?;
        let title = |path: &String| {
            known.iter().find(|row| &row.path == path).map_or_else(|| path.clone(), |row| row.title.clone())
        };
        Ok(paths.iter().map(|path| ((*path).clone(), title(path))).collect())
    }
}

pub(crate) fn clocks(incident: &Incident, cadences: &Cadences, now: Instant) -> Vec<ClockView> {
    let milliseconds = |at: Option<Instant>| at.map(|at| at.timestamp_millis());
    reminder::clocks(incident, cadences)
        .into_iter()
        .map(|clock| ClockView {
            audience: clock.audience,
            cadence: clock.cadence,
            own: clock.own,
            opening_minutes: clock.opening_minutes,
            since: milliseconds(clock.since),
            due_at: milliseconds(clock.due_at),
            promised_at: milliseconds(clock.promised_at),
            by_promise: clock.is_by_promise(),
            following_at: milliseconds(clock.following_at),
            owed_from: milliseconds(clock.owed_from),
            sent_at: sent_at(incident, clock.audience),
            notice: clock.notice(now),
            snoozed_until: milliseconds(clock.snoozed_until.filter(|until| *until > now)),
            closing: clock.closing,
        })
        .collect()
}

fn sent_at(incident: &Incident, audience: Audience) -> Vec<i64> {
    incident.said_to(audience).map(|update| update.written_at.timestamp_millis()).collect()
}

fn impact(incident: &Incident, agreement: &Agreement) -> ImpactView {
    let standing = incident.impact.as_ref().filter(|impact| impact.withdrawn.is_none());
    ImpactView {
        confirmed: standing.is_some(),
        confirmed_at: standing.map(|impact| impact.confirmed_at.timestamp_millis()),
        by: standing.map(|impact| agreement.person_name(&impact.by)),
        regions: standing
            .iter()
            .flat_map(|impact| &impact.regions)
            .map(|id| agreement.region(id).map_or_else(|| id.to_string(), |region| region.name.clone()))
            .collect(),
        detail: standing.map(|impact| impact.detail.clone()).unwrap_or_default(),
    }
}

/// The pages that something can be added to.
fn out(incident: &Incident, agreement: &Agreement, rows: &[Row]) -> Vec<PageOutView> {
    let shown = |out: PageOut| PageOutView {
        person_name: incident.page(&out.page).map(|page| agreement.person_name(&page.person)).unwrap_or_default(),
        page: out.page.to_string(),
        connection_name: out.connection.name,
        adds_people: out.adds_people,
        takes_notes: out.takes_notes,
    };
    let out = pages_out(incident, agreement, rows).into_iter();
    out.filter(|out| out.adds_people || out.takes_notes).map(shown).collect()
}

//! One runbook as a page: sanitised, with its steps and the people behind it.

use domain::agreement::Agreement;
use domain::id::{IncidentId, RotationId};
use domain::service::LadderContact;
use domain::span::Instant;
use runbooks::html::RenderOptions;

use super::RunbookView;
use super::search::days_since;
use crate::engine::Engine;
use crate::error::Error;
use crate::view::person::PersonView;

impl Engine {
    /// One rendered runbook; with an incident, its ticked steps.
    pub fn runbook(&self, path: &str, incident: Option<&IncidentId>) -> Result<RunbookView, Error> {
        let now = self.now();
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let file = loaded
            .runbooks
            .iter()
            .find(|file| file.path == path)
            .ok_or_else(|| Error::NotFound(format!("There is no runbook {path} in the workspace.")))?;
        let document = runbooks::section::read(&file.path, &file.text);
        let today = now.with_timezone(&self.zone()).date_naive();
        let ticked = match incident {
            Some(id) => self.ticked(id, path, agreement)?,
            None => Vec::new(),
        };
        Ok(RunbookView {
            path: file.path.clone(),
            title: document.title.clone(),
            html: runbooks::html::render(&file.text, &RenderOptions { path: &file.path }),
            verified_days: document.verified.and_then(|date| days_since(date, today)),
            verified: document.verified.map(|date| date.to_string()),
            ticked,
            owners: self.owners(agreement, &document.services, now),
            services: document.services,
            owner: document.owner.unwrap_or_default(),
        })
    }

    /// The steps of a page that are done: step id, by whom, when.
    fn ticked(&self, id: &IncidentId, path: &str, agreement: &Agreement) -> Result<Vec<(String, String, i64)>, Error> {
        let incident = self.incident(id)?;
        let steps = incident.ticked.iter().filter_map(|(step, tick)| {
            let (page, step) = step.rsplit_once('#')?;
            (page == path).then(|| (step.to_owned(), agreement.person_name(&tick.by), tick.at.timestamp_millis()))
        });
        Ok(steps.collect())
    }

    /// Who answers for the services of a page: each ladder's rotations and persons, in order, each once.
    fn owners(
        &self,
        agreement: &Agreement,
        services: &[String],
        now: Instant,
    ) -> Vec<(String, String, Vec<PersonView>)> {
        let ladders = services.iter().filter_map(|id| agreement.service(&id.as_str().into()));
        let mut owners: Vec<(String, String, Vec<PersonView>)> = Vec::new();
        for step in ladders.flat_map(|service| &service.ladder) {
            let line = self.ladder_line(agreement, step, now);
            let key: RotationId = match &step.contact {
                LadderContact::Rotation(id) => id.clone(),
                LadderContact::Person(_) => RotationId::default(),
            };
            let owner = (key.to_string(), line.name, line.people);
            if !owners.contains(&owner) {
                owners.push(owner);
            }
        }
        owners
    }
}

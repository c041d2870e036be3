//! Settings of this machine: who sits at it, how long reminders are quiet, how the window looks.

use chrono::{DateTime, Duration};
use domain::id::PersonId;
use domain::playbook::IncidentRole;
use domain::span::Instant;

use crate::change::Topic;
use crate::engine::Engine;
use crate::error::Error;

const PERSON: &str = "person";
const QUIET_UNTIL: &str = "quiet_until";

impl Engine {
    /// A setting as JSON text.
    pub fn setting(&self, key: &str) -> Result<Option<String>, Error> {
        Ok(self.parts.truth.setting(key)?)
    }

    /// Keeps a setting.
    pub fn set_setting(&self, key: &str, json: &str) -> Result<(), Error> {
        self.parts.truth.set_setting(key, json)?;
        self.parts.changes.tell(&[Topic::Settings]);
        Ok(())
    }

    /// Says who sits at this machine.
    pub fn say_who(&self, person: &PersonId) -> Result<(), Error> {
        if self.loaded().agreement.person(person).is_none() {
            return Err(Error::NotFound(format!("The workspace knows nobody as “{person}”.")));
        }
        let json = serde_json::to_string(person).map_err(|trouble| Error::Internal(trouble.to_string()))?;
        self.set_setting(PERSON, &json)
    }

    /// Who sits at this machine, as far as they said so.
    pub fn you(&self) -> Result<Option<PersonId>, Error> {
        if let Some(actor) = &self.parts.actor {
            return Ok(Some(actor.clone()));
        }
        let json = self.setting(PERSON)?;
        Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
    }

    /// Who acts: the person at this machine; where nobody said who that is, whoever leads incidents now.
    pub(crate) fn acting(&self, now: Instant) -> Result<PersonId, Error> {
        if let Some(you) = self.you()? {
            return Ok(you);
        }
        let loaded = self.loaded();
        let agreement = &loaded.agreement;
        let rotation = agreement.role(&IncidentRole::LEAD.into()).and_then(|role| role.rotation.clone());
        let on_call = rotation.map(|rotation| self.on_call(agreement, &rotation, now)).unwrap_or_default();
        on_call.into_iter().next().or_else(|| agreement.people.first().map(|person| person.id.clone())).ok_or_else(
            || Error::Refused("The workspace has no people yet. Add yourself under people/ first.".to_owned()),
        )
    }

    /// Keeps all reminders quiet for that long; the clocks go on.
    pub fn quiet(&self, minutes: u32) -> Result<(), Error> {
        let until = self.now() + Duration::minutes(i64::from(minutes));
        self.set_setting(QUIET_UNTIL, &until.timestamp_millis().to_string())?;
        self.parts.nudges.remind.notify_one();
        Ok(())
    }

    /// Until when all reminders are quiet, if they are.
    pub(crate) fn quiet_until(&self, now: Instant) -> Result<Option<Instant>, Error> {
        let text = self.setting(QUIET_UNTIL)?;
        let until = text.and_then(|text| text.parse().ok()).and_then(DateTime::from_timestamp_millis);
        Ok(until.filter(|until| *until > now))
    }

    /// A half-written form.
    pub fn draft(&self, key: &str) -> Result<Option<String>, Error> {
        Ok(self.parts.truth.draft(key)?)
    }

    /// Keeps a half-written form.
    pub fn save_draft(&self, key: &str, json: &str) -> Result<(), Error> {
        Ok(self.parts.truth.save_draft(key, json)?)
    }

    /// Forgets a half-written form.
    pub fn delete_draft(&self, key: &str) -> Result<(), Error> {
        Ok(self.parts.truth.delete_draft(key)?)
    }
}

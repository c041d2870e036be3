//! Everything the organisation has agreed on: what the workspace's files say, in one value.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::cadence::Cadences;
use crate::communication::CommunicationPolicy;
use crate::drill::Drill;
use crate::function::{Function, Region};
use crate::holiday::HolidayCalendar;
use crate::id::{AccountId, ConnectionId, FunctionId, PersonId, PlaybookId, RegionId, RoleId, RotationId, ServiceId};
use crate::launch::LaunchCalendar;
use crate::load::LoadLimits;
use crate::page_tree::PageTree;
use crate::person::Person;
use crate::phase::Phase;
use crate::playbook::{DecisionRight, ImpactPattern, IncidentRole, Playbook};
use crate::policy::Policy;
use crate::rally::Rally;
use crate::rotation::Rotation;
use crate::service::Service;
use crate::severity::{Severity, SeverityDefinition};
use crate::template::{Audience, Output, Template, Variable};
use crate::wording::style::StyleGuide;

/// What the workspace's files say, entry by entry; entries with faults are left out.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Agreement {
    /// `Kestrel Commerce`
    pub organisation: String,
    /// Where customers read what is said to them, as texts name it: `status.kestrel.example`; empty where nothing is agreed on.
    #[serde(default)]
    pub status_page: String,
    /// Whom persons ask about their data, as texts name it: `privacy@kestrel.example`; empty where nothing is agreed on.
    #[serde(default)]
    pub privacy_contact: String,
    /// Where customers are.
    pub regions: Vec<Region>,
    /// In board order.
    pub functions: Vec<Function>,
    /// Worst first.
    pub severities: Vec<SeverityDefinition>,
    /// Presets and which one is used.
    pub cadences: Cadences,
    /// Who may say what to customers, and when.
    #[serde(default)]
    pub communication: CommunicationPolicy,
    /// How the organisation speaks to customers.
    #[serde(default)]
    pub style: StyleGuide,
    /// Where everybody comes together, for every incident; with holes for its id.
    #[serde(default)]
    pub rally: Rally,
    /// Incident roles with their duties.
    pub roles: Vec<IncidentRole>,
    /// The matrix: who decides what.
    pub rights: Vec<DecisionRight>,
    /// Impact patterns, most common first.
    pub patterns: Vec<ImpactPattern>,
    /// Configured accounts; never a token.
    pub connections: Vec<Connection>,
    /// The page tree.
    pub page_tree: PageTree,
    /// Everybody.
    pub people: Vec<Person>,
    /// In file order.
    pub rotations: Vec<Rotation>,
    /// In file order.
    pub services: Vec<Service>,
    /// In tile order.
    pub playbooks: Vec<Playbook>,
    /// All templates.
    pub templates: Vec<Template>,
    /// Named customers.
    #[serde(default)]
    pub accounts: Vec<Account>,
    /// Launches, commitments, peaks and freezes.
    #[serde(default)]
    pub launches: LaunchCalendar,
    /// All drills.
    pub drills: Vec<Drill>,
    /// Public holidays, calendar by calendar.
    #[serde(default)]
    pub holidays: Vec<HolidayCalendar>,
    /// What being on call may cost a person.
    #[serde(default)]
    pub load: LoadLimits,
    /// What pagers know beside it.
    #[serde(skip)]
    pub found: Found,
}

/// What pagers know and no file of the workspace says: nobody agreed on it, but it can be looked up, called and paged.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// Whom the workspace does not name, each once.
    people: Vec<Person>,
    /// Where each stands among them: a pager may know ten thousand, and every row of a board asks for one.
    places: HashMap<PersonId, usize>,
    /// Schedules that no rotation of the workspace stands for. Their function is the id of their connection.
    pub rotations: Vec<Rotation>,
}

/// One configured account at a provider. Its token is in the system's keychain.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connection {
    /// `pagerduty-main`
    pub id: ConnectionId,
    /// The kind of pager or status page: `pagerduty`, `statuspage`, `sandbox`.
    pub provider: String,
    /// As on screen.
    pub name: String,
    /// The values of the provider's form that are no secrets: base URL, page id, region, …
    pub options: BTreeMap<String, String>,
    /// Audiences whose updates go out here; empty for pagers.
    pub audiences: Vec<Audience>,
    /// What goes out here beside: talking points to the room of support.
    #[serde(default)]
    pub outputs: Vec<Output>,
    /// Whether anything may be written there: pages, notes, updates, messages. One that is not armed only reads.
    #[serde(default = "armed")]
    pub armed: bool,
    /// Of which incidents it is told.
    #[serde(default)]
    pub policy: Policy,
}

/// A connection of which nothing else is said.
fn armed() -> bool {
    true
}

impl Found {
    /// People whom the workspace does not name, in the order in which they were found.
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// The person of that id.
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.places.get(id).and_then(|place| self.people.get(*place))
    }

    /// Adds a person, or answers with the one of that id who is there already.
    pub fn add(&mut self, person: Person) -> Option<&mut Person> {
        if let Some(place) = self.places.get(&person.id) {
            return self.people.get_mut(*place);
        }
        self.places.insert(person.id.clone(), self.people.len());
        self.people.push(person);
        None
    }
}

impl Agreement {
    /// The person of that id, also one whom only a pager knows.
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.people.iter().find(|person| &person.id == id).or_else(|| self.found.person(id))
    }

    /// The person's name, or the id where the workspace does not know them.
    pub fn person_name(&self, id: &PersonId) -> String {
        self.person(id).map_or_else(|| id.to_string(), |person| person.name.clone())
    }

    /// The rotation of that id, also one that only a pager has.
    pub fn rotation(&self, id: &RotationId) -> Option<&Rotation> {
        self.rotations.iter().chain(&self.found.rotations).find(|rotation| &rotation.id == id)
    }

    /// The service of that id.
    pub fn service(&self, id: &ServiceId) -> Option<&Service> {
        self.services.iter().find(|service| &service.id == id)
    }

    /// The playbook of that id.
    pub fn playbook(&self, id: &PlaybookId) -> Option<&Playbook> {
        self.playbooks.iter().find(|playbook| &playbook.id == id)
    }

    /// The function of that id.
    pub fn function(&self, id: &FunctionId) -> Option<&Function> {
        self.functions.iter().find(|function| &function.id == id)
    }

    /// The region of that id.
    pub fn region(&self, id: &RegionId) -> Option<&Region> {
        self.regions.iter().find(|region| &region.id == id)
    }

    /// The incident role of that id.
    pub fn role(&self, id: &RoleId) -> Option<&IncidentRole> {
        self.roles.iter().find(|role| &role.id == id)
    }

    /// The connection of that id.
    pub fn connection(&self, id: &ConnectionId) -> Option<&Connection> {
        self.connections.iter().find(|connection| &connection.id == id)
    }

    /// The account of that id.
    pub fn account(&self, id: &AccountId) -> Option<&Account> {
        self.accounts.iter().find(|account| &account.id == id)
    }

    /// The definition of a severity.
    pub fn severity(&self, severity: Severity) -> Option<&SeverityDefinition> {
        self.severities.iter().find(|definition| definition.severity == severity)
    }

    /// What the organisation says of itself, by the names that a variable's `from` may ask for; empty where it says nothing.
    pub fn own_facts(&self) -> [(&'static str, &str); 3] {
        [
            ("organisation", &self.organisation),
            ("status_page", &self.status_page),
            ("privacy_contact", &self.privacy_contact),
        ]
    }

    /// What the organisation says of itself for a variable; none where the variable asks for something else, or nothing is said.
    pub fn own_fact(&self, variable: &Variable) -> Option<&str> {
        let from = variable.from.as_deref()?;
        self.own_facts().into_iter().find(|(name, fact)| *name == from && !fact.is_empty()).map(|(_, fact)| fact)
    }

    /// The template for a pattern, audience and phase.
    pub fn template(&self, pattern: &str, audience: Audience, phase: Phase) -> Option<&Template> {
        self.template_of(pattern, Output::of(audience), phase)
    }

    /// The template of an output.
    pub fn template_of(&self, pattern: &str, output: Output, phase: Phase) -> Option<&Template> {
        self.templates.iter().find(|template| {
            template.pattern.as_str() == pattern && template.output == output && template.phase == phase
        })
    }

    /// The holidays of a person with their names, from all calendars that they name; of two on one day the first.
    pub fn holidays_of<'a>(&'a self, person: &Person) -> BTreeMap<NaiveDate, &'a str> {
        let named = person.holidays.iter().filter_map(|id| self.holidays.iter().find(|calendar| calendar.id == *id));
        let mut days = BTreeMap::new();
        for day in named.flat_map(|calendar| &calendar.days) {
            days.entry(day.date).or_insert(day.name.as_str());
        }
        days
    }

    /// The rotations that speak for a region's customers: the one the region names, else every support rotation
    /// that answers for it.
    pub fn support_of(&self, region: &RegionId) -> Vec<&Rotation> {
        if let Some(named) = self.region(region).and_then(|region| region.support.as_ref()) {
            return self.rotation(named).into_iter().collect();
        }
        let support = self.rotations.iter().filter(|rotation| rotation.function.as_str() == "support");
        support.filter(|rotation| rotation.answers_for(region)).collect()
    }
}

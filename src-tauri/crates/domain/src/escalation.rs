//! Where a page is not answered: whom to ask next, when, and when the lead is told of it.
//!
//! Derived from the incident, the ladders and the instant, never stored as a timer: a restart or a suspended laptop loses nothing.

use chrono::Duration;

use crate::agreement::Agreement;
use crate::id::{PageId, PersonId, RotationId};
use crate::incident::{Answer, Incident, Notice, Page};
use crate::service::{LadderContact, LadderStep, Service};
use crate::span::Instant;

/// Without an answer for so long the backup is asked, where no ladder says otherwise; and the lead is told where nobody is next.
pub const WITHOUT_LADDER: Duration = Duration::minutes(5);
/// How long before the next one is to be asked the lead is told, at most; a third of the time where that is less.
pub const AHEAD: Duration = Duration::seconds(100);

/// Who is on call in a rotation now.
pub type OnCall<'a> = &'a dyn Fn(&RotationId) -> Vec<PersonId>;

/// Whom to ask next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Following {
    /// Whom.
    pub person: PersonId,
    /// The rotation to page; none where the ladder names the person.
    pub rotation: Option<RotationId>,
    /// From when on.
    pub at: Instant,
}

/// A page without an answer, of which the lead is to be told now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unanswered {
    /// Which page.
    pub page: PageId,
    /// Whom to ask next; none where the ladder ends here.
    pub following: Option<Following>,
    /// [`Notice::Ahead`] before the next one is to be asked, [`Notice::Due`] from then on.
    pub notice: Notice,
}

/// The first step after this page that nobody was asked for yet: of the ladder that names the rotation, else the rotation's
/// backup.
pub fn following(incident: &Incident, agreement: &Agreement, page: &Page, on_call: OnCall<'_>) -> Option<Following> {
    let asked = |person: &PersonId| {
        // Whoever learns here is never woken, on whichever ladder they stand.
        incident.is_present(person)
            || incident.shadow(person).is_some()
            || incident.pages.iter().any(|page| &page.person == person && !page.withdrawn)
    };
    let levels = levels(incident, agreement, Asked::by(page), on_call);
    levels.into_iter().find_map(|Level { people, rotation, after }| {
        let person = people.into_iter().find(|person| !asked(person))?;
        Some(Following { person, rotation, at: page.requested_at + after })
    })
}

/// The pages of which the lead is to be told now and was not yet, in order.
pub fn due(incident: &Incident, agreement: &Agreement, on_call: OnCall<'_>, now: Instant) -> Vec<Unanswered> {
    let told = |page: &Page| {
        let (following, due_at) = waited_for(incident, agreement, page, on_call)?;
        let notice = if now >= due_at {
            Notice::Due
        } else if following.is_some() && now >= ahead_at(page, due_at) {
            Notice::Ahead
        } else {
            return None;
        };
        (page.reminded < Some(notice)).then(|| Unanswered { page: page.id.clone(), following, notice })
    };
    incident.pages.iter().filter_map(told).collect()
}

/// The next instant at which [`due`] can answer something else than now.
pub fn next_change(incident: &Incident, agreement: &Agreement, on_call: OnCall<'_>, now: Instant) -> Option<Instant> {
    let instants = |page: &Page| {
        let (_, due_at) = waited_for(incident, agreement, page, on_call)?;
        [ahead_at(page, due_at), due_at].into_iter().find(|at| *at > now)
    };
    incident.pages.iter().filter_map(instants).min()
}

fn ahead_at(page: &Page, due_at: Instant) -> Instant {
    due_at - AHEAD.min((due_at - page.requested_at) / 3)
}

/// Whom to ask after a page and when, where it is still this page that is waited for.
fn waited_for(
    incident: &Incident,
    agreement: &Agreement,
    page: &Page,
    on_call: OnCall<'_>,
) -> Option<(Option<Following>, Instant)> {
    let at_once = match page.answer {
        None => None,
        // What the lead recorded is known to them; what was read back at the pager is not.
        Some((at, Answer::Declined)) if page.answered_by.is_some() => Some(at),
        Some(_) => return None,
    };
    let is_out = page.delivered_at.is_some() && !page.withdrawn && !incident.is_present(&page.person);
    if !incident.is_open() || !is_out || was_followed(incident, agreement, page, on_call) {
        return None;
    }
    let following = following(incident, agreement, page, on_call);
    let planned = following.as_ref().map_or(page.requested_at + WITHOUT_LADDER, |following| following.at);
    Some((following, at_once.unwrap_or(planned)))
}

/// Whether somebody of a step after a page was asked later: then it is they who are waited for.
fn was_followed(incident: &Incident, agreement: &Agreement, page: &Page, on_call: OnCall<'_>) -> bool {
    let levels = levels(incident, agreement, Asked::by(page), on_call);
    let people: Vec<PersonId> = levels.into_iter().flat_map(|level| level.people).collect();
    let later = incident.pages.iter().filter(|other| other.requested_at > page.requested_at && !other.withdrawn);
    later.map(|other| &other.person).any(|person| people.contains(person))
}

/// Who is asked at first: by name, or as one who is on call.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Who.
    pub person: &'a PersonId,
    /// For which rotation; none by name.
    pub rotation: Option<&'a RotationId>,
}

impl<'a> Asked<'a> {
    /// Whom a page asks.
    fn by(page: &'a Page) -> Self {
        Self { person: &page.person, rotation: page.rotation.as_ref() }
    }
}

/// A level after the one that is asked at first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// Who it asks; nobody where nobody is on call.
    pub people: Vec<PersonId>,
    /// The rotation to page them by; none where the ladder names the person.
    pub rotation: Option<RotationId>,
    /// How long after the first page.
    pub after: Duration,
}

/// Every level after whoever is asked at first, in order: the rest of the first ladder of what fails that names them, then the
/// rotation's backup.
pub fn levels(incident: &Incident, agreement: &Agreement, asked: Asked<'_>, on_call: OnCall<'_>) -> Vec<Level> {
    let services = incident.services.iter().filter_map(|id| agreement.service(id));
    let mut minutes = 0_i64;
    let mut levels = Vec::new();
    for step in steps_after(services, asked) {
        minutes += i64::from(step.after_minutes);
        let (people, via) = match &step.contact {
            LadderContact::Person(person) => (vec![person.clone()], None),
            LadderContact::Rotation(id) => (on_call(id), Some(id.clone())),
        };
        levels.push(Level { people, rotation: via, after: Duration::minutes(minutes) });
    }
    let rotation = asked.rotation.and_then(|id| agreement.rotation(id));
    if let Some(backup) = rotation.and_then(|rotation| rotation.backup.as_ref()) {
        levels.push(Level { people: on_call(backup), rotation: Some(backup.clone()), after: WITHOUT_LADDER });
    }
    levels
}

/// The steps after the one by which somebody was paged, of the first ladder that has it.
fn steps_after<'a>(services: impl Iterator<Item = &'a Service>, asked: Asked<'_>) -> &'a [LadderStep] {
    let is_it = |step: &LadderStep| match &step.contact {
        LadderContact::Rotation(id) => asked.rotation == Some(id),
        LadderContact::Person(id) => asked.rotation.is_none() && asked.person == id,
    };
    for service in services {
        if let Some(position) = service.ladder.iter().position(is_it) {
            return service.ladder.get(position + 1..).unwrap_or_default();
        }
    }
    &[]
}

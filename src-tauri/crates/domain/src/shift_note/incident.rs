//! What an incident hands over: where it stands, and everything in it that waits for somebody.

use super::NoteLine;
use super::facts::{Facts, of};
use crate::delivery::BY_PHONE;
use crate::escalation;
use crate::incident::{Answer, Incident, WorkState};
use crate::reminder;

/// An incident that is under way: itself first, then what is open in it.
pub(super) fn open(incident: &Incident, facts: &Facts<'_>) -> Vec<NoteLine> {
    let (id, agreement, now) = (&incident.id, facts.agreement, facts.now);
    let mut lines = vec![of(id, head(incident, facts), false)];
    let mut add = |text: String, pressing: bool| lines.push(of(id, format!("{id}: {text}"), pressing));
    for clock in reminder::clocks(incident, &agreement.cadences) {
        let Some(due_at) = clock.due_at else { continue };
        let (late, how) = (due_at <= now, if clock.is_by_promise() { "promised" } else { "due" });
        let verb = if late { "was " } else { "" };
        add(format!("{} update {verb}{how} at {}", clock.audience.name(), facts.told(due_at)), late);
    }
    for ask in incident.asks.iter().filter(|ask| ask.answer.is_none()) {
        let late = ask.back_by <= now;
        let back = if late { "was to call back by" } else { "calls back by" };
        add(format!("{} {back} {}: {}", agreement.person_name(&ask.person), facts.told(ask.back_by), ask.what), late);
    }
    for question in incident.questions.iter().filter(|question| question.is_open()) {
        let asked = format!("{} asks since {}: {}", question.from, facts.told(question.asked_at), question.text);
        add(asked, question.cannot_wait);
    }
    for decision in incident.decisions.iter().filter(|decision| decision.verdict.is_none()) {
        let role = agreement.role(&decision.role).map_or(decision.role.as_str(), |role| role.name.as_str());
        add(format!("to be decided since {}: {} ({role})", facts.told(decision.proposed_at), decision.what), false);
    }
    for proposal in incident.proposals.iter().filter(|proposal| proposal.verdict.is_none()) {
        let by = agreement.person_name(&proposal.by);
        add(format!("an update of {by} waits for the lead's approval since {}", facts.told(proposal.at)), true);
    }
    for stream in incident.workstreams.iter().filter(|stream| stream.state == WorkState::Blocked) {
        let owner =
            stream.owner.as_ref().map_or_else(|| "no one yet".to_owned(), |person| agreement.person_name(person));
        let word = if stream.word.is_empty() { String::new() } else { format!(": {}", stream.word) };
        add(format!("blocked since {}: {} ({owner}){word}", facts.told(stream.at), stream.title), false);
    }
    lines
}

/// `INC-3 SEV1 Cards fail: investigating, declared at 16:20 CET, led by Ana, customers are hit in Europe`
fn head(incident: &Incident, facts: &Facts<'_>) -> String {
    let drill = if incident.drill { "Drill: " } else { "" };
    let standing = incident.impact.as_ref().filter(|impact| impact.withdrawn.is_none());
    let region = |id| facts.agreement.region(id).map_or_else(|| id.to_string(), |region| region.name.clone());
    let hit = standing.map(|impact| match impact.regions.iter().map(region).collect::<Vec<_>>() {
        regions if regions.is_empty() => ", customers are hit".to_owned(),
        regions => format!(", customers are hit in {}", regions.join(", ")),
    });
    format!(
        "{} {} {drill}{}: {}, declared at {}, led by {}{}",
        incident.id,
        incident.severity,
        incident.title,
        incident.phase.name().to_lowercase(),
        facts.told(incident.declared_at),
        facts.agreement.person_name(&incident.lead),
        hit.unwrap_or_default()
    )
}

/// The last words that an incident which is over still owes.
pub(super) fn closing(incident: &Incident, facts: &Facts<'_>) -> Vec<NoteLine> {
    let Some(resolved_at) = incident.resolved_at else { return Vec::new() };
    let owed = incident.closing_owed().into_iter();
    owed.map(|audience| {
        let text = format!(
            "{} {}: {} wait for the closing update since {}",
            incident.id,
            incident.title,
            audience.name().to_lowercase(),
            facts.told(resolved_at)
        );
        of(&incident.id, text, true)
    })
    .collect()
}

/// Who was paged or is to be, is not here, and has not said whether they come; with whoever is next.
pub(super) fn pages(incident: &Incident, facts: &Facts<'_>) -> Vec<NoteLine> {
    let waits = incident.pages.iter().filter(|page| {
        let unanswered = matches!(page.answer, None | Some((_, Answer::NotReached)));
        !page.withdrawn && unanswered && !incident.is_present(&page.person)
    });
    waits
        .map(|page| {
            let next = escalation::following(incident, facts.agreement, page, facts.on_call);
            let next = next.map_or_else(
                || "nobody is next".to_owned(),
                |next| format!("{} is next at {}", facts.agreement.person_name(&next.person), facts.told(next.at)),
            );
            let name = facts.agreement.person_name(&page.person);
            let not_reached = page.answer.is_some();
            // What has not left has woken nobody.
            let how = match page.delivered_at {
                Some(at) => format!("{name} was paged at {} and has not answered", facts.told(at)),
                None if not_reached => format!("{name} was called and not reached"),
                None if page.connection.as_str() == BY_PHONE => {
                    format!("{name} has to be called, since {}", facts.told(page.requested_at))
                }
                None => {
                    format!(
                        "{name} is not paged yet: the page, asked for at {}, is not out",
                        facts.told(page.requested_at)
                    )
                }
            };
            of(&incident.id, format!("{}: {how}, {next}", incident.id), true)
        })
        .collect()
}

/// An incident that ended since the shift began.
pub(super) fn ended(incident: &Incident, facts: &Facts<'_>) -> Option<NoteLine> {
    let resolved_at = incident.resolved_at.filter(|at| *at >= facts.turn.since && *at <= facts.now)?;
    let drill = if incident.drill { "Drill: " } else { "" };
    let text = format!(
        "{} {} {drill}{}: resolved at {} after {} min",
        incident.id,
        incident.severity,
        incident.title,
        facts.told(resolved_at),
        (resolved_at - incident.declared_at).num_minutes().max(0)
    );
    Some(of(&incident.id, text, false))
}

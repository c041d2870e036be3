//! All updates from one form: for each audience its own words, and what goes with them; a proposal where the incident lead
//! must approve it first.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::fact::{known_facts, of_values};
use super::proposal::proposed;
use super::update::{destinations, may_tell, next_id, page_components, promise, repeats};
use super::{Facts, Refusal, filled, question};
use crate::account::Account;
use crate::agreement::Connection;
use crate::channel::Channel;
use crate::communication::CommunicationPolicy;
use crate::id::{ConnectionId, PatternId, ProposalId, UpdateId};
use crate::incident::Incident;
use crate::incident::event::{Event, Letter};
use crate::incident::intent::{Composition, OutputDraft};
use crate::phase::Phase;
use crate::policy::untold::untold;
use crate::reminder;
use crate::span::Instant;
use crate::template::{Audience, NO_ACCOUNT, NO_CONTACT, Output, OwnWords, Template};

pub(super) fn publish(
    incident: &Incident,
    composition: &Composition,
    facts: &Facts<'_>,
    now: Instant,
) -> Result<Vec<Event>, Refusal> {
    let events = written(incident, composition, None, facts, now)?;
    let mut outputs = composition.outputs.iter().map(|draft| draft.output);
    if outputs.any(|output| facts.agreement.communication.waits_for_lead(incident, output, facts.actor)) {
        return Ok(vec![proposed(incident, composition.clone())]);
    }
    Ok(events)
}

pub(super) fn settle(
    incident: &Incident,
    proposal: &ProposalId,
    approved: bool,
    reason: &str,
    facts: &Facts<'_>,
    now: Instant,
) -> Result<Vec<Event>, Refusal> {
    let found = incident.proposals.iter().find(|other| &other.id == proposal);
    let found = found.ok_or_else(|| Refusal::of(&format!("{} has no proposal {proposal}.", incident.id)))?;
    if found.verdict.is_some() {
        return Err(Refusal::of("This proposal was settled already."));
    }
    if facts.actor != &incident.lead {
        let lead = facts.agreement.person_name(&incident.lead);
        return Err(Refusal::of(&format!("{lead} leads this incident, and approves what leaves.")));
    }
    let settled = |reason: &str| Event::ProposalSettled {
        proposal: proposal.clone(),
        approved,
        reason: reason.trim().to_owned(),
    };
    if !approved {
        return Ok(vec![settled(filled(reason, "what should be put better")?)]);
    }
    let mut events = vec![settled(reason)];
    events.extend(written(incident, &found.composition, Some(proposal), facts, now)?);
    Ok(events)
}

/// What a composition leads to where nobody need approve it, or once the lead approved the proposal.
fn written(
    incident: &Incident,
    composition: &Composition,
    proposal: Option<&ProposalId>,
    facts: &Facts<'_>,
    now: Instant,
) -> Result<Vec<Event>, Refusal> {
    may_tell(incident, composition.phase)?;
    if composition.outputs.is_empty() {
        return Err(Refusal::of("Choose at least one audience to write to."));
    }
    if composition.outputs.iter().any(|draft| facts.agreement.communication.forbids(incident, draft.output)) {
        return Err(Refusal::of(CommunicationPolicy::TOO_EARLY));
    }
    known_facts(incident, composition.facts.values())?;
    let own = composition.outputs.iter().filter(|draft| draft.output == Output::of(draft.output.audience()));
    let told: Vec<Audience> = own.map(|draft| draft.output.audience()).collect();
    question::known_to(incident, composition.questions.as_ref(), &told)?;
    let pattern = composition.pattern.clone().or_else(|| incident.pattern.clone());
    let mut answered = Vec::new();
    let (mut events, mut notes) = (Vec::new(), Vec::new());
    let mut customers = incident.last_update(Audience::Customers).map(|update| update.id.clone());
    let writing = Writing { incident, composition, proposal, pattern, facts, now };
    // An audience's own words come first: what goes with them names them.
    for draft in in_order(&composition.outputs) {
        if draft.wording.is_some() {
            notes.push(draft.output.name());
        }
        if draft.output == Output::of(draft.output.audience()) {
            let update = next_id(incident, events.len());
            if draft.output == Output::StatusPage {
                customers = Some(update.clone());
            }
            let audience = draft.output.audience();
            answered.extend(question::answered(incident, composition.questions.as_ref(), audience, &update));
            events.push(writing.update(draft, update)?);
        } else {
            let update = customers.clone().ok_or_else(|| {
                Refusal::of(&format!(
                    "{} goes with an update to customers, and there is none yet. Write the status page as well.",
                    draft.output.name()
                ))
            })?;
            events.push(writing.outreach(draft, update)?);
        }
    }
    if !notes.is_empty() {
        let text = format!("Wording unlocked: {}", notes.join(", "));
        events.insert(0, Event::NoteWritten { text, corrects: None, pages: Vec::new() });
    }
    events.extend(answered);
    Ok(events)
}

/// The audiences' own words first, each output once.
fn in_order(drafts: &[OutputDraft]) -> Vec<&OutputDraft> {
    let mut chosen: Vec<&OutputDraft> = Vec::new();
    for output in Output::ALL {
        chosen.extend(drafts.iter().find(|draft| draft.output == output));
    }
    chosen.sort_by_key(|draft| draft.output != Output::of(draft.output.audience()));
    chosen
}

/// What every output of one composition is written with.
struct Writing<'a> {
    incident: &'a Incident,
    composition: &'a Composition,
    /// The proposal that was approved, where it waited for the lead.
    proposal: Option<&'a ProposalId>,
    pattern: Option<PatternId>,
    facts: &'a Facts<'a>,
    now: Instant,
}

impl Writing<'_> {
    fn update(&self, draft: &OutputDraft, update: UpdateId) -> Result<Event, Refusal> {
        let audience = draft.output.audience();
        let (title, body) = self.text(draft, &self.composition.values)?;
        let template = if draft.wording.is_some() { None } else { self.template(draft.output)? };
        let values = template.map(|template| of_template(template, &self.composition.values)).unwrap_or_default();
        let places = destinations(self.incident, audience, self.facts);
        let page_components = page_components(audience, &places, &self.composition.components);
        if repeats(self.incident, audience, self.composition.phase, (&title, &body), &page_components) {
            return Err(Refusal::of(&format!(
                "This is the last update to {} word for word. Say what changed, or leave it out.",
                audience.name()
            )));
        }
        let (agreement, zone) = (self.facts.agreement, self.facts.zone);
        // Unlocked words promise what still stands in them.
        let asked = self.template(draft.output).ok().flatten();
        let filled = asked.map(|template| of_template(template, &self.composition.values)).unwrap_or_default();
        let promised_at = promise(self.incident, asked, &filled, (&title, &body), agreement, zone, self.now);
        let facts = template.map(|template| of_template(template, &self.composition.facts)).unwrap_or_default();
        Ok(Event::UpdateWritten {
            update,
            audience,
            phase: self.composition.phase,
            pattern: self.pattern.clone(),
            title,
            body,
            facts: of_values(&facts, &values),
            proposal: self.proposal.cloned(),
            values,
            components: BTreeMap::new(),
            page_components,
            connections: places.connections,
            rooms: places.rooms,
            not_before: Some(self.not_before()),
            due_at: reminder::clock(self.incident, &agreement.cadences, audience).due_at,
            // What cannot be read was told in the form; the update is not kept back for it.
            promised_at: promised_at.unwrap_or_default(),
        })
    }

    /// Until then it can be taken back.
    fn not_before(&self) -> Instant {
        self.now + self.facts.hold
    }

    fn outreach(&self, draft: &OutputDraft, update: UpdateId) -> Result<Event, Refusal> {
        let letters = self.letters(draft)?;
        let (title, body) = self.text(draft, &self.unaddressed(draft))?;
        Ok(Event::OutreachWritten {
            update,
            output: draft.output,
            phase: self.composition.phase,
            title,
            body,
            letters,
            not_before: Some(self.not_before()),
        })
    }

    /// To each account that is hit, through the first connection that carries letters; and to each room that takes this output.
    fn letters(&self, draft: &OutputDraft) -> Result<Vec<Letter>, Refusal> {
        let agreement = self.facts.agreement;
        let told = |connection: &&Connection| untold(connection, self.incident, agreement).is_none();
        let connections = || agreement.connections.iter().filter(told);
        let mut letters = Vec::new();
        for room in connections().filter(|connection| connection.outputs.contains(&draft.output)) {
            let (title, body) = self.text(draft, &self.unaddressed(draft))?;
            letters.push(Letter {
                connection: self.reached(&room.id),
                account: None,
                account_name: room.name.clone(),
                recipients: Vec::new(),
                title,
                body,
            });
        }
        let carrier = connections().find(|connection| {
            connection.audiences.contains(&Audience::Customers)
                && self.facts.channel(&connection.id) == Channel::Letters
        });
        if let (Output::Outreach, Some(carrier)) = (draft.output, carrier) {
            for account in accounts_addressed(self.incident, self.composition, self.facts.agreement) {
                let (title, body) = self.text(draft, &self.addressed(draft, account))?;
                letters.push(Letter {
                    connection: self.reached(&carrier.id),
                    account: Some(account.id.clone()),
                    account_name: account.name.clone(),
                    recipients: account.recipients(),
                    title,
                    body,
                });
            }
        }
        Ok(letters)
    }

    /// A drill reaches nobody.
    fn reached(&self, connection: &ConnectionId) -> ConnectionId {
        if self.incident.drill { self.facts.sandbox.id.clone() } else { connection.clone() }
    }

    /// The values of the form, where no account is addressed: what is the same for all, to be read in a room or copied by hand.
    fn unaddressed(&self, draft: &OutputDraft) -> BTreeMap<String, String> {
        let mut values = self.composition.values.clone();
        values.extend(self.source(draft).as_deref().map(of_nobody).unwrap_or_default());
        values
    }

    /// The values of the form, with what is the account's own.
    fn addressed(&self, draft: &OutputDraft, account: &Account) -> BTreeMap<String, String> {
        let mut values = self.composition.values.clone();
        for variable in self.source(draft).as_deref().into_iter().flat_map(|template| &template.variables) {
            match variable.from.as_deref() {
                Some("account") => values.insert(variable.name.clone(), account.name.clone()),
                Some("contact") => values.insert(variable.name.clone(), account.greeting()),
                _ => None,
            };
        }
        values
    }

    /// Words of one's own for an output, where its wording was unlocked.
    fn own(&self, draft: &OutputDraft) -> Option<OwnWords> {
        let instead_of = self.template(draft.output).ok().flatten();
        Some(OwnWords::of(draft.output, self.composition.phase, draft.wording.as_ref()?, instead_of))
    }

    /// What an output is written from. Words of one's own need no template; where one is needed and missing, it is asked for
    /// when the text is made.
    fn source(&self, draft: &OutputDraft) -> Option<Cow<'_, Template>> {
        match self.own(draft) {
            Some(own) => Some(Cow::Owned(own.template().clone())),
            None => self.template(draft.output).ok().flatten().map(Cow::Borrowed),
        }
    }

    fn template(&self, output: Output) -> Result<Option<&Template>, Refusal> {
        let pattern =
            self.pattern.as_ref().ok_or_else(|| Refusal::of("Choose an impact pattern for the templates."))?;
        Ok(template_of(self.facts.agreement, pattern, output, self.composition.phase))
    }

    /// Title and text of an output: its own wording, or its template filled in.
    fn text(&self, draft: &OutputDraft, values: &BTreeMap<String, String>) -> Result<(String, String), Refusal> {
        let rendered = if let (Some((title, body)), Some(own)) = (&draft.wording, self.own(draft)) {
            let what = |part: &str| format!("{} of the {}", part, draft.output.name().to_lowercase());
            filled(title, &what("the title"))?;
            filled(body, &what("the text"))?;
            own.render(&of_template(own.template(), values))
        } else {
            let template = self.needed(draft.output)?;
            template.render(&of_template(template, values))
        };
        let rendered = rendered.map_err(|faults| {
            let words: Vec<String> = faults.into_iter().map(|fault| fault.message).collect();
            Refusal(format!("{}: {}", draft.output.name(), words.join(" ")))
        })?;
        Ok((rendered.title, rendered.body))
    }

    fn needed(&self, output: Output) -> Result<&Template, Refusal> {
        let phase = self.composition.phase;
        self.template(output)?.ok_or_else(|| {
            let pattern = self.pattern.as_ref().map(PatternId::as_str).unwrap_or_default();
            Refusal::of(&format!(
                "The workspace has no template for {pattern}, {}, {}. Add templates/{pattern}/{}-{}.md, or leave it out.",
                output.name(),
                phase.name(),
                output.file_stem(),
                phase.name().to_lowercase(),
            ))
        })
    }
}

/// The template that an output is written from: its own; where there is none, letters say what the status page says.
pub fn template_of<'a>(
    agreement: &'a crate::agreement::Agreement,
    pattern: &PatternId,
    output: Output,
    phase: Phase,
) -> Option<&'a Template> {
    let own = agreement.template_of(pattern.as_str(), output, phase);
    match output {
        Output::Outreach => own.or_else(|| agreement.template_of(pattern.as_str(), Output::StatusPage, phase)),
        _ => own,
    }
}

/// The key of a value that holds for one audience alone: `next_update@teams`, for each hears at its own cadence.
pub fn own_key(name: &str, audience: Audience) -> String {
    format!("{name}@{}", audience.name().to_lowercase())
}

/// Those of the form's values that a template asks for, its audience's own before those of all: one form fills all.
pub fn of_template<Value: Clone>(template: &Template, values: &BTreeMap<String, Value>) -> BTreeMap<String, Value> {
    let value = |name: &str| values.get(&own_key(name, template.audience)).or_else(|| values.get(name)).cloned();
    template.variables.iter().filter_map(|variable| Some((variable.name.clone(), value(&variable.name)?))).collect()
}

/// What each letter fills in for its account shows what it is, where there is none: in brackets, so that nobody sends it unread.
pub fn of_nobody(template: &Template) -> BTreeMap<String, String> {
    let shown = template.variables.iter().filter_map(|variable| match variable.from.as_deref() {
        Some("account") => Some((variable.name.clone(), NO_ACCOUNT.to_owned())),
        Some("contact") => Some((variable.name.clone(), NO_CONTACT.to_owned())),
        _ => None,
    });
    shown.collect()
}

/// The accounts that get a letter: those whom the composition names; else all that are hit and can be written to.
pub fn accounts_addressed<'a>(
    incident: &Incident,
    composition: &Composition,
    agreement: &'a crate::agreement::Agreement,
) -> Vec<&'a Account> {
    match &composition.accounts {
        None => accounts_hit(incident, agreement),
        Some(named) => {
            let all = agreement.accounts.iter();
            all.filter(|account| named.contains(&account.id) && !account.contacts.is_empty()).collect()
        }
    }
}

/// The accounts that are hit, as far as known, and that can be written to.
pub fn accounts_hit<'a>(incident: &Incident, agreement: &'a crate::agreement::Agreement) -> Vec<&'a Account> {
    let regions = incident.impact.as_ref().map_or(&incident.regions, |impact| &impact.regions);
    let accounts = agreement.accounts.iter().filter(|account| !account.contacts.is_empty());
    accounts.filter(|account| account.is_hit(regions, &incident.services)).collect()
}

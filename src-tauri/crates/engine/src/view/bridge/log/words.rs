//! Each event in a line, for people.

mod report;

use domain::agreement::Agreement;
use domain::id::{ConnectionId, DeliveryId, FunctionId, PersonId, RegionId, RoleId, ServiceId};
use domain::incident::entry::Entry;
use domain::incident::event::Event;
use domain::incident::{Answer, Incident, Notice, WorkState};

use super::phrase::{places, stated, takes};
use super::{LogKind, Words, said};
use crate::view::launch::in_a_line;

pub(super) fn words(entry: &Entry, incident: &Incident, agreement: &Agreement) -> Words {
    let of = |kind, text: String| Words { kind, text, body: String::new() };
    let person = |id: &PersonId| agreement.person_name(id);
    // Two pages may wait with the same words.
    let at = |delivery: &DeliveryId| {
        let place = incident.place_of(delivery).map(|place| connection_name(agreement, place));
        place.map(|place| format!(" ({place})")).unwrap_or_default()
    };
    match &entry.event {
        Event::Declared { title, severity, drill, .. } => {
            let what = if *drill { "Drill declared" } else { "Declared" };
            of(LogKind::State, format!("{what}: {severity} {title}"))
        }
        Event::CollisionsFound { collisions } => {
            of(LogKind::State, format!("Collides with: {}", in_a_line(collisions, agreement, entry.happened_at)))
        }
        Event::TitleChanged { title } => of(LogKind::State, format!("Title is now “{title}”")),
        Event::ServicesChanged { services } => {
            of(LogKind::State, format!("Failing: {}", list(services, |id: &ServiceId| service(agreement, id))))
        }
        Event::SeverityChanged { from, to, reason } => {
            of(LogKind::State, because(format!("{from} is now {to}"), reason))
        }
        Event::PhaseChanged { to, .. } => of(LogKind::State, format!("Phase is now {}", to.name())),
        Event::ImpactConfirmed { regions, detail } => {
            let where_to = list(regions, |id: &RegionId| region(agreement, id));
            of(LogKind::State, because(format!("Customer impact confirmed in {where_to}"), detail))
        }
        Event::ImpactStated { sentence, business } => of(LogKind::State, stated(sentence.as_ref(), business.as_ref())),
        Event::RallySet { rally } => of(LogKind::State, places(rally)),
        Event::RallyMoved { to_fallback: true, place, reason } => {
            of(LogKind::State, because(format!("Chat is down, everybody meets at {place}"), reason))
        }
        Event::RallyMoved { to_fallback: false, place, reason } => {
            of(LogKind::State, because(format!("Everybody meets where they did before: {place}"), reason))
        }
        Event::ImpactWithdrawn { reason } => {
            of(LogKind::State, because("Customer impact withdrawn".to_owned(), reason))
        }
        Event::Resolved { summary } => of(LogKind::State, because("Resolved".to_owned(), summary)),
        Event::Reopened { reason } => of(LogKind::State, because("Reopened".to_owned(), reason)),

        Event::PageRequested { person_name, rotation, reason, joins, .. } => {
            let whom = match rotation.as_ref().and_then(|id| agreement.rotation(id)) {
                Some(rotation) => format!("{person_name} for {}", rotation.name),
                None => person_name.clone(),
            };
            let added = joins.as_ref().map(|page| format!(" into the page of {}", paged(incident, agreement, page)));
            of(LogKind::Page, because(format!("Page {whom}{}", added.unwrap_or_default()), reason))
        }
        Event::PageDelivered { page, .. } => {
            of(LogKind::Page, format!("{} is paged", paged(incident, agreement, page)))
        }
        Event::PageUndone { page, words, .. } => of(
            LogKind::Page,
            format!("The page of {} was taken and not made: {words}", paged(incident, agreement, page)),
        ),
        Event::PageAnswered { person: who, answer, by, connection: Some(pager), .. } => {
            let pager = agreement.connection(pager).map_or(pager.as_str(), |known| known.name.as_str());
            let what = match answer {
                Answer::Closed => "closed",
                Answer::Declined => "declined",
                Answer::Acknowledged | Answer::Reached | Answer::NotReached => "acknowledged",
            };
            let by = by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
            of(LogKind::People, format!("Page of {} {what} in {pager}{by}", person(who)))
        }
        Event::PageAnswered { person: who, answer, .. } => {
            let what = match answer {
                Answer::Acknowledged => "answered and joins",
                Answer::Reached => "was reached by phone",
                Answer::NotReached => "was called and did not answer",
                Answer::Declined => "cannot come",
                Answer::Closed => "closed the page",
            };
            of(LogKind::People, format!("{} {what}", person(who)))
        }
        Event::PageWithdrawn { page } => {
            of(LogKind::Page, format!("Page of {} taken back", paged(incident, agreement, page)))
        }
        Event::RoleAssigned { role, domain, person: who } => {
            of(LogKind::People, format!("{} is {}", person(who), role_name(agreement, role, domain.as_ref())))
        }
        Event::RoleReleased { role, domain, person: who } => {
            of(LogKind::People, format!("{} is no longer {}", person(who), role_name(agreement, role, domain.as_ref())))
        }
        Event::HandOverOffered { to } => of(LogKind::People, format!("The lead is offered to {}", person(to))),
        Event::HandOverAccepted { from, to, by_word_of_mouth } => {
            let how = if *by_word_of_mouth { ", by word of mouth" } else { "" };
            of(LogKind::People, format!("{} leads, taking over from {}{how}", person(to), person(from)))
        }
        Event::HandOverWithdrawn { to } => of(LogKind::People, format!("The offer to {} is taken back", person(to))),
        Event::Joined { person: who, function } => {
            let for_what =
                function.as_ref().map(|id| format!(" for {}", function_name(agreement, id))).unwrap_or_default();
            of(LogKind::People, format!("{} joined{for_what}", person(who)))
        }
        Event::Left { person: who } => of(LogKind::People, format!("{} is released, with thanks", person(who))),
        Event::ShadowSeated { person: who, beside } => {
            of(LogKind::People, format!("{} shadows {}", person(who), beside.name(agreement)))
        }
        Event::ShadowLeft { person: who } => of(LogKind::People, format!("{} shadows no more", person(who))),
        Event::ShadowLeftAsleep { person: who, rotation } => {
            let known = agreement.rotation(rotation);
            let name = known.map_or_else(|| rotation.to_string(), |known| known.name.clone());
            let of_it = known.is_some_and(|known| known.shadows.iter().any(|shadow| &shadow.person == who));
            let what =
                if of_it { format!("shadows {name} and") } else { format!("is on call in {name}, shadows here and") };
            of(LogKind::Page, format!("{} {what} was left asleep", person(who)))
        }
        Event::FunctionWaived { function, reason } => {
            of(LogKind::People, because(format!("{} is not needed", function_name(agreement, function)), reason))
        }

        Event::UpdateWritten { audience, phase, title, body, connections, .. } => {
            let goes = if connections.is_empty() { "to copy" } else { "to publish" };
            Words {
                kind: LogKind::Update,
                text: format!("{} update {goes}, {}: {title}", audience.name(), phase.name()),
                body: body.clone(),
            }
        }
        Event::UpdateWithdrawn { update } => {
            let title = incident.withdrawn_updates.iter().find(|other| &other.id == update);
            of(
                LogKind::Update,
                format!("Taken back before it left: {}", title.map_or("an update", |update| &update.title)),
            )
        }
        Event::UpdateProposed { composition, .. } => {
            let outputs: Vec<&str> = composition.outputs.iter().map(|draft| draft.output.name()).collect();
            of(
                LogKind::Update,
                format!("Waits for the lead's approval: {}, {}", outputs.join(", "), composition.phase.name()),
            )
        }
        Event::ProposalSettled { approved, reason, .. } => {
            let verdict = if *approved { "Approved to be published" } else { "Sent back to be put better" };
            of(LogKind::Update, because(verdict.to_owned(), reason))
        }
        Event::OutreachWritten { output, title, body, letters, .. } => {
            let goes = match letters.len() {
                0 => "to copy".to_owned(),
                1 => "to one reader".to_owned(),
                count => format!("to {count} readers"),
            };
            Words { kind: LogKind::Update, text: format!("{} {goes}: {title}", output.name()), body: body.clone() }
        }
        Event::OutreachSent { output, connection, account, .. } => {
            let by = connection_name(agreement, connection);
            let account = account
                .as_ref()
                .map(|id| agreement.account(id).map_or_else(|| id.to_string(), |known| known.name.clone()));
            let to = account.map(|name| format!(" to {name}")).unwrap_or_default();
            of(LogKind::System, format!("{} sent{to} by {by}", output.name()))
        }
        Event::UpdatePublished { update, connection, .. } => {
            let update = incident.updates.iter().find(|other| &other.id == update);
            let page = connection_name(agreement, connection);
            let kept = update.and_then(|update| Some((incident.title_on(connection)?, update)));
            let text = match kept.filter(|(kept, update)| *kept != update.title) {
                Some((kept, update)) => {
                    format!("On {page}: {}, under the title that it keeps: {kept}", update.phase.name())
                }
                None => format!("On {page}: {}", update.map(|update| update.title.as_str()).unwrap_or_default()),
            };
            of(LogKind::System, text)
        }
        Event::UpdateConfirmed { connection, update, .. } => {
            let page = connection_name(agreement, connection);
            let shown = incident.updates.iter().find(|other| &other.id == update);
            // By its phase: a page goes on under the title of the first update, whatever that of this one is.
            let phase = shown.map_or("an update", |update| update.phase.name());
            of(LogKind::System, format!("Read back, {page} shows what was published: {phase}"))
        }
        Event::DriftSettled { connection, ours, theirs, .. } => {
            let page = connection_name(agreement, connection);
            let what = if *ours { "is published again over" } else { "gives way on that page to" };
            let text = format!("{page} was changed by somebody else: what was published {what} their words");
            Words { kind: LogKind::Update, text, body: theirs.clone() }
        }
        Event::ReportFiled { .. } | Event::ReportRepeated { .. } | Event::ReportsRead { .. } => {
            Words { kind: LogKind::Report, text: report::text(&entry.event, incident, agreement), body: String::new() }
        }
        Event::ThirdPartySpoke { who, place } => {
            of(LogKind::Report, because(format!("Spoken of in public by {who}"), place))
        }
        Event::LossStated { text } => of(LogKind::State, format!("Losses: {text}")),
        Event::DeliveryHeld { delivery, what, reason } => {
            of(LogKind::System, format!("{what}{} waits for you. {}", at(delivery), reason.words()))
        }
        Event::DeliverySettled { delivery, what, arrived, by_hand } => {
            let how = match (arrived, by_hand) {
                (true, true) => "was done by hand",
                (true, false) => "did arrive",
                (false, _) => "is sent again",
            };
            of(LogKind::System, format!("{what}{} {how}", at(delivery)))
        }
        Event::DeliveryDropped { delivery, what, reason } => {
            of(LogKind::System, because(format!("{what}{} is given up", at(delivery)), reason))
        }

        Event::NoteWritten { text, corrects, pages } => {
            let correction = corrects.map(|sequence| format!(" (corrects entry {sequence})")).unwrap_or_default();
            let people = list(pages, |page| paged(incident, agreement, page));
            let also = if pages.is_empty() { String::new() } else { format!(" (on the page of {people} as well)") };
            of(LogKind::Note, format!("{text}{correction}{also}"))
        }
        Event::NoteDelivered { page, connection, .. } => {
            let pager = agreement.connection(connection).map_or(connection.as_str(), |known| known.name.as_str());
            of(
                LogKind::System,
                format!("The note stands on the page of {} in {pager}", paged(incident, agreement, page)),
            )
        }
        Event::DecisionProposed { what, role, .. } => {
            of(LogKind::Decision, format!("Proposed: {what}. {} decides", role_name(agreement, role, None)))
        }
        Event::DecisionMade { decision, approved, role, reason, .. } => {
            let what =
                incident.decisions.iter().find(|other| &other.id == decision).map(|decision| decision.what.as_str());
            let verdict = if *approved { "Approved" } else { "Declined" };
            let role = role_name(agreement, role, None).to_lowercase();
            of(LogKind::Decision, because(format!("{verdict} as {role}: {}", what.unwrap_or_default()), reason))
        }
        Event::WorkstreamOpened { title, owner, area, effort, .. } => {
            let owner = owner.as_ref().map(|owner| format!(", {}", person(owner))).unwrap_or_default();
            let area = area.as_ref().map(|area| format!(" for {area}")).unwrap_or_default();
            of(LogKind::Work, format!("Workstream{area}: {title}{owner}{}", takes(*effort, None)))
        }
        Event::WorkstreamChanged { workstream, state, word, effort, effort_was, .. } => {
            let title =
                incident.workstreams.iter().find(|other| &other.id == workstream).map(|stream| stream.title.as_str());
            let state = match state {
                WorkState::Moving => "moving",
                WorkState::Blocked => "blocked",
                WorkState::Done => "done",
            };
            of(
                LogKind::Work,
                because(format!("{} is {state}{}", title.unwrap_or_default(), takes(*effort, *effort_was)), word),
            )
        }
        Event::AskMade { person: who, what, .. } => of(LogKind::Work, format!("Asked {}: {what}", person(who))),
        Event::AskAnswered { ask, answer } => {
            let asked = incident.asks.iter().find(|other| &other.id == ask).map(|ask| person(&ask.person));
            of(LogKind::Work, format!("{} answers: {answer}", asked.unwrap_or_default()))
        }
        Event::QuestionAsked { .. }
        | Event::QuestionAnswered { .. }
        | Event::QuestionLeft { .. }
        | Event::QuestionHurried { .. }
        | Event::QuestionReminded { .. }
        | Event::FactStated { .. }
        | Event::FactConfirmed { .. }
        | Event::FactWithdrawn { .. } => said::words(entry, incident, agreement),
        Event::StepTicked { text, done, .. } => {
            of(LogKind::Step, if *done { format!("Done: {text}") } else { format!("Not done after all: {text}") })
        }
        Event::CadenceChanged { audience, cadence } => {
            let often = match cadence {
                Some(cadence) => format!("every {} min in this incident", cadence.ceiling_minutes),
                None => "as the preset has it".to_owned(),
            };
            of(LogKind::State, format!("{} updates from now on: {often}", audience.name()))
        }
        Event::ReminderFired { audience, notice, .. } => {
            let how = match notice {
                Notice::Ahead => "is soon due",
                Notice::Due => "is due",
                Notice::Overdue => "is late",
            };
            of(LogKind::System, format!("Reminder: {} update {how}", audience.name()))
        }
        Event::PageReminded { page, following, .. } => {
            let next = following.as_ref().map_or_else(|| "nobody".to_owned(), person);
            of(
                LogKind::System,
                format!("Reminder: no answer from {}, {next} is next", paged(incident, agreement, page)),
            )
        }
        Event::FixReminded { workstream, notice, .. } => {
            let work = incident.workstreams.iter().find(|other| Some(&other.id) == workstream.as_ref());
            let whose = work.map(|work| format!(": {}", work.title)).unwrap_or_default();
            let how = if *notice == Notice::Overdue {
                "nothing heard of the fix for long"
            } else {
                "a word of the fix is due"
            };
            of(LogKind::System, format!("Reminder: {how}{whose}"))
        }
        Event::ClockSetBack { from, to } => {
            let minutes = (*from - *to).num_minutes().max(1);
            let words =
                format!("This computer’s clock was set back by {minutes} min; what was counted by it moves along");
            of(LogKind::System, words)
        }
        Event::Snoozed { audience, until } => {
            let minutes = ((*until - entry.happened_at).num_seconds() + 59) / 60;
            of(LogKind::System, format!("Reminders for {} are quiet for {minutes} min", audience.name()))
        }
    }
}

fn because(text: String, reason: &str) -> String {
    if reason.is_empty() { text } else { format!("{text}: {reason}") }
}

fn list<T>(items: &[T], name: impl Fn(&T) -> String) -> String {
    items.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn service(agreement: &Agreement, id: &ServiceId) -> String {
    agreement.service(id).map_or_else(|| id.to_string(), |service| service.name.clone())
}

fn region(agreement: &Agreement, id: &RegionId) -> String {
    agreement.region(id).map_or_else(|| id.to_string(), |region| region.name.clone())
}

fn function_name(agreement: &Agreement, id: &FunctionId) -> String {
    agreement.function(id).map_or_else(|| id.to_string(), |function| function.name.clone())
}

fn role_name(agreement: &Agreement, id: &RoleId, domain: Option<&String>) -> String {
    let name = agreement.role(id).map_or_else(|| id.to_string(), |role| role.name.clone());
    domain.map_or(name.clone(), |domain| format!("{name}, {domain}"))
}

fn paged(incident: &Incident, agreement: &Agreement, page: &domain::id::PageId) -> String {
    incident.page(page).map(|page| agreement.person_name(&page.person)).unwrap_or_default()
}

fn connection_name(agreement: &Agreement, id: &ConnectionId) -> String {
    agreement.connection(id).map_or_else(|| id.to_string(), |known| known.name.clone())
}

//! Grafana OnCall's escalation chains: one list names them, and a second one has the steps of all.

use std::collections::{BTreeMap, BTreeSet};

use domain::delivery::Failure;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{has_more, list};
use crate::account::Account;
use crate::capability::{Fault, Part, PolicyLevel, Reading, RemotePolicy, Step, Target, TargetKind};
use crate::message::{Request, Response};

/// <https://grafana.com/docs/oncall/latest/oncall-api-reference/escalation_chains/>
const CHAINS: &str = "escalation_chains";
/// <https://grafana.com/docs/oncall/latest/oncall-api-reference/escalation_policies/>: the name of the API for steps. They
/// can be asked for chain by chain too, which takes a request for each of them.
const STEPS: &str = "escalation_policies";

/// How often a chain with a step that repeats begins anew.
const REPEATS: u32 = 5;
/// How many seconds the engine waits at a pause that says no length.
const USUAL_PAUSE: u32 = 300;

/// Chains as policies.
pub(super) const POLICIES: Reading<RemotePolicy> = Reading::of_all(|_| vec![Step::of_all(CHAINS)], ask, read);

/// What the answers so far left open. A reading remembers nothing from one request to the next, so it stands in the place of
/// a cursor: the steps come chain by chain, and the last one of an answer may go on in the next.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Course {
    /// The part of the list to be asked for, from 1.
    page: u64,
    /// The names of the chains of which no step came.
    names: BTreeMap<String, String>,
    /// Of which chain steps are coming.
    open: Option<Open>,
    /// The chains whose steps came.
    closed: BTreeSet<String>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Open {
    chain: String,
    /// None where one of them cannot be read: a shorter chain would promise what it does not do.
    steps: Option<Vec<Entry>>,
}

#[derive(Deserialize)]
struct Chain {
    id: String,
    name: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Entry {
    #[serde(default, deserialize_with = "crate::null::as_default")]
    position: u32,
    /// New kinds may come at any time; none where a kind was taken away.
    r#type: Option<String>,
    duration: Option<u32>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    persons_to_notify: Vec<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    persons_to_notify_next_each_time: Vec<String>,
    notify_on_call_from_schedule: Option<String>,
    team_to_notify: Option<String>,
}

fn ask(account: &Account, step: &Step) -> Result<Request, Failure> {
    let page = Course::before(step)?.page;
    list(account, &Step { cursor: (page > 1).then(|| page.to_string()), ..step.clone() })
}

fn read(response: &Response, step: &Step) -> Result<Part<RemotePolicy>, Failure> {
    let (entries, rest) = response.list("results")?;
    let goes_on = has_more(&rest) && !entries.is_empty();
    let mut course = Course::before(step)?;
    let mut part = Part::default();
    if step.what == CHAINS {
        let listed: Part<Chain> = Part::of(entries, Ok);
        part.faults = listed.faults;
        course.names.extend(listed.items.into_iter().map(|chain| (chain.id, chain.name)));
    } else {
        course.take(entries, &mut part)?;
    }
    let next = match step.what {
        what if goes_on => Step::of_all(what),
        CHAINS if !course.names.is_empty() => Step::of_all(STEPS),
        _ => {
            course.end(&mut part);
            return Ok(part);
        }
    };
    course.page = if goes_on { course.page.saturating_add(1) } else { 1 };
    // Plain structs with text keys always serialise.
    Ok(part.then([next.at(serde_json::to_string(&course).unwrap_or_default())]))
}

impl Course {
    /// How it stood before a step.
    fn before(step: &Step) -> Result<Self, Failure> {
        let Some(text) = &step.cursor else { return Ok(Self { page: 1, ..Self::default() }) };
        serde_json::from_str(text).map_err(|_| Failure::Refused("It is not known where its list goes on.".to_owned()))
    }

    /// Takes the steps of one answer.
    fn take(&mut self, entries: Vec<Value>, part: &mut Part<RemotePolicy>) -> Result<(), Failure> {
        for entry in entries {
            let chain = entry.get("escalation_chain_id").and_then(Value::as_str).map(str::to_owned);
            let chain = chain.ok_or_else(|| Failure::Garbled("a step does not say of which chain it is".to_owned()))?;
            if self.open.as_ref().is_none_or(|open| open.chain != chain) {
                self.close(part);
                // Somebody changed a chain between two answers: what came of it may not be all.
                if self.closed.contains(&chain) {
                    return Err(Failure::Garbled(format!("the steps of the chain `{chain}` do not come together")));
                }
                self.open = Some(Open { chain, steps: Some(Vec::new()) });
            }
            if let Some(open) = &mut self.open {
                let steps = open.steps.take();
                open.steps = steps.zip(serde_json::from_value(entry).ok()).map(|(mut steps, step)| {
                    steps.push(step);
                    steps
                });
            }
        }
        Ok(())
    }

    /// No more steps of the chain come. One that was made after the chains were listed has no name, and is read next time.
    fn close(&mut self, part: &mut Part<RemotePolicy>) {
        let Some(Open { chain, steps }) = self.open.take() else { return };
        if let Some(name) = self.names.remove(&chain) {
            if let Some(steps) = steps {
                part.items.push(policy(chain.clone(), name, steps));
            } else {
                let failure = Failure::Garbled("a step is not of the documented form".to_owned());
                part.faults.push(Fault { of: Some(chain.clone()), failure });
            }
        }
        self.closed.insert(chain);
    }

    /// No more steps come: the chains that are left have none.
    fn end(&mut self, part: &mut Part<RemotePolicy>) {
        self.close(part);
        let empty = std::mem::take(&mut self.names).into_iter().map(|(id, name)| policy(id, name, Vec::new()));
        part.items.extend(empty);
    }
}

fn policy(id: String, name: String, mut steps: Vec<Entry>) -> RemotePolicy {
    steps.sort_by_key(|step| step.position);
    let (levels, repeats) = levels(steps);
    RemotePolicy { id, name, levels, repeats }
}

/// Steps without a pause between them are one level. A chain that goes on at some hours only, or after some number of
/// alerts, is told as if it always went on.
fn levels(steps: Vec<Entry>) -> (Vec<PolicyLevel>, u32) {
    let mut levels: Vec<PolicyLevel> = Vec::new();
    let (mut seconds, mut is_new, mut repeats) = (0_u32, true, 0);
    for step in steps {
        match step.r#type.as_deref() {
            Some("wait") => {
                seconds = seconds.saturating_add(step.duration.unwrap_or(USUAL_PAUSE));
                is_new = true;
            }
            Some("repeat_escalation") => repeats = REPEATS,
            Some("resolve") => break,
            _ => {}
        }
        let asked = targets(step);
        match levels.last_mut() {
            _ if asked.is_empty() => {}
            Some(level) if !is_new => level.targets.extend(asked),
            _ => {
                levels.push(PolicyLevel { after_minutes: seconds / 60, targets: asked });
                is_new = false;
            }
        }
    }
    (levels, repeats)
}

/// Whom a step asks. Channels of a chat, webhooks and declared incidents wake nobody.
fn targets(step: Entry) -> Vec<Target> {
    let of = |kind| move |id| Target { kind, id, name: None };
    let persons = step.persons_to_notify.into_iter().chain(step.persons_to_notify_next_each_time);
    let persons = persons.map(of(TargetKind::Person));
    let schedule = step.notify_on_call_from_schedule.into_iter().map(of(TargetKind::Schedule));
    let team = step.team_to_notify.into_iter().map(of(TargetKind::Team));
    persons.chain(schedule).chain(team).collect()
}

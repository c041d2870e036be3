//! `bwatch fact`: what is known, who said it, who confirmed it.

use domain::incident::intent::{FactConfirmation, FactForm, FactWithdrawal, Intent};
use engine::engine::Engine;
use engine::view::bridge::FactView;
use serde_json::{Value, json};

use super::meant_incident;
use super::update::submit;
use crate::options::fact::FactVerb;
use crate::output::{Output, table};
use crate::{Answer, Stop, time};

pub(super) fn run(engine: &Engine, verb: &FactVerb, output: &Output) -> Result<Answer, Stop> {
    match verb {
        FactVerb::List { incident } => list(engine, incident.as_deref(), output),
        FactVerb::State { text, of, by, service, region, incident, again } => {
            let incident = meant_incident(engine, incident.as_deref())?;
            let form = FactForm {
                text: text.join(" "),
                service: service.as_deref().map(Into::into),
                region: region.as_deref().map(Into::into),
                workstream: of.as_deref().map(Into::into),
                by: by.as_deref().map(Into::into),
            };
            submit(engine, &incident, &Intent::StateFact(form), again, output, "states it")
        }
        FactVerb::Confirm { fact, incident, again } => {
            let incident = meant_incident(engine, incident.as_deref())?;
            let intent = Intent::ConfirmFact(FactConfirmation { fact: fact.as_str().into() });
            submit(engine, &incident, &intent, again, output, "confirms it")
        }
        FactVerb::Withdraw { fact, reason, incident, again } => {
            let incident = meant_incident(engine, incident.as_deref())?;
            let form = FactWithdrawal { fact: fact.as_str().into(), reason: reason.clone() };
            submit(engine, &incident, &Intent::WithdrawFact(form), again, output, "withdraws it")
        }
    }
}

fn list(engine: &Engine, incident: Option<&str>, output: &Output) -> Result<Answer, Stop> {
    let incident = meant_incident(engine, incident)?;
    let facts = engine.bridge(&incident)?.said.facts;
    let at = |at: Option<i64>| at.and_then(|at| time::json_of(at, engine.zone()));
    let value = |fact: &FactView| {
        json!({
            "fact": fact.id,
            "text": fact.text,
            "about": fact.about,
            "workstream": fact.workstream,
            "by": fact.by,
            "written_by": fact.written_by,
            "at": at(Some(fact.at)),
            "confirmed_by": fact.confirmed_by,
            "confirmed_at": at(fact.confirmed_at),
            "withdrawn": fact.withdrawn,
            "withdrawn_at": at(fact.withdrawn_at),
            "updates": fact.updates,
        })
    };
    output.answer(&facts.iter().map(value).collect::<Value>(), || {
        let row = |fact: &FactView| {
            let standing = match (&fact.withdrawn, &fact.confirmed_by) {
                (Some(reason), _) => format!("withdrawn: {reason}"),
                (None, Some(by)) => format!("confirmed by {by}"),
                (None, None) => "not confirmed".to_owned(),
            };
            vec![fact.id.clone(), fact.text.clone(), format!("said by {}", fact.by), standing]
        };
        table(&facts.iter().map(row).collect::<Vec<_>>())
    })?;
    Ok(Answer::Yes)
}

//! `bwatch outbox`: what is owed to the world, and delivering it.

use std::time::{Duration, Instant as Stopwatch};

use chrono_tz::Tz;
use domain::id::IntentId;
use domain::incident::intent::Intent;
use engine::engine::Engine;
use engine::view::outbox::OutboxLine;
use serde_json::{Value, json};

use crate::options::OutboxVerb;
use crate::options::declare::Again;
use crate::output::{Output, table};
use crate::{Answer, Stop, time};

pub(super) fn run(engine: &Engine, verb: &OutboxVerb, output: &Output) -> Result<Answer, Stop> {
    match verb {
        OutboxVerb::List => {
            print(&engine.every_delivery()?, engine.zone(), output)?;
            Ok(Answer::Yes)
        }
        OutboxVerb::Deliver { wait } => deliver(engine, Duration::from_secs(*wait), output),
        OutboxVerb::Resend { id, again } => {
            settle(engine, id, &Intent::ResendDelivery { delivery: id.as_str().into() }, again, output)
        }
        OutboxVerb::Confirm { id, again } => {
            settle(engine, id, &Intent::ConfirmDelivery { delivery: id.as_str().into() }, again, output)
        }
        OutboxVerb::Drop { id, reason, again } => {
            let intent = Intent::DropDelivery { delivery: id.as_str().into(), reason: reason.clone() };
            settle(engine, id, &intent, again, output)
        }
    }
}

/// The lead's word on one delivery, and how it stands after it.
fn settle(engine: &Engine, id: &str, intent: &Intent, again: &Again, output: &Output) -> Result<Answer, Stop> {
    let intent_id = IntentId(again.intent.clone().unwrap_or_else(|| engine.fresh_intent()));
    engine.submit(None, &intent_id, intent)?;
    let mut lines = engine.every_delivery()?;
    lines.retain(|line| line.id == id);
    print(&lines, engine.zone(), output)?;
    Ok(Answer::Yes)
}

/// Delivers what is due, waits at most so long for what must be tried again, reads back who answered the pages that are
/// out, since no worker does it here, and says what became of each. The answer is no while something is still owed.
fn deliver(engine: &Engine, wait: Duration, output: &Output) -> Result<Answer, Stop> {
    let before = engine.every_delivery()?;
    let stopwatch = Stopwatch::now();
    super::runtime()?.block_on(async {
        loop {
            let Some(next) = engine.push().await? else { break };
            let pause = (next - engine.now()).to_std().unwrap_or_default();
            if stopwatch.elapsed() + pause > wait {
                break;
            }
            tokio::time::sleep(pause).await;
        }
        engine.follow().await?;
        Ok::<(), Stop>(())
    })?;
    let settled = |id: &str| before.iter().any(|line| line.id == id && is_settled(line));
    let mut lines = engine.every_delivery()?;
    lines.retain(|line| !settled(&line.id));
    print(&lines, engine.zone(), output)?;
    Ok(if lines.iter().all(is_settled) { Answer::Yes } else { Answer::No })
}

fn is_settled(line: &OutboxLine) -> bool {
    matches!(line.state.as_str(), "delivered" | "dropped")
}

fn print(lines: &[OutboxLine], zone: Tz, output: &Output) -> Result<(), Stop> {
    let value = lines.iter().map(|line| json_line(line, zone)).collect();
    output.answer(&value, || {
        let row = |line: &OutboxLine| {
            vec![
                line.id.clone(),
                line.incident.clone(),
                line.what.clone(),
                line.connection.clone(),
                line.state.clone(),
                line.reason.clone(),
            ]
        };
        table(&lines.iter().map(row).collect::<Vec<_>>())
    })
}

/// One delivery as scripts read it.
pub(super) fn json_line(line: &OutboxLine, zone: Tz) -> Value {
    json!({
        "id": line.id,
        "incident": line.incident,
        "connection": line.connection,
        "kind": line.kind,
        "what": line.what,
        "state": line.state,
        "attempts": line.attempts,
        "next_at": line.next_at.and_then(|at| time::json_of(at, zone)),
        "reason": line.reason,
        "created_at": time::json_of(line.created_at, zone),
    })
}

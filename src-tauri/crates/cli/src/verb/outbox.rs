//! `bwatch outbox`: what is owed to the world, and delivering it.

use std::time::{Duration, Instant as Stopwatch};

use chrono::DateTime;
use domain::id::IntentId;
use domain::incident::intent::Intent;
use engine::engine::Engine;
use engine::error::Error;
use engine::view::outbox::OutboxLine;
use serde_json::{Value, json};

use crate::options::OutboxVerb;
use crate::output::{Output, table};
use crate::{Answer, Stop, time};

pub(super) fn run(engine: &Engine, verb: &OutboxVerb, output: &Output) -> Result<Answer, Stop> {
    let settle = |intent: Intent| -> Result<(), Stop> {
        engine.submit(None, &IntentId(engine.fresh_intent()), &intent)?;
        Ok(())
    };
    match verb {
        OutboxVerb::List => {}
        OutboxVerb::Deliver { wait } => deliver(engine, Duration::from_secs(*wait))?,
        OutboxVerb::Resend { id } => settle(Intent::ResendDelivery { delivery: id.as_str().into() })?,
        OutboxVerb::Confirm { id } => settle(Intent::ConfirmDelivery { delivery: id.as_str().into() })?,
        OutboxVerb::Drop { id, reason } => {
            settle(Intent::DropDelivery { delivery: id.as_str().into(), reason: reason.clone() })?;
        }
    }
    let lines = engine.outbox()?;
    let value: Vec<Value> = lines.iter().map(|line| json_line(engine, line)).collect();
    output.answer(&Value::from(value), || {
        let row = |line: &OutboxLine| {
            vec![
                line.incident.clone(),
                line.what.clone(),
                line.connection.clone(),
                line.state.clone(),
                line.reason.clone(),
                line.id.clone(),
            ]
        };
        table(&lines.iter().map(row).collect::<Vec<_>>())
    });
    // Delivering answers whether everything has arrived or was given up.
    let owed = lines.iter().any(|line| !["delivered", "dropped"].contains(&line.state.as_str()));
    Ok(if matches!(verb, OutboxVerb::Deliver { .. }) && owed { Answer::No } else { Answer::Yes })
}

/// Delivers what is due, and waits at most so long for what must be tried again.
fn deliver(engine: &Engine, wait: Duration) -> Result<(), Stop> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|trouble| Error::Internal(trouble.to_string()))?;
    let stopwatch = Stopwatch::now();
    runtime.block_on(async {
        loop {
            let next = engine.push().await?;
            let Some(next) = next else { return Ok(()) };
            let pause = (next - engine.now()).to_std().unwrap_or_default();
            if stopwatch.elapsed() + pause > wait {
                return Ok(());
            }
            tokio::time::sleep(pause).await;
        }
    })
}

fn json_line(engine: &Engine, line: &OutboxLine) -> Value {
    let at = |milliseconds: i64| DateTime::from_timestamp_millis(milliseconds).map(|at| time::json(at, engine.zone()));
    json!({
        "id": line.id,
        "incident": line.incident,
        "connection": line.connection,
        "kind": line.kind,
        "what": line.what,
        "state": line.state,
        "attempts": line.attempts,
        "next_at": line.next_at.and_then(at),
        "reason": line.reason,
        "created_at": at(line.created_at),
    })
}

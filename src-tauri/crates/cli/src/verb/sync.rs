//! `bwatch sync`: reads the providers' lists now, and says what came.

use domain::id::ConnectionId;
use engine::engine::Engine;
use engine::pull::FeedReport;
use serde_json::{Value, json};

use crate::output::{Output, table};
use crate::{Answer, Stop};

pub(super) fn run(engine: &Engine, connection: Option<&str>, output: &Output) -> Result<Answer, Stop> {
    let connection = connection.map(ConnectionId::from);
    let runtime = super::runtime()?;
    let reports = runtime.block_on(engine.sync(connection.as_ref()))?;
    runtime.shutdown_background();
    let whole = reports.iter().all(|report| report.failure.is_none() && report.faults.is_empty());
    for report in &reports {
        for fault in &report.faults {
            output.note(&format!("{} {}: {fault}", report.connection, report.feed));
        }
    }
    let value: Vec<Value> = reports.iter().map(|report| json!(report)).collect();
    output.answer(&value.into(), || {
        if reports.is_empty() {
            return vec!["No connection of the workspace has lists to read.".to_owned()];
        }
        table(&reports.iter().map(row).collect::<Vec<_>>())
    })?;
    Ok(if whole { Answer::Yes } else { Answer::No })
}

fn row(report: &FeedReport) -> Vec<String> {
    let came = match &report.failure {
        Some(failure) => failure.clone(),
        None => format!("{} in {} requests, {:.1} s", report.items, report.requests, report.seconds),
    };
    vec![report.connection.clone(), report.feed.to_owned(), came]
}

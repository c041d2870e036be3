//! Statements, and what is remarked about them.

use std::collections::BTreeMap;

use domain::agreement::Agreement;
use domain::incident::intent::Intent;
use domain::phase::Phase;
use domain::template::Output;
use domain::wording::{Remark, Statement, remarks, remarks_on};

use crate::given::bridge::{Bridge, declared};
use crate::given::intents::impact;

/// What one output would say in the first phase.
pub(crate) fn says(output: Output, body: &str) -> Statement {
    Statement {
        output,
        phase: Phase::Investigating,
        title: "Card payments".into(),
        body: body.into(),
        values: BTreeMap::new(),
        components: BTreeMap::new(),
        facts: BTreeMap::new(),
    }
}

/// As [`says`], on the status page.
pub(crate) fn page(body: &str) -> Statement {
    says(Output::StatusPage, body)
}

/// The same in another phase.
pub(crate) fn in_phase(phase: Phase, statement: Statement) -> Statement {
    Statement { phase, ..statement }
}

/// With something filled in.
pub(crate) fn with(pairs: &[(&str, &str)], statement: Statement) -> Statement {
    let values = pairs.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
    Statement { values, ..statement }
}

/// An incident whose impact on customers in Europe is confirmed, at 09:05.
pub(crate) fn confirmed() -> Bridge {
    declared().at("09:05").does(impact(&["europe"]))
}

/// In another phase of the incident.
pub(crate) fn moved(bridge: Bridge, phase: Phase) -> Bridge {
    bridge.does(Intent::ChangePhase { phase })
}

/// What speaks against one statement, and which of its words are meant: `kind: words`.
pub(crate) fn told(statement: &Statement, agreement: &Agreement) -> Vec<String> {
    let excerpt = |remark: &Remark| {
        let (from, until) = remark.excerpt.unwrap_or_default();
        statement.body.chars().skip(from).take(until - from).collect::<String>()
    };
    let remarks = remarks_on(statement, agreement);
    remarks.iter().map(|remark| format!("{}: {}", remark.kind.word(), excerpt(remark))).collect()
}

/// What speaks against statements in an incident, as sentences.
pub(crate) fn against(bridge: &Bridge, statements: &[Statement]) -> Vec<String> {
    remarks(statements, bridge.state(), &bridge.agreement).into_iter().map(|remark| remark.message).collect()
}

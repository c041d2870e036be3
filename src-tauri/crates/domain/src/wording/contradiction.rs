//! Facts that differ: between the outputs of one composition, and from what was last told to any audience.

use std::collections::BTreeMap;

use super::claim::{Claim, claims};
use super::figure::{Figure, figures};
use super::reading::{Reading, named};
use super::value::{self, Fact};
use super::{Remark, RemarkKind, Statement};
use crate::agreement::Agreement;
use crate::incident::{Incident, Update};
use crate::span::Instant;
use crate::template::{Audience, Output, clock};

/// What a statement says that can be compared.
struct Said<'s> {
    reading: Reading<'s>,
    figures: Vec<Figure>,
    claims: Vec<Claim>,
    facts: Vec<Fact>,
}

impl<'s> Said<'s> {
    fn of(statement: &'s Statement, agreement: &Agreement) -> Self {
        let regions: Vec<String> = agreement.regions.iter().map(|region| region.name.to_lowercase()).collect();
        let reading = Reading::of(statement);
        let (figures, claims) = (figures(&reading, &regions), claims(&reading, &regions));
        Self { figures, claims, facts: value::facts(statement, agreement), reading }
    }

    fn figure(&self, figure: &Figure, message: String) -> Remark {
        self.reading.remark_at(RemarkKind::Figure, figure.part, figure.at, message)
    }

    fn fact(&self, fact: &Fact, message: String) -> Remark {
        self.reading.remark_at(RemarkKind::Figure, fact.part, fact.at, message)
    }

    fn claim(&self, claim: &Claim, message: String) -> Remark {
        match claim.at {
            Some((part, at)) => self.reading.remark_at(RemarkKind::Component, part, at, message),
            None => self.reading.remark(RemarkKind::Component, message),
        }
    }
}

/// Facts of statements that contradict each other, or what was last told.
pub(super) fn remarks(statements: &[Statement], incident: &Incident, agreement: &Agreement) -> Vec<Remark> {
    let said: Vec<Said<'_>> = statements.iter().map(|statement| Said::of(statement, agreement)).collect();
    let last = Audience::ALL.into_iter().filter_map(|audience| incident.last_update(audience));
    let told: Vec<(Instant, Statement)> = last.flat_map(statements_of).collect();
    let told: Vec<(Instant, Said<'_>)> =
        told.iter().map(|(at, statement)| (*at, Said::of(statement, agreement))).collect();
    let zone = incident.time_zone(agreement).unwrap_or(chrono_tz::UTC);
    let mut remarks = Vec::new();
    for (at, this) in said.iter().enumerate() {
        for other in said.iter().take(at) {
            remarks.extend(between(this, other));
        }
        remarks.extend(claimed_twice(this, this));
        for (told_at, before) in &told {
            let told_at = clock(*told_at, zone);
            remarks.extend(since(this, before, &told_at));
        }
        remarks.extend(
            value::span(this.reading.statement).map(|message| this.reading.remark(RemarkKind::Figure, message)),
        );
    }
    remarks
}

/// An update that is out, and what went with it, as they are read; with when they were written.
fn statements_of(update: &Update) -> Vec<(Instant, Statement)> {
    let own = Statement {
        output: Output::of(update.audience),
        phase: update.phase,
        title: update.title.clone(),
        body: update.body.clone(),
        values: update.values.clone(),
        // A component may well change its state; what the page shows is compared when it is read.
        components: BTreeMap::new(),
        facts: update.facts.clone(),
    };
    let beside = update.outreach.iter().map(|beside| {
        let (title, body) = (beside.title.clone(), beside.body.clone());
        (beside.written_at, Statement { output: beside.output, title, body, ..own.clone() })
    });
    let beside: Vec<(Instant, Statement)> = beside.collect();
    std::iter::once((update.written_at, own)).chain(beside).collect()
}

/// Two outputs of one composition: both would be read at once.
fn between(this: &Said<'_>, other: &Said<'_>) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = claimed_twice(this, other).into_iter().collect();
    if let Some((figure, there)) = first(&this.figures, &other.figures, Figure::contradicts) {
        remarks.push(this.figure(figure, at_once(&figure.written, &there.written, other)));
    }
    if let Some((fact, there)) = first(&this.facts, &other.facts, Fact::contradicts) {
        once(&mut remarks, this.fact(fact, at_once(&fact.written, &there.written, other)));
    }
    remarks
}

/// What was filled in may be read in the text as well: one remark is enough.
fn once(remarks: &mut Vec<Remark>, remark: Remark) {
    if !remarks.contains(&remark) {
        remarks.push(remark);
    }
}

/// What is said to work in one text, and to fail in another, or by the state that it would get.
fn claimed_twice(this: &Said<'_>, other: &Said<'_>) -> Option<Remark> {
    let (claim, there) = first(&this.claims, &other.claims, Claim::contradicts)?;
    Some(this.claim(claim, at_once(&claim.written, &there.written, other)))
}

fn at_once(written: &str, there: &str, other: &Said<'_>) -> String {
    let place = named(other.reading.statement.output);
    format!("“{written}” here contradicts “{there}” in {place}: correct one of them.")
}

/// A statement and what was last told to an audience: facts may change, but then readers must be told that they did.
fn since(this: &Said<'_>, before: &Said<'_>, told_at: &str) -> Vec<Remark> {
    let place = named(before.reading.statement.output);
    let says = |written: &str, there: &str| {
        format!("“{written}” here contradicts “{there}” in {place} of {told_at}: correct it, or say that it changed.")
    };
    let mut remarks = Vec::new();
    if this.reading.statement.phase == before.reading.statement.phase {
        let untold = |one: &Figure, other: &Figure| !one.changed && !one.grows() && one.contradicts(other);
        if let Some((figure, there)) = first(&this.figures, &before.figures, untold) {
            remarks.push(this.figure(figure, says(&figure.written, &there.written)));
        }
        let untold = |one: &Claim, other: &Claim| !one.changed && one.contradicts(other);
        if let Some((claim, there)) = first(&this.claims, &before.claims, untold) {
            remarks.push(this.claim(claim, says(&claim.written, &there.written)));
        }
    }
    let lasting = |one: &Fact, other: &Fact| one.lasts && one.contradicts(other);
    if let Some((fact, there)) = first(&this.facts, &before.facts, lasting) {
        once(&mut remarks, this.fact(fact, says(&fact.written, &there.written)));
    }
    remarks
}

/// The first two that contradict each other; one remark for each two texts is enough to look at both.
fn first<'a, T>(these: &'a [T], others: &'a [T], contradict: impl Fn(&T, &T) -> bool) -> Option<(&'a T, &'a T)> {
    let pairs = these.iter().flat_map(|this| others.iter().map(move |other| (this, other)));
    pairs.into_iter().find(|(this, other)| contradict(this, other))
}

//! What is missing before the next incident.

use chrono::NaiveDate;

use crate::agreement::Agreement;
use crate::hero::Hero;
use crate::id::{PatternId, RotationId, ServiceId};
use crate::phase::Phase;
use crate::rotation::way::{Flaw, flaws};
use crate::span::Span;
use crate::template::{Output, Template};

/// A runbook that nobody checked for this many days is unverified.
pub const RUNBOOK_STALE_DAYS: i64 = 180;

/// Something that is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Nobody is on call, and it was not meant so.
    Gap {
        /// Where.
        rotation: RotationId,
        /// When.
        span: Span,
    },
    /// One person is the whole rotation.
    SoleMember {
        /// Where.
        rotation: RotationId,
    },
    /// Something else rests on one person.
    Hero(Hero),
    /// Where nobody of these answers, nobody else is asked: no backup and no step of a ladder after them, or backups in a circle.
    NoWayOn {
        /// Which.
        rotations: Vec<RotationId>,
    },
    /// These name no backup; a ladder, or their pager, leads on.
    NoBackup {
        /// Which.
        rotations: Vec<RotationId>,
    },
    /// Nobody knows whom to ask for these services.
    NoLadder {
        /// Which.
        services: Vec<ServiceId>,
    },
    /// Texts that nobody has written yet: whoever leads would have to, at night.
    NoWords {
        /// The patterns with their number of missing templates, most common pattern first.
        patterns: Vec<(PatternId, usize)>,
    },
    /// A runbook was not checked for too long.
    Unverified {
        /// Which, relative to the workspace.
        path: String,
        /// Its title.
        title: String,
        /// For how many days.
        days: i64,
    },
}

/// A runbook as far as readiness looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunbookFact {
    /// Relative to the workspace.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The date of the last check.
    pub verified: Option<NaiveDate>,
}

/// What is missing, by time to harm: gaps in order of time, then what has no time.
pub fn findings(
    agreement: &Agreement,
    gaps: &[(RotationId, Span)],
    heroes: Vec<Hero>,
    runbooks: &[RunbookFact],
    today: NaiveDate,
) -> Vec<Finding> {
    let mut gaps: Vec<(RotationId, Span)> = gaps
        .iter()
        .filter(|(id, _)| agreement.rotation(id).is_some_and(|rotation| !rotation.gaps_intended))
        .cloned()
        .collect();
    gaps.sort_by_key(|(_, span)| span.from);
    let mut findings: Vec<Finding> = gaps.into_iter().map(|(rotation, span)| Finding::Gap { rotation, span }).collect();
    let (ends, unbacked) = ways(agreement);
    if !ends.is_empty() {
        findings.push(Finding::NoWayOn { rotations: ends });
    }
    let bare: Vec<ServiceId> = agreement
        .services
        .iter()
        .filter(|service| service.ladder.is_empty())
        .map(|service| service.id.clone())
        .collect();
    if !bare.is_empty() {
        findings.push(Finding::NoLadder { services: bare });
    }
    if !unbacked.is_empty() {
        findings.push(Finding::NoBackup { rotations: unbacked });
    }
    let patterns = unwritten(agreement);
    if !patterns.is_empty() {
        findings.push(Finding::NoWords { patterns });
    }
    let sole = agreement.rotations.iter().filter(|rotation| rotation.members().len() == 1);
    findings.extend(sole.map(|rotation| Finding::SoleMember { rotation: rotation.id.clone() }));
    findings.extend(heroes.into_iter().filter(|hero| !matches!(hero, Hero::SoleMember { .. })).map(Finding::Hero));
    let mut stale: Vec<(i64, &RunbookFact)> = runbooks
        .iter()
        .filter_map(|runbook| Some(((today - runbook.verified?).num_days(), runbook)))
        .filter(|(days, _)| *days > RUNBOOK_STALE_DAYS)
        .collect();
    stale.sort_by_key(|(days, _)| std::cmp::Reverse(*days));
    findings.extend(stale.into_iter().map(|(days, runbook)| Finding::Unverified {
        path: runbook.path.clone(),
        title: runbook.title.clone(),
        days,
    }));
    findings
}

/// The rotations from which no way leads on, and those that only lack a backup.
fn ways(agreement: &Agreement) -> (Vec<RotationId>, Vec<RotationId>) {
    let (mut ends, mut unbacked) = (Vec::new(), Vec::new());
    for flaw in flaws(agreement) {
        match flaw {
            Flaw::NoWayOn { rotation } => ends.push(rotation),
            Flaw::Circle { rotations } => ends.extend(rotations),
            Flaw::NoBackup { rotation } => unbacked.push(rotation),
        }
    }
    (ends, unbacked)
}

/// How many of each pattern's templates nobody has written, by output and phase; patterns without a hole are left out.
fn unwritten(agreement: &Agreement) -> Vec<(PatternId, usize)> {
    let written = |pattern: &PatternId, output: Output, phase: Phase| {
        let of = |template: &&Template| template.output == output && template.phase == phase;
        agreement.templates.iter().filter(of).any(|template| &template.pattern == pattern)
    };
    let holes = |pattern: &PatternId| {
        let all = Output::ALL.into_iter().flat_map(|output| Phase::ALL.map(|phase| (output, phase)));
        all.filter(|(output, phase)| !written(pattern, *output, *phase)).count()
    };
    let patterns = agreement.patterns.iter().map(|pattern| (pattern.id.clone(), holes(&pattern.id)));
    patterns.filter(|(_, holes)| *holes > 0).collect()
}

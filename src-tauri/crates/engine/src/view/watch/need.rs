//! What needs somebody, ordered by time to harm.

use domain::agreement::Agreement;
use domain::hero::{Hero, Work, heroes};
use domain::id::{PatternId, RotationId};
use domain::readiness::{Finding, RunbookFact, findings};
use domain::span::{Instant, Span};

use super::headline::day_and_time;
use super::segment::Rendered;
use super::{Need, NeedLevel, NeedTarget};
use crate::engine::Engine;
use crate::error::Error;
use crate::view::bridge::PageStanding;
use crate::view::load::HeroLine;

/// At most this many unverified runbooks, sole members and other heroes are named; the rest would drown the gaps.
const MOST_OF_A_KIND: usize = 3;

impl Engine {
    pub(super) fn needs(
        &self,
        agreement: &Agreement,
        rendered: &[Rendered<'_>],
        now: Instant,
    ) -> Result<Vec<Need>, Error> {
        let mut needs = Vec::new();
        let counts = self.parts.truth.outbox_counts()?;
        if counts.held > 0 {
            needs.push(Need {
                level: NeedLevel::Gap,
                title: plural(counts.held as usize, "delivery waits for you", "deliveries wait for you"),
                detail: "They do not leave before you decide".to_owned(),
                from: Some(now.timestamp_millis()),
                until: None,
                verb: "Open".to_owned(),
                target: NeedTarget::Outbox,
            });
        }
        needs.extend(self.shift_needs(agreement, rendered, now)?);
        needs.extend(self.left_open(agreement, now)?);
        needs.extend(self.pressing_questions(agreement, now)?);
        let gaps: Vec<(RotationId, Span)> =
            rendered.iter().flat_map(|row| row.defects(now).map(|gap| (row.rotation.id.clone(), gap))).collect();
        let looked_until = rendered.iter().map(|row| row.window.until).min();
        let runbooks = self.runbook_facts()?;
        let today = now.with_timezone(&self.zone()).date_naive();
        let heroes = self.heroes(agreement, rendered)?;
        let (mut sole, mut stale, mut carried) = (0, 0, 0);
        for finding in findings(agreement, &gaps, heroes, &runbooks, today) {
            let of_a_kind = match &finding {
                Finding::SoleMember { .. } => counted(&mut sole),
                Finding::Unverified { .. } => counted(&mut stale),
                Finding::Hero(_) => counted(&mut carried),
                _ => 1,
            };
            if of_a_kind <= MOST_OF_A_KIND {
                needs.push(self.need(agreement, finding, looked_until));
            }
        }
        let problems = self.loaded().diagnostics.len();
        if problems > 0 {
            needs.push(Need {
                level: NeedLevel::Warning,
                title: plural(problems, "problem in the workspace's files", "problems in the workspace's files"),
                detail: "Entries with faults are left out".to_owned(),
                from: None,
                until: None,
                verb: "Show".to_owned(),
                target: NeedTarget::Problems,
            });
        }
        for connection in &agreement.connections {
            let trouble = self.standing(&connection.id)?.trouble;
            if !trouble.is_empty() {
                needs.push(Need {
                    level: NeedLevel::Warning,
                    title: format!("{} has trouble", connection.name),
                    detail: trouble,
                    from: None,
                    until: None,
                    verb: "Renew".to_owned(),
                    target: NeedTarget::Connections,
                });
            }
        }
        needs.sort_by_key(|need| (need.from.is_none(), need.from, need.level));
        Ok(needs)
    }

    /// What rests on one person, as far as the board's own renderings tell who takes turns at a pager.
    fn heroes(&self, agreement: &Agreement, rendered: &[Rendered<'_>]) -> Result<Vec<Hero>, Error> {
        let mut work = Work::of(agreement);
        for row in rendered {
            work.seen(row.rotation, &row.cover.rendering);
        }
        work.pages = self.pages_lately()?;
        Ok(heroes(agreement, &work))
    }

    /// Pages that still tell of an incident that is over for us: nothing stays open there in silence.
    fn left_open(&self, agreement: &Agreement, now: Instant) -> Result<Vec<Need>, Error> {
        let mut needs = Vec::new();
        // Of those that are not over their own bridges tell.
        for id in self.lately_closed(now)? {
            let incident = self.incident(&id)?;
            let rows = self.parts.truth.deliveries(&id)?;
            let standings = self.page_standings(&incident, agreement, &rows)?;
            let drifted = standings.into_iter().filter(|page| page.state == PageStanding::Drift);
            needs.extend(drifted.map(|page| Need {
                level: NeedLevel::Warning,
                title: format!("{id} is over, and {} says otherwise", page.name),
                detail: page.drift.join(" "),
                from: Some(page.published_at),
                until: None,
                verb: "Open".to_owned(),
                target: NeedTarget::Incident { incident: id.to_string() },
            }));
        }
        Ok(needs)
    }

    fn need(&self, agreement: &Agreement, finding: Finding, looked_until: Option<Instant>) -> Need {
        let name =
            |id: &RotationId| agreement.rotation(id).map_or_else(|| id.to_string(), |rotation| rotation.name.clone());
        match finding {
            Finding::Gap { rotation, span } => Need {
                level: NeedLevel::Gap,
                title: format!("{}, no cover", name(&rotation)),
                // Where it reaches further than was looked, its end is not known.
                detail: match day_and_time(span.from, self.zone()) {
                    from if Some(span.until) == looked_until => format!("From {from} on"),
                    from => format!("{from} to {}", day_and_time(span.until, self.zone())),
                },
                from: Some(span.from.timestamp_millis()),
                until: Some(span.until.timestamp_millis()),
                verb: "Show".to_owned(),
                target: NeedTarget::Rotation { rotation: rotation.to_string() },
            },
            Finding::SoleMember { rotation } => Need {
                level: NeedLevel::Notice,
                title: format!("{} rests on one person", name(&rotation)),
                detail: "Add a second one to the rotation".to_owned(),
                from: None,
                until: None,
                verb: "Show".to_owned(),
                target: NeedTarget::Rotation { rotation: rotation.to_string() },
            },
            Finding::Hero(hero) => {
                let line = HeroLine::of(agreement, &hero);
                Need {
                    level: NeedLevel::Notice,
                    title: line.title,
                    detail: line.help,
                    from: None,
                    until: None,
                    verb: "Show".to_owned(),
                    target: NeedTarget::Load,
                }
            }
            Finding::NoWayOn { rotations } => Need {
                level: NeedLevel::Warning,
                title: plural(rotations.len(), "rotation leads nowhere", "rotations lead nowhere"),
                detail: format!("Nobody is asked after {}", few(&rotations, &name)),
                from: None,
                until: None,
                verb: "Show".to_owned(),
                target: rotation_target(&rotations),
            },
            Finding::NoBackup { rotations } => Need {
                level: NeedLevel::Notice,
                title: plural(rotations.len(), "rotation has no backup", "rotations have no backup"),
                detail: few(&rotations, &name),
                from: None,
                until: None,
                verb: "Show".to_owned(),
                target: rotation_target(&rotations),
            },
            Finding::NoLadder { services } => Need {
                level: NeedLevel::Warning,
                title: plural(services.len(), "service has no ladder", "services have no ladder"),
                detail: services.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
                from: None,
                until: None,
                verb: "Show".to_owned(),
                target: NeedTarget::Problems,
            },
            Finding::NoWords { patterns } => Need {
                level: NeedLevel::Notice,
                title: plural(
                    patterns.iter().map(|(_, holes)| holes).sum(),
                    "template is missing",
                    "templates are missing",
                ),
                detail: unwritten(agreement, &patterns),
                from: None,
                until: None,
                verb: "Write".to_owned(),
                target: NeedTarget::Templates,
            },
            Finding::Unverified { path, title, days } => Need {
                level: NeedLevel::Notice,
                title: format!("{title} is unverified"),
                detail: format!("Last checked {days} days ago"),
                from: None,
                until: None,
                verb: "Open".to_owned(),
                target: NeedTarget::Runbook { path },
            },
        }
    }

    fn runbook_facts(&self) -> Result<Vec<RunbookFact>, Error> {
        let rows = self.parts.cache.runbooks()?;
        Ok(rows
            .into_iter()
            .map(|row| RunbookFact { verified: row.verified, path: row.path, title: row.title })
            .collect())
    }
}

/// A few patterns by name, with the number of texts that are missing.
fn unwritten(agreement: &Agreement, patterns: &[(PatternId, usize)]) -> String {
    let name =
        |id: &PatternId| agreement.patterns.iter().find(|pattern| &pattern.id == id).map(|pattern| &pattern.name);
    let few = patterns.iter().take(MOST_OF_A_KIND);
    let mut words: Vec<String> =
        few.map(|(id, holes)| format!("{} {holes}", name(id).map_or_else(|| id.to_string(), Clone::clone))).collect();
    if patterns.len() > MOST_OF_A_KIND {
        words.push(plural(patterns.len() - MOST_OF_A_KIND, "more pattern", "more patterns"));
    }
    words.join(", ")
}

/// One more; how many there are by now.
fn counted(count: &mut usize) -> usize {
    *count += 1;
    *count
}

fn plural(count: usize, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
}

/// A few of them by name, and how many more there are.
fn few(rotations: &[RotationId], name: &dyn Fn(&RotationId) -> String) -> String {
    let names: Vec<String> = rotations.iter().take(MOST_OF_A_KIND).map(name).collect();
    match rotations.len().saturating_sub(MOST_OF_A_KIND) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

/// The first of them, to begin with.
fn rotation_target(rotations: &[RotationId]) -> NeedTarget {
    rotations.first().map_or(NeedTarget::Problems, |rotation| NeedTarget::Rotation { rotation: rotation.to_string() })
}

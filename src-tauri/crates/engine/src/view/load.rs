//! Load: what being on call costs each person, what of it is over the limits, and what rests on one person.

pub(crate) mod hero;
mod page;
mod words;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::Duration;
use domain::agreement::Agreement;
use domain::hero::{Work, heroes};
use domain::id::{PersonId, RotationId};
use domain::load::{Duty, Load, LoadLimits, Measure, load};
use domain::person::Person;
use domain::span::{Instant, Span};
use serde::{Deserialize, Serialize};

use crate::engine::Engine;
use crate::error::Error;

pub use hero::HeroLine;

/// Which stretch the table counts where nobody says otherwise: four weeks, so that a rotation of four has each of them once.
pub const WINDOW: Duration = Duration::days(28);
/// The longest window.
const LONGEST: Duration = Duration::days(372);

/// As long as an answer may take: a window that begins with the question has no pages of its own yet.
const ANSWERING: Duration = Duration::minutes(1);

/// What is asked of the table.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct LoadQuestion {
    /// The past four weeks; else the next.
    #[serde(default)]
    pub past: bool,
}

/// The table.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct LoadView {
    /// Begin of the window.
    #[ts(type = "number")]
    pub from: i64,
    /// End of the window.
    #[ts(type = "number")]
    pub until: i64,
    /// The IANA zone of the reader.
    pub zone: String,
    /// `30 November to 28 December 2026`
    pub title: String,
    /// `3 of 41 people are over a limit.`
    pub sentence: String,
    /// What each column may be, in the window.
    pub limits: Vec<LimitLine>,
    /// Everybody with shifts or pages; who is over most limits comes first, then who is on call longest.
    pub lines: Vec<LoadLine>,
    /// What rests on one person.
    pub heroes: Vec<HeroLine>,
    /// What must be read with care, each once.
    pub cautions: Vec<String>,
}

/// What a column may be.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct LimitLine {
    /// Which column.
    pub measure: Measure,
    /// As over the column: `Nights`.
    pub name: String,
    /// The most in the window, in hours, nights, days or pages.
    pub allowed: f64,
    /// `at most 3 a week`
    pub words: String,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct LoadLine {
    /// Their id.
    pub person: String,
    /// Their name.
    pub name: String,
    /// Their IANA zone; that of the reader where theirs is not known.
    pub zone: String,
    /// Names of their rotations.
    pub rotations: Vec<String>,
    /// Minutes on call, each once.
    #[ts(type = "number")]
    pub minutes: i64,
    /// Minutes of them with several rotations at once.
    #[ts(type = "number")]
    pub at_once_minutes: i64,
    /// `Two rotations at once for 12 h.`; empty where there is one at a time.
    pub at_once: String,
    /// Nights where they are.
    pub nights: u32,
    /// Saturdays and Sundays where they are.
    pub weekend_days: u32,
    /// How many public holidays.
    pub holidays: u32,
    /// Which: `25 December, Christmas Day`.
    pub holiday_names: Vec<String>,
    /// Whether they name a calendar of holidays: where not, none can be counted.
    pub holidays_known: bool,
    /// Pages that meant them; none where the window has not begun yet.
    pub pages: Option<u32>,
    /// Those of them that came at night.
    pub night_pages: Option<u32>,
    /// What is over its limit, in the order of the columns.
    pub over: Vec<Measure>,
    /// `Nights: 14, at most 12.`; empty where nothing is over.
    pub over_words: String,
}

/// What one walk over all rotations found.
struct Walk {
    duties: BTreeMap<PersonId, Vec<Duty>>,
    work: Work,
    cautions: Vec<String>,
}

impl Engine {
    /// The table of the next four weeks, or of the past four.
    pub fn load_of(&self, question: LoadQuestion) -> Result<LoadView, Error> {
        let now = self.now();
        self.load(if question.past { Span::of(now - WINDOW, now) } else { Span::of(now, now + WINDOW) })
    }

    /// The table of a window. Each rotation is rendered once, and only people with shifts or pages are looked at.
    pub fn load(&self, window: Span) -> Result<LoadView, Error> {
        if window.is_empty() || window.length() > LONGEST {
            let words = "Load is counted over at least some time and at most a year. Choose an end that fits.";
            return Err(Error::Refused(words.to_owned()));
        }
        let loaded = self.loaded_around(window)?;
        let agreement = &loaded.agreement;
        let walk = self.walk(agreement, window);
        let pages = self.pages_within(window)?;
        let begun = window.from + ANSWERING < self.now();
        let limits = &agreement.load;
        let known: HashMap<&PersonId, &Person> = agreement.people.iter().map(|person| (&person.id, person)).collect();
        let names: HashMap<&RotationId, &str> = agreement
            .rotations
            .iter()
            .chain(&agreement.found.rotations)
            .map(|rotation| (&rotation.id, rotation.name.as_str()))
            .collect();
        let everybody: BTreeSet<&PersonId> = walk.duties.keys().chain(pages.keys()).collect();
        let mut lines: Vec<LoadLine> = everybody
            .into_iter()
            .map(|id| {
                let person = known.get(id).copied().or_else(|| agreement.found.person(id));
                let zone = person.map_or(self.zone(), |person| person.time_zone);
                let holidays = person.map(|person| agreement.holidays_of(person)).unwrap_or_default();
                let duties = walk.duties.get(id).map(Vec::as_slice).unwrap_or_default();
                let pages = pages.get(id).map(Vec::as_slice).unwrap_or_default();
                let load = load(duties, pages, zone, &holidays, window);
                let over = limits.over(&load, window);
                LoadLine {
                    person: id.to_string(),
                    name: person.map_or_else(|| id.to_string(), |person| person.name.clone()),
                    zone: zone.name().to_owned(),
                    rotations: load
                        .rotations
                        .iter()
                        .map(|id| names.get(id).map_or_else(|| id.to_string(), |name| (*name).to_owned()))
                        .collect(),
                    minutes: load.on_call.num_minutes(),
                    at_once_minutes: load.at_once.num_minutes(),
                    at_once: words::at_once(&load),
                    nights: load.nights,
                    weekend_days: load.weekend_days,
                    holidays: u32::try_from(load.holidays.len()).unwrap_or(u32::MAX),
                    holiday_names: words::holidays(&load, &holidays),
                    holidays_known: person.is_some_and(|person| !person.holidays.is_empty()),
                    pages: begun.then_some(load.pages),
                    night_pages: begun.then_some(load.night_pages),
                    over_words: words::over(&load, &over, limits, window),
                    over,
                }
            })
            .collect();
        lines.sort_by(|one, other| {
            let key = |line: &LoadLine| std::cmp::Reverse((line.over.len(), line.minutes));
            key(one).cmp(&key(other)).then_with(|| one.name.cmp(&other.name))
        });
        let work = Work { pages: self.pages_lately()?, ..walk.work };
        Ok(LoadView {
            from: window.from.timestamp_millis(),
            until: window.until.timestamp_millis(),
            zone: self.zone().name().to_owned(),
            title: super::coverage::title(self.zone(), window),
            sentence: words::sentence(&lines),
            limits: limit_lines(limits, window),
            heroes: heroes(agreement, &work).iter().map(|hero| HeroLine::of(agreement, hero)).collect(),
            lines,
            cautions: walk.cautions,
        })
    }

    /// Who is on call where and when, as far as it is known.
    fn walk(&self, agreement: &Agreement, window: Span) -> Walk {
        let mut walk = Walk { duties: BTreeMap::new(), work: Work::of(agreement), cautions: Vec::new() };
        for rotation in agreement.rotations.iter().chain(&agreement.found.rotations) {
            let (known, caution) = self.known_part(agreement, rotation, window);
            if !caution.is_empty() && !walk.cautions.contains(&caution) {
                walk.cautions.push(caution);
            }
            let rendering = known.map(|known| self.rendering(rotation, known)).unwrap_or_default();
            walk.work.seen(rotation, &rendering);
            for shift in rendering.shifts {
                let duty = Duty { rotation: rotation.id.clone(), span: shift.span };
                walk.duties.entry(shift.person).or_default().push(duty);
            }
        }
        walk
    }
}

fn limit_lines(limits: &LoadLimits, window: Span) -> Vec<LimitLine> {
    let line = |measure| LimitLine {
        measure,
        name: words::name(measure).to_owned(),
        allowed: limits.allowed(measure, window),
        words: words::limit(limits, measure),
    };
    Measure::ALL.into_iter().map(line).collect()
}

/// Pages by whom they meant.
pub(crate) type Pages = BTreeMap<PersonId, Vec<Instant>>;

/// Hours of a load, rounded to the nearest.
fn whole_hours(load: &Load) -> i64 {
    (load.on_call.num_minutes() + 30) / 60
}

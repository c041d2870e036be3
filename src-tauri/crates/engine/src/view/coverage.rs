//! Coverage: regions by hours, and how many of customers' hours nobody speaks for them.

mod axis;

use chrono::{Datelike, Days, Duration, NaiveDate, NaiveTime, Weekday};
use chrono_tz::Tz;
use domain::agreement::Agreement;
use domain::coverage::{self, RegionCoverage, Roster, Standing, coverage, unsupported_percent};
use domain::function::Region;
use domain::rotation::{Rotation, wall_clock};
use domain::span::{Instant, Span};
use serde::{Deserialize, Serialize};

use crate::civil;
use crate::engine::Engine;
use crate::error::Error;

pub use axis::CoverageDay;
pub(crate) use axis::title;

/// The longest window: a grid of more hours is read by nobody.
const LONGEST: Duration = Duration::days(62);

/// What is asked of the grid.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct CoverageQuestion {
    /// A civil day of the week; today where it names none.
    #[serde(default)]
    #[ts(type = "string | null")]
    pub date: Option<NaiveDate>,
    /// The IANA zone of the hours; the reader's where it names none.
    #[serde(default)]
    pub zone: Option<String>,
}

/// The grid.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct CoverageView {
    /// `16 to 22 November 2026`
    pub title: String,
    /// In a sentence: `Customers have nobody in 3.2 % of their hours.`
    pub sentence: String,
    /// A day of the week before.
    #[ts(type = "string")]
    pub previous: NaiveDate,
    /// A day of the week after.
    #[ts(type = "string")]
    pub next: NaiveDate,
    /// The IANA zone of the hours.
    pub zone: String,
    /// Begin of the grid.
    #[ts(type = "number")]
    pub from: i64,
    /// End of the grid.
    #[ts(type = "number")]
    pub until: i64,
    /// The present.
    #[ts(type = "number")]
    pub now: i64,
    /// The days over the hours.
    pub days: Vec<CoverageDay>,
    /// The regions, in the order of the file.
    pub rows: Vec<CoverageRow>,
    /// The share of all customers' hours without anybody, in percent; none where there are none.
    pub unsupported_percent: Option<f64>,
    /// Zones to choose from beside the reader's and UTC: those of the regions, each once.
    pub zones: Vec<String>,
}

/// A region.
#[derive(Debug, Clone, PartialEq, Serialize, ts_rs::TS)]
pub struct CoverageRow {
    /// Its id.
    pub region: String,
    /// Its name.
    pub name: String,
    /// Share of customers, in percent of all.
    pub customers_percent: u8,
    /// The IANA zone of its customers' hours.
    pub zone: String,
    /// The names of the rotations that speak for it; none where there is none.
    pub support: Vec<String>,
    /// The names of those that stand behind them.
    pub backup: Vec<String>,
    /// What must be said about it; empty where nothing must.
    pub note: String,
    /// The hours, one for each column.
    pub cells: Vec<CoverageCell>,
    /// Minutes that customers need somebody.
    #[ts(type = "number")]
    pub customer_minutes: i64,
    /// Minutes with the backup only.
    #[ts(type = "number")]
    pub backup_minutes: i64,
    /// Minutes of which nothing is known.
    #[ts(type = "number")]
    pub unknown_minutes: i64,
    /// Minutes without anybody.
    #[ts(type = "number")]
    pub uncovered_minutes: i64,
    /// The same, times the share of customers.
    pub weighted_minutes: f64,
    /// The share of customers' hours without anybody, in percent; none where they have none.
    pub uncovered_percent: Option<f64>,
}

/// An hour of a region.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct CoverageCell {
    /// Its begin.
    #[ts(type = "number")]
    pub from: i64,
    /// Its end.
    #[ts(type = "number")]
    pub until: i64,
    /// How it stands.
    pub standing: Standing,
    /// Names of those who cover it.
    pub people: Vec<String>,
    /// The rotation to open.
    pub rotation: Option<String>,
    /// Minutes of it in which customers have nobody.
    #[ts(type = "number")]
    pub uncovered_minutes: i64,
}

impl Engine {
    /// The grid of a week from its Monday, by the clocks of the zone.
    pub fn coverage_of(&self, question: &CoverageQuestion) -> Result<CoverageView, Error> {
        let zone = question.zone.as_deref().map_or(Ok(self.zone()), civil::zone)?;
        let date = question.date.unwrap_or_else(|| self.now().with_timezone(&zone).date_naive());
        self.coverage(week_of(zone, date), zone)
    }

    /// The grid of a window.
    pub fn coverage(&self, window: Span, zone: Tz) -> Result<CoverageView, Error> {
        if window.is_empty() || window.length() > LONGEST {
            let words = "Coverage is shown for at least some time and at most 62 days. Choose an end that fits.";
            return Err(Error::Refused(words.to_owned()));
        }
        let loaded = self.loaded_around(window)?;
        let agreement = &loaded.agreement;
        let hours = coverage::hours(zone, window);
        let regions: Vec<(&Region, RegionCoverage, CoverageRow)> = agreement
            .regions
            .iter()
            .map(|region| {
                let (known, row) = self.coverage_row(agreement, region, window, &hours);
                (region, known, row)
            })
            .collect();
        let shares = regions.iter().map(|(region, known, _)| (region.customers_percent, known));
        let unsupported_percent = unsupported_percent(shares);
        let rows: Vec<CoverageRow> = regions.into_iter().map(|(.., row)| row).collect();
        let date = window.from.with_timezone(&zone).date_naive();
        let mut zones: Vec<String> = rows.iter().map(|row| row.zone.clone()).collect();
        zones.sort();
        zones.dedup();
        Ok(CoverageView {
            title: title(zone, window),
            sentence: sentence(unsupported_percent, &rows),
            previous: date - Days::new(7),
            next: date + Days::new(7),
            zone: zone.name().to_owned(),
            from: window.from.timestamp_millis(),
            until: window.until.timestamp_millis(),
            now: self.now().timestamp_millis(),
            days: axis::days(zone, window),
            rows,
            unsupported_percent,
            zones,
        })
    }

    fn coverage_row(
        &self,
        agreement: &Agreement,
        region: &Region,
        window: Span,
        hours: &[Span],
    ) -> (RegionCoverage, CoverageRow) {
        let support = agreement.support_of(&region.id);
        let mut behind: Vec<&Rotation> = Vec::new();
        for backup in support.iter().filter_map(|rotation| agreement.rotation(rotation.backup.as_ref()?)) {
            let twice = support.iter().chain(&behind).any(|known| known.id == backup.id);
            if !twice {
                behind.push(backup);
            }
        }
        let mut cautions: Vec<String> = Vec::new();
        let mut rosters = |rotations: &[&Rotation]| -> Vec<Roster> {
            let roster = |rotation: &&Rotation| {
                let (known, caution) = self.known_part(agreement, rotation, window);
                if !caution.is_empty() && !cautions.contains(&caution) {
                    cautions.push(caution);
                }
                let shifts = known.map(|known| self.rendering(rotation, known).shifts).unwrap_or_default();
                Roster { rotation: rotation.id.clone(), shifts, known }
            };
            rotations.iter().map(roster).collect()
        };
        let (first, second) = (rosters(&support), rosters(&behind));
        let known = coverage(region, &first, &second, window, hours);
        if support.is_empty() {
            cautions.insert(0, no_support(region));
        }
        let names = |rotations: &[&Rotation]| rotations.iter().map(|rotation| rotation.name.clone()).collect();
        let opened = support.first().map(|rotation| rotation.id.to_string());
        let uncovered_minutes = minutes(known.uncovered);
        let row = CoverageRow {
            region: region.id.to_string(),
            name: region.name.clone(),
            customers_percent: region.customers_percent,
            zone: region.time_zone.name().to_owned(),
            support: names(&support),
            backup: names(&behind),
            note: cautions.join(" "),
            cells: known
                .hours
                .iter()
                .map(|hour| CoverageCell {
                    from: hour.span.from.timestamp_millis(),
                    until: hour.span.until.timestamp_millis(),
                    standing: hour.standing,
                    people: hour.people.iter().map(|id| agreement.person_name(id)).collect(),
                    rotation: hour.rotation.as_ref().map(ToString::to_string).or_else(|| opened.clone()),
                    uncovered_minutes: minutes(hour.uncovered),
                })
                .collect(),
            customer_minutes: minutes(known.customers()),
            backup_minutes: minutes(known.backup),
            unknown_minutes: minutes(known.unknown),
            uncovered_minutes,
            weighted_minutes: weighted(known.uncovered, region.customers_percent),
            uncovered_percent: known.uncovered_percent(),
        };
        (known, row)
    }
}

/// A week from its Monday in a zone: 167 or 169 hours where clocks change in it.
pub fn week_of(zone: Tz, date: NaiveDate) -> Span {
    let date = date.with_year(date.year().clamp(1900, 2199)).unwrap_or_default();
    let monday = date - Days::new(u64::from(date.weekday().num_days_from_monday()));
    debug_assert_eq!(monday.weekday(), Weekday::Mon, "weeks begin on Monday");
    let midnight = |day: NaiveDate| -> Instant { wall_clock::instant(zone, day.and_time(NaiveTime::MIN)) };
    Span::of(midnight(monday), midnight(monday + Days::new(7)))
}

/// What is said of a region that nobody speaks for.
fn no_support(region: &Region) -> String {
    match &region.support {
        Some(named) => format!("Its support rotation “{named}” is not there, so that all its hours are uncovered."),
        None => "It has no support rotation, so that all its hours are uncovered. Name one: `support`.".to_owned(),
    }
}

fn sentence(unsupported: Option<f64>, rows: &[CoverageRow]) -> String {
    let Some(percent) = unsupported else {
        return "No region has customers with hours.".to_owned();
    };
    let backup: i64 = rows.iter().map(|row| row.backup_minutes).sum();
    let unknown: i64 = rows.iter().map(|row| row.unknown_minutes).sum();
    let mut words = if percent > 0.0 {
        format!("Customers have nobody in {percent:.1} % of their hours, by how many customers each region has.")
    } else {
        "Somebody is there in every hour that customers need, as far as is known.".to_owned()
    };
    if backup > 0 {
        words.push_str(" Some hours are covered by a backup only.");
    }
    if unknown > 0 {
        words.push_str(" Of some hours nothing is known.");
    }
    words
}

/// Minutes, a begun one counts.
fn minutes(length: Duration) -> i64 {
    (length.num_milliseconds() + 59_999) / 60_000
}

#[expect(clippy::cast_precision_loss, reason = "minutes of some weeks are exact in a double")]
fn weighted(length: Duration, customers_percent: u8) -> f64 {
    minutes(length) as f64 * f64::from(customers_percent) / 100.0
}

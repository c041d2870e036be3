//! `bwatch coverage`: which of customers' hours nobody speaks for them.

use domain::coverage::Standing;
use engine::engine::Engine;
use engine::view::coverage::{CoverageCell, CoverageRow, CoverageView, week_of};
use serde_json::{Value, json};

use crate::options::stretch::Stretch;
use crate::output::{Output, table};
use crate::{Answer, Stop, time};

/// Exit code 1 where customers have nobody in any hour.
pub(super) fn coverage(engine: &Engine, stretch: &Stretch, output: &Output) -> Result<Answer, Stop> {
    let (zone, now) = (engine.zone(), engine.now());
    let week = week_of(zone, now.with_timezone(&zone).date_naive());
    let view = engine.coverage(super::span(engine, stretch, week, 1)?, zone)?;
    let value = json!({
        "from": time::json_of(view.from, zone),
        "until": time::json_of(view.until, zone),
        "unsupported_percent": view.unsupported_percent,
        "regions": view.rows.iter().map(|row| region(engine, row)).collect::<Vec<_>>(),
    });
    output.answer(&value, || lines(engine, &view))?;
    let all_covered = view.rows.iter().all(|row| row.uncovered_minutes == 0);
    Ok(if all_covered { Answer::Yes } else { Answer::No })
}

fn region(engine: &Engine, row: &CoverageRow) -> Value {
    let zone = engine.zone();
    let hour = |cell: &CoverageCell| {
        json!({
            "from": time::json_of(cell.from, zone),
            "until": time::json_of(cell.until, zone),
            "standing": cell.standing,
            "people": cell.people,
            "rotation": cell.rotation,
            "uncovered_minutes": cell.uncovered_minutes,
        })
    };
    json!({
        "region": row.region,
        "region_name": row.name,
        "customers_percent": row.customers_percent,
        "zone": row.zone,
        "support": row.support,
        "backup": row.backup,
        "note": row.note,
        "customer_minutes": row.customer_minutes,
        "backup_minutes": row.backup_minutes,
        "unknown_minutes": row.unknown_minutes,
        "uncovered_minutes": row.uncovered_minutes,
        "weighted_minutes": row.weighted_minutes,
        "uncovered_percent": row.uncovered_percent,
        "hours": row.cells.iter().map(hour).collect::<Vec<_>>(),
    })
}

fn lines(engine: &Engine, view: &CoverageView) -> Vec<String> {
    let mut lines = vec![format!("{} ({})", view.title, view.zone), view.sentence.clone()];
    let hours = |minutes: i64| format!("{}:{:02}", minutes / 60, minutes % 60);
    let mut rows =
        vec![["region", "customers", "hours", "backup only", "not known", "nobody"].map(str::to_owned).to_vec()];
    rows.extend(view.rows.iter().map(|row| {
        vec![
            row.name.clone(),
            format!("{} %", row.customers_percent),
            hours(row.customer_minutes),
            hours(row.backup_minutes),
            hours(row.unknown_minutes),
            hours(row.uncovered_minutes),
        ]
    }));
    lines.extend(table(&rows));
    for row in &view.rows {
        if !row.note.is_empty() {
            lines.push(format!("{}: {}", row.name, row.note));
        }
        lines.extend(stretches(row).into_iter().filter_map(|(from, until, standing)| {
            let what = if standing == Standing::Uncovered { "NOBODY" } else { "backup only" };
            let shown = |at| chrono::DateTime::from_timestamp_millis(at).map(|at| time::shown(at, engine.zone()));
            Some(format!("{}: {what} from {} to {}", row.name, shown(from)?, shown(until)?))
        }));
    }
    lines
}

/// Hours that need somebody's eye, those that follow on each other as one.
fn stretches(row: &CoverageRow) -> Vec<(i64, i64, Standing)> {
    let mut stretches: Vec<(i64, i64, Standing)> = Vec::new();
    for cell in row.cells.iter().filter(|cell| matches!(cell.standing, Standing::Uncovered | Standing::Backup)) {
        match stretches.last_mut() {
            Some(last) if last.1 == cell.from && last.2 == cell.standing => last.1 = cell.until,
            _ => stretches.push((cell.from, cell.until, cell.standing)),
        }
    }
    stretches
}

//! `bwatch load`: what being on call costs whom, and what rests on one person.

use domain::span::Span;
use engine::engine::Engine;
use engine::view::load::{LoadLine, LoadView, WINDOW};
use serde_json::json;

use crate::options::stretch::Stretch;
use crate::output::{Output, table};
use crate::{Answer, Stop, time};

/// Exit code 1 where somebody is over a limit.
pub(super) fn load(engine: &Engine, stretch: &Stretch, output: &Output) -> Result<Answer, Stop> {
    let (zone, now) = (engine.zone(), engine.now());
    let view = engine.load(super::span(engine, stretch, Span::of(now, now + WINDOW), 4)?)?;
    let person = |line: &LoadLine| {
        json!({
            "person": line.person,
            "person_name": line.name,
            "zone": line.zone,
            "rotations": line.rotations,
            "minutes": line.minutes,
            "at_once_minutes": line.at_once_minutes,
            "nights": line.nights,
            "weekend_days": line.weekend_days,
            "holidays": line.holidays,
            "holiday_names": line.holiday_names,
            "holidays_known": line.holidays_known,
            "pages": line.pages,
            "night_pages": line.night_pages,
            "over": line.over,
        })
    };
    let value = json!({
        "from": time::json_of(view.from, zone),
        "until": time::json_of(view.until, zone),
        "limits": view.limits.iter().map(|limit| json!({ "measure": limit.measure, "allowed": limit.allowed })).collect::<Vec<_>>(),
        "people": view.lines.iter().map(person).collect::<Vec<_>>(),
        "heroes": view.heroes,
        "cautions": view.cautions,
    });
    for caution in &view.cautions {
        output.note(caution);
    }
    output.answer(&value, || lines(&view))?;
    let any = view.lines.iter().any(|line| !line.over.is_empty());
    Ok(if any { Answer::No } else { Answer::Yes })
}

fn lines(view: &LoadView) -> Vec<String> {
    let mut lines = vec![format!("{} ({})", view.title, view.zone), view.sentence.clone()];
    let columns = view.limits.iter().map(|limit| limit.name.to_lowercase());
    let mut rows: Vec<Vec<String>> = vec![["person".to_owned()].into_iter().chain(columns).collect()];
    rows.extend(view.lines.iter().map(|line| {
        let pages = |pages: Option<u32>| pages.map_or_else(|| "-".to_owned(), |pages| pages.to_string());
        let holidays = if line.holidays_known { line.holidays.to_string() } else { "-".to_owned() };
        let over = if line.over.is_empty() { String::new() } else { format!("OVER {}", line.over_words) };
        vec![
            line.name.clone(),
            format!("{}:{:02}", line.minutes / 60, line.minutes % 60),
            line.nights.to_string(),
            line.weekend_days.to_string(),
            holidays,
            pages(line.pages),
            pages(line.night_pages),
            [over, line.at_once.clone()].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" "),
        ]
    }));
    lines.extend(table(&rows));
    lines.extend(view.heroes.iter().map(|hero| format!("{}. {} {}", hero.title, hero.why, hero.help)));
    lines
}

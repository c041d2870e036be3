//! `bwatch role`: the cards of incident roles.

use std::fmt::Write;

use chrono::DateTime;
use chrono_tz::Tz;
use engine::engine::Engine;
use engine::view::person::PersonView;
use engine::view::role::{DrillResult, RoleCard};
use serde_json::{Value, json};

use crate::options::role::RoleVerb;
use crate::output::{Output, table};
use crate::{Answer, Stop, time};

pub(super) fn run(engine: &Engine, verb: &RoleVerb, output: &Output) -> Result<Answer, Stop> {
    match verb {
        RoleVerb::List => list(engine, output),
        RoleVerb::Show { id } => show(engine, id, output),
    }
}

fn list(engine: &Engine, output: &Output) -> Result<Answer, Stop> {
    let zone = engine.zone();
    let cards = engine.roles()?;
    output.answer(&cards.iter().map(|card| told(card, zone)).collect(), || {
        let rows = cards.iter().map(|card| {
            let drilled = card.drill.as_ref().map_or_else(
                || "no drill yet".to_owned(),
                |drill| format!("drilled {}", time::shown(instant(drill.at), zone)),
            );
            vec![card.name.clone(), who(card), drilled, card.id.clone()]
        });
        table(&rows.collect::<Vec<_>>())
    })?;
    Ok(Answer::Yes)
}

fn show(engine: &Engine, id: &str, output: &Output) -> Result<Answer, Stop> {
    let zone = engine.zone();
    let card = engine.role(&id.into())?;
    output.answer(&told(&card, zone), || {
        let mut lines = vec![card.name.clone(), String::new()];
        lines.extend(card.duties.iter().map(|duty| format!("- {duty}")));
        for script in &card.scripts {
            lines.extend([String::new(), format!("{}:", script.title), format!("  “{}”", script.say)]);
        }
        lines.push(String::new());
        let rights = if card.rights.is_empty() { "nothing".to_owned() } else { card.rights.join(", ") };
        lines.push(format!("Decides: {rights}"));
        for held in &card.holders {
            let area = held.area.as_ref().map(|area| format!(", {area}")).unwrap_or_default();
            let since = time::shown(instant(held.since), zone);
            lines.push(format!("Held by: {}{area}, in {} since {since}", held.person.name, held.incident));
        }
        lines.push(match &card.staffed_by {
            Some(staffed) => {
                format!("Staffed by: {}, now {} ({})", staffed.name, names(&staffed.people), staffed.source)
            }
            None => "Staffed by: no rotation; the incident lead gives it to somebody.".to_owned(),
        });
        lines.push(card.drill.as_ref().map_or_else(|| card.advice.clone(), |drill| drilled(drill, zone)));
        lines
    })?;
    Ok(Answer::Yes)
}

/// Who has a role: its holders, else who is on call for it.
fn who(card: &RoleCard) -> String {
    if !card.holders.is_empty() {
        let held = card.holders.iter().map(|held| format!("{} in {}", held.person.name, held.incident));
        return held.collect::<Vec<_>>().join(", ");
    }
    match &card.staffed_by {
        Some(staffed) => format!("{} on call", names(&staffed.people)),
        None => "given by the lead".to_owned(),
    }
}

fn names(people: &[PersonView]) -> String {
    if people.is_empty() {
        return "nobody".to_owned();
    }
    people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn drilled(drill: &DrillResult, zone: Tz) -> String {
    let after =
        |seconds: Option<i64>| seconds.map_or_else(|| "never".to_owned(), |seconds| format!("after {seconds} s"));
    let mut words = format!(
        "Last drill: {} “{}”, {}, by {}",
        drill.incident,
        drill.title,
        time::shown(instant(drill.at), zone),
        drill.people.join(", ")
    );
    // Writing to a string cannot fail.
    let _ = write!(
        words,
        ". Right roles paged {}, {} wrong pages, first update {}, {} late updates, resolved {}.",
        after(drill.right_role_seconds),
        drill.wrong_pages,
        after(drill.first_update_seconds),
        drill.late_updates,
        after(drill.resolved_seconds)
    );
    words
}

fn instant(milliseconds: i64) -> DateTime<chrono::Utc> {
    DateTime::from_timestamp_millis(milliseconds).unwrap_or_default()
}

fn told(card: &RoleCard, zone: Tz) -> Value {
    let person = |person: &PersonView| json!({ "person": person.id, "person_name": person.name });
    json!({
        "id": card.id,
        "name": card.name,
        "several": card.several,
        "duties": card.duties,
        "scripts": card.scripts,
        "rights": card.rights,
        "staffed_by": card.staffed_by.as_ref().map(|staffed| json!({
            "rotation": staffed.rotation,
            "name": staffed.name,
            "on_call": staffed.people.iter().map(person).collect::<Vec<_>>(),
            "source": staffed.source,
        })),
        "holders": card.holders.iter().map(|held| json!({
            "incident": held.incident,
            "title": held.title,
            "person": held.person.id,
            "person_name": held.person.name,
            "area": held.area,
            "since": time::json_of(held.since, zone),
        })).collect::<Vec<_>>(),
        "drill": card.drill.as_ref().map(|drill| json!({
            "incident": drill.incident,
            "title": drill.title,
            "at": time::json_of(drill.at, zone),
            "people": drill.people,
            "right_role_seconds": drill.right_role_seconds,
            "wrong_pages": drill.wrong_pages,
            "first_update_seconds": drill.first_update_seconds,
            "late_updates": drill.late_updates,
            "resolved_seconds": drill.resolved_seconds,
        })),
        "advice": card.advice,
    })
}

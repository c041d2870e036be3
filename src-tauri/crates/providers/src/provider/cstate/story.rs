//! The body of a file: its updates, the latest first, each ending with the shortcode that shows when it was said.

use chrono::NaiveDateTime;
use chrono_tz::Tz;
use domain::delivery::Failure;
use domain::phase::Phase;
use domain::rotation::wall_clock;
use domain::span::Instant;

use crate::capability::PageUpdate;

/// Around the shortcode.
const OPEN: &str = "{{<";
const CLOSE: &str = ">}}";
const TRACK: &str = "track";

/// What Hugo would take for a shortcode of its own or drop as HTML, and how it is written so that readers see it.
const WRITTEN: [(&str, &str); 2] = [("{{", "{&#123;"), ("<", "&lt;")];

/// One update as it stands in the body.
pub(super) fn written(phase: Phase, text: &str, at: &str, line_end: &str) -> String {
    let text = WRITTEN.iter().fold(text.trim().to_owned(), |text, (from, to)| text.replace(from, to));
    // After a list or a block of code, what follows in the same line would belong to it.
    let gap = if text.contains('\n') { "\n\n" } else { " " };
    let update = format!("*{}* - {text}{gap}{OPEN} {TRACK} \"{at}\" {CLOSE}\n", phase.name());
    update.replace("\r\n", "\n").replace('\n', line_end)
}

/// The updates of a body, in its order. What has no time of its own was said when the incident began.
pub(super) fn read(body: &str, zone: Tz, began: Instant) -> Result<Vec<PageUpdate>, Failure> {
    let mut updates = Vec::new();
    let (mut rest, mut said) = (body, String::new());
    while let Some((before, after)) = rest.split_once(OPEN) {
        let Some((code, behind)) = after.split_once(CLOSE) else { break };
        said.push_str(before);
        match code.trim().strip_prefix(TRACK) {
            Some(at) => {
                let at = at.trim().trim_matches(['"', '\'', '`']);
                updates.push(update(&said, instant(at, zone)?));
                said.clear();
            }
            // Another shortcode is a part of the text.
            None => said.extend([OPEN, code, CLOSE]),
        }
        rest = behind;
    }
    said.push_str(rest);
    if !said.trim().is_empty() {
        updates.push(update(&said, began));
    }
    Ok(updates)
}

fn update(said: &str, at: Instant) -> PageUpdate {
    let said = WRITTEN.iter().fold(said.trim().to_owned(), |text, (from, to)| text.replace(to, from));
    let told = said.strip_prefix('*').and_then(|rest| rest.split_once('*'));
    let told = told.and_then(|(word, rest)| Some((Phase::read(word)?, rest.trim_start().strip_prefix('-')?.trim())));
    PageUpdate {
        id: None,
        at,
        phase: told.map(|(phase, _)| phase),
        status: told.map_or("update", |(phase, _)| phase.name()).to_owned(),
        body: told.map_or(said.as_str(), |(_, body)| body).to_owned(),
    }
}

/// A time of a file, with its offset, or else by the site's clock.
pub(super) fn instant(text: &str, zone: Tz) -> Result<Instant, Failure> {
    let text = text.trim();
    if let Ok(at) = crate::instant::read(text) {
        return Ok(at);
    }
    let forms = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"];
    let whole = format!("{text} 00:00:00");
    let mut found = forms.iter().filter_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    let local = found.next().or_else(|| NaiveDateTime::parse_from_str(&whole, forms[0]).ok());
    local
        .map(|local| wall_clock::instant(zone, local))
        .ok_or_else(|| Failure::Garbled(format!("`{text}` is no time that Hugo reads")))
}

/// As we write it: by the site's clock, with its offset.
pub(super) fn time(at: Instant, zone: Tz) -> String {
    at.with_timezone(&zone).to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

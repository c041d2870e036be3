//! What everybody must see at once of an incident, as lines.

use engine::view::bridge::{FixableView, FixableWork, HeadView, RallyView};

/// Impact, what it costs, how soon it is fixed, and where to come.
pub(super) fn lines(head: &HeadView) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(said) = &head.sentence {
        lines.push(format!("impact: {}", said.text));
    } else if let Some(suggested) = &head.suggested {
        lines.push(format!("impact: {suggested} (suggested, nobody stated it)"));
    }
    lines.extend(head.business.as_ref().map(|said| format!("business impact: {}", said.text)));
    if !head.fixable.is_empty() {
        let bands: Vec<String> = head.fixable.iter().map(band).collect();
        lines.push(format!("fixable in: {}", bands.join(", ")));
    }
    if !head.rally.come_to.is_empty() {
        let down = if head.rally.fallback_since.is_some() { "chat is down, meet at" } else { "meet at" };
        lines.push(format!("{down} {}", head.rally.come_to));
    }
    lines.extend(
        head.backup.iter().map(|backup| format!("communications backup: {}, {}", backup.person.name, backup.why)),
    );
    lines
}

fn band(band: &FixableView) -> String {
    let work = |work: &FixableWork| match work.silent_minutes {
        Some(minutes) => format!("{}, no word for {minutes} min", work.title),
        None => work.title.clone(),
    };
    format!("{} ({})", band.words, band.works.iter().map(work).collect::<Vec<_>>().join("; "))
}

/// Each place that is known, and which one is in use.
pub(super) fn places(rally: &RallyView) -> Vec<String> {
    let places = [
        ("channel", &rally.channel),
        ("bridge", &rally.bridge),
        ("phone", &rally.phone),
        ("fallback", &rally.fallback),
    ];
    let mut lines: Vec<String> =
        places.into_iter().filter_map(|(name, place)| Some(format!("{name}: {}", place.as_ref()?))).collect();
    if lines.is_empty() {
        lines.push("No place to meet is recorded. Give one: --channel, --bridge, --phone, --fallback.".to_owned());
    }
    if rally.fallback_since.is_some() {
        lines.push("Chat is down: everybody meets at the fallback.".to_owned());
    }
    lines
}

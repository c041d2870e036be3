//! What those who are woken, or told, read: the same words at every provider, within its limits.

use domain::delivery::{Delivery, NoteMessage, OutreachMessage, PageMessage};

/// One line: how bad, what, and why they.
pub fn summary(message: &PageMessage) -> String {
    format!("{} {}: {}", message.severity, message.title, message.reason)
}

/// All that is known, a line each.
pub fn details(delivery: &Delivery, message: &PageMessage) -> String {
    let mut lines = vec![
        format!("{} {}", delivery.incident, message.title),
        format!("Severity: {}", message.severity),
        format!("Why you: {}", message.reason),
        format!("Paged: {}", message.person_name),
    ];
    lines.extend(message.rotation.as_ref().map(|rotation| format!("Rotation: {rotation}")));
    lines.push(marker(delivery));
    lines.join("\n")
}

/// The same in so many characters at most. Our marker is its last line even then.
pub fn details_within(delivery: &Delivery, message: &PageMessage, most: usize) -> String {
    let (text, last) = (details(delivery, message), format!("\n{}", marker(delivery)));
    let rest = text.strip_suffix(&last).unwrap_or(&text);
    format!("{}{last}", cut(rest, most.saturating_sub(last.chars().count())))
}

/// A note, with who wrote it, and our marker: nobody at the pager knows the writer by their account here.
pub fn note(delivery: &Delivery, message: &NoteMessage, most: usize) -> String {
    let from = format!("\n\n{}, {} ({})", message.author_name, delivery.incident, marker(delivery));
    let room = most.saturating_sub(from.chars().count());
    format!("{}{from}", cut(&message.text, room))
}

/// Where the original of a copy stands, as its readers see it: `INC-7 · entry 42`.
pub fn original(delivery: &Delivery, message: &OutreachMessage) -> String {
    format!("{} · entry {}", delivery.incident, message.sequence)
}

/// By which a second try finds what the first one left, where the provider has no field for a key.
pub fn marker(delivery: &Delivery) -> String {
    format!("bridgewatch:{}", delivery.id)
}

/// At most so many characters, the last one an ellipsis where something was cut.
pub fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

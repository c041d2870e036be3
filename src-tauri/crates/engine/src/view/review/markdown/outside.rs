//! What was heard from outside, as rows of the measures.

use domain::measure::Outside;

use super::{cell, duration, say};

/// Adds the rows.
pub(super) fn rows(text: &mut String, outside: &Outside) {
    let lead = match outside.lead_seconds {
        None => "nothing was heard".to_owned(),
        Some(seconds) if seconds > 0 => format!("{} before", duration(seconds)),
        Some(seconds) => format!("{} after", duration(-seconds)),
    };
    say(text, format_args!("| First word from outside, by our declaration | {lead} |"));
    let first = outside.first_public_word_seconds.map_or_else(|| "did not happen".to_owned(), duration);
    say(text, format_args!("| Confirmed impact to our first public word | {first} |"));
    let beaten = match &outside.beaten_by {
        None => "nobody".to_owned(),
        Some(other) => {
            let place = if other.place.is_empty() { String::new() } else { format!(" ({})", other.place) };
            match other.seconds {
                Some(seconds) => format!("{}{place}, {} before us", other.who, duration(seconds)),
                None => format!("{}{place}; we did not speak", other.who),
            }
        }
    };
    say(text, format_args!("| Spoke in public before us | {} |", cell(&beaten)));
    say(text, format_args!("| Reports of support, kinds | {}, {} |", outside.reports, outside.report_kinds));
    if outside.report_kinds > 0 {
        let read = outside.first_read_seconds.map_or_else(|| "none was read".to_owned(), duration);
        say(text, format_args!("| Mean time from a report to its first reading | {read} |"));
        say(text, format_args!("| Kinds of report that nobody read | {} |", outside.reports_unread));
    }
}

//! iCalendar text into spans of time, each with its event, and shifts into such text.
//!
//! - [`read::Calendar`] is a text taken apart: total, whatever the text
//! - [`shifts::occurrences`] writes its events out for a window, within bounds, and names those that it cannot
//! - [`summary::parts`] are the pieces of a title, one of which may be a name
//! - [`zone::home`] is the zone that it names for itself
//! - [`roster::Roster`] is what it says of the rotation whose shifts it holds, read and written
//! - [`write::CalendarFile`] becomes a text that every calendar program reads
//! - [`text::of_bytes`] is what a file or a host gave, as text
//!
//! [`calcard`] takes the text apart and repeats rules in wall-clock time. Everything that its own expansion would get
//! wrong for a roster is done here: overrides belong to the event of their UID (not to any event of the same
//! instant), rules end with the window (not after a number of occurrences), and custom zones are computed from their
//! observances.
//!
//! What is deliberately absent: files, hosts, and who the people are. Whom an event puts on call is decided by those who
//! know people: `workspace` for its own files, `providers` for feeds.

mod recurrence;

pub mod read;
pub mod roster;
pub mod shifts;
pub mod summary;
pub mod text;
pub mod write;
pub mod zone;

//! iCalendar files into shifts.
//!
//! [`calcard`] takes the text apart and repeats rules in wall-clock time. Everything that its own expansion would get
//! wrong for a roster is done here: overrides belong to the event of their UID (not to any event of the same
//! instant), rules end with the window (not after a number of occurrences), and custom zones are computed from their
//! observances.

pub(crate) mod calendar;
pub(crate) mod recurrence;
pub(crate) mod rotation;
pub(crate) mod shifts;
pub(crate) mod who;
pub mod write;
pub(crate) mod zone;

//! Tests of `domain`, through its public door.

mod alarm;
mod cadence;
mod copy;
mod coverage;
mod delivery;
mod given;
mod incident;
mod launch;
mod load;
mod measure;
mod near;
mod neighbour;
mod page_keys;
mod policy;
mod promise;
mod readiness;
mod reminder;
mod report;
mod rotation;
mod routing;
mod shift_note;
mod suggestion;
mod template;
mod track;
mod typed;
mod wording;

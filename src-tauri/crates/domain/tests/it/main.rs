//! Tests of `domain`, through its public door.

mod cadence;
mod copy;
mod coverage;
mod delivery;
mod given;
mod incident;
mod load;
mod launch;
mod measure;
mod near;
mod page_keys;
mod neighbour;
mod policy;
mod promise;
mod readiness;
mod reminder;
mod report;
mod rotation;
mod routing;
mod shift_note;
mod template;
mod wording;

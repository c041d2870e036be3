//! Who is on call: tables for what people agreed on, properties for what must always hold, GoAlert's
//! cases from outside.

mod calendars;
pub(crate) mod given;
mod goalert;
mod handoffs;
mod layers;
mod overrides;
mod properties;
mod restrictions;
mod robust;
mod shadows;
mod stand_ins;
pub(crate) mod strategy;
mod wall_clock;
mod ways;

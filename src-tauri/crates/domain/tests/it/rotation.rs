//! Who is on call: tables for what people agreed on, properties for what must always hold, GoAlert's
//! cases from outside.

mod calendars;
mod given;
mod goalert;
mod handoffs;
mod layers;
mod overrides;
mod properties;
mod restrictions;
mod robust;
mod shadows;
mod stand_ins;
mod strategy;
mod wall_clock;

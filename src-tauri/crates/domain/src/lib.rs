//! The nouns and rules of Bridgewatch, as pure functions: values in, values out.
//!
//! What is deliberately absent: I/O, a clock (the instant is always an argument), async, logging. Every rule of
//! the product is here and can be read, and tested, without a database, a network or a window.
//!
//! - what the organisation agreed on: [`person`], [`rotation`], [`page_tree`], [`service`], [`playbook`],
//!   [`template`], [`cadence`], [`account`], [`rally`], [`launch`], [`policy`], [`agreement`] (all of them together)
//! - what happens: [`incident`] (events, intents, `decide`, the fold), [`delivery`]
//! - what is derived: [`routing`], [`neighbour`], [`promise`], [`reminder`], [`track`], [`suggestion`], [`measure`], [`readiness`],
//!   to whom support's [`report`]s go ([`triage`]), and the [`cluster`]s that they form
//! - how customers are covered, and what that costs people: [`coverage`], [`load`], [`hero`]
//! - what speaks against words before they leave: [`wording`]; a template as its readers would get it: [`proof`]; who may say
//!   words when: [`communication`]; in which forms they can be copied: [`copy`]
//! - what one shift hands over to the next: [`shift_note`]
//! - which word was meant: [`near`]; which name: [`typed`]; which two letters page a role: [`page_keys`]

pub mod account;
pub mod agreement;
pub mod alarm;
pub mod cadence;
pub mod channel;
pub mod cluster;
pub mod communication;
pub mod copy;
pub mod coverage;
pub mod delivery;
pub mod drill;
pub mod escalation;
pub mod function;
pub mod hero;
pub mod holiday;
pub mod id;
pub mod incident;
pub mod launch;
pub mod load;
pub mod measure;
pub mod near;
pub mod neighbour;
pub mod night;
pub mod page_keys;
pub mod page_tree;
pub mod person;
pub mod phase;
pub mod playbook;
pub mod policy;
pub mod promise;
pub mod proof;
pub mod rally;
pub mod readiness;
pub mod reminder;
pub mod report;
pub mod rotation;
pub mod routing;
pub mod service;
pub mod severity;
pub mod shift_note;
pub mod span;
pub mod suggestion;
pub mod template;
pub mod track;
pub mod triage;
pub mod typed;
pub mod wording;

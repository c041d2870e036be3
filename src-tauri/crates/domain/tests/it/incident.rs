//! An incident: what each intent leads to or why it is refused, what the entries fold to, and the forms that the
//! journal and the screens rely on.

mod accepted;
mod additions;
mod area;
mod checklist;
mod closing;
mod composition;
mod drift;
mod effort;
mod event_json;
mod every_event;
mod every_intent;
mod fact;
mod fold;
mod given_up;
mod intent_json;
mod known;
mod owed;
mod paging;
mod properties;
mod provenance;
mod question;
mod rally;
mod refused;
mod refused_declaration;
mod refused_people;
mod shadow;
mod stated;
mod strategy;
mod zone;

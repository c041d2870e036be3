//! Whom to page for what is seen, and who is left asleep, each with the reason.

mod asleep;
mod condition;
mod given;
mod owner;
mod page;
mod properties;
mod walk;

//! What speaks against words before they leave.

mod claim;
mod contradiction;
mod estimate;
mod figure;
mod given;
mod grade;
mod inside;
mod jargon;
mod over;
mod policy;
mod repeat;
mod resting;
mod shape;
mod stage;

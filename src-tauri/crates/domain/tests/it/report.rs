//! What support tells: when it is the same again, to whom it goes, and the clusters that it forms.

mod alike;
mod clusters;
mod lane;
mod refused;
mod story;

//! What one shift hands over to the next: what the note tells, whose turn is next, and who may settle an offer.

mod note;
mod settle;
mod turn;

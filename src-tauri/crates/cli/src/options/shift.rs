//! The verbs of a shift that ends: its note, and who has accepted it.

use clap::Subcommand;

use super::declare::Again;

#[derive(Debug, Subcommand)]
pub(crate) enum ShiftVerb {
    /// What is open now: the note that would be handed over
    Note {
        /// Whose shift; yours, else that of whoever leads incidents
        #[arg(long, value_name = "ID")]
        rotation: Option<String>,
        /// A note that was offered, as it was then
        #[arg(long, value_name = "ID", conflicts_with = "rotation")]
        id: Option<String>,
        /// As Markdown
        #[arg(long)]
        markdown: bool,
    },
    /// Offer the shift: the note stays as it is now
    Offer {
        /// Who takes over; whoever is on call next
        #[arg(long, value_name = "PERSON")]
        to: Option<String>,
        /// Whose shift; yours, else that of whoever leads incidents
        #[arg(long, value_name = "ID")]
        rotation: Option<String>,
        /// What is to be said beside
        #[arg(long, default_value = "")]
        remarks: String,
        #[command(flatten)]
        again: Again,
    },
    /// The receiver accepts; or the giver records that they did by word of mouth
    Accept {
        /// The note's id
        id: String,
    },
    /// It is offered no more
    TakeBack {
        /// The note's id
        id: String,
        /// Why
        #[arg(long)]
        reason: String,
    },
    /// Everything that was offered, the latest first
    List,
}

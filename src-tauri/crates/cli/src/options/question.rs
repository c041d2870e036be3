//! `bwatch question`, as clap reads it: what people outside the bridge ask.

use clap::Subcommand;

use super::declare::Again;

#[derive(Debug, Subcommand)]
pub(crate) enum QuestionVerb {
    /// All questions, open ones first
    List {
        /// Which incident; the one that is open
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
    },
    /// Somebody asks; answers what they are told at once
    Ask {
        /// What they ask
        #[arg(required = true)]
        text: Vec<String>,
        /// Who asks: a person's id, or whatever they are called
        #[arg(long, value_name = "WHO")]
        from: String,
        /// To whom they belong: leadership, teams, customers, technical
        #[arg(long, value_name = "AUDIENCE")]
        audience: String,
        /// The function for which they ask
        #[arg(long, value_name = "ID")]
        function: Option<String>,
        /// As the incident lead: it cannot wait for the next update
        #[arg(long)]
        cannot_wait: bool,
        /// Which incident; the one that is open
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
        #[command(flatten)]
        again: Again,
    },
    /// Answer a question, or leave it with a word
    Answer {
        /// Which question: qu1
        question: String,
        /// The answer; with --leave why there is none
        #[arg(required = true)]
        text: Vec<String>,
        /// Leave it unanswered
        #[arg(long)]
        leave: bool,
        /// Which incident; the one that is open
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
        #[command(flatten)]
        again: Again,
    },
    /// As the incident lead: it cannot wait for the next update
    Hurry {
        /// Which question: qu1
        question: String,
        /// It waits after all
        #[arg(long)]
        wait: bool,
        /// Which incident; the one that is open
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
        #[command(flatten)]
        again: Again,
    },
}

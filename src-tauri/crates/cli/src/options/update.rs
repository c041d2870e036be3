//! `bwatch update`, as clap reads it: all audiences from one form.

use clap::{Args, Subcommand};

use super::declare::Again;

#[derive(Debug, Subcommand)]
pub(crate) enum UpdateVerb {
    /// Every output as it would leave now, and where it goes; sends nothing
    Preview(Form),
    /// Write all chosen outputs at once
    Publish {
        #[command(flatten)]
        form: Form,
        #[command(flatten)]
        again: Again,
    },
    /// Print what was written, to be pasted where no connection leads
    Copy {
        /// Which incident
        incident: String,
        /// Which update: u3; the latest that has the output
        update: Option<String>,
        /// What of it: `outreach`, `talking_points`, `social`, …; the update's own words where none is given
        #[arg(long, value_name = "OUTPUT")]
        output: Option<String>,
        /// `text`, `markdown` or `html`
        #[arg(long, default_value = "text")]
        format: String,
    },
    /// Print what is known, what is not, and when the next word is due, each line with its entry
    Known {
        /// Which incident; the one that is open
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
        /// `text`, `markdown` or `html`
        #[arg(long, default_value = "text")]
        format: String,
    },
    /// The chain behind each statement of an update: fact, who said it, who confirmed it, who put it into words, where it stands
    Chain {
        /// Which update: u3; the latest
        update: Option<String>,
        /// Which incident; the one that is open
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
    },
    /// Take an update back, with all that goes with it, while nothing of it has left
    Retract {
        /// Which update: u3; the latest that can be taken back
        update: Option<String>,
        /// Which incident; the one that is open
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
        #[command(flatten)]
        again: Again,
    },
    /// As the incident lead, let a proposal leave
    Approve {
        /// Which proposal: q1
        proposal: String,
        /// Which incident; the one that is open
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
        #[command(flatten)]
        again: Again,
    },
    /// As the incident lead, send a proposal back
    Reject {
        /// Which proposal: q1
        proposal: String,
        /// What should be put better
        #[arg(long)]
        reason: String,
        /// Which incident; the one that is open
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
        #[command(flatten)]
        again: Again,
    },
}

/// What an update rests on, and whom it answers.
#[derive(Debug, Args)]
pub(crate) struct Rests {
    /// The fact that a variable rests on: name=f2; it fills the variable in where --set does not; may be given several times
    #[arg(long = "fact", value_name = "NAME=FACT")]
    pub(crate) facts: Vec<String>,
    /// The open question that it answers: qu1; as the form proposes where none is given
    #[arg(long = "question", value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub(crate) questions: Vec<String>,
    /// Answer no question; they wait for the next update
    #[arg(long, conflicts_with = "questions")]
    pub(crate) no_questions: bool,
}

/// The one form.
#[derive(Debug, Args)]
pub(crate) struct Form {
    /// Which incident; the one that is open
    #[arg(long, value_name = "ID")]
    pub(crate) incident: Option<String>,
    /// The incident's phase where none is given
    #[arg(long)]
    pub(crate) phase: Option<String>,
    /// Impact pattern; the incident's where none is given
    #[arg(long)]
    pub(crate) pattern: Option<String>,
    /// What is written: `teams`, `leadership`, `status_page`, `outreach`, `talking_points`, `social`; all that have a template
    #[arg(long = "to", value_name = "OUTPUT", num_args = 1.., value_delimiter = ',')]
    pub(crate) outputs: Vec<String>,
    /// A variable's value: name=value, or name@audience=value for one audience alone; may be given several times
    #[arg(long = "set", value_name = "NAME=VALUE")]
    pub(crate) values: Vec<String>,
    #[command(flatten)]
    pub(crate) rests: Rests,
    /// A component of a status page: `page/component=partial_outage`; may be given several times
    #[arg(long = "component", value_name = "PAGE/COMPONENT=STATE")]
    pub(crate) components: Vec<String>,
    /// The account that gets a letter; all that are hit where none is given
    #[arg(long = "account", value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub(crate) accounts: Vec<String>,
}

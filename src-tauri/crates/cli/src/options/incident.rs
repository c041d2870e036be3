//! The verbs of an incident; each but the reading ones is an intent.

use std::path::PathBuf;

use clap::Subcommand;

use super::bridge::BridgeVerb;
use super::declare::{Again, Declare};
use super::update::Rests;

#[derive(Debug, Subcommand)]
pub(crate) enum IncidentVerb {
    /// An incident begins
    Declare(Declare),
    /// All incidents
    List,
    /// The whole state with its entries
    Show {
        /// INC-12
        id: String,
    },
    /// Give a role to a person
    Assign {
        /// INC-12
        id: String,
        /// communications-lead
        role: String,
        /// The person's id
        person: String,
        /// For which area, where a role has several holders
        #[arg(long)]
        area: Option<String>,
        #[command(flatten)]
        again: Again,
    },
    /// Confirm customer impact, say what it means, or withdraw it
    Impact {
        /// INC-12
        id: String,
        /// Where; may be given several times; the incident's regions where none is given
        #[arg(long, value_name = "ID", value_delimiter = ',')]
        region: Vec<String>,
        /// In plain words
        #[arg(long, default_value = "")]
        detail: String,
        /// Customers are not affected after all, for this reason
        #[arg(long, value_name = "REASON", conflicts_with_all = ["region", "detail"])]
        withdraw: Option<String>,
        /// What customers cannot do, in one sentence; confirms nothing
        #[arg(long, value_name = "SENTENCE", conflicts_with_all = ["region", "detail", "withdraw"])]
        sentence: Option<String>,
        /// What it means in money, users or contracts; confirms nothing
        #[arg(long, value_name = "TEXT", conflicts_with_all = ["region", "detail", "withdraw"])]
        business: Option<String>,
        #[command(flatten)]
        again: Again,
    },
    /// Page a rotation or a person
    Page {
        /// INC-12
        id: String,
        /// A rotation's id, else a person's
        who: String,
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
        /// How many people it wakes: asked for where those are more than four
        #[arg(long, value_name = "N")]
        heads: Option<u32>,
        #[command(flatten)]
        again: Again,
    },
    /// What came of a page: acknowledged, reached, `not_reached`, declined
    Answer {
        /// INC-12
        id: String,
        /// p1
        page: String,
        /// acknowledged, reached, `not_reached`, declined
        answer: String,
        #[command(flatten)]
        again: Again,
    },
    /// Offer the lead to a person, or record that they accepted
    Handover {
        /// INC-12
        id: String,
        /// The person's id
        to: String,
        /// They accept, by themselves or by word of mouth
        #[arg(long)]
        accept: bool,
        #[command(flatten)]
        again: Again,
    },
    /// Another phase
    Phase {
        /// INC-12
        id: String,
        /// investigating, identified, monitoring
        phase: String,
        #[command(flatten)]
        again: Again,
    },
    /// Another severity
    Severity {
        /// INC-12
        id: String,
        /// sev1 to sev4
        severity: String,
        /// Why; needed where it becomes less severe
        #[arg(long, default_value = "")]
        reason: String,
        #[command(flatten)]
        again: Again,
    },
    /// An update from a template; what the incident knows is filled in
    Update {
        /// INC-12
        id: String,
        /// teams, leadership, customers
        audience: String,
        /// The incident's phase where none is given
        phase: Option<String>,
        /// Impact pattern; the incident's where none is given
        #[arg(long)]
        pattern: Option<String>,
        /// A variable's value: name=value; may be given several times
        #[arg(long = "set", value_name = "NAME=VALUE")]
        values: Vec<String>,
        #[command(flatten)]
        rests: Rests,
        /// Show the text, send nothing
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        again: Again,
    },
    /// A decision under a right
    Decide {
        /// INC-12
        id: String,
        /// What, or the id of a proposed decision
        what: String,
        /// Which right; needed unless a proposed decision is named
        #[arg(long)]
        right: Option<String>,
        /// Propose only
        #[arg(long, requires = "right")]
        propose: bool,
        /// Decline a proposed decision
        #[arg(long, conflicts_with = "right")]
        decline: bool,
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
        #[command(flatten)]
        again: Again,
    },
    /// A note in the log
    Note {
        /// INC-12
        id: String,
        /// What to note
        #[arg(required = true)]
        text: Vec<String>,
        /// When it happened, where that was earlier
        #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
        at: Option<String>,
        /// The entry that it puts right
        #[arg(long, value_name = "SEQUENCE")]
        corrects: Option<u64>,
        /// A page that is out, on which it shall stand at its pager as well: p1; may be given several times
        #[arg(long = "page", value_name = "PAGE")]
        pages: Vec<String>,
        #[command(flatten)]
        again: Again,
    },
    /// Another interval for an audience, in this incident alone
    Cadence {
        /// INC-12
        id: String,
        /// teams, leadership, customers
        audience: String,
        /// How many minutes; as the preset has it where none is given
        minutes: Option<u32>,
        #[command(flatten)]
        again: Again,
    },
    /// Reminders of an audience are quiet until then
    Snooze {
        /// INC-12
        id: String,
        /// teams, leadership, customers
        audience: String,
        /// Until when: +10m, 14:30
        #[arg(long, value_name = "TIME", default_value = "+10m", allow_hyphen_values = true)]
        until: String,
        #[command(flatten)]
        again: Again,
    },
    /// People, asks and lines of work
    #[command(flatten)]
    Bridge(BridgeVerb),
    /// It is over; closing updates are owed
    Resolve {
        /// INC-12
        id: String,
        /// What happened, in a sentence
        #[arg(long, default_value = "")]
        summary: String,
        /// What was lost or is wrong now, or that nothing is, where it is known
        #[arg(long, value_name = "TEXT")]
        loss: Option<String>,
        /// Thank and release everybody but the lead
        #[arg(long)]
        release: bool,
        #[command(flatten)]
        again: Again,
    },
    /// The closing checklist: what must be said and done before it is over for everybody; exit code 1 while a step is open
    Closing {
        /// INC-12
        id: String,
    },
    /// It is not over after all
    Reopen {
        /// INC-12
        id: String,
        /// Why
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        again: Again,
    },
    /// The review as Markdown
    Export {
        /// INC-12
        id: String,
        /// Into this file instead of standard output
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

//! The verbs of what support hears from customers.

use clap::Subcommand;

use super::declare::Again;

#[derive(Debug, Subcommand)]
pub(crate) enum ReportVerb {
    /// Write down what customers tell; the same once more adds to its count
    File {
        /// What is broken, as customers say it
        #[arg(required = true)]
        symptom: Vec<String>,
        /// Which incident; the one that is open
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
        /// The text of the error, word for word
        #[arg(long, value_name = "TEXT", default_value = "")]
        error: String,
        /// Where; may be given several times
        #[arg(long, value_name = "ID", value_delimiter = ',')]
        region: Vec<String>,
        /// Which customers
        #[arg(long, value_name = "TEXT", default_value = "")]
        segment: String,
        /// How bad it is for them: sev1 to sev4
        #[arg(long)]
        severity: Option<String>,
        /// How many customers or tickets
        #[arg(long, default_value_t = 1)]
        count: u32,
        /// Who told it: a desk or a channel
        #[arg(long, value_name = "TEXT", default_value = "")]
        source: String,
        /// A ticket's number
        #[arg(long, value_name = "TEXT", default_value = "")]
        reference: String,
        /// Where it shows, as page tree or services call it; found by the words
        #[arg(long)]
        surface: Option<String>,
        /// When it was first heard; now
        #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
        heard: Option<String>,
        #[command(flatten)]
        again: Again,
    },
    /// Every kind of report, the one that was heard of last first
    List {
        /// Which incident; the one that is open
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
    },
    /// Reports that are alike, counted together
    Clusters {
        /// Which incident; the one that is open
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
        /// symptom, region, segment, combination
        #[arg(long, value_name = "WHAT", default_value = "symptom")]
        by: String,
    },
    /// Reports were read; all that nobody has read where none is named
    Read {
        /// Their ids: r1
        reports: Vec<String>,
        /// Which incident; the one that is open
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
        #[command(flatten)]
        again: Again,
    },
}

//! The command line, as clap reads it. Common options may stand before or after the verb.

pub(crate) mod affected;
pub(crate) mod bridge;
pub(crate) mod connection;
pub(crate) mod declare;
pub(crate) mod dry_run;
pub(crate) mod fact;
pub(crate) mod incident;
pub(crate) mod pack;
pub(crate) mod page;
pub(crate) mod question;
pub(crate) mod report;
pub(crate) mod role;
pub(crate) mod sandbox;
pub(crate) mod shift;
pub(crate) mod stretch;
pub(crate) mod tree;
pub(crate) mod update;

use std::path::PathBuf;

use clap::builder::{NonEmptyStringValueParser, PathBufValueParser};
use clap::{Args, Parser, Subcommand};
use connection::ConnectionVerb;
use declare::Again;
use dry_run::DryRun;
use fact::FactVerb;
use incident::IncidentVerb;
use pack::PackVerb;
use page::Paged;
use question::QuestionVerb;
use report::ReportVerb;
use role::RoleVerb;
use sandbox::SandboxVerb;
use shift::ShiftVerb;
use stretch::Stretch;
use tree::Walked;
use update::UpdateVerb;

/// Bridgewatch on the command line: rotations, page tree, incidents, outbox, runbooks.
#[derive(Debug, Parser)]
#[command(name = "bwatch", version, propagate_version = true, arg_required_else_help = true)]
pub(crate) struct Options {
    /// The workspace's folder, `sample` is the shipped one; else the variable `BRIDGEWATCH_WORKSPACE`
    #[arg(long, global = true, value_name = "DIR", value_parser = NonEmptyStringValueParser::new(), overrides_with = "workspace")]
    workspace: Option<String>,
    /// The folder of journal and cache; else the variable `BRIDGEWATCH_DATA`
    #[arg(long = "data", global = true, value_name = "DIR", value_parser = PathBufValueParser::new(), overrides_with = "folder")]
    folder: Option<PathBuf>,
    /// Answer in JSON
    #[arg(long, global = true, overrides_with = "json")]
    pub(crate) json: bool,
    /// Who acts; the person of the settings, else whoever leads incidents now
    #[arg(long = "as", global = true, value_name = "PERSON", overrides_with = "actor")]
    pub(crate) actor: Option<String>,
    /// The zone of times that are read and shown: Europe/Paris
    #[arg(long, global = true, value_name = "ZONE", overrides_with = "zone")]
    pub(crate) zone: Option<String>,
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

impl Options {
    /// The workspace that was asked for. A variable that is set to nothing asks for nothing; an option that is empty,
    /// such as one made from a variable that a script forgot to set, was refused before.
    pub(crate) fn workspace(&self) -> Option<String> {
        let variable = || std::env::var("BRIDGEWATCH_WORKSPACE").ok().filter(|asked| !asked.is_empty());
        self.workspace.clone().or_else(variable)
    }

    /// The folder that was asked for, likewise.
    pub(crate) fn folder(&self) -> Option<PathBuf> {
        let variable = || std::env::var_os("BRIDGEWATCH_DATA").filter(|asked| !asked.is_empty()).map(PathBuf::from);
        self.folder.clone().or_else(variable)
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// What is wrong with the workspace's files
    Check,
    /// Who is on call
    Oncall {
        /// When: now, 2026-11-20T22:00, 22:00, +2h
        #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
        at: Option<String>,
    },
    /// Shifts and gaps of a rotation
    Shifts {
        /// Its id
        rotation: String,
        /// From when; now
        #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
        from: Option<String>,
        /// Until when; two weeks later
        #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
        to: Option<String>,
    },
    /// Which of customers' hours nobody speaks for them
    Coverage(Stretch),
    /// What being on call costs whom, and what rests on one person
    Load(Stretch),
    /// Read the providers' lists now
    Sync {
        /// Which connection; all of them
        connection: Option<String>,
    },
    /// Page a rotation, a person, or a step of a ladder; or look at whom that would wake
    Page(Paged),
    /// Whom to call by hand: order, numbers, what to say
    Dial {
        /// Which incident; the one that is open
        incident: Option<String>,
    },
    /// Shifts as a calendar file, on standard output
    Calendar {
        /// Of one rotation
        #[arg(long, value_name = "ID", conflicts_with = "person")]
        rotation: Option<String>,
        /// Of one person
        #[arg(long, value_name = "ID")]
        person: Option<String>,
    },
    /// Overrides of this machine
    #[command(subcommand)]
    Overrides(OverrideVerb),
    /// What one shift hands over to the next
    #[command(subcommand)]
    Shift(ShiftVerb),
    /// Whom the page tree pages, and who is left asleep
    Route(Sighted),
    /// The whole page tree: where it shows, what is seen, whom that wakes
    Tree(Walked),
    /// Who would hear of an incident, and how; nothing is written, and nothing leaves
    DryRun(DryRun),
    /// Launches, commitments, peaks and freezes
    Launches {
        /// From when; now
        #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
        from: Option<String>,
        /// Until when; four weeks later
        #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
        until: Option<String>,
    },
    /// Search the runbooks
    Search {
        /// Words; the last one may be unfinished
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Templates
    #[command(subcommand)]
    Template(TemplateVerb),
    /// Incidents
    #[command(subcommand)]
    Incident(IncidentVerb),
    /// What support hears from customers
    #[command(subcommand)]
    Report(ReportVerb),
    /// Incident roles: duties, words to say, rights, the last drill
    #[command(subcommand)]
    Role(RoleVerb),
    /// What is owed to the world
    #[command(subcommand)]
    Outbox(OutboxVerb),
    /// Configured accounts
    #[command(subcommand)]
    Connections(ConnectionVerb),
    /// Starter packs: what one would write, and writing it
    #[command(subcommand)]
    Pack(PackVerb),
    /// Updates to all audiences from one form
    #[command(subcommand)]
    Update(UpdateVerb),
    /// Questions of people outside the bridge
    #[command(subcommand)]
    Question(QuestionVerb),
    /// Facts: what is known, who said it, who confirmed it
    #[command(subcommand)]
    Fact(FactVerb),
    /// Status pages as their readers see them
    #[command(subcommand)]
    Pages(PagesVerb),
    /// Who is owed the next update when; presets; how the cadence was kept
    #[command(args_conflicts_with_subcommands = true)]
    Cadence {
        /// Which incident; all that are open
        incident: Option<String>,
        #[command(subcommand)]
        verb: Option<CadenceVerb>,
    },
    /// The sandbox: what it received, and the faults that it plays
    #[command(subcommand)]
    Sandbox(SandboxVerb),
}

/// What is seen.
#[derive(Debug, Args)]
pub(crate) struct Sighted {
    /// Where it shows
    #[arg(long)]
    pub(crate) surface: Option<String>,
    /// What is seen
    #[arg(long)]
    pub(crate) symptom: Option<String>,
    /// Which service; may be given several times
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub(crate) service: Vec<String>,
    /// Which region; may be given several times
    #[arg(long, value_name = "ID", num_args = 1.., value_delimiter = ',')]
    pub(crate) region: Vec<String>,
    /// How bad: sev1 to sev4
    #[arg(long)]
    pub(crate) severity: Option<String>,
    /// Customer impact is confirmed
    #[arg(long)]
    pub(crate) customer_impact: bool,
    /// When: whoever is on call then
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    pub(crate) at: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TemplateVerb {
    /// All templates, and the holes between them
    List {
        /// Only those that are not written
        #[arg(long)]
        missing: bool,
    },
    /// What is the matter with the templates: faults, and what could be better
    Check {
        /// What could be better is a no as well
        #[arg(long)]
        strict: bool,
    },
    /// A template filled in
    Render {
        /// Impact pattern
        pattern: String,
        /// technical, teams, leadership, customers, customers-outreach, customers-talking-points, customers-social
        audience: String,
        /// investigating, identified, monitoring, resolved
        phase: String,
        /// A variable's value: name=value; may be given several times
        #[arg(long = "set", value_name = "NAME=VALUE")]
        values: Vec<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum PagesVerb {
    /// All status pages
    List,
    /// What one shows now: components, open incidents with their updates, announced work, subscribers
    Show {
        /// The connection's id
        id: String,
    },
    /// Where pages say something else than what was published last
    Drift {
        /// One connection's id; all of them without it
        id: Option<String>,
    },
    /// Where a page says something else: publish ours again, or let theirs stand
    Settle {
        /// The connection's id
        id: String,
        /// Publish once more what was published last
        #[arg(long, required_unless_present = "theirs")]
        ours: bool,
        /// What stands there now stays
        #[arg(long, conflicts_with = "ours")]
        theirs: bool,
        /// Which incident; the one that is open
        #[arg(long, value_name = "ID")]
        incident: Option<String>,
        #[command(flatten)]
        again: Again,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum OutboxVerb {
    /// All deliveries
    List,
    /// Deliver what is due
    Deliver {
        /// Wait so many seconds for what must be tried again
        #[arg(long, default_value_t = 0)]
        wait: u64,
    },
    /// Send a held delivery again
    Resend {
        /// Its id
        id: String,
        #[command(flatten)]
        again: Again,
    },
    /// A held delivery did arrive, or you did it by hand
    #[command(visible_alias = "done")]
    Confirm {
        /// Its id
        id: String,
        #[command(flatten)]
        again: Again,
    },
    /// Give a delivery up
    Drop {
        /// Its id
        id: String,
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
        #[command(flatten)]
        again: Again,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum CadenceVerb {
    /// All presets, and which of them holds
    Presets,
    /// How every audience heard, over all incidents
    Adherence,
}

#[derive(Debug, Subcommand)]
pub(crate) enum OverrideVerb {
    /// All that were ever set
    List,
    /// Somebody stands in, on this machine alone
    Set {
        /// In which rotation
        rotation: String,
        /// Who stands in
        person: String,
        /// For whom; for everybody
        #[arg(long = "for", value_name = "PERSON")]
        replaces: Option<String>,
        /// From when
        #[arg(long, value_name = "TIME", default_value = "now", allow_hyphen_values = true)]
        from: String,
        /// Until when; a distance counts from the begin
        #[arg(long, value_name = "TIME", default_value = "+8h", allow_hyphen_values = true)]
        until: String,
        /// Why
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        again: Again,
    },
    /// One holds no more
    Withdraw {
        /// Its id
        id: String,
        /// Why
        #[arg(long, default_value = "")]
        reason: String,
    },
}

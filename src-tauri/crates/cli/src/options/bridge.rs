//! The verbs of the bridge: who is there, what they were asked, what they work on.

use clap::{Args, Subcommand};

use super::declare::Again;

#[derive(Debug, Subcommand)]
pub(crate) enum BridgeVerb {
    /// A person is on the bridge
    Join {
        /// INC-12
        id: String,
        /// The person's id
        person: String,
        #[command(flatten)]
        again: Again,
    },
    /// A person is thanked and released
    Release {
        /// INC-12
        id: String,
        /// The person's id
        person: String,
        #[command(flatten)]
        again: Again,
    },
    /// A person learns beside somebody: no role, no page; or learns no more
    Shadow {
        /// INC-12
        id: String,
        /// The person's id
        person: String,
        /// Beside whom: a person's id
        #[arg(long, value_name = "PERSON", required_unless_present_any = ["role", "end"], conflicts_with_all = ["role", "end"])]
        beside: Option<String>,
        /// Beside whoever holds this role
        #[arg(long, conflicts_with = "end")]
        role: Option<String>,
        /// The shadow seat ends
        #[arg(long)]
        end: bool,
        #[command(flatten)]
        again: Again,
    },
    /// A function of the playbook is not needed
    Waive {
        /// INC-12
        id: String,
        /// The function's id
        function: String,
        /// Why
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        again: Again,
    },
    /// What was lost or is wrong now, or that nothing is
    Loss {
        /// INC-12
        id: String,
        /// In a sentence
        #[arg(required = true)]
        text: Vec<String>,
        #[command(flatten)]
        again: Again,
    },
    /// Somebody outside spoke of it in public
    ThirdParty {
        /// INC-12
        id: String,
        /// Who: a news site, a network, a list of outages, a customer
        #[arg(required = true)]
        who: Vec<String>,
        /// A link, or where it can be read or heard
        #[arg(long, default_value = "")]
        place: String,
        /// When they spoke; now
        #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
        at: Option<String>,
        #[command(flatten)]
        again: Again,
    },
    /// A better title
    Title {
        /// INC-12
        id: String,
        /// What is wrong, in a line
        #[arg(required = true)]
        text: Vec<String>,
        #[command(flatten)]
        again: Again,
    },
    /// What is failing, all of it
    Services {
        /// INC-12
        id: String,
        /// Ids
        #[arg(required = true)]
        services: Vec<String>,
        #[command(flatten)]
        again: Again,
    },
    /// Ask a person, with a time to call back; or write down the answer
    Ask {
        /// INC-12
        id: String,
        /// The person's id; with --answer the ask's, like a1
        whom: String,
        /// What is asked, or what was answered
        #[arg(required = true)]
        text: Vec<String>,
        /// When they call back
        #[arg(long, value_name = "TIME", default_value = "+15m", allow_hyphen_values = true)]
        back: String,
        /// This is the answer
        #[arg(long, conflicts_with = "back")]
        answer: bool,
        /// The question that it is asked for: qu1
        #[arg(long, value_name = "ID", conflicts_with = "answer")]
        question: Option<String>,
        #[command(flatten)]
        again: Again,
    },
    /// Somebody coordinates an area of what fails, in place of whoever did; its line of work begins
    Coordinate {
        /// INC-12
        id: String,
        /// The team that owns it, as `incident show` has it: "Payments team"
        area: String,
        /// The person's id
        person: String,
        #[command(flatten)]
        again: Again,
    },
    /// A line of work begins; or word from one
    Work {
        /// INC-12
        id: String,
        /// What is done; with --of the word from it
        text: Vec<String>,
        /// Which line of work, like w1
        #[arg(long, value_name = "ID", requires = "state")]
        of: Option<String>,
        /// moving, blocked, done
        #[arg(long, requires = "of")]
        state: Option<String>,
        /// Who coordinates it
        #[arg(long, value_name = "PERSON")]
        owner: Option<String>,
        /// How long it will take: minutes, `under_an_hour`, hours, days, unknown; for its coordinator or the lead to say
        #[arg(long, value_name = "BAND")]
        effort: Option<String>,
        #[command(flatten)]
        again: Again,
    },
    /// Where everybody comes together; without an option it is shown
    Rally(Rally),
}

/// Where everybody comes together. A place that is given empty is known no more.
#[derive(Debug, Args)]
pub(crate) struct Rally {
    /// INC-12
    pub(crate) id: String,
    /// The channel of the chat
    #[arg(long)]
    pub(crate) channel: Option<String>,
    /// The bridge: an address, or a room
    #[arg(long)]
    pub(crate) bridge: Option<String>,
    /// The phone line, with its PIN
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) phone: Option<String>,
    /// Where to meet when the chat is down
    #[arg(long, allow_hyphen_values = true)]
    pub(crate) fallback: Option<String>,
    /// Chat is down: everybody meets at the fallback
    #[arg(long, conflicts_with_all = ["channel", "bridge", "phone", "fallback", "back"])]
    pub(crate) fallback_in_use: bool,
    /// Everybody meets where they did before
    #[arg(long, conflicts_with_all = ["channel", "bridge", "phone", "fallback"])]
    pub(crate) back: bool,
    /// Why it moves
    #[arg(long, default_value = "")]
    pub(crate) reason: String,
    #[command(flatten)]
    pub(crate) again: Again,
}

impl Rally {
    /// Whether it only asks.
    pub(crate) fn only_asks(&self) -> bool {
        let places = [&self.channel, &self.bridge, &self.phone, &self.fallback];
        !self.fallback_in_use && !self.back && places.iter().all(|place| place.is_none())
    }
}

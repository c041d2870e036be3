//! What the application is started with: options, then the environment, then what fits the machine.

use std::path::PathBuf;
use std::time::Duration;

/// What the application is started with.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    /// The workspace's folder.
    pub(crate) workspace: PathBuf,
    /// The folder of the databases.
    pub(crate) folder: PathBuf,
    /// How long a page can be taken back before it leaves.
    pub(crate) hold: Duration,
}

/// How long a page can be taken back, where nobody says otherwise.
const HOLD: Duration = Duration::from_secs(5);

impl Options {
    /// Reads `--workspace DIR|sample`, `--data DIR` and `--hold SECONDS`. The error is a sentence.
    pub(crate) fn read(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut workspace = std::env::var("BRIDGEWATCH_WORKSPACE").ok();
        let mut folder = std::env::var("BRIDGEWATCH_DATA").ok();
        let mut hold = std::env::var("BRIDGEWATCH_HOLD").ok();
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            let (name, value) = match argument.split_once('=') {
                Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
                None => (argument.clone(), None),
            };
            let place = match name.as_str() {
                "--workspace" => &mut workspace,
                "--data" => &mut folder,
                "--hold" => &mut hold,
                // The desktop may add arguments of its own (a link that was opened); they are none of ours.
                _ => continue,
            };
            *place =
                Some(value.or_else(|| arguments.next()).ok_or_else(|| format!("`{name}` wants a value after it."))?);
        }
        let hold = match hold {
            Some(text) => text
                .parse()
                .map(Duration::from_secs)
                .map_err(|_| format!("`--hold {text}`: give whole seconds, from 0."))?,
            None => HOLD,
        };
        Ok(Self {
            workspace: engine::place::workspace(workspace.as_deref())?,
            folder: folder.map_or_else(engine::place::default_folder, |folder| Ok(PathBuf::from(folder)))?,
            hold,
        })
    }
}

/// Name of this machine, as entries keep it.
pub(crate) fn device() -> String {
    engine::place::device()
}

/// The zone of this machine.
pub(crate) fn zone() -> chrono_tz::Tz {
    engine::place::zone()
}

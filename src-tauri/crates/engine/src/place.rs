//! Where things are when nobody says so: the shipped sample, the folder of the databases, this machine's name and zone.

use std::path::{Path, PathBuf};

use chrono_tz::Tz;

/// The file by which the shipped sample is known.
const SAMPLE_MARK: &str = ".sample";

/// The workspace that was asked for: a folder, `sample`, or nothing, which means the sample.
///
/// The error is a sentence.
pub fn workspace(asked: Option<&str>) -> Result<PathBuf, String> {
    match asked.unwrap_or("sample") {
        "sample" => sample().ok_or_else(|| {
            "The sample workspace is not beside the program. Install Bridgewatch again, or name a folder with --workspace."
                .to_owned()
        }),
        folder => {
            let folder = PathBuf::from(folder);
            if folder.is_dir() {
                Ok(folder.canonicalize().unwrap_or(folder))
            } else {
                Err(format!("The workspace `{}` is not a folder. Check the path after --workspace.", folder.display()))
            }
        }
    }
}

/// Finds the sample workspace: beside the program as bundles lay it out, else in the checkout that built it.
fn sample() -> Option<PathBuf> {
    let program = std::env::current_exe().ok();
    let beside = program.as_deref().and_then(Path::parent).map(|folder| {
        [
            folder.join("sample"),
            folder.join("../lib/Bridgewatch/sample"),
            folder.join("../lib/bridgewatch/sample"),
            folder.join("../Resources/sample"),
        ]
    });
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../sample");
    beside
        .into_iter()
        .flatten()
        .chain([checkout])
        .find(|candidate| candidate.join("bridgewatch.yaml").is_file())
        .map(|found| found.canonicalize().unwrap_or(found))
}

/// Whether a folder is the shipped sample.
pub fn is_sample(folder: &Path) -> bool {
    folder.join(SAMPLE_MARK).is_file()
}

/// Why a workspace is not written to, as a sentence; none where it may be.
///
/// A copy of the sample is its owner's, whatever marks came along.
pub fn locked(folder: &Path) -> Option<String> {
    if sample().is_some_and(|shipped| folder.canonicalize().is_ok_and(|own| own == shipped)) {
        return Some("The shipped sample is not changed. Copy it, or name a workspace of your own.".to_owned());
    }
    let is_read_only = |folder: &Path| folder.metadata().is_ok_and(|metadata| metadata.permissions().readonly());
    let kept = [folder.to_path_buf(), folder.join("templates")].into_iter().find(|folder| is_read_only(folder))?;
    Some(format!("The folder `{}` is read-only. Make it writable, or edit the file where it is kept.", kept.display()))
}

/// The folder of the databases for this user: what the system keeps applications' files in.
///
/// The error is a sentence.
pub fn default_folder() -> Result<PathBuf, String> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = if cfg!(target_os = "windows") {
        variable("APPDATA")
    } else if cfg!(target_os = "macos") {
        variable("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        variable("XDG_DATA_HOME").or_else(|| variable("HOME").map(|home| home.join(".local/share")))
    };
    folder
        .map(|folder| folder.join("bridgewatch"))
        .ok_or_else(|| "There is no home folder to keep the journal in. Name a folder with --data.".to_owned())
}

/// Name of this machine, as entries keep it.
pub fn device() -> String {
    let named = std::env::var("BRIDGEWATCH_DEVICE").ok().filter(|name| !name.is_empty());
    named
        .or_else(|| std::fs::read_to_string("/etc/hostname").ok())
        .or_else(|| std::env::var("COMPUTERNAME").ok())
        .or_else(|| std::env::var("HOSTNAME").ok())
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "this machine".to_owned())
}

/// The zone of this machine; UTC where it cannot be told.
pub fn zone() -> Tz {
    let named = std::env::var("TZ").ok().and_then(|name| name.trim_start_matches(':').parse().ok());
    named.or_else(|| iana_time_zone::get_timezone().ok()?.parse().ok()).unwrap_or(Tz::UTC)
}

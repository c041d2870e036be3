//! The environment of everything on a test's desktop: folders of its own, and nothing of the machine's but the path.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Names and values.
pub(crate) type Environment = Vec<(String, String)>;

/// Makes the folders below `folder`, and names them to the programs.
pub(super) fn environment(folder: &Path, workspace: &str) -> Environment {
    let within = |name: &str| {
        let path = folder.join(name);
        fs::create_dir_all(&path).expect("a folder");
        path.to_string_lossy().into_owned()
    };
    within("logs");
    let run = within("run");
    fs::set_permissions(&run, fs::Permissions::from_mode(0o700)).expect("a folder of one's own");
    let pairs = [
        ("PATH", std::env::var("PATH").unwrap_or_default()),
        ("HOME", within("home")),
        ("XDG_CONFIG_HOME", within("home/.config")),
        ("XDG_DATA_HOME", within("home/.local/share")),
        ("XDG_STATE_HOME", within("home/.local/state")),
        ("XDG_CACHE_HOME", within("home/.cache")),
        ("XDG_RUNTIME_DIR", run),
        ("LANG", "C.UTF-8".to_owned()),
        ("TZ", "Europe/London".to_owned()),
        ("GDK_BACKEND", "x11".to_owned()),
        ("GSETTINGS_BACKEND", "memory".to_owned()),
        ("NO_AT_BRIDGE", "1".to_owned()),
        ("RUST_BACKTRACE", "1".to_owned()),
        ("BRIDGEWATCH_DATA", within("databases")),
        ("BRIDGEWATCH_WORKSPACE", workspace.to_owned()),
    ];
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

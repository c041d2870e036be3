//! Where things stand in the checkout.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The top of the checkout.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).map(Path::to_path_buf).unwrap_or_default()
}

/// The folder of the screens.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// Where cargo builds into.
pub(crate) fn target() -> PathBuf {
    // Relative to the root, because that is where every call of cargo starts.
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// A program that cargo built.
pub(crate) fn built(name: &str, release: bool) -> PathBuf {
    let profile = if release { "release" } else { "debug" };
    target().join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// The instant of the youngest file under `path`, or of `path` itself; none where there is nothing.
pub(crate) fn youngest(path: &Path) -> Option<SystemTime> {
    if !path.is_dir() {
        return path.metadata().and_then(|meta| meta.modified()).ok();
    }
    // The folder counts too: a deleted file leaves its mark only there.
    let own = path.metadata().and_then(|meta| meta.modified()).ok();
    let children = path.read_dir().into_iter().flatten().flatten().filter_map(|entry| youngest(&entry.path()));
    children.chain(own).max()
}

//! The files of a sandbox: written whole or not at all, and by one process at a time.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::contents::Contents;
use super::fault::Planned;

/// Where one connection's sandbox keeps its files.
#[derive(Debug, Clone)]
pub(super) struct Shelf {
    folder: PathBuf,
    stem: String,
}

impl Shelf {
    /// The files of a connection.
    pub(super) fn of(folder: &Path, connection: &str) -> Self {
        Self::at(folder, stem(connection))
    }

    /// The files of a stem that [`stem`] made.
    pub(super) fn at(folder: &Path, stem: String) -> Self {
        Self { folder: folder.to_owned(), stem }
    }

    /// The folder of all sandboxes.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Does something while no other process or thread touches these files.
    pub(super) fn locked<T>(&self, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        fs::create_dir_all(&self.folder)?;
        let path = self.file("lock");
        // Released when the file is closed, also by the end of the process.
        let lock = File::options().create(true).truncate(false).write(true).open(path)?;
        lock.lock()?;
        act()
    }

    /// What it holds; nothing where there is no file yet.
    pub(super) fn contents(&self) -> io::Result<Contents> {
        read(&self.file("json"))
    }

    /// Stores what it holds.
    pub(super) fn put_contents(&self, contents: &Contents) -> io::Result<()> {
        self.put("json", contents)
    }

    /// The faults to come.
    pub(super) fn faults(&self) -> io::Result<Vec<Planned>> {
        read(&self.file("faults.json"))
    }

    /// Stores the faults to come.
    pub(super) fn put_faults(&self, faults: &[Planned]) -> io::Result<()> {
        self.put("faults.json", &faults)
    }

    fn file(&self, ending: &str) -> PathBuf {
        self.folder.join(format!("{}.{ending}", self.stem))
    }

    /// Writes beside the file and renames: a crash leaves the old one or the new one.
    fn put(&self, ending: &str, value: &impl Serialize) -> io::Result<()> {
        let beside = self.file(&format!("{ending}.part"));
        let mut file = File::create(&beside)?;
        file.write_all(&serde_json::to_vec_pretty(value)?)?;
        file.sync_all()?;
        fs::rename(&beside, self.file(ending))?;
        self.sync_folder()
    }

    /// Makes the renaming itself durable, where a system can.
    #[cfg(unix)]
    fn sync_folder(&self) -> io::Result<()> {
        File::open(&self.folder)?.sync_all()
    }

    #[cfg(not(unix))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "folders cannot be synced here")]
    fn sync_folder(&self) -> io::Result<()> {
        Ok(())
    }
}

fn read<T: DeserializeOwned + Default>(path: &Path) -> io::Result<T> {
    match fs::read(path) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(T::default()),
        Err(error) => Err(error),
    }
}

/// A connection's id as a file name and as the host of an address: lower case letters, digits and hyphens stay, all
/// else becomes its code, so that two ids never meet in one file.
pub(super) fn stem(connection: &str) -> String {
    let mut stem = String::new();
    for byte in connection.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'-' => stem.push(char::from(byte)),
            // Writing to a string cannot fail.
            _ => {
                let _ = write!(stem, "_{byte:02x}");
            }
        }
    }
    stem
}

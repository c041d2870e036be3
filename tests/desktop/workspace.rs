//! A copy of the sample workspace, to be changed as an organisation changes its own.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use crate::session::Session;
use crate::session::desktop::Wish;

/// A copy that ends with the test.
pub(crate) struct Copy {
    folder: TempDir,
}

impl Copy {
    /// The sample as it ships.
    pub(crate) fn of_the_sample() -> Self {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample");
        let folder = tempfile::tempdir().expect("a folder");
        for entry in WalkDir::new(&sample).into_iter().filter_map(Result::ok) {
            let to = folder.path().join(entry.path().strip_prefix(&sample).expect("below the sample"));
            if entry.file_type().is_dir() {
                fs::create_dir_all(to).expect("a folder");
            } else {
                fs::copy(entry.path(), to).expect("a copy");
            }
        }
        Self { folder }
    }

    /// Replaces a text in a file; it must be there.
    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.path(file);
        let text = fs::read_to_string(&path).expect("the file");
        assert!(text.contains(from), "`{from}` is in {file}");
        fs::write(path, text.replacen(from, to, 1)).expect("written");
    }

    /// A file of it.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.folder.path().join(file)
    }

    /// The application on this copy.
    pub(crate) async fn open(&self) -> Session {
        let workspace = self.folder.path().to_string_lossy().into_owned();
        Session::start_with(Wish { workspace, ..Wish::default() }).await
    }
}

#[tokio::test]
async fn an_edit_shows_without_a_restart_and_a_fault_is_named_with_its_line() {
    let copy = Copy::of_the_sample();
    let session = copy.open().await;
    let page = &session.page;
    page.until_screen("watch").await;
    copy.edit("rotations/web.yaml", "name: Web", "name: Web shop");
    page.see("Web shop").await;
    copy.edit("rotations/web.yaml", "function: engineering", "function: engineerin");
    page.press("Ctrl+,").await;
    page.until_screen("settings").await;
    page.see("rotations/web.yaml:").await;
}

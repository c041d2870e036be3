//! The page's types are generated from the views; committed, so that a build needs no test run before it.
//!
//! `UPDATE=1 cargo test -p engine bindings` writes them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use domain::incident::intent::{Declaration, Intent, UpdateDraft};
use engine::desk::Submitted;
use engine::template::{TemplateChange, TemplateSaved};
use engine::view;
use ts_rs::{Config, TS};

fn export(folder: &Path) {
    let config = Config::new().with_out_dir(folder).with_large_int("number");
    macro_rules! types {
        ($($type:ty),* $(,)?) => {$( <$type as TS>::export_all(&config).unwrap(); )*};
    }
    types!(
        Intent,
        Declaration,
        UpdateDraft,
        Submitted,
        view::adherence::AdherenceView,
        view::bridge::BridgeView,
        view::bridge::PageableFound,
        view::calendar::CalendarCover,
        view::calendar::CalendarQuestion,
        view::calendar::CalendarView,
        view::calendar::CellView,
        view::calendar::CoverQuestion,
        view::calendar::export::CalendarScope,
        engine::stand_in::StandInForm,
        engine::shift_note::ShiftForm,
        view::compose::ComposeView,
        view::composition::CompositionView,
        view::connection::CheckView,
        view::connection::ConnectionView,
        view::coverage::CoverageQuestion,
        view::coverage::CoverageView,
        view::dial::DialSheet,
        view::drift::PolicyDrift,
        view::dry_run::DryRun,
        engine::merge::Conflict,
        view::page::PagePreview,
        view::declare::DeclareView,
        view::declare::Proposal,
        view::load::LoadQuestion,
        view::load::LoadView,
        view::outbox::OutboxLine,
        view::pack::PackView,
        view::problem::ProblemLine,
        view::provider::ConnectionForm,
        view::provider::ProviderForm,
        view::report::ReportsView,
        view::review::ReviewLine,
        view::review::ReviewView,
        view::role::RoleCard,
        view::runbook::RunbookView,
        view::runbook::SearchView,
        view::service::ServiceView,
        view::shell::ShellView,
        view::shift::ShiftSheet,
        view::template::TemplateGrid,
        view::template::sheet::TemplateSheet,
        TemplateChange,
        TemplateSaved,
        domain::page_tree::walk::Switches,
        view::tree::LeafView,
        view::tree::TreeView,
        view::watch::RotationView,
        view::watch::WatchView,
    );
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let listed = std::fs::read_dir(folder).into_iter().flatten();
    listed
        .map(|file| {
            let path = file.unwrap().path();
            (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

#[test]
fn the_types_of_the_page_are_current() {
    let committed = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/ipc/types");
    let fresh = tempfile::tempdir().unwrap();
    export(fresh.path());
    let fresh = files(fresh.path());
    if std::env::var_os("UPDATE").is_some() {
        let _ = std::fs::remove_dir_all(&committed);
        std::fs::create_dir_all(&committed).unwrap();
        for (name, text) in &fresh {
            std::fs::write(committed.join(name), text).unwrap();
        }
    }
    assert!(
        files(&committed) == fresh,
        "ui/src/ipc/types differs from the views: run `UPDATE=1 cargo test -p engine bindings` and commit the result"
    );
}

//! The workspace that the application ships with.

use workspace::load::load;

use crate::given;

#[test]
fn the_sample_workspace_has_no_problems() {
    let loaded = load(&given::repository().join("sample"), given::year_2026()).unwrap();
    assert_eq!(given::problems(&loaded), "");
    assert!(loaded.agreement.rotations.len() >= 8, "{} rotations", loaded.agreement.rotations.len());
    assert!(!loaded.runbooks.is_empty());
}

//! Small things that are kept: choices, half-written forms, how connections answered.

use store::Truth;
use store::truth::connections::Row;

use crate::given;

#[test]
fn the_last_choice_counts_and_outlives_the_process() {
    let (folder, truth) = given::truth();
    assert_eq!(truth.setting("quiet").unwrap(), None);
    truth.set_setting("quiet", "1").unwrap();
    truth.set_setting("quiet", "2").unwrap();
    drop(truth);
    assert_eq!(Truth::open(folder.path()).unwrap().setting("quiet").unwrap().as_deref(), Some("2"));
}

#[test]
fn a_half_written_form_is_kept_until_it_is_sent() {
    let (folder, truth) = given::truth();
    truth.save_draft("INC-1/customers", r#"{"title":"Car"}"#).unwrap();
    truth.save_draft("INC-1/customers", r#"{"title":"Cards"}"#).unwrap();
    let reopened = Truth::open(folder.path()).unwrap();
    assert_eq!(reopened.draft("INC-1/customers").unwrap().as_deref(), Some(r#"{"title":"Cards"}"#));
    reopened.delete_draft("INC-1/customers").unwrap();
    assert_eq!(truth.draft("INC-1/customers").unwrap(), None);
}

#[test]
fn a_connection_remembers_both_its_last_success_and_its_last_failure() {
    let (_folder, truth) = given::truth();
    let id = "pager".into();
    assert_eq!(truth.connection(&id).unwrap(), None);
    truth.connection_failed(&id, "out of reach", given::at(1)).unwrap();
    truth.connection_ok(&id, given::at(2)).unwrap();
    let expected = Row {
        id: id.clone(),
        last_ok_at: Some(given::at(2)),
        last_failure: Some("out of reach".to_owned()),
        last_failure_at: Some(given::at(1)),
    };
    assert_eq!(truth.connection(&id).unwrap(), Some(expected));
}

//! Promises of when it will be fixed.

use domain::agreement::Agreement;
use domain::phase::Phase;
use domain::template::Output;
use domain::wording::remarks_on;

use super::given::{in_phase, page, says, told};

fn check(body: &str, expected: &[&str]) {
    let statement = in_phase(Phase::Monitoring, page(body));
    assert_eq!(told(&statement, &Agreement::default()), expected, "{body}");
}

#[test]
fn a_time_of_repair_is_a_promise() {
    check("Payments will be fixed by 15:00 CET.", &["estimate: Payments will be fixed by 15:00 CET"]);
    check(
        "We expect this to be resolved within two hours.",
        &["estimate: We expect this to be resolved within two hours"],
    );
    check(
        "Sign-in should work again in about 30 minutes.",
        &["estimate: Sign-in should work again in about 30 minutes"],
    );
    check("It'll be back to normal shortly.", &["estimate: It'll be back to normal shortly"]);
    check(
        "Everything that waited will be delivered by tomorrow.",
        &["estimate: Everything that waited will be delivered by tomorrow"],
    );
    check("Recommendations come back within the day.", &["estimate: Recommendations come back within the day"]);
    check(
        "A fix is expected before noon, and we will post again by 15:00 CET.",
        &["estimate: A fix is expected before noon"],
    );
    check(
        "We plan to have it working by the end of the day.",
        &["estimate: We plan to have it working by the end of the day"],
    );
    check("Shops will be online again at 3pm.", &["estimate: Shops will be online again at 3pm"]);
    check("The export runs and should take 45 minutes to complete.", &["estimate: should take 45 minutes to complete"]);
    check(
        "We expect it to clear over the next two hours.",
        &["estimate: We expect it to clear over the next two hours"],
    );
    check("ETA: 20 minutes.", &["estimate: ETA"]);
    check("We are nearly there.", &["estimate: We are nearly there"]);
}

#[test]
fn other_times_are_none() {
    check("We will post again by 15:00 CET.", &[]);
    check("The next update comes within 30 minutes.", &[]);
    check("We will write to everybody who is concerned within 24 hours.", &[]);
    check("Payments were fixed within 20 minutes.", &[]);
    check("Since 15:00 CET, sign-in works again.", &[]);
    check("From 15:00 CET to 16:00 CET, sign-in did not work.", &[]);
    check("The amount is returned by the bank within five working days.", &[]);
    check("Please try again in a few minutes; it should then work.", &[]);
    check("We will fix this as soon as we can.", &[]);
    check("We expect to fix it.", &[]);
    check("Shoppers will be able to pay by card again.", &[]);
    check("We will work on it until 15:00 CET.", &[]);
    check("It should work again, but may take a second try.", &[]);
    check("We watch it over the next hours.", &[]);
}

#[test]
fn inside_a_time_may_be_expected() {
    for output in Output::ALL {
        let remarks = remarks_on(&says(output, "We expect this to be fixed by 15:00 CET."), &Agreement::default());
        let promised = [Output::StatusPage, Output::Outreach, Output::TalkingPoints, Output::Social].contains(&output);
        assert_eq!(remarks.len(), usize::from(promised), "{output:?}");
    }
}

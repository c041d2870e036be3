//! Promises of when it will be fixed.

use domain::agreement::Agreement;
use domain::phase::Phase;
use domain::template::Output;
use domain::wording::{RemarkKind, remarks_on};

use super::given::{in_phase, page, says, told};

/// Whether texts in a phase promise when it will be fixed.
fn check_all(phase: Phase, promised: bool, texts: &[&str]) {
    for text in texts {
        let remarks = remarks_on(&in_phase(phase, page(text)), &Agreement::default());
        let found = remarks.iter().any(|remark| remark.kind == RemarkKind::Estimate);
        assert_eq!(found, promised, "{phase:?}: {text}");
    }
}

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
fn what_is_to_be_fixed_may_have_the_name_of_what_we_do() {
    check_all(
        Phase::Identified,
        true,
        &[
            "Checkout will be back within 20 minutes.",
            "Card payments at checkout will work again by 15:00 CET.",
            "Bank transfers will work again by 15:00 CET.",
            "Reports will be back by 09:00 CET.",
            "We expect pages to load again by 15:00 CET.",
            "Shared folders will work again by noon.",
            "Prices will be updated again by 15:00 CET.",
            "Refunds will work again by 15 CET.",
        ],
    );
}

#[test]
fn the_present_promises_as_well() {
    check_all(
        Phase::Identified,
        true,
        &[
            "Normal service resumes at 15:00 CET.",
            "Service is back at 15:00",
            "Fix in 20 minutes.",
            "The fix takes another 20 minutes.",
            "Repair expected in twenty minutes.",
            "The repair needs two more hours.",
            "A full recovery by tomorrow.",
            "Recovery may take up to two hours.",
            "Payments fixed by 15:00 CET.",
            "Back in 20 minutes.",
            "Full service is expected by 6pm.",
            "Restoration is planned for 15:00 CET.",
            "Sign-in returns at 15:00 CET.",
        ],
    );
    let told = &["The fault was found and fixed within 20 minutes.", "At 15:00 CET sign-in is back."];
    check_all(Phase::Resolved, false, told);
    let watched = &[
        "Sign-in is back today.",
        "Sign-in is back after 20 minutes.",
        "Sign-in works again in two regions.",
        "The fix is in place since 15:00 CET.",
        "The last fix at 15:00 CET helped some shops.",
        "We restored sign-in by 15:00 CET.",
    ];
    check_all(Phase::Monitoring, false, watched);
}

#[test]
fn a_time_is_written_in_many_ways() {
    for time in [
        "by 15.00",
        "by 15 CET",
        "by 30 November",
        "by the end of May",
        "by next Monday",
        "by EOD",
        "before lunch",
        "before the weekend",
        "no later than 3pm",
        "within 20min",
        "in forty-five minutes",
        "in one or two hours",
    ] {
        check_all(Phase::Identified, true, &[&format!("It will be fixed {time}."), &format!("Live {time}.")]);
    }
    check_all(Phase::Identified, true, &["eta 20 minutes", "Eta: twenty minutes."]);
    check_all(Phase::Identified, false, &["It will work again for orders below 15.00 euros."]);
}

#[test]
fn times_of_ours_and_of_readers_are_no_promise() {
    check_all(
        Phase::Identified,
        false,
        &[
            "Next update by 15:00.",
            "Since 14:00, sign-in works again.",
            "We check again in 20 minutes.",
            "We will check again in 20 minutes.",
            "We are checking again in 20 minutes.",
            "The team will post again by 15:00 CET.",
            "This page will be updated again by 15:00 CET.",
            "Our report will be available within five days.",
            "More information will be available by 15:00 CET.",
            "You should try again in 20 minutes.",
            "Your money will be back in your account by Friday.",
            "Refunds will be processed within 5 days.",
            "We do not know whether it will be fixed by noon.",
            "There is no ETA yet.",
            "Our support team is available within minutes.",
            "If it is not back by 15:00 CET, we post again.",
        ],
    );
}

#[test]
fn inside_a_time_may_be_expected() {
    for output in Output::ALL {
        let remarks = remarks_on(&says(output, "We expect this to be fixed by 15:00 CET."), &Agreement::default());
        let promised = [Output::StatusPage, Output::Outreach, Output::TalkingPoints, Output::Social].contains(&output);
        assert_eq!(remarks.len(), usize::from(promised), "{output:?}");
    }
}

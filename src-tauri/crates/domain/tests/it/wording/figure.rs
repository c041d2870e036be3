//! Numbers, amounts and times that differ between two texts, however they are written.

use domain::incident::intent::{Intent, UpdateDraft};
use domain::phase::Phase;
use domain::template::{Audience, Output};
use domain::wording::{RemarkKind, remarks};

use super::given::{confirmed, page, says};
use crate::given::intents::draft;

/// Whether the page and the brief contradict each other in a figure.
fn check(contradicts: bool, pairs: &[(&str, &str)]) {
    let bridge = confirmed();
    for (one, other) in pairs {
        for (brief, page_text) in [(one, other), (other, one)] {
            let found = remarks(&[says(Output::Leadership, brief), page(page_text)], bridge.state(), &bridge.agreement);
            let figures = found.iter().filter(|remark| remark.kind == RemarkKind::Figure).count();
            assert_eq!(figures, usize::from(contradicts), "{brief} / {page_text}");
        }
    }
}

#[test]
fn an_amount_of_money_differs() {
    check(
        true,
        &[
            ("We lose EUR 18,000.", "We lose EUR 50,000."),
            ("€18,000 of orders failed.", "€50,000 of orders failed."),
            ("18,000 euros of orders failed.", "Orders of €50k failed."),
            ("Orders of €1.2m failed.", "Orders of 3 million euros failed."),
            ("EUR 18,000 per hour are lost.", "We lost EUR 50,000 an hour."),
        ],
    );
    check(
        false,
        &[
            ("18,000 euros of orders failed.", "€18k of orders failed."),
            ("18,000 euros of orders failed.", "Orders of EUR 18,300 failed."),
            ("€18,000 of orders failed.", "$50,000 of orders failed."),
            ("€18,000 of orders failed.", "€50,000 of orders went through."),
            ("EUR 18,000 per hour are lost.", "EUR 50,000 a day are lost."),
            ("EUR 18,000 were paid back.", "EUR 50,000 of orders were placed."),
        ],
    );
}

#[test]
fn a_begin_or_a_length_differs() {
    check(
        true,
        &[
            ("Payments failed for 40 minutes.", "Payments failed for 2 hours."),
            ("It lasted 40 minutes.", "The outage lasted 2 hours."),
            ("Since 02:07 CET, payments fail.", "Since 03:10 CET payments fail."),
            ("Since 02:07 CET.", "Since 03:10 CET."),
            ("Some payments in Europe have failed since 02:07 CET.", "Since 03:10 CET, 4 in 10 card payments fail."),
            ("Since 30 Nov 02:07 CET, payments fail.", "Since 30 Nov 03:07 CET, payments fail."),
        ],
    );
    check(
        false,
        &[
            ("It lasted 73 minutes.", "The outage lasted 1 hour."),
            ("It takes 20 minutes.", "It takes 30 minutes."),
            ("Payments failed for 40 minutes.", "Sign-in failed for 2 hours."),
            ("Payments failed for 40 minutes.", "We watch for 2 hours."),
            ("Since 02:07 CET, payments fail.", "Since 01:07 UTC, payments fail."),
            ("Since 02:07 CET, payments fail.", "Since 03:10 CET, sign-in is slow."),
            ("We post again by 02:07 CET.", "We post again by 03:10 CET."),
        ],
    );
}

#[test]
fn a_number_is_read_however_it_is_written() {
    check(
        true,
        &[
            ("Twenty shops are affected.", "Forty shops are affected."),
            ("Twenty-five shops are affected.", "Forty shops are affected."),
            ("Half of all payments fail.", "A third of payments fail."),
            ("Half of payments fail.", "Two thirds of payments fail."),
            ("2k shops are affected.", "3k shops are affected."),
            ("1.2 million shops are affected.", "3M shops are affected."),
            ("4,5 % of payments fail.", "45 % of payments fail."),
        ],
    );
    check(
        false,
        &[
            ("Twenty-five shops are affected.", "25 shops are affected."),
            ("Half of all payments fail.", "About 52 % of payments fail."),
            ("2k shops are affected.", "2,100 shops are affected."),
            ("4,5 % of payments fail.", "4.5 % of payments fail."),
            ("18 000 shops are affected.", "18,000 shops are affected."),
            ("A third party is affected.", "Half of payments fail."),
            ("3 payments in 10 are late.", "It takes half an hour."),
        ],
    );
}

#[test]
fn what_fails_and_what_works_are_all() {
    check(true, &[("62 % of payments are failing.", "62 % of payments are succeeding."), ("62 % fail.", "20 % fail.")]);
    check(false, &[("62 % of payments are failing.", "38 % of payments are succeeding.")]);
}

#[test]
fn a_length_grows_from_one_update_to_the_next_and_a_begin_does_not() {
    let after = |told: &str, now: &str| {
        let wording = Some(("Brief".to_owned(), told.to_owned()));
        let draft = UpdateDraft { wording, ..draft(Audience::Leadership, Phase::Investigating, "") };
        let bridge = confirmed().at("09:10").does(Intent::PublishUpdate(draft));
        let found = remarks(&[page(now)], bridge.state(), &bridge.agreement);
        found.iter().filter(|remark| remark.kind == RemarkKind::Figure).count()
    };
    assert_eq!(after("Payments have failed for 40 minutes.", "Payments have failed for 70 minutes."), 0);
    assert_eq!(after("Since 02:07 CET, payments fail.", "Since 03:10 CET, payments fail."), 1);
    assert_eq!(after("Since 02:07 CET, payments fail.", "Corrected: since 03:10 CET, payments fail."), 1);
    assert_eq!(after("Since 02:07 CET, payments fail.", "Payments fail, by now known since 03:10 CET."), 0);
}

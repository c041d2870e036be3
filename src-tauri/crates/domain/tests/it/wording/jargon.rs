//! Words that customers need not know.

use domain::agreement::Agreement;
use domain::template::Output;
use domain::wording::{BannedPhrase, Statement, StyleGuide, remarks_on};
use proptest::prelude::*;

use super::given::{page, says, told};

fn check(body: &str, expected: &[&str]) {
    assert_eq!(told(&page(body), &Agreement::default()), expected, "{body}");
}

#[test]
fn a_word_of_our_trade_is_found_with_its_plural_and_hyphens() {
    check("Latency is high.", &["jargon: Latency"]);
    check("We see high latencies.", &["jargon: latencies"]);
    check("The p99 rose.", &["jargon: p99"]);
    check("We do a roll-back now.", &["jargon: roll-back"]);
    check("We are rolling back.", &["jargon: rolling back"]);
    check("Two deployments and a deploy.", &["jargon: deployments"]);
    check("We mitigated it.", &["jargon: mitigated"]);
    check("The root  cause is known.", &["jargon: root  cause"]);
    check("This is a SEV1 with HTTP 502.", &["jargon: SEV1", "jargon: HTTP 502"]);
    check("Sorry for any inconvenience.", &["jargon: any inconvenience"]);
}

#[test]
fn a_word_of_our_trade_is_found_however_it_is_typed() {
    check("This is a Sev1.", &["jargon: Sev1"]);
    check("This is a sev1.", &["jargon: sev1"]);
    check("The rca follows.", &["jargon: rca"]);
    check("It breaks our slo.", &["jargon: slo"]);
    check("We see http 503.", &["jargon: http 503"]);
    check("We do a roll\u{2011}back now.", &["jargon: roll\u{2011}back"]);
    check("We do a roll–back now.", &["jargon: roll–back"]);
    for written in ["CI/CD", "ci/cd", "CI / CD", "CI CD"] {
        check(&format!("Our {written} is down."), &[&format!("jargon: {written}")]);
    }
}

#[test]
fn what_it_runs_on_is_for_us_to_know() {
    check(
        "We see 502s and 500 errors from the database cluster.",
        &["jargon: 502s", "jargon: 500 errors", "jargon: database", "jargon: cluster"],
    );
    check("dns is broken.", &["jargon: dns"]);
    check("Two pods and a node fail.", &["jargon: pods", "jargon: node"]);
    check("We have sold 502 shirts at 500 shops.", &[]);
}

#[test]
fn words_of_customers_are_left_alone() {
    check("Pages are slow. Please empty the cache of your browser.", &[]);
    check("The host of the event can sign in.", &[]);
    check("It is rolled. Back at your desk, sign in.", &[]);
    check("The root, cause of all growth.", &[]);
    check("A sample of p990 and the Oompa.", &[]);
    check("", &[]);
}

/// What is found of one phrase that a workspace bans.
fn check_banned(phrase: &str, body: &str, expected: &[&str]) {
    let style = StyleGuide { banned: vec![banned(phrase, "")], ..StyleGuide::default() };
    let agreement = Agreement { style, ..Agreement::default() };
    assert_eq!(told(&page(body), &agreement), expected, "{phrase}: {body}");
}

#[test]
fn a_word_in_capitals_that_is_a_word_in_small_letters_too_is_found_in_capitals_only() {
    check_banned("IT", "Our IT looks at it.", &["jargon: IT"]);
    check_banned("US", "Tell us of the US.", &["jargon: US"]);
    check_banned("REST", "The rest of the REST calls.", &["jargon: REST"]);
    check_banned("PSP", "One psp is down.", &["jargon: psp"]);
    check_banned("KYC", "The Kyc is slow.", &["jargon: Kyc"]);
    check_banned("API", "Our apis are slow.", &["jargon: apis"]);
}

#[test]
fn a_banned_phrase_may_have_marks_in_it() {
    check_banned("24/7", "We are here 24/7, and 24 / 7.", &["jargon: 24/7"]);
    check_banned("24/7", "We sold 24. 7 came back. It was 24,7.", &[]);
    check_banned("and/or", "Cards and/or PayPal fail.", &["jargon: and/or"]);
    check_banned("root cause", "The root\ncause.", &[]);
}

#[test]
fn a_workspace_adds_and_takes_away() {
    let style = StyleGuide {
        banned: vec![banned("deploy*", "a release"), banned("merchants", "shops")],
        allowed: vec!["Throughput".into(), "mitigat".into()],
        ..StyleGuide::default()
    };
    let agreement = Agreement { style, ..Agreement::default() };
    let statement = page("We deployed; merchants see less throughput. We mitigate, and latency falls.");
    let remarks = remarks_on(&statement, &agreement);
    let messages: Vec<&str> = remarks.iter().map(|remark| remark.message.as_str()).collect();
    let known = "is a word that customers need not know";
    assert_eq!(
        messages,
        [
            format!("“deployed” in the text of the status page {known}; say in plain words: a release."),
            format!("“merchants” in the text of the status page {known}; say in plain words: shops."),
            format!("“latency” in the text of the status page {known}; say in plain words: how long it takes."),
        ]
    );
}

#[test]
fn a_title_is_read_too_and_inside_nobody_minds() {
    let titled = |output| Statement { title: "High latency".into(), ..says(output, "We look.") };
    for output in [Output::StatusPage, Output::Outreach, Output::TalkingPoints, Output::Social] {
        let remarks = remarks_on(&titled(output), &Agreement::default());
        assert_eq!(remarks.len(), 1, "{output:?}");
        assert_eq!(remarks[0].excerpt, None);
        assert!(remarks[0].message.contains("“latency” in the title of the "), "{}", remarks[0].message);
    }
    for output in [Output::Technical, Output::Teams, Output::Leadership] {
        assert_eq!(remarks_on(&titled(output), &Agreement::default()), [], "{output:?}");
    }
}

fn banned(phrase: &str, instead: &str) -> BannedPhrase {
    BannedPhrase { phrase: phrase.into(), instead: instead.into() }
}

proptest! {
    /// Whatever is written, an excerpt is a part of the body, and it is what the message quotes.
    #[test]
    fn an_excerpt_is_what_the_message_quotes(
        before in "\\PC{0,40}", word in "latency|SEV1|roll-back|root cause", after in "\\PC{0,40}",
    ) {
        let statement = page(&format!("{before} {word} {after}"));
        for remark in remarks_on(&statement, &Agreement::default()) {
            let Some((from, until)) = remark.excerpt else { continue };
            prop_assert!(from < until && until <= statement.body.chars().count());
            let words: String = statement.body.chars().skip(from).take(until - from).collect();
            prop_assert!(remark.message.contains(&format!("“{words}”")), "{} in {}", words, remark.message);
        }
    }

    /// A word between other words is found, wherever it stands.
    #[test]
    fn a_banned_word_is_found_wherever_it_stands(before in "[a-z ,.é]{0,30}", after in "[ ,.;!)][a-z ,.é]{0,30}") {
        let remarks = told(&page(&format!("{before} throughput{after}")), &Agreement::default());
        prop_assert!(remarks.contains(&"jargon: throughput".to_owned()), "{:?}", remarks);
    }
}

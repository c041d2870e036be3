//! Who knew first, who spoke first, and how soon reports were read.

use domain::delivery::Receipt;
use domain::incident::event::Event;
use domain::incident::intent::{Intent, ReportForm};
use domain::measure::outside::was_beaten;
use domain::measure::{Outside, measure};
use domain::phase::Phase;
use domain::template::{Audience, Output};

use crate::given::at;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{impact, report, third_party, update};
use crate::given::organisation::ids;

fn outside(bridge: &Bridge) -> Outside {
    measure(&bridge.entries, &bridge.agreement, at("18:00")).expect("it is declared").outside
}

fn receipt() -> Receipt {
    Receipt { remote: "P-1".into(), link: None, update: None }
}

fn published() -> Event {
    let (update, connection, delivery) = ("u1".into(), "status".into(), "i.u1.status".into());
    Event::UpdatePublished { update, connection, delivery, receipt: receipt() }
}

/// Impact is confirmed at 09:10, and customers' first update is written at 09:20.
fn written() -> Bridge {
    let told = update(Audience::Customers, Phase::Investigating, "on it");
    declared().at("09:10").does(impact(&["europe"])).at("09:20").does(told)
}

/// Who was first, and by how many minutes.
fn beaten(bridge: &Bridge) -> Option<(String, Option<i64>)> {
    outside(bridge).beaten_by.map(|other| (other.who, other.seconds.map(|seconds| seconds / 60)))
}

#[test]
fn our_first_public_word_is_when_everybody_can_read_it() {
    let first = |bridge: &Bridge| outside(bridge).first_public_word_seconds.map(|seconds| seconds / 60);
    assert_eq!(first(&declared()), None);
    assert_eq!(first(&written()), None, "it has not left");
    assert_eq!(first(&written().at("09:22").sees(published())), Some(12));
    let sent = |output: Output| Event::OutreachSent {
        update: "u1".into(),
        output,
        connection: "feed".into(),
        account: None,
        delivery: "i.u1.social".into(),
        receipt: receipt(),
    };
    assert_eq!(first(&written().at("09:25").sees(sent(Output::Social))), Some(15));
    assert_eq!(first(&written().at("09:25").sees(sent(Output::TalkingPoints))), None, "support's own words");
    let taken_back = written().sees(Event::UpdateWithdrawn { update: "u1".into() });
    assert_eq!(first(&taken_back), None);
    let mut by_hand = declared();
    by_hand.agreement.connections.retain(|connection| connection.audiences.is_empty());
    let by_hand = by_hand.at("09:10").does(impact(&["europe"])).at("09:16");
    let by_hand = by_hand.does(update(Audience::Customers, Phase::Investigating, "on it"));
    assert_eq!(first(&by_hand), Some(6), "it was copied");
}

#[test]
fn a_third_party_beats_us_where_theirs_came_first_or_ours_never() {
    let ours = written().at("09:22").sees(published());
    assert_eq!(beaten(&ours), None);
    let first = |clock: &str| beaten(&ours.clone().at("09:40").does(third_party("A forum", clock)));
    assert_eq!(first("09:10"), Some(("A forum".to_owned(), Some(12))));
    assert_eq!(first("09:22"), None, "in the same instant");
    assert_eq!(first("09:30"), None);
    let silent = written().does(third_party("News", "09:19")).does(third_party("A forum", "09:15"));
    assert_eq!(beaten(&silent), Some(("A forum".to_owned(), None)), "the first of them");
    assert!(was_beaten(&silent.entries));
    assert!(!was_beaten(&ours.entries));
    assert!(!was_beaten(&[]));
}

#[test]
fn the_first_word_from_outside_against_our_declaration() {
    let lead = |bridge: &Bridge| outside(bridge).lead_seconds.map(|seconds| seconds / 60);
    let heard = |clock: &str| Intent::FileReport(ReportForm { heard_at: Some(at(clock)), ..report("Odd") });
    assert_eq!(lead(&declared()), None);
    assert_eq!(lead(&declared().at("09:30").does(heard("09:20"))), Some(-20));
    let early = declared().at("09:30").does(heard("09:20")).does(heard("08:48"));
    assert_eq!(lead(&early), Some(12), "support knew first");
    assert_eq!(lead(&early.does(third_party("A forum", "08:30"))), Some(30));
}

#[test]
fn reports_are_timed_to_their_first_reading() {
    let bridge = declared()
        .at("09:10")
        .does(Intent::FileReport(ReportForm { count: 4, ..report("Card declined") }))
        .does(Intent::FileReport(report("Odd")))
        .does(Intent::FileReport(report("Slow")))
        .at("09:12")
        .does(Intent::ReadReports { reports: ids(&["r1"]) })
        .at("09:16")
        .does(Intent::ReadReports { reports: ids(&["r2"]) });
    let measured = outside(&bridge);
    assert_eq!((measured.reports, measured.report_kinds, measured.reports_unread), (6, 3, 1));
    assert_eq!(measured.first_read_seconds, Some(4 * 60));
}

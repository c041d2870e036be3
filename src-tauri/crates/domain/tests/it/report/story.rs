//! A report from its first telling to its being read.

use domain::incident::event::Event;
use domain::incident::intent::{Intent, ReportForm};
use domain::severity::Severity;

use crate::given::at;
use crate::given::bridge::{Bridge, declared, kinds};
use crate::given::intents::{report, third_party};
use crate::given::organisation::ids;

fn first() -> ReportForm {
    ReportForm {
        error: "Error 502, order 4411".into(),
        regions: ids(&["europe", "asia"]),
        segment: "shoppers".into(),
        severity: Some(Severity::Sev3),
        count: 3,
        source: "Support Europe".into(),
        heard_at: Some(at("08:40")),
        ..report("Card declined")
    }
}

fn told() -> Bridge {
    declared().at("09:05").does(Intent::FileReport(first()))
}

#[test]
fn a_report_says_where_it_points_and_when_it_was_heard() {
    let bridge = told();
    let report = &bridge.state().reports[0];
    assert_eq!(report.lane.rotation, Some("cards".into()));
    assert_eq!((report.first_heard_at(), report.told[0].filed_at), (Some(at("08:40")), at("09:05")));
    assert_eq!((report.count(), report.read.clone()), (3, None));
}

#[test]
fn the_same_again_adds_to_the_count() {
    let again = |form: ReportForm| told().at("09:20").decide(&Intent::FileReport(form)).map(|events| kinds(&events));
    let same = ReportForm {
        symptom: " card DECLINED ".into(),
        error: "error 504, order 9".into(),
        regions: ids(&["asia", "europe", "asia"]),
        source: "chat".into(),
        ..first()
    };
    assert_eq!(again(same.clone()), Ok("report_repeated".to_owned()));
    for other in [
        ReportForm { symptom: "Card refused".into(), ..first() },
        ReportForm { error: String::new(), ..first() },
        ReportForm { regions: ids(&["europe"]), ..first() },
        ReportForm { segment: "merchants".into(), ..first() },
    ] {
        assert_eq!(again(other), Ok("report_filed".to_owned()));
    }
    let worse = ReportForm { severity: Some(Severity::Sev1), count: 4, heard_at: None, ..same };
    let bridge = told().at("09:20").does(Intent::FileReport(worse));
    let report = &bridge.state().reports[0];
    assert_eq!((report.count(), report.severity, report.told.len()), (7, Some(Severity::Sev1), 2));
    assert_eq!((report.first_heard_at(), report.last_heard_at()), (Some(at("08:40")), Some(at("09:20"))));
    assert_eq!(report.symptom, "Card declined", "as it was told first");
}

#[test]
fn only_the_first_reading_counts() {
    let read = |ids_read: &[&str]| Intent::ReadReports { reports: ids(ids_read) };
    let bridge = told().does(Intent::FileReport(report("Odd"))).at("09:12").by("ana").does(read(&["r1"]));
    let events = bridge.decide(&read(&["r1", "r2", "r2"]));
    assert_eq!(events, Ok(vec![Event::ReportsRead { reports: ids(&["r2"]) }]));
    let bridge = bridge.at("09:30").by("lea").does(read(&["r2"])).does(Intent::FileReport(first()));
    let first = &bridge.state().reports[0];
    let reading = first.read.as_ref().expect("it was read");
    assert_eq!((reading.by.as_str(), reading.at), ("ana", at("09:12")));
    assert_eq!(first.first_read_seconds(), Some(7 * 60), "from its being written down");
}

#[test]
fn a_clock_that_was_set_back_takes_them_along() {
    let read = Intent::ReadReports { reports: ids(&["r1"]) };
    let ahead =
        told().at("11:00").does(Intent::FileReport(report("Odd"))).does(read).does(third_party("A forum", "10:58"));
    let back = ahead.at("09:10").sees(Event::ClockSetBack { from: at("11:00"), to: at("09:10") });
    let state = back.state();
    assert_eq!(state.reports[0].first_heard_at(), Some(at("08:40")), "by the clock of before");
    assert_eq!(state.reports[1].first_heard_at(), Some(at("09:10")));
    assert_eq!(state.reports[0].read.as_ref().map(|read| read.at), Some(at("09:10")));
    assert_eq!(state.third_parties[0].spoke_at, at("09:08"));
}

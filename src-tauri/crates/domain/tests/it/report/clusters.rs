//! Clusters: what support tells, counted together.

use domain::cluster::{Cluster, FRESH, Grouping, clusters};
use domain::incident::intent::{Intent, ReportForm};
use domain::report::Report;
use proptest::prelude::*;

use crate::given::at;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::report;
use crate::given::organisation::ids;

fn file(symptom: &str, regions: &[&str], segment: &str, count: u32) -> Intent {
    Intent::FileReport(ReportForm { regions: ids(regions), segment: segment.into(), count, ..report(symptom) })
}

/// Declines in Europe and Asia of two kinds of customers, and something else that nobody knows a word for.
fn told() -> Bridge {
    declared()
        .at("09:10")
        .does(file("Card declined", &["europe"], "shoppers", 5))
        .at("09:20")
        .does(file("Decline of a card", &["asia"], "Shoppers", 2))
        .at("09:30")
        .does(file("Colours are odd", &["europe"], "merchants", 2))
        .at("09:31")
        .does(file("Card declined", &["europe", "asia"], "", 1))
}

fn of(bridge: &Bridge, by: Grouping, now: &str) -> Vec<Cluster> {
    clusters(&bridge.state().reports, by, at(now))
}

/// Name, count, share.
fn lines(found: &[Cluster]) -> Vec<(String, u32, u32)> {
    let line = |cluster: &Cluster| {
        let region = cluster.region.as_ref().map(ToString::to_string);
        let parts: Vec<String> =
            [cluster.symptom.clone(), region, cluster.segment.clone()].into_iter().flatten().collect();
        (parts.join(", "), cluster.count, cluster.share_percent)
    };
    found.iter().map(line).collect()
}

fn expect(found: &[Cluster], expected: &[(&str, u32, u32)]) {
    let expected: Vec<_> = expected.iter().map(|(name, count, share)| ((*name).to_owned(), *count, *share)).collect();
    assert_eq!(lines(found), expected);
}

#[test]
fn reports_are_counted_by_what_they_are_alike_in() {
    let told = told();
    expect(&of(&told, Grouping::Symptom, "10:00"), &[("declines in checkout", 8, 80), ("Colours are odd", 2, 20)]);
    // One report is of two regions.
    expect(&of(&told, Grouping::Region, "10:00"), &[("europe", 8, 80), ("asia", 3, 30)]);
    expect(&of(&told, Grouping::Segment, "10:00"), &[("shoppers", 7, 70), ("merchants", 2, 20), ("", 1, 10)]);
    expect(
        &of(&told, Grouping::Combination, "10:00"),
        &[
            ("declines in checkout, europe, shoppers", 5, 50),
            ("Colours are odd, europe, merchants", 2, 20),
            ("declines in checkout, asia, Shoppers", 2, 20),
            ("declines in checkout, asia", 1, 10),
            ("declines in checkout, europe", 1, 10),
        ],
    );
    expect(&of(&declared(), Grouping::Symptom, "10:00"), &[]);
}

#[test]
fn a_cluster_is_new_while_all_of_it_is() {
    let told = told().at("09:40").does(file("Card declined", &["europe"], "shoppers", 4));
    let fresh = |now: &str| -> Vec<(u32, bool)> {
        of(&told, Grouping::Symptom, now).iter().map(|cluster| (cluster.fresh, cluster.is_new)).collect()
    };
    assert_eq!(fresh("09:44"), [(5, false), (2, true)]);
    assert_eq!(fresh("09:45"), [(5, false), (0, false)]);
    assert_eq!(fresh("09:55"), [(0, false), (0, false)]);
    let cluster = &of(&told, Grouping::Symptom, "09:44")[0];
    assert_eq!((cluster.first_heard_at, cluster.last_heard_at), (at("09:10"), at("09:40")));
    assert_eq!(cluster.unread, 3);
}

#[test]
fn errors_stand_once() {
    let with = |error: &str, segment: &str| {
        Intent::FileReport(ReportForm { error: error.into(), segment: segment.into(), ..report("Card declined") })
    };
    let told = declared().does(with("Code 51", "a")).does(with("code 54", "b")).does(with("Timed out", "c"));
    assert_eq!(of(&told, Grouping::Symptom, "09:01")[0].errors, ["Code 51", "Timed out"]);
}

fn any_reports() -> impl Strategy<Value = Vec<Report>> {
    let one = (0..4_usize, 0..4_usize, 0..3_usize, 1..50_u32, 0..55_u32);
    prop::collection::vec(one, 0..25).prop_map(|tellings| {
        let symptoms = ["Card declined", "Colours are odd", "Nothing at 12:00", "Declines"];
        let regions: [&[&str]; 4] = [&[], &["europe"], &["asia"], &["europe", "asia"]];
        let mut bridge = declared();
        for (symptom, region, segment, count, minute) in tellings {
            let form = file(symptoms[symptom], regions[region], ["", "shoppers", "merchants"][segment], count);
            bridge = bridge.at(&format!("09:{minute:02}")).does(form);
        }
        bridge.state().reports.clone()
    })
}

proptest! {
    #[test]
    fn nothing_is_lost_and_nothing_counted_twice(reports in any_reports()) {
        let all: u32 = reports.iter().map(Report::count).sum();
        for by in [Grouping::Symptom, Grouping::Segment] {
            let found = clusters(&reports, by, at("10:00"));
            prop_assert_eq!(found.iter().map(|cluster| cluster.count).sum::<u32>(), all);
            let mut ids: Vec<_> = found.iter().flat_map(|cluster| &cluster.reports).collect();
            ids.sort();
            ids.dedup();
            prop_assert_eq!(ids.len(), reports.len());
        }
    }

    #[test]
    fn the_greatest_comes_first_and_of_equals_the_latest(reports in any_reports(), minute in 0..59_u32) {
        for by in Grouping::ALL {
            let found = clusters(&reports, by, at(&format!("10:{minute:02}")));
            let keys: Vec<_> = found.iter().map(|cluster| (cluster.count, cluster.last_heard_at)).collect();
            prop_assert!(keys.windows(2).all(|pair| pair[0] >= pair[1]));
            for cluster in &found {
                prop_assert!(cluster.first_heard_at <= cluster.last_heard_at);
                prop_assert!(cluster.share_percent <= 100);
                prop_assert!(!cluster.is_new || cluster.fresh > 0);
                prop_assert_eq!(cluster.is_new, at(&format!("10:{minute:02}")) - cluster.first_heard_at < FRESH);
            }
        }
    }

    #[test]
    fn the_order_of_the_reports_changes_no_count(reports in any_reports()) {
        let mut other = reports.clone();
        other.reverse();
        let sizes = |reports: &[Report], by| -> Vec<u32> {
            clusters(reports, by, at("10:00")).iter().map(|cluster| cluster.count).collect()
        };
        for by in Grouping::ALL {
            prop_assert_eq!(sizes(&reports, by), sizes(&other, by));
        }
    }
}

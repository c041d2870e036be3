//! What cannot be written down, and why.

use domain::incident::intent::{Intent, ReportForm, ThirdPartyForm};

use crate::given::at;
use crate::given::bridge::declared;
use crate::given::intents::{report, third_party};
use crate::given::organisation::ids;

fn refused(intent: &Intent, expected: &str) {
    let refusal = declared().decide(intent).map_err(|refusal| refusal.0);
    assert_eq!(refusal, Err(expected.to_owned()), "{intent:?}");
}

#[test]
fn a_report_says_what_and_how_many() {
    refused(&Intent::FileReport(report(" ")), "Say what is broken, as customers tell it.");
    let none = ReportForm { count: 0, ..report("Odd") };
    refused(&Intent::FileReport(none), "Say how many customers or tickets tell it: at least one.");
    let nowhere = ReportForm { regions: ids(&["moon"]), ..report("Odd") };
    refused(&Intent::FileReport(nowhere), "The workspace has no region “moon”.");
    let unknown = |surface: &str| Intent::FileReport(ReportForm { surface: Some(surface.into()), ..report("Odd") });
    let words = "No page tree, playbook or service knows the surface “chekout”. Did you mean `checkout`?";
    refused(&unknown("chekout"), words);
    assert!(declared().decide(&unknown(" ")).is_ok());
}

#[test]
fn only_reports_that_are_there_are_read() {
    let read = |reports: &[&str]| Intent::ReadReports { reports: ids(reports) };
    refused(&read(&[]), "Say which reports were read.");
    refused(&read(&["r1"]), "INC-1 has no report “r1”.");
    let done = declared().does(Intent::FileReport(report("Odd"))).does(read(&["r1"])).decide(&read(&["r1"]));
    assert_eq!(done.map_err(|refusal| refusal.0), Err("Those reports were read already.".to_owned()));
}

#[test]
fn no_secret_comes_into_the_log() {
    let at_place = |place: &str| ThirdPartyForm { who: "A forum".into(), place: place.into(), spoke_at: None };
    let key = "That link has a secret in it, “token”. Leave it out.";
    refused(&Intent::NoteThirdParty(at_place("see https://forum.example/t?id=4&token=abc")), key);
    let user = "That link has a user or a password in it. Leave what stands before the @ out.";
    refused(&Intent::NoteThirdParty(at_place("https://me:pw@forum.example/t")), user);
    let ticket = ReportForm { reference: "https://desk.example/4411#access-token=a".into(), ..report("Odd") };
    refused(&Intent::FileReport(ticket), "That link has a secret in it, “access-token”. Leave it out.");
    for fine in ["T-4411", "https://forum.example/@kestrel/1?page=2", "status of me@example.com", "token=abc"] {
        assert!(declared().decide(&Intent::NoteThirdParty(at_place(fine))).is_ok(), "{fine}");
    }
}

#[test]
fn a_third_party_has_a_name_and_is_noted_once() {
    refused(&third_party("", "08:55"), "Say who spoke of it in public.");
    let noted = declared().does(third_party("A forum", "08:55"));
    let again = noted.decide(&third_party("a  FORUM", "08:55"));
    assert_eq!(again.map_err(|refusal| refusal.0), Err("That is noted already.".to_owned()));
    assert!(noted.decide(&third_party("A forum", "08:56")).is_ok());
    assert_eq!(noted.state().third_parties[0].spoke_at, at("08:55"));
}

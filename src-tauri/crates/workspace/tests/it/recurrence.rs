//! Recurrence rules against libical's list of rules and their instances.

use std::fs;

use domain::rotation::Source;
use workspace::load::load;

use crate::given;

/// One case of the list.
#[derive(Default)]
struct Case {
    rule: String,
    start: String,
    instances: Vec<String>,
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    for block in text.split("\n\n") {
        let mut case = Case::default();
        for line in block.lines() {
            match line.split_once(':') {
                Some(("RRULE", rule)) => rule.clone_into(&mut case.rule),
                Some(("DTSTART", start)) => start.clone_into(&mut case.start),
                Some(("INSTANCES", list)) => {
                    case.instances = list.split(',').map(|at| at.trim().to_owned()).collect();
                }
                _ => {}
            }
        }
        if !case.rule.is_empty() {
            cases.push(case);
        }
    }
    cases
}

/// The starts of all shifts that the rule brings, written as the list writes them.
fn starts(case: &Case) -> Result<Vec<String>, String> {
    let is_day = !case.start.contains('T');
    let start = if is_day { format!(";VALUE=DATE:{}", case.start) } else { format!(":{}", case.start) };
    let length = if is_day { "P1D" } else { "PT1S" };
    let text = format!(
        "BEGIN:VCALENDAR\nX-WR-TIMEZONE:UTC\nBEGIN:VEVENT\nUID:1\nSUMMARY:mara\nDTSTART{start}\nDURATION:{length}\nRRULE:{}\nEND:VEVENT\nEND:VCALENDAR\n",
        case.rule
    );
    let workspace = given::workspace()
        .with(
            "rotations/duty.yaml",
            "name: Duty\nfunction: support\ntime_zone: UTC\ncalendar: duty.ics\nbackup: payments\n",
        )
        .with("rotations/duty.ics", text);
    let window = given::span("1900-01-01T00:00:00Z", "2110-01-01T00:00:00Z");
    let loaded = load(workspace.root(), window).unwrap();
    if !loaded.diagnostics.is_empty() {
        return Err(given::problems(&loaded));
    }
    let Source::Calendar { shifts, .. } = &loaded.agreement.rotation(&"duty".into()).unwrap().source else {
        return Err("no calendar".to_owned());
    };
    let format = if is_day { "%Y%m%d" } else { "%Y%m%dT%H%M%S" };
    let starts = shifts.iter().map(|shift| shift.span.from.format(format).to_string());
    let zulu = if case.start.ends_with('Z') { "Z" } else { "" };
    let starts = starts.map(|start| format!("{start}{zulu}"));
    Ok(starts.collect())
}

/// Rules that repeat otherwise here, and why that is left so.
const DIFFERENT: [(&str, &str); 9] = [
    ("FREQ=YEARLY;BYMONTHDAY=29;COUNT=3", EVERY_MONTH),
    ("FREQ=YEARLY;BYMONTHDAY=-29,-1;COUNT=4", EVERY_MONTH),
    (
        "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;BYWEEKNO=1;UNTIL=20320101",
        "libical refuses weeks together with days of the month; here the weeks are overlooked",
    ),
    ("FREQ=WEEKLY;BYDAY=MO,TU,SU,SA,TH;BYSETPOS=3,2;COUNT=4", FIRST_WEEK),
    ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,3;COUNT=3", FIRST_WEEK),
    (
        "FREQ=MONTHLY;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17;\
         BYHOUR=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16;BYMINUTE=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16;\
         BYSECOND=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16;BYSETPOS=1,-1;COUNT=4",
        "refused: 4096 times a day are no roster, and such rules could fill the memory",
    ),
    ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=TU,SA;INTERVAL=5;UNTIL=20170101T000000Z", YEAR_OF_WEEK),
    ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=TU,SA;INTERVAL=6;UNTIL=20170101T000000Z", YEAR_OF_WEEK),
    ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO,TU;INTERVAL=3;UNTIL=20320101", YEAR_OF_WEEK),
];
const EVERY_MONTH: &str = "days of the month without a month are those of every month, not of the start's";
const FIRST_WEEK: &str = "in the first week, positions are counted from the start, not from the begin of the week";
const YEAR_OF_WEEK: &str = "years are counted by the calendar, not by the year that the week belongs to";

#[test]
fn rules_repeat_as_libical_says_but_for_those_that_are_listed() {
    let Some(path) = given::shared("ical/icalrecur_test.txt") else {
        return;
    };
    let cases = cases(&fs::read_to_string(path).unwrap());
    assert_eq!(cases.len(), 146);
    let mut different = Vec::new();
    for case in &cases {
        let starts = starts(case);
        // Of a rule without an end, the list shows only the first instances.
        let has_end = case.rule.contains("COUNT") || case.rule.contains("UNTIL");
        let is_same = starts.as_ref().is_ok_and(|starts| {
            starts.starts_with(&case.instances) && (starts.len() == case.instances.len() || !has_end)
        });
        if !is_same {
            let known = DIFFERENT.iter().any(|(rule, _)| *rule == case.rule);
            assert!(known, "{} from {}: {starts:?} instead of {:?}", case.rule, case.start, case.instances);
            different.push(case.rule.as_str());
        }
    }
    assert_eq!(different.len(), DIFFERENT.len(), "a listed rule repeats as libical says now: {different:#?}");
}

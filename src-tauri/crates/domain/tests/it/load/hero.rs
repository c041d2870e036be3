//! What rests on one person.

use domain::agreement::Agreement;
use domain::hero::{Hero, Work, heroes};
use domain::load::HeroLimits;
use domain::rotation::{Rendering, Rotation, Source};
use domain::service::{LadderContact, LadderStep};

use crate::given::organisation::{agreement, person, rotation, service};
use crate::rotation::given::shift;

/// Two rotations of two, and nothing else.
fn sound() -> Agreement {
    Agreement {
        rotations: vec![
            rotation("cards", "engineering", &[], &["ana", "ben"]),
            rotation("desk", "support", &[], &["dina", "emil"]),
        ],
        services: vec![service("cards", &["cards"])],
        ..agreement()
    }
}

/// `sole_member cleo ledger`
fn told(agreement: &Agreement, work: &Work) -> Vec<String> {
    let line = |hero: Hero| {
        let who = hero.person().to_string();
        match hero {
            Hero::SoleMember { rotation, .. } => format!("member {who} {rotation}"),
            Hero::SoleLadder { services, .. } => {
                let services: Vec<&str> = services.iter().map(domain::id::ServiceId::as_str).collect();
                format!("ladder {who} {}", services.join(" "))
            }
            Hero::SoleExpert { qualification, .. } => format!("expert {who} {qualification}"),
            Hero::ManyRotations { rotations, limit, .. } => format!("rotations {who} {} over {limit}", rotations.len()),
            Hero::ManyPages { pages, all, limit, .. } => format!("pages {who} {pages} of {all} over {limit}"),
        }
    };
    heroes(agreement, work).into_iter().map(line).collect()
}

fn by_files(agreement: &Agreement) -> Vec<String> {
    told(agreement, &Work::of(agreement))
}

#[test]
fn nothing_rests_on_one_person_where_two_can() {
    assert_eq!(by_files(&sound()), [""; 0]);
    assert_eq!(by_files(&Agreement::default()), [""; 0]);
}

#[test]
fn a_rotation_and_a_ladder_of_one_are_told() {
    let mut agreement = sound();
    agreement.rotations.push(rotation("ledger", "engineering", &[], &["cleo"]));
    agreement.services.extend([service("books", &["ledger"]), service("audit", &["ledger"])]);
    assert_eq!(by_files(&agreement), ["member cleo ledger", "ladder cleo books audit"]);
    let second = LadderStep { contact: LadderContact::Person("ana".into()), after_minutes: 5 };
    agreement.services[1].ladder.push(second);
    assert_eq!(
        by_files(&agreement),
        ["member cleo ledger", "ladder cleo audit"],
        "a second person stands behind books"
    );
}

#[test]
fn a_ladder_of_which_a_pager_alone_knows_the_people_says_nothing() {
    let mut agreement = sound();
    let source = Source::Provider { connection: "pager".into(), schedule: "P1".into() };
    agreement.rotations.push(Rotation { source, ..rotation("remote", "engineering", &[], &[]) });
    agreement.services.push(service("far", &["remote"]));
    agreement.services.push(service("gone", &["nowhere"]));
    assert_eq!(by_files(&agreement), [""; 0]);
}

#[test]
fn who_alone_can_do_something_is_told_as_long_as_no_other_on_call_can() {
    let mut agreement = sound();
    let skilled = |id: &str| domain::person::Person { qualifications: vec!["lead-sev1".into()], ..person(id) };
    agreement.people = vec![skilled("ana"), skilled("lea"), person("ben")];
    assert_eq!(by_files(&agreement), ["expert ana lead-sev1"], "Lea has it and takes no turns");
    agreement.people[2] = skilled("ben");
    assert_eq!(by_files(&agreement), [""; 0]);
}

#[test]
fn more_rotations_than_the_limit_are_too_many_and_a_pagers_count() {
    let mut agreement = sound();
    agreement.rotations.push(rotation("web", "engineering", &[], &["ana", "cleo"]));
    assert_eq!(by_files(&agreement), [""; 0]);
    let source = Source::Provider { connection: "pager".into(), schedule: "P1".into() };
    let remote = Rotation { source, ..rotation("remote", "engineering", &[], &[]) };
    let shifts = vec![shift("2026-03-02T08:00Z", "2026-03-02T16:00Z", "ana")];
    let rendering = Rendering { shifts, gaps: Vec::new() };
    let mut work = Work::of(&agreement);
    work.seen(&remote, &rendering);
    assert_eq!(told(&agreement, &work), ["rotations ana 3 over 2"]);
    let mut work = Work::of(&agreement);
    work.seen(&rotation("standing-in", "engineering", &[], &["ben", "cleo"]), &rendering);
    assert_eq!(told(&agreement, &work), [""; 0], "whoever stands in takes no turns");
    agreement.load.heroes.rotations = 1;
    assert_eq!(by_files(&agreement), ["rotations ana 2 over 1"]);
}

#[test]
fn most_of_the_pages_are_too_many_once_there_are_enough_of_them() {
    let mut agreement = sound();
    agreement.load.heroes = HeroLimits { pages_percent: 50, pages_floor: 10, ..HeroLimits::default() };
    let paged = |counts: &[(&str, u32)]| {
        let pages = counts.iter().map(|(person, count)| ((*person).into(), *count)).collect();
        told(&agreement, &Work { pages, ..Work::of(&agreement) })
    };
    assert_eq!(paged(&[("ana", 1)]), [""; 0], "one page is no hero");
    assert_eq!(paged(&[("ana", 9)]), [""; 0]);
    assert_eq!(paged(&[("ana", 5), ("ben", 5)]), [""; 0], "half is not over half");
    assert_eq!(paged(&[("ana", 6), ("ben", 5)]), ["pages ana 6 of 11 over 50"]);
    assert_eq!(paged(&[]), [""; 0]);
}

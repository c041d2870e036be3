//! Overrides of the reader's own view: on the board, in every answer, and in whom a page wakes; marked, and taken back.

use chrono::TimeDelta;
use domain::id::OverrideId;
use domain::rotation::stand_in::LOCAL;
use domain::span::Span;
use engine::stand_in::StandInDraft;
use serde_json::json;

use crate::given::House;

fn draft(house: &House, person: &str) -> StandInDraft {
    StandInDraft {
        rotation: "payments".into(),
        person: person.into(),
        replaces: None,
        from: house.now(),
        until: house.now() + TimeDelta::hours(2),
        reason: "Swapped at lunch".to_owned(),
    }
}

fn people(house: &House) -> Vec<String> {
    let lines = house.engine().on_call_lines(house.now()).unwrap().into_iter();
    lines.filter(|line| line.rotation == "payments").filter_map(|line| line.person).collect()
}

#[test]
fn who_stands_in_is_shown_paged_and_gone_when_it_ends() {
    let mut house = House::small();
    let before = people(&house);
    let stand_in = ["anneke", "tomasz"].into_iter().find(|person| !before.contains(&(*person).to_owned())).unwrap();
    let id = OverrideId::from("override-1");
    let set = house.engine().set_stand_in(&id, &draft(&house, stand_in)).unwrap();
    assert_eq!((set.replacement.reason.as_str(), set.at), ("Swapped at lunch", house.now()));
    house.engine().set_stand_in(&id, &draft(&house, stand_in)).unwrap();
    assert_eq!(house.engine().stand_ins().unwrap().len(), 1, "the same form sent twice is one override");
    house.restart();
    assert_eq!(people(&house), [stand_in]);
    assert_eq!(people(&house.neighbour()), [stand_in]);

    let window = Span::of(house.now() - TimeDelta::hours(1), house.now() + TimeDelta::hours(3));
    let rendering = house.engine().shifts_of(&"payments".into(), window).unwrap().rendering;
    let local: Vec<_> = rendering.shifts.iter().filter(|shift| shift.layer == LOCAL).collect();
    assert_eq!(local.iter().map(|shift| shift.span).collect::<Vec<_>>(), [set.replacement.span]);

    let incident = house.declare(json!({ "title": "Cards fail", "severity": "sev1", "page": ["payments"] }));
    assert_eq!(house.incident(&incident).pages[0].person.as_str(), stand_in);

    house.minutes(121);
    assert_eq!(people(&house), before);
}

#[test]
fn one_that_is_taken_back_holds_no_more_and_stays_readable() {
    let house = House::small();
    let before = people(&house);
    let id = OverrideId::from("override-1");
    let stand_in = ["anneke", "tomasz"].into_iter().find(|person| !before.contains(&(*person).to_owned())).unwrap();
    house.engine().set_stand_in(&id, &draft(&house, stand_in)).unwrap();
    house.engine().withdraw_stand_in(&id, "She is back").unwrap();
    assert_eq!(people(&house), before);
    let withdrawal = house.engine().stand_ins().unwrap()[0].withdrawn.clone().unwrap();
    assert_eq!((withdrawal.reason.as_str(), withdrawal.at), ("She is back", house.now()));
    let again = house.engine().withdraw_stand_in(&id, "").unwrap_err().to_string();
    assert_eq!(again, "There is no override “override-1” that holds.");
}

#[test]
fn what_makes_no_sense_is_refused_with_what_to_do() {
    let house = House::small();
    let fill = |change: fn(&mut StandInDraft)| {
        let mut draft = draft(&house, "anneke");
        change(&mut draft);
        house.engine().set_stand_in(&"override-1".into(), &draft).unwrap_err().to_string()
    };
    assert!(fill(|draft| draft.until = draft.from).starts_with("It ends before it begins."));
    assert!(
        fill(|draft| (draft.from, draft.until) = (draft.from - TimeDelta::days(2), draft.from))
            .contains("over already")
    );
    assert!(fill(|draft| draft.until += TimeDelta::days(100)).contains("three months"));
    assert!(fill(|draft| draft.reason = " ".to_owned()).starts_with("Say why"));
    assert!(fill(|draft| draft.person = "nobody".into()).contains("Nobody is known as “nobody”"));
    assert!(fill(|draft| draft.rotation = "nothing".into()).contains("no rotation “nothing”"));
    assert!(fill(|draft| draft.replaces = Some("anneke".into())).contains("Nobody stands in for themself"));
    assert!(fill(|draft| draft.replaces = Some("tomsz".into())).contains("Nobody is known as “tomsz”"));
    assert!(house.engine().stand_ins().unwrap().is_empty());
}

#[test]
fn in_place_of_somebody_who_is_not_on_call_then_it_would_change_nothing() {
    let house = House::small();
    let instead = |replaced: &str| StandInDraft { replaces: Some(replaced.into()), ..draft(&house, "anneke") };
    let id = OverrideId::from("override-1");
    let refused = house.engine().set_stand_in(&id, &instead("leila")).unwrap_err().to_string();
    assert!(refused.ends_with(
        "is not on call in payments in that time. On call then: Tomasz Zielinski. Name one of them, or leave open for whom."
    ), "{refused}");
    for _ in 0..2 {
        house.engine().set_stand_in(&id, &instead("tomasz")).unwrap();
    }
    assert_eq!(people(&house), ["anneke"], "the same form sent twice is one override");
    // Whose shift is taken already has none any more.
    let again = house.engine().set_stand_in(&"override-2".into(), &instead("tomasz")).unwrap_err().to_string();
    assert!(again.contains("On call then: Anneke de Vries."), "{again}");
}

//! The areas of what fails, and who coordinates them.

use domain::agreement::Agreement;
use domain::incident::area::{Area, areas, is_same};
use domain::incident::decide::Refusal;
use domain::incident::intent::{AreaDraft, Intent};
use domain::service::{LadderContact, Service};

use crate::given::bridge::{Bridge, declared, kinds};
use crate::given::intents::{assign, assign_for, release, resolve};
use crate::given::organisation::{ids, service};

fn owned(id: &str, owner: &str, needs: &[&str]) -> Service {
    Service { owner: owner.into(), depends_on: ids(needs), ..service(id, &["cards"]) }
}

/// Cards and its gateway belong to one team, search to another; both teams need the ledger, which nobody fails at.
fn owners(services: &[&str]) -> Bridge {
    let mut bridge = declared();
    bridge.agreement.services = vec![
        owned("cards", "Payments team", &["ledger", "gateway"]),
        owned("gateway", "group:default/payments-team", &[]),
        owned("search", "Commerce team", &["ledger"]),
        owned("ledger", "Database team", &[]),
        owned("orphan", "", &[]),
    ];
    bridge.does(Intent::ChangeServices { services: ids(services) })
}

fn coordinate(area: &str, person: &str) -> Intent {
    Intent::CoordinateArea(AreaDraft { area: area.into(), person: person.into() })
}

/// `Payments team (cards, gateway): ana, w1; needs Database team (ledger): nobody`
fn told(bridge: &Bridge) -> String {
    let agreement: &Agreement = &bridge.agreement;
    let line = |area: Area| {
        let needs = if area.fails { "" } else { "needs " };
        let services: Vec<String> = area.services.iter().map(ToString::to_string).collect();
        let who = area.coordinator.map_or_else(|| "nobody".to_owned(), |person| person.to_string());
        let told = [who].into_iter().chain(area.workstreams.iter().map(ToString::to_string));
        format!("{needs}{} ({}): {}", area.name, services.join(", "), told.collect::<Vec<_>>().join(", "))
    };
    areas(bridge.state(), agreement).into_iter().map(line).collect::<Vec<_>>().join("; ")
}

#[test]
fn services_that_share_an_owner_are_one_area_and_what_they_need_is_told_after_them() {
    let table = [
        (&["cards"][..], "Payments team (cards): nobody; needs Database team (ledger): nobody"),
        (&["cards", "gateway"], "Payments team (cards, gateway): nobody; needs Database team (ledger): nobody"),
        (&["ledger", "cards"], "Database team (ledger): nobody; Payments team (cards): nobody"),
        (
            &["search", "cards"],
            "Commerce team (search): nobody; Payments team (cards): nobody; needs Database team (ledger): nobody",
        ),
        (&["orphan"], "ORPHAN (orphan): nobody"),
    ];
    for (services, expected) in table {
        // The declared incident has cards already, and the same again is refused.
        let bridge = if services == ["cards"] {
            owners(&["cards", "search"]).does(Intent::ChangeServices { services: ids(services) })
        } else {
            owners(services)
        };
        assert_eq!(told(&bridge), expected);
    }
}

#[test]
fn an_area_is_meant_by_any_spelling_of_its_team() {
    for other in ["payments", " PAYMENTS TEAM", "payments-team", "group:default/payments-team"] {
        assert!(is_same("Payments team", other), "{other}");
    }
    assert!(!is_same("Payments team", "Web team"));
    assert!(!is_same("Payments", "Payments platform"));
}

#[test]
fn whoever_is_first_on_the_ladder_can_be_proposed() {
    let bridge = owners(&["cards", "gateway"]);
    let found = areas(bridge.state(), &bridge.agreement);
    assert_eq!(found[0].contacts, [LadderContact::Rotation("cards".into())], "each once");
}

#[test]
fn who_coordinates_an_area_has_its_role_a_seat_and_its_line_of_work() {
    let bridge = owners(&["cards", "search"]).does(coordinate("payments", "ana"));
    assert!(bridge.state().is_present(&"ana".into()));
    assert_eq!(bridge.state().workstreams[0].title, "Investigate CARDS");
    assert_eq!(bridge.state().workstreams[0].owner, Some("ana".into()));
    let begin = "Payments team (cards): ana, w1; Commerce team (search): nobody; needs";
    assert!(told(&bridge).starts_with(begin), "{}", told(&bridge));
    assert!(told(&bridge.does(release("ana"))).starts_with("Payments team (cards): nobody, w1;"));
}

#[test]
fn an_area_changes_hands_with_its_line_of_work() {
    let bridge = owners(&["cards", "search"]).does(coordinate("Payments team", "ana"));
    let events = bridge.decide(&coordinate("Payments team", "ben")).map(|events| kinds(&events));
    assert_eq!(events.as_deref(), Ok("role_released role_assigned joined workstream_changed"));
    let taken = bridge.does(coordinate("Payments team", "ben"));
    assert_eq!(taken.state().workstreams.len(), 1, "the work goes on");
    assert_eq!(taken.state().workstreams[0].owner, Some("ben".into()));
    assert!(told(&taken).starts_with("Payments team (cards): ben, w1;"));
}

#[test]
fn a_coordinator_without_a_domain_is_that_of_the_only_area() {
    let bridge = owners(&["cards", "search"]).does(assign("technical-coordinator", "ana"));
    assert!(told(&bridge).starts_with("Payments team (cards): nobody;"), "of which one nobody said");
    let alone = bridge.does(Intent::ChangeServices { services: ids(&["cards"]) });
    assert!(told(&alone).starts_with("Payments team (cards): ana;"));
    let own = alone.does(assign_for("payments", "technical-coordinator", "ben"));
    assert!(told(&own).starts_with("Payments team (cards): ben;"), "who was named for it comes first");
}

#[test]
fn work_that_names_no_area_is_that_of_its_coordinator() {
    let open =
        |owner: &str| Intent::OpenWorkstream { title: "Roll back".into(), owner: Some(owner.into()), effort: None };
    let bridge = owners(&["cards", "search"])
        .does(assign_for("payments", "technical-coordinator", "ana"))
        .does(open("ana"))
        .does(open("ben"));
    assert!(told(&bridge).starts_with("Payments team (cards): ana, w1; Commerce team (search): nobody;"));
}

#[test]
fn nobody_coordinates_what_is_not_involved_or_a_second_time() {
    let bridge = owners(&["cards", "search"]).does(coordinate("Payments team", "ana"));
    let refusal = |bridge: &Bridge, intent: &Intent| bridge.decide(intent).err().map(|Refusal(words)| words);
    assert_eq!(
        refusal(&bridge, &coordinate("Web team", "ana")).as_deref(),
        Some(
            "INC-1 has no area “Web team”. What fails, and what it needs, belongs to Payments team, Commerce team, Database team."
        )
    );
    assert_eq!(
        refusal(&bridge, &coordinate("Payments team", "ana")).as_deref(),
        Some("Ana coordinates Payments team already.")
    );
    assert!(
        refusal(&bridge, &coordinate("Payments team", "nobody")).is_some_and(|words| words.contains("knows nobody"))
    );
    let mut one = bridge.clone();
    one.agreement.roles.retain(|role| role.id.as_str() != "technical-coordinator");
    assert!(refusal(&one, &coordinate("Payments team", "ben")).is_some_and(|words| words.contains("several: true")));
    assert!(refusal(&bridge.does(resolve()), &coordinate("Payments team", "ben")).is_some());
}

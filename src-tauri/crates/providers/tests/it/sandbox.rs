//! The sandbox: durable, safe between two processes, and misbehaving exactly as told.

use chrono::Duration;
use domain::delivery::{ComponentState, Failure, Receipt};
use domain::phase::Phase;
use providers::Error;
use providers::gateway::Gateway;
use providers::registry;
use providers::sandbox::Sandbox;
use providers::sandbox::fault::{Fault, Meets, Planned};

use crate::given;

fn none() -> providers::account::Secrets {
    providers::account::Secrets::new()
}

#[tokio::test]
async fn what_arrived_is_there_after_a_restart() {
    let (gateway, folder) = given::gateway();
    let connection = given::filled("sandbox");
    let first = given::update("a", Phase::Investigating);
    let receipt = gateway.deliver(&connection, &none(), &first, None, given::now()).await.unwrap();
    let second = given::worded(given::update("b", Phase::Resolved), |update| {
        update.title = "Card payments fail: resolved".to_owned();
        update.components = [("checkout".to_owned(), ComponentState::Operational)].into();
    });
    let again = gateway.deliver(&connection, &none(), &second, Some(&receipt), given::now()).await.unwrap();
    assert_eq!(receipt, again);
    gateway.deliver(&connection, &none(), &given::page("p"), None, given::now()).await.unwrap();
    drop(gateway);

    let sandbox = Sandbox::open(folder.path(), &connection.id);
    let incidents = sandbox.page_incidents().unwrap();
    assert_eq!(incidents.len(), 1);
    assert_eq!((incidents[0].phase, incidents[0].title.as_str()), (Phase::Resolved, "Card payments fail"));
    let updates: Vec<&str> = incidents[0].updates.iter().map(|update| update.delivery.as_str()).collect();
    assert_eq!(updates, ["a", "b"]);
    assert_eq!(sandbox.pages().unwrap()[0].person_name, "Anneke de Vries");
    assert_eq!(sandbox.components().unwrap()[0].state, ComponentState::Operational);
}

#[tokio::test]
async fn the_pager_dedupes_by_key_and_the_page_does_not() {
    let (gateway, folder) = given::gateway();
    let connection = given::filled("sandbox");
    for _ in 0..2 {
        gateway.deliver(&connection, &none(), &given::page("p"), None, given::now()).await.unwrap();
        let update = given::update("a", Phase::Investigating);
        gateway.deliver(&connection, &none(), &update, None, given::now()).await.unwrap();
    }
    let sandbox = Sandbox::open(folder.path(), &connection.id);
    assert_eq!((sandbox.pages().unwrap().len(), sandbox.page_incidents().unwrap().len()), (1, 2));
}

#[tokio::test]
async fn every_fault_means_what_its_name_says() {
    let words = "Not on a Friday".to_owned();
    let check = async |fault: Fault, expected: Option<Failure>, applied: usize| {
        let (gateway, folder) = given::gateway();
        let connection = given::filled("sandbox");
        let sandbox = Sandbox::open(folder.path(), &connection.id);
        sandbox.set_faults(&[Planned::once(fault.clone())]).unwrap();
        let outcome = gateway.deliver(&connection, &none(), &given::page("p"), None, given::now()).await;
        assert_eq!(outcome.err(), expected, "{fault:?}");
        assert_eq!(sandbox.pages().unwrap().len(), applied, "{fault:?}");
        assert!(sandbox.faults().unwrap().is_empty(), "{fault:?} is used up");
        gateway.deliver(&connection, &none(), &given::page("p"), None, given::now()).await.unwrap();
    };
    check(Fault::Refuse { words: words.clone() }, Some(Failure::Refused(words)), 0).await;
    check(Fault::Delay { wait_ms: 1 }, None, 1).await;
    check(Fault::LoseAnswer, Some(Failure::Lost(given::now())), 1).await;
    check(Fault::LoseRequest, Some(Failure::Lost(given::now())), 0).await;
    check(Fault::Offline, Some(Failure::Offline), 0).await;
    let until = given::now() + Duration::seconds(9);
    check(Fault::Throttle { seconds: 9 }, Some(Failure::Throttled(until)), 0).await;
    check(Fault::ServerError { applied: true }, Some(Failure::Unsure), 1).await;
    check(Fault::ServerError { applied: false }, Some(Failure::Unsure), 0).await;
    check(Fault::Unauthorized, Some(Failure::Unauthorized), 0).await;
    let form = "the answer is not of the documented form (line 1, column 1)".to_owned();
    check(Fault::Garbled, Some(Failure::Garbled(form)), 1).await;
}

#[tokio::test]
async fn faults_come_in_order_and_pass_by_what_they_do_not_meet() {
    let (gateway, folder) = given::gateway();
    let connection = given::filled("sandbox");
    let sandbox = Sandbox::open(folder.path(), &connection.id);
    let faults = [
        Planned::once(Fault::Unauthorized).on(Meets::Reads),
        Planned::once(Fault::Offline).times(2),
        Planned::until_cleared(Fault::LoseRequest),
    ];
    sandbox.set_faults(&faults).unwrap();
    let page = async || gateway.deliver(&connection, &none(), &given::page("p"), None, given::now()).await;
    let check = async || gateway.check(&connection, &none(), given::now()).await.map_err(Failure::from);
    assert_eq!(page().await, Err(Failure::Offline));
    assert_eq!(check().await, Err(Failure::Unauthorized));
    assert_eq!(check().await, Err(Failure::Offline));
    for _ in 0..3 {
        assert_eq!(page().await, Err(Failure::Lost(given::now())));
    }
    assert_eq!(sandbox.faults().unwrap(), [Planned::until_cleared(Fault::LoseRequest)]);
    sandbox.set_faults(&[]).unwrap();
    assert_eq!(page().await, Ok(Receipt { remote: "p".to_owned(), link: None, update: None }));
}

#[test]
fn two_processes_lose_nothing_of_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let connection = given::filled("sandbox");
    std::thread::scope(|scope| {
        for name in ["left", "right"] {
            let (folder, connection) = (folder.path().to_owned(), &connection);
            scope.spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                let gateway = Gateway::new(given::wire(), folder);
                for number in 0..15 {
                    let page = given::page(&format!("{name}-{number}"));
                    runtime.block_on(gateway.deliver(connection, &none(), &page, None, given::now())).unwrap();
                }
            });
        }
    });
    assert_eq!(Sandbox::open(folder.path(), &connection.id).pages().unwrap().len(), 30);
}

#[tokio::test]
async fn files_that_cannot_be_read_are_told_and_not_overwritten() {
    let (gateway, folder) = given::gateway();
    let connection = given::filled("sandbox");
    let path = folder.path().join("main.json");
    std::fs::write(&path, b"{ half a fi").unwrap();
    let outcome = gateway.deliver(&connection, &none(), &given::page("p"), None, given::now()).await;
    assert!(matches!(outcome, Err(Failure::Refused(words)) if words.starts_with("The sandbox cannot use its files")));
    assert_eq!(std::fs::read(&path).unwrap(), b"{ half a fi");
    assert!(matches!(Sandbox::open(folder.path(), &connection.id).pages(), Err(Error::Sandbox { .. })));
}

#[tokio::test]
async fn no_id_leads_out_of_the_folder_or_into_another_ones_file() {
    let (gateway, folder) = given::gateway();
    for id in ["../../outside", "A", "a", "_41", "ä b", "con", ""] {
        let mut connection = given::filled("sandbox");
        connection.id = id.into();
        let mut page = given::page("p");
        page.connection = id.into();
        gateway.deliver(&connection, &none(), &page, None, given::now()).await.unwrap();
        assert_eq!(Sandbox::open(folder.path(), &connection.id).pages().unwrap().len(), 1, "`{id}`");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 14);
}

#[tokio::test]
async fn the_page_shows_the_components_that_the_connection_names() {
    let (gateway, _folder) = given::gateway();
    let connection = given::filled("sandbox");
    let update = given::update("a", Phase::Investigating);
    gateway.deliver(&connection, &none(), &update, None, given::now()).await.unwrap();
    let reading = &registry::find("sandbox").unwrap().status_page.as_ref().unwrap().components;
    let components = given::list(&gateway, &connection, reading, &none()).await.unwrap();
    let shown: Vec<_> = components.iter().map(|part| (part.name.as_str(), part.state)).collect();
    let expected = [("checkout", Some(ComponentState::MajorOutage)), ("mobile app", Some(ComponentState::Operational))];
    assert_eq!(shown, expected);
}

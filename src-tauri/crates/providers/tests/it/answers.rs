//! A feed whose host tells by a mark that it is as it was: it is not given again.

use std::sync::{Arc, Mutex};

use domain::delivery::Failure;
use providers::account::Secrets;
use providers::answers::KnownAnswer;
use providers::capability::{Reading, ScheduleShifts};
use providers::gateway::Gateway;
use secrecy::SecretString;

use crate::given;
use crate::server::{Received, Server, answer};

const ID: &str = "icalendar";

/// What a host gives: whose shift it is, and its marks of it.
type Told = Arc<Mutex<(&'static str, Vec<(&'static str, &'static str)>)>>;

fn calendar(person: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261120T090000Z\r\nDURATION:P1D\r\nSUMMARY:{person}\r\n\
         END:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

/// A host that gives nothing twice to whoever says what they have, if it marks what it gives.
async fn host(told: &Told) -> Server {
    let told = Arc::clone(told);
    Server::start(move |request: &Received| {
        let (person, marks) = &*told.lock().unwrap();
        let is_known = |(name, mark): &(&str, &str)| match *name {
            "etag" => request.header("if-none-match") == Some(*mark),
            "last-modified" => request.header("if-modified-since") == Some(*mark),
            _ => false,
        };
        if marks.iter().any(is_known) {
            return answer(304, marks, b"");
        }
        answer(200, marks, calendar(person).as_bytes())
    })
    .await
}

fn secrets(server: &Server, path: &str) -> Secrets {
    Secrets::from([("url".to_owned(), SecretString::from(format!("{}/{path}", server.address)))])
}

async fn people(gateway: &Gateway, secrets: &Secrets) -> Result<Vec<String>, Failure> {
    let reading: &Reading<ScheduleShifts> = given::pager(ID).shifts.as_ref().unwrap();
    let lists = given::list(gateway, &given::connection(ID, &[]), reading, secrets).await?;
    Ok(lists.into_iter().flat_map(|list| list.shifts).map(|shift| shift.person.name).collect())
}

/// How many requests came, and how many of them said what we have.
fn asked(server: &Server) -> (usize, usize) {
    let received = server.received();
    let has_mark = |request: &&Received| {
        request.header("if-none-match").is_some() || request.header("if-modified-since").is_some()
    };
    (received.len(), received.iter().filter(has_mark).count())
}

#[tokio::test]
async fn what_is_as_it_was_is_given_once_and_asked_for_once_in_a_round() {
    for marks in [vec![("etag", "\"one\"")], vec![("last-modified", "Fri, 20 Nov 2026 08:00:00 GMT")]] {
        let told: Told = Arc::new(Mutex::new(("Anneke", marks)));
        let server = host(&told).await;
        let secrets = secrets(&server, "feed.ics");
        let (gateway, _folder) = given::gateway();
        let id = given::connection(ID, &[]).id;
        let round = gateway.round(&id, None);
        for _ in 0..3 {
            assert_eq!(people(&gateway, &secrets).await, Ok(vec!["Anneke".to_owned()]));
        }
        assert_eq!(asked(&server), (1, 0));
        let kept = round.to_keep().unwrap();
        assert_eq!(round.to_keep(), None, "it is kept once");
        drop(round);

        let round = gateway.round(&id, Some(KnownAnswer::clone(&kept)));
        assert_eq!(people(&gateway, &secrets).await, Ok(vec!["Anneke".to_owned()]), "from what was kept");
        assert_eq!(people(&gateway, &secrets).await, Ok(vec!["Anneke".to_owned()]));
        assert_eq!((asked(&server), round.to_keep()), ((2, 1), None));
        drop(round);

        *told.lock().unwrap() = ("Eva", vec![("etag", "\"two\"")]);
        let round = gateway.round(&id, Some(KnownAnswer::clone(&kept)));
        assert_eq!(people(&gateway, &secrets).await, Ok(vec!["Eva".to_owned()]));
        assert!(round.to_keep().is_some());
    }
}

#[tokio::test]
async fn whoever_waits_outside_of_a_round_gets_what_the_host_says_now() {
    let told: Told = Arc::new(Mutex::new(("Anneke", vec![("etag", "\"one\"")])));
    let server = host(&told).await;
    let secrets = secrets(&server, "feed.ics");
    let (gateway, _folder) = given::gateway();
    for person in ["Anneke", "Eva"] {
        told.lock().unwrap().0 = person;
        assert_eq!(people(&gateway, &secrets).await, Ok(vec![person.to_owned()]));
    }
    assert_eq!(asked(&server), (2, 0));
}

#[tokio::test]
async fn a_mark_is_that_of_one_address() {
    let told: Told = Arc::new(Mutex::new(("Anneke", vec![("etag", "\"one\"")])));
    let server = host(&told).await;
    let (gateway, _folder) = given::gateway();
    let round = gateway.round(&given::connection(ID, &[]).id, None);
    people(&gateway, &secrets(&server, "feed.ics")).await.unwrap();
    people(&gateway, &secrets(&server, "another.ics")).await.unwrap();
    assert_eq!(asked(&server), (2, 0));
    let mark = &round.to_keep().unwrap().mark;
    assert!(!mark.contains("another") && !mark.contains("127.0.0.1"), "{mark}");
}

#[tokio::test]
async fn what_has_no_mark_that_can_be_sent_back_or_must_not_be_kept_is_not_kept() {
    for marks in [
        vec![],
        vec![("etag", "\"one\""), ("cache-control", "private, no-store")],
        vec![("etag", "\"ö\"")],
        vec![("etag", " ")],
    ] {
        let told: Told = Arc::new(Mutex::new(("Anneke", marks)));
        let server = host(&told).await;
        let secrets = secrets(&server, "feed.ics");
        let (gateway, _folder) = given::gateway();
        let round = gateway.round(&given::connection(ID, &[]).id, None);
        for _ in 0..2 {
            assert_eq!(people(&gateway, &secrets).await, Ok(vec!["Anneke".to_owned()]));
        }
        assert_eq!((asked(&server), round.to_keep()), ((2, 0), None));
    }
}

/// A host that is broken, or a proxy that answers in its place.
#[tokio::test]
async fn that_nothing_has_changed_says_nothing_to_whoever_knows_nothing() {
    let server = Server::always(answer(304, &[], b"")).await;
    let (gateway, _folder) = given::gateway();
    let _round = gateway.round(&given::connection(ID, &[]).id, None);
    let told = people(&gateway, &secrets(&server, "feed.ics")).await;
    assert!(matches!(told, Err(Failure::Garbled(_))), "{told:?}");
}

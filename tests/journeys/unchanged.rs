//! A feed that is as it was: it is downloaded once, whatever is read of it, and its age is that of the last look.

use std::sync::{Arc, Mutex};

use domain::id::ConnectionId;

use crate::given::host::{Host, Received, answer};
use crate::given::places::Place;
use crate::given::{House, friday};

const FEED: &str = "
  - { id: duty, provider: icalendar, name: Duty }";

const ROTATION: &str = "name: payments
function: engineering
time_zone: UTC
provider: { connection: duty, schedule: feed }
";

/// A feed and how it was asked for.
#[derive(Default)]
struct Seen {
    text: String,
    whole: usize,
    unchanged: usize,
}

type Shared = Arc<Mutex<Seen>>;

/// Tomasz by day, Anneke by night.
fn calendar(day: &str) -> String {
    let event = |uid: u8, from: &str, person: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:20261101T{from}Z\r\nDURATION:PT12H\r\nRRULE:FREQ=DAILY\r\nSUMMARY:{person}\r\nEND:VEVENT\r\n"
        )
    };
    let events = event(1, "060000", day) + &event(2, "180000", "Anneke de Vries");
    format!("BEGIN:VCALENDAR\r\n{events}END:VCALENDAR\r\n")
}

fn serve(seen: &Shared, request: &Received) -> Vec<u8> {
    let mut seen = seen.lock().unwrap();
    let mark = format!("\"{}\"", seen.text.len());
    if request.header("if-none-match") == mark {
        seen.unchanged += 1;
        return answer(304, &[("etag", &mark)], "");
    }
    seen.whole += 1;
    answer(200, &[("etag", &mark)], &seen.text)
}

fn house(seen: &Shared) -> (Host, House) {
    let shared = Arc::clone(seen);
    let host = Host::open(move |request| Some(serve(&shared, request)));
    let house = House::on(Place::small(FEED));
    house.secret("duty", "url", &format!("{}/feed.ics", host.url()));
    house.place().write("rotations/payments.yaml", ROTATION);
    house.engine().index_now().unwrap();
    (host, house)
}

fn on_call(house: &House) -> (Vec<String>, domain::span::Instant) {
    let lines = house.engine().on_call_lines(house.now()).unwrap().into_iter();
    let lines: Vec<_> = lines.filter(|line| line.rotation == "payments").collect();
    (lines.iter().filter_map(|line| line.person.clone()).collect(), lines[0].as_of)
}

fn asked(seen: &Shared) -> (usize, usize) {
    let seen = seen.lock().unwrap();
    (seen.whole, seen.unchanged)
}

#[test]
fn a_feed_that_is_as_it_was_is_downloaded_once_and_stays_fresh() {
    let seen = Shared::default();
    seen.lock().unwrap().text = calendar("Tomasz Zielinski");
    let (_host, mut house) = house(&seen);
    let duty = ConnectionId::from("duty");
    house.wait(house.engine().sync(None)).unwrap();
    assert_eq!(asked(&seen), (1, 0), "three lists of it were read");
    assert_eq!(on_call(&house), (vec!["tomasz".to_owned()], friday()));

    house.minutes(1);
    house.wait(house.engine().sync(Some(&duty))).unwrap();
    assert!(house.wait(house.engine().check_connection(&duty)).unwrap().ok);
    assert_eq!(asked(&seen), (1, 2));
    assert_eq!(on_call(&house), (vec!["tomasz".to_owned()], house.now()), "it is as of now");

    // Another process, at night: nothing has changed but the time.
    house.restart();
    house.minutes(6 * 60);
    house.pull();
    assert_eq!(asked(&seen), (1, 3));
    assert_eq!(on_call(&house), (vec!["anneke".to_owned()], house.now()));
    // Nor does the end of the known stretch come nearer.
    house.minutes(60 * 24 * 60);
    house.pull();
    house.minutes(60 * 24 * 60);
    let line = on_call(&house);
    assert_eq!((line.0, asked(&seen)), (vec!["anneke".to_owned()], (1, 4)));

    seen.lock().unwrap().text = calendar("Leila Haddad");
    house.minutes(12 * 60);
    house.pull();
    assert_eq!(on_call(&house).0, ["leila"]);
    assert_eq!(asked(&seen), (2, 4));
}

#[test]
fn a_feed_that_breaks_off_is_not_kept_and_what_was_known_stays() {
    let seen = Shared::default();
    seen.lock().unwrap().text = calendar(r"Zielinski\, Tomasz");
    let (_host, house) = house(&seen);
    house.pull();
    let whole = seen.lock().unwrap().text.clone();
    seen.lock().unwrap().text = whole.replace("END:VCALENDAR\r\n", "");
    house.minutes(5);
    house.pull();
    assert_eq!(on_call(&house).0, ["tomasz"]);
    house.minutes(5);
    house.pull();
    assert_eq!(asked(&seen), (3, 0), "its host is not told that we have it");
    seen.lock().unwrap().text = whole;
    house.minutes(5);
    house.pull();
    assert_eq!((asked(&seen), on_call(&house)), ((3, 1), (vec!["tomasz".to_owned()], house.now())));
}

//! Each feed stands alone, and keeps its last good list.

use domain::delivery::Failure;
use domain::span::Span;
use serde_json::json;
use store::Cache;
use store::cache::answers::Answer;
use store::cache::feeds::FeedKey;
use store::cache::items::{Extent, ItemRow};
use store::cache::shifts::ShiftRow;

use crate::given;

fn key(name: &str) -> FeedKey {
    FeedKey { connection: "pager".into(), name: name.to_owned() }
}

fn shift(person: &str, from: i64, until: i64) -> ShiftRow {
    let span = Span { from: given::at(from), until: given::at(until) };
    ShiftRow { schedule: "P1".to_owned(), person: json!({ "name": person }), span, level: 1 }
}

fn cache() -> (tempfile::TempDir, Cache) {
    let folder = given::folder();
    let cache = Cache::open(folder.path()).unwrap();
    (folder, cache)
}

#[test]
fn a_list_is_replaced_as_a_whole_and_read_by_window() {
    let (_folder, cache) = cache();
    let window = Span { from: given::at(0), until: given::at(60) };
    cache.replace_shifts(&key("a"), &[shift("old", 0, 60)], given::at(0)).unwrap();
    cache.replace_shifts(&key("b"), &[shift("other", 0, 60)], given::at(0)).unwrap();
    // As they come: overlapping, twice, touching the window, around it.
    let shifts = [
        shift("ends before", -60, 0),
        shift("around", -60, 120),
        shift("twice", 10, 20),
        shift("twice", 10, 20),
        shift("starts after", 60, 70),
    ];
    cache.replace_shifts(&key("a"), &shifts, given::at(1)).unwrap();
    assert_eq!(cache.shifts(&key("a"), window).unwrap(), shifts[1..4]);
    assert_eq!(cache.shifts(&key("b"), window).unwrap(), [shift("other", 0, 60)]);
}

#[test]
fn a_failure_keeps_the_list_and_its_age() {
    let (_folder, cache) = cache();
    let window = Span { from: given::at(0), until: given::at(60) };
    cache.replace_shifts(&key("a"), &[shift("priya", 0, 60)], given::at(0)).unwrap();
    cache.keep_answer(&key("a"), "etag-1", b"BEGIN:VCALENDAR").unwrap();
    cache.feed_failed(&key("a"), &Failure::Throttled(given::at(9)), given::at(5)).unwrap();
    cache.feed_failed(&key("never"), &Failure::Offline, given::at(5)).unwrap();
    let feed = cache.feed(&key("a")).unwrap().unwrap();
    assert_eq!((feed.fetched_at, feed.tried_at), (Some(given::at(0)), Some(given::at(5))));
    assert_eq!(feed.failure, Some(Failure::Throttled(given::at(9))));
    assert_eq!(feed.cursor.as_deref(), Some("etag-1"));
    let answer = |mark: &str, body: &[u8]| Some(Answer { mark: mark.to_owned(), body: body.to_vec() });
    assert_eq!(cache.answer(&key("a")).unwrap(), answer("etag-1", b"BEGIN:VCALENDAR"));
    cache.keep_answer(&key("a"), "etag-2", b"END:VCALENDAR").unwrap();
    assert_eq!(cache.answer(&key("a")).unwrap(), answer("etag-2", b"END:VCALENDAR"));
    assert_eq!(cache.answer(&key("never")).unwrap(), None);
    assert_eq!(cache.shifts(&key("a"), window).unwrap().len(), 1);
    assert_eq!(cache.feed(&key("never")).unwrap().unwrap().fetched_at, None);
    cache.feed_unchanged(&key("a"), given::at(6)).unwrap();
    let feed = cache.feed(&key("a")).unwrap().unwrap();
    assert_eq!((feed.fetched_at, feed.failure), (Some(given::at(6)), None));
}

#[test]
fn a_feed_that_is_forgotten_takes_its_list_along() {
    let (_folder, cache) = cache();
    let window = Span { from: given::at(0), until: given::at(60) };
    cache.replace_shifts(&key("a"), &[shift("priya", 0, 60)], given::at(0)).unwrap();
    cache.keep_answer(&key("a"), "etag-1", b"BEGIN:VCALENDAR").unwrap();
    cache.forget_feed(&key("a")).unwrap();
    assert_eq!(cache.feeds().unwrap(), []);
    assert_eq!(cache.answer(&key("a")).unwrap(), None);
    assert_eq!(cache.shifts(&key("a"), window).unwrap(), []);
}

fn item(id: &str, email: Option<&str>) -> ItemRow {
    ItemRow {
        id: id.to_owned(),
        name: format!("Name of {id}"),
        email: email.map(str::to_owned),
        detail: json!({ "role": "responder" }),
    }
}

#[test]
fn people_are_found_by_their_address() {
    let (_folder, cache) = cache();
    let people = [item("U1", Some("Priya@kestrel.example")), item("U2", None)];
    cache.bring_items(&key("people"), &people, Extent::Whole(&[]), given::at(0)).unwrap();
    assert_eq!(cache.items(&key("people")).unwrap(), people);
    assert_eq!(cache.item(&key("people"), "U2").unwrap(), Some(people[1].clone()));
    let found = cache.items_by_email("priya@KESTREL.example").unwrap();
    assert_eq!(found, [(key("people"), people[0].clone())]);
    assert_eq!(cache.items_by_email("nobody@kestrel.example").unwrap(), []);
}

#[test]
fn only_what_is_missing_from_a_whole_list_is_gone() {
    let (_folder, cache) = cache();
    let ids = || cache.items(&key("people")).unwrap().into_iter().map(|item| item.id).collect::<Vec<_>>();
    let all = [item("U1", None), item("U2", None), item("U3", None)];
    cache.bring_items(&key("people"), &all, Extent::Whole(&[]), given::at(0)).unwrap();
    cache.bring_items(&key("other"), &all, Extent::Whole(&[]), given::at(0)).unwrap();
    cache.bring_items(&key("people"), &[item("U4", None)], Extent::Part, given::at(1)).unwrap();
    assert_eq!(ids(), ["U1", "U2", "U3", "U4"]);
    let renamed = ItemRow { name: "Another".to_owned(), ..item("U4", None) };
    cache.bring_items(&key("people"), &[renamed], Extent::Whole(&["U2".to_owned()]), given::at(2)).unwrap();
    assert_eq!(ids(), ["U4", "U2"], "what could not be read stays as it was");
    assert_eq!(cache.item_count(&key("other")).unwrap(), 3);
}

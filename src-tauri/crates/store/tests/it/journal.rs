//! One door, once, whole or not at all.

use std::thread;

use domain::id::{DeliveryId, IncidentId, IntentId};
use domain::incident::event::Event;
use store::truth::writing::Submitted;
use store::{Error, Truth};

use crate::given;

#[test]
fn an_intent_that_comes_twice_happens_once() {
    let (_folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    assert_eq!(given::submit(&truth, &id, "note", 1, given::note("seen")), Submitted::Done(2));
    let again = given::submit(&truth, &id, "note", 5, given::note("seen again"));
    assert_eq!(again, Submitted::Already { incident: id.clone(), sequences: vec![2] });
    assert_eq!(truth.entries(&id).unwrap().len(), 2);
}

#[test]
fn an_intent_of_two_processes_at_once_happens_once() {
    let folder = given::folder();
    let id = given::incident(&Truth::open(folder.path()).unwrap(), "declare", 0);
    let done: usize = thread::scope(|scope| {
        let threads: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    let truth = Truth::open(folder.path()).unwrap();
                    (0..20)
                        .filter(|number| {
                            let intent = format!("note-{number}");
                            matches!(given::submit(&truth, &id, &intent, 1, given::note(&intent)), Submitted::Done(_))
                        })
                        .count()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).sum()
    });
    assert_eq!(done, 20);
    let truth = Truth::open(folder.path()).unwrap();
    let entries = truth.entries(&id).unwrap();
    assert_eq!(entries.len(), 21);
    assert_eq!(truth.incident(&id).unwrap(), domain::incident::fold::fold(&entries));
}

#[test]
fn words_are_found_of_the_newest_incidents_first_and_nothing_else() {
    let (_folder, truth) = given::truth();
    let taken_back = |update: &str| Event::UpdateWithdrawn { update: update.into() };
    let incidents: Vec<IncidentId> =
        (0..3).map(|number| given::incident(&truth, &format!("declare-{number}"), number)).collect();
    for (number, id) in incidents.iter().enumerate() {
        given::submit(&truth, id, &format!("note-{number}"), 10, given::note("seen"));
        for update in ["u1", "u2"] {
            given::submit(&truth, id, &format!("{update}-{number}"), 11, taken_back(update));
        }
    }
    let found = truth.entries_of_words(2).unwrap();
    let found: Vec<_> = found.into_iter().map(|entry| (entry.incident, entry.event)).collect();
    let of = |id: &IncidentId| ["u1", "u2"].map(|update| (id.clone(), taken_back(update)));
    assert_eq!(found, [of(&incidents[2]), of(&incidents[1])].concat());
}

#[test]
fn work_that_fails_leaves_nothing() {
    let (folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    let before = truth.incident(&id).unwrap();
    let failed: Result<Submitted<()>, Error> = truth.submit(&IntentId::from("half"), |writing| {
        let other = writing.allocate_incident()?;
        writing.append(given::draft(&other, "half", 1, given::declared("other")))?;
        writing.append(given::draft(&id, "half", 1, given::note("half")))?;
        writing.enqueue(&given::page(&id, "half", 1))?;
        Err(Error::Conflict("no after all".to_owned()))
    });
    assert!(failed.is_err());
    for truth in [truth, Truth::open(folder.path()).unwrap()] {
        assert_eq!(truth.entries_after(0, 100).unwrap().len(), 1);
        assert_eq!(truth.incident(&id).unwrap(), before);
        assert_eq!(truth.row(&DeliveryId::from("half")).unwrap(), None);
        assert_eq!(truth.all_incidents().unwrap().len(), 1);
    }
}

#[test]
fn work_that_panics_leaves_nothing_and_locks_nobody_out() {
    let (_folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    let other = truth.clone();
    let incident = id.clone();
    let crashed = thread::spawn(move || {
        other.submit(&IntentId::from("crash"), |writing| {
            writing.append(given::draft(&incident, "crash", 1, given::note("half")))?;
            assert_eq!(1, 2, "the process dies here, as far as the transaction knows");
            Ok::<_, Error>(())
        })
    });
    assert!(crashed.join().is_err());
    assert_eq!(truth.entries(&id).unwrap().len(), 1);
    assert_eq!(given::submit(&truth, &id, "note", 2, given::note("goes on")), Submitted::Done(2));
}

#[test]
fn what_is_not_committed_when_a_process_dies_never_was() {
    let (folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    let dying = given::raw(folder.path(), "truth.db");
    dying
        .execute_batch(
            "BEGIN IMMEDIATE;
             INSERT INTO journal (incident, happened_at, recorded_at, actor, device, intent, v, event)
             VALUES ('INC-1', 0, 0, 'mara', 'laptop', 'dying', 1, '{}');",
        )
        .unwrap();
    drop(dying);
    assert_eq!(truth.entries(&id).unwrap().len(), 1);
    assert_eq!(Truth::open(folder.path()).unwrap().entries(&id).unwrap().len(), 1);
}

#[test]
fn numbers_of_incidents_are_never_given_twice() {
    let (folder, truth) = given::truth();
    assert_eq!(given::incident(&truth, "first", 0).as_str(), "INC-1");
    assert_eq!(given::incident(&truth, "second", 1).as_str(), "INC-2");
    drop(truth);
    let truth = Truth::open(folder.path()).unwrap();
    assert_eq!(given::incident(&truth, "third", 2).as_str(), "INC-3");
    let ids: Vec<String> = truth.all_incidents().unwrap().into_iter().map(|brief| brief.id.0).collect();
    assert_eq!(ids, ["INC-3", "INC-2", "INC-1"]);
}

#[test]
fn a_story_begins_with_its_declaration() {
    let (_folder, truth) = given::truth();
    let nobody = IncidentId::from("INC-7");
    let refused: Result<_, Error> = truth
        .submit(&IntentId::from("note"), |writing| writing.append(given::draft(&nobody, "note", 0, given::note("?"))));
    assert!(matches!(refused, Err(Error::NotFound(_))));
    assert!(truth.entries_after(0, 10).unwrap().is_empty());
}

#[test]
fn an_entry_is_read_as_it_was_written_to_the_millisecond() {
    let (_folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    let mut draft = given::draft(&id, "note", 3, given::note("“quotes”, emoji 🔥, \u{0} and a line\nbreak"));
    draft.happened_at += chrono::Duration::nanoseconds(1_234_567);
    let written = truth.submit(&IntentId::from("note"), |writing| writing.append(draft.clone()));
    let Ok(Submitted::Done(written)) = written.map_err(|error: Error| error) else { unreachable!("it is new") };
    assert_eq!(written.happened_at, given::at(3) + chrono::Duration::milliseconds(1));
    assert_eq!(truth.entries_after(1, 10).unwrap(), [written]);
}

#[test]
fn the_journal_can_only_grow() {
    let (folder, truth) = given::truth();
    given::incident(&truth, "declare", 0);
    let conn = given::raw(folder.path(), "truth.db");
    for change in ["UPDATE journal SET actor = 'somebody'", "DELETE FROM journal"] {
        let refused = conn.execute(change, []).unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
}

#[test]
fn a_poller_sees_what_anybody_wrote_and_nothing_else() {
    let (folder, truth) = given::truth();
    let other = Truth::open(folder.path()).unwrap();
    let mark = truth.change_mark().unwrap();
    assert_eq!(truth.change_mark().unwrap(), mark);
    let id = given::incident(&truth, "declare", 0);
    let after_own = truth.change_mark().unwrap();
    assert_ne!(after_own, mark);
    given::submit(&other, &id, "note", 1, given::note("from another process"));
    assert_ne!(truth.change_mark().unwrap(), after_own);
}

#[test]
fn incidents_stay_on_the_desk_until_their_closing_updates_are_out() {
    use domain::incident::event::Event;
    let (_folder, truth) = given::truth();
    let id = given::incident(&truth, "declare", 0);
    let update = |id: &str, phase| Event::UpdateWritten {
        update: id.into(),
        audience: domain::template::Audience::Teams,
        phase,
        pattern: None,
        title: String::new(),
        body: String::new(),
        values: std::collections::BTreeMap::new(),
        components: std::collections::BTreeMap::new(),
        connections: Vec::new(),
        rooms: Vec::new(),
        page_components: std::collections::BTreeMap::new(),
        not_before: None,
        due_at: None,
        promised_at: None,
        facts: std::collections::BTreeMap::new(),
        proposal: None,
    };
    given::submit(&truth, &id, "update", 1, update("one", domain::phase::Phase::Investigating));
    given::submit(&truth, &id, "resolve", 2, Event::Resolved { summary: String::new() });
    assert_eq!(truth.open_incidents(given::at(3)).unwrap().len(), 1);
    assert_eq!(truth.open_incidents(given::at(8 * 24 * 60)).unwrap().len(), 0);
    given::submit(&truth, &id, "close", 4, update("two", domain::phase::Phase::Resolved));
    assert_eq!(truth.open_incidents(given::at(5)).unwrap().len(), 0);
    assert!(truth.all_incidents().unwrap().iter().all(|brief| brief.closed));
}

//! What the note tells: everything that is open, nothing that is not, each time with its zone.

use domain::escalation::OnCall;
use domain::id::IncidentId;
use domain::incident::event::Event;
use domain::incident::intent::Intent;
use domain::incident::{Answer, Incident, WorkState};
use domain::phase::Phase;
use domain::rotation::stand_in::{StandIn, Withdrawal};
use domain::rotation::{Override, Rendering, Shift};
use domain::shift_note::assemble::assemble;
use domain::shift_note::cover::Turn;
use domain::shift_note::facts::{Facts, Owed};
use domain::shift_note::{ShiftNote, Subject, text};
use domain::span::{Instant, Span};
use domain::template::Audience;

use crate::given::at;
use crate::given::bridge::{Bridge, declared};
use crate::given::intents::{impact, page, propose, question, resolve, update};

/// Ana's shift until 16:00, then nobody, then Ben until 20:00.
fn rendering() -> Rendering {
    let shift = |person: &str, from: &str, until: &str| Shift {
        span: Span::of(at(from), at(until)),
        person: person.into(),
        layer: String::new(),
    };
    Rendering {
        shifts: vec![shift("ana", "08:00", "16:00"), shift("ben", "17:00", "20:00")],
        gaps: vec![Span::of(at("16:00"), at("17:00"))],
    }
}

fn stand_in(from: &str, until: &str) -> StandIn {
    StandIn {
        id: "s1".into(),
        rotation: "desk".into(),
        replacement: Override {
            span: Span::of(at(from), at(until)),
            person: "cleo".into(),
            replaces: Some("emil".into()),
            reason: "a train".to_owned(),
        },
        by: "ana".into(),
        at: at("07:00"),
        withdrawn: None,
    }
}

/// What there is beside the incident.
#[derive(Default)]
struct Beside {
    ended: Vec<Incident>,
    owed: Vec<Owed>,
    drifts: Vec<(IncidentId, String)>,
    troubles: Vec<(String, String)>,
    stand_ins: Vec<StandIn>,
    since: Option<Instant>,
}

/// The note of Ana's shift at 15:00.
fn note(bridge: &Bridge, beside: &Beside) -> ShiftNote {
    let rendering = rendering();
    let turn = Turn::of(&rendering, &"ana".into(), at("15:00"));
    let turn = Turn { since: beside.since.unwrap_or(turn.since), ..turn };
    let incidents: Vec<Incident> = bridge.incident.iter().cloned().collect();
    let on_call: OnCall<'_> = &|id| bridge.on_call.get(id).cloned().unwrap_or_default();
    assemble(&Facts {
        agreement: &bridge.agreement,
        incidents: &incidents,
        ended: &beside.ended,
        owed: &beside.owed,
        drifts: &beside.drifts,
        troubles: &beside.troubles,
        stand_ins: &beside.stand_ins,
        rotation: &bridge.agreement.rotations[0],
        rendering: &rendering,
        turn: &turn,
        on_call,
        zone: chrono_tz::Europe::Paris,
        now: at("15:00"),
    })
}

/// The lines of a part; `!` before what is pressing.
fn lines(note: &ShiftNote, subject: Subject) -> Vec<String> {
    let part = note.parts.iter().find(|part| part.subject == subject);
    let line = |line: &domain::shift_note::NoteLine| format!("{}{}", if line.pressing { "!" } else { "" }, line.text);
    part.map(|part| part.lines.iter().map(line).collect()).unwrap_or_default()
}

#[test]
fn an_incident_tells_where_it_stands_and_all_that_waits_in_it() {
    let work = |state, word: &str| Intent::ChangeWorkstream {
        workstream: "w1".into(),
        state,
        word: word.into(),
        owner: None,
        effort: None,
    };
    let ask = |person: &str, back: &str| Intent::MakeAsk {
        person: person.into(),
        what: "How much?".into(),
        back_by: at(back),
        question: None,
    };
    let bridge = declared()
        .at("14:00")
        .does(impact(&["europe"]))
        .does(update(Audience::Customers, Phase::Investigating, "on it"))
        .does(propose("roll-back"))
        .does(Intent::OpenWorkstream { title: "Roll back".into(), owner: Some("ana".into()), effort: None })
        .does(work(WorkState::Blocked, "waits for a build"))
        .does(question(Audience::Leadership, "How long?"))
        .does(ask("ben", "14:30"))
        .does(ask("cleo", "15:30"));
    let told = lines(&note(&bridge, &Beside::default()), Subject::Incidents);
    let lead = "INC-1 SEV2 Cards fail: investigating, declared at 10:00 CET, led by Lea, customers are hit in Europe";
    assert_eq!(told[0].split(':').skip(1).collect::<String>(), lead.split(':').skip(1).collect::<String>());
    let has = |words: &str| assert!(told.iter().any(|line| line == words), "{words}: {told:#?}");
    has("!INC-1: Ben was to call back by 15:30 CET: How much?");
    has("INC-1: Cleo calls back by 16:30 CET: How much?");
    assert!(told.iter().any(|line| line.ends_with("asks since 15:00 CET: How long?")), "{told:#?}");
    has("INC-1: blocked since 15:00 CET: Roll back (Ana): waits for a build");
    assert!(told.iter().any(|line| line.contains("to be decided since 15:00 CET")), "{told:#?}");
    assert!(told.iter().any(|line| line.starts_with("!INC-1: Customers update was due at")), "{told:#?}");
    let moving = lines(&note(&bridge.does(work(WorkState::Moving, "")), &Beside::default()), Subject::Incidents);
    assert!(!moving.iter().any(|line| line.contains("blocked")), "what goes on is not told");
}

#[test]
fn who_was_paged_and_said_nothing_is_told_with_whoever_is_next() {
    let paged = declared().at("14:50").does(page("cards"));
    let told = |bridge: &Bridge| lines(&note(bridge, &Beside::default()), Subject::Pages);
    let waits = "!INC-1: Ana is not paged yet: the page, asked for at 15:50 CET, is not out, ";
    assert!(told(&paged)[0].starts_with(waits), "nobody is woken by what waits: {:?}", told(&paged));
    let receipt = domain::delivery::Receipt { remote: "key".into(), link: None, update: None };
    let out = Event::PageDelivered { page: "p1".into(), delivery: "i2.p1".into(), receipt };
    let woken = paged.clone().at("14:52").sees(out);
    assert!(
        told(&woken)[0].starts_with("!INC-1: Ana was paged at 15:52 CET and has not answered, "),
        "{:?}",
        told(&woken)
    );
    let called = paged.clone().does(crate::given::intents::answer("p1", Answer::NotReached));
    assert!(told(&called)[0].starts_with("!INC-1: Ana was called and not reached, "), "{:?}", told(&called));
    let mut by_phone = declared();
    by_phone.pagers.clear();
    let by_phone = by_phone.at("14:50").does(page("cards"));
    assert!(told(&by_phone)[0].starts_with("!INC-1: Ana has to be called, since 15:50 CET, "), "{:?}", told(&by_phone));
    let joined = paged.does(Intent::Join { person: "ana".into() });
    assert_eq!(lines(&note(&joined, &Beside::default()), Subject::Pages), Vec::<String>::new());
}

#[test]
fn what_is_over_tells_its_owed_last_word_and_that_it_ended_in_this_shift() {
    let over =
        declared().at("14:00").does(update(Audience::Teams, Phase::Investigating, "on it")).at("14:30").does(resolve());
    let mut beside = Beside { ended: over.incident.iter().cloned().collect(), ..Beside::default() };
    let told = note(&over, &beside);
    assert_eq!(lines(&told, Subject::Incidents), Vec::<String>::new());
    let closing = lines(&told, Subject::Closing);
    assert!(closing[0].ends_with("teams wait for the closing update since 15:30 CET"), "{closing:?}");
    assert!(lines(&told, Subject::Ended)[0].ends_with("resolved at 15:30 CET after 330 min"));
    beside.since = Some(at("14:45"));
    assert_eq!(lines(&note(&over, &beside), Subject::Ended), Vec::<String>::new(), "it ended before the shift began");
}

#[test]
fn cover_tells_gaps_first_and_hand_offs_until_the_next_shift_ends() {
    let told = lines(&note(&declared(), &Beside::default()), Subject::Cover);
    assert_eq!(told, ["!Nobody from 17:00 CET to 18:00 CET", "17:00 CET: Ana to nobody", "18:00 CET: nobody to Ben"]);
    let mut rests = declared();
    rests.agreement.rotations[0].gaps_intended = true;
    assert_eq!(lines(&note(&rests, &Beside::default()), Subject::Cover).len(), 2, "a gap that was meant is none");
}

#[test]
fn only_stand_ins_that_begin_or_end_ahead_are_told() {
    let told = |one: StandIn| {
        lines(&note(&declared(), &Beside { stand_ins: vec![one], ..Beside::default() }), Subject::StandIns)
    };
    let table = [("14:00", "18:00", 1), ("18:00", "23:00", 1), ("14:00", "23:00", 0), ("12:00", "14:00", 0)];
    for (from, until, count) in table {
        assert_eq!(told(stand_in(from, until)).len(), count, "{from} to {until}");
    }
    let withdrawal = Withdrawal { by: "ana".into(), at: at("14:00"), reason: String::new() };
    assert!(told(StandIn { withdrawn: Some(withdrawal), ..stand_in("14:00", "18:00") }).is_empty());
    let told = told(stand_in("14:00", "18:00"));
    assert_eq!(told, ["DESK: Cleo stands in for Emil from 15:00 CET to 19:00 CET"]);
}

#[test]
fn what_has_not_arrived_drifts_or_cannot_be_reached_is_told() {
    let owed = |held| Owed {
        incident: "INC-1".into(),
        what: "Page Ana".to_owned(),
        by: "pager".to_owned(),
        held,
        reason: "too late".to_owned(),
    };
    let beside = Beside {
        owed: vec![owed(true), owed(false)],
        drifts: vec![("INC-1".into(), "status: It says Resolved.".to_owned())],
        troubles: vec![("Pager".to_owned(), "refuses the token".to_owned())],
        ..Beside::default()
    };
    let told = note(&declared(), &beside);
    let deliveries = [
        "!INC-1: Page Ana, pager, waits for a decision (too late)",
        "INC-1: Page Ana, pager, goes out by itself (too late)",
    ];
    assert_eq!(lines(&told, Subject::Deliveries), deliveries);
    assert_eq!(lines(&told, Subject::StatusPages), ["!INC-1: status: It says Resolved."]);
    assert_eq!(lines(&told, Subject::Connections), ["!Pager: refuses the token"]);
}

#[test]
fn the_text_has_every_line_the_remarks_and_what_is_empty() {
    let note = note(&declared(), &Beside::default());
    let text = text::body(&note, " Coffee is out ", chrono_tz::Europe::Paris);
    assert!(text.starts_with("As of Mon 2 Mar 2026 16:00 CET.\n\nOpen incidents\n- INC-1"), "{text}");
    for line in note.parts.iter().flat_map(|part| &part.lines) {
        assert!(text.contains(&format!("\n- {}", line.text)), "{text}");
    }
    assert!(text.contains("\n\nRemarks\nCoffee is out\n\nNothing under: closing updates owed, "), "{text}");
    let quiet = text::body(&ShiftNote { parts: Vec::new(), ..note }, "", chrono_tz::Europe::Paris);
    assert!(!quiet.contains("Remarks") && quiet.contains("Nothing under: open incidents"), "{quiet}");
}

//! A letter arrives once: what broke before is sent again, and of what may have arrived the lead is asked.

use std::time::Duration;

use domain::delivery::{Failure, Happening, HeldReason, Repeat, State};
use providers::gateway::Earlier;
use providers::mail::Transport;

use super::fault::{Act, DOT, FaultServer, GREETING, Script};
use super::given::{connection, gateway, letter, patience};
use crate::given;

/// Drives a letter through the one transition function until nothing is due any more; says how it stands, and how many letters
/// the server has.
async fn drive(scripts: Vec<Script>) -> (State, usize) {
    let server = FaultServer::start(scripts).await;
    let (gateway, _folder) = gateway(Transport::patient(patience(Duration::from_millis(400))));
    let way = connection(server.port, "none", &[("user", "bridge")]);
    let (delivery, mut now) = (letter("one"), given::now());
    let repeat = gateway.repeat(&way, &delivery.payload).unwrap();
    assert_eq!(repeat, Repeat::Never);
    let (mut state, mut attempts) = (State::Queued, 0);
    while let Some(at) = state.next_at(now) {
        now = now.max(at);
        attempts += 1;
        assert!(attempts < 20, "{state:?}");
        state = state.after(Happening::Begun, repeat, attempts, now);
        let happening = match gateway.deliver(&way, &given::secrets(), &delivery, None, now).await {
            Ok(receipt) => Happening::Arrived(receipt),
            Err(failure) => Happening::Failed(failure),
        };
        state = state.after(happening, repeat, attempts, now);
    }
    (state, server.letters())
}

#[tokio::test]
async fn what_broke_before_the_letter_was_whole_is_sent_again_and_arrives_once() {
    let broken = |moment, act| vec![(moment, act)];
    let (state, letters) = drive(vec![
        broken(GREETING, Act::Say("421 later")),
        broken("AUTH", Act::Drop),
        broken("RCPT", Act::Say("452 full")),
        broken("DATA", Act::Drop),
        broken(DOT, Act::Say("451 greylisted")),
    ])
    .await;
    assert!(matches!(state, State::Delivered { .. }), "{state:?}");
    assert_eq!(letters, 1);
}

#[tokio::test]
async fn of_what_may_have_arrived_the_lead_is_asked_and_it_is_never_sent_twice() {
    for lost in [Act::Drop, Act::Hang] {
        let (state, letters) = drive(vec![vec![(DOT, lost)]]).await;
        assert_eq!(state, State::Held { reason: HeldReason::DidItArrive }, "{lost:?}");
        assert_eq!(letters, 1, "{lost:?}");
    }
}

#[tokio::test]
async fn nobody_looks_whether_a_letter_arrived() {
    let (gateway, _folder) = gateway(Transport::default());
    let way = connection(25, "none", &[]);
    let looked = gateway.probe(&way, &given::secrets(), &letter("one"), Earlier::default(), given::now()).await;
    assert_eq!(
        looked.unwrap_err(),
        Failure::Refused("Mail (SMTP) offers no way to look whether it arrived.".to_owned())
    );
}

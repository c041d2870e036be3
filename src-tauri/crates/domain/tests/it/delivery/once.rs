//! Whatever happens in whatever order: what is over stays over, and nothing goes out twice by itself.

use domain::delivery::{Happening, Repeat, State};
use proptest::prelude::*;
use proptest::sample::select;

use super::given::{REPEATS, happenings, now, states};

fn happening() -> impl Strategy<Value = Happening> {
    select(happenings())
}

fn any_state() -> impl Strategy<Value = State> {
    select(states().map(|(_, state)| state).to_vec())
}

/// What a worker and a lead can make of a state: a worker looks where it must look, and sends where it may send.
fn possible(state: &State, happening: &Happening, looking: bool) -> bool {
    match happening {
        Happening::Begun => matches!(state, State::Queued | State::Waiting { .. }),
        Happening::Failed(_) => state.is_sending() && !looking,
        Happening::NotThere | Happening::NotYet | Happening::ProbeFailed(_) => state.is_sending() && looking,
        Happening::Arrived(_) | Happening::Interrupted => state.is_sending(),
        Happening::Expired | Happening::Blocked(_) => !state.is_sending(),
        Happening::Undone(_) => matches!(state, State::Delivered { .. }),
        Happening::Resend | Happening::Confirmed | Happening::GivenUp => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn nothing_leads_out_of_a_final_state(
        start in any_state(), happenings in proptest::collection::vec(happening(), 0..30), repeat in select(REPEATS.to_vec())
    ) {
        let mut state = start;
        let mut last: Option<State> = None;
        // But for the provider's own word that it had only promised.
        let happenings = happenings.into_iter().filter(|happening| !matches!(happening, Happening::Undone(_)));
        for (happening, attempts) in happenings.zip(1..) {
            state = state.after(happening, repeat, attempts, now());
            if let Some(last) = &last {
                prop_assert_eq!(&state, last);
            }
            last = state.is_final().then(|| state.clone()).or(last);
        }
    }

    #[test]
    fn what_happens_twice_counts_once(
        state in any_state(), happening in happening(), repeat in select(REPEATS.to_vec())
    ) {
        let once = state.after(happening.clone(), repeat, 1, now());
        // A second failure of the same attempt, a second confirmation, a second proof.
        if !matches!(happening, Happening::Resend) {
            prop_assert_eq!(once.after(happening, repeat, 1, now()), once);
        }
    }

    #[test]
    fn what_may_have_arrived_is_not_sent_again_before_somebody_looked_or_the_lead_said_so(
        happenings in proptest::collection::vec(happening(), 0..40)
    ) {
        let mut state = State::Queued;
        // Whether the attempt before may have been applied, and nobody knows better yet.
        let mut unsure = false;
        let mut looking = false;
        for (happening, attempts) in happenings.into_iter().zip(1..) {
            if !possible(&state, &happening, looking) {
                continue;
            }
            if happening == Happening::Begun {
                looking = matches!(state, State::Waiting { probe: true, .. });
                prop_assert!(looking || !unsure, "sent although it may have arrived, from {:?}", state);
            }
            let before = state.clone();
            state = state.after(happening.clone(), Repeat::Probe, attempts, now());
            match (happening, &before) {
                (Happening::Interrupted | Happening::ProbeFailed(_), _) => unsure = true,
                (Happening::Failed(failure), _) => {
                    use domain::delivery::Failure;
                    unsure = matches!(failure, Failure::Unsure | Failure::Lost(_) | Failure::Garbled(_));
                }
                (Happening::NotThere | Happening::Undone(_), _) => unsure = false,
                _ => {}
            }
        }
    }
}

//! Who may offer a shift, accept it, and take it back.

use domain::shift_note::{Settlement, ShiftNote, ShiftOffer, accept, offer, take_back};

use crate::given::at;
use crate::given::organisation::agreement;

fn offered() -> ShiftOffer {
    ShiftOffer {
        id: "n1".into(),
        rotation: "cards".into(),
        from: "ana".into(),
        to: "ben".into(),
        at: at("16:00"),
        remarks: String::new(),
        note: ShiftNote { at: at("16:00"), parts: Vec::new() },
        text: String::new(),
        settled: None,
    }
}

#[test]
fn a_shift_is_offered_to_somebody_else_and_once_at_a_time() {
    let settled = ShiftOffer {
        settled: Some(Settlement::Accepted { by: "ben".into(), at: at("16:05"), by_word_of_mouth: false }),
        ..offered()
    };
    let table = [
        ("cards", "ben", "", vec![], None),
        ("cards", "cleo", "", vec![settled], None),
        ("desk", "ben", "", vec![offered()], None),
        (
            "cards",
            "cleo",
            "",
            vec![offered()],
            Some("Ana offered the shift of CARDS to Ben already. Take that back first."),
        ),
        ("cards", "ana", "", vec![], Some("Nobody hands a shift over to themself. Choose who comes next.")),
        ("moon", "ben", "", vec![], Some("There is no rotation “moon”.")),
        ("cards", "nobody", "", vec![], Some("Nobody is known as “nobody”.")),
        ("cards", "ben", "long", vec![], Some("The remarks are longer than 2000 characters.")),
    ];
    for (rotation, to, remarks, open, refused) in table {
        let told = offer(&rotation.into(), (&"ana".into(), &to.into()), &remarks.repeat(600), &open, &agreement());
        match refused {
            None => assert_eq!(told, Ok(()), "{rotation} {to}"),
            Some(words) => assert!(told.clone().is_err_and(|refusal| refusal.0.starts_with(words)), "{told:?}"),
        }
    }
}

#[test]
fn the_receiver_accepts_or_the_giver_records_that_they_did() {
    let told = |actor: &str| accept(&offered(), &actor.into(), &agreement(), at("16:10"));
    let accepted = |by: &str, by_word_of_mouth| {
        Ok(Some(Settlement::Accepted { by: by.into(), at: at("16:10"), by_word_of_mouth }))
    };
    assert_eq!(told("ben"), accepted("ben", false));
    assert_eq!(told("ana"), accepted("ana", true));
    let words = "Only Ben, to whom it was offered, accepts it, or Ana records that they did.";
    assert_eq!(told("cleo").map_err(|refusal| refusal.0), Err(words.to_owned()));
}

#[test]
fn the_giver_takes_it_back_or_the_receiver_declines_and_both_say_why() {
    let told = |actor: &str, reason: &str| take_back(&offered(), &actor.into(), reason, &agreement(), at("16:10"));
    for actor in ["ana", "ben"] {
        let settled = Settlement::TakenBack { by: actor.into(), at: at("16:10"), reason: "I am ill".to_owned() };
        assert_eq!(told(actor, " I am ill "), Ok(Some(settled)));
    }
    assert!(told("ana", " ").is_err_and(|refusal| refusal.0.starts_with("Say why")));
    assert!(told("ana", &"x".repeat(1_001)).is_err_and(|refusal| refusal.0.contains("1000 characters")));
    assert!(told("cleo", "no").is_err_and(|refusal| refusal.0.starts_with("Only Ana takes it back")));
}

#[test]
fn what_is_settled_stays_settled_and_the_same_again_is_nothing_new() {
    let now = at("16:20");
    let accepted = Settlement::Accepted { by: "ben".into(), at: at("16:10"), by_word_of_mouth: false };
    let accepted = ShiftOffer { settled: Some(accepted), ..offered() };
    assert_eq!(accept(&accepted, &"ben".into(), &agreement(), now), Ok(None));
    assert!(
        accept(&accepted, &"ana".into(), &agreement(), now)
            .is_err_and(|refusal| refusal.0.contains("accepted already"))
    );
    assert!(take_back(&accepted, &"ana".into(), "why", &agreement(), now).is_err());
    let back = Settlement::TakenBack { by: "ana".into(), at: at("16:10"), reason: "I stay".to_owned() };
    let back = ShiftOffer { settled: Some(back), ..offered() };
    assert_eq!(take_back(&back, &"ana".into(), "", &agreement(), now), Ok(None));
    assert!(accept(&back, &"ben".into(), &agreement(), now).is_err_and(|refusal| refusal.0.contains("Offer it anew")));
}

//! What a test of a connection proves of lists that are told thing by thing.

use providers::gateway::{Proof, Seen};
use providers::registry;
use serde_json::{Value, json};

use crate::given;
use crate::server::{self, Act, Received, Server};

/// What was seen of the shifts, and which of them were asked for, where the list of schedules is answered so.
async fn shifts(list: impl Fn(usize) -> Act + Send + 'static, rounds: usize) -> (Seen, Vec<String>) {
    let mut listed = 0;
    let server = Server::start(move |request: &Received| {
        // Who is on call is told by the same list: only the first rounds are of interest here.
        if request.path.contains("/schedules") && !request.path.contains("final_shifts") {
            listed += 1;
            return list(listed);
        }
        server::json(200, &json!({ "results": [], "next": null }))
    })
    .await;
    let connection = given::connection("grafana_oncall", &[("api_url", &server.address)]);
    let (gateway, _folder) = given::gateway();
    let (mut now, mut proofs): (_, Vec<Proof>) = (given::now(), Vec::new());
    for _ in 0..rounds {
        let until = gateway.prove(&connection, &given::secrets(), &mut proofs, now).await;
        now = until.unwrap_or(now);
    }
    let seen = proofs.into_iter().find(|proof| proof.what == "shifts").expect("it tells shifts").seen;
    let asked = server.received().into_iter().map(|request| request.path);
    (seen, asked.filter(|path| path.contains("final_shifts")).collect())
}

fn schedules(ids: &[&str]) -> Value {
    let listed: Vec<Value> = ids.iter().map(|id| json!({ "id": id, "name": id })).collect();
    json!({ "results": listed, "next": null })
}

#[tokio::test]
async fn shifts_that_are_told_schedule_by_schedule_are_proven_with_the_first_of_them() {
    let (seen, asked) = shifts(|_| server::json(200, &schedules(&["S1", "S2"])), 2).await;
    assert_eq!(seen, Seen::Works);
    assert!(asked.len() == 1 && asked[0].contains("/S1/"), "{asked:?}");

    let (seen, asked) = shifts(|_| server::json(200, &schedules(&[])), 2).await;
    assert_eq!((seen, asked.len()), (Seen::Untried("there is no schedule to try"), 0));

    let (seen, asked) = shifts(|_| server::json(403, &json!({ "detail": "No." })), 2).await;
    assert_eq!((seen, asked.len()), (Seen::Untried("no schedule could be read to try"), 0));
}

#[tokio::test]
async fn a_list_that_the_pace_puts_off_takes_what_it_names_along() {
    let late = |number| match number {
        1 => server::json(429, &json!({ "detail": "Wait." })),
        _ => server::json(200, &schedules(&["S1"])),
    };
    let (seen, asked) = shifts(late, 1).await;
    assert!(matches!(&seen, Seen::Fails(_)) && asked.is_empty(), "{seen:?} {asked:?}");
    let (seen, asked) = shifts(late, 3).await;
    assert_eq!((seen, asked.len()), (Seen::Works, 1));
}

/// Else nothing would ever be proven of them.
#[test]
fn whoever_tells_shifts_schedule_by_schedule_lists_the_schedules() {
    for descriptor in registry::descriptors() {
        let each = |pager: &providers::capability::Pager| pager.shifts.as_ref().is_some_and(|shifts| shifts.each);
        if let Some(pager) = descriptor.pager.as_ref().filter(|pager| each(pager)) {
            assert!(pager.schedules.as_ref().is_some_and(|list| !list.each), "{}", descriptor.id);
        }
    }
}

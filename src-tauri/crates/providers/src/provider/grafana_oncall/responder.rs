//! People who are added to the alert group of a page: direct paging again, with the group in place of a title and a message.

use domain::delivery::{Delivery, Failure, PageMessage, Repeat};
use serde_json::json;

use super::escalation::{ask_group, read, read_progress};
use super::rest_url;
use crate::account::Account;
use crate::capability::{Paging, Pair, Progress, Target, TargetKind, page_of};
use crate::message::{Body, Request};

/// Reaches one person; only the token of a user may page. Who was added to a group is told nowhere, and whoever is added
/// twice is woken twice.
pub(super) const RESPONDERS: Paging = Paging {
    reaches: &[TargetKind::Person],
    fits: |account, _| account.option("stack_url").is_none(),
    repeat: Repeat::Never,
    page: Pair { ask, read },
    probe: None,
    // Told of the group alone: whoever took it, be it before this one was added.
    progress: Some(Progress {
        ask: |account, delivery, _| ask_group(account, &page_of(delivery)?.remote),
        read: read_progress,
    }),
    promise: None,
};

/// <https://grafana.com/docs/oncall/latest/oncall-api-reference/escalation/>
fn ask(account: &Account, delivery: &Delivery, message: &PageMessage) -> Result<Request, Failure> {
    let target = message.target.as_deref().map(|text| Target::read(text, TargetKind::Team));
    let person = match (target, &message.person_remote) {
        (Some(Target { kind: TargetKind::Person, id, .. }), _) => id,
        (_, Some(person)) => person.clone(),
        (_, None) => {
            return Err(Failure::Refused(format!(
                "Grafana OnCall does not know {} by their address, and adds people only. Page the team by a page of its own.",
                message.person_name
            )));
        }
    };
    let body = json!({
        "alert_group_id": page_of(delivery)?.remote,
        "users": [{ "id": person, "important": true }],
    });
    account.sign(Request::post(rest_url(account, &["escalation"])?, Body::json(body)))
}

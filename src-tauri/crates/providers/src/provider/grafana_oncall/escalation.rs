//! A page by direct paging: <https://grafana.com/docs/oncall/latest/oncall-api-reference/escalation/>. It takes no key, so
//! our marker stands in its message, by which a second try finds the alert group that the first one left.

use chrono::Duration;
use domain::delivery::{Delivery, Failure, PageMessage, Receipt, Repeat};
use domain::span::Instant;
use serde::Deserialize;
use serde_json::json;

use super::{SIZE, has_more, rest, rest_url};
use crate::account::Account;
use crate::capability::{PageProgress, Paging, Pair, Probe, Progress, Target, TargetKind};
use crate::instant;
use crate::marker::Found;
use crate::message::{Body, Request, Response};
use crate::wording::{details, marker, summary};

/// Reaches one person or a team. Only the token of a user may page.
pub(super) const PAGING: Paging = Paging {
    reaches: &[TargetKind::Person, TargetKind::Team],
    fits: |account, _| account.option("stack_url").is_none(),
    repeat: Repeat::Probe,
    page: Pair { ask, read },
    probe: Some(Probe { ask: ask_probe, read: read_probe }),
    progress: Some(Progress { ask: |account, _, receipt| ask_group(account, &receipt.remote), read: read_progress }),
    promise: None,
};

/// By how much the clock of the engine may be behind ours, or before it; ours may even have been set since the page was
/// owed.
const SKEW: Duration = Duration::days(1);
/// The same as far as it matters where there are more groups than one answer gives.
const USUAL_SKEW: Duration = Duration::minutes(10);

fn ask(account: &Account, delivery: &Delivery, message: &PageMessage) -> Result<Request, Failure> {
    let mut page = json!({ "title": summary(message), "message": details(delivery, message) });
    let target = message.target.as_deref().map(|text| Target::read(text, TargetKind::Team));
    let person = match (target, &message.person_remote) {
        // What is important wakes by the rules that people have for the night.
        (Some(Target { kind: TargetKind::Team, id, .. }), _) => {
            page["team"] = json!(id);
            page["important_team_escalation"] = json!(true);
            return account.sign(Request::post(rest_url(account, &["escalation"])?, Body::json(page)));
        }
        (Some(Target { kind: TargetKind::Person, id, .. }), _) => id,
        (_, Some(person)) => person.clone(),
        (_, None) => {
            return Err(Failure::Refused(format!(
                "Grafana OnCall does not know {} by their address, and pages people and teams only. Name a team as `team:…`.",
                message.person_name
            )));
        }
    };
    page["users"] = json!([{ "id": person, "important": true }]);
    // Left out, it is the team that whoever made the token has chosen in Grafana, and both together are refused.
    page["team"] = json!(null);
    account.sign(Request::post(rest_url(account, &["escalation"])?, Body::json(page)))
}

/// <https://grafana.com/docs/oncall/latest/oncall-api-reference/alertgroups/>
#[derive(Deserialize)]
struct Group {
    id: String,
    created_at: Option<String>,
    #[serde(default, deserialize_with = "crate::null::as_default")]
    permalinks: Links,
    last_alert: Option<Alert>,
}

#[derive(Deserialize, Default)]
struct Links {
    web: Option<String>,
}

#[derive(Deserialize)]
struct Alert {
    /// Of any form, as whoever raised the alert liked it.
    #[serde(default, deserialize_with = "crate::null::as_default")]
    payload: serde_json::Value,
}

impl Group {
    fn receipt(self) -> Receipt {
        Receipt { remote: self.id, link: self.permalinks.web, update: None }
    }

    /// Whether it came of the page with that marker.
    fn is_of(&self, marker: &str) -> bool {
        let message = self.last_alert.as_ref().and_then(|alert| alert.payload.pointer("/oncall/message")?.as_str());
        // The engine keeps texts as they would stand in a page of the web.
        let escaped = marker.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        message.is_some_and(|message| message.lines().any(|line| [marker, &escaped].contains(&line.trim())))
    }
}

/// The alert group is the proof.
pub(super) fn read(response: &Response) -> Result<Receipt, Failure> {
    Ok(response.json::<Group>()?.receipt())
}

/// The newest alert groups since the page was owed.
fn ask_probe(account: &Account, delivery: &Delivery) -> Result<Request, Failure> {
    let text = |at: Instant| at.format("%Y-%m-%dT%H:%M:%S").to_string();
    let since = delivery.not_before.checked_sub_signed(SKEW).unwrap_or(delivery.not_before);
    let until = account.now.max(delivery.not_before);
    let until = until.checked_add_signed(SKEW).unwrap_or(until);
    Ok(rest(account, &["alert_groups"])?
        .query("started_at", &format!("{}_{}", text(since), text(until)))
        .query("perpage", SIZE))
}

fn read_probe(response: &Response, delivery: &Delivery) -> Result<Found, Failure> {
    let (entries, rest) = response.list("results")?;
    let marker = marker(delivery);
    // A foreign group that cannot be read hides none of ours.
    let groups = entries.into_iter().filter_map(|entry| serde_json::from_value::<Group>(entry).ok());
    let groups: Vec<Group> = groups.collect();
    let reaches_back = reaches_back(&groups, delivery.not_before);
    let this = groups.into_iter().find(|group| group.is_of(&marker)).map(Group::receipt);
    if this.is_none() && has_more(&rest) && !reaches_back {
        return Err(Failure::Refused(format!(
            "more than {SIZE} alert groups came since then, and it is not among the newest. Look in Grafana for `{marker}`."
        )));
    }
    Ok(Found { this, incident: None })
}

/// Whether groups, the newest first, go back to well before the page was owed: then what is left is older than it.
fn reaches_back(groups: &[Group], owed: Instant) -> bool {
    let at = |group: Option<&Group>| instant::read(group?.created_at.as_deref()?).ok();
    let since = owed.checked_sub_signed(USUAL_SKEW).unwrap_or(owed);
    at(groups.first()).zip(at(groups.last())).is_some_and(|(newest, oldest)| oldest < since && oldest < newest)
}

/// One alert group.
pub(super) fn ask_group(account: &Account, id: &str) -> Result<Request, Failure> {
    rest(account, &["alert_groups", id])
}

/// Who answered it tells by their id only.
pub(super) fn read_progress(response: &Response, _: &Delivery) -> Result<PageProgress, Failure> {
    #[derive(Deserialize)]
    struct Answer {
        state: String,
        acknowledged_at: Option<String>,
        acknowledged_by: Option<String>,
        resolved_at: Option<String>,
        resolved_by: Option<String>,
    }
    let answer: Answer = response.json()?;
    let time = |text: Option<String>| text.as_deref().map(instant::read).transpose();
    Ok(match answer.state.as_str() {
        "acknowledged" => PageProgress::Acknowledged { by: answer.acknowledged_by, at: time(answer.acknowledged_at)? },
        "resolved" => PageProgress::Resolved { by: answer.resolved_by, at: time(answer.resolved_at)? },
        _ => PageProgress::Unanswered,
    })
}

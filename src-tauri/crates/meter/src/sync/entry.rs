//! The entries of PagerDuty's lists, with the members that real ones carry beside those that anybody reads.

use domain::span::{Instant, Span};
use serde_json::{Value, json};

use super::shift::{Held, held, holder};
use super::size::{LARGE, LEVELS};

/// Something as others point to it: its id and its name.
struct Named {
    id: String,
    name: String,
}

fn named(letter: char, what: &str, number: usize) -> Named {
    Named { id: format!("P{letter}{number:05}"), name: format!("{what} {number}") }
}

fn person(number: usize) -> Named {
    named('U', "Person", number)
}

fn schedule(number: usize) -> Named {
    named('S', "Schedule", number)
}

fn reference(kind: &str, folder: &str, named: &Named) -> Value {
    let Named { id, name } = named;
    json!({
        "id": id,
        "type": format!("{kind}_reference"),
        "summary": name,
        "self": format!("https://api.pagerduty.com/{folder}/{id}"),
        "html_url": format!("https://large.pagerduty.com/{folder}/{id}"),
    })
}

fn user_reference(number: usize) -> Value {
    reference("user", "users", &person(number))
}

fn team_reference(number: usize) -> Value {
    reference("team", "teams", &named('T', "Team", number % LARGE.teams))
}

pub(super) fn user(number: usize) -> Value {
    let Named { id, name } = person(number);
    let method = |kind: &str, address: String| {
        json!({ "id": format!("{id}{kind}"), "type": format!("{kind}_contact_method"), "label": "Work", "address": address,
                "country_code": 33, "send_short_email": false, "blacklisted": false })
    };
    let phone = format!("06{number:08}");
    json!({
        "id": id, "type": "user", "name": name, "summary": name, "email": format!("person-{number}@large.example"),
        "time_zone": "Europe/Paris", "color": "green", "role": "user", "job_title": "Engineer", "invitation_sent": false,
        "avatar_url": format!("https://secure.gravatar.com/avatar/{number:032x}.png?d=mm&r=PG"), "description": null,
        "contact_methods": [
            method("email", format!("person-{number}@large.example")), method("phone", phone.clone()), method("sms", phone),
        ],
        "notification_rules": [], "teams": [team_reference(number)],
    })
}

pub(super) fn team(number: usize) -> Value {
    let Named { id, name } = named('T', "Team", number);
    json!({ "id": id, "type": "team", "name": name, "summary": name, "description": null, "default_role": "manager" })
}

pub(super) fn service(number: usize) -> Value {
    let Named { id, name } = named('V', "Service", number);
    json!({
        "id": id, "type": "service", "name": name, "summary": name, "description": "What it does, in a sentence.",
        "auto_resolve_timeout": 14400, "status": "active", "alert_creation": "create_alerts_and_incidents",
        "escalation_policy": policy_reference(number % LARGE.policies), "teams": [team_reference(number)],
        "incident_urgency_rule": { "type": "constant", "urgency": "high" },
    })
}

fn policy_reference(number: usize) -> Value {
    reference("escalation_policy", "escalation_policies", &named('E', "Policy", number))
}

pub(super) fn policy(number: usize) -> Value {
    let Named { id, name } = named('E', "Policy", number);
    let rule = |level: usize, target: Value| json!({ "id": format!("{id}L{level}"), "escalation_delay_in_minutes": 15, "targets": [target] });
    let of = number % LARGE.schedules();
    json!({
        "id": id, "type": "escalation_policy", "name": name, "summary": name, "num_loops": 1,
        "on_call_handoff_notifications": "if_has_services", "teams": [team_reference(number)],
        "escalation_rules": [
            rule(1, reference("schedule", "schedules", &schedule(of))), rule(2, user_reference(of % LARGE.people)),
        ],
        "services": [reference("service", "services", &named('V', "Service", number))],
    })
}

/// First the schedule's person, then the one whom the policy names itself.
pub(super) fn on_call(number: usize, now: Instant) -> Value {
    let (policy, of) = (number / LEVELS, number / LEVELS % LARGE.schedules());
    let by_schedule = number.is_multiple_of(LEVELS);
    let Held { span, person, .. } = holder(of, now);
    let mut user = user(if by_schedule { person } else { of % LARGE.people });
    if let Some(members) = user.as_object_mut() {
        members.shift_remove("contact_methods");
    }
    json!({
        "escalation_policy": policy_reference(policy), "escalation_level": number % LEVELS + 1,
        "schedule": by_schedule.then(|| reference("schedule", "schedules", &schedule(of))), "user": user,
        "start": by_schedule.then(|| span.from.to_rfc3339()), "end": by_schedule.then(|| span.until.to_rfc3339()),
    })
}

/// With its shifts, as it comes in a list.
pub(super) fn layered(number: usize, window: Span) -> Value {
    let Named { id, name } = schedule(number);
    let entry = |held: &Held| {
        json!({ "start": held.span.from.to_rfc3339(), "end": held.span.until.to_rfc3339(),
                "user": user_reference(held.person) })
    };
    let shifts = held(number, window);
    let entries: Vec<Value> = shifts.iter().map(entry).collect();
    let overrides: Vec<Value> = shifts.iter().filter(|held| held.is_override).map(entry).collect();
    json!({
        "id": id, "type": "schedule", "name": name, "summary": name, "time_zone": "Europe/Paris", "description": "",
        "self": format!("https://api.pagerduty.com/schedules/{id}"), "teams": [team_reference(number)],
        "escalation_policies": [policy_reference(number)],
        "users": shifts.iter().take(5).map(|held| user_reference(held.person)).collect::<Vec<_>>(),
        "final_schedule": { "name": "Final Schedule", "rendered_schedule_entries": entries,
                            "rendered_coverage_percentage": 100.0 },
        "overrides_subschedule": { "name": "Overrides", "rendered_schedule_entries": overrides,
                                   "rendered_coverage_percentage": 0.0 },
    })
}

/// As the list of the third generation has it.
pub(super) fn name_of_shifted(number: usize) -> Value {
    reference("schedule_v3", "schedules", &schedule(number))
}

/// With its shifts, as it comes alone.
pub(super) fn shifted(number: usize, window: Span) -> Value {
    let Named { id, name } = schedule(number);
    let assignment = |held: &Held| {
        json!({ "start_time": held.span.from.to_rfc3339(), "end_time": held.span.until.to_rfc3339(),
                "member": { "type": "user_member", "user_id": person(held.person).id },
                "source": { "type": if held.is_override { "schedule_rotation_override" } else { "schedule_rotation" } } })
    };
    let shifts = held(number, window);
    json!({
        "id": id, "type": "schedule_v3", "name": name, "time_zone": "Etc/UTC", "teams": [team_reference(number)],
        "escalation_policies": [], "rotations": [],
        "users": shifts.iter().take(5).map(|held| user_reference(held.person)).collect::<Vec<_>>(),
        "final_schedule": { "rendered_coverage_percentage": 100.0,
                            "computed_shift_assignments": shifts.iter().map(assignment).collect::<Vec<_>>() },
    })
}

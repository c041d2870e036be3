//! Rotations behind which nobody stands, as `check` tells them.

use crate::given::{self, Workspace};

fn rotation(id: &str, more: &str) -> (String, String) {
    let layer = "{ name: Always, participants: [mara], start: 2026-01-05, handoff: '09:00', turn: 1 week }";
    let text = format!("name: {id}\nfunction: engineering\ntime_zone: UTC\n{more}layers:\n  - {layer}\n");
    (format!("rotations/{id}.yaml"), text)
}

/// A workspace whose rotation `payments` ends every way, with these rotations and services beside it.
fn workspace(rotations: &[(&str, &str)], ladders: &[(&str, &str)]) -> Workspace {
    let mut workspace = given::workspace();
    for (id, more) in rotations {
        let (path, text) = rotation(id, more);
        workspace = workspace.with(&path, text);
    }
    for (id, ladder) in ladders {
        let text = format!("name: {id}\nowner: Team\nfunction: engineering\nladder: [{ladder}]\n");
        workspace = workspace.with(&format!("services/{id}.yaml"), text);
    }
    workspace
}

#[test]
fn a_rotation_leads_on_or_says_that_it_ends_here() {
    let check = |more: &str, ladder: &str, told: &str| {
        assert_eq!(workspace(&[("web", more)], &[("shop", ladder)]).problems(), told, "{more} {ladder}");
    };
    let first = "{ rotation: web, after_minutes: 0 }";
    let both = "{ rotation: web, after_minutes: 0 }, { person: mara, after_minutes: 5 }";
    let help = "Name the rotation that is asked then: `backup: …`. Where the way is meant to end here, write `last_resort: true`.";
    let no_way = format!(
        "rotations/web.yaml:1:1: warning[no-way-on]: No way leads on from `web`: it has no backup, and no ladder has a step after it. {help}"
    );
    let no_backup = format!(
        "rotations/web.yaml:1:1: warning[no-backup]: `web` has no backup: where nobody of it answers, it names nobody else. {help}"
    );
    check("", first, &no_way);
    check("gaps_intended: true\n", first, &no_way);
    check("", both, &no_backup);
    check("backup: payments\n", first, "");
    check("last_resort: true\n", first, "");
}

#[test]
fn the_schedule_of_a_pager_may_be_covered_by_a_policy_of_the_pagers() {
    let text = "name: Web\nfunction: engineering\ntime_zone: UTC\nprovider: { connection: pager, schedule: x }\n";
    let told = given::workspace().with("rotations/web.yaml", text).problems();
    assert!(told.contains("warning[no-backup]") && told.lines().count() == 1, "{told}");
}

#[test]
fn backups_that_go_round_in_a_circle_are_told_once_where_the_first_names_its_own() {
    let circle = [("edge", "backup: web\n"), ("web", "backup: zone\n"), ("zone", "backup: edge\n")];
    insta::assert_snapshot!(workspace(&circle, &[]).problems(), @"rotations/edge.yaml:4:9: warning[backup-cycle]: These rotations only stand in for each other: edge → web → zone → edge. Let one of them name a rotation outside of the circle, or write `last_resort: true` where it is meant to end.");
    let ended = [("edge", "backup: web\n"), ("web", "backup: zone\n"), ("zone", "backup: edge\nlast_resort: true\n")];
    assert_eq!(workspace(&ended, &[]).problems(), "");
    let led_into = [("alone", "backup: edge\n"), ("edge", "backup: web\n"), ("web", "backup: edge\n")];
    let told = workspace(&led_into, &[]).problems();
    assert!(told.contains("edge → web → edge") && told.lines().count() == 1, "{told}");
}

#[test]
fn a_backup_that_does_not_exist_is_one_fault() {
    let told = workspace(&[("web", "backup: paymets\n")], &[]).problems();
    assert!(told.contains("error[unknown-rotation]") && told.lines().count() == 1, "{told}");
}

#[test]
fn a_calendar_by_itself_names_its_backup_too() {
    let calendar = |backup: &str| {
        let text = format!(
            "BEGIN:VCALENDAR\nX-WR-TIMEZONE:UTC\nX-BRIDGEWATCH-FUNCTION:support\n{backup}BEGIN:VEVENT\nUID:1\nSUMMARY:Mara Lindqvist\nDTSTART:20260310T200000\nDURATION:PT10H\nEND:VEVENT\nEND:VCALENDAR\n"
        );
        given::workspace().with("rotations/night.ics", text).problems()
    };
    assert!(calendar("").contains("rotations/night.ics:1:1: warning[no-way-on]"));
    assert_eq!(calendar("X-BRIDGEWATCH-BACKUP:payments\n"), "");
    assert!(calendar("X-BRIDGEWATCH-BACKUP:nobody\n").contains("error[unknown-rotation]"));
}

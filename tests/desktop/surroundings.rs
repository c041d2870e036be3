//! The harness itself: what stands around the window is real, and works before the application is asked anything.

use std::collections::HashMap;

use zbus::export::ordered_stream::OrderedStreamExt;
use zbus::zvariant::Value;
use zbus::{MatchRule, MessageStream};

use crate::notifications::Notification;
use crate::session::desktop::{Desktop, Wish};
use crate::session::process::runs;
use crate::wait::until;

#[tokio::test]
async fn a_keychain_gives_back_what_it_was_given() {
    let desktop = Desktop::start(Wish::default()).await;
    let attributes = [("service", "surroundings"), ("username", "a test")];
    assert_eq!(desktop.keychain.lookup(&attributes), None);
    desktop.keychain.store("Surroundings", &attributes, "s3cret");
    assert_eq!(desktop.keychain.lookup(&attributes), Some("s3cret".to_owned()));
}

#[tokio::test]
async fn a_notification_is_shown_and_its_buttons_answer() {
    let desktop = Desktop::start(Wish::default()).await;
    let daemon = desktop.notifications.as_ref().expect("wished for");
    let clicks = MatchRule::try_from("type='signal',member='ActionInvoked'").expect("a rule");
    let mut clicks = MessageStream::for_match_rule(clicks, &desktop.bus, None).await.expect("signals");
    notify(&desktop, "Customers", "Due in 5 minutes").await;
    daemon.until_shown(1).await;
    daemon.choose("Snooze").await;
    let click = clicks.next().await.expect("a signal").expect("a message");
    let (_, action): (u32, String) = click.body().deserialize().expect("id and action");
    assert_eq!(action, "snooze");
    daemon.close_all().await;
    let shown = Notification {
        application: "surroundings".to_owned(),
        summary: "Customers".to_owned(),
        body: "Due in 5 minutes".to_owned(),
    };
    assert_eq!(daemon.gone().await, [shown]);
}

#[tokio::test]
async fn nothing_starts_by_itself_on_the_bus() {
    let wish = Wish { tray: false, notifications: false, keychain: false, ..Wish::default() };
    let desktop = Desktop::start(wish).await;
    let bus = zbus::fdo::DBusProxy::new(&desktop.bus).await.expect("the bus");
    let names = bus.list_activatable_names().await.expect("names");
    assert_eq!(names.iter().map(ToString::to_string).collect::<Vec<_>>(), ["org.freedesktop.DBus"]);
}

#[tokio::test]
async fn everything_ends_with_the_desktop() {
    let desktop = Desktop::start(Wish::default()).await;
    let programs = desktop.programs();
    assert_eq!(programs.len(), 5, "display, bus, window manager, notifications, keychain");
    assert!(programs.iter().all(|id| runs(*id)));
    drop(desktop);
    until("all programs have ended", async || programs.iter().all(|id| !runs(*id)).then_some(())).await;
}

async fn notify(desktop: &Desktop, summary: &str, body: &str) {
    let hints: HashMap<&str, Value<'_>> = HashMap::new();
    let actions = ["default", "Open", "snooze", "Snooze"];
    let call = ("surroundings", 0_u32, "", summary, body, &actions[..], hints, 0_i32);
    let place = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications");
    desktop.bus.call_method(Some(place.0), place.1, Some(place.0), "Notify", &call).await.expect("a notification");
}

//! Every screen with an incident under way, in both themes and three sizes: axe finds no barrier, and nothing leaves the window.
//!
//! With `BRIDGEWATCH_PICTURES` set to a folder, a picture of each is left there.

use std::path::PathBuf;

use crate::busy;
use crate::page::Page;
use crate::session::Session;
use crate::wait::until_true;

/// What a person presses, the screen that it leads to, and what is seen there: the screen, another view of it, or what lies over
/// it.
const SCENES: [(&str, &str, &str); 32] = [
    ("Ctrl+1", "watch", "watch"),
    ("Ctrl+2", "bridge", "bridge"),
    ("o", "bridge", "outbox"),
    ("p", "bridge", "page"),
    ("t", "bridge", "dial"),
    ("v", "bridge", "reports"),
    ("y", "bridge", "third_party"),
    ("a", "bridge", "question"),
    ("k", "bridge", "fact"),
    ("m", "bridge", "places"),
    ("b", "bridge", "impact"),
    ("u", "bridge", "hear"),
    ("f", "bridge", "shadow"),
    ("Shift+H", "bridge", "shift"),
    ("Ctrl+K", "bridge", "palette"),
    ("?", "bridge", "help"),
    ("Ctrl+3", "runbooks", "runbooks"),
    ("Ctrl+4", "directory", "directory"),
    ("2", "directory", "tree"),
    ("1", "directory", "services"),
    ("Ctrl+5", "rotations", "rotations"),
    ("2", "rotations", "coverage"),
    ("3", "rotations", "load"),
    ("1", "rotations", "calendar"),
    ("m", "rotations", "month"),
    ("Enter", "rotations", "cell"),
    ("Ctrl+6", "templates", "templates"),
    ("Enter", "template", "template"),
    ("Escape", "templates", "grid"),
    ("Ctrl+7", "reviews", "reviews"),
    ("Ctrl+,", "settings", "settings"),
    ("Ctrl+D", "declare", "declare"),
];

/// What lies over its screen.
const OVER: [&str; 15] = [
    "outbox",
    "page",
    "dial",
    "reports",
    "third_party",
    "question",
    "fact",
    "places",
    "impact",
    "hear",
    "shadow",
    "shift",
    "palette",
    "help",
    "cell",
];

/// The least window, a laptop's, and a large display's; the last one's colours are those of the others.
const SIZES: [((u32, u32), &[&str]); 3] =
    [((900, 600), &["dark", "light"]), ((1280, 800), &["dark", "light"]), ((2300, 1300), &["dark"])];

/// Whether something is wider than the window.
const OVERFLOWS: &str = "return document.documentElement.scrollWidth > document.documentElement.clientWidth + 1";

/// Whether the screen shows what it asked for, and not only its frame.
const ANSWERED: &str = "const shown = document.querySelector('dialog[open]') ?? document.querySelector('main'); \
    return document.querySelector('main h1') !== null && shown.innerText.length > 100";

/// Whether something lies over the screen.
const COVERED: &str = "return document.querySelector('dialog[open]') !== null";

#[tokio::test]
async fn no_screen_has_a_barrier_or_leaves_the_window() {
    let session = Session::start().await;
    let page = &session.page;
    declare(page).await;
    let mut found = Vec::new();
    for ((width, height), themes) in SIZES {
        page.resize(width, height).await;
        for theme in themes {
            page.theme(theme).await;
            for (keys, screen, scene) in SCENES {
                let over = OVER.contains(&scene);
                page.press(keys).await;
                page.until_screen(screen).await;
                until_true(&format!("{scene} has its answer"), async || {
                    page.ask::<bool>(COVERED, vec![]).await == over && page.ask(ANSWERED, vec![]).await
                })
                .await;
                page.settle().await;
                if let Some(folder) = std::env::var_os("BRIDGEWATCH_PICTURES") {
                    page.picture(&PathBuf::from(folder).join(format!("{scene}-{width}-{theme}.png"))).await;
                }
                let place = format!("{scene}, {theme}, {width}×{height}");
                found.extend(page.barriers().await.into_iter().map(|barrier| format!("{place}: {barrier:?}")));
                if page.ask::<bool>(OVERFLOWS, vec![]).await {
                    found.push(format!("{place}: leaves the window"));
                }
                if over {
                    page.press("Escape").await;
                    until_true(&format!("{scene} is closed"), async || !page.ask::<bool>(COVERED, vec![]).await).await;
                }
            }
            page.press("Escape").await;
            page.until_screen("watch").await;
        }
    }
    assert!(found.is_empty(), "{} barriers:\n{}", found.len(), found.join("\n"));
    assert_eq!(page.faults().await, Vec::<String>::new(), "the page is without faults");
}

/// An incident whose screens have something to show.
async fn declare(page: &Page) {
    page.press("Ctrl+D").await;
    page.until_screen("declare").await;
    for keys in ["1", "a", "i", "Ctrl+Enter"] {
        page.press(keys).await;
    }
    // With the support of each region it is a crowd: the first press counts it, the second one wakes it.
    page.see("people: press again").await;
    page.press("Ctrl+Enter").await;
    page.until_screen("bridge").await;
    page.see("delivered").await;
    busy::fill(page, "INC-1").await;
    page.see("Route cards around the processor").await;
}

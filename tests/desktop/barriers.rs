//! Every screen with an incident under way, in both themes and three sizes: axe finds no barrier, and nothing leaves the window.
//!
//! With `BRIDGEWATCH_PICTURES` set to a folder, a picture of each is left there.

use std::path::PathBuf;

use crate::page::Page;
use crate::session::Session;
use crate::wait::until_true;

/// What a person presses, the screen that it leads to, and what then lies over that screen, if anything.
const SCENES: [(&str, &str, Option<&str>); 12] = [
    ("Ctrl+1", "watch", None),
    ("Ctrl+2", "bridge", None),
    ("o", "bridge", Some("outbox")),
    ("Ctrl+K", "bridge", Some("palette")),
    ("?", "bridge", Some("help")),
    ("Ctrl+3", "runbooks", None),
    ("Ctrl+4", "directory", None),
    ("Ctrl+5", "rotations", None),
    ("Enter", "rotations", Some("cell")),
    ("Ctrl+6", "reviews", None),
    ("Ctrl+,", "settings", None),
    ("Ctrl+D", "declare", None),
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
            for (keys, screen, over) in SCENES {
                let scene = over.unwrap_or(screen);
                page.press(keys).await;
                page.until_screen(screen).await;
                until_true(&format!("{scene} has its answer"), async || {
                    page.ask::<bool>(COVERED, vec![]).await == over.is_some() && page.ask(ANSWERED, vec![]).await
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
                if over.is_some() {
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
    page.until_screen("bridge").await;
    page.see("delivered").await;
}

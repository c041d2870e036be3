//! Every screen, in both themes and two sizes: axe finds no barrier, and nothing leaves the window.

use crate::session::Session;
use crate::wait::until_true;

/// What a person presses, and the screen that it leads to.
const SCREENS: [(&str, &str); 6] = [
    ("Ctrl+1", "watch"),
    ("Ctrl+3", "runbooks"),
    ("Ctrl+4", "directory"),
    ("Ctrl+5", "reviews"),
    ("Ctrl+,", "settings"),
    ("Ctrl+D", "declare"),
];

/// Whether something is wider than the window.
const OVERFLOWS: &str = "return document.documentElement.scrollWidth > document.documentElement.clientWidth + 1";

/// Whether the screen shows what it asked for, and not only its frame.
const ANSWERED: &str =
    "return document.querySelector('main h1') !== null && document.querySelector('main').innerText.length > 100";

#[tokio::test]
async fn no_screen_has_a_barrier_or_leaves_the_window() {
    let session = Session::start().await;
    let page = &session.page;
    for (width, height) in [(1280, 800), (900, 600)] {
        page.resize(width, height).await;
        for theme in ["dark", "light"] {
            page.theme(theme).await;
            for (keys, screen) in SCREENS {
                page.press(keys).await;
                page.until_screen(screen).await;
                until_true("the screen has its answer", async || page.ask(ANSWERED, vec![]).await).await;
                page.settle().await;
                let barriers = page.barriers().await;
                assert!(barriers.is_empty(), "{screen}, {theme}, {width}×{height}: {barriers:?}");
                assert!(!page.ask::<bool>(OVERFLOWS, vec![]).await, "{screen} leaves the window at {width}×{height}");
            }
            page.press("Escape").await;
            page.until_screen("watch").await;
        }
    }
}

//! How the page looks: its size, its theme, its picture, and whether everybody can read it.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::Page;
use crate::wait::until_true;

impl Page {
    /// Waits until what the page has been told is on the screen: a picture taken earlier would show an older frame.
    pub(crate) async fn settle(&self) {
        // A window that nobody has to paint gets no frames; then what was told before is on the screen already.
        let frames = "const done = arguments[0]; setTimeout(() => done(false), 1000); \
            requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
        self.window().execute_async(frames, vec![]).await.expect("two frames");
    }

    /// The settled page as a PNG file; makes its folder.
    pub(crate) async fn picture(&self, file: &Path) {
        self.settle().await;
        fs::create_dir_all(file.parent().unwrap_or(Path::new("."))).expect("a folder");
        self.window().screenshot(file).await.expect("a picture");
    }

    /// Makes the page itself, without the frame around it, so many pixels wide and high.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        let window = self.window();
        let (mut outer_width, mut outer_height) = (width, height);
        until_true(&format!("the page is {width} × {height}"), async || {
            let [inner_width, inner_height] = self.ask::<[u32; 2]>("return [innerWidth, innerHeight]", vec![]).await;
            if (inner_width, inner_height) == (width, height) {
                return true;
            }
            // The frame takes its part; what is missing is asked for on top.
            window.set_window_rect(0, 0, outer_width, outer_height).await.expect("the window changes its size");
            self.settle().await;
            let [inner_width, inner_height] = self.ask::<[u32; 2]>("return [innerWidth, innerHeight]", vec![]).await;
            outer_width = (outer_width + width).saturating_sub(inner_width);
            outer_height = (outer_height + height).saturating_sub(inner_height);
            false
        })
        .await;
    }

    /// `dark` or `light`, until the page is loaded anew.
    pub(crate) async fn theme(&self, theme: &str) {
        self.ask::<()>("document.documentElement.dataset.theme = arguments[0]; return null", vec![json!(theme)]).await;
        // Colours move for a moment; half-way they read as neither theme.
        until_true("nothing moves any more", async || {
            self.ask("return document.getAnimations().length === 0", vec![]).await
        })
        .await;
        self.settle().await;
    }

    /// What axe-core finds wrong: rule, weight, and how many elements. Empty when everybody can use the page.
    pub(crate) async fn barriers(&self) -> Vec<(String, String, Vec<String>)> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/node_modules/axe-core/axe.min.js");
        let axe = fs::read_to_string(&file).expect("axe-core, which `npm ci` in ui/ installs");
        self.window().execute(format!("{axe};return null"), vec![]).await.expect("axe-core loads");
        let run = "const done = arguments[0]; axe.run(document).then((found) => done(found.violations))";
        let found = self.window().execute_async(run, vec![]).await.expect("axe-core runs");
        let rules = found.json().as_array().cloned().unwrap_or_default();
        let text = |rule: &Value, key: &str| rule.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        rules
            .iter()
            .map(|rule| {
                let nodes = rule.get("nodes").and_then(Value::as_array).cloned().unwrap_or_default();
                let where_they_are =
                    nodes.iter().map(|node| format!("{} {}", text(node, "html"), text(node, "failureSummary")));
                (text(rule, "id"), text(rule, "impact"), where_they_are.collect())
            })
            .collect()
    }
}

//! One test's own desktop with the application on it.

pub(crate) mod desktop;
mod environment;
pub(crate) mod process;
mod programs;

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::ExitStatus;

use serde_json::json;
use thirtyfour::{Capabilities, WebDriver};

use crate::page::Page;
use crate::wait::{PATIENCE, until, until_true};
use desktop::{Desktop, Wish};
use process::{Process, Signal, children, runs, send};

/// The application, as `cargo test` built it.
const APPLICATION: &str = env!("CARGO_BIN_EXE_bridgewatch");

/// A desktop, and the application in a window on it.
pub(crate) struct Session {
    /// What a person sees in the window.
    pub(crate) page: Page,
    driver: Process,
    // Last, so that bus and display outlive what talks to them.
    /// What stands around the window.
    pub(crate) desktop: Desktop,
}

impl Session {
    /// The application on the sample workspace, on a complete desktop.
    pub(crate) async fn start() -> Self {
        Self::start_with(Wish::default()).await
    }

    /// The application on a desktop of one's own making.
    pub(crate) async fn start_with(wish: Wish) -> Self {
        let desktop = Desktop::start(wish).await;
        let (driver, page) = launch(&desktop).await;
        Self { page, driver, desktop }
    }

    /// The application's process.
    pub(crate) fn application(&self) -> u32 {
        running(&self.driver).expect("the application runs")
    }

    /// Kills the application as a power cut would, and waits until it is gone.
    pub(crate) async fn kill(&self) {
        let id = self.application();
        send(id, Signal::Kill);
        until_true("the killed application is gone", async || !runs(id)).await;
    }

    /// Starts the application again on the same folders; the one before must have ended.
    pub(crate) async fn start_again(&mut self) {
        self.page.forget();
        self.driver.end();
        (self.driver, self.page) = launch(&self.desktop).await;
    }

    /// Starts the application a second time beside the first, and waits until that second start has ended.
    pub(crate) fn start_beside(&self) -> ExitStatus {
        self.desktop.command(APPLICATION).status().expect("the application starts")
    }

    /// Waits until the application has ended by itself.
    pub(crate) async fn until_ended(&self) {
        until_true("the application has ended", async || running(&self.driver).is_none()).await;
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.page.forget();
        // The window first: with its driver gone nobody would end it.
        if let Some(id) = running(&self.driver) {
            send(id, Signal::Term);
        }
        self.driver.end();
        if std::thread::panicking() {
            self.desktop.show_logs();
        }
    }
}

/// The application under `tauri-driver` and `WebKitWebDriver`, which started it.
fn running(driver: &Process) -> Option<u32> {
    let native = children(driver.id());
    native.into_iter().flat_map(children).find(|id| runs(*id))
}

async fn launch(desktop: &Desktop) -> (Process, Page) {
    // Every test that builds an HTTP client must choose the cryptography first; all tests of one process share it.
    drop(rustls::crypto::ring::default_provider().install_default());
    let (port, native_port) = (free_port(), free_port());
    let ports = ["--port", &port.to_string(), "--native-port", &native_port.to_string()];
    let driver = Process::start("tauri-driver", desktop.command(tauri_driver()).args(ports), desktop.folder());
    for port in [port, native_port] {
        until_true("the driver listens", async || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok()).await;
    }
    let wanted = json!({"browserName": "wry", "tauri:options": {"application": APPLICATION}});
    let capabilities = Capabilities::from(wanted.as_object().expect("an object").clone());
    // An application that ends at once is not told by its driver; nobody waits longer for it than for anything else.
    let window = WebDriver::builder(format!("http://127.0.0.1:{port}"), capabilities).request_timeout(PATIENCE).await;
    let window = window.unwrap_or_else(|error| {
        desktop.show_logs();
        panic!("the application opens no window: {error}")
    });
    let page = Page::of(window);
    page.until_loaded().await;
    until("the application's process", async || running(&driver)).await;
    (driver, page)
}

/// Where `cargo xtask` has put it, or on the path.
fn tauri_driver() -> PathBuf {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/bin/tauri-driver");
    if built.exists() { built } else { PathBuf::from("tauri-driver") }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}

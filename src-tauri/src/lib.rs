//! The shell: window, tray, notifications, keychain around the engine. It contains no rule.
//!
//! The composition root is [`run`]: options → engine → Tauri with our commands → workers → tray.

mod command;
mod drawing;
mod error;
mod forward;
mod notify;
mod options;
mod tray;
mod window;

use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use engine::engine::{Engine, Set};
use engine::port::SystemClock;
use engine::worker::{self, Workers};
use tauri::{Manager, RunEvent};

use crate::options::Options;

/// The running workers, taken out when the application ends.
struct Running(Mutex<Option<Workers>>);

/// Starts the application and returns when it has ended.
pub fn run() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("BRIDGEWATCH_LOG").unwrap_or_else(|_| "warn".into()),
        )
        .with_writer(std::io::stderr)
        .init();
    let options = match Options::read(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(words) => return refuse(&words),
    };
    let notifier = Arc::new(notify::Desktop::default());
    let set = Set {
        workspace: options.workspace.clone(),
        folder: options.folder.clone(),
        device: options::device(),
        zone: options::zone(),
        actor: None,
        hold: options.hold,
        clock: Arc::new(SystemClock),
        notifier: Arc::clone(&notifier) as _,
        vault: Arc::new(engine::keychain::Keychain),
    };
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| window::show(app)))
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(command::all())
        .setup(move |app| {
            // A second start ends in the plugin above, before it opens a database.
            let engine = Engine::open(set)?;
            app.manage(engine.clone());
            window::open(app.handle())?;
            tray::start(app.handle(), &engine);
            notifier.attach(app.handle().clone(), engine.clone());
            forward::start(app.handle(), &engine);
            let workers = tauri::async_runtime::block_on(async { worker::start(&engine) });
            app.manage(Running(Mutex::new(Some(workers))));
            Ok(())
        })
        .on_window_event(window::on_event)
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|app, event| {
                if let RunEvent::Exit = event {
                    stop(app);
                }
            });
            ExitCode::SUCCESS
        }
        Err(trouble) => refuse(&trouble.to_string()),
    }
}

/// Ends the workers; there is nothing to save, everything is saved already.
fn stop(app: &tauri::AppHandle) {
    let running = app.try_state::<Running>();
    let workers = running.and_then(|running| running.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    if let Some(workers) = workers {
        tauri::async_runtime::block_on(workers.stop());
    }
}

/// Says why the application does not start: on the terminal, and where there is a desktop also as a notification.
fn refuse(words: &str) -> ExitCode {
    tracing::error!("Bridgewatch does not start: {words}");
    notify::plain("Bridgewatch does not start", words);
    ExitCode::from(3)
}

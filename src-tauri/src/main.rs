//! Starts the application; everything is in the library, where tests can reach it.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    bridgewatch::run()
}

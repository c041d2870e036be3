//! `tauri-driver`, which lets the tests of the real window speak `WebDriver` with it.

use crate::error::Error;
use crate::place;
use crate::program::Program;
use crate::progress::Done;

/// By version, because the newest in the registry is for the next Tauri.
const VERSION: &str = "2.1.0";

/// Builds it into `target/tools`, where the tests look for it.
pub(crate) fn install() -> Result<Done, Error> {
    let tools = place::root().join("target/tools");
    let program = tools.join("bin").join(format!("tauri-driver{}", std::env::consts::EXE_SUFFIX));
    if program.exists() {
        return Ok(Done::Ready);
    }
    // Locked to its own lock file: its dependencies are not ours.
    Program::cargo().args(["install", &format!("tauri-driver@{VERSION}"), "--locked", "--root"]).arg(tools).run()?;
    Ok(Done::Worked)
}

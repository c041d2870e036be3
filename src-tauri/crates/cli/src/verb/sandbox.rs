//! `bwatch sandbox`: what the sandbox received, and the faults that it plays.

use engine::engine::Engine;
use engine::sandbox::Faults;

use crate::options::sandbox::SandboxVerb;
use crate::output::Output;
use crate::{Answer, Stop};

pub(super) fn run(engine: &Engine, verb: &SandboxVerb, output: &Output) -> Result<Answer, Stop> {
    let value = match verb {
        SandboxVerb::Show { id } => engine.sandbox_received(&id.as_str().into())?,
        SandboxVerb::Faults { id, set, clear } => {
            let id = id.as_str().into();
            let planned = match set {
                Some(text) => Some(Faults::read(text).map_err(Stop::Usage)?),
                None => clear.then(Faults::default),
            };
            if let Some(planned) = planned {
                engine.plan_sandbox_faults(&id, &planned)?;
            }
            engine.sandbox_faults(&id)?
        }
    };
    // Its forms are JSON either way: what was received has no shorter form that loses nothing.
    output.answer(&value, || vec![serde_json::to_string_pretty(&value).unwrap_or_default()])?;
    Ok(Answer::Yes)
}

//! `bwatch check`: what is wrong with the workspace's files. Nothing else is opened.

use std::path::Path;

use engine::port::{Clock, SystemClock};
use engine::view::problem::{ProblemLine, problems_in};
use serde_json::json;

use crate::output::Output;
use crate::{Answer, Stop};

pub(crate) fn check(workspace: &Path, output: &Output) -> Result<Answer, Stop> {
    let problems = problems_in(workspace, SystemClock.now())?;
    output.answer(&json!(problems), || {
        if problems.is_empty() {
            return vec!["No problems.".to_owned()];
        }
        let line = |problem: &ProblemLine| {
            let ProblemLine { path, line, column, severity, code, message, help } = problem;
            format!("{path}:{line}:{column}: {severity} [{code}] {message} {help}")
        };
        problems.iter().map(line).collect()
    })?;
    Ok(if problems.is_empty() { Answer::Yes } else { Answer::No })
}

//! `bwatch check`: what is wrong with the workspace's files.

use engine::engine::Engine;
use serde_json::json;

use crate::Answer;
use crate::output::Output;

pub(super) fn check(engine: &Engine, output: &Output) -> Answer {
    let problems = engine.problems();
    output.answer(&json!(problems), || {
        if problems.is_empty() {
            return vec!["No problems.".to_owned()];
        }
        let line = |problem: &engine::view::problem::ProblemLine| {
            format!(
                "{}:{}:{}: {} [{}] {} {}",
                problem.path,
                problem.line,
                problem.column,
                problem.severity,
                problem.code,
                problem.message,
                problem.help
            )
        };
        problems.iter().map(line).collect()
    });
    if problems.is_empty() { Answer::Yes } else { Answer::No }
}

//! What rests on a fact that nobody has confirmed, or that was withdrawn.

use super::{Remark, RemarkKind, Statement};
use crate::incident::Incident;
use crate::template::Audience;

/// Each statement to customers whose fact is not confirmed, and each to anybody whose fact was withdrawn.
pub(super) fn remarks(statement: &Statement, incident: &Incident, remarks: &mut Vec<Remark>) {
    for (variable, id) in &statement.facts {
        let Some(fact) = incident.fact(id).filter(|fact| !fact.holds()) else { continue };
        let Some(words) = statement.values.get(variable).map(|words| words.trim()).filter(|words| !words.is_empty())
        else {
            continue;
        };
        let message = match &fact.withdrawn {
            Some(withdrawn) => {
                format!("“{words}” rests on fact {id}, which was withdrawn: {}. Say what holds.", withdrawn.reason)
            }
            None if statement.output.audience() == Audience::Customers => {
                format!("“{words}” rests on fact {id}, which nobody has confirmed: confirm it, or take it out.")
            }
            None => continue,
        };
        let excerpt = place(&statement.body, words);
        remarks.push(Remark { output: statement.output, kind: RemarkKind::Fact, forbids: false, message, excerpt });
    }
}

/// From which to before which character of a text some words stand; none where they do not stand there as they are.
fn place(text: &str, words: &str) -> Option<(usize, usize)> {
    let (before, _) = text.split_once(words)?;
    let from = before.chars().count();
    Some((from, from + words.chars().count()))
}

//! What templates ask of the organisation, and `bridgewatch.yaml` does not say.

use domain::agreement::Agreement;
use domain::template::Template;

use crate::diagnostic::DiagnosticSeverity::Warning;
use crate::ledger::{Ledger, Spot};
use crate::yaml::node::Place;

/// Notes each fact that templates ask for and nobody has said, once: at the first template that asks.
pub(super) fn unsaid(agreement: &Agreement, ledger: &mut Ledger) {
    if ledger.organisation_unread {
        return;
    }
    for (fact, _) in agreement.own_facts().into_iter().filter(|(_, said)| said.is_empty()) {
        let asks =
            |template: &&Template| template.variables.iter().any(|variable| variable.from.as_deref() == Some(fact));
        let mut asking = agreement.templates.iter().filter(asks);
        let Some(first) = asking.next() else { continue };
        let more = match asking.count() {
            0 => String::new(),
            1 => ", and so does one more template".to_owned(),
            more => format!(", and so do {more} more templates"),
        };
        let message = format!("It asks for `{fact}`{more}, and `bridgewatch.yaml` does not say it.");
        let help = format!("Write `{fact}: …` into `bridgewatch.yaml`; until then each form asks for it.");
        let spot = Spot { path: first.source.clone(), place: Place::START };
        ledger.notice(Warning, &spot, "unsaid-fact", message, help);
    }
}

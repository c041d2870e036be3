//! The closing checklist in words, each step with what is to be pressed for it.

use std::collections::BTreeMap;

use domain::agreement::Agreement;
use domain::id::{ConnectionId, QuestionId};
use domain::incident::Incident;
use domain::incident::closing::{Closing, ClosingStanding, ClosingStep, checklist};
use domain::template::Audience;
use serde::Serialize;
use store::truth::outbox::Row;

use super::{PageStanding, PageStandingView};
use crate::engine::connection_of;

/// One step of the closing checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct ClosingStepView {
    /// `Closing update: Teams`
    pub text: String,
    /// How far it is, where there is more to say; else empty.
    pub detail: String,
    /// How far it is.
    pub standing: ClosingStanding,
    /// What does it.
    pub verb: ClosingVerb,
}

/// What does a step of the closing checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum ClosingVerb {
    /// The composer of one audience.
    Write {
        /// Which.
        audience: Audience,
    },
    /// The form for all audiences.
    WriteAll,
    /// A sentence on losses.
    StateLoss,
    /// A question is answered, or left with a word.
    AnswerQuestion {
        /// The first that is open.
        question: String,
    },
    /// Whoever is on the bridge is released.
    Release {
        /// Who.
        people: Vec<String>,
    },
    /// It does itself, or in the outbox.
    Wait,
}

/// The checklist of an incident, as it stands. A last post is done where its page was read and shows it.
pub(super) fn steps(
    incident: &Incident,
    agreement: &Agreement,
    rows: &[Row],
    pages: &[PageStandingView],
) -> Vec<ClosingStepView> {
    let connection = |id: &ConnectionId| agreement.connection(id).map_or_else(|| id.to_string(), |it| it.name.clone());
    let deliveries = rows.iter().map(|row| (&row.delivery, &row.state));
    let mut letters = Letters::default();
    let mut views = Vec::new();
    for ClosingStep { what, standing } in checklist(incident, deliveries) {
        let of = |text: String, verb: ClosingVerb| ClosingStepView { text, detail: String::new(), standing, verb };
        views.push(match what {
            Closing::Update(audience) => {
                of(format!("Closing update: {}", audience.name()), ClosingVerb::Write { audience })
            }
            Closing::Post(page) => {
                let step = of(format!("Last post on {}", connection(&page)), ClosingVerb::WriteAll);
                if standing != ClosingStanding::Done && connection_of(agreement, &page).is_none() {
                    let gone =
                        "The workspace has no such connection any more. End it there by hand, or connect it again.";
                    ClosingStepView { detail: gone.to_owned(), verb: ClosingVerb::Wait, ..step }
                } else {
                    posted(step, pages.iter().find(|view| view.connection == page.as_str()))
                }
            }
            Closing::Components(page, ids) => ClosingStepView {
                detail: ids.join(", "),
                ..of(format!("Components of {} back to operational", connection(&page)), ClosingVerb::WriteAll)
            },
            Closing::Room(room, output) => of(
                format!("{} in {}: all clear", output.name(), connection(&room)),
                if output == domain::template::Output::of(output.audience()) {
                    ClosingVerb::Write { audience: output.audience() }
                } else {
                    ClosingVerb::WriteAll
                },
            ),
            Closing::Letter(account) => {
                let name = agreement.account(&account).map_or_else(|| account.to_string(), |known| known.name.clone());
                letters.count(standing, name);
                continue;
            }
            Closing::Words(output) => of(format!("{}: the last word, to copy", output.name()), ClosingVerb::WriteAll),
            Closing::Questions(open) => questions(incident, &open, of),
            Closing::Loss => ClosingStepView {
                detail: incident.loss.clone().unwrap_or_default(),
                ..of("Say what was lost, or that nothing was".to_owned(), ClosingVerb::StateLoss)
            },
            Closing::People(people) => {
                let names: Vec<String> = people.iter().map(|person| agreement.person_name(person)).collect();
                let people = people.iter().map(ToString::to_string).collect();
                ClosingStepView {
                    detail: names.join(", "),
                    ..of("Thank and release who is on the bridge".to_owned(), ClosingVerb::Release { people })
                }
            }
        });
    }
    // Whoever is on the bridge is released last.
    let last = views.len().saturating_sub(1);
    views.splice(last..last, letters.step());
    for step in &mut views {
        if step.standing == ClosingStanding::Written {
            step.verb = ClosingVerb::Wait;
        }
    }
    views
}

/// Whoever asked shall not wait for ever.
fn questions(
    incident: &Incident,
    open: &[QuestionId],
    step: impl FnOnce(String, ClosingVerb) -> ClosingStepView,
) -> ClosingStepView {
    let first = open.first().map(ToString::to_string).unwrap_or_default();
    let texts: Vec<&str> =
        open.iter().filter_map(|id| incident.question(id)).map(|question| question.text.as_str()).collect();
    ClosingStepView {
        detail: texts.join(" "),
        ..step(
            "Answer the questions, or leave them with a word".to_owned(),
            ClosingVerb::AnswerQuestion { question: first },
        )
    }
}

/// A last post that arrived is done where the page shows it.
fn posted(mut step: ClosingStepView, page: Option<&PageStandingView>) -> ClosingStepView {
    let Some(page) = page.filter(|_| step.standing == ClosingStanding::Done) else { return step };
    match page.state {
        PageStanding::Confirmed | PageStanding::Theirs => {}
        PageStanding::Unread => {
            step.standing = ClosingStanding::Written;
            "Published, not read back yet".clone_into(&mut step.detail);
        }
        PageStanding::Drift => {
            step.standing = ClosingStanding::Open;
            step.detail = page.drift.join(" ");
        }
    }
    step
}

/// Letters to accounts are one step: nobody walks sixty of them.
#[derive(Debug, Default)]
struct Letters {
    standings: BTreeMap<String, ClosingStanding>,
}

impl Letters {
    fn count(&mut self, standing: ClosingStanding, account: String) {
        self.standings.insert(account, standing);
    }

    fn step(&self) -> Option<ClosingStepView> {
        let all = self.standings.len();
        if all == 0 {
            return None;
        }
        let of = |wanted: ClosingStanding| self.standings.iter().filter(move |(_, standing)| **standing == wanted);
        let open: Vec<&str> = of(ClosingStanding::Open).map(|(name, _)| name.as_str()).collect();
        let (done, written) = (of(ClosingStanding::Done).count(), of(ClosingStanding::Written).count());
        Some(ClosingStepView {
            text: format!("Closing letters: {done} of {all} have left"),
            detail: if open.is_empty() { String::new() } else { format!("Not written: {}", open.join(", ")) },
            standing: match (open.is_empty(), written) {
                (false, _) => ClosingStanding::Open,
                (true, 0) => ClosingStanding::Done,
                (true, _) => ClosingStanding::Written,
            },
            verb: ClosingVerb::WriteAll,
        })
    }
}

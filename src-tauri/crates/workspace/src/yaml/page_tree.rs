//! `page-tree.yaml`: ordered rules.

use domain::id::RuleId;
use domain::page_tree::{Condition, PageTree, Rule};

use super::node::Node;
use super::organisation::declared;
use super::read::Fields;
use super::scalar::{flag, reference, severity, text};
use crate::ledger::{Notes, Noun};

/// The rules of the file.
pub(crate) fn page_tree(node: &Node, notes: &mut Notes<'_>) -> PageTree {
    let Some(mut fields) = Fields::of(node, "the page tree", notes) else {
        return PageTree::default();
    };
    let mut ended_by: Option<RuleId> = None;
    let rules = fields.entries("rules", |node, notes| {
        let rule = rule(node, notes)?;
        if let Some(earlier) = &ended_by {
            notes.doubt(
                node.place,
                "rule-never-read",
                format!("Rule `{}` is never read: `{earlier}` above it always holds and is the last one.", rule.id),
                format!("Move it above `{earlier}`, or give that rule a condition."),
            );
        } else if rule.last && rule.when == Condition::default() {
            ended_by = Some(rule.id.clone());
        }
        Some(rule)
    });
    fields.close();
    PageTree { rules }
}

fn rule(node: &Node, notes: &mut Notes<'_>) -> Option<Rule> {
    let mut fields = Fields::of(node, "a rule", notes)?;
    let place = fields.place;
    let id = declared(Noun::Rule, &mut fields);
    let when = fields.or("when", Condition::default(), condition);
    let page = fields.list("page", reference(&[Noun::Rotation]));
    let reason = fields.required("reason", text);
    let last = fields.or("last", false, flag);
    fields.close();
    Some(Rule { id: RuleId(id?), when: when?, page: page?, reason: reason?, last: last?, source: notes.source(place) })
}

fn condition(node: &Node, notes: &mut Notes<'_>) -> Option<Condition> {
    let mut fields = Fields::of(node, "a condition", notes)?;
    let surfaces = fields.list("surfaces", text);
    let symptoms = fields.list("symptoms", text);
    let services = fields.list("services", reference(&[Noun::Service]));
    let regions = fields.list("regions", reference(&[Noun::Region]));
    let customer_impact = fields.optional("customer_impact", flag);
    let severity_at_least = fields.optional("severity_at_least", severity);
    fields.close();
    Some(Condition {
        surfaces: surfaces?,
        symptoms: symptoms?,
        services: services?,
        regions: regions?,
        customer_impact: customer_impact?,
        severity_at_least: severity_at_least?,
    })
}

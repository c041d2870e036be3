//! What rests on one person, in words: what it is, why it is told, and what would help.

use domain::agreement::Agreement;
use domain::hero::Hero;
use domain::id::{RotationId, ServiceId};
use serde::Serialize;

/// Something that rests on one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
pub struct HeroLine {
    /// Who, by id.
    pub person: String,
    /// Their name.
    pub name: String,
    /// Which kind: `sole_member`, `sole_ladder`, `sole_expert`, `many_rotations`, `many_pages`.
    pub kind: String,
    /// `Privacy rests on Nadia Karimi`
    pub title: String,
    /// Why it is told.
    pub why: String,
    /// What would help.
    pub help: String,
}

impl HeroLine {
    /// A hero in words.
    pub(crate) fn of(agreement: &Agreement, hero: &Hero) -> Self {
        let name = agreement.person_name(hero.person());
        let (kind, title, why, help) = match hero {
            Hero::SoleMember { rotation, .. } => (
                "sole_member",
                format!("{} rests on {name}", rotation_name(agreement, rotation)),
                "They are its only member.".to_owned(),
                "Add a second one to the rotation.".to_owned(),
            ),
            Hero::SoleLadder { services, .. } => (
                "sole_ladder",
                match services.as_slice() {
                    [one] => format!("{} rests on {name}", service_name(agreement, one)),
                    several => format!("{} services rest on {name}", several.len()),
                },
                format!(
                    "Every step of the ladder leads to them: {}.",
                    listed(services, |id| service_name(agreement, id))
                ),
                "Add a step that asks somebody else.".to_owned(),
            ),
            Hero::SoleExpert { qualification, .. } => (
                "sole_expert",
                format!("Only {name} has “{qualification}”"),
                "Nobody else who takes turns has it.".to_owned(),
                "Let a second person learn it from them, and write it into their file.".to_owned(),
            ),
            Hero::ManyRotations { rotations, limit, .. } => (
                "many_rotations",
                format!("{name} is on {} rotations", rotations.len()),
                format!(
                    "More than {limit}: {}.",
                    listed(&rotations.iter().cloned().collect::<Vec<_>>(), |id| rotation_name(agreement, id))
                ),
                "Give one of them to somebody else.".to_owned(),
            ),
            Hero::ManyPages { pages, all, limit, .. } => (
                "many_pages",
                format!("{name} takes {} % of all pages", percent(*pages, *all)),
                format!("{pages} of {all} in the last 91 days, more than {limit} %."),
                "See in the reviews why they are asked, and pass on what others could do.".to_owned(),
            ),
        };
        Self { person: hero.person().to_string(), name, kind: kind.to_owned(), title, why, help }
    }
}

fn percent(part: u32, all: u32) -> u64 {
    u64::from(part) * 100 / u64::from(all.max(1))
}

fn rotation_name(agreement: &Agreement, id: &RotationId) -> String {
    agreement.rotation(id).map_or_else(|| id.to_string(), |rotation| rotation.name.clone())
}

fn service_name(agreement: &Agreement, id: &ServiceId) -> String {
    agreement.service(id).map_or_else(|| id.to_string(), |service| service.name.clone())
}

/// A few names, and how many more there are.
fn listed<Id>(ids: &[Id], name: impl Fn(&Id) -> String) -> String {
    const SHOWN: usize = 4;
    let mut names: Vec<String> = ids.iter().take(SHOWN).map(name).collect();
    if ids.len() > SHOWN {
        names.push(format!("{} more", ids.len() - SHOWN));
    }
    names.join(", ")
}

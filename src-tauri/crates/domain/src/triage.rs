//! From what support tells to whom it goes: the surface by words that the organisation uses itself, the owner by the page tree.

mod words;

use words::{named, place, stems};

use crate::agreement::Agreement;
use crate::id::{RegionId, RotationId, ServiceId};
use crate::page_tree::Sighting;
use crate::report::lane::Lane;
use crate::routing::{first_of_ladder, route};
use crate::service::Service;

/// What support tells, as far as it says where to look.
#[derive(Debug, Clone, Copy, Default)]
pub struct Told<'a> {
    /// What is broken, in support's words.
    pub symptom: &'a str,
    /// The text of the error.
    pub error: &'a str,
    /// Where it shows, where support said so itself.
    pub surface: Option<&'a str>,
    /// Where customers are.
    pub regions: &'a [RegionId],
}

/// Every surface that page tree, playbooks and services know, each once.
pub fn surfaces(agreement: &Agreement) -> Vec<&str> {
    let ruled = agreement.page_tree.rules.iter().flat_map(|rule| &rule.when.surfaces);
    let played = agreement.playbooks.iter().filter_map(|playbook| playbook.surface.as_ref());
    let served = agreement.services.iter().flat_map(|service| &service.surfaces);
    each_once(ruled.chain(played).chain(served))
}

/// Every symptom that page tree and playbooks know, each once.
pub fn symptoms(agreement: &Agreement) -> Vec<&str> {
    let ruled = agreement.page_tree.rules.iter().flat_map(|rule| &rule.when.symptoms);
    let played = agreement.playbooks.iter().filter_map(|playbook| playbook.symptom.as_ref());
    each_once(ruled.chain(played))
}

fn each_once<'a>(words: impl Iterator<Item = &'a String>) -> Vec<&'a str> {
    let mut known: Vec<&str> = Vec::new();
    for word in words {
        if !known.iter().any(|other| other.eq_ignore_ascii_case(word)) {
            known.push(word);
        }
    }
    known
}

/// To what a report points in an incident in which these services fail. Never a guess: a word that fits says so.
pub fn lane(agreement: &Agreement, failing: &[ServiceId], told: Told<'_>) -> Lane {
    let words = stems(told.symptom);
    let all_symptoms = symptoms(agreement);
    let seen = named(&words, &all_symptoms).first().copied();
    let seen = seen.or_else(|| named(&stems(told.error), &all_symptoms).first().copied());
    let (surface, how) = surface(agreement, &words, seen, told.surface);
    let by_name = agreement.services.iter().find(|service| {
        let id = service.id.as_str();
        // A name such as `Checkout` may be the surface as well.
        !surface.as_deref().is_some_and(|surface| surface.eq_ignore_ascii_case(&service.name))
            && (place(&words, &service.name).is_some() || place(&words, id).is_some())
    });
    let how = match by_name {
        Some(service) => format!("{how}; {} is named", service.name),
        None => how,
    };
    let sighting = Sighting {
        surface: surface.clone(),
        symptom: seen.map(str::to_owned),
        services: by_name.map(|service| service.id.clone()).into_iter().collect(),
        regions: told.regions.to_vec(),
        severity: None,
        customer_impact: false,
    };
    let says_something = surface.is_some() || seen.is_some() || by_name.is_some();
    let route = route(agreement, &sighting);
    let routed = if says_something && !route.unmatched { route.page.first() } else { None };
    let owner = routed.map(|routed| &routed.rotation);
    let service = by_name.or_else(|| service(agreement, failing, surface.as_deref()?, owner));
    let rotation = owner.or_else(|| first_of_ladder(service?));
    let whose = match (routed, service, rotation) {
        (Some(routed), ..) => format!("{} ({})", routed.reason, routed.source),
        (None, Some(service), Some(_)) => format!("first on the ladder of {}", service.name),
        _ => "no owner known, by no rule and no ladder".to_owned(),
    };
    Lane {
        seen: seen.map(str::to_owned),
        service: service.map(|service| service.id.clone()),
        rotation: rotation.cloned(),
        reason: format!("{how}; {whose}"),
        surface,
    }
}

/// Where it shows, and how that is known.
fn surface(
    agreement: &Agreement,
    words: &[String],
    seen: Option<&str>,
    told: Option<&str>,
) -> (Option<String>, String) {
    if let Some(told) = told {
        return (Some(told.to_owned()), format!("{told}, as support says"));
    }
    match named(words, &surfaces(agreement)).as_slice() {
        [] => {}
        [one] => return (Some((*one).to_owned()), format!("{one}, in the report's own words")),
        [first, rest @ ..] => {
            let how = format!("{first}, named before {} in the report", rest.join(" and "));
            return (Some((*first).to_owned()), how);
        }
    }
    let Some(seen) = seen else { return (None, "no surface known".to_owned()) };
    let of_seen =
        |symptom: &Option<String>| symptom.as_deref().is_some_and(|symptom| symptom.eq_ignore_ascii_case(seen));
    let playbooks = agreement.playbooks.iter().filter(|playbook| of_seen(&playbook.symptom));
    let named: Vec<(&String, &String)> =
        playbooks.filter_map(|playbook| Some((playbook.surface.as_ref()?, &playbook.name))).collect();
    match named.split_first() {
        Some(((surface, playbook), rest)) if rest.iter().all(|(other, _)| other == surface) => {
            (Some((*surface).clone()), format!("{surface}, as the playbook “{playbook}” has it for {seen}"))
        }
        Some((first, rest)) => {
            let places: Vec<&str> = std::iter::once(first).chain(rest).map(|(surface, _)| surface.as_str()).collect();
            (None, format!("no surface known: {seen} may be {}", places.join(" or ")))
        }
        None => (None, "no surface known".to_owned()),
    }
}

/// The service that shows there, where but one does, or but one that its owner is first asked about, or that fails already.
fn service<'a>(
    agreement: &'a Agreement,
    failing: &[ServiceId],
    surface: &str,
    owner: Option<&RotationId>,
) -> Option<&'a Service> {
    let shows = |service: &&Service| service.surfaces.iter().any(|other| other.eq_ignore_ascii_case(surface));
    let mut candidates: Vec<&Service> = agreement.services.iter().filter(shows).collect();
    let begins_there = |service: &&Service| owner.is_some() && first_of_ladder(service) == owner;
    let fails = |service: &&Service| failing.contains(&service.id);
    for narrower in [&begins_there as &dyn Fn(&&Service) -> bool, &fails] {
        if candidates.iter().any(narrower) {
            candidates.retain(narrower);
        }
    }
    if let [one] = candidates.as_slice() { Some(one) } else { None }
}

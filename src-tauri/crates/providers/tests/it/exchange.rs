//! Recorded exchanges: for each provider and each call the request that we make, and what we read from its answer.
//!
//! The answers below `fixtures/exchanges/<provider>` have the form that the provider documents, with invented content.

use std::collections::VecDeque;
use std::fmt::{Debug, Write as _};
use std::path::PathBuf;

use domain::delivery::{ComponentState, Delivery, Failure, Payload, Receipt};
use domain::phase::Phase;
use providers::account::Account;
use providers::capability::{
    Carriage, Check, Converse, Noting, Outreach, Paging, Posting, Probe, Reading, Scope, Turn,
};
use providers::descriptor::Descriptor;
use providers::message::{Extra, Request, Response, Value};
use providers::registry;

use crate::given;

/// All calls of a provider that its descriptor has, each with the name of its exchange.
pub(crate) fn calls(
    descriptor: &Descriptor,
    mut each: impl FnMut(&str, Request, &dyn Fn(&Response) -> Box<dyn Debug>),
) {
    let (connection, secrets) = (given::filled(descriptor.id), given::secrets());
    let account: Account = descriptor.account(&connection, &secrets, given::now());
    if let Check::Read(check) = &descriptor.check {
        each("check", (check.ask)(&account).unwrap(), &reading(check.read));
    }
    if let Some(pager) = &descriptor.pager {
        for (number, way) in pager.paging.iter().enumerate() {
            paging(&account, &numbered("page", number), way, &given::page("intent-1.page-1"), &mut each);
        }
        for (number, way) in pager.responders.iter().enumerate() {
            paging(&account, &numbered("responder", number), way, &given::joining("intent-1.page-1"), &mut each);
        }
        if let Some(notes) = &pager.notes {
            noting(&account, notes, &mut each);
        }
        walk(&account, "people", pager.people.as_ref(), &mut each);
        walk(&account, "teams", pager.teams.as_ref(), &mut each);
        walk(&account, "services", pager.services.as_ref(), &mut each);
        walk(&account, "schedules", pager.schedules.as_ref(), &mut each);
        walk(&account, "shifts", pager.shifts.as_ref(), &mut each);
        walk(&account, "shifts_of", pager.shifts_of.as_ref(), &mut each);
        walk(&account, "policies", pager.policies.as_ref(), &mut each);
        walk(&account, "on_call", pager.on_call.as_ref(), &mut each);
    }
    if let Some(page) = &descriptor.status_page {
        let on_page = |id, phase| {
            given::worded(given::update(id, phase), |update| {
                update.components = [given::component(descriptor.id)].into();
            })
        };
        let first = on_page("intent-1.update-1.main", Phase::Investigating);
        let second = on_page("intent-2.update-2.main", Phase::Identified);
        let last = given::worded(on_page("intent-3.update-3.main", Phase::Resolved), |update| {
            "Card payments work again.".clone_into(&mut update.body);
            update.components.values_mut().for_each(|state| *state = ComponentState::Operational);
        });
        let known = Receipt { remote: given::page_incident(descriptor.id).to_owned(), link: None, update: None };
        converse(&account, "create", page.publish, &first, None, &mut each);
        converse(&account, "change", page.publish, &second, Some(&known), &mut each);
        converse(&account, "resolve", page.publish, &last, Some(&known), &mut each);
        if let Some(probe) = page.probe {
            converse(&account, "probe", probe, &first, None, &mut each);
        }
        walk(&account, "components", Some(&page.components), &mut each);
        walk(&account, "incidents", page.incidents.as_ref(), &mut each);
        walk(&account, "incidents_of", page.incidents_of.as_ref(), &mut each);
        walk(&account, "maintenances", page.maintenances.as_ref(), &mut each);
        walk(&account, "subscribers", page.subscribers.as_ref(), &mut each);
    }
    if let Some(Outreach { carriage: Carriage::Http(pair), .. }) = &descriptor.outreach {
        let delivery = given::message("intent-1.update-1.main");
        let Payload::Outreach(message) = &delivery.payload else { unreachable!() };
        each("say", (pair.ask)(&account, &delivery, message).unwrap(), &reading(pair.read));
    }
}

/// What is done with a call: its name, its request, and the reading of its answer.
type Each<'a> = &'a mut dyn FnMut(&str, Request, &dyn Fn(&Response) -> Box<dyn Debug>);

/// The requests of a conversation, each named by its number: what comes after one is known by its recorded answer.
fn converse<Answer: Debug + 'static>(
    account: &Account,
    name: &str,
    next: Converse<Answer>,
    delivery: &Delivery,
    known: Option<&Receipt>,
    each: Each<'_>,
) {
    let Payload::Update(update) = &delivery.payload else { unreachable!() };
    let posting = Posting { delivery, update, known, others: &[] };
    let mut answers = Vec::new();
    while let Turn::Ask(request) =
        next(account, &posting, &answers).unwrap_or_else(|failure| panic!("{name}: {failure:?}"))
    {
        let name = numbered(name, answers.len());
        let so_far = answers.clone();
        answers.push(answered(&request, recorded(&account.connection.provider, &name)));
        let posted = delivery.clone();
        let known = known.cloned();
        each(
            &name,
            *request,
            &reading(move |response| {
                let Payload::Update(update) = &posted.payload else { unreachable!() };
                let posting = Posting { delivery: &posted, update, known: known.as_ref(), others: &[] };
                let answers = [so_far.as_slice(), std::slice::from_ref(response)].concat();
                next(account, &posting, &answers).map(|turn| match turn {
                    Turn::Ask(request) => Spoken::GoesOn(format!("{:?} {}", request.method, request.url)),
                    Turn::Done(answer) => Spoken::Done(answer),
                })
            }),
        );
    }
}

/// An answer as a conversation gets it.
fn answered(request: &Request, response: Response) -> Response {
    if request.extra != Extra::No && response.status >= 400 { Response::untold() } else { request.answered(response) }
}

/// What a conversation has come to.
#[derive(Debug)]
#[expect(dead_code, reason = "shown by its derived form")]
enum Spoken<Answer> {
    GoesOn(String),
    Done(Answer),
}

/// The calls around a note.
fn noting(account: &Account, notes: &Noting, each: Each<'_>) {
    let delivery = given::note("intent-2.note.page-0");
    let Payload::Note(message) = &delivery.payload else { unreachable!() };
    each("note", (notes.write.ask)(account, &delivery, message).unwrap(), &reading(notes.write.read));
    if let Some(Probe { ask, read }) = notes.probe {
        let looked_for = delivery.clone();
        let reading = reading(move |response| read(response, &looked_for));
        each("note_probe", ask(account, &delivery).unwrap(), &reading);
    }
}

/// The calls of one way of paging.
fn paging(account: &Account, name: &str, way: &Paging, delivery: &Delivery, each: Each<'_>) {
    let Payload::Page(message) = &delivery.payload else { unreachable!() };
    each(name, (way.page.ask)(account, delivery, message).unwrap(), &reading(way.page.read));
    if let Some(Probe { ask, read }) = way.probe {
        let looked_for = delivery.clone();
        let reading = reading(move |response| read(response, &looked_for));
        each(&format!("{name}_probe"), ask(account, delivery).unwrap(), &reading);
    }
    if let Some(promise) = way.promise {
        let receipt = Receipt { remote: "remote-1".to_owned(), link: None, update: None };
        let request = (promise.ask)(account, &receipt).unwrap();
        each(&format!("{name}_promise"), request, &reading(promise.read));
    }
    if let Some(progress) = way.progress {
        let receipt = Receipt { remote: "remote-1".to_owned(), link: None, update: None };
        let request = (progress.ask)(account, delivery, &receipt).unwrap();
        let (read, asked_about) = (progress.read, delivery.clone());
        each(&format!("{name}_progress"), request, &reading(move |response| read(response, &asked_about)));
    }
}

/// All requests of a reading, each named by its number: what comes after one is known by its recorded answer.
fn walk<Item: Debug + 'static>(account: &Account, name: &str, list: Option<&Reading<Item>>, each: Each<'_>) {
    let Some(list) = list else { return };
    let of = ["PI7DH85".to_owned()];
    let scope = Scope { now: given::now(), window: given::window(), of: &of };
    let mut steps = VecDeque::from((list.begin)(&scope));
    let mut number = 0;
    while let Some(step) = steps.pop_front() {
        let name = numbered(name, number);
        number += 1;
        let (read, taken) = (list.read, step.clone());
        let request = (list.ask)(account, &step).unwrap();
        let answer = request.answered(recorded(&account.connection.provider, &name));
        each(&name, request, &reading(move |response| read(response, &taken)));
        steps.extend((list.read)(&answer, &step).unwrap_or_else(|failure| panic!("{name}: {failure:?}")).then);
    }
}

/// `people`, `people-2`, …
fn numbered(name: &str, number: usize) -> String {
    if number == 0 { name.to_owned() } else { format!("{name}-{}", number + 1) }
}

/// The reading of an answer, whatever it is read to.
fn reading<Answer: Debug + 'static>(
    read: impl Fn(&Response) -> Result<Answer, Failure>,
) -> impl Fn(&Response) -> Box<dyn Debug> {
    move |response| Box::new(read(response))
}

/// The recorded answer of that name.
pub(crate) fn recorded(provider: &str, name: &str) -> Response {
    let path = folder(provider).join(format!("{name}.json"));
    let text = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let exchange: serde_json::Value = serde_json::from_slice(&text).unwrap();
    let status = u16::try_from(exchange["status"].as_u64().unwrap()).unwrap();
    let body = match &exchange["text"] {
        // What is no JSON: whole, or line by line.
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Array(lines) => lines.iter().flat_map(|line| [line.as_str().unwrap(), "\r\n"]).collect(),
        _ => exchange["body"].to_string(),
    };
    Response { status, headers: Vec::new(), body: body.into_bytes() }
}

fn folder(provider: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/exchanges").join(provider)
}

/// As people read it, with secrets named but not shown.
fn shown(request: &Request) -> String {
    let mut text = format!("{:?} {}\n", request.method, request.url);
    if request.secret_url.is_some() {
        text.push_str("the rest of the address: [secret]\n");
    }
    for (name, value) in &request.headers {
        match value {
            Value::Plain(value) => writeln!(text, "{name}: {value}").unwrap(),
            Value::Secret(_) => writeln!(text, "{name}: [secret]").unwrap(),
        }
    }
    for (name, value) in &request.asides {
        writeln!(text, "laid aside: {name}: {value}").unwrap();
    }
    if let Some(body) = &request.body {
        let mut members = body.members.clone();
        for (key, _) in &body.secrets {
            members.insert((*key).to_owned(), "[secret]".into());
        }
        writeln!(text, "\n{}", serde_json::to_string_pretty(&members).unwrap()).unwrap();
    }
    text
}

#[test]
fn each_call_makes_its_request_and_reads_its_recorded_answer() {
    for descriptor in registry::descriptors() {
        calls(descriptor, |name, request, read| {
            let response = request.answered(recorded(descriptor.id, name));
            let text = format!("{}\n{} means\n{:#?}", shown(&request), response.status, read(&response));
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path(folder(descriptor.id));
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings.bind(|| insta::assert_snapshot!(name, text));
        });
    }
}

#[test]
fn no_secret_is_shown_by_any_request_or_account() {
    for descriptor in registry::descriptors() {
        calls(descriptor, |name, request, _| {
            let text = format!("{request:?} {request:#?}");
            assert!(!text.contains("s3cret"), "{}/{name}: {text}", descriptor.id);
            assert!(!request.url.as_str().contains("s3cret"), "{}/{name}", descriptor.id);
        });
        let (connection, secrets) = (given::filled(descriptor.id), given::secrets());
        assert!(!format!("{:?}", descriptor.account(&connection, &secrets, given::now())).contains("s3cret"));
    }
}

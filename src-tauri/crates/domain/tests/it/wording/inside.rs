//! Names that stay inside.

use domain::account::Account;
use domain::agreement::Agreement;
use domain::function::Region;
use domain::person::{ContactKind, ContactMeans, Person};
use domain::service::Service;
use domain::template::Output;
use domain::wording::StyleGuide;

use super::given::{page, says, told};
use crate::given::organisation::{person, rotation, service};

fn house() -> Agreement {
    let named = |id: &str, name: &str| Person { name: name.into(), ..person(id) };
    let mut europe = rotation("support-europe", "support", &[], &[]);
    europe.name = "CS Europe".into();
    let mut payments = rotation("payments", "engineering", &[], &[]);
    payments.name = "Payments".into();
    let chat = ContactMeans { kind: ContactKind::Chat, value: "@mara".into() };
    let mail = ContactMeans { kind: ContactKind::Email, value: "mara.l@kestrel.example".into() };
    Agreement {
        organisation: "Kestrel Commerce".into(),
        regions: vec![Region {
            id: "europe".into(),
            name: "Europe".into(),
            customers_percent: 50,
            support: None,
            time_zone: chrono_tz::Tz::UTC,
            customer_hours: Vec::new(),
        }],
        services: vec![
            Service { name: "Payments API".into(), owner: "Payments team".into(), ..service("payments-api", &[]) },
            Service { name: "Event bus".into(), internal: true, ..service("event-bus", &[]) },
            Service { name: "Identity".into(), internal: true, ..service("identity", &[]) },
            Service { surfaces: vec!["check-out".into()], name: "Check-out".into(), ..service("check-out", &[]) },
        ],
        rotations: vec![europe, payments],
        people: vec![
            Person { contact: vec![mail, chat], ..named("mara", "Mara Lindqvist") },
            named("grace", "Grace Tan"),
        ],
        style: StyleGuide { internal: vec!["Project Heron".into()], ..StyleGuide::default() },
        ..Agreement::default()
    }
}

fn check(body: &str, expected: &[&str]) {
    assert_eq!(told(&page(body), &house()), expected, "{body}");
}

#[test]
fn names_of_services_teams_rotations_and_people_stay_inside() {
    check("The payments-api is down.", &["internal_name: payments-api"]);
    check("Our event bus is slow.", &["internal_name: event bus"]);
    check("Identity is slow.", &["internal_name: Identity"]);
    check("The payments team looks at it.", &["internal_name: payments team"]);
    check("CS Europe answers.", &["internal_name: CS Europe"]);
    check("Mara Lindqvist repairs it.", &["internal_name: Mara Lindqvist"]);
    check("Ask Mara.", &["internal_name: Mara"]);
    check("Mara repairs it. Mara Lind from Nordlys has written.", &["internal_name: Mara"]);
    check("Write to mara.l@kestrel.example.", &["internal_name: mara.l@kestrel.example"]);
    check("This is project heron.", &["internal_name: project heron"]);
}

#[test]
fn words_that_customers_use_are_no_names() {
    check("Payments fail, and your identity is safe. Payments are slow in Europe.", &[]);
    check("The payments API is a service that we offer.", &[]);
    check("In a grace period, nothing is lost. Grace periods are long. A marathon.", &[]);
    check("Hello Mara Solberg,", &[]);
    check("The check-out is slow.", &[]);
    check("Kestrel Commerce is sorry.", &[]);
    check("A team for payments. Team building.", &[]);
}

#[test]
fn what_the_workspace_says_is_public_may_be_said() {
    let mut house = house();
    house.style.public = vec!["event-bus".into(), "payments team".into(), "Mara Lindqvist".into(), "cs europe".into()];
    let body = "The event bus. The Payments team. Mara Lindqvist, or Mara. CS Europe, which is support-europe.";
    assert_eq!(told(&page(body), &house), [] as [&str; 0]);
}

#[test]
fn no_customer_reads_of_another() {
    let nordlys = Account {
        id: "nordlys".into(),
        name: "Nordlys".into(),
        regions: Vec::new(),
        services: Vec::new(),
        contacts: Vec::new(),
        owner: None,
        commitment: None,
        source: String::new(),
    };
    let house = Agreement { accounts: vec![nordlys], ..Agreement::default() };
    assert_eq!(told(&page("Nordlys cannot sign in."), &house), ["internal_name: Nordlys"]);
    assert_eq!(told(&says(Output::Outreach, "Nordlys cannot sign in."), &house), [] as [&str; 0]);
}

#[test]
fn a_blank_that_is_not_filled_in_is_no_text() {
    check("Since ‹Since when, by Mara Lindqvist›, it fails.", &[]);
    check("Since ‹, says Mara Lindqvist, it fails.", &["internal_name: Mara Lindqvist"]);
}

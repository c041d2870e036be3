//! Names that stay inside, known by their looks: tickets, hosts, addresses of machines, locations of a cloud, versions of code,
//! traces of a program.

use super::list::lists;
use super::reading::{Part, Reading};
use super::{Remark, RemarkKind};

/// What a shape is.
type Shape = (&'static str, fn(&str) -> bool);

/// In order: what looks like two of them is the first.
const SHAPES: &[Shape] = &[
    ("a ticket of ours", is_ticket),
    ("the address of a machine", is_private_address),
    ("a location of our cloud", is_cloud_location),
    ("a machine of ours", is_host),
    ("a version of our code", is_commit),
    ("a trace of a program", is_trace),
    ("a path on a machine", is_path),
];

/// What looks like a ticket and is none.
const NO_TICKETS: &str =
    "UTC GMT UTF ISO SHA RFC CVE COVID HTTP TLS SSL EUR USD GBP JPY CHF PCI PSD WPA USB MP IPV WIN IOS PS A B";

/// Each of them that the statement has.
pub(super) fn remarks(reading: &Reading<'_>, remarks: &mut Vec<Remark>) {
    let statement = reading.statement;
    for (part, text) in [(Part::Title, &statement.title), (Part::Body, &statement.body)] {
        for (at, written) in chunks(text) {
            let Some((what, _)) = SHAPES.iter().find(|(_, is)| is(written)) else { continue };
            let place = reading.place(part);
            let message = format!("“{written}” in {place} is {what}; leave it out.");
            remarks.push(reading.remark_at(RemarkKind::InternalName, part, at, message));
        }
    }
}

/// What stands between blanks, without the marks around it, and from which to before which character.
fn chunks(text: &str) -> Vec<((usize, usize), &str)> {
    let is_mark = |letter: char| !letter.is_alphanumeric() && !matches!(letter, '/' | '_');
    let mut found = Vec::new();
    let mut from = 0;
    for chunk in text.split(char::is_whitespace) {
        let inner = chunk.trim_matches(is_mark);
        let before = chunk.len() - chunk.trim_start_matches(is_mark).len();
        let skipped = chunk.get(..before).map_or(0, |marks| marks.chars().count());
        if !inner.is_empty() {
            found.push(((from + skipped, from + skipped + inner.chars().count()), inner));
        }
        from += chunk.chars().count() + 1;
    }
    found
}

/// `KES-88213`
fn is_ticket(text: &str) -> bool {
    text.split_once('-').is_some_and(|(project, number)| {
        let is_project = (2..=10).contains(&project.len()) && project.chars().all(|letter| letter.is_ascii_uppercase());
        let is_number = (1..=7).contains(&number.len()) && number.chars().all(|letter| letter.is_ascii_digit());
        is_project && is_number && !lists(NO_TICKETS, project)
    })
}

/// `10.0.3.7`, with or without a port.
fn is_private_address(text: &str) -> bool {
    let address = text.split([':', '/']).next().unwrap_or_default();
    let numbers: Vec<Option<u8>> = address.split('.').map(|number| number.parse().ok()).collect();
    matches!(
        numbers.as_slice(),
        [Some(10), Some(_), Some(_), Some(_)]
            | [Some(172), Some(16..=31), Some(_), Some(_)]
            | [Some(192), Some(168), Some(_), Some(_)]
    )
}

/// `eu-central-1a`, `europe-west4`
fn is_cloud_location(text: &str) -> bool {
    const CONTINENTS: &str = "us eu ap sa ca me af il cn mx asia europe northamerica southamerica australia";
    const SIDES: &str = "north south east west central northeast northwest southeast southwest gov";
    let parts: Vec<&str> = text.split('-').collect();
    let [continent, side, rest @ ..] = parts.as_slice() else { return false };
    let name = side.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let counted =
        name.len() < side.len() || rest.iter().any(|part| part.starts_with(|letter: char| letter.is_ascii_digit()));
    lists(CONTINENTS, continent) && lists(SIDES, name) && counted
}

/// `db-prod-3`, `web01`, `pg.internal`: a name with where it stands in our house, or with its number.
fn is_host(text: &str) -> bool {
    const STAGES: &[&str] = &["prod", "prd", "stg", "staging", "preprod"];
    const HOUSES: &[&str] = &["internal", "local", "lan", "corp", "intra"];
    const MACHINES: &str = "db web app srv node host vm pg mysql redis kafka k8s";
    if text.contains('@') || text.chars().any(|letter| letter.is_uppercase() || !letter.is_ascii()) {
        return false;
    }
    let parts: Vec<&str> = text.split(['.', '-', '/', ':', '_']).collect();
    let is_number = |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit());
    let staged = parts.len() > 1 && parts.iter().any(|part| STAGES.contains(part));
    let housed = text.contains('.') && parts.iter().skip(1).any(|part| HOUSES.contains(part));
    let numbered = match parts.as_slice() {
        [one] => MACHINES
            .split(' ')
            .any(|machine| one.strip_prefix(machine).is_some_and(|number| number.len() > 1 && is_number(number))),
        [machine, .., number] => lists(MACHINES, machine) && is_number(number),
        _ => false,
    };
    staged || housed || numbered
}

/// `4f1c9e2`
fn is_commit(text: &str) -> bool {
    let is_hex = text.chars().all(|letter| letter.is_ascii_digit() || ('a'..='f').contains(&letter));
    let has = |is: fn(&char) -> bool| text.chars().filter(is).count() > 1;
    (7..=40).contains(&text.len()) && is_hex && has(char::is_ascii_digit) && has(char::is_ascii_lowercase)
}

/// `NullPointerException`, `TimeoutError`, `ECONNREFUSED`, `Baz.java:12`
fn is_trace(text: &str) -> bool {
    let bare = text.trim_end_matches("()");
    let last = bare.rsplit(['.', ':', '(']).next().unwrap_or_default();
    let named =
        ["Exception", "Error"].iter().any(|ending| last.strip_suffix(ending).is_some_and(|name| name.len() > 2));
    let errno = bare.len() > 5
        && bare.starts_with('E')
        && bare.chars().all(|letter| letter.is_ascii_uppercase())
        && is_errno(bare);
    let file = [".java:", ".py:", ".go:", ".rs:", ".js:", ".ts:", ".rb:", ".php:", ".cs:"];
    named || errno || file.iter().any(|ending| text.contains(ending))
}

fn is_errno(text: &str) -> bool {
    ["ECONN", "ETIMED", "EPIPE", "EHOST", "ENOSPC", "ENOENT", "EADDR", "EACCES", "EAGAIN"]
        .iter()
        .any(|begin| text.starts_with(begin))
}

/// `/var/log/app.log`
fn is_path(text: &str) -> bool {
    ["/var/", "/etc/", "/usr/", "/opt/", "/srv/", "/home/", "/tmp/", "/proc/"].iter().any(|root| text.starts_with(root))
}

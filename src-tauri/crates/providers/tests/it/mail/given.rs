//! Connections, letters and patience of these tests.

use std::time::Duration;

use domain::agreement::Connection;
use domain::delivery::{Delivery, Failure, Receipt, Recipient};
use domain::template::Output;
use providers::gateway::Gateway;
use providers::mail::{Patience, Transport};
use tempfile::TempDir;

use crate::given;

/// A connection to a port of this computer.
pub(super) fn connection(port: u16, security: &str, more: &[(&str, &str)]) -> Connection {
    let port = port.to_string();
    let mut options = vec![
        ("host", "localhost"),
        ("port", port.as_str()),
        ("security", security),
        ("from", "Kestrel Commerce <status@kestrel.example>"),
        ("to", "Board <board@kestrel.example>, duty@kestrel.example"),
    ];
    options.extend_from_slice(more);
    given::connection("smtp", &options)
}

/// What an account named north is told.
pub(super) fn letter(id: &str) -> Delivery {
    given::said(given::message(id), |message| {
        message.output = Output::Outreach;
        message.account = Some("north".into());
        let recipient = |name: &str, address: &str| Recipient { name: name.to_owned(), address: address.to_owned() };
        message.recipients =
            vec![recipient("Dana Whitfield", "dana@north.example"), recipient("Ödön", "desk@north.example")];
    })
}

/// As the gateway waits in these tests: long enough for a busy machine, except for what never comes.
pub(super) fn patience(never: Duration) -> Patience {
    Patience { connect: Duration::from_secs(5), answer: never, taken: never, farewell: Duration::from_millis(200) }
}

/// A gateway whose letters go by that transport.
pub(super) fn gateway(transport: Transport) -> (Gateway, TempDir) {
    let (gateway, folder) = given::gateway();
    (gateway.with_mail(transport), folder)
}

/// One attempt.
pub(super) async fn deliver(
    transport: &Transport,
    connection: &Connection,
    delivery: &Delivery,
) -> Result<Receipt, Failure> {
    let (gateway, _folder) = gateway(transport.clone());
    gateway.deliver(connection, &given::secrets(), delivery, None, given::now()).await
}

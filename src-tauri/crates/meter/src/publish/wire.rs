//! From the key press until the first byte of the request has reached its server, with the network up.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread::sleep;
use std::time::{Duration, Instant as Stopwatch};

use domain::id::IncidentId;
use domain::incident::intent::Intent;
use domain::template::{Output, Template};

use super::Trouble;
use super::durable::ENTRIES;
use super::host::Host;
use super::stage::{Site, Stage, update};
use crate::http::{self, Asked, Line, Then};
use crate::row::{Measured, Sorted, row};

/// How many updates are published.
const PRESSES: usize = 30;
/// Between two: the engine keeps to 55 requests a minute, because Statuspage refuses at 60, and reads back beside.
const BETWEEN: Duration = Duration::from_millis(1_500);
/// A request that has not come by then never does.
const PATIENCE: Duration = Duration::from_secs(30);

/// Measures, and gives the rows.
pub(super) fn measure(sample: &Path, scratch: &Path) -> Result<Measured, Trouble> {
    let (sender, writes) = channel();
    let host = Host::open(move |asked| {
        let is_write = asked.is_write();
        if is_write && sender.send(asked).is_err() {
            return None;
        }
        // A new connection for each: in an incident minutes lie between two updates, and none stays open so long.
        Some(http::answer(200, if is_write { r#"{"id":"made"}"# } else { "[]" }, Then::Ends))
    })?;
    let site = Site { id: "statuspage-1".to_owned(), provider: "statuspage" };
    let stage = Stage::with(sample, scratch, &[site], &host.address.to_string())?;
    let template = stage.template(Output::StatusPage)?;
    let incident = stage.incident(ENTRIES)?;
    let workers = stage.runtime.block_on(async { engine::worker::start(&stage.engine) });
    let spans = spans(&stage, &template, &incident, host.address, &writes);
    stage.runtime.block_on(workers.stop());
    let (ours, theirs) = spans?;
    let rows = row(
        "An update, key press to request on the wire, network up",
        &Sorted::of(ours).spread(),
        "a new TCP connection and the same bytes",
        &Sorted::of(theirs).spread(),
    );
    let how = format!(
        "- **Key press to wire:** from the call of `Engine::submit` until a server on this computer has the first byte of the \
         request, all workers running as in the window; nothing is held back (in the window come five \
         seconds first, in which an update can be taken back). {PRESSES} updates on the form of \
         Statuspage after one to warm up, {} ms between two, each on a new connection without TLS; the journal has {ENTRIES} \
         entries. In between the update goes to the disk, the worker is woken, claims the row, marks it as being sent on \
         the disk, and asks for the secret. The comparison follows each of them: connecting, and writing the same bytes.\n",
        BETWEEN.as_millis()
    );
    Ok(Measured { rows, how })
}

/// How long ours took, and the comparison.
fn spans(
    stage: &Stage,
    template: &Template,
    incident: &IncidentId,
    address: SocketAddr,
    writes: &Receiver<Asked>,
) -> Result<(Vec<Duration>, Vec<Duration>), Trouble> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let next = || writes.recv_timeout(PATIENCE).map_err(|_| "a request did not come");
    // The first warms up, and makes the page's incident.
    for number in 0..=PRESSES {
        let intent = Intent::PublishUpdate(update(template, number));
        let pressed = Stopwatch::now();
        stage.submit(Some(incident), &intent)?;
        let came = next()?;
        let took = came.at - pressed;
        let bytes = came.bytes();
        let began = Stopwatch::now();
        let mut line = Line::open(address)?;
        line.send(&bytes)?;
        let plain = next()?.at - began;
        if number > 0 {
            ours.push(took);
            theirs.push(plain);
        }
        sleep(BETWEEN);
    }
    Ok((ours, theirs))
}

//! A hundred updates on five lanes that were written without a network, and leave when it is back: each once, in order.
//!
//! The outage begins at its worst: each page has taken the first update, and its answer is lost. None of these pages has
//! keys against repetition, so that each must be looked at before anything is sent there again.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::sleep;
use std::time::{Duration, Instant as Stopwatch};

use domain::id::IncidentId;
use domain::incident::intent::Intent;
use domain::template::{Output, Template};
use engine::engine::Engine;
use engine::error::Error;

use super::Trouble;
use super::durable::ENTRIES;
use super::host::Host;
use super::page::Pages;
use super::stage::{Site, Stage, update};
use crate::http::{self, Asked, Line, Then};
use crate::row::{Figure, Measured, line, row, words};

/// Pages that take our marker, and pages that have no place for one.
const MARKED: usize = 3;
const UNMARKED: usize = 2;
const LANES: usize = MARKED + UNMARKED;
/// Updates of each lane.
const UPDATES: usize = 20;
/// For so long nothing answers: long enough for the longest pause between two attempts.
const OUTAGE: Duration = Duration::from_secs(46);
/// What has not arrived by then never does.
const PATIENCE: Duration = Duration::from_mins(5);
/// The longest sleep of the engine's own worker.
const LONGEST: Duration = Duration::from_secs(20);

/// The least requests: Statuspage takes an update in one; Instatus the first of an incident in one and every later one in
/// two, because an update must name the components of its incident again, and they are read first.
const NECESSARY: usize = MARKED * UPDATES + UNMARKED * (1 + 2 * (UPDATES - 1));

/// What came of it.
struct Returned {
    /// All requests, those before the outage included.
    requests: usize,
    /// From the return of the network to the first request, and to the first byte of the last one.
    first: Duration,
    last: Duration,
    /// What came after the return.
    asked: Vec<Asked>,
}

/// Measures, and gives the rows.
pub(super) fn measure(sample: &Path, scratch: &Path) -> Result<Measured, Trouble> {
    let (sender, asked) = channel();
    let pages = Arc::new(Pages::default());
    let losing = losing(&pages, sender.clone())?;
    let sites = sites();
    let stage = Stage::with(sample, scratch, &sites, &losing.address.to_string())?;
    let template = stage.template(Output::StatusPage)?;
    let incident = stage.incident(ENTRIES)?;
    let returned = play(&stage, &template, &incident, losing, (&pages, sender), &asked)?;
    agree(&pages, &sites, &template)?;
    let plain = plain(&returned.asked)?;
    Ok(Measured { rows: rows(&returned, plain), how: how(&returned) })
}

fn sites() -> Vec<Site> {
    let marked = (1..=MARKED).map(|number| Site { id: format!("statuspage-{number}"), provider: "statuspage" });
    let unmarked = (1..=UNMARKED).map(|number| Site { id: format!("instatus-{number}"), provider: "instatus" });
    marked.chain(unmarked).collect()
}

/// A server that does what it is asked, and whose answers are lost.
fn losing(pages: &Arc<Pages>, sender: Sender<Asked>) -> std::io::Result<Host> {
    let pages = Arc::clone(pages);
    Host::open(move |asked| {
        pages.answer(&asked);
        // Whoever listens sees at the end what is missing.
        drop(sender.send(asked));
        None
    })
}

/// The same server with its network back.
fn answering(address: SocketAddr, pages: &Arc<Pages>, sender: Sender<Asked>) -> std::io::Result<Host> {
    let pages = Arc::clone(pages);
    Host::open_at(address, move |asked| {
        let (status, body) = pages.answer(&asked);
        drop(sender.send(asked));
        Some(http::answer(status, &body.to_string(), Then::Stays))
    })
}

/// The first update of each lane, the outage with all others, and what arrives after it.
fn play(
    stage: &Stage,
    template: &Template,
    incident: &IncidentId,
    losing: Host,
    (pages, sender): (&Arc<Pages>, Sender<Asked>),
    asked: &Receiver<Asked>,
) -> Result<Returned, Trouble> {
    let publish = |number| stage.submit(Some(incident), &Intent::PublishUpdate(update(template, number)));
    publish(0)?;
    let delivering = stage.runtime.spawn(deliver(stage.engine.clone()));
    for _ in 0..LANES {
        asked.recv_timeout(PATIENCE).map_err(|_| "the first update of a lane did not come")?;
    }
    let address = losing.address;
    drop(losing);
    for number in 1..UPDATES {
        publish(number)?;
    }
    sleep(OUTAGE);
    let _host = answering(address, pages, sender)?;
    let returned_at = Stopwatch::now();
    let ended = stage.runtime.block_on(async { tokio::time::timeout(PATIENCE, delivering).await });
    ended.map_err(|_| format!("not everything had left after {}", words(PATIENCE)))???;
    let asked: Vec<Asked> = asked.try_iter().collect();
    let at = |one: Option<&Asked>| one.map_or(Duration::ZERO, |one| one.at - returned_at);
    Ok(Returned { requests: LANES + asked.len(), first: at(asked.first()), last: at(asked.last()), asked })
}

/// What the engine's worker for deliveries does, until nothing is owed any more.
async fn deliver(engine: Engine) -> Result<(), Error> {
    while let Some(next) = engine.push().await? {
        let pause = (next - engine.now()).to_std().unwrap_or_default().min(LONGEST);
        tokio::time::sleep(pause).await;
    }
    Ok(())
}

/// Whether every page tells every update once and in order: else nothing was measured.
fn agree(pages: &Pages, sites: &[Site], template: &Template) -> Result<(), Trouble> {
    let body = |number| {
        let rendered = template.render(&update(template, number).values);
        rendered.map(|rendered| rendered.body).map_err(|faults| format!("{faults:?}"))
    };
    let owed: Vec<String> = (0..UPDATES).map(body).collect::<Result<_, _>>()?;
    for Site { id, .. } in sites {
        let told = pages.texts(id);
        if told != [owed.clone()] {
            let counts: Vec<usize> = told.iter().map(Vec::len).collect();
            return Err(format!(
                "`{id}` was owed one incident with {UPDATES} updates in order, and has incidents of {counts:?} updates: {told:#?}"
            )
            .into());
        }
    }
    Ok(())
}

/// How long a loop takes that sends the same requests one after the other on one connection.
fn plain(asked: &[Asked]) -> Result<Duration, Trouble> {
    let host = Host::open(|_| Some(http::answer(200, "{}", Then::Stays)))?;
    let began = Stopwatch::now();
    let mut line = Line::open(host.address)?;
    for one in asked {
        line.exchange(&one.bytes())?;
    }
    Ok(began.elapsed())
}

fn rows(returned: &Returned, plain: Duration) -> String {
    let what = format!("{} updates on {LANES} lanes after an outage", LANES * UPDATES);
    let (ours, theirs) = (returned.requests, NECESSARY);
    let once = |span| Figure { span, words: words(span) };
    let requests = line(
        &format!("{what}: requests"),
        &ours.to_string(),
        "those that the pages' APIs make necessary",
        &theirs.to_string(),
        f64::from(u32::try_from(ours).unwrap_or(u32::MAX)) / f64::from(u32::try_from(theirs).unwrap_or(u32::MAX)),
    );
    let time = format!("{what}: from the return of the network to the last arrival");
    requests + &row(&time, &once(returned.last), "a plain loop over the same requests", &once(plain))
}

fn how(returned: &Returned) -> String {
    format!(
        "- **Outage:** {UPDATES} updates of one incident, each to {LANES} status pages on one server of this process: \
         {MARKED} in the form of Statuspage, which keeps our marker, {UNMARKED} in that of Instatus, which keeps none and is \
         looked at by the very text; neither has keys against repetition. The first update of each lane is taken and its \
         answer lost; then the port is closed, the others are written, and after {} s it opens again. \
         The round of deliveries runs as in the worker of the window (`Engine::push`), nobody presses \"Try now\". Checked \
         by the meter: each page tells one incident with every update once and in order. Least requests: one for each \
         update at Statuspage; at Instatus one for the first and two for each later one, which must name the components of \
         its incident again; what is beyond them are the {LANES} looks at what became of the lost answers. The first request \
         came {} after the return, because the heads of the lanes pause for up to 30 s between two attempts while an incident \
         is open; the rest is mostly waiting too: a lane keeps to 55 requests a minute after the first 5, where Statuspage \
         refuses at 60 ({:.0} s for {} requests), and to 120 after the first 20 at Instatus. The plain loop keeps to none, on one \
         connection, and knows nothing of order or repetition.\n",
        OUTAGE.as_secs(),
        words(returned.first),
        f64::from(u32::try_from(UPDATES).unwrap_or_default().saturating_sub(5)) * 60.0 / 55.0,
        UPDATES,
    )
}

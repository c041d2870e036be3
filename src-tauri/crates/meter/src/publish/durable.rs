//! From the key press until the update is on the disk: entry, incident and what it owes, in one transaction.

use std::path::Path;
use std::time::Instant as Stopwatch;

use domain::id::IncidentId;
use domain::incident::intent::Intent;
use domain::template::Output;

use super::Trouble;
use super::bare::Bare;
use super::stage::{Stage, update};
use crate::row::{Measured, Sorted, grouped, row};

/// Of that many incidents each takes its turn, so that no journal grows much longer than the others.
const INCIDENTS: usize = 5;
/// Entries of each journal before.
pub(super) const ENTRIES: usize = 200;
/// How many updates are written.
const PRESSES: usize = 300;

/// Measures, and gives the rows.
pub(super) fn measure(sample: &Path, scratch: &Path) -> Result<Measured, Trouble> {
    let stage = Stage::sample(sample, scratch)?;
    let template = stage.template(Output::StatusPage)?;
    let incidents: Vec<IncidentId> = (0..INCIDENTS).map(|_| stage.incident(ENTRIES)).collect::<Result<_, _>>()?;
    let mut bare = Bare::beside(&stage.folder)?;
    let (mut ours, mut theirs, mut bytes) = (Vec::new(), Vec::new(), 0);
    // The first of each incident warms up.
    for (number, incident) in incidents.iter().cycle().take(INCIDENTS + PRESSES).enumerate() {
        let intent = Intent::PublishUpdate(update(&template, number));
        let pressed = Stopwatch::now();
        stage.submit(Some(incident), &intent)?;
        let took = pressed.elapsed();
        let written = bare.last_written()?;
        let began = Stopwatch::now();
        bare.write(&written)?;
        if number >= INCIDENTS {
            theirs.push(began.elapsed());
            ours.push(took);
            bytes += written.len();
        }
    }
    let what = format!("An update in an incident of {ENTRIES} entries: key press to durable on disk");
    let (ours, theirs) = (Sorted::of(ours).spread(), Sorted::of(theirs).spread());
    let rows = row(&what, &ours, "a bare SQLite transaction of the same bytes", &theirs);
    let how = format!(
        "- **Key press to disk:** `Engine::submit` of an update to customers from its template, as the window's command \
         calls it, from the call to its return; then entry, incident and delivery are on the disk (`synchronous=FULL`). \
         {PRESSES} key presses on the shipped sample, in turns in {INCIDENTS} incidents of {ENTRIES} entries each, after one \
         in each to warm up. The comparison follows each of them: entry, incident and delivery as they stand in the \
         database, {} bytes in the mean, written into three tables without an index in one transaction, on the same disk, as \
         durable. Ours also asks who acts, renders, decides, folds, looks for the intent and keeps the indices.\n",
        grouped(bytes / PRESSES)
    );
    Ok(Measured { rows, how })
}

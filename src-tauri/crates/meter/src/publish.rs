//! An update from the key press on: while its words are typed, onto the disk, onto the wire, and after an outage.
//!
//! All of it on the shipped sample, in incidents whose journals are as long as those of a bad night. What leaves goes to
//! simulated status pages in this process, so that both sides read one clock.

mod bare;
mod durable;
mod host;
mod outage;
mod page;
mod stage;
mod typing;
mod wire;

use std::path::Path;

use crate::row::Measured;

/// What stood against measuring, in words.
type Trouble = Box<dyn std::error::Error>;

/// Measures, and gives the rows. `sample` is the shipped workspace; copies and databases go into `scratch`.
pub(crate) fn measure(sample: &Path, scratch: &Path) -> Result<String, String> {
    let all = all(sample, scratch).map_err(|trouble| trouble.to_string())?;
    let rows: String = all.iter().map(|part| part.rows.as_str()).collect();
    Ok(all.iter().fold(rows, |text, part| text + &part.how))
}

fn all(sample: &Path, scratch: &Path) -> Result<[Measured; 4], Trouble> {
    Ok([
        typing::measure(sample, &scratch.join("typing"))?,
        durable::measure(sample, &scratch.join("durable"))?,
        wire::measure(sample, &scratch.join("wire"))?,
        outage::measure(sample, &scratch.join("outage"))?,
    ])
}

//! `load:`: how much being on call may cost a person, and from when on one person carries too much.

use domain::load::{HeroLimits, LoadLimits};

use super::node::Node;
use super::read::Fields;
use super::scalar::whole;
use crate::ledger::Notes;

/// The limits; each that is not written is the one that ships.
pub(crate) fn limits(node: &Node, notes: &mut Notes<'_>) -> Option<LoadLimits> {
    let shipped = LoadLimits::default();
    let mut fields = Fields::of(node, "the limits of load", notes)?;
    let hours =
        fields.or("hours_per_week", shipped.hours_per_week, |node, notes| at_most(node, notes, 168, "hours in a week"));
    let nights = fields
        .or("nights_per_week", shipped.nights_per_week, |node, notes| at_most(node, notes, 7, "nights in a week"));
    let weekends = fields.or("weekend_days_per_week", shipped.weekend_days_per_week, |node, notes| {
        at_most(node, notes, 2, "days in a weekend")
    });
    let holidays = fields.or("holidays_per_four_weeks", shipped.holidays_per_four_weeks, |node, notes| {
        at_most(node, notes, 28, "days in four weeks")
    });
    let pages = fields.or("pages_per_week", shipped.pages_per_week, whole);
    let night_pages = fields.or("night_pages_per_week", shipped.night_pages_per_week, whole);
    let heroes = fields.or("heroes", shipped.heroes, heroes);
    fields.close();
    Some(LoadLimits {
        hours_per_week: hours?,
        nights_per_week: nights?,
        weekend_days_per_week: weekends?,
        holidays_per_four_weeks: holidays?,
        pages_per_week: pages?,
        night_pages_per_week: night_pages?,
        heroes: heroes?,
    })
}

fn heroes(node: &Node, notes: &mut Notes<'_>) -> Option<HeroLimits> {
    let shipped = HeroLimits::default();
    let mut fields = Fields::of(node, "the limits of one person", notes)?;
    let rotations = fields.or("rotations", shipped.rotations, whole);
    let pages_percent =
        fields.or("pages_percent", shipped.pages_percent, |node, notes| at_most(node, notes, 100, "percent"));
    let pages_floor = fields.or("pages_floor", shipped.pages_floor, whole);
    fields.close();
    Some(HeroLimits { rotations: rotations?, pages_percent: pages_percent?, pages_floor: pages_floor? })
}

/// A whole number that a limit can be: beyond what there is, nothing would ever be over it.
fn at_most(node: &Node, notes: &mut Notes<'_>, most: u32, of: &str) -> Option<u32> {
    let number = whole(node, notes)?;
    if number <= most {
        return Some(number);
    }
    let help = format!("Write at most {most}.");
    notes.fault(node.place, "bad-limit", format!("There are no {number} {of}."), help);
    None
}

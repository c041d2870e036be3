//! A function of the organisation and a region with customers.

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::id::{FunctionId, RegionId, RotationId};
use crate::rotation::restriction::Restriction;

/// Part of the organisation that can be called in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Function {
    /// `support`
    pub id: FunctionId,
    /// `Support`
    pub name: String,
    /// Under which heading of the board its rotations stand: `Coordination`, `Engineering`, `Customers`.
    pub group: String,
}

/// Where customers are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// `europe`
    pub id: RegionId,
    /// `Europe`
    pub name: String,
    /// Share of customers, in percent of all.
    pub customers_percent: u8,
    /// The rotation that speaks for this region's customers, if one is named.
    pub support: Option<RotationId>,
    /// The zone of its customers' hours.
    #[serde(default = "universal")]
    pub time_zone: Tz,
    /// When its customers need somebody who speaks for us; all hours where none are given.
    #[serde(default)]
    pub customer_hours: Vec<Restriction>,
}

/// The zone of a region that names none.
fn universal() -> Tz {
    Tz::UTC
}

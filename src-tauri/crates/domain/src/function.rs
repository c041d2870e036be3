//! A function of the organisation and a region with customers.

use serde::{Deserialize, Serialize};

use crate::id::{FunctionId, RegionId, RotationId};

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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Region {
    /// `europe`
    pub id: RegionId,
    /// `Europe`
    pub name: String,
    /// Share of customers, in percent of all.
    pub customers_percent: u8,
    /// The rotation that speaks for this region's customers, if one is named.
    pub support: Option<RotationId>,
}

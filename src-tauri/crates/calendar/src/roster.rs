//! What a calendar says of the rotation whose shifts it holds, written and read by the same names: a rotation that is written out
//! is the same rotation where it is read.

use crate::read::Calendar;

/// What every property of ours begins with.
pub const OURS: &str = "X-BRIDGEWATCH-";

const FUNCTION: &str = "X-BRIDGEWATCH-FUNCTION";
const REGIONS: &str = "X-BRIDGEWATCH-REGIONS";
const SERVICES: &str = "X-BRIDGEWATCH-SERVICES";
const BACKUP: &str = "X-BRIDGEWATCH-BACKUP";
const GAPS_INTENDED: &str = "X-BRIDGEWATCH-GAPS-INTENDED";
const LAST_RESORT: &str = "X-BRIDGEWATCH-LAST-RESORT";
const PAGER: &str = "X-BRIDGEWATCH-PAGER";
const PAGER_TARGET: &str = "X-BRIDGEWATCH-PAGER-TARGET";

/// What a rotation is, beside its name, its zone and its shifts. All of them are ids of the workspace, but for the pager's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    /// Which function it staffs; none where the calendar does not say, so that it is no rotation by itself.
    pub function: Option<String>,
    /// For which regions it answers; all where there are none.
    pub regions: Vec<String>,
    /// For which services it answers.
    pub services: Vec<String>,
    /// Who stands behind it.
    pub backup: Option<String>,
    /// Stretches with nobody are meant.
    pub gaps_intended: bool,
    /// Every way may end here, and that is meant.
    pub last_resort: bool,
    /// Through which connection its people are paged.
    pub pager: Option<String>,
    /// What the pager calls it.
    pub pager_target: Option<String>,
}

/// A property that must be `true` or `false`, and is neither.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoFlag {
    /// Which.
    pub property: &'static str,
    /// As written.
    pub written: String,
}

impl Roster {
    /// Every property that is read here.
    pub const PROPERTIES: [&'static str; 8] =
        [FUNCTION, REGIONS, SERVICES, BACKUP, GAPS_INTENDED, LAST_RESORT, PAGER, PAGER_TARGET];

    /// What a calendar says of its rotation. A flag that is neither `true` nor `false` is not guessed.
    pub fn of(calendar: &Calendar) -> Result<Self, NoFlag> {
        let text = |property| calendar.property(property).map(str::to_owned);
        let list = |property| {
            let ids = calendar.property(property).unwrap_or_default().split(',').map(str::trim);
            ids.filter(|id| !id.is_empty()).map(str::to_owned).collect()
        };
        let flag = |property: &'static str| match calendar.property(property) {
            None => Ok(false),
            Some(written) if written.eq_ignore_ascii_case("true") => Ok(true),
            Some(written) if written.eq_ignore_ascii_case("false") => Ok(false),
            Some(written) => Err(NoFlag { property, written: written.to_owned() }),
        };
        Ok(Self {
            function: text(FUNCTION),
            regions: list(REGIONS),
            services: list(SERVICES),
            backup: text(BACKUP),
            gaps_intended: flag(GAPS_INTENDED)?,
            last_resort: flag(LAST_RESORT)?,
            pager: text(PAGER),
            pager_target: text(PAGER_TARGET),
        })
    }

    /// The properties that say it; what is as it would be anyway is left out.
    pub(crate) fn properties(&self) -> Vec<(&'static str, String)> {
        let flag = |property, holds: bool| holds.then(|| (property, "true".to_owned()));
        let list = |property, ids: &[String]| (!ids.is_empty()).then(|| (property, ids.join(",")));
        let text = |property, text: &Option<String>| text.clone().map(|text| (property, text));
        let said = [
            text(FUNCTION, &self.function),
            list(REGIONS, &self.regions),
            list(SERVICES, &self.services),
            text(BACKUP, &self.backup),
            flag(GAPS_INTENDED, self.gaps_intended),
            flag(LAST_RESORT, self.last_resort),
            text(PAGER, &self.pager),
            text(PAGER_TARGET, &self.pager_target),
        ];
        said.into_iter().flatten().collect()
    }
}

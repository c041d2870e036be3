//! Which services need which, by their numbers: asked for many services, of which hundreds may need one another.

use std::collections::{BTreeMap, BTreeSet};

use crate::id::ServiceId;
use crate::service::Service;

/// Who needs whom.
#[derive(Debug)]
pub(super) struct Graph<'a> {
    numbers: BTreeMap<&'a ServiceId, usize>,
    /// By number, the numbers of those that need it.
    needed_by: Vec<Vec<usize>>,
}

impl<'a> Graph<'a> {
    pub(super) fn of(services: &'a [Service]) -> Self {
        let numbers: BTreeMap<&ServiceId, usize> =
            services.iter().enumerate().map(|(number, service)| (&service.id, number)).collect();
        let mut needed_by = vec![Vec::new(); services.len()];
        for (number, service) in services.iter().enumerate() {
            let needed = service.depends_on.iter().filter_map(|id| numbers.get(id));
            for needed in needed {
                if let Some(list) = needed_by.get_mut(*needed) {
                    list.push(number);
                }
            }
        }
        Self { numbers, needed_by }
    }

    /// Which of some services need one, by whatever way round; itself only where the way leads round to it.
    pub(super) fn needing(&self, service: &ServiceId, among: &[&'a Service]) -> BTreeSet<&'a ServiceId> {
        let mut reached = vec![false; self.needed_by.len()];
        let mut left: Vec<usize> = self.numbers.get(service).copied().into_iter().collect();
        while let Some(number) = left.pop() {
            for next in self.needed_by.get(number).into_iter().flatten().copied() {
                if let Some(is_known) = reached.get_mut(next)
                    && !std::mem::replace(is_known, true)
                {
                    left.push(next);
                }
            }
        }
        let is_reached =
            |id: &ServiceId| self.numbers.get(id).and_then(|number| reached.get(*number)).copied().unwrap_or_default();
        among.iter().map(|service| &service.id).filter(|id| is_reached(id)).collect()
    }
}

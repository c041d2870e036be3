//! Deliveries of updates that were given up: whoever was to read them never had them.

use crate::id::DeliveryId;
use crate::incident::owed::carries;
use crate::incident::{Incident, Update};

impl Incident {
    /// A delivery was given up. Where nothing of an update is left, it was never said: its questions wait again, and what was
    /// rung for the update before it counts no more, so that somebody hears that one is late.
    pub(super) fn give_up(&mut self, delivery: &DeliveryId) {
        let losing = self.updates.iter_mut().find_map(|update| update.loses(delivery).then_some(update));
        let Some(update) = losing else { return };
        if !update.is_given_up() {
            return;
        }
        let (id, audience) = (update.id.clone(), update.audience);
        self.unanswer(&id);
        self.reminded.retain(|reminded| reminded.audience != audience);
    }
}

impl Update {
    /// Notes that a delivery of it was given up; whether it was one.
    fn loses(&mut self, delivery: &DeliveryId) -> bool {
        let id = &self.id;
        if let Some(place) = self.connections.iter().find(|place| carries(delivery, id, place.as_str())) {
            self.given_up.insert(place.clone());
            return true;
        }
        let lost = self.outreach.iter_mut().find(|outreach| outreach.number_of(delivery, id).is_some());
        if let Some(outreach) = lost {
            outreach.given_up = (outreach.given_up + 1).min(outreach.letters);
            return true;
        }
        false
    }
}

//! The deals that were asked for last, folded: a bounded number, the one not used for longest goes first.

use std::collections::HashMap;

use tongguan_core::id::{DealId, TenantId};
use tongguan_store::deal::Folded;

/// How many are kept. A folded deal takes some tens of kilobytes.
const MOST: usize = 256;

/// See the module.
#[derive(Default)]
pub(super) struct Deals {
    kept: HashMap<(TenantId, DealId), (u64, Folded)>,
    clock: u64,
}

impl Deals {
    pub(super) fn get(&mut self, tenant: TenantId, deal: DealId) -> Option<Folded> {
        self.clock += 1;
        let (used, folded) = self.kept.get_mut(&(tenant, deal))?;
        *used = self.clock;
        Some(folded.clone())
    }

    pub(super) fn put(&mut self, tenant: TenantId, folded: Folded) {
        self.clock += 1;
        let key = (tenant, folded.deal.id);
        if self.kept.len() >= MOST && !self.kept.contains_key(&key) {
            let oldest = self.kept.iter().min_by_key(|(_, (used, _))| *used).map(|(key, _)| *key);
            if let Some(oldest) = oldest {
                self.kept.remove(&oldest);
            }
        }
        self.kept.insert(key, (self.clock, folded));
    }
}

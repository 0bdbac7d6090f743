//! Chance that comes from a seed.

use tongguan_core::deal::Command;
use tongguan_core::process::Party;

use crate::scene::{Scene, Who};

/// A xorshift generator.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 11
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.roll() % n.max(1) as u64) as usize
    }

    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// Anybody, but mostly somebody to whom the command belongs.
    pub fn somebody(&mut self, scene: &Scene, command: &Command) -> Who {
        let likely: Vec<Who> = Who::ALL.into_iter().filter(|who| belongs(scene, command, *who)).collect();
        match self.below(4) {
            0 => self.pick(&Who::ALL),
            _ if likely.is_empty() => self.pick(&Who::ALL),
            _ => self.pick(&likely),
        }
    }
}

fn belongs(scene: &Scene, command: &Command, who: Who) -> bool {
    let (deal, organization) = (scene.deal(), &scene.facts.organization);
    let is = |role: &str| match role {
        "owner" => deal.owner == Some(who.id()),
        role => organization.roles_of(who.id()).any(|held| held == role),
    };
    let party = |party: &Party| match party {
        Party::Owner => is("owner"),
        Party::Role(role) | Party::Anywhere(role) => is(role),
        _ => true,
    };
    match command {
        Command::SubmitDocument { kind, .. } => {
            scene.process.documents[kind].fillers.iter().any(|role| is(role))
        }
        Command::WithdrawApproval { approval } | Command::UrgeApproval { approval } => {
            deal.approvals.get(approval).is_some_and(|approval| approval.submitter == who.id())
        }
        other => match scene.process.acts.get(other.key()) {
            Some(act) => act.by.iter().any(party),
            None => {
                let open = deal.approvals.values().filter(|approval| approval.is_open());
                open.filter_map(|approval| approval.active_step()).any(|step| step.turn().contains(&who.id()))
            }
        },
    }
}

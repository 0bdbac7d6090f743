//! Money owed to us: when it falls due, how late it is, what lateness costs, and when the claim lapses.

mod ageing;
mod interest;
mod limitation;
pub mod proposal;
mod term;

pub use ageing::{AgeingBucket, ExtendedBucket, days_overdue};
pub(crate) use interest::simple_interest;
pub use interest::{LateRate, agreed_rate_suffices, late_interest};
pub use limitation::{Interruption, InterruptionKind, Limitation, limitation};
pub use term::{BuyerNature, InstalmentDue, SizeClass, TermCap, TermWarning, instalment_due, statutory_term};

use jiff::civil::Date;

/// Calendar days from one date to another, negative when the second is earlier.
fn days_from(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

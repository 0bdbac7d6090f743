//! Customers in the pool (客户公海): let go, claimed, and sent back by the night where nobody works on them.
//!
//! The day of recycling belongs to the customer and not to the way it came to its owner: the last contact, or a fresh claim from the
//! pool, moves it; a transfer, a hand-over, an award or a merge never does. A customer that has ever bought is not recycled.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::account::{Account, Known};
use super::{Desk, Refusal, text};
use crate::id::PersonId;
use crate::zone::local_date;

/// Somebody who lost a customer to the pool, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pooled {
    /// Who had it.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
}

/// What happened with a customer, over all its deals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Activity {
    /// Deals that are open.
    pub open_deals: u32,
    /// Deals that were won, ever.
    pub won_deals: u32,
    /// Last effective contact.
    pub last_contact: Option<Timestamp>,
}

/// The day by whose end somebody must have worked on the customer, or it goes to the pool; none where that does not apply.
pub fn recycle_on(desk: &Desk<'_>, account: &Account, activity: &Activity) -> Option<Date> {
    let applies = account.owner.is_some() && activity.open_deals == 0 && activity.won_deals == 0;
    let since = [Some(account.created_at), account.claimed_at, activity.last_contact];
    let since = since.into_iter().flatten().max().filter(|_| applies)?;
    let days = jiff::Span::new().days(i64::from(desk.settings.account_recycle_days));
    Some(local_date(since, &desk.process.time_zone()).saturating_add(days))
}

/// The day of recycling, where its owner is told of it today.
pub fn reminds_of(desk: &Desk<'_>, account: &Account, activity: &Activity) -> Option<Date> {
    let days = jiff::Span::new().days(i64::from(desk.settings.account_remind_days));
    recycle_on(desk, account, activity)
        .filter(|day| desk.settings.account_remind_days > 0 && day.saturating_sub(days) == desk.today())
}

/// Takes a customer from the pool: within the cap and the day's quota, once its last owner and his colleagues have cooled down.
pub(super) fn claim(desk: &Desk<'_>, account: &Account, known: &Known) -> Result<Account, Refusal> {
    let by = desk.actor().ok_or(Refusal::UnfitPerson { person: PersonId(uuid::Uuid::nil()) })?;
    if account.owner.is_some() {
        return Err(Refusal::AccountOwned);
    }
    if let Some(until) = cools_down(desk, account, by) {
        return Err(Refusal::AccountCoolingDown { until });
    }
    let cap = desk.settings.account_holding_cap;
    if known.held >= cap {
        return Err(Refusal::AccountCapReached { cap, held: known.held });
    }
    let quota = desk.settings.account_claims_per_day;
    if known.claimed_today >= quota {
        return Err(Refusal::AccountClaimsUsedUp { quota, claimed: known.claimed_today });
    }
    let home = desk.organization.people.get(&by).map(|person| person.department);
    let department = home.ok_or(Refusal::UnfitPerson { person: by })?;
    Ok(Account { owner: Some(by), department, claimed_at: Some(desk.now()), ..account.clone() })
}

/// Until when somebody waits: he let it go himself, or a colleague of his did who could get it back this way.
pub fn cools_down(desk: &Desk<'_>, account: &Account, person: PersonId) -> Option<Timestamp> {
    let home = |person: PersonId| desk.organization.people.get(&person).map(|person| person.department);
    let waits = |pooled: &Pooled| {
        let days = match pooled.person == person {
            true => desk.settings.account_cool_down_days,
            false if home(pooled.person) == home(person) => desk.settings.account_colleague_cool_down_days,
            false => 0,
        };
        pooled.at + SignedDuration::from_hours(24 * i64::from(days))
    };
    account.pooled.iter().map(waits).max().filter(|until| desk.now() < *until)
}

/// The owner lets the customer go; never one with an open deal, which would be left behind.
pub(super) fn release(
    desk: &Desk<'_>,
    account: &Account,
    known: &Known,
    reason: &str,
) -> Result<Account, Refusal> {
    text::required("reason", reason, 5, 500)?;
    match known.activity.open_deals {
        0 if account.owner.is_some() => Ok(let_go(desk, account)),
        0 => Err(Refusal::NoChange),
        deals => Err(Refusal::AccountInUse { deals }),
    }
}

/// The night sends a customer back that nobody works on. Only the system asks for this.
pub(super) fn recycle(desk: &Desk<'_>, account: &Account, known: &Known) -> Result<Account, Refusal> {
    match recycle_on(desk, account, &known.activity) {
        Some(day) if day < desk.today() => Ok(let_go(desk, account)),
        _ => Err(Refusal::NoChange),
    }
}

/// The customer without its owner, who is remembered.
pub(super) fn let_go(desk: &Desk<'_>, account: &Account) -> Account {
    let mut next = Account { owner: None, claimed_at: None, ..account.clone() };
    next.pooled.extend(account.owner.map(|person| Pooled { person, at: desk.now() }));
    next
}

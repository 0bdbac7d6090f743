//! Customers in the pool (客户公海): let go, claimed, and sent back by the night (see [`recall`]).
//!
//! A customer that has ever bought is not recycled, and neither is one with open business.

mod recall;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::account::{Account, Known};
use super::{Desk, Refusal, text};
use crate::id::{DepartmentId, PersonId};
use crate::pool::{self, AccountRule, Place, PoolRule};

pub use recall::{Recall, RecallRule, recall_of};

/// Somebody who lost a customer to the pool, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pooled {
    /// Who had it.
    pub person: PersonId,
    /// When.
    pub at: Timestamp,
    /// By which rule the night took it; absent where somebody let it go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<RecallRule>,
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
    /// When the last deal ended.
    pub last_ended: Option<Timestamp>,
}

/// The pool into which a customer falls; none where it is the company's own.
pub fn pool_of<'a>(desk: &Desk<'a>, account: &Account) -> Option<&'a PoolRule> {
    pool::of_record(desk.organization, &Place::of(account), account.department)
}

/// The limits by which it goes.
pub fn limits_of(desk: &Desk<'_>, account: &Account) -> AccountRule {
    pool::of_account(pool_of(desk, account), desk.settings)
}

/// The day after whose end the customer goes to the pool; none where that does not apply.
pub fn recycle_on(desk: &Desk<'_>, account: &Account, activity: &Activity) -> Option<Date> {
    recall_of(desk, account, activity).map(|recall| recall.on)
}

/// What its owner is told today: the day of recycling and its rule.
pub fn reminds_of(desk: &Desk<'_>, account: &Account, activity: &Activity) -> Option<Recall> {
    let days = jiff::Span::new().days(i64::from(desk.settings.account_remind_days));
    recall_of(desk, account, activity).filter(|recall| {
        desk.settings.account_remind_days > 0 && recall.on.saturating_sub(days) == desk.today()
    })
}

/// Whether the day of recycling is so near that its owner has to do something: within the days of the reminder.
pub fn is_near(desk: &Desk<'_>, recall: &Recall) -> bool {
    let days = jiff::Span::new().days(i64::from(desk.settings.account_remind_days));
    recall.on.saturating_sub(days) <= desk.today()
}

/// Takes a customer from the pool: within the cap and the day's quota, once its last owner and his colleagues have cooled down.
pub(super) fn claim(desk: &Desk<'_>, account: &Account, known: &Known) -> Result<Account, Refusal> {
    let by = desk.actor().ok_or(Refusal::UnfitPerson { person: PersonId(uuid::Uuid::nil()) })?;
    if account.owner.is_some() {
        return Err(Refusal::AccountOwned);
    }
    if !pool::is_member(desk.organization, by, pool_of(desk, account)) {
        return Err(Refusal::NotPoolMember);
    }
    if let Some(until) = cools_down(desk, account, by) {
        return Err(Refusal::AccountCoolingDown { until });
    }
    let AccountRule { holding_cap: cap, claims_per_day: quota, .. } = limits_of(desk, account);
    if known.held >= cap {
        return Err(Refusal::AccountCapReached { cap, held: known.held });
    }
    if known.claimed_today >= quota {
        return Err(Refusal::AccountClaimsUsedUp { quota, claimed: known.claimed_today });
    }
    let home = desk.organization.people.get(&by).map(|person| person.department);
    let department = home.ok_or(Refusal::UnfitPerson { person: by })?;
    Ok(passed(account, by, department, desk.now()))
}

/// Whether somebody may give a customer out of the pool in which it lies, because he administers that pool; then to its members who sell.
pub(super) fn assigns(desk: &Desk<'_>, account: &Account, to: PersonId) -> bool {
    let (organization, pool) = (desk.organization, pool_of(desk, account));
    let sells = organization.roles_of(to).any(|role| role == "sales_rep");
    let keeps = desk.actor().is_some_and(|by| pool::is_admin(organization, by, pool));
    account.owner.is_none() && keeps && sells && pool::is_member(organization, to, pool)
}

/// Gives a customer to somebody. Out of the pool his time begins anew, as by a claim; who lost it waits like everybody.
pub(super) fn given(desk: &Desk<'_>, account: &Account, to: PersonId) -> Result<Account, Refusal> {
    let person = desk.organization.people.get(&to).filter(|person| person.active);
    let department = person.ok_or(Refusal::UnfitPerson { person: to })?.department;
    let wait = waits(desk, account, to, false).filter(|_| account.owner.is_none());
    match wait {
        Some(until) => Err(Refusal::AccountCoolingDown { until }),
        None => Ok(passed(account, to, department, desk.now())),
    }
}

/// The customer with another owner: his time begins anew where it lay in the pool, and runs on where somebody had it.
pub fn passed(account: &Account, to: PersonId, department: DepartmentId, at: Timestamp) -> Account {
    let (claimed_at, protection_renewed) = match account.owner {
        None => (Some(at), 0),
        Some(_) => (account.claimed_at, account.protection_renewed),
    };
    Account { owner: Some(to), department, claimed_at, protection_renewed, ..account.clone() }
}

/// Since when whoever has the customer has had time for it, contacts not counted.
pub fn held_since(account: &Account) -> Timestamp {
    account.claimed_at.map_or(account.created_at, |claimed| claimed.max(account.created_at))
}

/// Until when somebody waits: he let it go himself, or a colleague of his did who could get it back this way.
pub fn cools_down(desk: &Desk<'_>, account: &Account, person: PersonId) -> Option<Timestamp> {
    waits(desk, account, person, true)
}

/// Colleagues wait only where they claim.
fn waits(desk: &Desk<'_>, account: &Account, person: PersonId, claims: bool) -> Option<Timestamp> {
    let AccountRule { cool_down_days, colleague_cool_down_days, .. } = limits_of(desk, account);
    let home = |person: PersonId| desk.organization.people.get(&person).map(|person| person.department);
    let waits = |pooled: &Pooled| {
        let days = match pooled.person == person {
            true => cool_down_days,
            false if claims && home(pooled.person) == home(person) => colleague_cool_down_days,
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
        0 if account.owner.is_some() => Ok(let_go(desk, account, None)),
        0 => Err(Refusal::NoChange),
        deals => Err(Refusal::AccountInUse { deals }),
    }
}

/// The night sends a customer back that nobody works on. Only the system asks for this.
pub(super) fn recycle(desk: &Desk<'_>, account: &Account, known: &Known) -> Result<Account, Refusal> {
    match recall_of(desk, account, &known.activity) {
        Some(recall) if recall.on < desk.today() => Ok(let_go(desk, account, Some(recall.rule))),
        _ => Err(Refusal::NoChange),
    }
}

/// A manager protects the customer for another period, so many times while somebody has it, and says by what progress.
pub(super) fn renew(desk: &Desk<'_>, account: &Account, reason: &str) -> Result<Account, Refusal> {
    text::required("reason", reason, 5, 500)?;
    let most = desk.settings.account_protection_renewals;
    match account.protection_renewed {
        _ if account.owner.is_none() => Err(Refusal::AccountInPool),
        _ if limits_of(desk, account).protection_days == 0 => Err(Refusal::AccountNotProtected),
        renewed if renewed >= most => Err(Refusal::AccountProtectionUsedUp { most }),
        renewed => Ok(Account { protection_renewed: renewed + 1, ..account.clone() }),
    }
}

/// The customer without its owner, who is remembered, with the rule where the night took it from him.
pub(super) fn let_go(desk: &Desk<'_>, account: &Account, rule: Option<RecallRule>) -> Account {
    let mut next = Account {
        owner: None,
        claimed_at: None,
        protection_renewed: 0,
        named: Vec::new(),
        ..account.clone()
    };
    next.pooled.extend(account.owner.map(|person| Pooled { person, at: desk.now(), rule }));
    next
}

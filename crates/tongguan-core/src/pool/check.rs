//! What a company may write down as its pools.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::{OWN, PoolRule, stem};
use crate::id::PersonId;
use crate::label::Label;
use crate::organization::Organization;

/// More pools are no order that anybody keeps in mind.
const MOST: usize = 50;
/// Regions, industries, departments or people of one pool.
const MOST_ENTRIES: usize = 500;
const CAPS: RangeInclusive<u32> = 1..=100_000;
const CLAIMS: RangeInclusive<u32> = 1..=10_000;
const COOLS: RangeInclusive<u32> = 0..=366;
const LEAD_DAYS: RangeInclusive<u32> = 1..=366;
const ACCOUNT_DAYS: RangeInclusive<u32> = 7..=3_660;

/// What is wrong: in which pool, by its place from 1 on, and with which of its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// Which pool.
    pub pool: u32,
    /// Which field.
    pub field: &'static str,
}

/// Looks through the pools, the first fault first.
pub fn check(pools: &[PoolRule], organization: &Organization) -> Result<(), Fault> {
    let mut keys = BTreeSet::from([OWN]);
    for (pool, number) in pools.iter().zip(1u32..) {
        let twice = (!keys.insert(&pool.key) || number as usize > MOST).then_some("pool_key");
        if let Some(field) = twice.or_else(|| wrong(pool, organization)) {
            return Err(Fault { pool: number, field });
        }
    }
    Ok(())
}

fn wrong(pool: &PoolRule, organization: &Organization) -> Option<&'static str> {
    let PoolRule { key, name, regions, industries, departments, members, admins, .. } = pool;
    // Who has left stays written down and gets nothing by it.
    let ours = |person: &PersonId| organization.people.contains_key(person);
    let known = |all: &[_]| all.iter().all(|one| organization.departments.contains_key(one));
    let fields = [
        ("pool_key", is_key(key)),
        ("pool_name", is_name(name)),
        ("pool_regions", are_entries(regions)),
        ("pool_industries", are_entries(industries)),
        ("pool_departments", departments.len() <= MOST_ENTRIES && known(departments)),
        // What bears no mark at all belongs to the company's own pool.
        ("pool_marks", !(regions.is_empty() && industries.is_empty() && departments.is_empty())),
        ("pool_members", !(members.departments.is_empty() && members.people.is_empty())),
        ("pool_members", known(&members.departments) && members.people.iter().all(ours)),
        ("pool_admins", admins.len() <= MOST_ENTRIES && admins.iter().all(ours)),
        ("pool_leads", leads(pool)),
        ("pool_accounts", accounts(pool)),
    ];
    fields.into_iter().find(|(_, is_right)| !is_right).map(|(field, _)| field)
}

fn is_key(key: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    (1..=40).contains(&key.len()) && key.chars().all(fits)
}

fn is_name(name: &Label) -> bool {
    [&name.zh, &name.en].into_iter().all(|text| {
        let length = text.trim().chars().count();
        (1..=40).contains(&length) && !text.chars().any(char::is_control)
    })
}

fn are_entries(entries: &[String]) -> bool {
    let fits = |entry: &String| {
        !stem(entry).is_empty() && entry.chars().count() <= 60 && !entry.chars().any(char::is_control)
    };
    entries.len() <= MOST_ENTRIES && entries.iter().all(fits)
}

fn within(given: Option<u32>, range: &RangeInclusive<u32>) -> bool {
    given.is_none_or(|value| range.contains(&value))
}

fn leads(pool: &PoolRule) -> bool {
    let limits = pool.leads;
    within(limits.holding_cap, &CAPS)
        && within(limits.claims_per_day, &CLAIMS)
        && within(limits.cool_down_days, &COOLS)
        && within(limits.colleague_cool_down_days, &COOLS)
        && [limits.recycle_ungraded_days, limits.recycle_a_days, limits.recycle_b_days]
            .into_iter()
            .all(|days| within(days, &LEAD_DAYS))
}

fn accounts(pool: &PoolRule) -> bool {
    let limits = pool.accounts;
    within(limits.holding_cap, &CAPS)
        && within(limits.claims_per_day, &CLAIMS)
        && within(limits.cool_down_days, &COOLS)
        && within(limits.colleague_cool_down_days, &COOLS)
        && within(limits.recycle_days, &ACCOUNT_DAYS)
        && within(limits.no_deal_days.filter(|days| *days > 0), &ACCOUNT_DAYS)
        && within(limits.protection_days.filter(|days| *days > 0), &ACCOUNT_DAYS)
}

//! Several pools (公海): into which one a lead or a customer falls, who looks into it, who claims and assigns from it, by which limits.
//!
//! Promises one answer for one record: the first pool whose marks it bears, in the order in which the company wrote them down; the
//! company's own pool takes the rest. It rests on where the record is now, never on the way in which it came to its owner.

mod check;

use serde::{Deserialize, Serialize};

use crate::id::{DepartmentId, PersonId};
use crate::label::Label;
use crate::organization::Organization;
use crate::process::{self, Process};
use crate::reference::account::Account;
use crate::reference::setting::Settings;
use crate::sight::{ByPosts, below};

pub use check::{Fault, check};

/// The key of the company's own pool, which takes what no other does.
pub const OWN: &str = "default";

/// A pool beside the company's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolRule {
    /// What it is called in data; never changes its meaning.
    pub key: String,
    /// What people read.
    pub name: Label,
    /// Regions, by code (`33`, `330000 浙江`) or by how their text begins; none says nothing of the region.
    #[serde(default)]
    pub regions: Vec<String>,
    /// Industries, by code (`C`, `C34 通用设备制造业`); none says nothing of the industry.
    #[serde(default)]
    pub industries: Vec<String>,
    /// Departments with those below; none says nothing of the department.
    #[serde(default)]
    pub departments: Vec<DepartmentId>,
    /// Who looks into it and claims from it.
    #[serde(default)]
    pub members: Members,
    /// Who assigns from it to its members.
    #[serde(default)]
    pub admins: Vec<PersonId>,
    /// Where its leads go by other numbers than the process says.
    #[serde(default)]
    pub leads: LeadLimits,
    /// Where its customers go by other numbers than the company's settings say.
    #[serde(default)]
    pub accounts: AccountLimits,
}

/// The people of a pool.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Members {
    /// Whoever belongs to one of these departments, or to one below.
    pub departments: Vec<DepartmentId>,
    /// These besides.
    pub people: Vec<PersonId>,
}

/// Limits of a pool for leads; what is absent is as in the process.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "named as in process::Pool")]
pub struct LeadLimits {
    pub holding_cap: Option<u32>,
    pub claims_per_day: Option<u32>,
    pub cool_down_days: Option<u32>,
    pub colleague_cool_down_days: Option<u32>,
    pub recycle_ungraded_days: Option<u32>,
    pub recycle_a_days: Option<u32>,
    pub recycle_b_days: Option<u32>,
}

/// Limits of a pool for customers; what is absent is as in the settings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "named as in the settings, without `account_`")]
pub struct AccountLimits {
    pub holding_cap: Option<u32>,
    pub claims_per_day: Option<u32>,
    pub cool_down_days: Option<u32>,
    pub colleague_cool_down_days: Option<u32>,
    pub recycle_days: Option<u32>,
    pub no_deal_days: Option<u32>,
    pub protection_days: Option<u32>,
}

/// The limits by which a customer goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "named as in the settings, without `account_`")]
pub struct AccountRule {
    pub holding_cap: u32,
    pub claims_per_day: u32,
    pub cool_down_days: u32,
    pub colleague_cool_down_days: u32,
    pub recycle_days: u32,
    pub no_deal_days: u32,
    pub protection_days: u32,
}

impl LeadLimits {
    /// The process's numbers with those of the pool over them.
    pub fn over(&self, company: &process::Pool) -> process::Pool {
        process::Pool {
            holding_cap: self.holding_cap.unwrap_or(company.holding_cap),
            claims_per_day: self.claims_per_day.unwrap_or(company.claims_per_day),
            cool_down_days: self.cool_down_days.unwrap_or(company.cool_down_days),
            colleague_cool_down_days: self
                .colleague_cool_down_days
                .unwrap_or(company.colleague_cool_down_days),
            recycle_ungraded_days: self.recycle_ungraded_days.unwrap_or(company.recycle_ungraded_days),
            recycle_a_days: self.recycle_a_days.unwrap_or(company.recycle_a_days),
            recycle_b_days: self.recycle_b_days.unwrap_or(company.recycle_b_days),
            ..*company
        }
    }
}

impl AccountLimits {
    /// The company's numbers with those of the pool over them.
    pub fn over(&self, company: &Settings) -> AccountRule {
        let or = |own: Option<u32>, company: u32| own.unwrap_or(company);
        AccountRule {
            holding_cap: or(self.holding_cap, company.account_holding_cap),
            claims_per_day: or(self.claims_per_day, company.account_claims_per_day),
            cool_down_days: or(self.cool_down_days, company.account_cool_down_days),
            colleague_cool_down_days: or(
                self.colleague_cool_down_days,
                company.account_colleague_cool_down_days,
            ),
            recycle_days: or(self.recycle_days, company.account_recycle_days),
            no_deal_days: or(self.no_deal_days, company.account_no_deal_days),
            protection_days: or(self.protection_days, company.account_protection_days),
        }
    }
}

/// Where a customer is, as far as pools look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// 地区.
    pub region: Option<String>,
    /// 所属行业.
    pub industry: Option<String>,
}

impl Place {
    /// Where a customer is.
    pub fn of(account: &Account) -> Self {
        Self { region: account.region.clone(), industry: account.industry.clone() }
    }
}

/// What a record bears that falls into a pool: one of each kind that is named. Lists are narrowed by the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marks {
    /// How its region begins.
    pub regions: Vec<String>,
    /// How its industry begins.
    pub industries: Vec<String>,
    /// Its department.
    pub departments: Vec<DepartmentId>,
}

impl Marks {
    fn bears(&self, place: &Place, department: DepartmentId) -> bool {
        let begins = |text: &Option<String>, stems: &[String]| {
            let text = text.as_deref().unwrap_or_default();
            stems.is_empty() || stems.iter().any(|stem| text.starts_with(stem.as_str()))
        };
        begins(&place.region, &self.regions)
            && begins(&place.industry, &self.industries)
            && (self.departments.is_empty() || self.departments.contains(&department))
    }
}

/// How whatever lies in a region or an industry begins: `330000 浙江` holds `330108 …`, and `C 制造业` holds `C34 …`.
fn stem(entry: &str) -> String {
    let first = entry.split_whitespace().next().unwrap_or_default();
    let is_place = first.len() == 6 && first.bytes().all(|byte| byte.is_ascii_digit());
    let length = match is_place {
        true if first.ends_with("0000") => 2,
        true if first.ends_with("00") => 4,
        _ => first.len(),
    };
    first[..length].to_owned()
}

/// The marks of each pool, in the order of the pools.
pub fn marks(organization: &Organization) -> Vec<Marks> {
    let of = |pool: &PoolRule| Marks {
        regions: pool.regions.iter().map(|entry| stem(entry)).collect(),
        industries: pool.industries.iter().map(|entry| stem(entry)).collect(),
        departments: pool.departments.iter().flat_map(|one| below(organization, *one)).collect(),
    };
    organization.pools.iter().map(of).collect()
}

/// The pool into which a record falls; none where it is the company's own.
pub fn of_record<'a>(
    organization: &'a Organization,
    place: &Place,
    department: DepartmentId,
) -> Option<&'a PoolRule> {
    if organization.pools.is_empty() {
        return None;
    }
    let at = marks(organization).iter().position(|marks| marks.bears(place, department))?;
    organization.pools.get(at)
}

/// The limits of a lead that falls into a pool.
pub fn of_lead(pool: Option<&PoolRule>, process: &Process) -> process::Pool {
    let company = &process.settings.pool;
    pool.map_or(*company, |pool| pool.leads.over(company))
}

/// The limits of a customer that falls into a pool.
pub fn of_account(pool: Option<&PoolRule>, settings: &Settings) -> AccountRule {
    pool.map(|pool| pool.accounts).unwrap_or_default().over(settings)
}

/// Whether somebody may claim from a pool, as far as the pool says; the company's own is for whoever claims at all.
pub fn is_member(organization: &Organization, person: PersonId, pool: Option<&PoolRule>) -> bool {
    let Some(PoolRule { members, .. }) = pool else { return true };
    let home = organization.people.get(&person).map(|person| person.department);
    let belongs =
        |department: &DepartmentId| home.is_some_and(|home| below(organization, *department).contains(&home));
    organization.is_active(person)
        && (members.people.contains(&person) || members.departments.iter().any(belongs))
}

/// Whether somebody may assign from a pool.
pub fn is_admin(organization: &Organization, person: PersonId, pool: Option<&PoolRule>) -> bool {
    organization.is_active(person) && pool.is_some_and(|pool| pool.admins.contains(&person))
}

/// Whether somebody sees what lies in a pool: its members and administrators, and whoever sees all of the company.
pub fn looks_into(
    organization: &Organization,
    process: &Process,
    person: PersonId,
    pool: Option<&PoolRule>,
) -> bool {
    is_member(organization, person, pool)
        || is_admin(organization, person, pool)
        || ByPosts::of(organization, process, person) == ByPosts::All
}

/// Whose pools somebody looks into, by their places in the company's order; the company's own comes behind all others.
pub fn seen_by(organization: &Organization, process: &Process, person: PersonId) -> Vec<usize> {
    let pools = organization.pools.iter().map(Some).chain([None]).enumerate();
    pools.filter(|(_, pool)| looks_into(organization, process, person, *pool)).map(|(at, _)| at).collect()
}

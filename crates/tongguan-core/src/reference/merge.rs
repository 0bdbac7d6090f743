//! Two customers that are one (合并): what the one becomes, what the other leaves, and the way back.
//!
//! Promises that names and codes are not lost: those of the merged one stay as former names, so that nobody registers it again. Two legal
//! persons are never merged: whoever has a code of his own, and a branch beside its company, is linked to a group instead. A merge is
//! taken back as a whole or not at all, as long as nothing contradicts.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::account::{Account, FormerName};
use super::account_pool::held_since;
use super::name_key::name_key;
use super::{Desk, Record, Refusal, text};
use crate::id::{AccountId, MergeId, PersonId};

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Merging {
    /// The one that stays.
    pub kept: AccountId,
    /// The one that goes.
    pub merged: AccountId,
    /// Fields that the one that stays takes from the other.
    pub taken: BTreeSet<Choice>,
    /// Why they are one.
    pub reason: String,
}

/// A field that may be taken from the one that goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// Its name.
    Name,
    /// 客户性质.
    Nature,
    /// 企业规模类型.
    SizeClass,
    /// 所属行业.
    Industry,
    /// 地区.
    Region,
    /// Who owns it, with the department.
    Owner,
}

/// A merge as it was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// Its id.
    pub id: MergeId,
    /// The one that stayed, as it was before.
    pub before: Account,
    /// The same after.
    pub after: Account,
    /// The one that went.
    pub merged: Account,
    /// Deals that went over.
    pub deals: Vec<Uuid>,
    /// Contacts that went over.
    pub contacts: Vec<Uuid>,
    /// Members of its group that went over.
    pub members: Vec<Uuid>,
    /// Appeals about whose it is that went over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub appeals: Vec<Uuid>,
    /// Why.
    pub reason: String,
    /// Who did it.
    pub made_by: Option<PersonId>,
    /// When.
    pub made_at: Timestamp,
    /// Who took it back.
    pub undone_by: Option<PersonId>,
    /// When.
    pub undone_at: Option<Timestamp>,
}

impl Record for Merge {
    const KIND: &'static str = "account_merge";
    const PERSONAL: &'static [&'static str] = &["before", "after", "merged", "reason"];

    fn id(&self) -> Uuid {
        self.id.0
    }
}

/// Words by which a name is that of a branch, which is a customer of its own.
const BRANCHES: [&str; 4] = ["分公司", "分厂", "事业部", "办事处"];

fn is_branch(account: &Account) -> bool {
    BRANCHES.iter().any(|word| account.name.contains(word))
}

/// Whether this person may merge, and these two are one. Answers why, as it is kept.
pub fn admit(
    desk: &Desk<'_>,
    merging: &Merging,
    kept: &Account,
    merged: &Account,
) -> Result<String, Refusal> {
    desk.admit("merge_accounts", None)?;
    if kept.id == merged.id {
        return Err(Refusal::NoChange);
    }
    let two_codes = kept.uscc.is_some() && merged.uscc.is_some() && kept.uscc != merged.uscc;
    let branch = is_branch(kept) != is_branch(merged);
    if two_codes || branch {
        return Err(Refusal::LinkedNotMerged { account: merged.id });
    }
    let (one, other) = (kept.group, merged.group);
    if one.is_some() && other.is_some() && one != other && one != Some(merged.id) && other != Some(kept.id) {
        return Err(Refusal::BadGroupHead { account: merged.id });
    }
    text::required("reason", &merging.reason, 5, 500)
}

/// The one that stays, with what it takes from the other.
pub fn merged(desk: &Desk<'_>, merging: &Merging, kept: &Account, other: &Account) -> Account {
    let takes = |choice: Choice| merging.taken.contains(&choice);
    let pick = |choice: Choice, mine: &Option<String>, theirs: &Option<String>| match takes(choice) {
        true => theirs.clone().or_else(|| mine.clone()),
        false => mine.clone().or_else(|| theirs.clone()),
    };
    let (name, given_up) = match takes(Choice::Name) {
        true => (other.name.clone(), kept.name.clone()),
        false => (kept.name.clone(), other.name.clone()),
    };
    let owner = match takes(Choice::Owner) {
        true => (other.owner, other.department),
        false => (kept.owner, kept.department),
    };
    // The day of recycling stays that of the one whose owner stays, though the older one tells since when we know it.
    let held = if takes(Choice::Owner) { other } else { kept };
    let created_at = kept.created_at.min(other.created_at);
    let since = Some(held_since(held)).filter(|since| held.owner.is_some() && *since > created_at);
    let group = kept.group.or(other.group).filter(|head| ![kept.id, other.id].contains(head));
    let mut former: Vec<FormerName> = kept.former_names.iter().chain(&other.former_names).cloned().collect();
    former.sort_by_key(|name| name.until);
    former.push(FormerName { name: given_up, until: desk.now() });
    // A former name that equals the present one, or another, says nothing.
    let mut seen = BTreeSet::from([name_key(&name)]);
    former.retain(|former| seen.insert(name_key(&former.name)));
    Account {
        id: kept.id,
        name,
        uscc: kept.uscc.clone().or_else(|| other.uscc.clone()),
        nature: pick(Choice::Nature, &kept.nature, &other.nature),
        size_class: pick(Choice::SizeClass, &kept.size_class, &other.size_class),
        industry: pick(Choice::Industry, &kept.industry, &other.industry),
        region: pick(Choice::Region, &kept.region, &other.region),
        owner: owner.0,
        department: owner.1,
        group,
        credit_limit: kept.credit_limit.or(other.credit_limit),
        former_names: former,
        created_at,
        claimed_at: since.or(held.claimed_at),
        protection_renewed: held.protection_renewed,
        named: held.named.clone(),
        pooled: kept.pooled.iter().chain(&other.pooled).copied().collect(),
    }
}

/// What stands in the way of taking a merge back: how the one that stayed is now, and how many things moved on.
#[derive(Debug, Clone, Default)]
pub struct Since {
    /// The one that stayed, if it is still there.
    pub kept: Option<Account>,
    /// Things that went over and belong to somebody else by now.
    pub moved_on: u32,
}

/// Takes a merge back, if nothing contradicts. Answers the record.
pub fn undo(desk: &Desk<'_>, merge: &Merge, since: &Since) -> Result<Merge, Refusal> {
    desk.admit("undo_merge", None)?;
    if merge.undone_at.is_some() {
        return Err(Refusal::NoChange);
    }
    let changed = since.kept.as_ref() != Some(&merge.after);
    let things = since.moved_on + u32::from(changed);
    match things {
        0 => Ok(Merge { undone_by: desk.actor(), undone_at: Some(desk.now()), ..merge.clone() }),
        things => Err(Refusal::MergeBuiltUpon { things }),
    }
}

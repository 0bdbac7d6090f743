//! 撞单申诉 about a customer without business: nobody sells to it at present, and somebody contests whose it is.
//!
//! What is contested in an open deal is decided in that deal (`deal/screening/appeal.rs`); here there is none, so there is no credit to
//! share out and only the customer changes hands. Promises that nobody decides in his own cause, that a customer has one open appeal at
//! a time, and that of two decisions the second is the last. Must never move the day of recycling of a customer that somebody owns.

mod deciding;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use deciding::{deciders, parties};

use super::account::Account;
use super::account_pool::{held_since, passed};
use super::{Desk, Record, Refusal, text};
use crate::calendar::Calendar;
use crate::digest::Digest;
use crate::id::{AccountAppealId, AccountId, DepartmentId, PersonId};
use crate::notice::{About, Notice, Reason};
use crate::obligation::{DueContext, Fired, Subject, compute};
use crate::organization::Organization;
use crate::process::{Process, Trigger};

/// Files that one appeal may be laid on.
const EVIDENCE_MAX: usize = 20;
/// The last level: what is decided there is final.
const LAST: u32 = 2;

/// An appeal about whose a customer is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountAppeal {
    /// Its id.
    pub id: AccountAppealId,
    /// Whose owner is contested.
    pub account: AccountId,
    /// 1 for the first, decided by the supervisor; 2 for the last, decided by the director.
    pub level: u32,
    /// Who filed it.
    pub by: PersonId,
    /// Against whom.
    pub against: PersonId,
    /// The customer's department when it was filed: its superiors decide.
    pub department: DepartmentId,
    /// When.
    pub filed_at: Timestamp,
    /// By when it is to be decided.
    pub due_at: Timestamp,
    /// Why.
    pub reason: String,
    /// What it rests on.
    pub evidence: Vec<Digest>,
    /// Who decided the first one, where this is the second.
    pub first_decided_by: Option<PersonId>,
    /// Who decided, once somebody has.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// To whom the customer was awarded.
    pub owner: Option<PersonId>,
    /// Why.
    pub opinion: Option<String>,
}

impl AccountAppeal {
    /// Whether it waits for its decision.
    pub fn is_open(&self) -> bool {
        self.decided_at.is_none()
    }

    /// Whether it was decided for whoever filed it; none while it is open.
    pub fn is_upheld(&self) -> Option<bool> {
        self.owner.map(|owner| owner == self.by)
    }
}

impl Record for AccountAppeal {
    const KIND: &'static str = "account_appeal";
    const PERSONAL: &'static [&'static str] = &["reason", "opinion"];

    fn id(&self) -> Uuid {
        self.id.0
    }
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub enum Command {
    /// Somebody who sells contests whose the customer is.
    FileAccountAppeal {
        account: AccountId,
        reason: String,
        #[serde(default)]
        #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
        evidence: Vec<Digest>,
    },
    /// It is decided whose it is.
    DecideAccountAppeal { owner: PersonId, reason: String },
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::FileAccountAppeal { .. } => "file_account_appeal",
            Command::DecideAccountAppeal { .. } => "decide_account_appeal",
        }
    }
}

/// What else is known.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The customer, if there is one.
    pub account: Option<Account>,
    /// All appeals about it, the latest first.
    pub appeals: Vec<AccountAppeal>,
}

/// Answers a command.
pub fn decide(
    desk: &Desk<'_>,
    calendar: &Calendar,
    appeal: Option<&AccountAppeal>,
    known: &Known,
    command: &Command,
) -> Result<AccountAppeal, Refusal> {
    desk.admit(command.key(), None)?;
    match (appeal, command) {
        (None, Command::FileAccountAppeal { account, reason, evidence }) => {
            file(desk, calendar, known, (*account, reason, evidence))
        }
        (Some(appeal), Command::DecideAccountAppeal { owner, reason }) => {
            deciding::decide(desk, appeal, known, (*owner, reason))
        }
        (None, _) => Err(Refusal::BadValue { field: "id".to_owned() }),
        (Some(_), _) => Err(Refusal::AlreadyExists { kind: AccountAppeal::KIND.to_owned() }),
    }
}

fn file(
    desk: &Desk<'_>,
    calendar: &Calendar,
    known: &Known,
    (id, reason, evidence): (AccountId, &str, &[Digest]),
) -> Result<AccountAppeal, Refusal> {
    let account = known.account.as_ref().ok_or(Refusal::UnknownAccount { account: id })?;
    // In the pool it is contested by nobody: it is claimed.
    let against = account.owner.ok_or(Refusal::AccountInPool)?;
    let by = desk.actor().ok_or(Refusal::NeedsSecondPerson)?;
    if against == by {
        return Err(Refusal::NoChange);
    }
    if known.appeals.iter().any(AccountAppeal::is_open) {
        return Err(Refusal::AppealOpen);
    }
    if evidence.len() > EVIDENCE_MAX {
        return Err(Refusal::BadValue { field: "evidence".to_owned() });
    }
    let before = of_these_two(known, account, (by, against));
    let level = before.map_or(1, |before| before.level + 1);
    if level > LAST {
        return Err(Refusal::AppealsExhausted);
    }
    Ok(AccountAppeal {
        id: AccountAppealId(desk.fresh_id()),
        account: account.id,
        level,
        by,
        against,
        department: account.department,
        filed_at: desk.now(),
        due_at: due_at(desk, calendar, level),
        reason: said("reason", reason)?,
        evidence: evidence.to_vec(),
        first_decided_by: before.and_then(|before| before.decided_by),
        decided_by: None,
        decided_at: None,
        owner: None,
        opinion: None,
    })
}

/// The last appeal between these two, unless the customer lay in the pool since: whoever got it from there has not been contested yet.
fn of_these_two<'a>(
    known: &'a Known,
    account: &Account,
    (by, against): (PersonId, PersonId),
) -> Option<&'a AccountAppeal> {
    let between = |appeal: &&AccountAppeal| {
        [(appeal.by, appeal.against), (appeal.against, appeal.by)].contains(&(by, against))
            && appeal.decided_at.is_some_and(|decided| decided >= held_since(account))
    };
    known.appeals.iter().find(between)
}

/// As long as the process leaves for an appeal in a deal; the end of the second working day where it has no clock for that.
fn due_at(desk: &Desk<'_>, calendar: &Calendar, level: u32) -> Timestamp {
    let process = desk.process;
    let trigger = if level == 1 { Trigger::AppealFiled } else { Trigger::SecondAppealFiled };
    let decides = |clock: &&crate::process::Clock| {
        clock.starts == trigger && clock.met_by.contains(&Trigger::AppealDecided)
    };
    let context = DueContext {
        calendar,
        zone: process.time_zone(),
        reading: process.settings.limits.backward_reading,
        working_day: process.settings.limits.working_day,
        process_version: process.version,
    };
    let fired = Fired { trigger, subject: Subject::Deal, at: desk.now(), step_working_days: 2 };
    let due = process.clocks.values().find(decides).and_then(|clock| compute(clock, &fired, &context));
    let usual = || {
        let zone = process.time_zone();
        crate::zone::end_of_day(calendar.working_days_after(desk.today(), 2).date, &zone)
    };
    due.map_or_else(usual, |due| due.at)
}

/// What somebody said, in one line.
fn said(field: &str, typed: &str) -> Result<String, Refusal> {
    let line: Vec<&str> = typed.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    text::required(field, &line.join(" "), 5, 2000)
}

/// The customer as the decision leaves it; none where it stays with its owner.
pub fn awarded(desk: &Desk<'_>, account: &Account, appeal: &AccountAppeal) -> Option<Account> {
    let owner = appeal.owner.filter(|owner| account.owner != Some(*owner))?;
    let department = desk.organization.people.get(&owner)?.department;
    Some(passed(account, owner, department, desk.now()))
}

/// The open appeal of a leaver in the hands of whoever takes over. Nobody contests what is his.
pub fn handed(
    appeal: &AccountAppeal,
    owner: Option<PersonId>,
    to: PersonId,
) -> Result<AccountAppeal, Refusal> {
    match owner == Some(to) || appeal.against == to {
        true => Err(Refusal::PartyToAppeal),
        false => Ok(AccountAppeal { by: to, ..appeal.clone() }),
    }
}

/// Of two customers that become one, at most one is contested: it has one open appeal at a time.
pub fn may_merge(kept: &[AccountAppeal], merged: &[AccountAppeal]) -> Result<(), Refusal> {
    let is_contested = |appeals: &[AccountAppeal]| appeals.iter().any(AccountAppeal::is_open);
    match is_contested(kept) && is_contested(merged) {
        true => Err(Refusal::AppealOpen),
        false => Ok(()),
    }
}

/// Word of an appeal that was filed or decided; `account` as it was before. Nobody is told of his own act.
pub fn words(desk: &Desk<'_>, account: &Account, appeal: &AccountAppeal) -> Vec<Notice> {
    let mut told = std::collections::BTreeMap::new();
    let mut tell = |to: PersonId, reason| {
        if Some(to) != desk.actor() && desk.organization.is_active(to) {
            told.entry(to).or_insert(reason);
        }
    };
    let sides = [Some(appeal.against), account.owner];
    match appeal.is_open() {
        true => {
            sides.into_iter().flatten().for_each(|to| tell(to, Reason::AccountAppealFiled));
            deciders(desk.organization, appeal, account.owner)
                .into_iter()
                .for_each(|to| tell(to, Reason::AccountAppealOwed));
        }
        false => {
            // Whoever filed it is told that it ended, and of the customer nothing.
            tell(appeal.by, Reason::AppealDecided);
            sides.into_iter().flatten().for_each(|to| tell(to, Reason::AccountAppealDecided));
        }
    }
    told.into_iter().map(|(to, reason)| word(to, reason, account, appeal)).collect()
}

/// Word to those who may decide an appeal, when its day has come; once it is late also to those who would decide the second.
pub fn reminders(
    organization: &Organization,
    account: &Account,
    appeal: &AccountAppeal,
    now: Timestamp,
) -> Vec<Notice> {
    let mut to = deciders(organization, appeal, account.owner);
    if appeal.due_at < now {
        let second = AccountAppeal { level: LAST, ..appeal.clone() };
        to.extend(deciders(organization, &second, account.owner));
    }
    to.into_iter().map(|to| word(to, Reason::AccountAppealOwed, account, appeal)).collect()
}

fn word(to: PersonId, reason: Reason, account: &Account, appeal: &AccountAppeal) -> Notice {
    let params = match reason {
        Reason::AppealDecided => serde_json::json!({}),
        Reason::AccountAppealOwed => {
            serde_json::json!({"name": account.name, "account": account.id, "due_at": appeal.due_at})
        }
        _ => serde_json::json!({"name": account.name, "account": account.id}),
    };
    let params = params.as_object().cloned().unwrap_or_default();
    Notice { to, reason, deal: None, about: About::Deal, params }
}

/// Whether the first decision did not favour somebody, who may appeal against it as long as it stands.
pub fn may_appeal(appeal: &AccountAppeal, owner: Option<PersonId>, person: PersonId) -> bool {
    let is_side = [appeal.by, appeal.against].contains(&person);
    let stands = appeal.owner.is_some() && appeal.owner == owner;
    appeal.level < LAST && is_side && stands && owner != Some(person)
}

/// Whether somebody may decide an appeal, whatever he decides.
pub fn may_decide(
    (organization, process): (&Organization, &Process),
    appeal: &AccountAppeal,
    owner: Option<PersonId>,
    person: PersonId,
) -> bool {
    let holds = |role: &str| organization.roles_of(person).any(|held| held == role);
    appeal.is_open()
        && deciders(organization, appeal, owner).contains(&person)
        && process.barring_role("decide_account_appeal", holds).is_none()
}

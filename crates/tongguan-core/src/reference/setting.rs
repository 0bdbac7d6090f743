//! Settings of the company that belong to no process definition: each key has a type, a range and a default.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{Desk, Record, Refusal};
use crate::digest::Digest;
use crate::form::rule::{self, Fault, FieldRule};
use crate::pool::{self, PoolRule};
use crate::process::{RoleKey, RowScope};

/// All settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// How alike two names must be for 疑似重复, percent.
    pub name_similarity_pct: u32,
    /// How alike, when phone or mail domain are the same, percent.
    pub contact_similarity_pct: u32,
    /// Mail domains that say nothing of a company.
    pub public_mail_domains: Vec<String>,
    /// Longest delegation.
    pub delegation_max_days: u32,
    /// Minutes without a request after which a session ends.
    pub session_idle_minutes: u32,
    /// Hours after which a session ends in any case.
    pub session_max_hours: u32,
    /// Failed sign-ins before an account is locked for the window.
    pub sign_in_failures: u32,
    /// That window, minutes.
    pub sign_in_window_minutes: u32,
    /// What papers call the company; the name of the installation where empty.
    pub letterhead_name: String,
    /// Its address and phone, a line on papers.
    pub letterhead_address: String,
    /// The company's line at the foot of papers.
    pub letterhead_footer: String,
    /// Its logo: the SHA-256 of a stored PNG; none where empty.
    pub letterhead_logo: String,
    /// What a password must be.
    pub password_preset: PasswordPreset,
    /// Days after which another password must be chosen, where the preset wants it.
    pub password_max_days: u32,
    /// Former passwords that are not used again, where the preset wants it.
    pub passwords_kept: u32,
    /// Roles whose holders need a second factor to sign in.
    pub second_factor_roles: Vec<RoleKey>,
    /// Longest life of an API key, days.
    pub api_key_max_days: u32,
    /// Months for which the security log is kept.
    pub security_log_months: u32,
    /// Days without contact after which a customer without open or won business goes to the pool.
    pub account_recycle_days: u32,
    /// Days without a deal after which such a customer goes there, however often somebody spoke to it; 0 means never.
    pub account_no_deal_days: u32,
    /// Days for which whoever has such a customer is protected, and after which it goes there; 0 means without end.
    pub account_protection_days: u32,
    /// How many times a manager may renew that protection.
    pub account_protection_renewals: u32,
    /// How many customers a rep may own and still claim another.
    pub account_holding_cap: u32,
    /// How many customers a person may claim a day.
    pub account_claims_per_day: u32,
    /// Days before a customer goes to the pool that its owner is told; 0 means not at all.
    pub account_remind_days: u32,
    /// Days that whoever lost a customer to the pool waits before he may claim it.
    pub account_cool_down_days: u32,
    /// Days that his colleagues wait.
    pub account_colleague_cool_down_days: u32,
    /// Rows that the holders of a role may export a day; a role that is not named exports nothing.
    pub export_rows_a_day: BTreeMap<RoleKey, u32>,
    /// Files that a person may export an hour.
    pub exports_an_hour: u32,
    /// Contacts that a person may export a day without somebody who allows it.
    pub export_contacts_unasked: u32,
    /// Days within which an export that was allowed may be taken.
    pub export_approval_days: u32,
    /// Whether contact data is masked for everybody but the customer's owner, its sellers and those above them.
    pub mask_contacts: bool,
    /// How many contacts the holders of a role may have shown in full a day; a role that is not named, none.
    pub reveals_a_day: BTreeMap<RoleKey, u32>,
    /// How far the holders of a role see, where the company says otherwise than the process.
    pub role_scopes: BTreeMap<RoleKey, RowScope>,
    /// Who sees and fills what in forms, where the company says more than the process.
    pub field_rules: Vec<FieldRule>,
    /// Pools beside the company's own, the first that fits first.
    pub pools: Vec<PoolRule>,
    /// When they were last changed; kept by the system.
    pub pools_since: Option<Date>,
}

/// What a password must be, in the large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PasswordPreset {
    /// OWASP ASVS: long, not a common one; never changed without a reason.
    Asvs,
    /// 等保 (GB/T 22239): kinds of characters, changed from time to time.
    Dengbao,
}

impl Default for Settings {
    fn default() -> Self {
        let domains =
            ["qq.com", "foxmail.com", "163.com", "126.com", "yeah.net", "sina.com", "sina.cn", "sohu.com"];
        let more =
            ["139.com", "189.cn", "aliyun.com", "gmail.com", "outlook.com", "hotmail.com", "icloud.com"];
        Self {
            name_similarity_pct: 85,
            contact_similarity_pct: 60,
            public_mail_domains: domains.iter().chain(&more).map(|domain| (*domain).to_owned()).collect(),
            delegation_max_days: 90,
            session_idle_minutes: 30,
            session_max_hours: 12,
            sign_in_failures: 5,
            sign_in_window_minutes: 15,
            letterhead_name: String::new(),
            letterhead_address: String::new(),
            letterhead_footer: String::new(),
            letterhead_logo: String::new(),
            password_preset: PasswordPreset::Asvs,
            password_max_days: 90,
            passwords_kept: 5,
            second_factor_roles: Vec::new(),
            api_key_max_days: 366,
            security_log_months: 12,
            role_scopes: BTreeMap::new(),
            field_rules: Vec::new(),
            pools: Vec::new(),
            pools_since: None,
            mask_contacts: true,
            reveals_a_day: by_role(&REVEALS),
            export_rows_a_day: by_role(&EXPORTS),
            exports_an_hour: 5,
            export_contacts_unasked: 500,
            export_approval_days: 7,
            account_recycle_days: 180,
            account_no_deal_days: 180,
            account_protection_days: 0,
            account_protection_renewals: 2,
            account_holding_cap: 60,
            account_claims_per_day: 10,
            account_remind_days: 7,
            account_cool_down_days: 30,
            account_colleague_cool_down_days: 7,
        }
    }
}

/// Rows a day by role, where the company sets no others: own business for whoever sells, all of it for whoever reports and audits.
const EXPORTS: [(&str, u32); 18] = [
    ("sales_rep", 500),
    ("sales_supervisor", 2_000),
    ("sales_manager", 5_000),
    ("sales_director", 20_000),
    ("product_manager", 500),
    ("presales", 500),
    ("finance_specialist", 20_000),
    ("legal_specialist", 2_000),
    ("delivery_manager", 2_000),
    ("admin_archivist", 2_000),
    ("general_manager", 200_000),
    ("finance_manager", 50_000),
    ("cashier", 2_000),
    ("service_agent", 500),
    ("sales_ops", 50_000),
    ("auditor", 200_000),
    ("sys_admin", 5_000),
    ("security_admin", 50_000),
];

/// Settings that guard the ways in: whoever answers for security may change these and no others, and the security log tells of it.
pub const GUARDS: &[&str] = &[
    "session_idle_minutes",
    "session_max_hours",
    "sign_in_failures",
    "sign_in_window_minutes",
    "password_preset",
    "password_max_days",
    "passwords_kept",
    "second_factor_roles",
    "api_key_max_days",
    "security_log_months",
];

/// What else the security administrator sets: how far people see, and how much of it they may take out.
const RIGHTS: [&str; 8] = [
    FIELD_RULES,
    "export_rows_a_day",
    "exports_an_hour",
    "export_contacts_unasked",
    "export_approval_days",
    "role_scopes",
    "mask_contacts",
    "reveals_a_day",
];

/// Who sees and fills what in forms.
const FIELD_RULES: &str = "field_rules";
/// The pools: sales operations keep them.
const POOLS: &str = "pools";
/// When they were changed is nobody's to say.
const POOLS_SINCE: &str = "pools_since";

/// Contacts shown in full a day by role, where the company sets no others: most for whoever calls customers.
const REVEALS: [(&str, u32); 17] = [
    ("sales_rep", 20),
    ("sales_supervisor", 40),
    ("sales_manager", 60),
    ("sales_director", 100),
    ("product_manager", 10),
    ("presales", 20),
    ("finance_specialist", 60),
    ("legal_specialist", 10),
    ("delivery_manager", 40),
    ("admin_archivist", 10),
    ("general_manager", 100),
    ("finance_manager", 60),
    ("cashier", 10),
    ("service_agent", 60),
    ("sales_ops", 100),
    ("auditor", 50),
    ("security_admin", 0),
];

fn by_role(values: &[(&str, u32)]) -> BTreeMap<RoleKey, u32> {
    values.iter().map(|(role, value)| ((*role).to_owned(), *value)).collect()
}

/// A sheet has 1,048,576 rows; two of them are not ours.
const EXPORT_ROWS_MOST: u32 = 1_000_000;

/// More a day is no allowance.
const REVEALS_MOST: u32 = 10_000;

impl Record for Settings {
    const KIND: &'static str = "setting";
    const PERSONAL: &'static [&'static str] = &[];

    /// There is one row of settings, so it needs no id of its own.
    fn id(&self) -> Uuid {
        Uuid::nil()
    }
}

impl Settings {
    /// The settings with stored values over the defaults; a stored value that means nothing any more is passed over.
    pub fn read<'a>(stored: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut settings = Self::default();
        for (key, text) in stored {
            let value = serde_json::from_str(text).unwrap_or(Value::Null);
            settings = settings.with(key, &value).unwrap_or(settings);
        }
        settings
    }

    /// All keys, by name.
    pub fn keys() -> Vec<String> {
        match serde_json::to_value(Self::default()) {
            Ok(Value::Object(fields)) => fields.into_iter().map(|(key, _)| key).collect(),
            _ => Vec::new(),
        }
    }

    /// The settings with one value changed.
    pub fn with(&self, key: &str, value: &Value) -> Result<Self, Refusal> {
        let mut fields = serde_json::to_value(self).expect("settings are plain data");
        let unknown = || Refusal::UnknownSetting { key: key.to_owned() };
        *fields.get_mut(key).ok_or_else(unknown)? = value.clone();
        let bad = || Refusal::BadSetting { key: key.to_owned() };
        let next: Self = serde_json::from_value(fields).map_err(|_| bad())?;
        if next.is_sound() { Ok(next) } else { Err(bad()) }
    }

    fn is_sound(&self) -> bool {
        let percent = |value: u32| (50..=100).contains(&value);
        let may_be_off = |days: u32| days == 0 || (7..=3_660).contains(&days);
        percent(self.name_similarity_pct)
            && percent(self.contact_similarity_pct)
            && (1..=366).contains(&self.delegation_max_days)
            && (7..=3_660).contains(&self.account_recycle_days)
            && may_be_off(self.account_no_deal_days)
            && may_be_off(self.account_protection_days)
            && self.account_protection_renewals <= 10
            && (1..=100_000).contains(&self.account_holding_cap)
            && (1..=10_000).contains(&self.account_claims_per_day)
            && (1..=1_000).contains(&self.exports_an_hour)
            && self.export_contacts_unasked <= EXPORT_ROWS_MOST
            && (1..=90).contains(&self.export_approval_days)
            && self.account_remind_days <= 60
            && self.account_cool_down_days <= 366
            && self.account_colleague_cool_down_days <= 366
            && (5..=1440).contains(&self.session_idle_minutes)
            && (1..=720).contains(&self.session_max_hours)
            && (3..=100).contains(&self.sign_in_failures)
            && (1..=1440).contains(&self.sign_in_window_minutes)
            && (7..=730).contains(&self.password_max_days)
            && (1..=24).contains(&self.passwords_kept)
            && (1..=1_096).contains(&self.api_key_max_days)
            && (6..=120).contains(&self.security_log_months)
            && is_line(&self.letterhead_name, 120)
            && is_line(&self.letterhead_address, 200)
            && is_line(&self.letterhead_footer, 200)
            && self.reveals_a_day.values().all(|reveals| *reveals <= REVEALS_MOST)
            && self.export_rows_a_day.values().all(|rows| *rows <= EXPORT_ROWS_MOST)
            && (self.letterhead_logo.is_empty() || Digest::parse(&self.letterhead_logo).is_some())
    }
}

/// Whether a text is one line of at most `longest` characters.
fn is_line(text: &str, longest: usize) -> bool {
    text.chars().count() <= longest && !text.chars().any(char::is_control)
}

/// Under which duty a setting is changed.
pub fn duty_of(key: &str) -> &'static str {
    match key {
        POOLS => "put_pools",
        key if GUARDS.contains(&key) || RIGHTS.contains(&key) => "put_security_setting",
        _ => "put_setting",
    }
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields say it")]
pub enum Command {
    /// A setting has another value.
    PutSetting { key: String, value: Value },
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::PutSetting { .. } => "put_setting",
        }
    }
}

/// Answers a command.
pub fn decide(desk: &Desk<'_>, command: &Command) -> Result<Settings, Refusal> {
    let Command::PutSetting { key, value } = command;
    desk.admit(duty_of(key), None)?;
    if key == POOLS_SINCE {
        return Err(Refusal::UnknownSetting { key: key.clone() });
    }
    let mut next = desk.settings.with(key, value)?;
    if next.pools != desk.settings.pools {
        pool::check(&next.pools, desk.organization)
            .map_err(|fault| Refusal::BadPool { pool: fault.pool, field: fault.field.to_owned() })?;
        next.pools_since = Some(desk.today());
    }
    if next.field_rules != desk.settings.field_rules {
        rule::check(&next.field_rules, desk.process).map_err(|(rule, fault)| said(rule, fault))?;
    }
    let named = next
        .export_rows_a_day
        .keys()
        .chain(next.role_scopes.keys())
        .chain(next.reveals_a_day.keys())
        .chain(&next.second_factor_roles);
    let unknown = named.into_iter().find(|role| desk.process.role(role).is_none());
    if let Some(role) = unknown {
        return Err(Refusal::UnknownRole { role: role.clone() });
    }
    // Nobody who administers opens the business to himself, nor closes it to who audits.
    let administers = |role: &RoleKey| desk.process.role(role).is_some_and(|role| !role.business);
    if next.role_scopes.keys().any(administers) {
        return Err(Refusal::BadSetting { key: key.clone() });
    }
    if next == *desk.settings { Err(Refusal::NoChange) } else { Ok(next) }
}

/// What is wrong with a field rule, as it is refused.
fn said(rule: u32, fault: Fault) -> Refusal {
    match fault {
        Fault::Wrong(field) => Refusal::BadFieldRule { rule, field: field.to_owned() },
        Fault::NobodyFills(roles) => Refusal::FieldRuleBlocksForm { rule, roles },
        Fault::ApproverBlind(role) => Refusal::FieldRuleBlindsApprover { rule, role },
    }
}

//! A customer (客户): who it legally is, whose it is, and how far we give it credit.
//!
//! Name and credit code are unique (4.1); a former name stays a key, so a customer cannot be registered again under it.
//! A branch is an account of its own, linked to its group, never merged.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::account_pool::{self, Activity, Pooled};
use super::account_reader::{self, NamedReader};
use super::{Desk, Record, Refusal, text};
use crate::facts::Duplicate;
use crate::id::{AccountId, DepartmentId, PersonId};
use crate::money::Money;
use crate::uscc::Uscc;

/// A customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Legal name as typed.
    pub name: String,
    /// 统一社会信用代码, valid.
    pub uscc: Option<String>,
    /// Option of 客户性质.
    pub nature: Option<String>,
    /// Option of 企业规模类型.
    pub size_class: Option<String>,
    /// 所属行业.
    pub industry: Option<String>,
    /// 地区.
    pub region: Option<String>,
    /// Who owns it; absent in the pool.
    pub owner: Option<PersonId>,
    /// Its department.
    pub department: DepartmentId,
    /// The head of its group; a customer without one is its own group.
    pub group: Option<AccountId>,
    /// How much it may owe us.
    pub credit_limit: Option<Money>,
    /// Names it had, the latest last.
    pub former_names: Vec<FormerName>,
    /// Since when we know it.
    pub created_at: Timestamp,
    /// From when on its owner's time for it counts: when he got it from the pool, or before a merge; absent where it is that of its
    /// beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_at: Option<Timestamp>,
    /// How many times a manager has renewed its protection while somebody has it.
    #[serde(default, skip_serializing_if = "is_none")]
    pub protection_renewed: u32,
    /// Who lost it to the pool, and when.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pooled: Vec<Pooled>,
    /// Who sees it by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<NamedReader>,
}

fn is_none(count: &u32) -> bool {
    *count == 0
}

/// A name that a customer gave up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerName {
    /// The name.
    pub name: String,
    /// When we learnt of the new one.
    pub until: Timestamp,
}

impl Account {
    /// The head of its group, which may be itself.
    pub fn group_head(&self) -> AccountId {
        self.group.unwrap_or(self.id)
    }

    /// Whether nobody has had it yet.
    pub fn is_new(&self) -> bool {
        self.owner.is_none() && self.pooled.is_empty() && self.claimed_at.is_none()
    }
}

impl Record for Account {
    const KIND: &'static str = "account";
    const PERSONAL: &'static [&'static str] = &["name", "former_names"];

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
    /// A new customer.
    CreateAccount {
        name: String,
        #[serde(default)]
        uscc: Option<String>,
        #[serde(default)]
        nature: Option<String>,
        #[serde(default)]
        size_class: Option<String>,
        #[serde(default)]
        industry: Option<String>,
        #[serde(default)]
        region: Option<String>,
        /// Why it is none of the similar ones.
        #[serde(default)]
        justification: Option<String>,
    },
    /// It has another legal name; the old one is kept.
    RenameAccount {
        name: String,
        #[serde(default)]
        justification: Option<String>,
    },
    /// Its credit code.
    SetAccountUscc { uscc: String },
    /// What kind of customer it is; what is absent stays.
    ClassifyAccount {
        #[serde(default)]
        nature: Option<String>,
        #[serde(default)]
        size_class: Option<String>,
        #[serde(default)]
        industry: Option<String>,
        #[serde(default)]
        region: Option<String>,
    },
    /// How much it may owe us; absent for no limit.
    SetCreditLimit {
        #[serde(default)]
        limit_minor: Option<Money>,
    },
    /// The head of its group; absent for its own.
    LinkAccountGroup {
        #[serde(default)]
        head: Option<AccountId>,
    },
    /// Another owner; absent for the pool.
    TransferAccount {
        #[serde(default)]
        owner: Option<PersonId>,
    },
    /// A rep takes it from the pool.
    ClaimAccount {
        /// Why it is none of the similar ones that others have.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        justification: Option<String>,
    },
    /// Somebody sees it by name from a day, today where none is said, and until another.
    NameAccountReader {
        person: PersonId,
        #[serde(default)]
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        from: Option<Date>,
        #[serde(default)]
        #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
        until: Option<Date>,
    },
    /// Somebody sees it by name no more.
    UnnameAccountReader { person: PersonId },
    /// Its owner lets it go to the pool.
    ReleaseAccount { reason: String },
    /// A manager protects it for another period, and says by what progress.
    RenewAccountProtection { reason: String },
    /// Nobody works on it: the night sends it to the pool.
    RecycleAccount {},
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::CreateAccount { .. } => "create_account",
            Command::RenameAccount { .. } => "rename_account",
            Command::SetAccountUscc { .. } => "set_account_uscc",
            Command::ClassifyAccount { .. } => "classify_account",
            Command::SetCreditLimit { .. } => "set_credit_limit",
            Command::LinkAccountGroup { .. } => "link_account_group",
            Command::TransferAccount { .. } => "transfer_account",
            Command::ClaimAccount { .. } => "claim_account",
            Command::NameAccountReader { .. } => "name_account_reader",
            Command::UnnameAccountReader { .. } => "unname_account_reader",
            Command::ReleaseAccount { .. } => "release_account",
            Command::RenewAccountProtection { .. } => "renew_account_protection",
            Command::RecycleAccount {} => "recycle_account",
        }
    }

    /// Name and code that must be nobody else's.
    pub fn probe(&self) -> Option<(&str, Option<&str>)> {
        match self {
            Command::CreateAccount { name, uscc, .. } => Some((name, uscc.as_deref())),
            Command::RenameAccount { name, .. } => Some((name, None)),
            Command::SetAccountUscc { uscc } => Some(("", Some(uscc))),
            _ => None,
        }
    }
}

/// What else is known.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Customers that equal or resemble what [`Command::probe`] names, or what is claimed, this one not counted.
    pub duplicates: Vec<Duplicate>,
    /// The head that the command names, if there is such a customer.
    pub head: Option<Account>,
    /// How many other customers have this one as their head.
    pub members: u32,
    /// Who owns an open deal with it: they work on it like its owner.
    pub sellers: Vec<PersonId>,
    /// How many customers the one who acts owns.
    pub held: u32,
    /// How many customers he has claimed today.
    pub claimed_today: u32,
    /// What happened with it, where that is asked for.
    pub activity: Activity,
}

/// Answers a command.
pub fn decide(
    desk: &Desk<'_>,
    account: Option<&Account>,
    known: &Known,
    command: &Command,
) -> Result<Account, Refusal> {
    let owner = account.and_then(|account| account.owner);
    let owners = match (account, command) {
        // Who sells to a customer works on it, and shows it to nobody.
        (Some(account), Command::NameAccountReader { .. } | Command::UnnameAccountReader { .. }) => {
            account_reader::keepers(desk, account)
        }
        _ => owner.into_iter().chain(known.sellers.iter().copied()).collect(),
    };
    let admitted = desk.admit(command.key(), owners);
    match (admitted, account, command) {
        (Ok(()), ..) => {}
        // Who keeps a pool gives out of it.
        (Err(Refusal::NotPermitted { .. }), Some(account), Command::TransferAccount { owner: Some(to) })
            if account_pool::assigns(desk, account, *to) => {}
        (Err(refusal), ..) => return Err(refusal),
    }
    let exists = || Refusal::AlreadyExists { kind: Account::KIND.to_owned() };
    match (account, command) {
        (None, Command::CreateAccount { .. }) => create(desk, known, command),
        (Some(_), Command::CreateAccount { .. }) | (None, _) => Err(exists()),
        (Some(account), command) => {
            let next = change(desk, account, known, command)?;
            if next == *account { Err(Refusal::NoChange) } else { Ok(next) }
        }
    }
}

fn create(desk: &Desk<'_>, known: &Known, command: &Command) -> Result<Account, Refusal> {
    let Command::CreateAccount { name, uscc, nature, size_class, industry, region, justification } = command
    else {
        return Err(Refusal::AlreadyExists { kind: Account::KIND.to_owned() });
    };
    let name = text::required("name", name, 4, text::NAME_MAX)?;
    let uscc = uscc.as_deref().map(valid_uscc).transpose()?;
    unlike(known, justification.as_deref())?;
    let owner = desk.actor();
    let home = owner.and_then(|owner| desk.organization.people.get(&owner)).map(|person| person.department);
    let company =
        || desk.organization.departments.iter().find(|(_, above)| above.is_none()).map(|(id, _)| *id);
    let department = home.or_else(company).ok_or(Refusal::BadValue { field: "owner".to_owned() })?;
    Ok(Account {
        id: AccountId(desk.fresh_id()),
        name,
        uscc,
        nature: text::optional("nature", nature.as_deref(), 40)?,
        size_class: text::optional("size_class", size_class.as_deref(), 40)?,
        industry: text::optional("industry", industry.as_deref(), 60)?,
        region: text::optional("region", region.as_deref(), 60)?,
        owner,
        department,
        group: None,
        credit_limit: None,
        former_names: Vec::new(),
        created_at: desk.now(),
        claimed_at: None,
        protection_renewed: 0,
        pooled: Vec::new(),
        named: Vec::new(),
    })
}

fn change(desk: &Desk<'_>, account: &Account, known: &Known, command: &Command) -> Result<Account, Refusal> {
    let mut next = account.clone();
    match command {
        Command::CreateAccount { .. } => {}
        Command::RenameAccount { name, justification } => {
            next.name = text::required("name", name, 4, text::NAME_MAX)?;
            if next.name != account.name {
                unlike(known, justification.as_deref())?;
                let former = FormerName { name: account.name.clone(), until: desk.now() };
                next.former_names.push(former);
            }
        }
        Command::SetAccountUscc { uscc } => {
            next.uscc = Some(valid_uscc(uscc)?);
            certain(known)?;
        }
        Command::ClassifyAccount { nature, size_class, industry, region } => {
            let given = |field, text: &Option<String>, max| text::optional(field, text.as_deref(), max);
            next.nature = given("nature", nature, 40)?.or(next.nature);
            next.size_class = given("size_class", size_class, 40)?.or(next.size_class);
            next.industry = given("industry", industry, 60)?.or(next.industry);
            next.region = given("region", region, 60)?.or(next.region);
        }
        Command::SetCreditLimit { limit_minor } => {
            if limit_minor.is_some_and(|limit| limit.is_negative() || limit.is_too_large()) {
                return Err(Refusal::NegativeAmount { field: "limit_minor".to_owned() });
            }
            next.credit_limit = *limit_minor;
        }
        Command::LinkAccountGroup { head } => {
            if let Some(head) = head {
                may_head(account, known, *head)?;
            }
            next.group = *head;
        }
        Command::TransferAccount { owner } => {
            next = match owner {
                Some(to) => account_pool::given(desk, account, *to)?,
                None => account_pool::let_go(desk, account, None),
            };
        }
        Command::ClaimAccount { justification } => {
            next = account_pool::claim(desk, account, known)?;
            if let Some(by) = next.owner {
                beside(known, by, justification.as_deref())?;
            }
        }
        Command::NameAccountReader { person, from, until } => {
            next = account_reader::name(desk, account, *person, (*from, *until))?;
        }
        Command::UnnameAccountReader { person } => next = account_reader::unname(account, *person),
        Command::ReleaseAccount { reason } => next = account_pool::release(desk, account, known, reason)?,
        Command::RenewAccountProtection { reason } => next = account_pool::renew(desk, account, reason)?,
        Command::RecycleAccount {} => next = account_pool::recycle(desk, account, known)?,
    }
    Ok(next)
}

fn valid_uscc(typed: &str) -> Result<String, Refusal> {
    let parsed = Uscc::parse(typed).map_err(|reason| Refusal::BadUscc { reason })?;
    Ok(parsed.as_str().to_owned())
}

fn certain(known: &Known) -> Result<(), Refusal> {
    match known.duplicates.iter().find(|hit| hit.certain) {
        Some(hit) => Err(Refusal::DuplicateAccount {
            account: hit.account,
            department: hit.department.clone(),
            last_contact: hit.last_contact,
        }),
        None => Ok(()),
    }
}

/// What somebody else has is not claimed a second time under another name.
fn beside(known: &Known, by: PersonId, justification: Option<&str>) -> Result<(), Refusal> {
    let held = known.duplicates.iter().filter(|hit| hit.is_held_beside(by)).cloned().collect();
    unlike(&Known { duplicates: held, ..Known::default() }, justification)
}

fn unlike(known: &Known, justification: Option<&str>) -> Result<(), Refusal> {
    certain(known)?;
    let similar = known.duplicates.len() as u32;
    let explained = text::optional("justification", justification, 500)?.is_some();
    if similar > 0 && !explained { Err(Refusal::DuplicateUnexplained { similar }) } else { Ok(()) }
}

/// Groups are one level deep: a head belongs to no other group, and a head of others is no member.
fn may_head(account: &Account, known: &Known, head: AccountId) -> Result<(), Refusal> {
    match &known.head {
        None => Err(Refusal::UnknownAccount { account: head }),
        Some(found) if found.id == account.id || found.group.is_some() || known.members > 0 => {
            Err(Refusal::BadGroupHead { account: head })
        }
        Some(_) => Ok(()),
    }
}

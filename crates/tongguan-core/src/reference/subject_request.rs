//! Requests of persons about their own data (个人信息权利请求, PIPL 44–47, 50): to look at it, correct it, restrict it, erase it.
//!
//! Promises that each step is written down with who took it, that the clock runs in working days from the day on which the request
//! came, and that nothing is done to people who were not named one by one. After an erasure the request itself names nobody any
//! more. Must never decide what is found: names and numbers are compared, people say who it is.

pub mod papers;
pub mod traces;

use jiff::civil::Date;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::contact::Contact;
use super::{Desk, Record, Refusal, text};
use crate::calendar::Calendar;
use crate::id::{AccountId, ContactId, PersonId};
use crate::zone;

/// Ways to reach a person that a request may name, at most.
const REACH_MAX: usize = 10;
/// Contacts that one request may concern.
const CONTACTS_MAX: usize = 100;

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectRequest {
    /// Its id.
    pub id: Uuid,
    /// What is asked.
    pub kind: RequestKind,
    /// Where it stands.
    pub state: State,
    /// Who asks; empty once erased.
    pub name: String,
    /// Phones, addresses and handles of the person; empty once erased.
    pub reach: Vec<String>,
    /// How we know that it is the person; empty once erased.
    pub verified: String,
    /// When it came.
    pub received_on: Date,
    /// Until when it is answered.
    pub due_on: Date,
    /// The contacts that are this person.
    pub contacts: Vec<ContactId>,
    /// What was done, by whom and when.
    pub steps: Vec<Step>,
    /// What an erasure found, by place.
    pub swept: Vec<Swept>,
}

/// What a person may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    /// 查阅、复制: everything that we hold of him.
    Inspect,
    /// 更正、补充.
    Correct,
    /// 限制处理: nothing but keeping it.
    Restrict,
    /// 删除.
    Erase,
    /// Nobody asked: the time for which we keep it was over. Only the night asks for it.
    Expire,
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It waits.
    Open,
    /// It was done.
    Done,
    /// It was refused, with a reason.
    Refused,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<PersonId>,
    /// What.
    pub what: What,
    /// What was said to it; empty once erased.
    pub note: Option<String>,
}

/// What a step was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The request was taken down.
    Opened,
    /// The contacts were named.
    Named,
    /// What we hold was given out.
    Exported,
    /// It was done.
    Fulfilled,
    /// It was refused.
    Refused,
    /// A restriction was lifted.
    Lifted,
    /// The time was over.
    Expired,
}

/// How much an erasure emptied in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swept {
    /// Where.
    pub place: String,
    /// How many rows.
    pub rows: u32,
}

impl Record for SubjectRequest {
    const KIND: &'static str = "subject_request";
    const PERSONAL: &'static [&'static str] = &["name", "reach", "verified", "steps"];

    fn id(&self) -> Uuid {
        self.id
    }
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub enum Command {
    /// A person asks.
    OpenSubjectRequest {
        kind: RequestKind,
        name: String,
        #[serde(default)]
        reach: Vec<String>,
        verified: String,
        #[cfg_attr(feature = "schema", schemars(with = "String"))]
        received_on: Date,
    },
    /// These contacts are this person.
    NameSubject { contacts: Vec<ContactId> },
    /// What we hold is given out.
    ExportSubject {},
    /// What was asked is done.
    FulfilSubjectRequest { note: String },
    /// It is not done, and why.
    RefuseSubjectRequest { reason: String },
    /// A restriction ends, and why.
    LiftRestriction { reason: String },
    /// The time is over for which the people of a customer are kept; the night says so.
    ExpireContacts { account: AccountId },
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::OpenSubjectRequest { .. } => "open_subject_request",
            Command::NameSubject { .. } => "name_subject",
            Command::ExportSubject {} => "export_subject",
            Command::FulfilSubjectRequest { .. } => "fulfil_subject_request",
            Command::RefuseSubjectRequest { .. } => "refuse_subject_request",
            Command::LiftRestriction { .. } => "lift_restriction",
            Command::ExpireContacts { .. } => "expire_contacts",
        }
    }
}

/// What is known of the people that a request concerns.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Those of the contacts named that are there and not erased.
    pub contacts: Vec<Contact>,
    /// Of them, those that are held for a contract or by law while business with their customer is open.
    pub bound: u32,
    /// Imports of files with people in them that are being worked on.
    pub imports_at_work: u32,
    /// What happened with the customer whose time may be over.
    pub kept: Option<Kept>,
}

/// What the time for which a customer's people are kept rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Deals that are open, or were won: a contract's term is never cut short.
    pub binding_deals: u32,
    /// All deals, leads that came to nothing included.
    pub deals: u32,
    /// When somebody last had to do with the customer.
    pub since: Timestamp,
}

/// Answers a command.
pub fn decide(
    desk: &Desk<'_>,
    calendar: &Calendar,
    row: Option<&SubjectRequest>,
    known: &Known,
    command: &Command,
) -> Result<SubjectRequest, Refusal> {
    desk.admit(command.key(), [])?;
    match (row, command) {
        (None, Command::OpenSubjectRequest { .. }) => open(desk, calendar, command),
        (None, Command::ExpireContacts { .. }) => expire(desk, known),
        (Some(request), Command::LiftRestriction { reason }) => {
            if (request.state, request.kind) != (State::Done, RequestKind::Restrict) {
                return Err(Refusal::SubjectRequestClosed);
            }
            let note = text::required("reason", reason, 5, 500)?;
            Ok(stepped(desk, request, What::Lifted, Some(note)))
        }
        (Some(request), _) if request.state != State::Open => Err(Refusal::SubjectRequestClosed),
        (Some(request), Command::NameSubject { contacts }) => name(desk, request, known, contacts),
        (Some(request), Command::ExportSubject {}) => Ok(stepped(desk, request, What::Exported, None)),
        (Some(request), Command::FulfilSubjectRequest { note }) => fulfil(desk, request, known, note),
        (Some(request), Command::RefuseSubjectRequest { reason }) => {
            let note = text::required("reason", reason, 5, 500)?;
            let next = stepped(desk, request, What::Refused, Some(note));
            Ok(SubjectRequest { state: State::Refused, ..next })
        }
        _ => Err(Refusal::AlreadyExists { kind: SubjectRequest::KIND.to_owned() }),
    }
}

fn open(desk: &Desk<'_>, calendar: &Calendar, command: &Command) -> Result<SubjectRequest, Refusal> {
    let Command::OpenSubjectRequest { kind, name, reach, verified, received_on } = command else {
        return Err(Refusal::NoChange);
    };
    if *kind == RequestKind::Expire {
        return Err(Refusal::BadValue { field: "kind".to_owned() });
    }
    if *received_on > desk.today() {
        return Err(Refusal::InFuture { field: "received_on".to_owned() });
    }
    if reach.len() > REACH_MAX {
        return Err(Refusal::BadValue { field: "reach".to_owned() });
    }
    let reach: Result<Vec<String>, Refusal> =
        reach.iter().map(|one| text::required("reach", one, 4, 120)).collect();
    let days = desk.process.settings.personal_data.request_working_days;
    let request = SubjectRequest {
        id: desk.fresh_id(),
        kind: *kind,
        state: State::Open,
        name: text::required("name", name, 2, 60)?,
        reach: reach?,
        verified: text::required("verified", verified, 2, 500)?,
        received_on: *received_on,
        due_on: calendar.working_days_after(*received_on, days).date,
        contacts: Vec::new(),
        steps: Vec::new(),
        swept: Vec::new(),
    };
    Ok(stepped(desk, &request, What::Opened, None))
}

/// The people of a customer that came to nothing, once their time is over.
fn expire(desk: &Desk<'_>, known: &Known) -> Result<SubjectRequest, Refusal> {
    let kept = known.kept.as_ref().ok_or(Refusal::StillKept)?;
    let retention = desk.process.settings.personal_data.retention;
    let months = if kept.deals > 0 { retention.closed_lead_months } else { retention.idle_customer_months };
    let zone = desk.process.time_zone();
    let told = known.contacts.iter().filter_map(|contact| contact.notified_on).max();
    let since = told.into_iter().fold(zone::local_date(kept.since, &zone), Date::max);
    let until = since.saturating_add(Span::new().months(i64::from(months)));
    let is_over = kept.binding_deals == 0 && until < desk.today() && known.imports_at_work == 0;
    if !is_over || known.contacts.is_empty() {
        return Err(Refusal::StillKept);
    }
    let request = SubjectRequest {
        id: desk.fresh_id(),
        kind: RequestKind::Expire,
        state: State::Done,
        name: String::new(),
        reach: Vec::new(),
        verified: String::new(),
        received_on: desk.today(),
        due_on: desk.today(),
        contacts: known.contacts.iter().map(|contact| contact.id).collect(),
        steps: Vec::new(),
        swept: Vec::new(),
    };
    Ok(stepped(desk, &request, What::Expired, None))
}

fn name(
    desk: &Desk<'_>,
    request: &SubjectRequest,
    known: &Known,
    contacts: &[ContactId],
) -> Result<SubjectRequest, Refusal> {
    let is_there = |id: &ContactId| known.contacts.iter().any(|contact| contact.id == *id);
    if contacts.is_empty() || contacts.len() > CONTACTS_MAX || !contacts.iter().all(is_there) {
        return Err(Refusal::BadValue { field: "contacts".to_owned() });
    }
    if contacts == request.contacts {
        return Err(Refusal::NoChange);
    }
    let next = stepped(desk, request, What::Named, None);
    Ok(SubjectRequest { contacts: contacts.to_vec(), ..next })
}

fn fulfil(
    desk: &Desk<'_>,
    request: &SubjectRequest,
    known: &Known,
    note: &str,
) -> Result<SubjectRequest, Refusal> {
    let note = text::required("note", note, 2, 500)?;
    let given_out = request.steps.iter().any(|step| step.what == What::Exported);
    match request.kind {
        RequestKind::Inspect if !given_out => return Err(Refusal::SubjectNotExported),
        RequestKind::Restrict if known.contacts.is_empty() => return Err(Refusal::SubjectUnnamed),
        RequestKind::Erase if known.contacts.is_empty() && request.reach.is_empty() => {
            return Err(Refusal::SubjectUnnamed);
        }
        RequestKind::Erase if known.bound > 0 => {
            return Err(Refusal::SubjectBound { contacts: known.bound });
        }
        RequestKind::Erase if known.imports_at_work > 0 => {
            return Err(Refusal::ImportsAtWork { imports: known.imports_at_work });
        }
        _ => {}
    }
    let next = stepped(desk, request, What::Fulfilled, Some(note));
    let next = SubjectRequest { state: State::Done, ..next };
    Ok(if request.kind == RequestKind::Erase { nameless(next) } else { next })
}

/// The request without the person.
fn nameless(request: SubjectRequest) -> SubjectRequest {
    let steps = request.steps.iter().map(|step| Step { note: None, ..step.clone() }).collect();
    SubjectRequest { name: String::new(), reach: Vec::new(), verified: String::new(), steps, ..request }
}

fn stepped(desk: &Desk<'_>, request: &SubjectRequest, what: What, note: Option<String>) -> SubjectRequest {
    let mut next = request.clone();
    next.steps.push(Step { at: desk.now(), by: desk.actor(), what, note });
    next
}

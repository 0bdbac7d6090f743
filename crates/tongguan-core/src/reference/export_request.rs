//! Requests for an export (导出申请): more contacts than anybody takes out by himself, asked for with a reason, allowed by somebody else.
//!
//! Promises that whoever asks does not decide, and that what was allowed is exactly one list with its filters, for so many people, once
//! and for some days. Must never let more out than was asked for.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::export::{self, Taking};
use super::{Desk, Record, Refusal, text};
use crate::id::{ExportRequestId, PersonId};
use crate::notice::{About, Notice, Reason};

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportRequest {
    /// Its id.
    pub id: ExportRequestId,
    /// Of which list.
    pub list: String,
    /// With which conditions.
    pub filters: BTreeMap<String, String>,
    /// How many people at most.
    pub contacts: u32,
    /// What for.
    pub reason: String,
    /// Who asks; absent for the system.
    pub asked_by: Option<PersonId>,
    /// When.
    pub asked_at: Timestamp,
    /// Where it stands.
    pub standing: Standing,
    /// Who decided it.
    pub decided_by: Option<PersonId>,
    /// When.
    pub decided_at: Option<Timestamp>,
    /// What he said to it.
    pub opinion: Option<String>,
    /// Until when what was allowed may be taken.
    pub valid_until: Option<Timestamp>,
    /// The export that was made of it.
    pub export: Option<Uuid>,
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nobody decided yet.
    Waiting,
    /// It may be taken.
    Approved,
    /// It may not.
    Refused,
    /// Whoever asked does not want it any more.
    Withdrawn,
    /// It was taken.
    Used,
}

/// Why an export cannot rest on a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unfit {
    /// There is none of this person's.
    Unknown,
    /// It waits for its decision.
    Waiting,
    /// It was refused or withdrawn.
    Refused,
    /// It was taken already.
    Used,
    /// Its days are over.
    Expired,
    /// It is for another list or other conditions.
    OtherList,
    /// There are more people than were asked for.
    MorePeople,
}

impl Record for ExportRequest {
    const KIND: &'static str = "export_request";
    /// Typed by people; all of it may name somebody.
    const PERSONAL: &'static [&'static str] = &["filters", "reason", "opinion"];

    fn id(&self) -> Uuid {
        self.id.0
    }
}

impl ExportRequest {
    /// Whether this export is exactly what was allowed.
    pub(super) fn covers(&self, desk: &Desk<'_>, taking: &Taking) -> Result<(), Refusal> {
        let late = !self.is_live(desk.now());
        let is_same = self.list == taking.list && self.filters == taking.filters;
        let fault = match self.standing {
            _ if self.asked_by != desk.actor() => Unfit::Unknown,
            Standing::Waiting => Unfit::Waiting,
            Standing::Refused | Standing::Withdrawn => Unfit::Refused,
            Standing::Used => Unfit::Used,
            Standing::Approved if late => Unfit::Expired,
            Standing::Approved if !is_same => Unfit::OtherList,
            Standing::Approved if taking.rows > self.contacts => Unfit::MorePeople,
            Standing::Approved => return Ok(()),
        };
        Err(Refusal::ExportRequestUnfit { fault })
    }

    /// Whether it waits for its decision or may still be taken.
    pub fn is_live(&self, now: Timestamp) -> bool {
        match self.standing {
            Standing::Waiting => true,
            Standing::Approved => self.valid_until.is_none_or(|until| now <= until),
            _ => false,
        }
    }

    /// The request after its export was made.
    pub fn used(&self, export: Uuid) -> Self {
        Self { standing: Standing::Used, export: Some(export), ..self.clone() }
    }
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub enum Command {
    /// Somebody asks for a list with more people than he takes out by himself.
    RequestExport { list: String, filters: BTreeMap<String, String>, contacts: u32, reason: String },
    /// Somebody else allows it.
    ApproveExport { opinion: String },
    /// Somebody else does not.
    RefuseExport { opinion: String },
    /// Whoever asked does not want it any more.
    WithdrawExportRequest {},
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::RequestExport { .. } => "request_export",
            Command::ApproveExport { .. } => "approve_export",
            Command::RefuseExport { .. } => "refuse_export",
            Command::WithdrawExportRequest {} => "withdraw_export_request",
        }
    }
}

/// Answers a command.
pub fn decide(
    desk: &Desk<'_>,
    request: Option<&ExportRequest>,
    command: &Command,
) -> Result<ExportRequest, Refusal> {
    let owner = request.map_or(desk.actor(), |request| request.asked_by);
    desk.admit(command.key(), owner)?;
    match (request, command) {
        (None, Command::RequestExport { .. }) => asked(desk, command),
        (None, _) => Err(Refusal::BadValue { field: "id".to_owned() }),
        (Some(_), Command::RequestExport { .. }) => {
            Err(Refusal::AlreadyExists { kind: ExportRequest::KIND.to_owned() })
        }
        (Some(request), Command::WithdrawExportRequest {}) => match request.standing {
            Standing::Waiting | Standing::Approved => {
                Ok(ExportRequest { standing: Standing::Withdrawn, ..request.clone() })
            }
            _ => Err(Refusal::ExportRequestClosed {}),
        },
        (Some(request), _) if request.standing != Standing::Waiting => Err(Refusal::ExportRequestClosed {}),
        (Some(request), Command::ApproveExport { opinion }) => {
            let until =
                desk.now() + SignedDuration::from_hours(24 * i64::from(desk.settings.export_approval_days));
            let request = ExportRequest { valid_until: Some(until), ..request.clone() };
            decided(desk, &request, Standing::Approved, opinion)
        }
        (Some(request), Command::RefuseExport { opinion }) => {
            decided(desk, request, Standing::Refused, opinion)
        }
    }
}

/// Word of a request as a command left it: to those who may decide it, and of the decision to whoever asked.
pub fn words(desk: &Desk<'_>, request: &ExportRequest) -> Vec<Notice> {
    let asker = || request.asked_by.into_iter().collect();
    let (reason, to): (_, Vec<PersonId>) = match request.standing {
        Standing::Waiting => {
            let others = |person: &PersonId| Some(*person) != request.asked_by;
            (Reason::ExportAsked, desk.admitted("approve_export").into_iter().filter(others).collect())
        }
        Standing::Approved => (Reason::ExportAllowed, asker()),
        Standing::Refused => (Reason::ExportRefused, asker()),
        Standing::Withdrawn | Standing::Used => return Vec::new(),
    };
    let params = serde_json::json!({"contacts": request.contacts, "asked_by": request.asked_by});
    let params = params.as_object().cloned().unwrap_or_default();
    let word = |to| Notice { to, reason, deal: None, about: About::Deal, params: params.clone() };
    to.into_iter().map(word).collect()
}

fn asked(desk: &Desk<'_>, command: &Command) -> Result<ExportRequest, Refusal> {
    let Command::RequestExport { list, filters, contacts, reason } = command else {
        return Err(Refusal::BadValue { field: "type".to_owned() });
    };
    if list != export::CONTACTS {
        return Err(Refusal::BadValue { field: "list".to_owned() });
    }
    let fits = filters.len() <= 8 && filters.iter().all(|(key, value)| key.len() <= 40 && value.len() <= 200);
    if !fits {
        return Err(Refusal::BadValue { field: "filters".to_owned() });
    }
    if *contacts == 0 {
        return Err(Refusal::BadValue { field: "contacts".to_owned() });
    }
    Ok(ExportRequest {
        id: ExportRequestId(desk.fresh_id()),
        list: list.clone(),
        filters: filters.clone(),
        contacts: *contacts,
        reason: export::reason(reason)?,
        asked_by: desk.actor(),
        asked_at: desk.now(),
        standing: Standing::Waiting,
        decided_by: None,
        decided_at: None,
        opinion: None,
        valid_until: None,
        export: None,
    })
}

fn decided(
    desk: &Desk<'_>,
    request: &ExportRequest,
    standing: Standing,
    opinion: &str,
) -> Result<ExportRequest, Refusal> {
    let by = desk.actor();
    if by.is_some() && by == request.asked_by {
        return Err(Refusal::NeedsSecondPerson);
    }
    let opinion = Some(text::required("opinion", opinion, 2, 500)?);
    Ok(ExportRequest { standing, opinion, decided_by: by, decided_at: Some(desk.now()), ..request.clone() })
}

//! Which columns a list has as a file: a key that stays, where its value stands in a row, and what it is.
//!
//! Promises that a field which the reader may not see is no column at all. Must never hold a heading: those are in the catalogues.

use serde_json::{Map, Value};
use tongguan_core::process::{Choice, DocumentKind, Field, FieldType, Process, Visibility};

use super::list::List;
use crate::http::caller::Caller;
use crate::http::reference::rights;
use tongguan_service::i18n::Lang;
use tongguan_service::i18n::speaker::Speaker;

/// A column.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its key, which never changes.
    pub key: String,
    /// Where its value stands in a row: a JSON pointer.
    pub at: String,
    /// What it holds.
    pub holds: Holds,
    /// Its heading.
    pub name: String,
}

/// What a column holds.
#[derive(Debug, Clone)]
pub enum Holds {
    /// Words.
    Text,
    /// A number.
    Number,
    /// An amount in minor units.
    Money,
    /// A day.
    Date,
    /// A moment.
    Moment,
    /// Yes or no.
    YesNo,
    /// The id of a person, a department or a customer.
    Name,
    /// One of the words of an enumeration.
    Word(&'static str),
    /// One or several of some options of a form.
    Options(Vec<Choice>),
    /// The key of a role.
    Role,
    /// A list of things with names.
    Names,
    /// A list of sentences.
    Lines,
}

/// A column as the tables below write it: key, place, what it holds.
type Spec = (&'static str, &'static str, Holds);

use Holds::{Date, Lines, Moment, Money, Name, Names, Number, Role, Text, Word, YesNo};

/// The columns of a list for its reader. Of documents, those of their kind follow.
pub fn of(
    list: List,
    caller: &Caller,
    process: &Process,
    lang: Lang,
    kind: Option<DocumentKind>,
) -> Vec<Column> {
    let mut columns: Vec<Column> = specs(list)
        .into_iter()
        .filter(|(key, ..)| is_shown(caller, list, key))
        .map(|(key, at, holds)| Column {
            key: key.to_owned(),
            at: at.to_owned(),
            holds: options(process, key).map_or(holds, Holds::Options),
            name: lang.export(&format!("column.{key}")).to_owned(),
        })
        .collect();
    if let Some(form) = kind.and_then(|kind| process.form(kind)) {
        let names = tongguan_service::i18n::names::Names::new();
        let speaker = Speaker { lang, process, names: &names };
        let facts = form.fields().filter(|field| is_seen(caller, process, field));
        columns.extend(facts.filter_map(|field| fact(field, speaker.label(&field.name))));
    }
    columns
}

/// Whether a row of the list would show this field to its reader: asked of those who cut the rows.
fn is_shown(caller: &Caller, list: List, key: &str) -> bool {
    let kind = match list {
        List::Users => "person",
        List::Accounts => "account",
        List::PriceBooks => "price_book",
        _ => return true,
    };
    let row = Value::Object(Map::from_iter([(key.to_owned(), Value::Null)]));
    rights::shown(caller, kind, row).get(key).is_some()
}

/// Whether some document could show this field to its reader: relations to the deal are not known before its row is.
fn is_seen(caller: &Caller, process: &Process, field: &Field) -> bool {
    match &field.visible {
        Visibility::All => true,
        Visibility::Roles(roles) => {
            let held: Vec<&str> = caller.roles().collect();
            held.contains(&"auditor")
                || roles.iter().any(|role| process.role(role).is_none() || held.contains(&role.as_str()))
        }
    }
}

/// A field of a form as a column; none where lists do not show it.
fn fact(field: &Field, name: &str) -> Option<Column> {
    let holds = match &field.kind {
        _ if field.personal => return None,
        FieldType::Integer | FieldType::Price | FieldType::Quantity | FieldType::Percent => Number,
        FieldType::Money => Money,
        FieldType::Boolean => YesNo,
        FieldType::Date => Date,
        FieldType::Instant => Moment,
        FieldType::Choice(options) | FieldType::Choices(options) => Holds::Options(options.clone()),
        FieldType::Reference(to) if matches!(to.as_str(), "person" | "department" | "account") => Name,
        _ => return None,
    };
    let (key, at) = (format!("fact_{}", field.key), format!("/facts/{}", field.key));
    Some(Column { key, at, holds, name: name.to_owned() })
}

/// Options that a form gives to a field of head data.
fn options(process: &Process, key: &str) -> Option<Vec<Choice>> {
    let field = match key {
        "source_channel" | "size_class" => key,
        "nature" => "customer_nature",
        _ => return None,
    };
    match &process.form(DocumentKind::LeadRegistration)?.field(field)?.kind {
        FieldType::Choice(options) => Some(options.clone()),
        _ => None,
    }
}

/// What every row of a deal begins with.
fn of_deal() -> Vec<Spec> {
    vec![
        ("deal_number", "/deal/number", Text),
        ("account", "/deal/account/name", Text),
        ("owner", "/deal/owner/name", Text),
        ("department", "/deal/department/name", Text),
        ("stage", "/deal/stage_name", Text),
    ]
}

fn with_deal(own: Vec<Spec>) -> Vec<Spec> {
    own.into_iter().chain(of_deal()).chain([("id", "/id", Text)]).collect()
}

fn specs(list: List) -> Vec<Spec> {
    match list {
        List::Deals => deals(),
        List::Accounts => accounts(),
        List::Documents => documents(),
        List::Instalments => instalments(),
        List::Obligations => obligations(),
        List::Approvals | List::Exceptions => approvals(),
        List::CommandLog => attempts(),
        List::SecurityLog => security(),
        List::History => history(),
        List::Exports => exports(),
        List::SensitiveReads => sensitive_reads(),
        List::Anomalies => anomalies(),
        List::InsightRows => behind(),
        _ => reference(list),
    }
}

fn deals() -> Vec<Spec> {
    vec![
        ("number", "/number", Text),
        ("account", "/account/name", Text),
        ("owner", "/owner/name", Text),
        ("department", "/department/name", Text),
        ("stage", "/stage_name", Text),
        ("stage_since", "/stage_since", Moment),
        ("standing", "/standing", Word("standing")),
        ("screening", "/screening", Word("result")),
        ("grade", "/grade", Text),
        ("source_channel", "/source_channel", Text),
        ("amount_minor", "/amount_minor", Money),
        ("close_on", "/close_on", Date),
        ("won_on", "/won_on", Date),
        ("next_duty", "/next_name", Text),
        ("next_due_at", "/next_due_at", Moment),
        ("next_urgency", "/next_urgency", Word("urgency")),
        ("open_count", "/open_count", Number),
        ("overdue_count", "/overdue_count", Number),
        ("approval_count", "/approval_count", Number),
        ("gate", "/gate", Text),
        ("gate_done", "/gate_done", Number),
        ("gate_total", "/gate_total", Number),
        ("contract_minor", "/contract_minor", Money),
        ("received_minor", "/received_minor", Money),
        ("outstanding_minor", "/outstanding_minor", Money),
        ("registered_at", "/registered_at", Moment),
        ("updated_at", "/updated_at", Moment),
        ("id", "/id", Text),
    ]
}

fn accounts() -> Vec<Spec> {
    vec![
        ("name", "/name", Text),
        ("uscc", "/uscc", Text),
        ("nature", "/nature", Text),
        ("size_class", "/size_class", Text),
        ("industry", "/industry", Text),
        ("region", "/region", Text),
        ("owner", "/owner_name/name", Text),
        ("department", "/department_name/name", Text),
        ("credit_limit", "/credit_limit", Money),
        ("open_deals", "/open_deals", Number),
        ("contract_minor", "/contract_minor", Money),
        ("outstanding_minor", "/outstanding_minor", Money),
        ("created_at", "/created_at", Moment),
        ("id", "/id", Text),
    ]
}

fn documents() -> Vec<Spec> {
    with_deal(vec![
        ("number", "/number", Text),
        ("revision", "/revision", Number),
        ("status", "/status", Word("status")),
        ("course", "/course", Word("course")),
        ("submitted_by", "/submitted_by/name", Text),
        ("submitted_at", "/submitted_at", Moment),
        ("signed_on", "/signed_on", Date),
        ("contract_minor", "/contract_minor", Money),
        ("term_end", "/term_end", Date),
        ("invoice_no", "/invoice_no", Text),
    ])
}

fn instalments() -> Vec<Spec> {
    with_deal(vec![
        ("place", "/seq", Number),
        ("instalment", "/name", Text),
        ("planned_minor", "/planned_minor", Money),
        ("received_minor", "/received_minor", Money),
        ("outstanding_minor", "/outstanding_minor", Money),
        ("disputed_minor", "/disputed_minor", Money),
        ("due_on", "/due_on", Date),
        ("expected_on", "/expected_on", Date),
        ("overdue_days", "/overdue_days", Number),
        ("dunning_owed", "/dunning_owed", Number),
        ("dunning_done", "/dunning_done", Number),
        ("invoiced_minor", "/invoiced_minor", Money),
        ("invoice", "/invoice", Word("invoice")),
    ])
}

fn obligations() -> Vec<Spec> {
    with_deal(vec![
        ("duty", "/name", Text),
        ("clock", "/clock", Text),
        ("urgency", "/urgency", Word("urgency")),
        ("due_at", "/due_at", Moment),
        ("working_days", "/working_days", Number),
        ("debtor", "/debtor/name", Text),
        ("is_missed", "/is_missed", YesNo),
        ("is_paused", "/is_paused", YesNo),
        ("clause", "/clause", Text),
    ])
}

fn approvals() -> Vec<Spec> {
    with_deal(vec![
        ("about", "/about", Text),
        ("chain", "/name", Text),
        ("submitter", "/submitter/name", Text),
        ("requested_at", "/requested_at", Moment),
        ("step", "/step", Number),
        ("step_count", "/step_count", Number),
        ("step_since", "/step_since", Moment),
        ("blocked", "/blocked", YesNo),
        ("result", "/result", Word("result")),
        ("verdict", "/verdict", Word("verdict")),
        ("waiting_for", "/waiting_for", Names),
    ])
}

fn attempts() -> Vec<Spec> {
    vec![
        ("at", "/at", Moment),
        ("by", "/by/name", Text),
        ("via", "/via", Word("via")),
        ("command", "/name", Text),
        ("command_key", "/command", Text),
        ("deal_number", "/deal/number", Text),
        ("account", "/deal/account/name", Text),
        ("target_kind", "/target_kind", Text),
        ("target", "/target", Text),
        ("refusal", "/refusal", Text),
        ("refusal_code", "/refusal_code", Text),
        ("id", "/id", Text),
    ]
}

fn security() -> Vec<Spec> {
    vec![
        ("at", "/at", Moment),
        ("security_kind", "/name", Text),
        ("success", "/success", YesNo),
        ("by", "/by/name", Text),
        ("about", "/person/name", Text),
        ("login", "/login", Text),
        ("address", "/address", Text),
        ("agent", "/agent", Text),
        ("session", "/session", Text),
        ("id", "/id", Text),
    ]
}

fn history() -> Vec<Spec> {
    vec![
        ("at", "/at", Moment),
        ("by", "/by/name", Text),
        ("via", "/via", Word("via")),
        ("command", "/name", Text),
        ("command_key", "/command", Text),
        ("deal_number", "/deal/number", Text),
        ("account", "/deal/account/name", Text),
        ("lines", "/lines", Lines),
        ("id", "/id", Text),
    ]
}

fn exports() -> Vec<Spec> {
    vec![
        ("at", "/at", Moment),
        ("by", "/by/name", Text),
        ("list", "/list", Word("list")),
        ("format", "/format", Text),
        ("rows", "/rows", Number),
        ("reason", "/reason", Text),
        ("sha256", "/sha256", Text),
        ("id", "/id", Text),
    ]
}

fn sensitive_reads() -> Vec<Spec> {
    vec![
        ("at", "/at", Moment),
        ("by", "/by/name", Text),
        ("read_kind", "/kind", Word("read_kind")),
        ("read_about", "/about/name", Text),
        ("deal_number", "/deal/number", Text),
        ("account", "/within/name", Text),
        ("reason", "/reason", Text),
        ("id", "/id", Text),
    ]
}

fn anomalies() -> Vec<Spec> {
    vec![
        ("on", "/on", Text),
        ("anomaly", "/name", Text),
        ("anomaly_detail", "/detail", Text),
        ("by", "/person/name", Text),
        ("deal_number", "/deal/number", Text),
        ("account", "/account/name", Text),
        ("anomaly_verdict", "/verdict", Word("anomaly_verdict")),
        ("reason", "/note", Text),
        ("settled_by", "/settled_by/name", Text),
        ("id", "/id", Text),
    ]
}

fn behind() -> Vec<Spec> {
    with_deal(vec![
        ("name", "/name", Text),
        ("debtor", "/debtor/name", Text),
        ("due_at", "/due_at", Moment),
        ("due_on", "/due_on", Date),
        ("course", "/course_name", Text),
        ("amount_minor", "/amount_minor", Money),
        ("received_minor", "/received_minor", Money),
        ("outstanding_minor", "/outstanding_minor", Money),
    ])
}

fn reference(list: List) -> Vec<Spec> {
    let own: &[(&'static str, &'static str, Holds)] = match list {
        List::Contacts => &[
            ("name", "/name", Text),
            ("title", "/title", Text),
            ("contact_department", "/department", Text),
            ("phone", "/phone", Text),
            ("email", "/email", Text),
            ("wecom", "/wecom", Text),
            ("left", "/left", YesNo),
        ],
        List::Users => &[
            ("name", "/name", Text),
            ("login", "/login", Text),
            ("email", "/email", Text),
            ("phone", "/phone", Text),
            ("department", "/department", Name),
            ("active", "/active", YesNo),
        ],
        List::Departments => {
            &[("name", "/name", Text), ("parent", "/parent", Name), ("active", "/active", YesNo)]
        }
        List::Posts => &[
            ("role", "/role", Role),
            ("department", "/department", Name),
            ("holder", "/holder", Name),
            ("since", "/since", Moment),
            ("active", "/active", YesNo),
        ],
        List::Delegations => &[
            ("from", "/from", Name),
            ("to", "/to", Name),
            ("starts_at", "/starts_at", Moment),
            ("ends_at", "/ends_at", Moment),
        ],
        List::Products => &[
            ("code", "/code", Text),
            ("name", "/name", Text),
            ("spec", "/spec", Text),
            ("unit", "/unit", Text),
            ("vat", "/vat", Number),
            ("standard", "/standard", YesNo),
            ("active", "/active", YesNo),
        ],
        List::PriceBooks => &[
            ("name", "/name", Text),
            ("tax_inclusive", "/tax_inclusive", YesNo),
            ("valid_from", "/valid_from", Date),
            ("valid_to", "/valid_to", Date),
            ("published_at", "/published_at", Moment),
        ],
        List::OwnEntities => &[
            ("name", "/name", Text),
            ("uscc", "/uscc", Text),
            ("is_sme", "/is_sme", YesNo),
            ("address", "/address", Text),
            ("phone", "/phone", Text),
            ("bank", "/bank", Text),
            ("bank_account", "/bank_account", Text),
            ("active", "/active", YesNo),
        ],
        List::Receipts => &[
            ("receipt_no", "/number", Text),
            ("received_on", "/received_on", Date),
            ("amount_minor", "/amount", Money),
            ("method", "/method", Word("receipt_method")),
            ("payer_name", "/payer_name", Text),
            ("payer_account", "/payer_account", Text),
            ("receipt_note", "/note", Text),
            ("bank_serial", "/bank_serial", Text),
            ("booked_by", "/booked_by", Name),
            ("reversed_at", "/reversed_at", Moment),
            ("reversal_reason", "/reversal_reason", Text),
        ],
        List::Calendars => &[
            ("proposed_by", "/proposed_by", Name),
            ("confirmed_by", "/confirmed_by", Name),
            ("confirmed_at", "/confirmed_at", Moment),
            ("withdrawn", "/withdrawn", YesNo),
        ],
        _ => &[],
    };
    own.iter().cloned().chain([("id", "/id", Text)]).collect()
}

//! Field rules (字段权限): what a company says of who sees and fills in a form, beyond the process.
//!
//! Promises that what people must fill can still be filled, that a role which approves a paper sees no less of it than the process shows
//! it, and that an auditor reads everything. A rule never opens a field to customers: what only some of us see is on no copy for them.

use serde::{Deserialize, Serialize};

use crate::process::{
    DocumentForm, DocumentKind, Field, FieldLimit, FieldType, Limiting, Process, Requirement, RoleKey, Stage,
    Visibility,
};

/// More rules are nothing that anybody keeps in mind.
const MOST: usize = 200;
/// Who reads everything.
const AUDITOR: &str = "auditor";
/// Who owns the deal, beside the roles.
const OWNER: &str = "owner";

/// What a company says of a form or of one of its fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldRule {
    /// Which form.
    pub form: DocumentKind,
    /// Which field, `lines.unit_cost` for a column of a table; absent for the form as a whole.
    #[serde(default)]
    pub field: Option<String>,
    /// What the rule does.
    pub to: Ruling,
    /// Whom the field is for, or whom the rule does not concern; `owner` is the owner of the deal.
    pub roles: Vec<RoleKey>,
    /// The stages of the deal in which it holds; empty means all.
    #[serde(default)]
    pub stages: Vec<Stage>,
}

/// What a rule does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ruling {
    /// Only these roles see it, whomever the process names.
    Only,
    /// Others do not see it.
    Hidden,
    /// Others see that there is a value.
    Masked,
    /// Others see it and do not change it.
    Fixed,
}

/// What is wrong with a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// One of its fields does not say what may be said.
    Wrong(&'static str),
    /// A field must be filled, and none of the roles that fill it could.
    NobodyFills(Vec<RoleKey>),
    /// This role approves the paper and would not see all of it.
    ApproverBlind(RoleKey),
}

/// The process with the forms as the company's rules leave them. What a rule names and the process does not have is passed over: a deal
/// may be pinned to an older process.
pub fn ruled(process: &Process, rules: &[FieldRule]) -> Process {
    let mut process = process.clone();
    for rule in rules {
        apply(&mut process, rule);
    }
    process
}

/// Looks through the rules; the first fault, with the place of its rule from 1 on.
pub fn check(rules: &[FieldRule], process: &Process) -> Result<(), (u32, Fault)> {
    let mut ruled = process.clone();
    for (rule, number) in rules.iter().zip(1u32..) {
        let fault = |fault| (number, fault);
        if let Some(field) = wrong(rule, process, number) {
            return Err(fault(Fault::Wrong(field)));
        }
        apply(&mut ruled, rule);
        blocks(rule, process, &ruled).map_or(Ok(()), |one| Err(fault(one)))?;
    }
    Ok(())
}

fn apply(process: &mut Process, rule: &FieldRule) {
    let Some(form) = process.documents.get_mut(&rule.form) else { return };
    match &rule.field {
        None => form.readers = rule.roles.clone(),
        Some(path) => {
            if let Some(field) = field_mut(form, path) {
                limit(field, rule);
            }
        }
    }
}

fn limit(field: &mut Field, rule: &FieldRule) {
    let to = match rule.to {
        Ruling::Only => {
            field.visible = Visibility::Roles(rule.roles.clone());
            return;
        }
        Ruling::Hidden => Limiting::Hidden,
        Ruling::Masked => Limiting::Masked,
        Ruling::Fixed => Limiting::Fixed,
    };
    let mut except = rule.roles.clone();
    if to != Limiting::Fixed {
        except.push(AUDITOR.to_owned());
    }
    field.limits.push(FieldLimit { stages: rule.stages.clone(), except, to });
}

fn wrong(rule: &FieldRule, process: &Process, number: u32) -> Option<&'static str> {
    let form = process.form(rule.form);
    let named = |path: &String| form.is_some_and(|form| field_of(form, path).is_some());
    let typed = |path: &String| form.is_some_and(|form| is_typed_column(form, path));
    let is_known = |role: &RoleKey| role == OWNER || process.role(role).is_some();
    let is_only = rule.to == Ruling::Only;
    let fields = [
        ("rule_form", form.is_some() && number as usize <= MOST),
        ("rule_field", rule.field.as_ref().is_none_or(named)),
        // Rows have no names of their own: what others typed in a column could not be kept apart from what somebody types anew.
        ("rule_column", !rule.field.as_ref().is_some_and(typed)),
        // A form as a whole is for some or for all; its fields are masked or fixed one by one.
        ("rule_to", rule.field.is_some() || is_only),
        ("rule_roles", rule.roles.iter().all(is_known) && !(is_only && rule.roles.is_empty())),
        ("rule_stages", !is_only || rule.stages.is_empty()),
    ];
    fields.into_iter().find(|(_, is_right)| !is_right).map(|(field, _)| field)
}

/// Whether the form cannot be filled or approved any more once the rule was applied. What the process keeps from an approver or a filler,
/// no rule is blamed for.
fn blocks(rule: &FieldRule, process: &Process, ruled: &Process) -> Option<Fault> {
    let (plain, form) = (process.form(rule.form)?, ruled.form(rule.form)?);
    let of = |form| rule.field.as_ref().and_then(|path| field_of(form, path));
    let (Some(before), Some(field)) = (of(plain), of(form)) else {
        let blind = |role: &&RoleKey| reads(plain, role) && !reads(form, role);
        return approvers(rule.form, ruled).find(blind).cloned().map(Fault::ApproverBlind);
    };
    if fillers_of_all(plain).next().is_some() && fillers_of_all(form).next().is_none() {
        return Some(Fault::NobodyFills(form.fillers.clone()));
    }
    let fillers = if field.fillers.is_empty() { &form.fillers } else { &field.fillers };
    let could = |form: &DocumentForm, field: &Field| fillers.iter().any(|role| fills(form, field, role));
    if is_asked(field) && could(plain, before) && !could(form, field) {
        return Some(Fault::NobodyFills(fillers.clone()));
    }
    let open = |stage| stage == form.stage || form.also_in.contains(&stage);
    let sees_all =
        |field: &Field, role: &RoleKey| sees(field, role, &[Limiting::Hidden, Limiting::Masked], &open);
    let blind = |role: &&RoleKey| sees_all(before, role) && !sees_all(field, role);
    approvers(rule.form, ruled).find(blind).cloned().map(Fault::ApproverBlind)
}

/// The roles that fill a form by themselves in its own stage, but for what is for others to fill.
fn fillers_of_all(form: &DocumentForm) -> impl Iterator<Item = &RoleKey> {
    let is_for = |field: &Field, role: &RoleKey| field.fillers.is_empty() || field.fillers.contains(role);
    let fills_all = move |role: &&RoleKey| {
        let mut asked = form.fields().filter(|field| is_asked(field) && is_for(field, role));
        asked.all(|field| fills(form, field, role))
    };
    form.fillers.iter().filter(fills_all)
}

/// Whether a role fills a field in the form's own stage.
fn fills(form: &DocumentForm, field: &Field, role: &RoleKey) -> bool {
    let all = [Limiting::Hidden, Limiting::Masked, Limiting::Fixed];
    sees(field, role, &all, &|stage| stage == form.stage)
}

/// Whether people type the values of a column.
fn is_typed_column(form: &DocumentForm, path: &str) -> bool {
    let systems = |field: &Field| matches!(field.required, Requirement::Automatic | Requirement::Computed);
    path.contains('.') && field_of(form, path).is_some_and(|field| !systems(field))
}

/// Whether a role reads a form as a whole.
fn reads(form: &DocumentForm, role: &RoleKey) -> bool {
    form.readers.is_empty() || form.readers.contains(role) || form.fillers.contains(role)
}

/// Whether a role sees a field, and is not limited in one of these ways in some of these stages.
fn sees(field: &Field, role: &RoleKey, ways: &[Limiting], within: &dyn Fn(Stage) -> bool) -> bool {
    let is_for = match &field.visible {
        Visibility::All => true,
        Visibility::Roles(roles) => roles.contains(role),
    };
    let holds = |limit: &FieldLimit| {
        let now = limit.stages.is_empty() || limit.stages.iter().any(|stage| within(*stage));
        ways.contains(&limit.to) && now && !limit.except.contains(role)
    };
    is_for && !field.limits.iter().any(holds)
}

/// The roles that decide on a form: the steps of its chain but for the signature of whoever submits it; on a solution, who reviews it.
fn approvers(kind: DocumentKind, process: &Process) -> impl Iterator<Item = &RoleKey> {
    let chain = process.form(kind).and_then(|form| process.chains.get(form.chain.as_ref()?));
    let steps = chain.into_iter().flat_map(|chain| &chain.steps).filter(|step| !step.signature);
    let review = process.form(DocumentKind::SolutionReview).filter(|_| kind == DocumentKind::Solution);
    steps.map(|step| &step.role).chain(review.into_iter().flat_map(|form| &form.fillers))
}

/// Whether people must fill a field at some time.
pub(crate) fn is_asked(field: &Field) -> bool {
    let systems = matches!(field.required, Requirement::Automatic | Requirement::Computed);
    !systems && (field.required != Requirement::Optional || field.needed_at.is_some())
}

fn field_of<'f>(form: &'f DocumentForm, path: &str) -> Option<&'f Field> {
    let (key, column) = parts(path);
    let field = form.fields().find(|field| field.key == key)?;
    match (column, &field.kind) {
        (None, _) => Some(field),
        (Some(column), FieldType::Table(columns)) => columns.iter().find(|field| field.key == column),
        _ => None,
    }
}

fn field_mut<'f>(form: &'f mut DocumentForm, path: &str) -> Option<&'f mut Field> {
    let (key, column) = parts(path);
    let mut fields = form.sections.iter_mut().flat_map(|section| &mut section.fields);
    let field = fields.find(|field| field.key == key)?;
    let Some(column) = column else { return Some(field) };
    match &mut field.kind {
        FieldType::Table(columns) => columns.iter_mut().find(|field| field.key == column),
        _ => None,
    }
}

fn parts(path: &str) -> (&str, Option<&str>) {
    path.split_once('.').map_or((path, None), |(key, column)| (key, Some(column)))
}

//! What becomes of a row: a verdict, and the commands that lead there.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::deal::RegisterLead;
use crate::reference;

/// What becomes of a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// It makes something new.
    New,
    /// It changes what its key names.
    Update {
        /// The fields that change.
        fields: Vec<String>,
    },
    /// Everything is so already.
    Unchanged,
    /// It is, or resembles, what somebody else has.
    Duplicate {
        /// How many customers it resembles; 0 where it is one.
        similar: u32,
        /// Whose the customer is.
        department: Option<String>,
        /// How fresh.
        last_contact: Option<Timestamp>,
    },
    /// It cannot be done as it stands.
    Error {
        /// Why, field by field.
        faults: Vec<Fault>,
    },
}

impl Verdict {
    /// The word of it.
    pub fn key(&self) -> &'static str {
        match self {
            Verdict::New => "new",
            Verdict::Update { .. } => "update",
            Verdict::Unchanged => "unchanged",
            Verdict::Duplicate { .. } => "duplicate",
            Verdict::Error { .. } => "error",
        }
    }

    /// What a refusal of one of its commands makes of a row.
    pub fn refused(code: &str, params: Value) -> Verdict {
        match code {
            "no_change" => Verdict::Unchanged,
            "duplicate_account" => Verdict::Duplicate {
                similar: 0,
                department: params["department"].as_str().map(str::to_owned),
                last_contact: params["last_contact"].as_str().and_then(|at| at.parse().ok()),
            },
            "duplicate_unexplained" => {
                let similar = params["similar"].as_u64().and_then(|similar| similar.try_into().ok());
                Verdict::Duplicate { similar: similar.unwrap_or(1), department: None, last_contact: None }
            }
            "invalid_document" => {
                let problems = params["problems"].as_array().map_or(&[][..], Vec::as_slice);
                Verdict::Error { faults: problems.iter().map(Fault::of_form).collect() }
            }
            _ => Verdict::Error { faults: vec![Fault::refused(code, params)] },
        }
    }

    /// Whether somebody has to look at the row.
    pub fn needs_a_look(&self) -> bool {
        matches!(self, Verdict::Duplicate { .. } | Verdict::Error { .. })
    }
}

/// A fault of a row: a code with data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fault {
    /// The field; absent where it is the whole row's.
    pub field: Option<String>,
    /// Stable code: one of import's own, or the one of a refusal.
    pub code: String,
    /// Parameters of its sentence.
    pub params: Value,
}

impl Fault {
    pub(super) fn of(field: &str, code: &str, params: Value) -> Self {
        Self { field: Some(field.to_owned()), code: code.to_owned(), params }
    }

    /// A refusal as a fault: its field is the one that it names.
    pub fn refused(code: &str, params: Value) -> Self {
        let field = params.get("field").and_then(Value::as_str).map(str::to_owned);
        Self { field, code: code.to_owned(), params }
    }

    /// A problem of a form, under the field where it lies.
    fn of_form(problem: &Value) -> Self {
        let code = problem["code"].as_str().unwrap_or_default();
        Self {
            field: problem["path"].as_str().map(str::to_owned),
            code: code.to_owned(),
            params: json!({ "problem": problem }),
        }
    }

    /// A row that says otherwise of a thing than another row of the same file.
    pub(super) fn contradicts(field: &str, row: u32) -> Self {
        Self::of(field, "contradicts_row", json!({ "row": row }))
    }
}

/// One command of a row.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "nearly every step is the large one, and few are held at once")]
pub enum Step {
    /// To reference data.
    Reference {
        /// Its target; absent where the command creates one.
        id: Option<Uuid>,
        /// The command.
        command: reference::Command,
    },
    /// A lead to register.
    Register(Box<RegisterLead>),
}

/// What becomes of a row, as far as can be said now.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The verdict, if all goes well.
    pub verdict: Verdict,
    /// The commands to give, in order.
    pub steps: Vec<Step>,
    /// Whether the row is to be planned again after them: what follows rests on what they make.
    pub then_again: bool,
}

impl Plan {
    /// A row that says nothing new.
    pub fn unchanged() -> Self {
        Self::done(Verdict::Unchanged)
    }

    /// One command to reference data.
    pub(super) fn one(verdict: Verdict, id: Option<Uuid>, command: impl Into<reference::Command>) -> Self {
        let step = Step::Reference { id, command: command.into() };
        Self { verdict, steps: vec![step], then_again: false }
    }

    /// Nothing to do.
    pub(super) fn done(verdict: Verdict) -> Self {
        Self { verdict, steps: Vec::new(), then_again: false }
    }

    pub(super) fn error(fault: Fault) -> Self {
        Self::done(Verdict::Error { faults: vec![fault] })
    }
}

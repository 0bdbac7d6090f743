//! Documents D01–D21 are forms, and forms are data.

use serde::{Deserialize, Serialize};

use super::{GateKey, RoleKey, Stage};
use crate::label::Label;

macro_rules! document_kinds {
    ($($variant:ident $code:literal $key:literal $zh:literal),* $(,)?) => {
        /// A kind of document of the standard.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum DocumentKind {
            $(#[doc = concat!($code, " ", $zh, ".")] #[serde(alias = $code)] $variant,)*
        }

        impl DocumentKind {
            /// All kinds, D01 first.
            pub const ALL: &'static [DocumentKind] = &[$(DocumentKind::$variant),*];

            /// The standard's code, such as `D08`.
            pub fn code(self) -> &'static str {
                match self { $(DocumentKind::$variant => $code),* }
            }

            /// The key on the wire, such as `quotation`.
            pub fn key(self) -> &'static str {
                match self { $(DocumentKind::$variant => $key),* }
            }
        }
    };
}

document_kinds! {
    LeadRegistration "D01" "lead_registration" "客户线索登记表",
    Grading "D02" "grading" "客户分级记录",
    VisitPlan "D03" "visit_plan" "客户拜访计划",
    VisitReport "D04" "visit_report" "客户拜访记录",
    DecisionChain "D05" "decision_chain" "决策链图谱",
    Solution "D06" "solution" "销售解决方案",
    SolutionReview "D07" "solution_review" "方案评审会议纪要",
    Quotation "D08" "quotation" "商务报价单",
    NegotiationStrategy "D09" "negotiation_strategy" "谈判策略表",
    ContractApproval "D10" "contract_approval" "合同审批表",
    ExecutedContract "D11" "executed_contract" "合同正本",
    DeliveryPlan "D12" "delivery_plan" "项目交付计划",
    ProgressReport "D13" "progress_report" "交付进度报告",
    Acceptance "D14" "acceptance" "项目验收报告",
    CollectionTracking "D15" "collection_tracking" "回款跟踪表",
    Filing "D16" "filing" "归档登记",
    Invoice "D17" "invoice" "开票申请与发票登记",
    Dunning "D18" "dunning" "催收记录",
    Amendment "D19" "amendment" "合同变更",
    AfterSales "D20" "after_sales" "客户回访与满意度",
    Retrospective "D21" "retrospective" "项目复盘",
}

/// The form of one kind of document.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentForm {
    /// The document's name, without 《》.
    pub name: Label,
    /// Form number in the standard (表1 …).
    #[serde(default)]
    pub form_no: Option<u8>,
    /// The stage it belongs to.
    pub stage: Stage,
    /// Further stages in which it may be submitted.
    #[serde(default)]
    pub also_in: Vec<Stage>,
    /// Number series (`quotation` …); absent where the document takes no number of its own.
    #[serde(default)]
    pub numbering: Option<String>,
    /// Roles that may submit it; `owner` stands for the deal's owner.
    pub fillers: Vec<RoleKey>,
    /// The command that submits it, where one of its own does and `submit_document` may not.
    #[serde(default)]
    pub command: Option<String>,
    /// Roles that may read it besides those who see the deal; empty means everybody who sees the deal.
    #[serde(default)]
    pub readers: Vec<RoleKey>,
    /// One live document a deal, or many.
    #[serde(default)]
    pub many: bool,
    /// The approval chain it goes through.
    #[serde(default)]
    pub chain: Option<String>,
    /// When that chain starts.
    #[serde(default)]
    pub chain_starts: ChainStart,
    /// Where people sign and seal on paper, from left to right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<SigningPlace>,
    /// Fields in order of the form.
    pub sections: Vec<Section>,
}

/// A place to sign on paper.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SigningPlace {
    /// Who signs.
    pub name: Label,
    /// Whether a company seal belongs there.
    #[serde(default)]
    pub seal: bool,
}

/// When a document's approval chain starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChainStart {
    /// A command of its own asks for it.
    #[default]
    OnRequest,
    /// Submitting the document asks for it.
    OnSubmit,
}

/// A part of a form.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its heading.
    pub name: Label,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// A field of a form or of a sub-table.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Its key in the body.
    pub key: String,
    /// Its label.
    pub name: Label,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Whether it must be there.
    #[serde(default)]
    pub required: Requirement,
    /// For conditional fields: the field on whose value it depends, and the values that ask for it.
    #[serde(default)]
    pub when: Option<When>,
    /// Longest text in characters; shortest as well where text must say something.
    #[serde(default)]
    pub max_chars: Option<u32>,
    /// Shortest text in characters, without surrounding space.
    #[serde(default)]
    pub min_chars: Option<u32>,
    /// Smallest number, money in minor units.
    #[serde(default)]
    pub min: Option<rust_decimal::Decimal>,
    /// Largest number, money in minor units.
    #[serde(default)]
    pub max: Option<rust_decimal::Decimal>,
    /// Fewest rows of a list.
    #[serde(default)]
    pub min_rows: Option<u32>,
    /// Most rows of a list.
    #[serde(default)]
    pub max_rows: Option<u32>,
    /// Named check of the core (`uscc`, `phone`, `email`, `not_future`, `after(field)` …).
    #[serde(default)]
    pub check: Option<String>,
    /// Named computation of the core for computed fields.
    #[serde(default)]
    pub compute: Option<String>,
    /// Who fills it, where the form is filled by several roles; empty means the form's fillers.
    #[serde(default)]
    pub fillers: Vec<RoleKey>,
    /// Who sees it.
    #[serde(default)]
    pub visible: Visibility,
    /// What the deal's stage takes from those who see and fill it otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<FieldLimit>,
    /// The gate at which it is first needed; absent means at submission.
    #[serde(default)]
    pub needed_at: Option<GateKey>,
    /// Where a proposal comes from when the form is opened (`visit_plan.location`, `visit_plan`, `today` …); of a column,
    /// the column of its table's source (`condition`), or a text with such columns (`{condition}款`).
    #[serde(default)]
    pub prefill: Option<String>,
    /// True for fields that the core computes on: they cannot be removed or retyped.
    #[serde(default)]
    pub locked: bool,
    /// Personal data of people outside: masked in lists, erased on request.
    #[serde(default)]
    pub personal: bool,
    /// Never on a copy for a customer, though everybody of ours who sees the document sees it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub internal: bool,
    /// An example for people.
    #[serde(default)]
    pub example: Option<String>,
}

/// What a stage takes from people who see and fill a field otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldLimit {
    /// In these stages; empty means in all.
    #[serde(default)]
    pub stages: Vec<Stage>,
    /// Whom it does not concern.
    #[serde(default)]
    pub except: Vec<RoleKey>,
    /// What is taken.
    pub to: Limiting,
}

/// What a limit takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limiting {
    /// It is not shown.
    Hidden,
    /// It is shown as `138****5678`, on paper not at all; nobody changes what he does not see.
    Masked,
    /// It is shown and not changed.
    Fixed,
}

/// A condition under which a conditional field is required.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    /// The field of the same form (or row) it looks at.
    pub field: String,
    /// Values that ask for the field; empty means any value but an empty one.
    #[serde(default)]
    pub is: Vec<String>,
    /// Values that do not ask for it.
    #[serde(default)]
    pub is_not: Vec<String>,
    /// Whether people may fill it all the same.
    #[serde(default)]
    pub else_optional: bool,
}

/// Whether a field must be filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requirement {
    /// Needed to submit.
    Required,
    /// Needed under its `when`, or under a rule of the core.
    Conditional,
    /// May stay empty.
    #[default]
    Optional,
    /// Set by the system, refused from people.
    Automatic,
    /// Computed by the system, refused from people.
    Computed,
}

/// Who sees a field.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Everybody who sees the document.
    #[default]
    All,
    /// Only these roles (and never a customer's copy).
    Roles(Vec<RoleKey>),
}

/// The type of a field.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// One line of text.
    Line,
    /// Text of several lines.
    Text,
    /// Whole number.
    Integer,
    /// Money in minor units.
    Money,
    /// Unit price, decimal string with up to 8 places.
    Price,
    /// Quantity, decimal string with up to 6 places.
    Quantity,
    /// Percentage, decimal string with up to 4 places.
    Percent,
    /// Yes or no.
    Boolean,
    /// Civil date `YYYY-MM-DD`.
    Date,
    /// Instant, RFC 3339 with zone.
    Instant,
    /// One of some options.
    Choice(Vec<Choice>),
    /// Several of some options.
    Choices(Vec<Choice>),
    /// Reference by id to `person`, `contact`, `account`, `product`, `department`, `document`, `need`, `instalment`,
    /// `own_entity`.
    Reference(String),
    /// Several references.
    References(String),
    /// A stored file by SHA-256.
    File,
    /// Several files.
    Files,
    /// A sub-table.
    Table(Vec<Field>),
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The value stored.
    pub key: String,
    /// What people read.
    pub name: Label,
}

impl DocumentForm {
    /// All stages in which it may be submitted.
    pub fn stages(&self) -> Vec<Stage> {
        std::iter::once(self.stage).chain(self.also_in.iter().copied()).collect()
    }

    /// All top-level fields.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }

    /// A top-level field by key.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields().find(|field| field.key == key)
    }
}

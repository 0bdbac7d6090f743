//! Why a change of reference data was refused: a code with data, in the shape of the deal's refusals.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;

use super::export_request::Unfit;
use crate::calendar::CalendarError;
use crate::id::{AccountId, DepartmentId, PersonId, PostId, ProductId};
use crate::money::Money;
use crate::process::{DocumentKind, RoleKey};

/// A refusal.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
#[expect(missing_docs, reason = "a field of a refusal is a parameter of its sentence and named there")]
pub enum Refusal {
    /// The command is not for this person: who could do it.
    NotPermitted { command: String, needs: Vec<String> },
    /// People do this; a program with an API key does not.
    NotByKey { command: String },
    /// The person also holds a role that excludes this duty.
    IncompatibleRole { command: String, role: RoleKey },
    /// One person may not have both of these roles, himself or by standing in.
    RolesExclude { person: PersonId, role: RoleKey, held: RoleKey },
    /// It exists already; a create command begins something new.
    AlreadyExists { kind: String },
    /// A text is too short, too long or has characters that cannot be kept.
    BadText { field: String, min: u32, max: u32 },
    /// A value is none that the field may have.
    BadValue { field: String },
    /// The login is somebody's already.
    LoginTaken,
    /// The mail address is somebody's already.
    EmailTaken,
    /// The person is not known or not active.
    UnfitPerson { person: PersonId },
    /// Whoever may do it does it for his own people, and this one is of another department.
    OutOfReach { person: PersonId },
    /// The person still owns open things: hand them over first.
    OwnsOpenThings {
        deals: u32,
        accounts: u32,
        obligations: u32,
        approvals: u32,
        appeals: u32,
        waits: u32,
        posts: u32,
        delegations: u32,
    },
    /// Of what would be handed over, some does not move; so nothing does.
    HandOverBlocked { blocked: u32 },
    /// There is nothing to hand over.
    NothingToHandOver,
    /// Nobody disables himself.
    DisablesHimself,
    /// It is so already.
    NoChange,
    /// No such department, or it is closed.
    UnknownDepartment { department: DepartmentId },
    /// A department would lie below itself.
    DepartmentCircle { department: DepartmentId },
    /// A department with people, posts or departments is not closed.
    DepartmentNotEmpty { people: u32, posts: u32, departments: u32 },
    /// No such post.
    UnknownPost { post: PostId },
    /// A post would report to itself.
    ReportingCircle { post: PostId },
    /// The process has no such role.
    UnknownRole { role: RoleKey },
    /// The process has no form of this kind.
    UnknownForm { kind: DocumentKind },
    /// A template is a Word or an Excel file.
    TemplateFormat,
    /// A template asks for what its document does not have.
    UnknownPlaces { places: Vec<String> },
    /// A template does not show under which code its copies are found.
    NoCopyNote,
    /// Somebody holds the post: vacate it first.
    PostHeld { holder: PersonId },
    /// Nobody gives himself a post.
    FillsOwnPost,
    /// The period ends before it begins, or lies in the past.
    BadPeriod { field: String },
    /// He is away then already.
    AbsenceOverlaps { from: Date, until: Date },
    /// The changes were done, refused or called off.
    ReorganizationClosed,
    /// A delegation may last at most so many days.
    DelegationTooLong { max_days: u32 },
    /// Nobody stands in for himself.
    DelegatesToHimself,
    /// The delegate has less authority than the person he stands in for.
    DelegateTooLow { person: PersonId },
    /// The customer exists: whose it is, and how fresh.
    DuplicateAccount { account: AccountId, department: Option<String>, last_contact: Option<Timestamp> },
    /// A similar customer exists: say why this is another one.
    DuplicateUnexplained { similar: u32 },
    /// The credit code does not hold.
    BadUscc { reason: crate::uscc::UsccError },
    /// No such customer.
    UnknownAccount { account: AccountId },
    /// The head of a group is its own head, and no member of another group.
    BadGroupHead { account: AccountId },
    /// Two legal persons are no one customer: a branch or a company with a code of its own is linked to a group.
    LinkedNotMerged { account: AccountId },
    /// What was merged has changed since, so that it cannot be taken back as a whole.
    MergeBuiltUpon { things: u32 },
    /// Somebody owns the customer: it is not in the pool.
    AccountOwned,
    /// Nobody owns the customer: it is in the pool.
    AccountInPool,
    /// The person owns as many customers as allowed.
    AccountCapReached { cap: u32, held: u32 },
    /// As many customers as allowed were claimed today.
    AccountClaimsUsedUp { quota: u32, claimed: u32 },
    /// Whoever let the customer go waits, and so do his colleagues.
    AccountCoolingDown { until: Timestamp },
    /// The company protects no customer of this pool.
    AccountNotProtected,
    /// Its protection was renewed as often as it may be.
    AccountProtectionUsedUp { most: u32 },
    /// The pool in which the customer lies is for others.
    NotPoolMember,
    /// A pool is written down wrongly: which one, from 1 on, and what of it.
    BadPool { pool: u32, field: String },
    /// A field rule is written down wrongly: which one, from 1 on, and what of it.
    BadFieldRule { rule: u32, field: String },
    /// A field must be filled, and by this rule none of the roles that fill it could.
    FieldRuleBlocksForm { rule: u32, roles: Vec<RoleKey> },
    /// Whoever approves a paper sees all of it; by this rule this role would not.
    FieldRuleBlindsApprover { rule: u32, role: RoleKey },
    /// An appeal waits for its decision.
    AppealOpen,
    /// No appeal waits for a decision.
    NoOpenAppeal,
    /// The decision on the second appeal is final.
    AppealsExhausted,
    /// Nobody decides an appeal that he has a part in.
    PartyToAppeal,
    /// A customer with open deals is not let go.
    AccountInUse { deals: u32 },
    /// An amount below zero.
    NegativeAmount { field: String },
    /// A contact needs a phone, a mail address or WeCom.
    ContactUnreachable,
    /// A contact says on which basis its data is held, and how and when the person was told.
    ContactGroundMissing { field: String },
    /// The contact's data was erased.
    ContactErased,
    /// The contact's data is kept and nothing else: a request of the person restricts it.
    ContactRestricted,
    /// The request was done or refused.
    SubjectRequestClosed,
    /// Which contacts the person is was not said.
    SubjectUnnamed,
    /// Nothing was given out to the person yet.
    SubjectNotExported,
    /// Held for a contract or by law while business is open: restrict it instead.
    SubjectBound { contacts: u32 },
    /// Files with people in them are being imported: afterwards.
    ImportsAtWork { imports: u32 },
    /// The uploaded file was erased.
    ImportFileErased,
    /// The time for which it is kept is not over.
    StillKept,
    /// The code is another product's.
    ProductCodeTaken { product_code: String },
    /// The product is not known or retired.
    UnknownProduct { product: ProductId },
    /// A published price book never changes; draft a new version.
    PriceBookPublished,
    /// A price book without lines cannot be published.
    PriceBookEmpty,
    /// A floor price above the list price.
    FloorAboveList { product: ProductId },
    /// A price book is not put in force for days that have passed.
    ValidFromPassed { valid_from: Date, today: Date },
    /// The bank's serial number is booked already.
    BankSerialTaken { receipt: Option<crate::id::ReceiptId> },
    /// Money cannot have arrived in the future.
    InFuture { field: String },
    /// The receipt was reversed already.
    ReceiptReversed,
    /// Deals have claimed part of the receipt; give it back first.
    ReceiptAllocated { allocated: Money },
    /// A year file that cannot be used.
    BadCalendar { reason: CalendarError },
    /// A company day is not changed after it has passed.
    DayPassed { date: Date },
    /// A calendar change needs two persons.
    NeedsSecondPerson,
    /// The change is in force, or was withdrawn.
    CalendarChangeClosed,
    /// An export says why.
    ExportReasonMissing { min: u32, max: u32 },
    /// The roles of this person take nothing out.
    ExportNotAllowed {},
    /// More rows than this person may still take out today.
    ExportBeyondAllowance { rows: u32, left: u32, rows_a_day: u32 },
    /// As many exports as one person makes in an hour were made: when to come back.
    ExportsTooMany { an_hour: u32, retry_after_s: u64 },
    /// More contacts than anybody takes out by himself: somebody else has to allow it.
    ExportNeedsApproval { contacts: u32, most: u32 },
    /// The export cannot rest on this request.
    ExportRequestUnfit { fault: Unfit },
    /// The request was decided, taken or withdrawn.
    ExportRequestClosed {},
    /// No more contacts are shown to this person today.
    RevealsUsedUp { a_day: u32 },
    /// There is no such setting.
    UnknownSetting { key: String },
    /// The migration batch is signed or given up.
    MigrationClosed,
    /// The setting may not have this value.
    BadSetting { key: String },
    /// The import stands where this cannot be done.
    ImportNotNow { state: String },
    /// Nobody has said yet what the columns of the file mean.
    ImportUnmapped,
    /// Somebody has built on what the import made.
    ImportBuiltUpon { things: u32 },
}

impl Refusal {
    /// The stable code.
    pub fn code(&self) -> String {
        match self.parts().0 {
            Value::String(code) => code,
            other => other.to_string(),
        }
    }

    /// Code and parameters.
    pub fn parts(&self) -> (Value, Value) {
        let mut value = serde_json::to_value(self).expect("a refusal is plain data");
        let code = value.as_object_mut().and_then(|map| map.remove("code")).unwrap_or(Value::Null);
        (code, value)
    }
}

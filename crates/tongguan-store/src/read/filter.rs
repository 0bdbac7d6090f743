//! What a list of deals may be narrowed by.

use jiff::Timestamp;
use jiff::civil::Date;
use tongguan_core::deal::{Grade, Standing};
use tongguan_core::id::{AccountId, DealId, DepartmentId, PersonId};
use tongguan_core::process::Stage;

use super::query::Sql;

/// Whose deals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnerFilter {
    /// Of this person.
    Person(PersonId),
    /// Nobody's (公海).
    Pool,
}

/// Conditions that all hold; the default is every deal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DealFilter {
    /// Running, or ended how.
    pub standing: Option<Standing>,
    /// Present stage.
    pub stage: Option<Stage>,
    /// Grade set by review.
    pub grade: Option<Grade>,
    /// Owner or pool.
    pub owner: Option<OwnerFilter>,
    /// Department.
    pub department: Option<DepartmentId>,
    /// Customer.
    pub account: Option<AccountId>,
    /// Option of 线索来源.
    pub source: Option<String>,
    /// Signed or not.
    pub won: Option<bool>,
    /// Something was due before this moment and is not done (now: 超期).
    pub due_before: Option<Timestamp>,
    /// An instalment was due before this day and is not fully paid (today: 逾期).
    pub unpaid_before: Option<Date>,
    /// Nothing has happened since this moment (stale).
    pub untouched_since: Option<Timestamp>,
    /// In its present stage since before this moment.
    pub in_stage_before: Option<Timestamp>,
    /// Worth at least this, minor units.
    pub amount_from_minor: Option<i64>,
    /// Worth at most this, minor units.
    pub amount_to_minor: Option<i64>,
    /// Expected to be signed on this day or later.
    pub close_from: Option<Date>,
    /// Expected to be signed on this day or earlier.
    pub close_to: Option<Date>,
    /// Found by text: these deals, or deals of these customers ([`super::search::find`]).
    pub found: Option<Found>,
}

/// What a text was found in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Deals with such a number.
    pub deals: Vec<DealId>,
    /// Customers with such a name, or with such people.
    pub accounts: Vec<AccountId>,
}

impl Found {
    /// Adds it to a statement over `deal d`.
    pub(crate) fn restrict(&self, sql: &mut Sql) {
        let deals = sql.bind_list(self.deals.iter().map(|deal| deal.0));
        let accounts = sql.bind_list(self.accounts.iter().map(|account| account.0));
        sql.push(&format!(" AND (d.deal_id IN ({deals}) OR d.account_id IN ({accounts}))"));
    }
}

impl DealFilter {
    /// Running deals.
    pub fn open() -> Self {
        Self { standing: Some(Standing::Open), ..Self::default() }
    }

    /// Whether the sums per standing, stage, department and owner can answer it.
    pub(crate) fn is_summed(&self) -> bool {
        let Self { standing, stage, owner, department, .. } = self.clone();
        *self == Self { standing, stage, owner, department, ..Self::default() }
    }

    /// Adds it to a statement over `deal d`.
    pub(crate) fn restrict(&self, sql: &mut Sql) {
        sql.and("d.standing =", self.standing.map(Standing::key));
        sql.and("d.stage =", self.stage.map(Stage::key));
        sql.and("d.grade =", self.grade.map(|grade| format!("{grade:?}")));
        match self.owner {
            Some(OwnerFilter::Person(person)) => sql.and("d.owner_id =", Some(person.0)),
            Some(OwnerFilter::Pool) => sql.push(" AND d.owner_id IS NULL"),
            None => sql,
        };
        sql.and("d.department_id =", self.department.map(|department| department.0));
        sql.and("d.account_id =", self.account.map(|account| account.0));
        sql.and("d.source_channel =", self.source.as_deref());
        sql.and("d.next_due_at <", self.due_before);
        sql.and("d.unpaid_since <", self.unpaid_before);
        sql.and("d.updated_at <", self.untouched_since);
        sql.and("d.stage_since <", self.in_stage_before);
        sql.and("d.amount_minor >=", self.amount_from_minor);
        sql.and("d.amount_minor <=", self.amount_to_minor);
        sql.and("d.close_on >=", self.close_from);
        sql.and("d.close_on <=", self.close_to);
        if let Some(won) = self.won {
            sql.push(if won { " AND d.won_on IS NOT NULL" } else { " AND d.won_on IS NULL" });
        }
        if let Some(found) = &self.found {
            found.restrict(sql);
        }
    }

    /// Adds the part that sums know, over `deal_sum s`.
    pub(crate) fn restrict_sum(&self, sql: &mut Sql) {
        sql.and("s.standing =", self.standing.map(Standing::key));
        sql.and("s.stage =", self.stage.map(Stage::key));
        let nobody = uuid::Uuid::nil();
        let owner = self.owner.map(|owner| match owner {
            OwnerFilter::Person(person) => person.0,
            OwnerFilter::Pool => nobody,
        });
        sql.and("s.owner_id =", owner);
        sql.and("s.department_id =", self.department.map(|department| department.0));
    }
}

/// One filter for each condition, and one with all of them, for the test that prepares every statement.
pub(crate) fn every_filter() -> Vec<DealFilter> {
    let (at, day, id) = (Timestamp::UNIX_EPOCH, Date::constant(2026, 1, 1), uuid::Uuid::nil());
    let found = Found { deals: vec![DealId(id)], accounts: vec![AccountId(id)] };
    let all = DealFilter {
        standing: Some(Standing::Open),
        stage: Some(Stage::Nurture),
        grade: Some(Grade::A),
        owner: Some(OwnerFilter::Person(PersonId(id))),
        department: Some(DepartmentId(id)),
        account: Some(AccountId(id)),
        source: Some(String::new()),
        won: Some(true),
        due_before: Some(at),
        unpaid_before: Some(day),
        untouched_since: Some(at),
        in_stage_before: Some(at),
        amount_from_minor: Some(0),
        amount_to_minor: Some(0),
        close_from: Some(day),
        close_to: Some(day),
        found: Some(found),
    };
    let pool = DealFilter { owner: Some(OwnerFilter::Pool), won: Some(false), ..all.clone() };
    vec![DealFilter::default(), DealFilter::open(), all, pool]
}

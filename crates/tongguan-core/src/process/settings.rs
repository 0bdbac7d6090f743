//! Values that companies choose (`[J]`): never constants in code.

use jiff::civil::Time;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::RoleKey;
use crate::label::Label;
use crate::score::{BantWeights, IntentWeights};

/// All settings of a definition.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Scores and grades.
    pub grading: Grading,
    /// Price policy.
    pub prices: PricePolicy,
    /// Ownership and pool.
    pub pool: Pool,
    /// Visits and contacts.
    pub visits: Visits,
    /// Deadlines that are no clocks.
    pub limits: Limits,
    /// Words that forms refuse.
    pub texts: Texts,
    /// Who is told what nobody else answers for.
    pub notices: Notices,
    /// From where on something is unusual; absent where nothing is scanned for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anomalies: Option<super::Anomalies>,
    /// Delivery.
    pub delivery: Delivery,
    /// Instalments and their collection.
    pub collection: Collection,
    /// After-care.
    pub aftercare: Aftercare,
    /// Data of people outside.
    pub personal_data: PersonalData,
    /// Dunning ladder.
    pub dunning: Vec<DunningLevel>,
    /// Terms whose change legal must see (重要条款).
    pub important_terms: Vec<Reason>,
    /// Reasons for loss.
    pub loss_reasons: Vec<Reason>,
    /// Reasons for which an obligation may pause.
    pub pause_reasons: Vec<Reason>,
    /// Probability of winning by stage, percent, until enough cases exist.
    pub win_probability: std::collections::BTreeMap<super::Stage, u32>,
    /// What is enough.
    pub win_history: WinHistory,
}

/// Data of people outside (PIPL).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonalData {
    /// The basis that a way of notice implies: option of 告知方式, then option of 处理依据. A way that is not here needs one said.
    pub basis_of: std::collections::BTreeMap<String, String>,
    /// Working days within which a person's request about his data is answered.
    pub request_working_days: u32,
    /// So many working days before that, and every day after it, whoever answers hears of it.
    pub remind_working_days: u32,
    /// Months after which what nobody needs any more is erased.
    pub retention: Retention,
}

/// How long data of people outside is kept, in months.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// After the last lead of a customer without business was closed: its people.
    pub closed_lead_months: u32,
    /// After a customer without any deal was last touched: its people.
    pub idle_customer_months: u32,
    /// After an import ended: its uploaded file.
    pub import_file_months: u32,
}

/// When the past says how likely a stage is won, and not the definition.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WinHistory {
    /// How far one looks back, months.
    pub months: u32,
    /// Decided deals that passed through the stage; from so many on, their share of won ones counts.
    pub cases: u32,
}

/// Scores and grades (ruling 6).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grading {
    /// Grade A needs this total.
    pub a_total: u32,
    /// Grade A needs this intent.
    pub a_intent: u32,
    /// Below this total the grade is C.
    pub c_below: u32,
    /// Days until the grade is reviewed again.
    pub review_days: ReviewDays,
    /// Points of the BANT score.
    pub bant: BantWeights,
    /// What each BANT element brings to the suggested intent at most.
    pub intent: IntentWeights,
}

/// Days until re-grading by grade.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewDays {
    /// Grade A.
    pub a: u32,
    /// Grade B.
    pub b: u32,
    /// Grade C, parked.
    pub c: u32,
}

/// Price policy (4.7, ruling 5).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PricePolicy {
    /// Authority tiers, lowest first; the last has no limit.
    pub tiers: Vec<Tier>,
    /// Margin below which the last tier decides, percent.
    pub minimum_margin: Decimal,
    /// Days over which a customer group's quotations are added up.
    pub cumulative_days: u32,
    /// Longest validity without the director, calendar days.
    pub longest_validity_days: u32,
    /// Validity proposed, calendar days.
    pub default_validity_days: u32,
    /// Yearly rate at which extra payment days are priced, percent.
    pub payment_day_rate: Decimal,
    /// Payment days that cost nothing.
    pub free_payment_days: u32,
    /// VAT at which a solution's expected price is taken apart, before lines with rates exist.
    pub estimate_vat: crate::vat::VatRate,
}

impl PricePolicy {
    /// The first tier that may decide on this discount (percent) and volume (minor units); the last one where a price
    /// is below floor or margin.
    pub fn tier_for(&self, discount: Decimal, cumulative_gross_minor: i64, below_limits: bool) -> usize {
        let fits = |tier: &Tier| {
            tier.max_discount.is_none_or(|max| discount <= max)
                && tier.max_cumulative_gross_minor.is_none_or(|max| cumulative_gross_minor <= max)
        };
        let last = self.tiers.len().saturating_sub(1);
        let first = self.tiers.iter().position(fits).filter(|_| !below_limits);
        first.unwrap_or(last)
    }
}

/// Up to which discount and volume a role may decide last.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// The role that decides last.
    pub role: RoleKey,
    /// Largest composite discount in percent, inclusive; absent means no limit.
    #[serde(default)]
    pub max_discount: Option<Decimal>,
    /// Largest gross of the customer group within the days, minor units, inclusive.
    #[serde(default)]
    pub max_cumulative_gross_minor: Option<i64>,
}

/// Ownership and pool (4.1, ruling 7).
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pool {
    /// Leads that one person may hold.
    pub holding_cap: u32,
    /// Leads that one person may claim a day.
    pub claims_per_day: u32,
    /// Days for which a previous owner may not claim back.
    pub cool_down_days: u32,
    /// Days for which colleagues of a previous owner may not claim what he let go.
    pub colleague_cool_down_days: u32,
    /// Days without effective follow-up until recycling: un-graded.
    pub recycle_ungraded_days: u32,
    /// … grade A.
    pub recycle_a_days: u32,
    /// … grade B.
    pub recycle_b_days: u32,
    /// Days for which a grade-C lead is parked, from its grading on.
    pub park_c_days: u32,
    /// Contact attempts on different days before 联系不上.
    pub attempts_before_unreachable: u32,
    /// Re-assignments that restart the 48 hours; later ones do not.
    pub restarts_of_screening: u32,
}

/// Visits and contacts.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Visits {
    /// Longest visit that is believed, hours.
    pub longest_hours: u32,
    /// Days without contact after which a person of the decision chain counts as neglected.
    pub stale_contact_days: u32,
}

/// Deadlines and limits that are no clocks.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Days between the last approval and signing.
    pub signing_days: u32,
    /// Working days that filing may be late before delivery plans are held up.
    pub filing_late_working_days: u32,
    /// Days after which an old lead needs a reason.
    pub stale_lead_days: u32,
    /// Days overdue above which credit is blocked.
    pub credit_block_overdue_days: u32,
    /// Shortest opinion on a refusal, characters.
    pub opinion_min_chars: u32,
    /// Working days for somebody who was added to an approval (加签).
    pub added_step_working_days: u32,
    /// Years for which an original is kept after the end of its term.
    pub retention_years: u32,
    /// Hours for which a newly granted role cannot decide what was already pending.
    pub new_role_hours: u32,
    /// From this amount on, whoever decides an approval shows again who he is, minor units.
    pub confirm_approval_from_minor: i64,
    /// For so many minutes that counts.
    pub confirmation_minutes: u32,
    /// Late interest where nothing is agreed, percent a day.
    pub late_interest_per_day: Decimal,
    /// Contract value from which a retrospective is owed, minor units.
    pub retrospective_from_minor: i64,
    /// From when to when a working day lasts.
    pub working_day: DayHours,
    /// How working days are counted backwards.
    pub backward_reading: crate::calendar::BackwardReading,
}

/// Words that forms refuse; lower case.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// Words by which people try things out: Latin ones as whole words, others wherever they stand.
    pub test_words: Vec<String>,
    /// Phrases that say nothing of a need by themselves.
    pub empty_phrases: Vec<String>,
}

/// Who is told what nobody else answers for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notices {
    /// Hear of a vacant post that stops an approval, and of duties that nobody owes.
    pub unattended: Vec<RoleKey>,
    /// Who is copied on a quotation with special terms (抄送).
    pub special_terms: Vec<RoleKey>,
}

/// Hours of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayHours {
    /// From.
    pub from: Time,
    /// Until.
    pub until: Time,
}

/// Delivery.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// Working days ahead of the start by which the customer confirms the plan; as the clock of that duty says.
    pub confirm_working_days_ahead: u32,
    /// Points of progress behind the plan above which a project is amber.
    pub amber_behind: Decimal,
    /// … red.
    pub red_behind: Decimal,
}

/// Instalments and their collection.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collection {
    /// Months of warranty where the contract names none.
    pub warranty_months: u32,
    /// Level of the ladder from which dunning is proved by a file.
    pub proof_from_level: u32,
    /// Hours in which a customer may be called or visited.
    pub calling_hours: DayHours,
}

/// After-care.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aftercare {
    /// Satisfaction up to which a complaint is opened.
    pub complaint_score: u8,
    /// Willingness to recommend up to which a complaint is opened.
    pub complaint_nps: u8,
    /// Days until the next return visit: grade A.
    pub return_visit_days_a: u32,
    /// … all others.
    pub return_visit_days_b: u32,
}

/// One level of the dunning ladder (4.10).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DunningLevel {
    /// L0 … L5.
    pub level: u8,
    /// Days overdue from which it applies; negative before the due date.
    pub from_days: i32,
    /// What is done.
    pub action: Label,
    /// Who does it.
    pub roles: Vec<RoleKey>,
    /// What proves it.
    pub proof: Label,
    /// The days that a dunning letter (催款函) leaves to pay; absent where the level writes none.
    #[serde(default)]
    pub letter_days: Option<u32>,
}

/// A reason to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// Its key.
    pub key: String,
    /// What people read.
    pub name: Label,
}

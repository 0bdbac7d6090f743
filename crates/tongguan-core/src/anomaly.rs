//! Anomalies (异常): what the scan of a day or a week finds unusual, for the auditor to look into (6.1, S:).
//!
//! Promises the same findings for the same past, each with a mark by which it is known again, so that a scan may be repeated. A finding
//! is a question and no verdict: nothing is refused for it. Must never hold a text or a contact's data; it names ids and figures.

mod access;
mod customers;
mod deals;
mod decisions;
mod idle;
mod money;
mod orders;
mod story;
mod texts;
mod visits;

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use uuid::Uuid;

pub use access::{Act, ActKind, SignIn};
pub use customers::{Looked, Payer, Phone, PhoneOwner, Shown};
pub use deals::{Stream, Written, written};
pub use orders::{Customer, Customers};
pub use texts::{Note, NoteKind, said};

use customers::Registered;
use decisions::Decision;
use money::Paid;
use orders::{Outcome, Paper};
use story::Story;
use visits::EmptyVisit;

use crate::digest::Digest;
use crate::id::{AccountId, PersonId};
use crate::process::Anomalies;
use crate::reference::receipt::Receipt;
use crate::zone;

macro_rules! rules {
    ($($variant:ident $key:literal $doc:literal),* $(,)?) => {
        /// What is looked for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Rule {
            $(#[doc = $doc] $variant,)*
        }

        impl Rule {
            /// All of them.
            pub const ALL: &'static [Rule] = &[$(Rule::$variant),*];

            /// The word on the wire.
            pub fn key(self) -> &'static str {
                match self { $(Rule::$variant => $key),* }
            }
        }
    };
}

rules! {
    RevealSpike "reveal_spike" "Somebody had far more contact data shown than is usual for him.",
    ExportSpike "export_spike" "Somebody took out far more lists than is usual for him.",
    NightReading "night_reading" "Contact data shown or lists taken out at night.",
    NightSignIn "night_sign_in" "Somebody came in at night.",
    QuickDecision "quick_decision" "Decided within seconds of the turn.",
    DecisionBatch "decision_batch" "Many decisions within minutes.",
    NightDecision "night_decision" "Decided at night.",
    NeverRefuses "never_refuses" "Many decisions and no refusal.",
    SharedDevice "shared_device" "Two people of one chain came in by the same browser within minutes.",
    CloseMoved "close_moved" "The expected closing date moves and moves.",
    AmountChanged "amount_changed" "The expected amount is not what it was.",
    StagesInADay "stages_in_a_day" "Several gates in one day.",
    QuickClaim "quick_claim" "Claimed within minutes of the release.",
    QuarterEndAcceptance "quarter_end_acceptance" "Accepted at the end of a quarter, complained of soon after.",
    SimilarTexts "similar_texts" "The same text for two deals, or twice for one.",
    ThinNotes "thin_notes" "Notes of contacts that say nothing.",
    MonthEndVisits "month_end_visits" "Visit reports in a heap on the last day of a month.",
    ReceiptReversed "receipt_reversed" "A receipt of a quarter that was taken back after its end.",
    LookedThenRegistered "looked_then_registered" "Looked at a colleague's customer or took it out, then registered a lead of it.",
    ColleaguesPhone "colleagues_phone" "A customer is reached by the phone of one of us.",
    SharedPhone "shared_phone" "Two customers are reached by one phone.",
    SharedBank "shared_bank" "Two customers pay from one bank account.",
    EmptyVisits "empty_visits" "Visits that brought nobody new, nothing to do and no word of the customer.",
    UnvisitedA "unvisited_a" "A lead graded A that nobody visits.",
    IdleOpportunity "idle_opportunity" "An open opportunity on which nobody works.",
    UnquotedCommit "unquoted_commit" "To be closed soon, and no quotation yet.",
    WonThenCut "won_then_cut" "Won, and soon after cut down or written off.",
    RoundReceipts "round_receipts" "Receipts with round sums before the end of a quarter.",
    SplitOrders "split_orders" "Several quotations or contracts of one customer or group in one week.",
    DivertedOrder "diverted_order" "Lost, and soon after a smaller one with a new customer for the same goods.",
}

impl Rule {
    /// Told at once, and not only once a week.
    pub fn is_alert(self) -> bool {
        matches!(self, Rule::RevealSpike | Rule::ExportSpike | Rule::NightReading)
    }

    /// So as long as nobody changes it, and not something that happened.
    fn lasts(self) -> bool {
        matches!(self, Rule::ColleaguesPhone | Rule::SharedPhone | Rule::SharedBank)
    }
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Subject {
    /// `deal`, `account` or `receipt`.
    pub kind: SubjectKind,
    /// Its id.
    pub id: Uuid,
}

/// A kind of thing that a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// A deal.
    Deal,
    /// A customer.
    Account,
    /// A receipt.
    Receipt,
}

/// Something unusual.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// By which rule.
    pub rule: Rule,
    /// Whose doing it is, where it is somebody's.
    pub person: Option<PersonId>,
    /// What it is about.
    pub about: Option<Subject>,
    /// The day of it; for what took a week, its Monday.
    pub on: Date,
    /// What was compared: counts, dates, amounts in minor units.
    pub figures: Map<String, Value>,
}

impl Finding {
    /// By this it is known again; what lasts is known for the whole quarter, so that it is not told every week.
    pub fn mark(&self) -> Digest {
        let Self { rule, person, about, on, figures } = self;
        let person = person.map(|person| person.to_string()).unwrap_or_default();
        let about = about.map(|about| about.id.to_string()).unwrap_or_default();
        let other =
            ["other", "other_account"].iter().find_map(|key| figures.get(*key)?.as_str()).unwrap_or_default();
        let on = if rule.lasts() { deals::quarter_end(*on).unwrap_or(*on) } else { *on };
        Digest::of(format!("{} {person} {about} {other} {on}", rule.key()).as_bytes())
    }
}

/// The time that a scan looks at: from its first moment up to the one after its last.
#[derive(Debug, Clone)]
pub struct Window {
    /// From.
    pub from: Timestamp,
    /// Up to, not counted.
    pub to: Timestamp,
    /// Whose days.
    pub zone: TimeZone,
}

impl Window {
    /// The whole week, Monday to Sunday, before the one in which a day lies.
    pub fn week_before(day: Date, zone: TimeZone) -> Self {
        let monday =
            day.saturating_sub(jiff::Span::new().days(i64::from(day.weekday().since(Weekday::Monday)) + 7));
        Self::days(monday, 7, zone)
    }

    /// So many days from one on.
    pub fn days(first: Date, days: i64, zone: TimeZone) -> Self {
        let at = |day| zone::at(day, 0, 0, &zone);
        let (from, to) = (at(first), at(first.saturating_add(jiff::Span::new().days(days))));
        Self { from, to, zone }
    }

    /// Its first day.
    pub fn first(&self) -> Date {
        self.date(self.from)
    }

    /// Its last day.
    pub fn last(&self) -> Date {
        self.date(self.to).saturating_sub(jiff::Span::new().days(1))
    }

    fn date(&self, at: Timestamp) -> Date {
        zone::local_date(at, &self.zone)
    }

    fn holds(&self, at: Timestamp) -> bool {
        (self.from..self.to).contains(&at)
    }
}

/// What a week's scan looks at besides the deals themselves.
#[derive(Debug, Clone, Default)]
pub struct Past {
    /// Data shown and lists taken out, in the window.
    pub acts: Vec<Act>,
    /// Sign-ins that succeeded, in the window.
    pub sign_ins: Vec<SignIn>,
    /// What the deals tell.
    pub deals: OfDeals,
    /// Texts of the window.
    pub notes: Vec<Note>,
    /// Receipts that were reversed in it.
    pub reversed: Vec<Receipt>,
    /// Who looked at whose customers, in the window and the days before that count.
    pub looked: Vec<Looked>,
    /// From which bank accounts customers paid.
    pub payers: Vec<Payer>,
    /// Phones that more than one has.
    pub phones: Vec<Phone>,
    /// Those that the deals ask for ([`OfDeals::customers`]).
    pub customers: Customers,
}

/// What deals tell, each by itself; gathered deal by deal, so that nobody holds all their events at once.
#[derive(Debug, Clone, Default)]
pub struct OfDeals {
    findings: Vec<Finding>,
    decided: Vec<Decision>,
    registered: Vec<Registered>,
    visits: Vec<EmptyVisit>,
    paid: Vec<Paid>,
    papers: Vec<Paper>,
    outcomes: Vec<Outcome>,
}

impl OfDeals {
    /// Takes in a deal with its whole past.
    pub fn take(&mut self, rules: &Anomalies, window: &Window, stream: &Stream) {
        self.findings.extend(deals::findings(rules, window, stream));
        self.decided.extend(decisions::decisions_of(stream, window));
        self.registered.extend(deals::registrations(stream, window));
        let story = Story::until(stream, window.to);
        self.findings.extend(idle::findings(rules, window, &story));
        self.findings.extend(orders::cut(rules, window, &story));
        self.visits.extend(visits::empty(&story, window));
        self.paid.extend(money::paid(rules, window, &story));
        self.papers.extend(orders::papers(&story, window));
        self.outcomes.extend(orders::outcome(rules, window, &story));
    }

    /// The customers of whom more is wanted: their group, whose they are, and since when we sell to them.
    pub fn customers(&self) -> std::collections::BTreeSet<AccountId> {
        let of_papers = self.papers.iter().map(|paper| paper.account);
        let of_leads = self.registered.iter().map(|lead| lead.account);
        of_papers.chain(self.outcomes.iter().map(|outcome| outcome.account)).chain(of_leads).collect()
    }
}

/// What a week shows.
pub fn of_week(rules: &Anomalies, window: &Window, past: &Past) -> Vec<Finding> {
    let OfDeals { findings, decided, registered, visits, paid, papers, outcomes } = &past.deals;
    let mut found = access::at_night(rules, window, &past.acts, &past.sign_ins);
    found.extend(decisions::findings(rules, window, decided));
    found.extend(decisions::shared(rules, window, decided, &past.sign_ins));
    found.extend(findings.iter().cloned());
    found.extend(texts::findings(rules, window, &past.notes));
    found.extend(money::findings(rules, window, &past.reversed));
    found.extend(customers::looked(rules, window, &past.looked, registered, &past.customers));
    found.extend(customers::phones(window, &past.phones));
    found.extend(customers::payers(window, &past.payers));
    found.extend(visits::findings(rules, window, visits));
    found.extend(money::round(rules, window, paid));
    found.extend(orders::split(rules, window, papers, &past.customers));
    found.extend(orders::diverted(rules, window, outcomes, &past.customers));
    wanted(rules, found)
}

/// What a day shows that is told at once. `acts` reach back as far as what is usual is read from.
pub fn of_day(rules: &Anomalies, day: Date, zone: TimeZone, acts: &[Act]) -> Vec<Finding> {
    let window = Window::days(day, 1, zone);
    let mut found = access::spikes(rules, &window, acts);
    let today: Vec<Act> = acts.iter().filter(|act| window.holds(act.at)).cloned().collect();
    found.extend(access::at_night(rules, &window, &today, &[]));
    wanted(rules, found)
}

/// Without the rules that are off, each finding once.
fn wanted(rules: &Anomalies, found: Vec<Finding>) -> Vec<Finding> {
    let mut seen = std::collections::BTreeSet::new();
    found.into_iter().filter(|one| !rules.off.contains(&one.rule) && seen.insert(one.mark())).collect()
}

fn figures(values: Value) -> Map<String, Value> {
    match values {
        Value::Object(values) => values,
        _ => Map::new(),
    }
}

fn count(number: usize) -> Value {
    json!(number)
}

fn account(id: AccountId) -> Subject {
    Subject { kind: SubjectKind::Account, id: id.0 }
}

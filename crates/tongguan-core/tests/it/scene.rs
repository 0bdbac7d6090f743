//! A small company, a clock that tests move, and the one function through which every test acts.

use std::sync::Arc;

use jiff::civil::DateTime;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};
use tongguan_core::approval::Verdict;
use tongguan_core::calendar::Calendar;
use tongguan_core::deal::{self, Command, Deal, Event, Recorded, RegisterLead, ScreeningResult};
use tongguan_core::decision::{Decision, Outcome};
use tongguan_core::facts::{
    AccountFacts, Actor, ContactFacts, Context, Duplicate, Facts, Hand, Held, OwnEntity,
};
use tongguan_core::id::{
    AccountId, ApprovalId, ContactId, DealId, DepartmentId, DocumentId, OwnEntityId, PersonId, PostId,
};
use tongguan_core::obligation::Obligation;
use tongguan_core::organization::{Organization, Person, Post};
use tongguan_core::process::{DocumentKind, Process};
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

/// People of the small company.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Who {
    Rep = 1,
    Colleague,
    Supervisor,
    Manager,
    Director,
    General,
    Administrator,
    OtherRep,
    Product,
    Presales,
    Finance,
    FinanceManager,
    Legal,
    Delivery,
    Archivist,
    Cashier,
    Operations,
    Service,
    Security,
    Auditor,
}

impl Who {
    pub const ALL: [Who; 18] = [
        Who::Rep,
        Who::Colleague,
        Who::Supervisor,
        Who::Manager,
        Who::Director,
        Who::General,
        Who::Administrator,
        Who::OtherRep,
        Who::Product,
        Who::Presales,
        Who::Finance,
        Who::FinanceManager,
        Who::Legal,
        Who::Delivery,
        Who::Archivist,
        Who::Cashier,
        Who::Operations,
        Who::Service,
    ];

    pub fn id(self) -> PersonId {
        PersonId(Uuid::from_u128(self as u128))
    }
}

/// People on the customer's side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Buyer {
    /// 王工: told the need.
    Engineer = 31,
    /// 孙主管: second source.
    Chief,
    /// 赵总: decides.
    Decider,
    /// 钱总监: approves the budget.
    Treasurer,
}

impl Buyer {
    pub const ALL: [Buyer; 4] = [Buyer::Engineer, Buyer::Chief, Buyer::Decider, Buyer::Treasurer];

    pub fn id(self) -> ContactId {
        ContactId(Uuid::from_u128(self as u128))
    }

    fn facts(self) -> ContactFacts {
        ContactFacts { reachable: true, mail_domain: Some("customer.example".to_owned()) }
    }
}

/// Our legal entity.
pub const SELLER: OwnEntityId = OwnEntityId(Uuid::from_u128(301));

const TEAM: DepartmentId = DepartmentId(Uuid::from_u128(101));
const SALES: DepartmentId = DepartmentId(Uuid::from_u128(102));
const COMPANY: DepartmentId = DepartmentId(Uuid::from_u128(103));
const OTHER_TEAM: DepartmentId = DepartmentId(Uuid::from_u128(104));

/// A deal in the making.
pub struct Scene {
    pub process: Arc<Process>,
    pub facts: Facts,
    pub now: Timestamp,
    pub deal: Option<Deal>,
    pub events: Vec<Recorded>,
    /// How many events there were after each command.
    pub ends: Vec<usize>,
    /// By which hand commands come; a session that was confirmed just now where absent.
    pub hand: Option<Hand>,
    commands: u64,
}

/// A local moment in Shanghai.
pub fn local(text: &str) -> Timestamp {
    let civil: DateTime = text.parse().expect("a local moment");
    civil.in_tz("Asia/Shanghai").expect("a zone").timestamp()
}

impl Scene {
    /// The company on a Friday at five in the afternoon.
    pub fn new() -> Self {
        Self {
            process: Process::standard(),
            facts: Facts {
                organization: Arc::new(organization()),
                calendar: Calendar::shipped(),
                contacts: Buyer::ALL.iter().map(|b| (b.id(), b.facts())).collect(),
                account: Some(AccountFacts {
                    uscc: Some("91310000MA10001210".to_owned()),
                    mail_domains: vec!["customer.example".to_owned()],
                    ..AccountFacts::default()
                }),
                own_mail_domains: vec!["us.example".to_owned()],
                own_entities: vec![OwnEntity { id: SELLER, is_sme: true, signatories: Vec::new() }],
                ..Facts::default()
            },
            now: local("2026-11-20T17:00"),
            deal: None,
            events: Vec::new(),
            ends: Vec::new(),
            hand: None,
            commands: 0,
        }
    }

    /// A lead registered by the rep.
    pub fn registered() -> Self {
        let mut scene = Self::new();
        scene.register(Who::Rep, lead_form()).expect("a good lead is registered");
        scene
    }

    /// A lead screened as 有效.
    pub fn screened() -> Self {
        let mut scene = Self::registered();
        let command = Command::CompleteScreening { result: ScreeningResult::Valid, reason: None, note: None };
        scene.act(Who::Rep, command).expect("a good lead is screened");
        scene
    }

    /// A lead whose grade waits for the supervisor.
    pub fn graded() -> (Self, ApprovalId) {
        let mut scene = Self::screened();
        scene.act(Who::Rep, grading(41, 36, "A")).expect("a good grading is submitted");
        let approval = *scene.deal().approvals.keys().next().expect("grading asks for approval");
        (scene, approval)
    }

    /// A deal that passed G1.
    pub fn nurturing() -> Self {
        let (mut scene, approval) = Self::graded();
        scene.decide(Who::Supervisor, approval, Verdict::Approve).expect("the supervisor agrees");
        scene.act(Who::Rep, Command::AdvanceStage {}).expect("G1 is open");
        scene
    }

    pub fn deal(&self) -> &Deal {
        self.deal.as_ref().expect("the scene has a deal")
    }

    pub fn today(&self) -> jiff::civil::Date {
        tongguan_core::zone::local_date(self.now, &self.process.time_zone())
    }

    pub fn wait(&mut self, hours: i64) -> &mut Self {
        self.now += SignedDuration::from_hours(hours);
        self
    }

    pub fn register(&mut self, who: Who, body: Map<String, Value>) -> Result<Vec<Event>, Refusal> {
        let context = self.context(Actor::Person(who.id()));
        let id = DealId(Uuid::from_u128(7));
        let command = RegisterLead { body, ..RegisterLead::default() };
        let outcome = deal::register(id, &self.process, &self.facts, &command, &context)?;
        Ok(self.keep(outcome))
    }

    pub fn act(&mut self, who: Who, command: Command) -> Result<Vec<Event>, Refusal> {
        self.run(Actor::Person(who.id()), command)
    }

    /// Submits a new document and returns its id.
    pub fn submit(&mut self, who: Who, kind: DocumentKind, body: Value) -> Result<DocumentId, Refusal> {
        let events = self.act(who, submission(kind, body))?;
        let document = events.iter().find_map(|event| match event {
            Event::DocumentSubmitted { document, .. } => Some(*document),
            _ => None,
        });
        Ok(document.expect("a submission records the document"))
    }

    /// Moves on to a local moment.
    pub fn at(&mut self, moment: &str) -> &mut Self {
        self.now = local(moment);
        self
    }

    pub fn tick(&mut self) -> Vec<Event> {
        self.run(Actor::System, Command::Tick {}).expect("the scanner is never refused")
    }

    /// What only the system says.
    pub fn system(&mut self, command: Command) -> Result<Vec<Event>, Refusal> {
        self.run(Actor::System, command)
    }

    fn run(&mut self, actor: Actor, command: Command) -> Result<Vec<Event>, Refusal> {
        let context = self.context(actor);
        let outcome = deal::decide(self.deal(), &self.process, &self.facts, &command, &context)?;
        Ok(self.keep(outcome))
    }

    pub fn context(&mut self, actor: Actor) -> Context {
        self.commands += 1;
        let mut seed = [0; 32];
        seed[..8].copy_from_slice(&self.commands.to_be_bytes());
        let hand = self.hand.unwrap_or(Hand::Session { confirmed_at: Some(self.now) });
        Context { now: self.now, actor, seed, hand }
    }

    /// Records what a test brings about by events of its own.
    pub fn by_events(&mut self, who: Who, emit: impl FnOnce(&mut Decision<'_>)) -> Vec<Event> {
        let context = self.context(Actor::Person(who.id()));
        let (process, facts) = (self.process.clone(), self.facts.clone());
        let mut decision = Decision::new(self.deal().clone(), &process, &facts, &context);
        emit(&mut decision);
        let outcome = decision.finish();
        self.keep(outcome)
    }

    fn keep(&mut self, outcome: Outcome) -> Vec<Event> {
        let events: Vec<Event> = outcome.events.iter().map(|recorded| recorded.event.clone()).collect();
        self.events.extend(outcome.events);
        self.ends.push(self.events.len());
        self.deal = Some(outcome.deal);
        events
    }

    /// The obligation of a clock.
    pub fn obligation(&self, clock: &str) -> &Obligation {
        let mut of_clock = self.deal().obligations.values().filter(|o| o.clock == clock);
        of_clock.next().unwrap_or_else(|| panic!("no obligation of clock {clock}"))
    }

    /// The supervisor's decision on the first open approval.
    pub fn decide(
        &mut self,
        who: Who,
        approval: ApprovalId,
        verdict: Verdict,
    ) -> Result<Vec<Event>, Refusal> {
        let shown = &self.deal().approvals[&approval];
        let (step, digest) = (shown.active, shown.digest);
        let opinion = Some("理由写在这里了".to_owned());
        self.act(who, Command::DecideApproval { approval, step, verdict, digest, opinion })
    }

    /// The organisation, to be changed by a test.
    pub fn organization(&mut self) -> &mut Organization {
        Arc::make_mut(&mut self.facts.organization)
    }

    /// Leaves the post of a role vacant.
    pub fn vacate(&mut self, role: &str) {
        for post in self.organization().posts.iter_mut().filter(|post| post.role == role) {
            post.holder = None;
        }
    }
}

/// The codes of events, for short assertions.
pub fn kinds(events: &[Event]) -> Vec<String> {
    let kind = |event: &Event| {
        let value = serde_json::to_value(event).expect("events are plain data");
        value["type"].as_str().expect("events are tagged").to_owned()
    };
    events.iter().map(kind).collect()
}

/// A complete 表1.
pub fn lead_form() -> Map<String, Value> {
    let form = json!({
        "obtained_at": "2026-11-19",
        "source_channel": "exhibition",
        "source_detail": "2026上海工博会 B2-118",
        "account_name": "杭州示例智能制造有限公司",
        "uscc": "91310000MA10001210",
        "customer_nature": "enterprise",
        "size_class": "large",
        "industry": "C34",
        "region": "330108",
        "annual_revenue": 32_000_000_000_i64,
        "employees": 860,
        "contact_name": "王工",
        "contact_title": "信息部经理",
        "contact_phone": "0571-88880000",
        "pi_notice": "business_card",
        "need_summary": "现有MES与ERP不通,计划上线一体化系统",
        "intent_level": "explicit",
        "budget_status": "applying",
        "authority_level": "influencer",
        "expected_purchase_date": "2027-03-31",
        "strategy_fit": "fits",
    });
    form.as_object().expect("a form is an object").clone()
}

/// A new document.
pub fn submission(kind: DocumentKind, body: Value) -> Command {
    Command::SubmitDocument { kind, document: None, revision: 0, body: object(body) }
}

/// A form as the object that it is.
pub fn object(form: Value) -> Map<String, Value> {
    form.as_object().expect("a form is an object").clone()
}

/// A change that a case makes to a good form.
pub type Change = Box<dyn Fn(&mut Value)>;

/// The problems with fields, as path and code.
pub fn problems(refusal: &Refusal) -> Vec<(String, &'static str)> {
    match refusal {
        Refusal::InvalidDocument { problems, .. } => {
            problems.iter().map(|p| (p.path.clone(), p.code)).collect()
        }
        other => panic!("not about fields: {other:?}"),
    }
}

/// A grading (D02) with these scores.
pub fn grading(fit: u32, intent: u32, grade: &str) -> Command {
    let body = json!({
        "fit_score": fit,
        "intent_score": intent,
        "grade_proposed": grade,
        "evidence": "通话记录、招标公告截图",
    });
    let body = body.as_object().expect("a form is an object").clone();
    Command::SubmitDocument { kind: DocumentKind::Grading, document: None, revision: 0, body }
}

fn organization() -> Organization {
    let departments =
        [(TEAM, Some(SALES)), (OTHER_TEAM, Some(SALES)), (SALES, Some(COMPANY)), (COMPANY, None)];
    let general = post(6, "general_manager", COMPANY, Who::General, None);
    let finance = post(12, "finance_manager", COMPANY, Who::FinanceManager, Some(&general));
    let director = post(5, "sales_director", SALES, Who::Director, Some(&general));
    let manager = post(4, "sales_manager", TEAM, Who::Manager, Some(&director));
    let supervisor = post(3, "sales_supervisor", TEAM, Who::Supervisor, Some(&manager));
    let posts = vec![
        post(1, "sales_rep", TEAM, Who::Rep, Some(&supervisor)),
        post(2, "sales_rep", TEAM, Who::Colleague, Some(&supervisor)),
        post(7, "sys_admin", COMPANY, Who::Administrator, None),
        post(8, "sales_rep", OTHER_TEAM, Who::OtherRep, Some(&director)),
        post(9, "product_manager", COMPANY, Who::Product, Some(&general)),
        post(10, "presales", COMPANY, Who::Presales, Some(&general)),
        post(13, "legal_specialist", COMPANY, Who::Legal, Some(&general)),
        post(14, "delivery_manager", COMPANY, Who::Delivery, Some(&general)),
        post(15, "admin_archivist", COMPANY, Who::Archivist, Some(&general)),
        post(17, "sales_ops", COMPANY, Who::Operations, Some(&general)),
        post(18, "service_agent", COMPANY, Who::Service, Some(&general)),
        post(11, "finance_specialist", COMPANY, Who::Finance, Some(&finance)),
        post(16, "cashier", COMPANY, Who::Cashier, Some(&finance)),
        finance,
        supervisor,
        manager,
        director,
        general,
    ];
    let people = posts.iter().filter_map(|post| Some((post.holder?, post.department)));
    let person = |(id, department)| (id, Person { department, active: true });
    Organization {
        version: 1,
        people: people.map(person).collect(),
        departments: departments.into_iter().collect(),
        posts,
        delegations: Vec::new(),
        away: Vec::new(),
        scopes: Default::default(),
        field_rules: Vec::new(),
        pools: Vec::new(),
        pools_since: None,
    }
}

fn post(id: u128, role: &str, department: DepartmentId, holder: Who, reports_to: Option<&Post>) -> Post {
    Post {
        id: PostId(Uuid::from_u128(200 + id)),
        role: role.to_owned(),
        department,
        holder: Some(holder.id()),
        since: local("2025-01-01T09:00"),
        reports_to: reports_to.map(|post| post.id),
        acting_until: None,
    }
}

/// A customer that somebody has and nobody sells to yet.
pub fn held_by(account: AccountId, owner: Who) -> Held {
    let department = Some("华东一部".to_owned());
    let itself =
        Duplicate { account, certain: true, owner: Some(owner.id()), department, last_contact: None };
    Held { itself, sellers: Vec::new(), in_pool: false, is_new: false }
}

//! A deal on its good way from G1 to a signed-off quotation, stop by stop.

use serde_json::json;
use tongguan_core::approval::Verdict;
use tongguan_core::deal::proposal::{AnswerKind, ConfirmationMethod, Vote};
use tongguan_core::deal::{Command, Event};
use tongguan_core::digest::Digest;
use tongguan_core::facts::{PriceBook, PriceItem};
use tongguan_core::id::{ApprovalId, DocumentId, NeedId, PriceBookId, ProductId};
use tongguan_core::money::Money;
use tongguan_core::process::DocumentKind;
use tongguan_core::refusal::Refusal;
use tongguan_core::vat::VatRate;
use uuid::Uuid;

use crate::forms;
use crate::scene::{Buyer, Scene, Who, local, object};

/// 标准品: list 100,000, floor 80,000, cost 40,000, 13 %.
pub const SOFTWARE: ProductId = ProductId(Uuid::from_u128(401));
/// Made to measure: list 50,000, floor 40,000, cost 20,000, 6 %.
pub const SERVICE: ProductId = ProductId(Uuid::from_u128(402));

pub fn price_book() -> PriceBook {
    let item = |list: &str, floor: &str, cost: &str, vat, standard| PriceItem {
        list: list.parse().expect("a price"),
        floor: floor.parse().expect("a price"),
        cost: Some(cost.parse().expect("a price")),
        vat,
        standard,
    };
    let items = [
        (SOFTWARE, item("100000", "80000", "40000", VatRate::R13, true)),
        (SERVICE, item("50000", "40000", "20000", VatRate::R6, false)),
    ];
    PriceBook {
        id: PriceBookId(Uuid::from_u128(400)),
        tax_inclusive: true,
        items: items.into_iter().collect(),
    }
}

pub fn file() -> Digest {
    Digest::of(b"a file")
}

impl Scene {
    /// A deal that has all that G2 asks for, on a Thursday evening; and its one verified need.
    pub fn understood() -> (Self, NeedId) {
        let mut scene = Self::nurturing();
        scene.facts.price_book = Some(price_book());
        let plan = forms::visit_plan("2026-11-26T14:00", "2026-11-26T16:00");
        let plan = scene.submit(Who::Rep, DocumentKind::VisitPlan, plan).expect("planned");
        scene.at("2026-11-26T20:00");
        let report = forms::visit_report(Some(plan), "2026-11-26T14:05", "2026-11-26T15:50");
        let report = scene.submit(Who::Rep, DocumentKind::VisitReport, report).expect("recorded");
        let need = *scene.deal().nurture.needs.keys().next().expect("a pain point is a need");
        scene.act(Who::Rep, forms::verification(need, "2026-11-26")).expect("verified");
        let chain = forms::decision_chain(report);
        scene.submit(Who::Rep, DocumentKind::DecisionChain, chain).expect("drawn");
        let close_on = "2027-03-31".parse().expect("a date");
        scene.act(Who::Rep, Command::SetForecast { amount: Money(23_750_000), close_on }).expect("forecast");
        let opinion = "需求真实,继续推进".to_owned();
        scene.act(Who::Manager, Command::ConfirmOpportunity { opinion }).expect("confirmed");
        (scene, need)
    }

    /// … and past G2.
    pub fn proposing() -> (Self, NeedId) {
        let (mut scene, need) = Self::understood();
        scene.act(Who::Rep, Command::AdvanceStage {}).expect("G2 is open");
        (scene, need)
    }

    /// … with a solution, on Monday morning.
    pub fn solved() -> (Self, DocumentId) {
        let (mut scene, need) = Self::proposing();
        scene.at("2026-11-30T10:00");
        let solution = scene.submit(Who::Rep, DocumentKind::Solution, forms::solution(need));
        (scene, solution.expect("a good solution is accepted"))
    }

    /// … whose review was held on Tuesday and waits for its conclusion; everybody voted for it.
    pub fn voted() -> (Self, DocumentId, DocumentId) {
        let (mut scene, solution) = Self::solved();
        let review = scene.convene(Who::Manager).expect("convened");
        scene.at("2026-12-01T15:00");
        for who in [Who::Manager, Who::Product, Who::Finance, Who::Delivery] {
            scene.vote(who, review, Vote::Pass).expect("voted");
        }
        (scene, solution, review)
    }

    /// … which passed.
    pub fn reviewed() -> (Self, DocumentId) {
        let (mut scene, solution, review) = Self::voted();
        let body = object(forms::minutes(solution));
        scene.act(Who::Manager, Command::ConcludeReview { review, body }).expect("concluded");
        (scene, solution)
    }

    /// … and which the customer confirmed on Wednesday.
    pub fn confirmed() -> (Self, DocumentId) {
        let (mut scene, solution) = Self::reviewed();
        scene.at("2026-12-02T10:00");
        scene.confirm(solution, 1).expect("confirmed");
        (scene, solution)
    }

    /// … with a quotation within the manager's authority, on Thursday, that waits for finance.
    pub fn quoted() -> (Self, DocumentId) {
        let (mut scene, solution) = Self::confirmed();
        scene.at("2026-12-03T10:00");
        let quote = scene.submit(Who::Rep, DocumentKind::Quotation, forms::quotation(Some(solution)));
        (scene, quote.expect("a good quotation is accepted"))
    }

    /// … approved by finance and the manager.
    pub fn approved() -> (Self, DocumentId) {
        let (mut scene, quote) = Self::quoted();
        scene.approve_quote(quote, &[Who::Finance, Who::Manager]);
        (scene, quote)
    }

    /// … sent, accepted, and past G3.
    pub fn contracting() -> (Self, DocumentId) {
        let (mut scene, quote) = Self::approved();
        scene.send(quote, 1).expect("sent");
        scene.answer(quote, 1, AnswerKind::Accepted).expect("accepted");
        scene.act(Who::Rep, Command::AdvanceStage {}).expect("G3 is open");
        (scene, quote)
    }

    /// A review of the first revision for Tuesday afternoon.
    pub fn convene(&mut self, who: Who) -> Result<DocumentId, Refusal> {
        let invited = [Who::Manager, Who::Product, Who::Finance, Who::Delivery, Who::Presales];
        let revision = self.deal().document(DocumentKind::Solution).map_or(1, |(_, d)| d.revision);
        let events = self.act(
            who,
            Command::ConveneReview {
                revision,
                held_at: local("2026-12-01T14:00"),
                invited: invited.map(Who::id).to_vec(),
            },
        )?;
        let review = events.iter().find_map(|event| match event {
            Event::ReviewConvened { review, .. } => Some(*review),
            _ => None,
        });
        Ok(review.expect("a review is convened"))
    }

    pub fn vote(&mut self, who: Who, review: DocumentId, vote: Vote) -> Result<Vec<Event>, Refusal> {
        let opinion = "方案可行,成本清楚".to_owned();
        self.act(who, Command::VoteReview { review, vote, opinion })
    }

    pub fn confirm(&mut self, document: DocumentId, revision: u32) -> Result<Vec<Event>, Refusal> {
        let (at, method) = (self.now, ConfirmationMethod::Mail);
        let (contact, evidence) = (Buyer::Decider.id(), vec![file()]);
        let command = Command::ConfirmWithCustomer { document, revision, contact, at, method, evidence };
        self.act(Who::Rep, command)
    }

    pub fn send(&mut self, document: DocumentId, revision: u32) -> Result<Vec<Event>, Refusal> {
        let (contact, file) = (Buyer::Decider.id(), file());
        self.act(Who::Rep, Command::SendDocument { document, revision, contact, file })
    }

    pub fn answer(
        &mut self,
        document: DocumentId,
        revision: u32,
        answer: AnswerKind,
    ) -> Result<Vec<Event>, Refusal> {
        let on = tongguan_core::zone::local_date(self.now, &self.process.time_zone());
        let (contact, evidence, note) = (Buyer::Decider.id(), vec![file()], None);
        self.act(Who::Rep, Command::RecordAnswer { document, revision, answer, on, contact, evidence, note })
    }

    /// The open approval of a document.
    pub fn approval_of(&self, document: DocumentId) -> ApprovalId {
        self.deal().open_approval(document).expect("an approval is open")
    }

    pub fn approve_quote(&mut self, quote: DocumentId, by: &[Who]) {
        let approval = self.approval_of(quote);
        for who in by {
            self.decide(*who, approval, Verdict::Approve).unwrap_or_else(|r| panic!("{who:?}: {r:?}"));
        }
    }

    /// The roles of the open approval, in order.
    pub fn steps_of(&self, document: DocumentId) -> Vec<String> {
        let approval = &self.deal().approvals[&self.approval_of(document)];
        approval.steps.iter().filter_map(|step| step.plan.role.clone()).collect()
    }

    /// A further revision of a document, changed from a body.
    pub fn revise(
        &mut self,
        kind: DocumentKind,
        document: DocumentId,
        body: serde_json::Value,
    ) -> Result<Vec<Event>, Refusal> {
        let revision = self.deal().documents[&document].revision;
        let (document, body) = (Some(document), object(body));
        self.act(Who::Rep, Command::SubmitDocument { kind, document, revision, body })
    }

    /// Puts the price of the nth line.
    pub fn priced(solution: Option<DocumentId>, line: usize, price: &str) -> serde_json::Value {
        let mut form = forms::quotation(solution);
        form["lines"][line]["unit_price"] = json!(price);
        form
    }
}

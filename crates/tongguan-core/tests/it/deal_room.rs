//! A deal on its good way from G3 to the archive, stop by stop.

use serde_json::{Value, json};
use tongguan_core::approval::Verdict;
use tongguan_core::deal::contract::{NewTermChange, RoundResult, SignMethod};
use tongguan_core::deal::{Command, Event};
use tongguan_core::digest::Digest;
use tongguan_core::facts::AccountFacts;
use tongguan_core::id::{ApprovalId, DocumentId, TermChangeId};
use tongguan_core::process::DocumentKind;
use tongguan_core::refusal::Refusal;

use crate::scene::{Buyer, SELLER, Scene, Who, object};

/// The contract's text.
pub fn text() -> Digest {
    Digest::of(b"the contract")
}

/// Its scan.
pub fn scan() -> Digest {
    Digest::of(b"the scan")
}

/// D09 with a floor price in fen.
pub fn strategy(floor: i64) -> Value {
    let item = |topic: &str| json!({"topic": topic, "ideal": "不变", "target": "小幅让步", "walk_away": "到此为止", "tradable": true});
    json!({
        "background": "年底预算窗口,对方急于上线",
        "our_team": [{"person": Who::Rep.id(), "role": "主谈"}],
        "their_team": [{"person": Buyer::Decider.id(), "role": "决策人"}],
        "customer_concerns": [{"topic": "price", "statement": "希望再降一点", "importance": 5}],
        "items": [item("price"), item("payment")],
        "core_terms": [{"term": "预付不低于30%"}],
        "concession_plan": [{"give": "延长质保三个月", "get": "预付提高到50%"}],
        "batna_ours": "转向同区域的另一家客户",
        "floor_price_total": floor,
    })
}

/// D10, equal to the quotation.
pub fn form(quote: DocumentId, net: i64) -> Value {
    json!({
        "contract_name": "对账系统销售合同",
        "contract_type": "sale",
        "our_entity": SELLER,
        "counterparty": "杭州示例智能制造有限公司",
        "cp_uscc": "91310000MA10001210",
        "cp_size_class": "large",
        "sme_notified": true,
        "cp_signatory": "赵总",
        "cp_is_legal_representative": true,
        "our_signatory": Who::Rep.id(),
        "quote_id": quote,
        "planned_signing_date": "2026-12-18",
        "amount_gross": 23_750_000,
        "amount_net": net,
        "term_start": "2026-12-20",
        "term_end": "2027-12-19",
        "payment_schedule": [
            {"name": "预付款", "trigger_event": "signing", "amount": 7_125_000, "days": 10},
            {"name": "验收款", "trigger_event": "acceptance", "amount": 14_250_000, "days": 30},
            {"name": "质保金", "trigger_event": "warranty_end", "amount": 2_375_000, "days": 30},
        ],
        "delivery_terms": "合同生效后90天交付",
        "acceptance_terms": "交付后15日内验收,逾期视为通过",
        "acceptance_days": 15,
        "warranty": "一年",
        "liability": "违约方赔偿直接损失",
        "liability_cap": 23_750_000,
        "penalty_rate": "0.05",
        "ip_terms": "知识产权归我方",
        "confidentiality": "双方保密三年",
        "dispute_resolution": "arbitration",
        "dispute_place": "杭州仲裁委员会",
        "template_source": "own",
        "contract_file": text(),
    })
}

/// A round with these changes of terms.
pub fn round(on: &str, topics: &[&str], agreed: &[TermChangeId]) -> Command {
    let change = |topic: &&str| NewTermChange {
        topic: (*topic).to_owned(),
        old: "原条款".to_owned(),
        new: "新条款".to_owned(),
    };
    Command::RecordRound {
        on: on.parse().expect("a date"),
        place: Some("客户会议室".to_owned()),
        people: vec![Who::Rep.id(), Who::Manager.id()],
        contacts: vec![Buyer::Decider.id()],
        offers: "维持报价,可谈付款".to_owned(),
        asks: "希望延长账期".to_owned(),
        result: RoundResult::Continues,
        changes: topics.iter().map(change).collect(),
        agreed: agreed.to_vec(),
        minutes: None,
    }
}

/// D16.
pub fn filing() -> Value {
    json!({
        "items": [{"name": "合同正本", "copies": 2}],
        "received_from": Who::Rep.id(),
        "received_at": crate::scene::local("2026-12-21T09:00").to_string(),
        "checker": Who::Archivist.id(),
        "originals_count": 4,
        "our_copies": 2,
        "page_check": ["pages", "seams", "amount", "annexes", "dates"],
        "box": "柜3-2",
    })
}

/// D19: this much more, in one payment.
pub fn amendment(contract: DocumentId, delta: i64) -> Value {
    json!({
        "contract_id": contract,
        "clauses": [{"clause": "价款", "old": "原价", "new": "新价", "important": true}],
        "amount_delta": delta,
        "new_amount_gross": 23_750_000 + delta,
        "new_schedule": [{"name": "一次付清", "amount": 23_750_000 + delta, "due": "2027-03-31"}],
        "amendment_file": Digest::of(b"the amendment"),
        "effective_date": "2026-12-25",
    })
}

impl Scene {
    /// A deal past G3 on Monday, whose strategy the manager approved and in which one round was held.
    pub fn negotiated() -> (Self, DocumentId) {
        let (mut scene, quote) = Self::contracting();
        let uscc = Some("91310000MA10001210".to_owned());
        scene.facts.account = Some(AccountFacts { uscc, ..AccountFacts::default() });
        scene.at("2026-12-07T10:00");
        let strategy = scene.submit(Who::Rep, DocumentKind::NegotiationStrategy, strategy(23_750_000));
        let strategy = strategy.expect("a good strategy is accepted");
        scene.ask(strategy).expect("asked");
        scene.agree(strategy, &[Who::Manager]);
        scene.act(Who::Rep, round("2026-12-07", &[], &[])).expect("a round is recorded");
        (scene, quote)
    }

    /// … and the contract drafted.
    pub fn drafted() -> (Self, DocumentId) {
        let (mut scene, quote) = Self::negotiated();
        let form = scene.contract_form(quote);
        let contract = scene.submit(Who::Rep, DocumentKind::ContractApproval, form);
        (scene, contract.expect("a good contract is accepted"))
    }

    /// … its text passed by legal on Tuesday.
    pub fn text_reviewed() -> (Self, DocumentId) {
        let (mut scene, contract) = Self::drafted();
        scene.at("2026-12-08T10:00");
        scene.review(contract, true).expect("reviewed");
        (scene, contract)
    }

    /// … on its way through the chain.
    pub fn in_chain() -> (Self, DocumentId) {
        let (mut scene, contract) = Self::text_reviewed();
        scene.ask(contract).expect("G4-a is open");
        (scene, contract)
    }

    /// … agreed by manager, director and legal on Wednesday, 9 December.
    pub fn agreed() -> (Self, DocumentId) {
        let (mut scene, contract) = Self::in_chain();
        scene.at("2026-12-09T10:00");
        scene.agree(contract, &[Who::Manager, Who::Director, Who::Legal]);
        (scene, contract)
    }

    /// … sealed.
    pub fn sealed() -> (Self, DocumentId) {
        let (mut scene, contract) = Self::agreed();
        scene.seal(Who::Archivist, contract, text()).expect("sealed");
        (scene, contract)
    }

    /// … and signed by both on Friday, 18 December.
    pub fn signed() -> (Self, DocumentId) {
        let (mut scene, contract) = Self::sealed();
        scene.at("2026-12-18T17:00");
        scene.sign(contract, "2026-12-17", "2026-12-18").expect("signed");
        (scene, contract)
    }

    /// … with an amendment on which the chain agreed on Monday.
    pub fn amending() -> (Self, DocumentId) {
        let (mut scene, contract) = Self::signed();
        scene.at("2026-12-21T10:00");
        let document = scene.submit(Who::Rep, DocumentKind::Amendment, amendment(contract, 1_000_000));
        let document = document.expect("a good amendment is accepted");
        scene.review(document, true).expect("reviewed");
        scene.ask(document).expect("asked");
        scene.agree(document, &[Who::Manager, Who::Director, Who::Legal]);
        (scene, document)
    }

    /// The contract as it equals the quotation.
    pub fn contract_form(&self, quote: DocumentId) -> Value {
        let net = self.deal().documents[&quote].facts["subtotal_net"].as_i64().expect("a net total");
        form(quote, net)
    }

    pub fn ask(&mut self, document: DocumentId) -> Result<Vec<Event>, Refusal> {
        let revision = self.deal().documents[&document].revision;
        self.act(Who::Rep, Command::SubmitForApproval { document, revision })
    }

    pub fn agree(&mut self, document: DocumentId, by: &[Who]) -> ApprovalId {
        let approval = self.approval_of(document);
        for who in by {
            self.decide(*who, approval, Verdict::Approve).unwrap_or_else(|r| panic!("{who:?}: {r:?}"));
        }
        approval
    }

    pub fn review(&mut self, document: DocumentId, passed: bool) -> Result<Vec<Event>, Refusal> {
        let digest = self.deal().documents[&document].digest;
        let opinion = "文本已逐条审核".to_owned();
        self.act(Who::Legal, Command::ReviewText { document, digest, passed, opinion })
    }

    pub fn seal(&mut self, who: Who, contract: DocumentId, text: Digest) -> Result<Vec<Event>, Refusal> {
        self.act(who, Command::SealContract { contract, text, copies: 4 })
    }

    pub fn sign(&mut self, contract: DocumentId, ours: &str, theirs: &str) -> Result<Vec<Event>, Refusal> {
        let (ours, theirs) = (ours.parse().expect("a date"), theirs.parse().expect("a date"));
        let method = SignMethod::Paper;
        self.act(Who::Rep, Command::RecordSigning { contract, ours, theirs, method })
    }

    pub fn executed(&mut self, contract: DocumentId) -> Result<DocumentId, Refusal> {
        let body = json!({
            "approval_id": contract, "effective_date": "2026-12-18", "scan_file": scan(),
        });
        self.submit(Who::Rep, DocumentKind::ExecutedContract, body)
    }

    pub fn compare(&mut self, who: Who, contract: DocumentId, matches: bool) -> Result<Vec<Event>, Refusal> {
        let note = "逐页核对扫描件与审批文本".to_owned();
        let (scan, text) = (scan(), text());
        self.act(who, Command::CompareScan { contract, scan, text, matches, note })
    }

    pub fn file(&mut self, who: Who, contract: DocumentId, body: Value) -> Result<Vec<Event>, Refusal> {
        self.act(who, Command::FileOriginal { contract, body: object(body) })
    }
}

//! D08: amounts, discounts, authority, envelope.

use serde_json::{Value, json};
use tongguan_core::approval::Verdict;
use tongguan_core::deal::Event;
use tongguan_core::deal::proposal::{Limit, QuoteView, limits_broken};
use tongguan_core::decision::{Decision, Effect};
use tongguan_core::facts::{Actor, GroupQuote};
use tongguan_core::id::{DealId, DocumentId};
use tongguan_core::money::Money;
use tongguan_core::process::{DocumentKind, Stage};
use tongguan_core::refusal::Refusal;
use uuid::Uuid;

use crate::forms::quotation;
use crate::journey::{SERVICE, SOFTWARE};
use crate::scene::{Change, Scene, Who, local, problems, submission};

const QUOTE: DocumentKind = DocumentKind::Quotation;

/// Ready to quote on 2026-12-03.
fn ready() -> (Scene, Option<DocumentId>) {
    let (mut scene, solution) = Scene::confirmed();
    scene.at("2026-12-03T10:00");
    (scene, Some(solution))
}

/// The steps that a quotation has to pass, after a change; a reason is given where one is needed.
fn steps(change: impl Fn(&mut Value)) -> Vec<String> {
    let (mut scene, solution) = ready();
    let mut body = quotation(solution);
    body["special_discount_reason"] = json!("战略首单");
    change(&mut body);
    let quote = scene.submit(Who::Rep, QUOTE, body).expect("a quotation is accepted");
    scene.steps_of(quote)
}

const MANAGER: [&str; 2] = ["finance_specialist", "sales_manager"];
const DIRECTOR: [&str; 3] = ["finance_specialist", "sales_manager", "sales_director"];
const GENERAL: [&str; 4] = ["finance_specialist", "sales_manager", "sales_director", "general_manager"];

#[test]
fn a_quotation_is_computed_by_the_core() {
    let (scene, quote) = Scene::quoted();
    let facts = &scene.deal().documents[&quote].facts;
    for (key, value) in [
        ("total_gross", json!(23_750_000)),
        ("tax_total", json!(2_454_709)),
        ("subtotal_net", json!(21_295_291)),
        ("total_in_words", json!("人民币贰拾叁万柒仟伍佰元整")),
        ("discount_pct_total", json!("5")),
        ("floor_breach", json!(false)),
        ("gross_margin", json!("53.0413")),
    ] {
        assert_eq!(facts[key], value, "{key}");
    }
    assert_eq!(facts["lines"][0]["amount_gross"], json!(19_000_000));
    assert_eq!(facts["lines"][0]["list_price"], json!("100000.00"));
    assert_eq!(facts["lines"][1]["cost_price"], json!("20000.00"));
    assert_eq!(
        (&facts["lines"][0]["standard"], &facts["lines"][1]["standard"]),
        (&json!(true), &json!(false))
    );
    let view = QuoteView::of(scene.deal(), quote).expect("a quotation");
    let amounts: Vec<_> = view.payment_terms().into_iter().map(|term| term.amount).collect();
    assert_eq!(amounts, [Money(7_125_000), Money(14_250_000), Money(2_375_000)]);
    assert_eq!(view.totals().gross, Money(23_750_000));
}

/// The worked example of 4.4 in a quotation.
#[test]
fn totals_are_sums_of_rounded_lines() {
    let (mut scene, solution) = ready();
    let mut body = quotation(solution);
    let line = |price: &str, quantity: &str, vat: &str| json!({"item_name": "定制件", "unit": "件", "quantity": quantity, "unit_price": price, "vat_rate": vat});
    body["lines"] = json!([line("99.99", "3", "13"), line("1234.56", "7", "13"), line("0.85", "333", "6")]);
    body["special_discount_reason"] = json!("战略首单");
    let quote = scene.submit(Who::Rep, QUOTE, body).expect("accepted");
    let totals = QuoteView::of(scene.deal(), quote).expect("a quotation").totals();
    assert_eq!((totals.gross, totals.tax, totals.net), (Money(922_494), Money(104_473), Money(818_021)));
}

#[test]
fn quotations_are_judged_field_by_field() {
    let halves = json!([{"condition": "signing", "pct": "30", "days": 1}, {"condition": "acceptance", "pct": "60", "days": 1}]);
    let cases: Vec<(&str, Change, &str, &str)> = vec![
        ("yesterday", Box::new(|q| q["quote_date"] = json!("2026-12-02")), "quote_date", "not_today"),
        ("tomorrow", Box::new(|q| q["quote_date"] = json!("2026-12-04")), "quote_date", "not_today"),
        ("no validity", Box::new(|q| q["valid_until"] = json!("2026-12-03")), "valid_until", "not_after"),
        ("no code", Box::new(|q| q["buyer_uscc"] = json!("")), "buyer_uscc", "required"),
        (
            "wrong code",
            Box::new(|q| q["buyer_uscc"] = json!("91310000MA10001211")),
            "buyer_uscc",
            "not_a_credit_code",
        ),
        ("no solution", Box::new(|q| q["solution_id"] = Value::Null), "solution_id", "required"),
        ("90 %", Box::new(move |q| q["payment_terms"] = halves.clone()), "payment_terms", "not_hundred"),
        ("no nature", Box::new(|q| q["deposit_type"] = Value::Null), "deposit_type", "required"),
        (
            "定金",
            Box::new(|q| q["deposit_type"] = json!("deposit")),
            "payment_terms[0].pct",
            "deposit_too_large",
        ),
        (
            "another book",
            Box::new(|q| q["lines"][0]["item_code"] = json!(Uuid::from_u128(1))),
            "lines[0].item_code",
            "not_in_price_book",
        ),
        ("nothing", Box::new(|q| q["lines"][0]["quantity"] = json!("0")), "lines[0].quantity", "too_small"),
        ("own total", Box::new(|q| q["total_gross"] = json!(1)), "total_gross", "not_yours_to_fill"),
        (
            "own cost",
            Box::new(|q| q["lines"][0]["cost_price"] = json!("1")),
            "lines[0].cost_price",
            "not_yours_to_fill",
        ),
        (
            "strange seller",
            Box::new(|q| q["seller_entity"] = json!(Uuid::from_u128(1))),
            "seller_entity",
            "unknown_reference",
        ),
    ];
    for (name, change, path, code) in cases {
        let (mut scene, solution) = ready();
        let mut body = quotation(solution);
        change(&mut body);
        let refusal = scene.submit(Who::Rep, QUOTE, body).expect_err(name);
        assert!(problems(&refusal).contains(&(path.to_owned(), code)), "{name}: {refusal:?}");
    }
    let (mut scene, solution) = ready();
    let mut fifth = quotation(solution);
    fifth["deposit_type"] = json!("deposit");
    fifth["payment_terms"][0]["pct"] = json!("20");
    fifth["payment_terms"][1]["pct"] = json!("70");
    scene.submit(Who::Rep, QUOTE, fifth).expect("20 % may be 定金");
}

#[test]
fn the_buyers_code_is_the_customers_and_is_kept_when_it_becomes_known() {
    let (mut scene, solution) = ready();
    scene.facts.account.as_mut().expect("an account").uscc = Some("91310000775785552L".to_owned());
    let refusal = scene.submit(Who::Rep, QUOTE, quotation(solution)).expect_err("another code");
    assert_eq!(problems(&refusal), [("buyer_uscc".to_owned(), "not_the_customers_code")]);
    scene.facts.account.as_mut().expect("an account").uscc = None;
    let context = scene.context(Actor::Person(Who::Rep.id()));
    let command = submission(QUOTE, quotation(solution));
    let outcome = tongguan_core::deal::decide(scene.deal(), &scene.process, &scene.facts, &command, &context);
    let effects = outcome.expect("accepted").effects;
    let known =
        Effect::SetAccountUscc { account: scene.deal().account, uscc: "91310000MA10001210".to_owned() };
    assert_eq!(effects, [known]);
}

#[test]
fn without_a_price_book_or_a_review_nothing_is_quoted() {
    let (mut scene, solution) = ready();
    scene.facts.price_book = None;
    let refusal = scene.submit(Who::Rep, QUOTE, quotation(solution)).expect_err("no book");
    assert_eq!(refusal, Refusal::NoPriceBook { on: "2026-12-03".parse().expect("a date") });
    let (mut scene, solution) = Scene::solved();
    scene.facts.price_book = Some(crate::journey::price_book());
    let mut body = quotation(Some(solution));
    body["quote_date"] = json!("2026-11-30");
    let refusal = scene.submit(Who::Rep, QUOTE, body).expect_err("not reviewed");
    assert_eq!(refusal, Refusal::ReviewNotPassed);
}

/// Ruling 8: what is all 标准品 needs neither solution nor review.
#[test]
fn standard_items_need_no_solution() {
    let (mut scene, _) = Scene::proposing();
    scene.at("2026-12-03T10:00");
    let mut body = quotation(None);
    body["lines"].as_array_mut().expect("rows").pop();
    let quote = scene.submit(Who::Rep, QUOTE, body).expect("accepted");
    scene.approve_quote(quote, &[Who::Finance, Who::Manager]);
    scene.send(quote, 1).expect("sent");
    scene.act(Who::Rep, tongguan_core::deal::Command::AdvanceStage {}).expect("G3 is open");
    assert_eq!(scene.deal().stage, Stage::Contract);
}

/// Ruling 5, both sides of each limit; 4.7: per line and in total; a line may not hide behind another.
#[test]
fn the_discount_names_who_decides_last() {
    let software = |price: &str| {
        let price = price.to_owned();
        steps(move |q| {
            q["lines"] = json!([q["lines"][0].clone()]);
            q["lines"][0]["unit_price"] = json!(price);
        })
    };
    assert_eq!(software("95000"), MANAGER);
    assert_eq!(software("90000"), MANAGER);
    assert_eq!(software("89999.80"), DIRECTOR);
    assert_eq!(software("80000"), DIRECTOR);
    assert_eq!(software("79999.80"), GENERAL, "below floor and above a fifth");
    assert_eq!(
        steps(|q| q["lines"][1]["unit_price"] = json!("44000")),
        DIRECTOR,
        "12 % on one line, 6.4 % in all"
    );
    assert_eq!(steps(|q| q["lines"][0]["unit_price"] = json!("150000")), DIRECTOR, "347,500 in all");
}

#[test]
fn what_prices_and_quantities_come_to_has_a_limit() {
    let (mut scene, solution) = ready();
    let mut body = quotation(solution);
    body["lines"][0]["quantity"] = json!("100000000");
    body["special_discount_reason"] = json!("战略首单");
    let refusal = scene.submit(Who::Rep, QUOTE, body).expect_err("nobody pays that");
    let Refusal::InvalidDocument { problems, .. } = refusal else { panic!("{refusal:?}") };
    let total = problems.iter().find(|problem| problem.path == "total_gross").expect("the total");
    assert_eq!((total.code, total.limit.as_deref()), ("too_large", Some("100000000000.00")));
}

/// Abuse 8: gifts and long payment are discounts.
#[test]
fn what_is_given_away_counts() {
    let gift = |q: &mut Value| {
        q["lines"].as_array_mut().expect("rows").push(json!({
            "item_code": SERVICE, "item_name": "赠送服务", "unit": "项", "quantity": "0.4",
            "unit_price": "0", "vat_rate": "6",
        }));
    };
    assert_eq!(steps(gift), DIRECTOR, "5 % and a gift of 8 %");
    let days = |days: i64| {
        move |q: &mut Value| {
            q["lines"][0]["unit_price"] = json!("90000");
            q["lines"][1]["unit_price"] = json!("45000");
            q["payment_terms"][1]["days"] = json!(days);
        }
    };
    assert_eq!(steps(days(30)), MANAGER, "10 % and no day more than is free");
    assert_eq!(steps(days(31)), DIRECTOR, "10 % and one day more");
}

#[test]
fn floor_margin_and_long_validity_go_up() {
    assert_eq!(steps(|q| q["lines"][1]["unit_price"] = json!("39999")), GENERAL, "one line under its floor");
    let until = |day: &str| {
        let day = day.to_owned();
        steps(move |q| q["valid_until"] = json!(day))
    };
    assert_eq!(until("2027-03-03"), MANAGER, "90 days");
    assert_eq!(until("2027-03-04"), DIRECTOR, "91 days");
    let thin = |cost: &str| {
        let (mut scene, solution) = ready();
        let book = scene.facts.price_book.as_mut().expect("a book");
        book.items.get_mut(&SOFTWARE).expect("an item").cost = Some(cost.parse().expect("a price"));
        let mut body = quotation(solution);
        body["lines"] = json!([body["lines"][0].clone()]);
        body["special_discount_reason"] = json!("战略首单");
        let quote = scene.submit(Who::Rep, QUOTE, body).expect("accepted");
        scene.steps_of(quote)
    };
    // 95,000 with 13 % is 84,070.80 net; 85 % of it is 71,460.18.
    assert_eq!(thin("71460.17"), MANAGER);
    assert_eq!(thin("71461"), GENERAL);
}

/// Abuse 3: three times 9.5 % for sister companies in one week; the sum is what counts.
#[test]
fn a_group_is_added_up_over_ninety_days() {
    let sister = |number: u128, at: &str| GroupQuote {
        deal: DealId(Uuid::from_u128(number)),
        at: local(at),
        list: Money(10_000_000),
        gross: Money(9_050_000),
    };
    let steps = |others: Vec<GroupQuote>| {
        let (mut scene, solution) = ready();
        scene.facts.group_quotes = others;
        let mut body = quotation(solution);
        body["lines"] = json!([body["lines"][0].clone()]);
        body["lines"][0]["quantity"] = json!("1.3");
        body["lines"][0]["unit_price"] = json!("90500");
        body["special_discount_reason"] = json!("战略首单");
        let quote = scene.submit(Who::Rep, QUOTE, body).expect("accepted");
        scene.steps_of(quote)
    };
    assert_eq!(steps(vec![]), MANAGER);
    assert_eq!(steps(vec![sister(1, "2026-12-01T09:00")]), MANAGER);
    // 90,500 + 92,350 + 117,650 = 300,500
    let third = GroupQuote { gross: Money(9_235_000), ..sister(2, "2026-12-02T09:00") };
    assert_eq!(steps(vec![sister(1, "2026-12-01T09:00"), third]), DIRECTOR);
    assert_eq!(steps(vec![sister(1, "2026-09-04T23:00"), third]), DIRECTOR, "the ninetieth day");
    assert_eq!(steps(vec![sister(1, "2026-09-03T23:00"), third]), MANAGER, "the day before");
    let cheap =
        GroupQuote { list: Money(10_000_000), gross: Money(8_000_000), ..sister(2, "2026-12-02T09:00") };
    assert_eq!(steps(vec![cheap]), DIRECTOR, "weighted 14 % though this one is 9.5 %");
}

#[test]
fn a_special_discount_says_why() {
    let (mut scene, solution) = ready();
    let refusal = scene.submit(Who::Rep, QUOTE, Scene::priced(solution, 0, "85000")).expect_err("no reason");
    let Refusal::SpecialDiscountReasonMissing { role, discount, .. } = refusal else { panic!("{refusal:?}") };
    assert_eq!((role.as_str(), discount.to_string().as_str()), ("sales_director", "15"));
}

/// TRAP-07: every step counts; the last one makes the approval, no earlier one.
#[test]
fn half_an_approval_is_none() {
    let (mut scene, solution) = ready();
    let mut body = Scene::priced(solution, 0, "79000");
    body["special_discount_reason"] = json!("战略首单");
    let quote = scene.submit(Who::Rep, QUOTE, body).expect("accepted");
    for who in [Who::Finance, Who::Manager, Who::Director] {
        scene.approve_quote(quote, &[who]);
        assert!(!scene.deal().documents[&quote].approved, "{who:?}");
        assert_eq!(scene.send(quote, 1).expect_err("not yet"), Refusal::NotApproved { document: quote });
    }
    scene.approve_quote(quote, &[Who::General]);
    assert!(scene.deal().documents[&quote].approved);
}

/// Ruling 4: what is no worse for us keeps the approval; anything else names what changed and begins anew.
#[test]
fn an_approval_stands_behind_its_envelope() {
    let keep: Vec<(&str, Change)> = vec![
        ("nothing", Box::new(|_| {})),
        ("dearer", Box::new(|q| q["lines"][0]["unit_price"] = json!("96000"))),
        ("paid sooner", Box::new(|q| q["payment_terms"][1]["days"] = json!(15))),
        (
            "more at signing",
            Box::new(|q| {
                q["payment_terms"][0]["pct"] = json!("40");
                q["payment_terms"][1]["pct"] = json!("50");
            }),
        ),
        ("another contact", Box::new(|q| q["contact"] = json!(crate::scene::Buyer::Chief.id()))),
    ];
    for (name, change) in keep {
        let (events, scene, quote) = revised(&change);
        assert!(events.iter().any(|e| matches!(e, Event::ApprovalKept { revision: 2, .. })), "{name}");
        assert!(scene.deal().documents[&quote].approved, "{name}");
        assert_eq!(scene.deal().open_approval(quote), None, "{name}");
    }
    let lapse: Vec<(&str, Change)> = vec![
        ("price,discount", Box::new(|q| q["lines"][0]["unit_price"] = json!("94999"))),
        (
            "price,discount",
            Box::new(|q| {
                q["lines"][0]["unit_price"] = json!("97000");
                q["lines"][1]["unit_price"] = json!("46000");
            }),
        ),
        ("payment", Box::new(|q| q["payment_terms"][1]["days"] = json!(31))),
        (
            "payment",
            Box::new(|q| {
                q["payment_terms"][0]["pct"] = json!("20");
                q["payment_terms"][1]["pct"] = json!("70");
            }),
        ),
        ("items", Box::new(|q| q["lines"][0]["item_name"] = json!("另一种软件"))),
        ("items", Box::new(|q| q["lines"][0]["quantity"] = json!("3"))),
        ("validity", Box::new(|q| q["valid_until"] = json!("2027-01-03"))),
        ("terms", Box::new(|q| q["warranty"] = json!("三年"))),
        ("terms", Box::new(|q| q["special_terms"] = json!("另赠两年维保"))),
    ];
    for (expected, change) in lapse {
        let (events, scene, quote) = revised(&change);
        let changed = events.iter().find_map(|event| match event {
            Event::ApprovalLapsed { changed, .. } => Some(changed.clone()),
            _ => None,
        });
        let changed = changed.unwrap_or_else(|| panic!("{expected}: nothing lapsed"));
        for what in expected.split(',') {
            assert!(changed.contains(&what.to_owned()), "{expected}: {changed:?}");
        }
        assert!(!scene.deal().documents[&quote].approved, "{expected}");
        assert!(scene.deal().open_approval(quote).is_some(), "{expected}: asked anew");
    }
}

fn revised(change: &dyn Fn(&mut Value)) -> (Vec<Event>, Scene, DocumentId) {
    let (mut scene, quote) = Scene::approved();
    let solution = scene.deal().document(DocumentKind::Solution).map(|(id, _)| id);
    let mut body = quotation(solution);
    body["special_discount_reason"] = json!("战略首单");
    change(&mut body);
    let events = scene.revise(QUOTE, quote, body).expect("revised");
    (events, scene, quote)
}

/// The envelope is that of what people decided on, not of what came after it.
#[test]
fn an_envelope_does_not_drift() {
    let (mut scene, quote) = Scene::approved();
    let solution = scene.deal().document(DocumentKind::Solution).map(|(id, _)| id);
    scene.revise(QUOTE, quote, Scene::priced(solution, 0, "99000")).expect("dearer");
    let events = scene.revise(QUOTE, quote, Scene::priced(solution, 0, "95000")).expect("back");
    assert!(events.iter().any(|e| matches!(e, Event::ApprovalKept { revision: 3, .. })));
}

#[test]
fn a_quotation_in_review_is_frozen_and_a_rejected_one_begins_anew() {
    let (mut scene, quote) = Scene::quoted();
    let solution = scene.deal().document(DocumentKind::Solution).map(|(id, _)| id);
    let refusal = scene.revise(QUOTE, quote, quotation(solution)).expect_err("frozen");
    assert_eq!(refusal.code(), "in_review");
    scene.approve_quote(quote, &[Who::Finance]);
    let approval = scene.approval_of(quote);
    scene.decide(Who::Manager, approval, Verdict::Reject).expect("rejected");
    scene.revise(QUOTE, quote, quotation(solution)).expect("revised");
    let again = scene.approval_of(quote);
    assert_eq!(scene.deal().approvals[&again].active, 1, "from the first step");
}

#[test]
fn needs_name_the_book_and_the_window() {
    let (scene, solution) = ready();
    let command = submission(QUOTE, quotation(solution));
    let needs = tongguan_core::deal::needs(scene.deal(), &scene.process, &command, Some(Who::Rep.id()));
    assert_eq!(needs.price_book_on, "2026-12-03".parse().ok());
    assert_eq!(needs.group_quotes_since, "2026-09-04".parse().ok());
    assert_eq!(needs.account, Some(scene.deal().account));
}

/// What an approver is told is broken: the policy's numbers beside the quotation's.
fn limits(change: impl Fn(&mut Value)) -> Vec<Limit> {
    let (mut scene, solution) = ready();
    let mut body = quotation(solution);
    body["special_discount_reason"] = json!("战略首单");
    change(&mut body);
    let quote = scene.submit(Who::Rep, QUOTE, body).expect("a quotation is accepted");
    let context = scene.context(Actor::Person(Who::Manager.id()));
    limits_broken(&Decision::new(scene.deal().clone(), &scene.process, &scene.facts, &context), quote)
}

#[test]
fn an_approver_is_told_which_limits_are_broken() {
    assert_eq!(limits(|_| ()), []);
    let manager = |percent: &str| Limit::Discount {
        role: "sales_manager".to_owned(),
        discount: percent.parse().expect("a percentage"),
        limit: "10".to_owned(),
    };
    assert_eq!(limits(|q| q["lines"][1]["unit_price"] = json!("44000")), [manager("12")]);
    let cumulative = Limit::Cumulative {
        role: "sales_manager".to_owned(),
        cumulative: Money(34_750_000),
        limit_minor: 30_000_000,
    };
    assert_eq!(limits(|q| q["lines"][0]["unit_price"] = json!("150000")), [cumulative]);
    let long = limits(|q| q["valid_until"] = json!("2027-03-04"));
    assert_eq!(long, [Limit::LongValidity { limit: 90 }]);
    let under = limits(|q| q["lines"][1]["unit_price"] = json!("39999"));
    assert_eq!(under[0], Limit::UnderFloor {});
}

//! Given money that came in and what is out, then these proposals, the likeliest first.

use jiff::civil::date;
use tongguan_core::id::{DealId, InstalmentId};
use tongguan_core::money::Money;
use tongguan_core::receivable::proposal::{Candidate, Incoming, Outstanding, numbers_in, propose};
use uuid::Uuid;

/// Instalments as amount and month of 2026 in which they are due; no month where they are not payable yet.
fn candidate(deal: u128, party: &str, number: &str, instalments: &[(i64, i8)]) -> Candidate {
    let outstanding = |(at, (amount, month)): (usize, &(i64, i8))| Outstanding {
        instalment: InstalmentId(Uuid::from_u128(deal * 100 + at as u128 + 1)),
        amount: Money(*amount),
        due_on: (*month > 0).then(|| date(2026, *month, 1)),
    };
    Candidate {
        deal: DealId(Uuid::from_u128(deal)),
        party: party.to_owned(),
        former_names: vec![format!("原{party}")],
        numbers: vec![number.to_owned(), "短1".to_owned()],
        instalments: instalments.iter().enumerate().map(outstanding).collect(),
    }
}

fn office() -> Vec<Candidate> {
    vec![
        candidate(1, "甲公司", "HT-XS-2026-0001", &[(500, 9), (300, 6), (200, 0)]),
        candidate(2, "甲公司", "HT-XS-2026-0010", &[(1000, 8)]),
        candidate(3, "乙公司", "HT-XS-2026-0003", &[(500, 7)]),
    ]
}

/// Each proposal as `deal parts reasons`, a foreign payer marked with `!`.
fn said(amount: i64, payer: &str, note: Option<&str>) -> Vec<String> {
    let proposals = propose(Incoming { amount: Money(amount), payer, note }, &office());
    let said = proposals.iter().map(|one| {
        let parts: Vec<String> = one
            .parts
            .iter()
            .map(|(id, amount)| format!("{}:{}", id.0.as_u128() % 100, amount.minor()))
            .collect();
        let reasons: Vec<String> = one.reasons.iter().map(|reason| format!("{reason:?}")).collect();
        let foreign = if one.payer_is_party { "" } else { "!" };
        format!("{}{foreign} {} {}", one.deal.0.as_u128(), parts.join("+"), reasons.join(","))
    });
    said.collect()
}

#[test]
fn a_number_outweighs_a_name_and_a_name_an_amount() {
    let both = ["1 1:500 Payer,Amount", "2 1:500 Payer", "3! 1:500 Amount"];
    assert_eq!(said(500, "甲公司", None), both);
    let written = ["2 1:500 Number,Payer", "1 1:500 Payer,Amount", "3! 1:500 Amount"];
    assert_eq!(said(500, "甲 公司", Some("货款 ht-xs-2026-0010 ")), written);
    assert_eq!(said(500, "丙公司", Some("代甲公司付HT-XS-2026-0001"))[0], "1! 1:500 Number,Amount");
}

#[test]
fn what_is_no_instalment_pays_the_earliest_first() {
    assert_eq!(said(400, "甲公司", None), ["1 2:300+1:100 Payer", "2 1:400 Payer"]);
}

#[test]
fn all_that_is_out_comes_out_even() {
    assert_eq!(said(800, "甲公司", None)[0], "1 2:300+1:500 Payer,Amount");
    assert_eq!(said(1200, "甲公司", None)[0], "1 2:300+1:500+3:200 Payer", "200 too much");
}

#[test]
fn a_former_name_speaks_for_it_and_still_needs_the_exception() {
    assert_eq!(said(777, "原乙公司", None), ["3! 1:500 FormerName"]);
    assert_eq!(said(777, "路人公司", Some("HT-XS-2026-00011 和 短1")), Vec::<String>::new());
}

#[test]
fn numbers_are_told_from_words() {
    let found = numbers_in("付HT-XS-2026-0088首付款，发票25112000001234；OA 2026");
    assert_eq!(found, ["HT-XS-2026-0088", "25112000001234"]);
}

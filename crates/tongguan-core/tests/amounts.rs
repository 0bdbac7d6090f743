//! VAT, allocation, instalments and discounts: vectors, and sums that must always hold.

use proptest::prelude::*;
use tongguan_core::allocation::{AllocationError, allocate, instalments};
use tongguan_core::discount::{
    Concessions, Discount, DiscountError, ExtraCredit, PricedLine, discount, line_discount,
};
use tongguan_core::money::{Money, Percent, Price, Quantity};
use tongguan_core::vat::{Amounts, PriceBasis, VatRate};

fn money(text: &str) -> Money {
    text.parse().expect("an amount")
}

fn monies(texts: &[&str]) -> Vec<Money> {
    texts.iter().map(|text| money(text)).collect()
}

fn percent(text: &str) -> Percent {
    text.parse().expect("a percentage")
}

fn amounts(gross: &str, tax: &str, net: &str) -> Amounts {
    Amounts { gross: money(gross), tax: money(tax), net: money(net) }
}

#[test]
fn lines_and_totals_follow_the_vectors() {
    let mut lines = Vec::new();
    for (price, quantity, rate, expected) in [
        ("99.99", "3", VatRate::R13, amounts("299.97", "34.51", "265.46")),
        ("1234.56", "7", VatRate::R13, amounts("8641.92", "994.20", "7647.72")),
        ("0.85", "333", VatRate::R6, amounts("283.05", "16.02", "267.03")),
    ] {
        let (price, quantity) = (price.parse().expect("a price"), quantity.parse().expect("a quantity"));
        let line = Amounts::of_line(price, quantity, rate, PriceBasis::TaxInclusive).expect("fits");
        assert_eq!(line, expected);
        lines.push(line);
    }
    assert_eq!(Amounts::total(lines), Some(amounts("9224.94", "1044.73", "8180.21")));
}

#[test]
fn tax_is_added_or_taken_out() {
    for (basis, rate, expected) in [
        (PriceBasis::TaxExclusive, VatRate::R13, amounts("113.00", "13.00", "100.00")),
        (PriceBasis::TaxInclusive, VatRate::R13, amounts("100.00", "11.50", "88.50")),
        (PriceBasis::TaxExclusive, VatRate::R9, amounts("109.00", "9.00", "100.00")),
        (PriceBasis::TaxInclusive, VatRate::R3, amounts("100.00", "2.91", "97.09")),
        (PriceBasis::TaxInclusive, VatRate::R1, amounts("100.00", "0.99", "99.01")),
        (PriceBasis::TaxInclusive, VatRate::R0, amounts("100.00", "0.00", "100.00")),
        (PriceBasis::TaxExclusive, VatRate::Exempt, amounts("100.00", "0.00", "100.00")),
    ] {
        let (price, one) = ("100".parse().expect("a price"), "1".parse().expect("a quantity"));
        assert_eq!(Amounts::of_line(price, one, rate, basis), Some(expected), "{basis:?} {rate}");
    }
}

#[test]
fn an_invoice_may_differ_by_a_cent() {
    let ours = amounts("299.97", "34.51", "265.46");
    assert!(ours.matches_invoice(&amounts("299.97", "34.50", "265.47"), Money(1)));
    assert!(!ours.matches_invoice(&amounts("299.97", "34.49", "265.48"), Money(1)));
}

#[test]
fn rates_have_codes() {
    for rate in VatRate::ALL {
        assert_eq!(rate.code().parse(), Ok(rate));
        assert_eq!(serde_json::to_string(&rate).expect("serialises"), format!("\"{rate}\""));
    }
    assert_eq!("免税".parse(), Ok(VatRate::Exempt));
    assert_eq!("13%".parse(), Ok(VatRate::R13));
    assert!("17".parse::<VatRate>().is_err());
}

#[test]
fn allocates_by_largest_remainder() {
    for (total, weights, expected) in [
        ("8888.88", &["3333.33", "3333.33", "3333.34"][..], &["2962.96", "2962.96", "2962.96"][..]),
        ("0.02", &["1", "1", "1"], &["0.01", "0.01", "0.00"]),
        ("-0.02", &["1", "1", "1"], &["-0.01", "-0.01", "0.00"]),
        ("100.00", &["0", "5"], &["0.00", "100.00"]),
        ("0.00", &["0", "0"], &["0.00", "0.00"]),
        ("1.00", &["1", "2"], &["0.33", "0.67"]),
    ] {
        assert_eq!(
            allocate(money(total), &monies(weights)),
            Ok(monies(expected)),
            "{total} over {weights:?}"
        );
    }
    assert_eq!(allocate(Money(1), &[]), Err(AllocationError::NoParts));
    assert_eq!(allocate(Money(1), &[Money(0)]), Err(AllocationError::NoWeight));
    assert_eq!(allocate(Money(1), &[Money(1), Money(-1)]), Err(AllocationError::Negative { index: 1 }));
    assert_eq!(allocate(Money(1), &[Money(i64::MAX), Money(1)]), Err(AllocationError::TooLarge));
    assert_eq!(allocate(Money(i64::MIN), &[Money(1)]), Ok(vec![Money(i64::MIN)]));
}

#[test]
fn the_last_instalment_takes_the_rest() {
    for (total, percents, expected) in [
        ("1000000.01", &["30", "60", "10"][..], &["300000.00", "600000.01", "100000.00"][..]),
        ("0.02", &["25", "25", "25", "25"], &["0.01", "0.01", "0.00", "0.00"]),
        ("100.00", &["100"], &["100.00"]),
        ("100.00", &["33.3333", "33.3333", "33.3334"], &["33.33", "33.33", "33.34"]),
    ] {
        let percents: Vec<Percent> = percents.iter().map(|text| percent(text)).collect();
        assert_eq!(instalments(money(total), &percents), Ok(monies(expected)), "{total}");
    }
    let wrong = [percent("30"), percent("60")];
    assert_eq!(instalments(Money(1), &wrong), Err(AllocationError::NotHundred { sum: percent("90") }));
    assert_eq!(instalments(Money(1), &[]), Err(AllocationError::NoParts));
    let negative = [percent("-10"), percent("110")];
    assert_eq!(instalments(Money(1), &negative), Err(AllocationError::Negative { index: 0 }));
}

fn line(list: &str, charged: &str) -> PricedLine {
    PricedLine { list: money(list), charged: money(charged) }
}

#[test]
fn discounts_hide_nothing() {
    let five_percent = [line("100000", "95000")];
    let more = Concessions { yearly_rate: percent("7.3"), ..Concessions::default() };
    for (name, lines, more, on_lines, composite) in [
        ("plain", &five_percent[..], more.clone(), "5", "5"),
        ("a gift apart", &five_percent, Concessions { gifts: money("8000"), ..more.clone() }, "5", "12.037"),
        ("a gift on a line", &[line("100000", "95000"), line("8000", "0")], more.clone(), "12.037", "12.037"),
        (
            "free service",
            &five_percent,
            Concessions { free_services: money("8000"), ..more.clone() },
            "5",
            "12.037",
        ),
        ("warranty", &five_percent, Concessions { longer_warranty: money("2000"), ..more.clone() }, "5", "7"),
        ("rebate", &five_percent, Concessions { rebates: money("6000"), ..more.clone() }, "5", "11"),
        (
            "cents",
            &[line("100.00", "100.00")],
            Concessions { dropped_cents: money("0.40"), ..more.clone() },
            "0",
            "0.4",
        ),
        // 50,000 for 100 days at 7.3 % a year cost 1,000.
        (
            "later payment",
            &five_percent,
            Concessions { extra_credit: vec![ExtraCredit { amount: money("50000"), days: 100 }], ..more },
            "5",
            "6",
        ),
    ] {
        let Discount { lines: of_lines, composite: of_all, .. } = discount(lines, &more).expect(name);
        assert_eq!((of_lines, of_all), (percent(on_lines), percent(composite)), "{name}");
    }
    assert_eq!(line_discount(line("100", "87.50")), Some(percent("12.5")));
    assert_eq!(line_discount(line("100", "110")), Some(percent("-10")));
    assert_eq!(line_discount(line("0", "10")), None);
}

#[test]
fn refuses_a_discount_without_a_base() {
    let none = Concessions::default();
    assert_eq!(discount(&[], &none), Err(DiscountError::NoListValue));
    assert_eq!(discount(&[line("100", "-1")], &none), Err(DiscountError::Negative));
    let negative = Concessions { rebates: Money(-1), ..Concessions::default() };
    assert_eq!(discount(&[line("100", "90")], &negative), Err(DiscountError::Negative));
    let huge = PricedLine { list: Money(i64::MAX), charged: Money(0) };
    assert_eq!(discount(&[huge, huge], &none), Err(DiscountError::TooLarge));
}

fn any_rate() -> impl Strategy<Value = VatRate> {
    proptest::sample::select(VatRate::ALL.to_vec())
}

fn any_line() -> impl Strategy<Value = Amounts> {
    let price = (0..10i64.pow(14)).prop_map(|scaled| Price::from_scaled(scaled).expect("in range"));
    let quantity = (0..10i64.pow(10)).prop_map(|scaled| Quantity::from_scaled(scaled).expect("in range"));
    let basis = prop_oneof![Just(PriceBasis::TaxInclusive), Just(PriceBasis::TaxExclusive)];
    (price, quantity, any_rate(), basis)
        .prop_map(|(p, q, r, b)| Amounts::of_line(p, q, r, b).expect("in range"))
}

fn any_split() -> impl Strategy<Value = Vec<Percent>> {
    proptest::collection::vec(0..1_000_000i64, 0..6).prop_map(|mut cuts| {
        cuts.extend([0, 1_000_000]);
        cuts.sort_unstable();
        cuts.windows(2).map(|pair| Percent::from_scaled(pair[1] - pair[0])).collect()
    })
}

proptest! {
    #[test]
    fn gross_is_net_plus_tax(lines in proptest::collection::vec(any_line(), 0..20)) {
        let total = Amounts::total(lines.clone()).expect("in range");
        for amounts in lines.into_iter().chain([total]) {
            prop_assert_eq!(amounts.net.checked_add(amounts.tax), Some(amounts.gross));
        }
    }

    #[test]
    fn allocated_parts_add_up(total in any::<i64>(), weights in proptest::collection::vec(0..i64::MAX / 64, 1..40)) {
        prop_assume!(weights.iter().any(|weight| *weight > 0));
        let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
        let weights: Vec<Money> = weights.into_iter().map(Money).collect();
        let parts = allocate(Money(total), &weights).expect("valid");
        prop_assert_eq!(parts.iter().map(|part| i128::from(part.0)).sum::<i128>(), i128::from(total));
        for (part, weight) in parts.iter().zip(&weights) {
            let off = i128::from(part.0) * sum - i128::from(total) * i128::from(weight.0);
            prop_assert!(off.abs() < sum, "a part is never a cent or more off its exact share");
        }
    }

    #[test]
    fn instalments_add_up_and_keep_their_sign(total in -1_000_000_000i64..1_000_000_000, percents in any_split()) {
        let parts = instalments(Money(total), &percents).expect("valid");
        prop_assert_eq!(Money::checked_sum(parts.iter().copied()), Some(Money(total)));
        prop_assert!(parts.iter().all(|part| part.0.signum() * total.signum() >= 0));
    }

    #[test]
    fn more_concessions_never_lower_the_discount(
        list in 1..1_000_000_000i64, charged in 0..1_000_000_000i64, gift in 0..1_000_000i64, rebate in 0..1_000_000i64,
    ) {
        let lines = [PricedLine { list: Money(list), charged: Money(charged.min(list)) }];
        let plain = discount(&lines, &Concessions::default()).expect("valid");
        let more = Concessions { gifts: Money(gift), rebates: Money(rebate), ..Concessions::default() };
        let more = discount(&lines, &more).expect("valid");
        prop_assert_eq!(plain.lines, plain.composite);
        prop_assert!(more.composite >= plain.composite);
    }

    #[test]
    fn figures_read_back(minor in any::<i64>(), scaled in 0..10i64.pow(18), rate in any::<i32>()) {
        let shown = Money(minor).to_string();
        if minor.unsigned_abs() < 10u64.pow(18) {
            prop_assert_eq!(shown.parse(), Ok(Money(minor)));
        }
        let price = Price::from_scaled(scaled).expect("in range");
        prop_assert_eq!(price.to_string().parse(), Ok(price));
        let quantity = Quantity::from_scaled(scaled).expect("in range");
        prop_assert_eq!(quantity.to_string().parse(), Ok(quantity));
        let rate = Percent::from_scaled(i64::from(rate));
        prop_assert_eq!(rate.to_string().parse(), Ok(rate));
    }
}

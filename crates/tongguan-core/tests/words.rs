//! Capital numerals: the vectors, the permitted variants, and the round trip.

use proptest::prelude::*;
use tongguan_core::money::Money;
use tongguan_core::words::{MAX_WORDS, WordsError, parse_words, to_words};

const CANONICAL: &[(&str, &str)] = &[
    ("0", "人民币零元整"),
    ("0.05", "人民币伍分"),
    ("0.50", "人民币伍角整"),
    ("10", "人民币壹拾元整"),
    ("10.05", "人民币壹拾元零伍分"),
    ("100.10", "人民币壹佰元零壹角整"),
    ("325.04", "人民币叁佰贰拾伍元零肆分"),
    ("1409.50", "人民币壹仟肆佰零玖元伍角整"),
    ("1680.32", "人民币壹仟陆佰捌拾元零叁角贰分"),
    ("6007.14", "人民币陆仟零柒元壹角肆分"),
    ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
    ("107000.53", "人民币壹拾万柒仟元零伍角叁分"),
    ("100001", "人民币壹拾万零壹元整"),
    ("1000000.01", "人民币壹佰万元零壹分"),
    ("100010000", "人民币壹亿零壹万元整"),
    ("123456789.10", "人民币壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角整"),
    // The 零 before 伍仟 is optional, so we leave it out.
    ("100005000", "人民币壹亿伍仟元整"),
    ("10500000", "人民币壹仟零伍拾万元整"),
    ("20000005", "人民币贰仟万零伍元整"),
    ("-2000.35", "人民币负贰仟元零叁角伍分"),
    ("800000.00", "人民币捌拾万元整"),
    ("100000000", "人民币壹亿元整"),
    ("100000001", "人民币壹亿零壹元整"),
    ("1000000000000", "人民币壹万亿元整"),
    ("1000000010000", "人民币壹万亿零壹万元整"),
    ("1000100000000", "人民币壹万零壹亿元整"),
    ("9999999999999.99", "人民币玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
];

fn amount(text: &str) -> Money {
    text.parse().expect("an amount")
}

#[test]
fn writes_and_reads_the_canonical_form() {
    for (figure, words) in CANONICAL {
        assert_eq!(to_words(amount(figure)).as_deref(), Ok(*words), "{figure}");
        assert_eq!(parse_words(words), Ok(amount(figure)), "{words}");
    }
}

#[test]
fn reads_every_permitted_variant() {
    for (words, figure) in [
        ("壹仟肆佰零玖元伍角", "1409.50"),
        ("人民币壹仟肆佰零玖圆伍角正", "1409.50"),
        ("人民币壹仟陆佰捌拾元叁角贰分", "1680.32"),
        ("人民币壹拾万零柒仟元伍角叁分", "107000.53"),
        ("人民幣壹拾萬柒仟圓零伍角叄分", "107000.53"),
        ("人民币壹億貳仟叁佰肆拾伍萬陸仟柒佰捌拾玖元壹角", "123456789.10"),
        ("人民币零元伍角整", "0.50"),
        ("零元零伍分", "0.05"),
        ("壹亿壹仟元整", "100001000"),
        ("壹亿零壹仟元整", "100001000"),
        ("壹亿零伍仟元整", "100005000"),
        ("  人民币壹拾元整 ", "10"),
    ] {
        assert_eq!(parse_words(words), Ok(amount(figure)), "{words}");
    }
}

#[test]
fn refuses_what_is_not_permitted() {
    let not_permitted = |figure: &str| {
        let canonical = to_words(amount(figure)).expect("in range");
        WordsError::NotPermitted { amount: amount(figure), canonical }
    };
    for (words, error) in [
        ("", WordsError::Empty),
        ("一百元整", WordsError::NotACapital { found: '一', at: 1 }),
        ("人民币 壹元整", WordsError::NotACapital { found: ' ', at: 4 }),
        ("壹", WordsError::NotAnAmount),
        ("壹佰", WordsError::NotAnAmount),
        ("壹仟伍拾元整", not_permitted("1050")),
        ("壹佰元伍分", not_permitted("100.05")),
        ("壹元伍分整", not_permitted("1.05")),
        ("拾元整", not_permitted("0")),
        ("壹佰元", not_permitted("100")),
        ("壹佰零零壹元整", not_permitted("101")),
        ("壹元贰元整", not_permitted("3")),
        ("玖万玖仟亿玖万亿元整", WordsError::TooLarge),
    ] {
        assert_eq!(parse_words(words), Err(error), "{words}");
    }
}

#[test]
fn stops_at_the_limit() {
    for amount in [MAX_WORDS.0 + 1, -MAX_WORDS.0 - 1, i64::MAX, i64::MIN] {
        assert_eq!(to_words(Money(amount)), Err(WordsError::TooLarge));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_is_written_reads_back(minor in -MAX_WORDS.0..=MAX_WORDS.0) {
        let words = to_words(Money(minor)).expect("in range");
        prop_assert_eq!(parse_words(&words), Ok(Money(minor)));
        prop_assert!(!words.contains("零零"));
    }

    #[test]
    fn sparse_figures_read_back(digits in proptest::collection::vec(prop_oneof![3 => Just(0i64), 1 => 1..=9i64], 15)) {
        let minor = digits.iter().fold(0, |sum, digit| sum * 10 + digit);
        let words = to_words(Money(minor)).expect("in range");
        prop_assert_eq!(parse_words(&words), Ok(Money(minor)));
        prop_assert_eq!(parse_words(words.trim_start_matches("人民币")), Ok(Money(minor)));
    }

    #[test]
    fn no_text_panics(text in "[零壹贰叁拾佰仟万亿元角分整负人民币]{0,40}") {
        let _ = parse_words(&text);
    }
}

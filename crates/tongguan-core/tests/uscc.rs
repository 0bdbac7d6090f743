//! Unified social credit codes: vectors, and every single wrong character. The codes are synthetic.

use proptest::prelude::*;
use tongguan_core::uscc::{Uscc, UsccError, UsccWarning};

const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// Valid in both checks, except where `DOUBTFUL` says otherwise.
const VALID: &[&str] = &[
    "91330100MA1000121D",
    "91310000MA1000076Y",
    "91330100MA1X0Y7Q9J",
    "12330100MA100005XN",
    "51330100MA1000068M",
    "915201000000000355",
    "91110000MA1AB2C34Q",
    "91440300MA1000W10P",
    "91310000MA10001210",
    "91350100M000100Y43",
];

#[test]
fn accepts_valid_codes_as_people_type_them() {
    for code in VALID {
        assert_eq!(Uscc::parse(code).map(|c| c.to_string()).as_deref(), Ok(*code));
        assert_eq!(Uscc::parse(code).expect("valid").warnings(), [], "{code}");
    }
    for typed in
        ["  91310000ma10001210\n", "９１３１００００ＭＡ１０００１２１０", "\u{3000}91310000MA1000121０"]
    {
        assert_eq!(Uscc::parse(typed).expect("valid").as_str(), "91310000MA10001210", "{typed:?}");
    }
}

#[test]
fn refuses_with_a_reason() {
    let suggestion = Uscc::parse("91310000MA10001210").ok();
    for (typed, error) in [
        ("", UsccError::Empty),
        (" \u{3000}", UsccError::Empty),
        ("91310000MA1000121", UsccError::WrongLength { length: 17 }),
        ("91310000MA100012100", UsccError::WrongLength { length: 19 }),
        ("91350100M000100Y4Z", UsccError::BadCharacter { at: 18, found: 'Z', suggestion: None }),
        ("9131OOOOMAIOOO121O", UsccError::BadCharacter { at: 5, found: 'O', suggestion }),
        ("91310000MA1O00121S", UsccError::BadCharacter { at: 12, found: 'O', suggestion: None }),
        ("91310000MA1000121-", UsccError::BadCharacter { at: 18, found: '-', suggestion: None }),
        (
            "示例示例示例示例示例示例示例示例示例",
            UsccError::BadCharacter { at: 1, found: '示', suggestion: None },
        ),
        ("91350100M000100Y44", UsccError::WrongCheck { expected: '3', found: '4' }),
        ("91310000MA10001211", UsccError::WrongCheck { expected: '0', found: '1' }),
    ] {
        assert_eq!(Uscc::parse(typed), Err(error), "{typed:?}");
    }
}

#[test]
fn warns_without_refusing() {
    let doubtful = [
        ("91310000MA1000129K", UsccWarning::OrganisationCheck),
        ("91ABCDEFMA1000121M", UsccWarning::DivisionNotDigits),
    ];
    for (code, warning) in doubtful {
        let valid = (0..31).find_map(|i| Uscc::parse(&format!("{}{}", &code[..17], &ALPHABET[i..=i])).ok());
        assert!(valid.expect("one check character fits").warnings().contains(&warning), "{code}");
    }
}

#[test]
fn finds_every_single_wrong_character() {
    for code in VALID {
        let mut tried = 0;
        for (at, right) in code.char_indices() {
            for wrong in ALPHABET.chars().filter(|wrong| *wrong != right) {
                let typed = format!("{}{wrong}{}", &code[..at], &code[at + 1..]);
                assert!(matches!(Uscc::parse(&typed), Err(UsccError::WrongCheck { .. })), "{typed}");
                tried += 1;
            }
        }
        assert_eq!(tried, 540);
    }
}

#[test]
fn travels_as_its_characters() {
    let code: Uscc = serde_json::from_str("\"91310000ma10001210\"").expect("valid");
    assert_eq!(serde_json::to_string(&code).expect("serialises"), "\"91310000MA10001210\"");
    assert!(serde_json::from_str::<Uscc>("\"91310000MA10001211\"").is_err());
}

proptest! {
    #[test]
    fn exactly_one_check_character_fits(body in "[0-9A-HJ-NPQRTUWXY]{17}") {
        let valid = ALPHABET.chars().filter(|c| Uscc::parse(&format!("{body}{c}")).is_ok());
        prop_assert_eq!(valid.count(), 1);
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,24}") {
        let _ = Uscc::parse(&text);
    }
}

//! The two check characters of a unified social credit code.

const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// 3^i mod 31.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// A character's value in the code, `None` outside its alphabet.
pub(super) fn value(character: char) -> Option<usize> {
    ALPHABET.find(character)
}

/// The check character that the first 17 ask for, and the one that is there. All 18 must be in the alphabet.
pub(super) fn check_character(code: &str) -> (char, char) {
    let sum: usize = code.chars().zip(WEIGHTS).filter_map(|(c, weight)| value(c).map(|v| v * weight)).sum();
    // The outer remainder matters: a sum divisible by 31 asks for 0, not for a 32nd character.
    let expected = ALPHABET.as_bytes()[(31 - sum % 31) % 31];
    (char::from(expected), code.chars().next_back().unwrap_or('0'))
}

/// GB 11714: whether the ninth character of an organisation code follows from the eight before it.
pub(super) fn organisation_holds(nine: &str) -> bool {
    let value = |c: char| c.to_digit(36).unwrap_or(0);
    let sum: u32 = nine.chars().zip(ORGANISATION_WEIGHTS).map(|(c, weight)| value(c) * weight).sum();
    let expected = match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).expect("1 to 9"),
    };
    nine.ends_with(expected)
}

//! Names of customers as keys: what counts as equal, and how alike two names are (4.1).
//!
//! Equality looks through typing: full width, brackets, spaces, punctuation, case. Similarity also leaves out the legal
//! form and a leading 中国, province or city word. A branch (分公司, 分厂, 事业部) keeps its word: it may be billed apart.

use std::collections::BTreeSet;

use crate::unify::unified;

/// Legal forms, longest first; the last one in a name is left out.
const LEGAL_FORMS: &[&str] = &[
    "集团股份有限公司",
    "股份有限公司",
    "有限责任公司",
    "集团有限公司",
    "个体工商户",
    "有限公司",
    "COLTD",
    "LTD",
    "INC",
];

/// The key under which two names are the same name.
pub fn name_key(name: &str) -> String {
    unified(name).chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// The key without legal form and without a leading word for the place: what similarity compares.
pub fn similarity_key(name: &str) -> String {
    let key = name_key(name);
    let form = LEGAL_FORMS.iter().find_map(|form| key.strip_suffix(form));
    let core = form.filter(|rest| !rest.is_empty()).unwrap_or(&key);
    let rest = core.strip_prefix("中国").unwrap_or(core);
    let place = leading_place(rest);
    if rest.chars().count() - place > 1 { rest.chars().skip(place).collect() } else { core.to_owned() }
}

/// Characters of a leading 某某省, 某某市 or both.
fn leading_place(key: &str) -> usize {
    let mut skipped = 0;
    for word in ['省', '市'] {
        let rest = key.chars().skip(skipped);
        if let Some(at) = rest.take(4).position(|c| c == word).filter(|at| *at >= 2) {
            skipped += at + 1;
        }
    }
    skipped
}

/// Pairs of neighbouring characters, each once; a single character stands for itself.
pub fn bigrams(key: &str) -> BTreeSet<String> {
    let characters: Vec<char> = key.chars().collect();
    match characters.len() {
        0 => BTreeSet::new(),
        1 => BTreeSet::from([key.to_owned()]),
        _ => characters.windows(2).map(|pair| pair.iter().collect()).collect(),
    }
}

/// How alike two similarity keys are, in percent: twice the shared pairs over all pairs (Dice), rounded down.
pub fn similarity_pct(one: &str, other: &str) -> u32 {
    let (one, other) = (bigrams(one), bigrams(other));
    let all = one.len() + other.len();
    if all == 0 {
        return 0;
    }
    (200 * one.intersection(&other).count() / all) as u32
}

/// How many of the rarest pairs of a key of `pairs` pairs must be looked up, so that no name of this similarity is missed.
pub fn probes(pairs: usize, similarity_pct: u32) -> usize {
    // Dice ≥ s and |shared| ≤ |other| give shared ≥ s·pairs / (2 − s), in whole percent.
    let (s, denominator) = (similarity_pct.min(100) as usize, 200 - similarity_pct.min(100) as usize);
    let shared = (s * pairs).div_ceil(denominator);
    pairs - shared.min(pairs) + 1
}

/// A phone number as a key: digits only, without the country; none where too few are left to tell anybody apart.
pub fn phone_key(phone: &str) -> Option<String> {
    let digits: String = unified(phone).chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("0086").unwrap_or(&digits);
    let local = digits.strip_prefix("86").filter(|rest| rest.len() == 11).unwrap_or(digits);
    (local.len() >= 7).then(|| local.to_owned())
}

/// The domain of a mail address as a key.
pub fn mail_domain(email: &str) -> Option<String> {
    let (_, domain) = email.trim().rsplit_once('@')?;
    (!domain.is_empty()).then(|| domain.to_lowercase())
}

/// The bank's serial number as a key.
pub fn serial_key(serial: &str) -> String {
    unified(serial).chars().filter(|c| !c.is_whitespace()).flat_map(char::to_uppercase).collect()
}

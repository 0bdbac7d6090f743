//! Time-based one-time codes (RFC 6238: SHA-1, 30 seconds, six digits), as every authenticator app has them, and recovery codes.
//!
//! Promises: a code of the step before or after counts as well, since clocks differ; which step it was is told, so that it counts once.

use jiff::Timestamp;
use ring::hmac;
use sha2::{Digest as _, Sha256};

use tongguan_service::world::World;

/// Seconds of a step.
const STEP_S: i64 = 30;
/// Steps by which a clock may differ.
const DRIFT: i64 = 1;
/// Recovery codes that a person is given.
pub const RECOVERY_CODES: usize = 10;
/// Letters and figures that nobody takes for each other.
const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/// A fresh seed: 160 bits, as the standard wants.
pub fn seed(world: &World) -> [u8; 20] {
    world.random()
}

/// The step at a moment.
pub fn step(now: Timestamp) -> i64 {
    now.as_second().div_euclid(STEP_S)
}

/// The code of a step.
pub fn code(seed: &[u8], step: i64) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, seed);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let bytes = tag.as_ref();
    let at = usize::from(bytes[19] & 0x0f);
    let number = u32::from_be_bytes([bytes[at] & 0x7f, bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    format!("{:06}", number % 1_000_000)
}

/// The steps around a moment whose code this is.
pub fn steps_of(seed: &[u8], typed: &str, now: Timestamp) -> Vec<i64> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let here = step(now);
    (here - DRIFT..=here + DRIFT).filter(|step| alike(&code(seed, *step), &digits)).collect()
}

/// Compares without telling by its time where two texts differ.
fn alike(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

/// The seed as a person types it, in groups of four.
pub fn typed(seed: &[u8]) -> String {
    let letters = base32(seed);
    letters.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

/// The address that an authenticator app reads from the picture.
pub fn address(seed: &[u8], company: &str, login: &str) -> String {
    use crate::http::page::place::escaped;
    let (company, login) = (escaped(company).replace('/', "%2F"), escaped(login).replace('/', "%2F"));
    format!("otpauth://totp/{company}:{login}?secret={}&issuer={company}", base32(seed))
}

/// RFC 4648 without padding.
fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut out, mut rest, mut bits) = (String::new(), 0_u32, 0);
    for byte in bytes {
        (rest, bits) = (rest << 8 | u32::from(*byte), bits + 8);
        while bits >= 5 {
            bits -= 5;
            out.push(LETTERS[(rest >> bits & 31) as usize].into());
        }
    }
    if bits > 0 {
        out.push(LETTERS[(rest << (5 - bits) & 31) as usize].into());
    }
    out
}

/// Fresh recovery codes: 80 random bits each, so that a plain digest of one is enough.
pub fn recovery_codes(world: &World) -> Vec<String> {
    (0..RECOVERY_CODES).map(|_| recovery_code(world.random())).collect()
}

fn recovery_code(random: [u8; 16]) -> String {
    let letters: String = random.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect();
    letters.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join("-")
}

/// What is kept of a recovery code as somebody typed it.
pub fn recovery_digest(typed: &str) -> [u8; 32] {
    let letters: String = typed.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    Sha256::digest(letters.to_ascii_uppercase()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, SHA-1; the last six of its eight digits.
        let seed = b"12345678901234567890";
        for (second, want) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(seed, second / STEP_S), want, "{second}");
        }
        assert_eq!(base32(b"12345678901234567890"), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(base32(b"foob"), "MZXW6YQ");
    }

    #[test]
    fn a_clock_may_differ_by_one_step() {
        let (seed, now) = (b"12345678901234567890", Timestamp::from_second(1_111_111_109).expect("in range"));
        let here = step(now);
        for (step, fits) in [(-2, false), (-1, true), (0, true), (1, true), (2, false)] {
            let found = steps_of(seed, &code(seed, here + step), now);
            assert_eq!(found, if fits { vec![here + step] } else { vec![] }, "{step}");
        }
        assert!(steps_of(seed, "", now).is_empty() && steps_of(seed, "08180", now).is_empty());
        assert_eq!(steps_of(seed, " 081 804 ", now), [here]);
    }

    #[test]
    fn recovery_codes_are_typed_as_people_type() {
        let code = recovery_code([0, 1, 2, 3, 31, 32, 255, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
        assert_eq!(code, "ABCD-9A9H-JKLM-NPQR");
        assert_eq!(recovery_digest(&code), recovery_digest("abcd 9a9h jklmnpqr"));
        assert_ne!(recovery_digest(&code), recovery_digest("ABCD-9A9H-JKLM-NPQS"));
    }
}

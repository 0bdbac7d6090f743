//! Session tokens, their cookie, and the one-time set-up token.
//!
//! Promises 256 random bits, of which only the SHA-256 is stored. Must never show a token in `Debug`.

use sha2::{Digest, Sha256};
use std::fmt;
use tongguan_service::world::World;

/// An opaque session token, known in clear only to its browser.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken([u8; 32]);

/// What the database keeps of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenDigest(pub [u8; 32]);

impl TokenDigest {
    /// The first digits: enough to tell sessions apart, too few to be one.
    pub fn prefix(self) -> String {
        hex::encode(&self.0[..8])
    }
}

impl SessionToken {
    /// A fresh token.
    pub fn new(world: &World) -> Self {
        Self(world.random())
    }

    /// The token as a browser sends it: 64 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        let is_canonical = !text.bytes().any(|b| b.is_ascii_uppercase());
        (is_canonical && hex::decode_to_slice(text, &mut bytes).is_ok()).then_some(Self(bytes))
    }

    /// The token as it is sent; for its owner alone.
    pub fn text(&self) -> String {
        hex::encode(self.0)
    }

    /// What to store and to look up by.
    pub fn digest(&self) -> TokenDigest {
        TokenDigest(Sha256::digest(self.0).into())
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(..)")
    }
}

/// How the session cookie is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// Over TLS: `__Host-tg`, `Secure`.
    Tls,
    /// Over plain HTTP on loopback: `tg`.
    PlainLoopback,
}

impl Cookie {
    /// The name of the cookie.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tls => "__Host-tg",
            Self::PlainLoopback => "tg",
        }
    }

    /// The `Set-Cookie` text that hands out `token` for `max_age_s` seconds.
    pub fn give(self, token: &SessionToken, max_age_s: u32) -> String {
        self.text(&hex::encode(token.0), max_age_s)
    }

    /// The `Set-Cookie` text that takes the cookie away.
    pub fn take(self) -> String {
        self.text("", 0)
    }

    fn text(self, value: &str, max_age_s: u32) -> String {
        let secure = if self == Self::Tls { "; Secure" } else { "" };
        format!("{}={value}; Path=/; Max-Age={max_age_s}; HttpOnly; SameSite=Lax{secure}", self.name())
    }

    /// The token in a `Cookie` header. Two cookies of the name mean that somebody tossed one in: neither counts.
    pub fn read(self, header: &str) -> Option<SessionToken> {
        let mut values = header.split(';').filter_map(|pair| pair.trim().split_once('='));
        let mut mine = values.by_ref().filter(|(name, _)| *name == self.name()).map(|(_, value)| value);
        match (mine.next(), mine.next()) {
            (Some(value), None) => SessionToken::parse(value),
            _ => None,
        }
    }
}

/// The token printed on the console at first start, with which the first administrator is made. Whoever uses it up
/// deletes its stored digest in the same transaction.
pub struct SetupToken([u8; 20]);

impl SetupToken {
    /// A fresh token.
    pub fn new(world: &World) -> Self {
        Self(world.random())
    }

    /// The text to print: hexadecimal in groups of five.
    pub fn text(&self) -> String {
        let digits = hex::encode(self.0);
        let groups = digits.as_bytes().chunks(5).map(|group| String::from_utf8_lossy(group).into_owned());
        groups.collect::<Vec<_>>().join("-")
    }

    /// What to store.
    pub fn digest(&self) -> TokenDigest {
        Self::digest_of(&self.text())
    }

    /// The digest of a token as a person typed it: spaces, hyphens and case do not count.
    pub fn digest_of(typed: &str) -> TokenDigest {
        let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        TokenDigest(Sha256::digest(digits.to_ascii_lowercase()).into())
    }
}

impl fmt::Debug for SetupToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SetupToken(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tongguan_service::world::counting;

    #[test]
    fn the_cookie_brings_back_the_token() {
        let token = SessionToken::new(&counting());
        for cookie in [Cookie::Tls, Cookie::PlainLoopback] {
            let text = cookie.give(&token, 60);
            let pair = text.split(';').next().expect("a pair");
            assert_eq!(cookie.read(&format!("a=b; {pair}; c")).as_ref(), Some(&token));
            assert_eq!(cookie.read(&format!("{pair}; {pair}")), None);
        }
        assert_eq!(Cookie::Tls.read("tg=00"), None);
    }

    #[test]
    fn cookie_text_is_exact() {
        let token = SessionToken([0xab; 32]);
        let value = "ab".repeat(32);
        let want = format!("__Host-tg={value}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
        assert_eq!(Cookie::Tls.give(&token, 60), want);
        assert_eq!(Cookie::PlainLoopback.take(), "tg=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn tokens_have_one_spelling_and_do_not_show() {
        let token = SessionToken([0xab; 32]);
        assert_eq!(SessionToken::parse(&"ab".repeat(32)), Some(token.clone()));
        for bad in ["", "ab", &"AB".repeat(32), &"ab".repeat(33), &"张".repeat(32)] {
            assert_eq!(SessionToken::parse(bad), None, "{bad}");
        }
        assert_ne!(token.digest().0, token.0);
        assert!(!format!("{token:?}").contains("ab"));
    }

    #[test]
    fn a_set_up_token_may_be_typed_loosely() {
        let token = SetupToken::new(&counting());
        let typed = format!(" {} ", token.text().to_uppercase().replace('-', " "));
        assert_eq!(SetupToken::digest_of(&typed), token.digest());
        assert_ne!(SetupToken::digest_of(&typed[..20]), token.digest());
    }
}

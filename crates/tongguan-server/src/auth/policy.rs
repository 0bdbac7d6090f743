//! Which passwords are accepted (ASVS 6.2: length and a list of common ones, no composition rules).

use crate::http::error::ApiError;
use serde_json::{Map, Value, json};
use std::{collections::HashSet, sync::LazyLock};
use unicode_normalization::UnicodeNormalization;

/// The fewest characters of a password.
pub const MIN_CHARS: usize = 12;
/// The most characters of a password: more would only cost time to hash.
pub const MAX_CHARS: usize = 128;
/// A text of fewer different characters than this is guessed at once, whatever its length.
const MIN_DISTINCT_CHARS: usize = 5;

static COMMON: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("common_passwords.txt").lines().filter(|line| !line.is_empty()).collect());

/// Why a new password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordRefusal {
    /// Fewer than [`MIN_CHARS`] characters.
    TooShort,
    /// More than [`MAX_CHARS`] characters.
    TooLong,
    /// On the list of common passwords, or of too few different characters.
    Common,
    /// Contains the login name.
    ContainsLogin,
}

/// One spelling for what a person typed, whatever keyboard it came from: full-width forms and composed characters.
pub fn normalise(password: &str) -> String {
    password.nfkc().collect()
}

/// Whether `password` may become the password of `login`.
pub fn check(password: &str, login: &str) -> Result<(), PasswordRefusal> {
    let password = normalise(password).to_lowercase();
    let login = normalise(login).to_lowercase();
    let chars = password.chars().count();
    if chars < MIN_CHARS {
        return Err(PasswordRefusal::TooShort);
    }
    if chars > MAX_CHARS {
        return Err(PasswordRefusal::TooLong);
    }
    if login.chars().count() >= 3 && password.contains(&login) {
        return Err(PasswordRefusal::ContainsLogin);
    }
    let distinct = password.chars().collect::<HashSet<_>>().len();
    if distinct < MIN_DISTINCT_CHARS || COMMON.contains(password.as_str()) {
        return Err(PasswordRefusal::Common);
    }
    Ok(())
}

impl From<PasswordRefusal> for ApiError {
    fn from(refusal: PasswordRefusal) -> Self {
        let (code, params) = match refusal {
            PasswordRefusal::TooShort => ("password_too_short", Map::from_iter([min_chars()])),
            PasswordRefusal::TooLong => ("password_too_long", Map::from_iter([max_chars()])),
            PasswordRefusal::Common => ("password_common", Map::new()),
            PasswordRefusal::ContainsLogin => ("password_contains_login", Map::new()),
        };
        Self::Refused { code: code.into(), params }
    }
}

fn min_chars() -> (String, Value) {
    ("min_chars".to_owned(), json!(MIN_CHARS))
}

fn max_chars() -> (String, Value) {
    ("max_chars".to_owned(), json!(MAX_CHARS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        http::problem::Problem,
        i18n::{Lang, codes},
    };
    use PasswordRefusal::*;

    #[test]
    fn passwords_are_judged() {
        for (password, login, want) in [
            ("short", "a", Err(TooShort)),
            ("十一个字的密码不够长", "a", Err(TooShort)),
            ("十二个字的密码现在够长了", "a", Ok(())),
            ("correct horse battery", "zhang", Ok(())),
            (&"x1y2z3".repeat(30), "a", Err(TooLong)),
            ("Password1234", "a", Err(Common)),
            ("ｐａｓｓｗｏｒｄ１２３４", "a", Err(Common)),
            ("aaaaaaaaaaaaaaaa", "a", Err(Common)),
            ("121212121212", "a", Err(Common)),
            ("my-ZhangSan-secret", "zhangsan", Err(ContainsLogin)),
            ("a long enough one", "a", Ok(())),
        ] {
            assert_eq!(check(password, login), want, "{password}");
        }
    }

    #[test]
    fn the_list_is_normal_and_not_caught_by_other_rules() {
        for &common in COMMON.iter() {
            assert_eq!(common, normalise(common).to_lowercase());
            assert!(common.chars().count() >= MIN_CHARS, "{common}");
        }
    }

    #[test]
    fn every_refusal_is_said() {
        for refusal in [TooShort, TooLong, Common, ContainsLogin] {
            let problem = Problem::new(&refusal.into(), Lang::Zh, None);
            assert!(codes().any(|code| code == problem.code));
            assert!(!problem.detail.contains('{'), "{}", problem.detail);
        }
    }
}

//! Which passwords are accepted, by preset: ASVS (length and a list of common ones) or 等保 (kinds of characters and age as well).

use crate::http::error::ApiError;
use jiff::SignedDuration;
use serde_json::{Map, Value, json};
use std::{collections::HashSet, sync::LazyLock};
use tongguan_core::reference::setting::{PasswordPreset, Settings};
use tongguan_service::password::normalise;

/// The most characters of a password: more would only cost time to hash.
pub const MAX_CHARS: usize = 128;
/// A text of fewer different characters than this is guessed at once, whatever its length.
const MIN_DISTINCT_CHARS: usize = 5;

/// What a password must be, by the preset that the company chose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preset {
    /// The fewest characters.
    pub min_chars: usize,
    /// Of capitals, small letters, figures and signs, so many kinds.
    pub kinds: usize,
    /// After so long another one must be chosen.
    pub max_age: Option<SignedDuration>,
    /// So many former ones are not used again.
    pub kept: u32,
}

impl Preset {
    /// ASVS 6.2: length and a list of common ones; no kinds, no age.
    pub const ASVS: Self = Self { min_chars: 12, kinds: 0, max_age: None, kept: 0 };

    /// The one that the settings name. 等保 wants kinds and age, which ASVS advises against.
    pub fn of(settings: &Settings) -> Self {
        match settings.password_preset {
            PasswordPreset::Asvs => Self::ASVS,
            PasswordPreset::Dengbao => Self {
                min_chars: 10,
                kinds: 3,
                max_age: Some(SignedDuration::from_hours(24 * i64::from(settings.password_max_days))),
                kept: settings.passwords_kept,
            },
        }
    }
}

static COMMON: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("common_passwords.txt").lines().filter(|line| !line.is_empty()).collect());

/// Why a new password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordRefusal {
    /// Fewer characters than this.
    TooShort(usize),
    /// More than [`MAX_CHARS`] characters.
    TooLong,
    /// On the list of common passwords, or of too few different characters.
    Common,
    /// Contains the login name.
    ContainsLogin,
    /// Of fewer kinds of characters than this.
    TooFewKinds(usize),
    /// One of the last so many.
    UsedBefore(u32),
}

/// Whether `password` may become the password of `login`.
pub fn check(password: &str, login: &str, preset: &Preset) -> Result<(), PasswordRefusal> {
    let typed = normalise(password);
    let password = typed.to_lowercase();
    let login = normalise(login).to_lowercase();
    let chars = password.chars().count();
    if chars < preset.min_chars {
        return Err(PasswordRefusal::TooShort(preset.min_chars));
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
    match kinds(&typed) < preset.kinds {
        true => Err(PasswordRefusal::TooFewKinds(preset.kinds)),
        false => Ok(()),
    }
}

/// How many kinds of characters a password has: capitals, small letters, figures, and all else.
fn kinds(password: &str) -> usize {
    let is_other = |c: char| !c.is_uppercase() && !c.is_lowercase() && !c.is_numeric();
    let has: [bool; 4] = [
        password.contains(char::is_uppercase),
        password.contains(char::is_lowercase),
        password.contains(char::is_numeric),
        password.contains(is_other),
    ];
    has.into_iter().filter(|has| *has).count()
}

impl From<PasswordRefusal> for ApiError {
    fn from(refusal: PasswordRefusal) -> Self {
        let (code, params) = match refusal {
            PasswordRefusal::TooShort(min) => ("password_too_short", one("min_chars", json!(min))),
            PasswordRefusal::TooLong => ("password_too_long", one("max_chars", json!(MAX_CHARS))),
            PasswordRefusal::Common => ("password_common", Map::new()),
            PasswordRefusal::ContainsLogin => ("password_contains_login", Map::new()),
            PasswordRefusal::TooFewKinds(kinds) => ("password_too_few_kinds", one("kinds", json!(kinds))),
            PasswordRefusal::UsedBefore(kept) => ("password_used_before", one("kept", json!(kept))),
        };
        Self::Refused { code: code.into(), params }
    }
}

fn one(key: &str, value: Value) -> Map<String, Value> {
    Map::from_iter([(key.to_owned(), value)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::problem::Problem;
    use PasswordRefusal::*;
    use tongguan_service::i18n::{Lang, codes};

    #[test]
    fn passwords_are_judged() {
        for (password, login, want) in [
            ("short", "a", Err(TooShort(12))),
            ("十一个字的密码不够长", "a", Err(TooShort(12))),
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
            assert_eq!(check(password, login, &Preset::ASVS), want, "{password}");
        }
    }

    #[test]
    fn dengbao_wants_kinds_and_age() {
        let settings = Settings { password_preset: PasswordPreset::Dengbao, ..Settings::default() };
        let preset = Preset::of(&settings);
        for (password, want) in [
            ("Abcde1234", Err(TooShort(10))),
            ("abcdefg1234", Err(TooFewKinds(3))),
            ("Abcdefg1234", Ok(())),
            ("walnut river 7", Ok(())),
            ("walnut river seven", Err(TooFewKinds(3))),
            ("十个字的密码够不够长呢Ab1", Ok(())),
        ] {
            assert_eq!(check(password, "zhang", &preset), want, "{password}");
        }
        assert_eq!((preset.max_age, preset.kept), (Some(SignedDuration::from_hours(2160)), 5));
    }

    #[test]
    fn the_list_is_normal_and_not_caught_by_other_rules() {
        for &common in COMMON.iter() {
            assert_eq!(common, normalise(common).to_lowercase());
            assert!(common.chars().count() >= 10, "{common}");
        }
    }

    #[test]
    fn every_refusal_is_said() {
        for refusal in [TooShort(12), TooLong, Common, ContainsLogin, TooFewKinds(3), UsedBefore(5)] {
            let problem = Problem::new(&refusal.into(), Lang::Zh, None);
            assert!(codes().any(|code| code == problem.code));
            assert!(!problem.detail.contains('{'), "{}", problem.detail);
        }
    }
}

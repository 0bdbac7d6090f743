//! Texts as people type them: trimmed, of a sensible length, without control characters.

use super::refusal::Refusal;

/// Longest name.
pub(super) const NAME_MAX: u32 = 120;

/// A text that must be there.
pub(super) fn required(field: &str, text: &str, min: u32, max: u32) -> Result<String, Refusal> {
    let text = text.trim();
    let length = text.chars().count();
    match length < min as usize || length > max as usize || text.chars().any(char::is_control) {
        true => Err(Refusal::BadText { field: field.to_owned(), min, max }),
        false => Ok(text.to_owned()),
    }
}

/// A text that may be missing; blank is missing.
pub(super) fn optional(field: &str, text: Option<&str>, max: u32) -> Result<Option<String>, Refusal> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    text.map(|text| required(field, text, 1, max)).transpose()
}

/// A mail address as far as a form can tell.
pub(super) fn email(field: &str, text: Option<&str>) -> Result<Option<String>, Refusal> {
    let Some(text) = optional(field, text, NAME_MAX)? else { return Ok(None) };
    let whole = text.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty()
            && domain.contains('.')
            && !domain.contains('@')
            && !text.contains(char::is_whitespace)
    });
    whole.then_some(Some(text)).ok_or(Refusal::BadValue { field: field.to_owned() })
}

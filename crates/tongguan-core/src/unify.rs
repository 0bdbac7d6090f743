//! One form for characters that mean the same (NFKC): full width and half width, signs that hold a letter, letters with their marks.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// A text in that form; most texts are, and are not copied.
pub(crate) fn unified(text: &str) -> Cow<'_, str> {
    if is_unified(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfkc().collect()) }
}

/// Whether a text has only characters that stay as they are in every company: ASCII and the common Chinese ones.
fn is_unified(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii() || ('\u{4E00}'..='\u{9FFF}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_copied_would_stay_the_same() {
        let all = (0..0x80).chain(0x4E00..=0x9FFF).filter_map(char::from_u32);
        let every: String = all.collect();
        assert!(matches!(unified(&every), Cow::Borrowed(_)));
        assert_eq!(every.nfkc().collect::<String>(), every);
        assert_eq!(unified("ＡＢ（㈱）①"), "AB((株))1");
    }
}

//! In which encoding a text is: by its mark, by being valid UTF-8, or else GB 18030, which every GBK text is.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::Fault;

/// How much is looked at for the zeroes of UTF-16 without a mark.
const SAMPLE: usize = 4 << 10;

/// The text and the name of its encoding.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, &'static str), Fault> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return strict(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = utf_16(bytes) {
        return strict(encoding, bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((Cow::Borrowed(text), UTF_8.name())),
        Err(_) => strict(GB18030, bytes),
    }
}

fn strict<'b>(encoding: &'static Encoding, bytes: &'b [u8]) -> Result<(Cow<'b, str>, &'static str), Fault> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(|text| (text, encoding.name())).ok_or(Fault::UnknownEncoding)
}

/// UTF-16 without a mark: every second byte of most separators, digits and line ends is zero.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeroes = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeroes(0), zeroes(1));
    let many = sample.len() / 8;
    match (first, second) {
        (0, second) if second > many && bytes.len().is_multiple_of(2) => Some(UTF_16LE),
        (first, 0) if first > many && bytes.len().is_multiple_of(2) => Some(UTF_16BE),
        _ => None,
    }
}

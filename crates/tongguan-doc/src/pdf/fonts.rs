//! The fonts in the program: Noto Sans CJK SC, regular and bold, cut to what Chinese names and papers need.
//!
//! `scripts/fonts.sh` makes them; `fonts/OFL.txt` is their licence.

use std::io::Read;

use ruzstd::decoding::StreamingDecoder;
use typst::foundations::Bytes;
use typst::text::Font;

use super::Error;

const REGULAR: &[u8] = include_bytes!("../../fonts/NotoSansCJKsc-Regular.otf.zst");
const BOLD: &[u8] = include_bytes!("../../fonts/NotoSansCJKsc-Bold.otf.zst");

/// The fonts, unpacked.
pub(super) fn load() -> Result<Vec<Font>, Error> {
    [REGULAR, BOLD].into_iter().map(unpacked).collect()
}

fn unpacked(packed: &[u8]) -> Result<Font, Error> {
    let fault = |what: &dyn std::fmt::Display| Error::Fonts(what.to_string());
    let mut decoder = StreamingDecoder::new(packed).map_err(|error| fault(&error))?;
    let mut bytes = Vec::new();
    decoder.read_to_end(&mut bytes).map_err(|error| fault(&error))?;
    Font::new(Bytes::new(bytes), 0).ok_or_else(|| fault(&"no font"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_weights_hold_what_papers_are_written_with() {
        for font in load().expect("fonts") {
            assert_eq!(font.info().family, "Noto Sans CJK SC");
            for letter in " \u{a0}\u{3000}AZaz09.,%¥€—（）《》、。“”□①堃喆镕㛃犇翀垚珺钘玥䶮𬭎".chars()
            {
                assert!(font.info().coverage.contains(letter as u32), "{letter:?} is missing");
            }
        }
    }
}

//! The text of an answer, whatever it is packed in: a DOCX, an XLSX and an archive of a deal are ZIP files with files inside.

use std::io::{Cursor, Read};

/// All that can be read of it. What stands between the tags of XML is joined, for a word processor cuts texts as it likes.
pub fn text(bytes: &[u8]) -> String {
    let mut found = String::from_utf8_lossy(bytes).into_owned();
    let archive = if bytes.starts_with(b"PK") { zip::ZipArchive::new(Cursor::new(bytes)).ok() } else { None };
    let Some(mut archive) = archive else { return found };
    for number in 0..archive.len() {
        let mut entry = archive.by_index(number).expect("an entry");
        let mut inside = Vec::new();
        entry.read_to_end(&mut inside).expect("its bytes");
        found += entry.name();
        found += &text(&inside);
        if inside.starts_with(b"<?xml") {
            found += &untagged(&String::from_utf8_lossy(&inside));
        }
    }
    found
}

fn untagged(xml: &str) -> String {
    let texts = xml.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
    texts.collect::<String>().replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
}

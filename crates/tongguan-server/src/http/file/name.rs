//! What a file is called: what its bringer calls it, made safe, with an ending that fits what it is.
//!
//! Promises a name that stays in its folder, shows as it is read, and never promises another kind of file than the bytes are.

/// Most characters of a name.
const LONGEST: usize = 120;

/// Characters that turn the direction of a text, or cannot be seen: a name shows as it is read.
const UNSEEN: [(char, char); 5] = [
    ('\u{200b}', '\u{200f}'),
    ('\u{202a}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{61c}', '\u{61c}'),
];

/// A name as it is kept: no folder, nothing unseen, nothing that a file system forbids; none where nothing is left.
pub fn clean(name: &str) -> Option<String> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_seen = |letter: &char| {
        !letter.is_control() && !UNSEEN.iter().any(|(from, to)| (*from..=*to).contains(letter))
    };
    let safe = |letter| if matches!(letter, '"' | '<' | '>' | '|' | ':' | '*' | '?') { '_' } else { letter };
    let text: String = last.chars().filter(is_seen).map(safe).collect();
    let text = text.trim_matches([' ', '.', '\u{3000}']);
    let length = text.chars().count();
    match length {
        0 => None,
        _ if length <= LONGEST => Some(text.to_owned()),
        // The ending stays; what is cut is the middle.
        _ => {
            let tail =
                text.rsplit_once('.').map(|(_, ending)| ending).filter(|ending| ending.chars().count() <= 8);
            let room = LONGEST - tail.map_or(0, |tail| tail.chars().count() + 1);
            let stem: String = text.chars().take(room).collect();
            Some(tail.map_or(stem.clone(), |tail| format!("{stem}.{tail}")))
        }
    }
}

/// A name without its ending, and an ending that fits: the name's own, else that of what the file is.
pub fn parts<'n>(name: &'n str, media_type: &str) -> (&'n str, String) {
    let fitting = endings(media_type);
    match name.rsplit_once('.') {
        Some((stem, own)) if !stem.is_empty() && fitting.iter().any(|one| one.eq_ignore_ascii_case(own)) => {
            (stem, own.to_owned())
        }
        _ => (name, fitting[0].to_owned()),
    }
}

/// The endings of files of a kind, the usual one first.
pub fn endings(media_type: &str) -> &'static [&'static str] {
    match media_type.split(';').next().unwrap_or_default() {
        "application/pdf" => &["pdf"],
        "image/png" => &["png"],
        "image/jpeg" => &["jpg", "jpeg"],
        "image/gif" => &["gif"],
        "image/webp" => &["webp"],
        "image/tiff" => &["tiff", "tif"],
        "image/heic" => &["heic"],
        "audio/wav" => &["wav"],
        "audio/mp4" => &["m4a"],
        "audio/mpeg" => &["mp3"],
        "audio/amr" => &["amr"],
        "video/mp4" => &["mp4"],
        "text/plain" => &["txt", "csv", "md", "log", "eml"],
        "application/x-ole-storage" => &["doc", "xls", "ppt", "msg", "wps", "et", "dps"],
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => &["docx"],
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => &["xlsx"],
        "application/vnd.openxmlformats-officedocument.presentationml.presentation" => &["pptx"],
        "application/zip" => &["zip"],
        _ => &["bin"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_safe() {
        for (name, kept) in [
            ("报价单 V2.pdf", Some("报价单 V2.pdf")),
            ("C:\\Users\\me\\合同.docx", Some("合同.docx")),
            ("../../etc/passwd", Some("passwd")),
            ("发票\u{202e}fdp.exe", Some("发票fdp.exe")),
            ("a\r\nX: y.txt", Some("aX_ y.txt")),
            (" .. ", None),
            ("", None),
        ] {
            assert_eq!(clean(name).as_deref(), kept, "{name:?}");
        }
        let long = clean(&format!("{}.pdf", "长".repeat(300))).expect("kept");
        assert!(long.chars().count() == LONGEST && long.ends_with(".pdf"), "{long}");
    }

    #[test]
    fn the_ending_is_that_of_the_bytes() {
        let said = |name, media_type| {
            let (stem, ending) = parts(name, media_type);
            format!("{stem}|{ending}")
        };
        assert_eq!(said("合同.PDF", "application/pdf"), "合同|PDF");
        assert_eq!(said("合同.exe", "application/pdf"), "合同.exe|pdf");
        assert_eq!(said("照片.jpeg", "image/jpeg"), "照片|jpeg");
        assert_eq!(said("纪要", "text/plain"), "纪要|txt");
        assert_eq!(said(".pdf", "application/pdf"), ".pdf|pdf");
    }
}

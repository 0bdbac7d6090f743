//! What a file is, told by its bytes and not by its name.
//!
//! Promises a type only for what people attach to deals: papers, pictures, recordings, tables, texts. Anything that a
//! browser could run (HTML, SVG, scripts) and anything unknown has none, and is refused.

/// The media type of a file; none where it is not one that is kept.
pub fn media_type(bytes: &[u8]) -> Option<&'static str> {
    let found =
        MAGIC.iter().find(|(at, magic, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic)));
    match found.map(|(_, _, media_type)| *media_type) {
        Some("application/zip") => zip(bytes),
        Some(media_type) => Some(media_type),
        None => text(bytes),
    }
}

/// First bytes, where they stand, and what they mean.
const MAGIC: &[(usize, &[u8], &str)] = &[
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (0, b"II*\0", "image/tiff"),
    (0, b"MM\0*", "image/tiff"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftypisom", "video/mp4"),
    (4, b"ftypmp42", "video/mp4"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"PK\x03\x04", "application/zip"),
];

/// A zip that is an office paper, else no file of ours: archives hide what is in them.
fn zip(bytes: &[u8]) -> Option<&'static str> {
    let has = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
    match () {
        () if has(b"word/document.xml") => {
            Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document")
        }
        () if has(b"xl/workbook.xml") => {
            Some("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        }
        () if has(b"ppt/presentation.xml") => {
            Some("application/vnd.openxmlformats-officedocument.presentationml.presentation")
        }
        () => None,
    }
}

/// Plain text, but no markup that a browser would run.
fn text(bytes: &[u8]) -> Option<&'static str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let is_plain = text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
    (!bytes.is_empty() && is_plain && !start.starts_with('<') && !start.starts_with("#!"))
        .then_some("text/plain")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_tell_what_they_are() {
        for (bytes, want) in [
            (&b"%PDF-1.7\n"[..], Some("application/pdf")),
            (b"\x89PNG\r\n\x1a\n....", Some("image/png")),
            (b"RIFF....WEBP", Some("image/webp")),
            ("会议纪要\n第一条".as_bytes(), Some("text/plain")),
            (
                b"PK\x03\x04....word/document.xml",
                Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ),
            (b"PK\x03\x04....evil.exe", None),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
            ("\u{feff} <html>".as_bytes(), None),
            (b"#!/bin/sh", None),
            (b"MZ\x90\0", None),
            (b"\xff\xfe\0", None),
            (b"a\0b", None),
            (b"", None),
        ] {
            assert_eq!(media_type(bytes), want, "{bytes:?}");
        }
    }
}

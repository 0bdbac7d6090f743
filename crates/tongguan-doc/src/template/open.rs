//! Opening an Office package: bounded, and without anything that acts by itself.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::{Fault, Kind};

/// Most that all parts unpack to, in bytes.
const MOST_BYTES: u64 = 64 << 20;
/// Most parts.
const MOST_PARTS: usize = 2_000;

/// A package as parts by name, in their order.
pub(super) struct Package {
    pub kind: Kind,
    pub parts: Vec<(String, Vec<u8>)>,
}

/// What acts, or is fetched, when the file is opened.
const ACTIVE: &[&str] = &[
    "vbaproject",
    "/activex/",
    "/embeddings/",
    "/externallinks/",
    "/queries/",
    "/querytables/",
    "connections.xml",
    "/ctrlprops/",
    "/webextensions/",
    "/macrosheets/",
];

pub(super) fn open(file: &[u8]) -> Result<Package, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|_| Fault::NotATemplate)?;
    if archive.len() > MOST_PARTS {
        return Err(Fault::TooLarge);
    }
    let (mut parts, mut left) = (Vec::new(), MOST_BYTES);
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| Fault::Broken)?;
        if part.is_dir() {
            continue;
        }
        let name = part.name().to_owned();
        let mut bytes = Vec::new();
        part.take(left + 1).read_to_end(&mut bytes).map_err(|_| Fault::Broken)?;
        left = left.checked_sub(bytes.len() as u64).ok_or(Fault::TooLarge)?;
        parts.push((name, bytes));
    }
    let has = |wanted: &str| parts.iter().any(|(name, _)| name == wanted);
    let kind = match (has("word/document.xml"), has("xl/workbook.xml")) {
        (true, false) => Kind::Docx,
        (false, true) => Kind::Xlsx,
        _ => return Err(Fault::NotATemplate),
    };
    refuse_active(&parts)?;
    Ok(Package { kind, parts })
}

fn refuse_active(parts: &[(String, Vec<u8>)]) -> Result<(), Fault> {
    for (name, bytes) in parts {
        let low = format!("/{}", name.to_lowercase());
        if ACTIVE.iter().any(|active| low.contains(active)) {
            return Err(Fault::Active(name.clone()));
        }
        let text = || String::from_utf8_lossy(bytes);
        // A picture or a template from elsewhere is fetched by whoever opens the file. A link waits for a click.
        let fetches = low.ends_with(".rels")
            && text()
                .split("<Relationship")
                .any(|one| one.contains("\"External\"") && !one.contains("/hyperlink\""));
        let has_macros = low == "/[content_types].xml" && text().to_lowercase().contains("macroenabled");
        if fetches || has_macros {
            return Err(Fault::Active(name.clone()));
        }
    }
    Ok(())
}

impl Package {
    /// The parts whose names the test likes.
    pub fn names(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<String> {
        self.parts.iter().map(|(name, _)| name).filter(|name| is_wanted(name)).cloned().collect()
    }

    pub fn part(&self, name: &str) -> Option<&[u8]> {
        self.parts.iter().find(|(one, _)| one == name).map(|(_, bytes)| bytes.as_slice())
    }

    pub fn put(&mut self, name: &str, bytes: Vec<u8>) {
        if let Some(part) = self.parts.iter_mut().find(|(one, _)| one == name) {
            part.1 = bytes;
        }
    }

    pub fn remove(&mut self, name: &str) {
        self.parts.retain(|(one, _)| one != name);
    }

    /// The package as a file, the same bytes for the same parts.
    pub fn pack(&self) -> Result<Vec<u8>, Fault> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        for (name, bytes) in &self.parts {
            writer.start_file(name.as_str(), options).map_err(|_| Fault::Broken)?;
            writer.write_all(bytes).map_err(|_| Fault::Broken)?;
        }
        Ok(writer.finish().map_err(|_| Fault::Broken)?.into_inner())
    }
}

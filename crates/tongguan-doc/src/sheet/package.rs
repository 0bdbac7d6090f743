//! The package of a workbook, judged before anything in it is believed.
//!
//! Every part is unpacked once into nothing and counted, because what a package says of its sizes is a stranger's word.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Fault, Limits};

/// Bytes of a part that are looked at for a declaration; it has to stand before the first element.
const PROLOGUE: usize = 4 << 10;
/// Below this much the ratio says nothing: an empty workbook packs well.
const SMALL: u64 = 4 << 20;

/// Judges a package; answers whether it is a workbook.
pub(super) fn judge(bytes: &[u8], limits: &Limits) -> Result<(), Fault> {
    let mut package = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    if package.len() > limits.parts {
        return Err(Fault::TooManyParts { max: limits.parts as u64 });
    }
    let most = limits.unpacked_bytes.min((bytes.len() as u64).saturating_mul(limits.ratio).max(SMALL));
    let mut left = most;
    let mut is_workbook = false;
    for index in 0..package.len() {
        let part = package.by_index(index).map_err(|_| Fault::Damaged)?;
        let name = part.enclosed_name().ok_or(Fault::BadPart)?;
        if part.name().contains("..") || part.name().starts_with('/') || part.is_symlink() {
            return Err(Fault::BadPart);
        }
        is_workbook |= name.ends_with("workbook.xml");
        let is_xml = part.name().ends_with(".xml") || part.name().ends_with(".rels");
        left = unpack(part, left, is_xml).map_err(|fault| match fault {
            Fault::UnpacksTooLarge { .. } => Fault::UnpacksTooLarge { max_bytes: most },
            other => other,
        })?;
    }
    if is_workbook { Ok(()) } else { Err(Fault::UnknownFormat { found: "zip".to_owned() }) }
}

/// Unpacks one part into nothing; answers how much may still come.
fn unpack(mut part: impl Read, left: u64, is_xml: bool) -> Result<u64, Fault> {
    let mut buffer = vec![0; 64 << 10];
    let mut seen = 0_u64;
    let mut prologue = Vec::new();
    loop {
        let read = part.read(&mut buffer).map_err(|_| Fault::Damaged)?;
        if read == 0 {
            return Ok(left - seen);
        }
        if is_xml && prologue.len() < PROLOGUE {
            prologue.extend(&buffer[..read.min(PROLOGUE - prologue.len())]);
            if prologue.windows(9).any(|word| word.eq_ignore_ascii_case(b"<!DOCTYPE")) {
                return Err(Fault::DeclaresEntities);
            }
        }
        seen += read as u64;
        if seen > left {
            return Err(Fault::UnpacksTooLarge { max_bytes: left });
        }
    }
}

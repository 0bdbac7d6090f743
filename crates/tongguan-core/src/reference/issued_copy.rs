//! Copies of documents that were given out (出具的副本): who took which revision, when, in which form, and its hash.
//!
//! A copy carries a code; whoever holds the paper can ask what was given out under it. An entry is written once and
//! never changed, and holds nothing of what the document says.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Desk, Record, Refusal};
use crate::deal::copy::Mark;
use crate::digest::Digest;
use crate::id::{ContactId, DealId, DocumentId, PersonId};
use crate::label::Language;
use crate::process::DocumentKind;

/// A copy that was given out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedCopy {
    /// Its id.
    pub id: Uuid,
    /// The code that it bears.
    pub code: CopyCode,
    /// What it is a copy of, and how.
    #[serde(flatten)]
    pub issue: Issue,
    /// Who took it; absent for the system.
    pub issued_by: Option<PersonId>,
    /// When.
    pub issued_at: Timestamp,
}

/// What a copy is of, and how it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// The deal.
    pub deal: DealId,
    /// The document; absent for the ledger of the deal.
    pub document: Option<DocumentId>,
    /// Its kind.
    pub kind: DocumentKind,
    /// Its revision; 0 for the ledger.
    pub revision: u32,
    /// Its number.
    pub number: Option<String>,
    /// In which format.
    pub format: CopyFormat,
    /// In which language.
    pub language: Language,
    /// For whom.
    pub audience: Audience,
    /// The customer's people it was made for; empty where nobody was named, and where it is for somebody of ours.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<ContactId>,
    /// Why it is no clean copy, if it is none.
    pub mark: Option<Mark>,
    /// SHA-256 of the file.
    pub sha256: Digest,
}

/// A format of copies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CopyFormat {
    /// PDF.
    Pdf,
    /// Excel.
    Xlsx,
    /// Word.
    Docx,
}

impl CopyFormat {
    /// The ending of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Docx => "docx",
        }
    }

    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }
}

/// Whom a copy is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Somebody of ours: all that he may see.
    #[default]
    Inside,
    /// A customer: nothing internal.
    Customer,
}

/// The code of a copy: sixteen characters without those that are mistaken for others, in groups of four.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CopyCode(String);

impl CopyCode {
    /// 32 characters: no I, L, O, U.
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// The code of eighty random bits.
    pub fn of(random: [u8; 10]) -> Self {
        let bits = random.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        let letter = |at: u32| char::from(Self::ALPHABET[(bits >> (5 * at) & 31) as usize]);
        let mut code = String::new();
        for at in (0..16).rev() {
            code.push(letter(at));
            if at % 4 == 0 && at > 0 {
                code.push('-');
            }
        }
        Self(code)
    }

    /// What somebody typed from paper: case, blanks and hyphens do not count, and letters read as digits are digits.
    pub fn parse(text: &str) -> Option<Self> {
        let typed = text.trim().to_uppercase().replace(['-', ' '], "");
        let read = typed.replace(['I', 'L'], "1").replace('O', "0");
        let fits = read.len() == 16 && read.bytes().all(|letter| Self::ALPHABET.contains(&letter));
        let groups = |code: &str| [&code[..4], &code[4..8], &code[8..12], &code[12..]].join("-");
        fits.then(|| Self(groups(&read)))
    }

    /// The code as it is printed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Record for IssuedCopy {
    const KIND: &'static str = "issued_copy";
    const PERSONAL: &'static [&'static str] = &[];

    fn id(&self) -> Uuid {
        self.id
    }
}

/// What may be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
#[expect(missing_docs, reason = "fields are named as in the state")]
pub enum Command {
    /// A copy is given out. Whoever may read the document may take one; the shell has asked that of the deal.
    IssueCopy { code: CopyCode, issue: Issue },
}

impl Command {
    /// The type on the wire.
    pub fn key(&self) -> &'static str {
        match self {
            Command::IssueCopy { .. } => "issue_copy",
        }
    }
}

/// Answers a command.
pub fn decide(desk: &Desk<'_>, row: Option<&IssuedCopy>, command: &Command) -> Result<IssuedCopy, Refusal> {
    desk.admit(command.key(), desk.actor())?;
    if row.is_some() {
        return Err(Refusal::AlreadyExists { kind: IssuedCopy::KIND.to_owned() });
    }
    let Command::IssueCopy { code, issue } = command;
    let (issued_by, issued_at) = (desk.actor(), desk.now());
    Ok(IssuedCopy { id: desk.fresh_id(), code: code.clone(), issue: issue.clone(), issued_by, issued_at })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = CopyCode::of([0xff, 0, 0x10, 0x84, 0x21, 1, 2, 3, 4, 5]);
        assert_eq!(code.as_str().len(), 19);
        let typed = code.as_str().to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(CopyCode::parse(&typed), Some(code));
        for bad in ["", "0000-0000-0000-000", "0000-0000-0000-000U", "0000-0000-0000-00000", "盖盖盖盖盖"]
        {
            assert_eq!(CopyCode::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_bit_counts() {
        assert_eq!(CopyCode::of([0; 10]).as_str(), "0000-0000-0000-0000");
        assert_eq!(CopyCode::of([255; 10]).as_str(), "ZZZZ-ZZZZ-ZZZZ-ZZZZ");
        for bit in 0..80 {
            let mut random = [0; 10];
            random[bit / 8] = 1 << (bit % 8);
            assert_ne!(CopyCode::of(random), CopyCode::of([0; 10]), "{bit}");
        }
    }
}

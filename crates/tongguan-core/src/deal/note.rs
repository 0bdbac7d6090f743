//! What people add to a deal without changing where it stands: words and files.

use super::Event;
use crate::decision::Decision;
use crate::digest::Digest;
use crate::id::{DocumentId, PersonId};
use crate::refusal::Refusal;
use crate::sight::Sight;

/// Most people that a comment can be addressed to, and most files laid down at once.
const MOST: u32 = 50;

/// Says something, to whom it concerns.
pub(super) fn comment(decision: &mut Decision<'_>, text: &str, mentions: &[PersonId]) -> Result<(), Refusal> {
    let mut mentions = mentions.to_vec();
    mentions.sort();
    mentions.dedup();
    if mentions.len() > MOST as usize {
        return Err(Refusal::TooMany { field: "mentions".to_owned(), most: MOST });
    }
    let organization = &decision.facts.organization;
    if let Some(stranger) = mentions.iter().find(|person| !organization.is_active(**person)) {
        return Err(Refusal::UnknownPerson { person: *stranger });
    }
    // Word of a deal would tell of it to whom it is kept from.
    let sees = |person: PersonId| {
        Sight::of(organization, decision.process, person, decision.now()).sees(
            organization,
            decision.process,
            (person, &decision.deal),
            &decision.facts.place,
        )
    };
    if let Some(outsider) = mentions.iter().find(|person| !sees(**person)) {
        return Err(Refusal::SeesNotDeal { person: *outsider });
    }
    decision.check_text("text", text)?;
    let body = decision.keep_text(text);
    decision.emit(Event::Commented { body, mentions });
    Ok(())
}

/// Lays files to the deal, or to one of its documents; the same file lies there once.
pub(super) fn attach(
    decision: &mut Decision<'_>,
    document: Option<DocumentId>,
    files: &[Digest],
) -> Result<(), Refusal> {
    if let Some(unknown) = document.filter(|document| !decision.deal.documents.contains_key(document)) {
        return Err(Refusal::UnknownDocument { document: unknown });
    }
    if files.len() > MOST as usize {
        return Err(Refusal::TooMany { field: "files".to_owned(), most: MOST });
    }
    let lies =
        |file: &&Digest| decision.deal.attachments.iter().any(|a| a.file == **file && a.document == document);
    let mut fresh: Vec<Digest> = files.iter().filter(|file| !lies(file)).copied().collect();
    fresh.sort();
    fresh.dedup();
    if fresh.is_empty() {
        return Err(Refusal::NothingToAttach);
    }
    decision.emit(Event::FilesAttached { document, files: fresh });
    Ok(())
}

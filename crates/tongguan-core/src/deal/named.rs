//! People who are let see a deal by name (指定查看人), whatever their roles show them: by its owner or his superior, with a reason.

use super::Event;
use crate::decision::Decision;
use crate::id::PersonId;
use crate::refusal::Refusal;

/// Most people who are named for one deal.
const MOST: u32 = 50;

/// From now on somebody sees the deal.
pub(super) fn name(decision: &mut Decision<'_>, person: PersonId, reason: &str) -> Result<(), Refusal> {
    if !decision.is_fit(person) || decision.administers(person) {
        return Err(Refusal::UnknownPerson { person });
    }
    if decision.deal.named.contains(&person) {
        return Err(Refusal::AlreadyNamed { person });
    }
    if decision.deal.named.len() >= MOST as usize {
        return Err(Refusal::TooMany { field: "person".to_owned(), most: MOST });
    }
    let note = decision.keep_reason("reason", reason)?;
    decision.emit(Event::ReaderNamed { person, note });
    Ok(())
}

/// From now on he does not, as far as he takes no part otherwise.
pub(super) fn unname(decision: &mut Decision<'_>, person: PersonId, reason: &str) -> Result<(), Refusal> {
    if !decision.deal.named.contains(&person) {
        return Err(Refusal::NotNamed { person });
    }
    let note = decision.keep_reason("reason", reason)?;
    decision.emit(Event::ReaderUnnamed { person, note });
    Ok(())
}

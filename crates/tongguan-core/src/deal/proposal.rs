//! Stage 3: a solution is written and reviewed, the customer confirms it, a quotation is priced, approved and sent.
//!
//! The order is forced: review before confirmation before sending. A review speaks about one revision of the solution
//! and falls with it; an approval speaks about one quotation and the envelope around it, and about nothing else.

pub mod answer;
mod authority;
pub mod confirm;
mod envelope;
mod fold;
mod gate;
mod limit;
mod pricing;
pub mod quote;
pub mod resource;
pub mod review;
pub mod send;
mod solution;
mod state;
mod view;

use jiff::Timestamp;

use super::document::Draft;
use super::{Command, Deal, Event, Recorded};
use crate::decision::Decision;
use crate::facts::{Context, Facts, Needs};
use crate::form::Reader;
use crate::form::compute::Values;
use crate::obligation::{Fired, Subject};
use crate::process::{DocumentKind, Process, Trigger};
use crate::refusal::Refusal;
use crate::zone;

pub(crate) use gate::holds;
pub use limit::{Limit, limits_broken};
pub use state::{
    Answer, AnswerKind, ApprovedQuote, Conclusion, Confirmation, ConfirmationMethod, Proposal, Resource,
    Review, ReviewAction, Sending, Vote,
};
pub use view::{QuoteView, QuotedTerm};

/// What a document comes to as far as it is typed, whether or not it could be submitted. Only quotations are reckoned.
pub fn appraise(
    deal: &Deal,
    process: &Process,
    facts: &Facts,
    command: &Command,
    context: &Context,
) -> Option<quote::Appraisal> {
    let Command::SubmitDocument { kind: DocumentKind::Quotation, document, revision, body } = command else {
        return None;
    };
    let decision = Decision::new(deal.clone(), process, facts, context);
    quote::appraise(&decision, *document, revision + 1, body)
}

/// The rules of this stage for a form that is judged good.
pub(super) fn judge(
    decision: &mut Decision<'_>,
    draft: &Draft<'_>,
    values: &mut Values,
) -> Result<(), Refusal> {
    match draft.kind {
        DocumentKind::Solution => solution::judge(decision, draft, values),
        DocumentKind::Quotation => quote::judge(decision, draft, values),
        _ => Ok(()),
    }
}

/// What follows from a recorded submission.
pub(super) fn submitted(decision: &mut Decision<'_>, draft: &Draft<'_>) {
    if draft.kind == DocumentKind::Solution {
        review::void_reviews(decision, draft.document);
    }
}

/// What clocks hear of an event of this stage, the deal already folded over it.
pub(super) fn fired(deal: &Deal, recorded: &Recorded, process: &Process) -> Vec<Fired> {
    let fire = |trigger, document, at: Timestamp| {
        vec![Fired { trigger, subject: Subject::Document(document), at, step_working_days: 0 }]
    };
    match &recorded.event {
        Event::ReviewConvened { review, held_at, .. } => fire(Trigger::ReviewHeld, *review, *held_at),
        Event::ReviewConcluded { review, held_at, .. } => {
            let mut fired = fire(Trigger::ReviewHeld, *review, *held_at);
            fired.extend(fire(Trigger::ReviewConcluded, *review, recorded.at));
            fired
        }
        Event::ReviewVoided { review } => fire(Trigger::ReviewVoided, *review, recorded.at),
        Event::DocumentSent { document, .. } => match QuoteView::of(deal, *document) {
            Some(quote) => {
                fire(Trigger::QuoteSent, *document, zone::at(quote.valid_until(), 0, 0, &process.time_zone()))
            }
            None => Vec::new(),
        },
        Event::QuoteAnswered { document, answer, .. } if *answer != AnswerKind::None => {
            fire(Trigger::QuoteAnswered, *document, recorded.at)
        }
        _ => Vec::new(),
    }
}

/// Adds what a command of this stage wants to see.
pub(super) fn needs(deal: &Deal, process: &Process, command: &Command, needs: &mut Needs) {
    match command {
        Command::SubmitDocument { kind: DocumentKind::Quotation, body, .. } => {
            let on: Option<jiff::civil::Date> = Reader(body).parse("quote_date");
            needs.account = Some(deal.account);
            needs.price_book_on = on;
            needs.group_quotes_since = on.map(|on| authority::window_start(process, on));
        }
        Command::SendDocument { .. } | Command::ConfirmWithCustomer { .. } | Command::RecordAnswer { .. } => {
            needs.account = Some(deal.account);
        }
        _ => {}
    }
}

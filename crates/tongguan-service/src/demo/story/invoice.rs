//! Invoices: the rep asks for one when a payment falls due by the contract, finance issues it, the rep hands it over.

use serde_json::json;
use tongguan_core::deal::fulfilment::Instalment;
use tongguan_core::deal::{Command, Deal};
use tongguan_core::id::{DocumentId, InstalmentId};
use tongguan_core::money::Money;
use tongguan_core::process::DocumentKind;

use super::{Act, Story, submit};
use crate::demo::diary::Diary;

/// The next step of an invoice of this deal.
pub(super) fn next(story: &mut Story, deal: &Deal, diary: &Diary) -> Option<Act> {
    if !story.fate.wants_invoices {
        return None;
    }
    let state = &deal.fulfilment;
    let running =
        state.invoices.iter().find(|(_, invoice)| invoice.is_live() && invoice.delivered_on.is_none());
    if let Some((document, invoice)) = running {
        if !deal.documents.get(document)?.approved {
            return None;
        }
        let issued = invoice.issued_on.is_some();
        let part = u32::from(issued);
        let at = story.time_of((document.0, part), |dice| {
            let days = u32::try_from(dice.between(0, 2)).unwrap_or(0);
            Some(if days == 0 {
                diary.in_hours(deal.last_at, dice)
            } else {
                diary.in_days(deal.last_at, days, dice)
            })
        })?;
        let command = match issued {
            false => issue(*document, diary.day(at)),
            true => hand_over(story, *document, diary.day(at)),
        };
        let who = if issued { story.cast.rep } else { story.cast.finance };
        return Some(Act::deal(at, who, command).about(document.0, part));
    }
    let bare = |id: &InstalmentId| !state.invoices.values().any(|invoice| invoice.instalment == *id);
    let (id, instalment) =
        state.instalments.iter().find(|(id, one)| one.triggered_on.is_some() && one.seq < 3 && bare(id))?;
    let at = story.time_of((id.0, 3), |dice| Some(diary.in_days(deal.last_at, 1, dice)))?;
    Some(request(story, *id, instalment, at).about(id.0, 3))
}

fn request(story: &Story, id: InstalmentId, instalment: &Instalment, at: jiff::Timestamp) -> Act {
    let total = instalment.amount;
    // Net of 13 % VAT, to the fen.
    let net = Money((total.minor() * 100 + 56) / 113);
    let tax = Money(total.minor() - net.minor());
    let body = json!({
        "contract_id": instalment.contract,
        "instalment": id,
        "invoice_kind": "81",
        "buyer_name": story.customer.name,
        "buyer_tax_no": story.uscc,
        "lines": [{
            "tax_code": "1060201020000000000", "name": "软件产品及实施", "quantity": "1",
            "price": format!("{}.{:02}", net.minor() / 100, net.minor() % 100),
            "amount": net, "rate": "13", "tax": tax,
        }],
    });
    submit(at, story.cast.rep, DocumentKind::Invoice, None, body)
}

fn issue(document: DocumentId, issued_on: jiff::civil::Date) -> Command {
    // Twenty digits that no other invoice of the demo has: they come from its id.
    let number = format!("{:020}", document.0.as_u128() % 100_000_000_000_000_000_000);
    Command::IssueInvoice { document, number, issued_on }
}

fn hand_over(story: &Story, document: DocumentId, on: jiff::civil::Date) -> Command {
    Command::DeliverInvoice {
        document,
        contact: story.contacts[2],
        on,
        evidence: vec![story.setting.papers.mail],
    }
}

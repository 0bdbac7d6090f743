//! Where a proposal comes from, as the definition writes it.

use crate::process::DocumentKind;

/// Where a proposal comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source<'a> {
    /// A field of the latest document of a kind.
    Field(DocumentKind, &'a str),
    /// The latest document of a kind.
    Document(DocumentKind),
    /// Today.
    Today,
    /// This moment.
    Now,
    /// The owner of the deal.
    Owner,
    /// Who opens the form.
    Me,
    /// The intent that the BANT score suggests.
    SuggestedIntent,
    /// The last day of the usual validity of a quotation.
    UsualValidity,
    /// The amount that the owner expects of the deal.
    ExpectedAmount,
    /// Every need that a second source confirmed, a row each.
    VerifiedNeeds,
    /// The day on which both parties had signed the latest contract.
    SignedOn,
    /// When the customer was asked for acceptance.
    AppliedAt,
    /// The instalment that is to be invoiced next, or that the form is opened for.
    NextInstalment,
    /// What is quoted, in the part that this instalment pays, with the tax of each line.
    InvoiceLines,
}

/// Sources that are no document.
const KNOWN: &[(&str, Source<'static>)] = &[
    ("today", Source::Today),
    ("now", Source::Now),
    ("owner", Source::Owner),
    ("me", Source::Me),
    ("suggested_intent", Source::SuggestedIntent),
    ("usual_validity", Source::UsualValidity),
    ("expected_amount", Source::ExpectedAmount),
    ("verified_needs", Source::VerifiedNeeds),
    ("signed_on", Source::SignedOn),
    ("applied_at", Source::AppliedAt),
    ("next_instalment", Source::NextInstalment),
    ("invoice_lines", Source::InvoiceLines),
];

impl<'a> Source<'a> {
    /// Reads a source: `visit_plan.location`, `visit_plan`, `today` …
    pub fn parse(text: &'a str) -> Option<Source<'a>> {
        let kind = |key: &str| DocumentKind::ALL.iter().find(|kind| kind.key() == key).copied();
        if let Some((document, field)) = text.split_once('.') {
            return Some(Source::Field(kind(document)?, field));
        }
        let known = KNOWN.iter().find(|(key, _)| *key == text).map(|(_, source)| *source);
        known.or_else(|| kind(text).map(Source::Document))
    }

    /// The kinds of documents whose text it reads.
    pub fn reads(self) -> Vec<DocumentKind> {
        match self {
            Source::Field(kind, _) => vec![kind],
            Source::SuggestedIntent => vec![DocumentKind::LeadRegistration],
            Source::InvoiceLines => vec![DocumentKind::Quotation, DocumentKind::Invoice],
            _ => Vec::new(),
        }
    }
}

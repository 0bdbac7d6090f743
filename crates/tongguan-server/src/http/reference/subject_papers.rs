//! Files and given-out copies in which the person of a request may stand.
//!
//! Promises every file of the deals with his customers, those that name him first, and every copy of a paper that mentions him. Must
//! never open one: what is in it is for people to see.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Serialize;
use tongguan_core::digest::Digest;
use tongguan_core::id::{BodyId, ContactId, DealId};
use tongguan_core::reference::contact::Contact;
use tongguan_core::reference::issued_copy::IssuedCopy;
use tongguan_core::reference::subject_request::papers;
use tongguan_store::access::Access;
use tongguan_store::erasure::{self, FoundFile, Mention, Search};
use tongguan_store::read::deals;
use tongguan_store::{StoreError, Tx, deal, reference};
use uuid::Uuid;

/// So many of each are shown; there are hardly ever more.
const MOST: usize = 500;

/// A file in which the person may stand.
#[derive(Clone, Serialize, utoipa::ToSchema)]
pub struct SubjectFile {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// What people call it.
    pub name: Option<String>,
    /// Whether its name is of the person.
    pub names_him: bool,
    /// A deal with his customer that names it.
    pub deal: Option<Uuid>,
    /// The numbers of such deals.
    pub numbers: Vec<String>,
}

/// A copy that was given out.
#[derive(Clone, Serialize, utoipa::ToSchema)]
pub struct SubjectCopy {
    /// The code that it bears.
    pub code: String,
    /// The deal.
    pub deal: Uuid,
    /// The number of the document, or of the deal.
    pub number: Option<String>,
    /// The kind of the document.
    pub kind: String,
    /// Its revision; 0 for what is made from the deal.
    pub revision: u32,
    /// When it was given out.
    #[schema(value_type = String, format = DateTime)]
    pub issued_at: Timestamp,
    /// Whether it is of a text that mentions him.
    pub mentions_him: bool,
    /// Whether it was mailed to him.
    pub mailed_to_him: bool,
}

/// Both.
#[derive(Clone, Default)]
pub struct Papers {
    /// Files.
    pub files: Vec<SubjectFile>,
    /// Copies.
    pub copies: Vec<SubjectCopy>,
}

/// What there is about the people that a request names.
pub async fn read(
    tx: &mut Tx,
    access: &Access,
    (search, mentions): (&Search, &[Mention]),
    named: &[Contact],
) -> Result<Papers, StoreError> {
    let tenant = access.tenant();
    let ids: Vec<DealId> = search.deals.iter().copied().map(DealId).collect();
    let rows = deals::heads(tx, access, &ids).await?;
    let number = |row: &deals::DealRow| row.opportunity_no.clone().or_else(|| row.lead_no.clone());
    let numbers: BTreeMap<Uuid, String> =
        rows.iter().filter_map(|row| Some((row.deal.0, number(row)?))).collect();
    let files = erasure::files(tx, tenant, search).await?;
    let files = files.into_iter().take(MOST).map(|file| shown(file, &numbers)).collect();
    let people: Vec<ContactId> = named.iter().map(|contact| contact.id).collect();
    let bodies: BTreeSet<BodyId> = mentions.iter().filter_map(body_of).collect();
    let mut copies = Vec::new();
    for id in ids {
        let events = deal::events(tx, tenant, id).await?;
        let with = papers::revisions_with(&events, &bodies);
        let mailed = papers::copies_mailed_to(&events, &people);
        for copy in reference::copies_of_deal(tx, tenant, id).await? {
            let mentions_him =
                copy.issue.document.is_some_and(|document| with.contains(&(document, copy.issue.revision)));
            let mailed_to_him = mailed.contains(&copy.id);
            if mentions_him || mailed_to_him {
                copies.push(given_out(copy, (mentions_him, mailed_to_him), &numbers));
            }
        }
    }
    copies.truncate(MOST);
    Ok(Papers { files, copies })
}

/// The text of a deal in which he stands.
fn body_of(mention: &Mention) -> Option<BodyId> {
    let (_, body) = mention.key.split_once('/').filter(|_| mention.place == "body")?;
    body.parse().ok().map(BodyId)
}

fn shown(file: FoundFile, numbers: &BTreeMap<Uuid, String>) -> SubjectFile {
    let FoundFile { sha256, names, names_him, deals } = file;
    SubjectFile {
        sha256: Digest(sha256).to_string(),
        name: Some(names.join(" · ")).filter(|names| !names.is_empty()),
        names_him,
        deal: deals.iter().copied().find(|deal| numbers.contains_key(deal)),
        numbers: deals.iter().filter_map(|deal| numbers.get(deal).cloned()).collect(),
    }
}

fn given_out(
    copy: IssuedCopy,
    (mentions_him, mailed_to_him): (bool, bool),
    numbers: &BTreeMap<Uuid, String>,
) -> SubjectCopy {
    let IssuedCopy { code, issue, issued_at, .. } = copy;
    let deal = issue.deal.0;
    SubjectCopy {
        code: code.as_str().to_owned(),
        deal,
        number: issue.number.or_else(|| numbers.get(&deal).cloned()),
        kind: issue.kind.key().to_owned(),
        revision: issue.revision,
        issued_at,
        mentions_him,
        mailed_to_him,
    }
}

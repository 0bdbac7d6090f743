//! Requests of persons about their data: what a decision wants to know, and what it does to rows and texts.
//!
//! Promises that the request, the contacts and every text that is emptied change in one transaction. Must never remove bytes of files:
//! whoever gave the command does that afterwards, and the night again.

use std::collections::{BTreeMap, BTreeSet};

use tongguan_core::calendar::Calendar;
use tongguan_core::id::{AccountId, ContactId, DealId, TenantId};
use tongguan_core::reference::Desk;
use tongguan_core::reference::account::Account;
use tongguan_core::reference::contact::Contact;
use tongguan_core::reference::subject_request::papers;
use tongguan_core::reference::subject_request::traces::Traces;
use tongguan_core::reference::subject_request::{self, Command, Known, RequestKind, SubjectRequest};
use tongguan_store::erasure::{self, Search};
use tongguan_store::reference::{self as rows, Versioned};
use tongguan_store::{StoreError, Tx, deal};

use super::Work;
use crate::run::Mode;
use crate::run::attempt::Ended;

/// Grounds that outlast a wish to be forgotten while there is business.
const BINDING: [&str; 2] = ["contract", "legal_duty"];

impl Work<'_> {
    pub(super) async fn subject_request(
        &mut self,
        desk: &Desk<'_>,
        calendar: &Calendar,
        command: &Command,
    ) -> Result<Ended, StoreError> {
        let row = match self.row::<SubjectRequest>().await? {
            Ok(row) => row,
            Err(ended) => return Ok(ended),
        };
        let ids = match (command, &row) {
            (Command::ExpireContacts { account }, _) => {
                let found = rows::contacts_of(self.tx, self.tenant(), *account).await?;
                found.iter().filter(|row| row.state.is_open()).map(|row| row.state.id).collect()
            }
            (Command::NameSubject { contacts }, _) => contacts.clone(),
            (_, Some(row)) => row.state.contacts.clone(),
            (_, None) => Vec::new(),
        };
        let people = contacts(self.tx, self.tenant(), &ids).await?;
        let mut known = self.known_of(&people).await?;
        if let Command::ExpireContacts { account } = command {
            known.kept = rows::kept(self.tx, self.tenant(), *account).await?;
        }
        let state = row.as_ref().map(|row| &row.state);
        let decided = subject_request::decide(desk, calendar, state, &known, command);
        let (Ok(mut after), Mode::Do) = (decided.clone(), self.mode) else {
            return self.finish(row, decided).await;
        };
        let before = state.unwrap_or(&after).clone();
        let is_done = matches!(command, Command::FulfilSubjectRequest { .. });
        match (command, after.kind) {
            (Command::LiftRestriction { .. }, _) => self.restrict(people, None).await?,
            (_, RequestKind::Restrict) if is_done => self.restrict(people, Some(desk.now())).await?,
            (_, RequestKind::Expire) => self.erase(&before, people, &mut after).await?,
            (_, RequestKind::Erase) if is_done => self.erase(&before, people, &mut after).await?,
            _ => {}
        }
        self.finish(row, Ok(after)).await
    }

    async fn known_of(&mut self, people: &[Versioned<Contact>]) -> Result<Known, StoreError> {
        let tenant = self.tenant();
        let mut bound = 0;
        for contact in people.iter().map(|row| &row.state) {
            let binds = contact.legal_basis.as_deref().is_some_and(|basis| BINDING.contains(&basis));
            let is_open = binds && !rows::sellers_of(self.tx, tenant, contact.account).await?.is_empty();
            bound += u32::from(is_open);
        }
        let imports = erasure::imports(self.tx, tenant).await?;
        let imports_at_work = imports.iter().filter(|row| row.state.state.is_at_work()).count() as u32;
        let contacts = people.iter().map(|row| row.state.clone()).collect();
        Ok(Known { contacts, bound, imports_at_work, kept: None })
    }

    async fn restrict(
        &mut self,
        people: Vec<Versioned<Contact>>,
        at: Option<jiff::Timestamp>,
    ) -> Result<(), StoreError> {
        for row in people {
            let after = Contact { restricted_at: at, ..row.state.clone() };
            rows::save(self.tx, self.tenant(), Some(&row), &after, &self.change()).await?;
        }
        Ok(())
    }

    /// Files go first: the copies of their rows tell in which the person stands.
    async fn erase(
        &mut self,
        before: &SubjectRequest,
        people: Vec<Versioned<Contact>>,
        after: &mut SubjectRequest,
    ) -> Result<(), StoreError> {
        let (tenant, change) = (self.tenant(), self.change());
        let known: Vec<Contact> = people.iter().map(|row| row.state.clone()).collect();
        let search = search(self.tx, tenant, before, &known).await?;
        // At a person's request the files were read, and went by commands of their own.
        let files = match after.kind {
            RequestKind::Expire => Some(erasure::forget_files(self.tx, tenant, &search, &change).await?),
            _ => None,
        };
        for row in &people {
            let erased = row.state.erased(change.at);
            rows::save(self.tx, tenant, Some(row), &erased, &change).await?;
        }
        after.swept = erasure::sweep(self.tx, tenant, &search, change.at).await?;
        after.swept.extend(files.filter(|files| files.rows > 0));
        Ok(())
    }
}

/// The contacts that are there and not erased.
pub async fn contacts(
    tx: &mut Tx,
    tenant: TenantId,
    ids: &[ContactId],
) -> Result<Vec<Versioned<Contact>>, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for id in ids.iter().collect::<BTreeSet<_>>() {
        let row = rows::load::<Contact>(tx, tenant, id.0).await?;
        found.extend(row.filter(|row| row.state.erased_at.is_none()));
    }
    Ok(found)
}

/// Where to look for the person of a request, and by what.
pub async fn search(
    tx: &mut Tx,
    tenant: TenantId,
    request: &SubjectRequest,
    people: &[Contact],
) -> Result<Search, StoreError> {
    let accounts: BTreeSet<AccountId> = people.iter().map(|contact| contact.account).collect();
    let (mut deals, mut around) = (Vec::new(), Vec::new());
    for account in accounts {
        deals.extend(rows::belongings(tx, tenant, account).await?.deals);
        around.push(account.0.to_string());
        if let Some(row) = rows::load::<Account>(tx, tenant, account.0).await? {
            around.extend(row.state.former_names.into_iter().map(|former| former.name));
            around.push(row.state.name);
        }
    }
    around.extend(people.iter().map(|contact| contact.id.0.to_string()));
    let names = people.iter().map(|contact| contact.name.clone()).chain([request.name.clone()]).collect();
    let own = |contact: &Contact| [&contact.phone, &contact.email, &contact.wecom].map(Clone::clone);
    let reach = people.iter().flat_map(own).flatten().chain(request.reach.iter().cloned()).collect();
    let mut files: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for id in &deals {
        for digest in papers::digests(&deal::events(tx, tenant, DealId(*id)).await?) {
            files.entry(digest.0).or_default().push(*id);
        }
    }
    Ok(Search { traces: Traces::new(names, reach, around), deals, files })
}

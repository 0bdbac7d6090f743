//! Commands to reference data: each kind loads its row and what its decision wants to know, and saves what was decided.

mod appeal;
mod guarded;
mod guards;
pub mod subject;

use tongguan_core::calendar::Calendar;
use tongguan_core::facts::Probe;
use tongguan_core::id::{AccountId, PersonId, ReceiptId, TenantId};
use tongguan_core::money::Money;
use tongguan_core::notice::Notice;
use tongguan_core::reference::account::{self, Account};
use tongguan_core::reference::contact::{self, Contact};
use tongguan_core::reference::export::Before;
use tongguan_core::reference::export_request::ExportRequest;
use tongguan_core::reference::person::{self, Holdings, Person};
use tongguan_core::reference::price_book::{self, PriceBook};
use tongguan_core::reference::receipt::{self, Receipt};
use tongguan_core::reference::setting;
use tongguan_core::reference::{Command, Desk, Refusal};
use tongguan_core::reference::{
    absence, anomaly, calendar as calendars, delegation, department, export, export_request, hand_over,
    import, issued_copy, migration, own_entity, paper_template, post, product, reorganization,
    sensitive_read,
};
use tongguan_core::zone;
use tongguan_store::erasure;
use tongguan_store::guard;
use tongguan_store::notice::{self, Origin};
use tongguan_store::reference::{self as rows, Change, Stored, Taken, Versioned};
use tongguan_store::{StoreError, Tx, auth};
use uuid::Uuid;

use super::attempt::{Answer, Attempt, Ended, RunError};
use super::{Executor, Mode};

/// To this point the transaction goes back when a unique key was violated.
const SAVEPOINT: &str = "row";

/// What a command is given to: the transaction, the attempt, and whether anything is kept.
struct Work<'a> {
    tx: &'a mut Tx,
    attempt: &'a Attempt,
    mode: Mode,
    id: Option<Uuid>,
}

impl Executor {
    pub(super) async fn command_reference(
        &self,
        tx: &mut Tx,
        attempt: &Attempt,
        mode: Mode,
        (id, command): (Option<Uuid>, &Command),
    ) -> Result<Ended, RunError> {
        let locks = guards::of(tx, attempt, id, command).await?;
        if mode == Mode::Do {
            guard::lock(tx, attempt.tenant.0, &locks).await?;
        }
        let known = self.memory.known(tx, attempt.tenant).await?;
        let desk = Desk {
            organization: &known.organization,
            process: self.processes.current(),
            settings: &known.settings,
            context: &attempt.context,
        };
        let work = Work { tx: &mut *tx, attempt, mode, id };
        let ended = work.give(&desk, &known.calendar, command).await?;
        if let (Mode::Do, Ended::Answered(Answer::Accepted { id, .. })) = (mode, &ended) {
            guarded::tell(tx, &self.node, (attempt, *id), (command, &known.organization)).await?;
        }
        Ok(ended)
    }
}

impl Work<'_> {
    async fn give(
        mut self,
        desk: &Desk<'_>,
        calendar: &Calendar,
        command: &Command,
    ) -> Result<Ended, StoreError> {
        match command {
            Command::Person(command) => self.person(desk, command).await,
            Command::Account(command) => self.account(desk, command).await,
            Command::AccountAppeal(command) => self.account_appeal(desk, calendar, command).await,
            Command::Contact(command) => self.contact(desk, command).await,
            Command::PriceBook(command) => self.price_book(desk, command).await,
            Command::Receipt(command) => self.receipt(desk, command).await,
            Command::Setting(command) => self.setting(desk, command).await,
            Command::Department(command) => self.plain(|row| department::decide(desk, row, command)).await,
            Command::Post(command) => self.plain(|row| post::decide(desk, row, command)).await,
            Command::Delegation(command) => {
                let ended = self.plain(|row| delegation::decide(desk, row, command)).await?;
                let begins = matches!(command, delegation::Command::GrantDelegation { .. });
                self.told(desk, ended, |row| if begins { delegation::words(desk, row) } else { Vec::new() })
                    .await
            }
            Command::Absence(command) => {
                let ended = self.plain(|row| absence::decide(desk, row, command)).await?;
                let begins = matches!(command, absence::Command::RecordAbsence { .. });
                self.told(desk, ended, |row| if begins { absence::words(desk, row) } else { Vec::new() })
                    .await
            }
            Command::Reorganization(command) => {
                self.plain(|row| reorganization::decide(desk, row, command)).await
            }
            Command::Product(command) => self.plain(|row| product::decide(desk, row, command)).await,
            Command::OwnEntity(command) => self.plain(|row| own_entity::decide(desk, row, command)).await,
            Command::Import(command) => self.import(desk, command).await,
            Command::IssuedCopy(command) => self.plain(|row| issued_copy::decide(desk, row, command)).await,
            Command::HandOver(command) => self.plain(|row| hand_over::decide(desk, row, command)).await,
            Command::Export(command) => self.export(desk, command).await,
            Command::ExportRequest(command) => self.export_request(desk, command).await,
            Command::SensitiveRead(command) => self.sensitive_read(desk, command).await,
            Command::Anomaly(command) => self.plain(|row| anomaly::decide(desk, row, command)).await,
            Command::PaperTemplate(command) => {
                self.plain(|row| paper_template::decide(desk, row, command)).await
            }
            Command::SubjectRequest(command) => self.subject_request(desk, calendar, command).await,
            Command::Migration(command) => self.plain(|row| migration::decide(desk, row, command)).await,
            Command::Calendar(command) => self.plain(|row| calendars::decide(desk, row, command)).await,
        }
    }

    fn tenant(&self) -> TenantId {
        self.attempt.tenant
    }

    fn change(&self) -> Change<'static> {
        let Attempt { id, target, context, .. } = self.attempt;
        Change { command: *id, key: target.key(), at: context.now, by: context.actor }
    }

    /// The row that the attempt names, none where it names none.
    async fn row<S: Stored>(&mut self) -> Result<Result<Option<Versioned<S>>, Ended>, StoreError> {
        let Some(id) = self.id else { return Ok(Ok(None)) };
        let Some(row) = rows::load::<S>(self.tx, self.tenant(), id).await? else {
            return Ok(Err(Ended::NotFound));
        };
        Ok(match self.attempt.expected.is_some_and(|expected| expected != row.version) {
            true => Err(Ended::Stale { current: row.version }),
            false => Ok(Some(row)),
        })
    }

    /// A command whose decision wants to know nothing but its row.
    async fn plain<S: Stored>(
        &mut self,
        decide: impl FnOnce(Option<&S>) -> Result<S, Refusal>,
    ) -> Result<Ended, StoreError> {
        let row = match self.row::<S>().await? {
            Ok(row) => row,
            Err(ended) => return Ok(ended),
        };
        let decided = decide(row.as_ref().map(|row| &row.state));
        self.finish(row, decided).await
    }

    /// Saves what was decided. A key that somebody else took meanwhile is a refusal, and nothing stays.
    async fn finish<S: Stored>(
        &mut self,
        before: Option<Versioned<S>>,
        decided: Result<S, Refusal>,
    ) -> Result<Ended, StoreError> {
        let after = match decided {
            Ok(after) => after,
            Err(refusal) => return Ok(Ended::Answered(refusal.into())),
        };
        let known = before.as_ref().map_or(0, |before| before.version);
        let version = match self.mode {
            Mode::Try => known + 1,
            Mode::Do => match self.save(before.as_ref(), &after).await? {
                Ok(version) => version,
                Err(refusal) => return Ok(Ended::Answered(refusal.into())),
            },
        };
        Ok(Ended::Answered(Answer::Accepted { id: after.id(), after: known, version, created: Vec::new() }))
    }

    async fn save<S: Stored>(
        &mut self,
        before: Option<&Versioned<S>>,
        after: &S,
    ) -> Result<Result<u64, Refusal>, StoreError> {
        let (tenant, change) = (self.tenant(), self.change());
        self.tx.savepoint(SAVEPOINT).await?;
        match rows::save(self.tx, tenant, before, after, &change).await {
            Ok(version) => {
                self.tx.release(SAVEPOINT).await?;
                Ok(Ok(version))
            }
            Err(StoreError::Unique { name }) => {
                self.tx.rollback_to(SAVEPOINT).await?;
                match self.taken(&name, after).await? {
                    Some(refusal) => Ok(Err(refusal)),
                    None => Err(StoreError::Unique { name }),
                }
            }
            Err(error) => Err(error),
        }
    }

    /// The refusal that a violated key stands for.
    async fn taken<S: Stored>(&mut self, key: &str, row: &S) -> Result<Option<Refusal>, StoreError> {
        let fields = serde_json::to_value(row).unwrap_or_default();
        let value = |field: &str| fields[field].as_str().unwrap_or_default();
        let (taken, value) = match key {
            "account_name" => (Taken::Name, value("name")),
            "account_uscc" => (Taken::Uscc, value("uscc")),
            "product_code" => {
                let product_code = value("code").to_owned();
                return Ok(Some(Refusal::ProductCodeTaken { product_code }));
            }
            other => return Ok(rows::refusal_of(other)),
        };
        let hit = rows::holder_of(self.tx, self.tenant(), (taken, value)).await?;
        Ok(hit.map(|hit| {
            let (department, last_contact) = (hit.department, hit.last_contact);
            Refusal::DuplicateAccount { account: hit.account, department, last_contact }
        }))
    }

    async fn import(&mut self, desk: &Desk<'_>, command: &import::Command) -> Result<Ended, StoreError> {
        let ended = self.plain(|row| import::decide(desk, row, command)).await?;
        let done = matches!(ended, Ended::Answered(Answer::Accepted { .. })) && self.mode == Mode::Do;
        let forgets =
            matches!(command, import::Command::ForgetImportFile {} | import::Command::EraseImportFile {});
        if let (true, true, Some(id)) = (forgets, done, self.id) {
            let job = rows::load::<import::ImportJob>(self.tx, self.tenant(), id).await?;
            if let Some(job) = job {
                erasure::forget_row(self.tx, self.tenant(), &job.state.sha256.0).await?;
            }
        }
        Ok(ended)
    }

    /// Whoever is disabled is signed out by the same transaction.
    async fn person(&mut self, desk: &Desk<'_>, command: &person::Command) -> Result<Ended, StoreError> {
        let holdings = match (command, self.id) {
            (person::Command::DisablePerson {}, Some(id)) => {
                rows::holdings(self.tx, self.tenant(), PersonId(id)).await?
            }
            _ => Holdings::default(),
        };
        let row = match self.row::<Person>().await? {
            Ok(row) => row,
            Err(ended) => return Ok(ended),
        };
        let decided = person::decide(desk, row.as_ref().map(|row| &row.state), holdings, command);
        if let (Ok(Person { id, active: false, .. }), Mode::Do) = (&decided, self.mode) {
            auth::end_sessions_of(self.tx, self.tenant(), *id).await?;
        }
        self.finish(row, decided).await
    }

    async fn account(&mut self, desk: &Desk<'_>, command: &account::Command) -> Result<Ended, StoreError> {
        let row = match self.row::<Account>().await? {
            Ok(row) => row,
            Err(ended) => return Ok(ended),
        };
        let mut known = account::Known::default();
        if let Some(id) = self.id {
            known.sellers = rows::sellers_of(self.tx, self.tenant(), AccountId(id)).await?;
        }
        if let (account::Command::ClaimAccount { .. }, Some(by)) = (command, desk.actor()) {
            let midnight = zone::at(desk.today(), 0, 0, &desk.process.time_zone());
            known.held = rows::held_accounts(self.tx, self.tenant(), by).await?;
            known.claimed_today = rows::claimed_accounts(self.tx, self.tenant(), by, midnight).await?;
            if let Some(id) = self.id {
                known.duplicates = rows::alike(self.tx, self.tenant(), AccountId(id), desk.settings).await?;
            }
        }
        let asks =
            matches!(command, account::Command::ReleaseAccount { .. } | account::Command::RecycleAccount {});
        if let Some(id) = self.id.filter(|_| asks) {
            known.activity = rows::activity(self.tx, self.tenant(), AccountId(id)).await?;
        }
        if let Some((name, uscc)) = command.probe() {
            let except = self.id.map(AccountId);
            let probe =
                Probe { name: name.to_owned(), uscc: uscc.map(str::to_owned), except, ..Probe::default() };
            known.duplicates = rows::duplicates(self.tx, self.tenant(), &probe, desk.settings).await?;
        }
        if let (account::Command::LinkAccountGroup { head: Some(head) }, Some(id)) = (command, self.id) {
            known.head = rows::load::<Account>(self.tx, self.tenant(), head.0).await?.map(|row| row.state);
            let members = rows::group_members(self.tx, self.tenant(), AccountId(id), 3).await?;
            known.members = members.iter().filter(|member| member.0 != id).count() as u32;
        }
        let decided = account::decide(desk, row.as_ref().map(|row| &row.state), &known, command);
        self.finish(row, decided).await
    }

    async fn contact(&mut self, desk: &Desk<'_>, command: &contact::Command) -> Result<Ended, StoreError> {
        let row = match self.row::<Contact>().await? {
            Ok(row) => row,
            Err(ended) => return Ok(ended),
        };
        let of = match (&row, command) {
            (Some(row), _) => Some(row.state.account),
            (None, contact::Command::CreateContact { account, .. }) => Some(*account),
            (None, _) => None,
        };
        let owners = match of {
            Some(account) => self.owners(account).await?,
            None => None,
        };
        let decided = contact::decide(desk, row.as_ref().map(|row| &row.state), owners.as_deref(), command);
        self.finish(row, decided).await
    }

    /// Who owns a customer or an open deal with it; none where there is no such customer.
    async fn owners(&mut self, id: AccountId) -> Result<Option<Vec<PersonId>>, StoreError> {
        let tenant = self.tenant();
        let Some(account) = rows::load::<Account>(self.tx, tenant, id.0).await? else { return Ok(None) };
        let mut owners = rows::sellers_of(self.tx, tenant, id).await?;
        owners.extend(account.state.owner);
        Ok(Some(owners))
    }

    async fn price_book(
        &mut self,
        desk: &Desk<'_>,
        command: &price_book::Command,
    ) -> Result<Ended, StoreError> {
        let named: Vec<_> = match command {
            price_book::Command::SetPriceLines { lines } => lines.keys().copied().collect(),
            _ => Vec::new(),
        };
        let products = rows::known_products(self.tx, self.tenant(), named).await?;
        self.plain::<PriceBook>(|row| price_book::decide(desk, row, &products, command)).await
    }

    async fn receipt(&mut self, desk: &Desk<'_>, command: &receipt::Command) -> Result<Ended, StoreError> {
        let booked = match command {
            receipt::Command::BookReceipt { bank_serial, .. } => {
                rows::by_serial(self.tx, self.tenant(), bank_serial).await?
            }
            receipt::Command::ReverseReceipt { .. } => None,
        };
        let allocated = match self.id {
            Some(id) => rows::allocated(self.tx, self.tenant(), ReceiptId(id)).await?,
            None => Money::ZERO,
        };
        let is_ours = match command {
            receipt::Command::BookReceipt { own_entity: Some(ours), .. } => {
                rows::load::<own_entity::OwnEntity>(self.tx, self.tenant(), ours.0).await?.is_some()
            }
            _ => false,
        };
        let known = receipt::Known { allocated, booked, is_ours };
        self.plain::<Receipt>(|row| receipt::decide(desk, row, known, command)).await
    }

    async fn export(&mut self, desk: &Desk<'_>, command: &export::Command) -> Result<Ended, StoreError> {
        let (export::Command::RecordExport { taking, .. }, tenant) = (command, self.tenant());
        let before = match desk.actor() {
            Some(person) => {
                let from = zone::local_date(Before::since(desk.now()), &desk.process.time_zone());
                let exports = rows::exports_of(self.tx, tenant, (person, from)).await?;
                Before::of(&exports, desk.now(), desk.today())
            }
            None => Before::default(),
        };
        let request = match taking.request {
            Some(request) => rows::load::<ExportRequest>(self.tx, tenant, request.0).await?,
            None => None,
        };
        let known = (&before, request.as_ref().map(|request| &request.state));
        let ended = self.plain(|row| export::decide(desk, row, known, command)).await?;
        if let (Mode::Do, Some(request), Ended::Answered(Answer::Accepted { id, .. })) =
            (self.mode, &request, &ended)
        {
            let (used, change) = (request.state.used(*id), self.change());
            rows::save(self.tx, tenant, Some(request), &used, &change).await?;
        }
        Ok(ended)
    }

    async fn export_request(
        &mut self,
        desk: &Desk<'_>,
        command: &export_request::Command,
    ) -> Result<Ended, StoreError> {
        let ended = self.plain(|row| export_request::decide(desk, row, command)).await?;
        self.told(desk, ended, |row| export_request::words(desk, row)).await
    }

    /// Writes the notices that follow from a row as an accepted command left it.
    async fn told<S: Stored>(
        &mut self,
        desk: &Desk<'_>,
        ended: Ended,
        words: impl FnOnce(&S) -> Vec<Notice>,
    ) -> Result<Ended, StoreError> {
        if let (Mode::Do, Ended::Answered(Answer::Accepted { id, version, .. })) = (self.mode, &ended)
            && let Some(row) = rows::load::<S>(self.tx, self.tenant(), *id).await?
        {
            let origin = Origin { at: desk.now(), stream: *id, version: *version };
            notice::write(self.tx, self.tenant(), origin, &words(&row.state)).await?;
        }
        Ok(ended)
    }

    async fn sensitive_read(
        &mut self,
        desk: &Desk<'_>,
        command: &sensitive_read::Command,
    ) -> Result<Ended, StoreError> {
        let mut known = sensitive_read::Known::default();
        if let (sensitive_read::Command::RevealContact { contact, .. }, Some(person)) =
            (command, desk.actor())
        {
            let found = rows::load::<contact::Contact>(self.tx, self.tenant(), contact.0).await?;
            known.contact = found.map(|found| found.state);
            known.revealed = rows::revealed_contacts(self.tx, self.tenant(), (person, desk.today())).await?;
        }
        self.plain(|row| sensitive_read::decide(desk, row, &known, command)).await
    }

    async fn setting(&mut self, desk: &Desk<'_>, command: &setting::Command) -> Result<Ended, StoreError> {
        let next = match setting::decide(desk, command) {
            Ok(next) => next,
            Err(refusal) => return Ok(Ended::Answered(refusal.into())),
        };
        let (tenant, change) = (self.tenant(), self.change());
        let after = rows::versions::load(self.tx, tenant).await?.of(rows::versions::SETTING);
        if self.attempt.expected.is_some_and(|expected| expected != after) {
            return Ok(Ended::Stale { current: after });
        }
        if self.mode == Mode::Do {
            rows::save_settings(self.tx, tenant, desk.settings, &next, &change).await?;
        }
        let (id, version) = (Uuid::nil(), after + 1);
        Ok(Ended::Answered(Answer::Accepted { id, after, version, created: Vec::new() }))
    }
}

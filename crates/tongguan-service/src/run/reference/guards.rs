//! What a command to reference data locks before it reads: its target, and the limits that it changes the ground of.

use tongguan_core::facts::Probe;
use tongguan_core::id::AccountId;
use tongguan_core::reference::account::{self, Account};
use tongguan_core::reference::account_appeal::{self, AccountAppeal};
use tongguan_core::reference::contact::{self, Contact};
use tongguan_core::reference::export_request::ExportRequest;
use tongguan_core::reference::name_key::serial_key;
use tongguan_core::reference::{Command, Record, export, person, receipt};
use tongguan_store::facts::guards_of;
use tongguan_store::guard::Guard;
use tongguan_store::reference::{load, probe_of};
use tongguan_store::{StoreError, Tx};
use uuid::Uuid;

use crate::run::attempt::Attempt;

/// The guards of a command.
pub(super) async fn of(
    tx: &mut Tx,
    attempt: &Attempt,
    id: Option<Uuid>,
    command: &Command,
) -> Result<Vec<Guard>, StoreError> {
    let own = |key: Option<Uuid>| Guard::new(command.kind(), key.map_or(String::new(), |id| id.to_string()));
    Ok(match command {
        // A decision on the organisation rests on the whole of it: no circle may close behind two backs.
        Command::Person(person::Command::DisablePerson {}) => {
            let held = id.map(|id| Guard::new("held", id.to_string()));
            held.into_iter().chain([Guard::new("organization", "")]).collect()
        }
        Command::Person(_)
        | Command::Department(_)
        | Command::Post(_)
        | Command::Delegation(_)
        | Command::Absence(_) => vec![Guard::new("organization", "")],
        // An entry of its own under a code of its own rests on nothing.
        Command::IssuedCopy(_) => Vec::new(),
        // Of two exports of one person, the second sees what the first took out.
        Command::Export(export::Command::RecordExport { taking, .. }) => {
            let person = attempt.context.actor.person().map(|person| person.0.to_string());
            let request = taking.request.map(|request| Guard::new(ExportRequest::KIND, request.to_string()));
            [Guard::new("export", person.unwrap_or_default())].into_iter().chain(request).collect()
        }
        // Of two reveals of one person, the second sees the first.
        Command::SensitiveRead(_) => {
            let person = attempt.context.actor.person().map(|person| person.0.to_string());
            vec![Guard::new("sensitive_read", person.unwrap_or_default())]
        }
        Command::Import(_) | Command::HandOver(_) | Command::SubjectRequest(_) => vec![own(id)],
        Command::Calendar(_) | Command::Setting(_) => vec![Guard::new(command.kind(), "")],
        Command::Account(account) => of_account(tx, attempt, id, account).await?,
        Command::AccountAppeal(appeal) => of_appeal(tx, attempt, id, appeal).await?,
        Command::Contact(contact) => {
            let account = match (contact, id) {
                (contact::Command::CreateContact { account, .. }, _) => Some(*account),
                (_, Some(id)) => load::<Contact>(tx, attempt.tenant, id).await?.map(|row| row.state.account),
                (_, None) => None,
            };
            account.map(of_customer).into_iter().collect()
        }
        Command::Receipt(receipt::Command::BookReceipt { bank_serial, .. }) => {
            vec![Guard::new("serial", serial_key(bank_serial))]
        }
        Command::Receipt(_)
        | Command::Reorganization(_)
        | Command::Product(_)
        | Command::PriceBook(_)
        | Command::Migration(_)
        | Command::ExportRequest(_)
        | Command::OwnEntity(_)
        | Command::Anomaly(_)
        | Command::PaperTemplate(_) => vec![own(id)],
    })
}

fn of_customer(account: AccountId) -> Guard {
    Guard::new("account", account.to_string())
}

/// Of two appeals about one customer the second sees the first; who files one, or is awarded the customer, stays.
async fn of_appeal(
    tx: &mut Tx,
    attempt: &Attempt,
    id: Option<Uuid>,
    command: &account_appeal::Command,
) -> Result<Vec<Guard>, StoreError> {
    let (account, person) = match (command, id) {
        (account_appeal::Command::FileAccountAppeal { account, .. }, _) => {
            (Some(*account), attempt.context.actor.person())
        }
        (account_appeal::Command::DecideAccountAppeal { owner, .. }, Some(id)) => {
            let found = load::<AccountAppeal>(tx, attempt.tenant, id).await?;
            (found.map(|row| row.state.account), Some(*owner))
        }
        (_, None) => (None, None),
    };
    let held = person.map(|person| Guard::new("held", person.to_string()));
    Ok(account.map(of_customer).into_iter().chain(held).collect())
}

async fn of_account(
    tx: &mut Tx,
    attempt: &Attempt,
    id: Option<Uuid>,
    command: &account::Command,
) -> Result<Vec<Guard>, StoreError> {
    let mut guards: Vec<Guard> = id.map(|id| of_customer(AccountId(id))).into_iter().collect();
    if let Some((name, uscc)) = command.probe() {
        let probe = Probe { name: name.to_owned(), uscc: uscc.map(str::to_owned), ..Probe::default() };
        guards.extend(guards_of(&probe));
    }
    if let (account::Command::ClaimAccount { .. }, Some(id)) = (command, id) {
        let probe = probe_of(tx, attempt.tenant, AccountId(id)).await?;
        guards.extend(probe.iter().flat_map(guards_of));
    }
    let owner = match command {
        account::Command::CreateAccount { .. } | account::Command::ClaimAccount { .. } => {
            attempt.context.actor.person()
        }
        account::Command::TransferAccount { owner } => *owner,
        _ => None,
    };
    guards.extend(owner.map(|owner| Guard::new("held", owner.to_string())));
    match (command, id) {
        (account::Command::SetCreditLimit { .. }, Some(id)) => {
            guards.push(Guard::new("credit", id.to_string()))
        }
        (account::Command::LinkAccountGroup { head }, Some(id)) => {
            let before = load::<Account>(tx, attempt.tenant, id).await?.map(|row| row.state.group_head());
            let groups = before.into_iter().chain(*head).chain([AccountId(id)]);
            guards.extend(groups.map(|group| Guard::new("group", group.to_string())));
            guards.extend(head.map(of_customer));
        }
        _ => {}
    }
    Ok(guards)
}

//! Any command to reference data, whatever its target.

use serde::{Deserialize, Serialize};

use super::absence::{self, Absence};
use super::account::{self, Account};
use super::account_appeal::{self, AccountAppeal};
use super::anomaly::{self, Anomaly};
use super::calendar::{self, CalendarChange};
use super::contact::{self, Contact};
use super::delegation::{self, Delegation};
use super::department::{self, Department};
use super::export::{self, Export};
use super::export_request::{self, ExportRequest};
use super::hand_over::{self, HandOver};
use super::import::{self, ImportJob};
use super::issued_copy::{self, IssuedCopy};
use super::migration::{self, MigrationBatch};
use super::own_entity::{self, OwnEntity};
use super::paper_template::{self, PaperTemplate};
use super::person::{self, Person};
use super::post::{self, Post};
use super::price_book::{self, PriceBook};
use super::product::{self, Product};
use super::receipt::{self, Receipt};
use super::record::Record;
use super::reorganization::{self, Reorganization};
use super::sensitive_read::{self, SensitiveRead};
use super::setting::{self, Settings};
use super::subject_request::{self, SubjectRequest};

macro_rules! commands {
    ($($(#[$doc:meta])* $variant:ident($module:ident) of $state:ident;)*) => {
        /// A command, by the kind of its target. On the wire it is the inner command.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(untagged)]
        pub enum Command {
            $($(#[$doc])* $variant($module::Command),)*
        }

        impl Command {
            /// The type on the wire.
            pub fn key(&self) -> &'static str {
                match self {
                    $(Command::$variant(command) => command.key(),)*
                }
            }

            /// The word for the kind of its target in logs and guards.
            pub fn kind(&self) -> &'static str {
                match self {
                    $(Command::$variant(_) => <$state as Record>::KIND,)*
                }
            }
        }

        $(impl From<$module::Command> for Command {
            fn from(command: $module::Command) -> Self {
                Command::$variant(command)
            }
        })*
    };
}

commands! {
    /// To a person of ours.
    Person(person) of Person;
    /// To a department.
    Department(department) of Department;
    /// To a post.
    Post(post) of Post;
    /// To a delegation.
    Delegation(delegation) of Delegation;
    /// To an absence.
    Absence(absence) of Absence;
    /// To planned changes of the organisation.
    Reorganization(reorganization) of Reorganization;
    /// To a customer.
    Account(account) of Account;
    /// To an appeal about whose a customer is.
    AccountAppeal(account_appeal) of AccountAppeal;
    /// To a contact.
    Contact(contact) of Contact;
    /// To a product.
    Product(product) of Product;
    /// To a price book.
    PriceBook(price_book) of PriceBook;
    /// To one of our legal entities.
    OwnEntity(own_entity) of OwnEntity;
    /// To a receipt.
    Receipt(receipt) of Receipt;
    /// To the calendar.
    Calendar(calendar) of CalendarChange;
    /// To an import.
    Import(import) of ImportJob;
    /// To a migration batch.
    Migration(migration) of MigrationBatch;
    /// To a hand-over.
    HandOver(hand_over) of HandOver;
    /// To the register of copies.
    IssuedCopy(issued_copy) of IssuedCopy;
    /// To the register of exports.
    Export(export) of Export;
    /// To a request for an export.
    ExportRequest(export_request) of ExportRequest;
    /// To the register of sensitive reads.
    SensitiveRead(sensitive_read) of SensitiveRead;
    /// To a request of a person about his data.
    SubjectRequest(subject_request) of SubjectRequest;
    /// To the register of anomalies.
    Anomaly(anomaly) of Anomaly;
    /// To the company's own templates.
    PaperTemplate(paper_template) of PaperTemplate;
    /// To the settings.
    Setting(setting) of Settings;
}

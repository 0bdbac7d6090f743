//! The plain tables, one statement of each kind, and a product by its code.

use jiff::civil::Date;
use tongguan_core::anomaly::Finding;
use tongguan_core::id::{DealId, PersonId, TenantId};
use tongguan_core::reference::absence::Absence;
use tongguan_core::reference::anomaly::Anomaly;
use tongguan_core::reference::calendar::CalendarChange;
use tongguan_core::reference::delegation::Delegation;
use tongguan_core::reference::department::Department;
use tongguan_core::reference::export::Export;
use tongguan_core::reference::export_request::ExportRequest;
use tongguan_core::reference::issued_copy::{CopyCode, IssuedCopy};
use tongguan_core::reference::migration::MigrationBatch;
use tongguan_core::reference::own_entity::OwnEntity;
use tongguan_core::reference::paper_template::PaperTemplate;
use tongguan_core::reference::person::Person;
use tongguan_core::reference::post::Post;
use tongguan_core::reference::product::Product;
use tongguan_core::reference::reorganization::Reorganization;
use tongguan_core::reference::sensitive_read::SensitiveRead;
use tongguan_core::reference::subject_request::{self, SubjectRequest};

use super::row::{Stored, Versioned, read};
use super::versions::{CALENDAR, ORGANIZATION};
use crate::error::StoreError;
use crate::params;
use crate::sql::{BoxFuture, Tx, Value};

macro_rules! bare {
    ($table:literal) => {
        const LOAD: &'static str =
            concat!("SELECT version, data FROM ", $table, " WHERE tenant_id = $1 AND id = $2");
        const LIST: &'static str = concat!(
            "SELECT version, data FROM ",
            $table,
            " WHERE tenant_id = $1 AND id > $2 ORDER BY id LIMIT $3"
        );
        const DELETE: &'static str =
            concat!("DELETE FROM ", $table, " WHERE tenant_id = $1 AND id = $2 AND version = $3");
    };
}
pub(crate) use bare;

macro_rules! saves_bare {
    ($table:literal) => {
        concat!(
            "INSERT INTO ",
            $table,
            " (tenant_id, id, version, data) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant_id, id) DO UPDATE \
             SET version = excluded.version, data = excluded.data WHERE ",
            $table,
            ".version = excluded.version - 1"
        )
    };
}

/// Nobody signs in as somebody who was taken back.
const FORGET_CREDENTIAL: &str = "DELETE FROM credential WHERE tenant_id = $1 AND person_id = $2";

impl Stored for Person {
    bare!("person");
    const SAVE: &'static str = "INSERT INTO person (tenant_id, id, version, data, login, email) VALUES ($1, $2, $3, $4, $5, $6) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, data = excluded.data, login = excluded.login, \
        email = excluded.email WHERE person.version = excluded.version - 1";
    const RAISES: Option<&'static str> = Some(ORGANIZATION);

    fn columns(&self) -> Vec<Value> {
        params![&self.login, self.email.as_ref()].to_vec()
    }

    fn forget_parts<'t>(&'t self, tx: &'t mut Tx, tenant: TenantId) -> BoxFuture<'t, Result<(), StoreError>> {
        Box::pin(async move {
            crate::auth::end_sessions_of(tx, tenant, self.id).await?;
            tx.execute(FORGET_CREDENTIAL, params![tenant.0, self.id.0]).await.map(drop)
        })
    }
}

impl Stored for Department {
    bare!("department");
    const SAVE: &'static str = saves_bare!("department");
    const RAISES: Option<&'static str> = Some(ORGANIZATION);

    fn columns(&self) -> Vec<Value> {
        Vec::new()
    }
}

impl Stored for Post {
    bare!("post");
    const SAVE: &'static str = saves_bare!("post");
    const RAISES: Option<&'static str> = Some(ORGANIZATION);

    fn columns(&self) -> Vec<Value> {
        Vec::new()
    }
}

impl Stored for Delegation {
    bare!("delegation");
    const SAVE: &'static str = saves_bare!("delegation");
    const RAISES: Option<&'static str> = Some(ORGANIZATION);

    fn columns(&self) -> Vec<Value> {
        Vec::new()
    }
}

impl Stored for Absence {
    bare!("absence");
    const SAVE: &'static str = saves_bare!("absence");
    const RAISES: Option<&'static str> = Some(ORGANIZATION);

    fn columns(&self) -> Vec<Value> {
        Vec::new()
    }
}

impl Stored for Reorganization {
    bare!("reorganization");
    const SAVE: &'static str = "INSERT INTO reorganization (tenant_id, id, version, data, due_on) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, data = excluded.data, due_on = excluded.due_on \
        WHERE reorganization.version = excluded.version - 1";

    fn columns(&self) -> Vec<Value> {
        params![self.is_open().then_some(self.on)].to_vec()
    }
}

impl Stored for SubjectRequest {
    bare!("subject_request");
    const SAVE: &'static str = "INSERT INTO subject_request (tenant_id, id, version, data, due_on) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, data = excluded.data, due_on = excluded.due_on \
        WHERE subject_request.version = excluded.version - 1";

    fn columns(&self) -> Vec<Value> {
        params![(self.state == subject_request::State::Open).then_some(self.due_on)].to_vec()
    }
}

const ASKED: &str = "SELECT version, data FROM subject_request WHERE tenant_id = $1 AND due_on <= $2 ORDER BY due_on, id LIMIT 200";

/// Requests of persons that wait for an answer until this day, the earliest first.
pub async fn due_subject_requests(
    tx: &mut Tx,
    tenant: TenantId,
    until: Date,
) -> Result<Vec<Versioned<SubjectRequest>>, StoreError> {
    tx.query(ASKED, params![tenant.0, until]).await?.iter().map(read).collect()
}

const DUE: &str = "SELECT version, data FROM reorganization WHERE tenant_id = $1 AND due_on <= $2 ORDER BY due_on, id LIMIT 20";

/// Planned changes of the organisation whose day has come, the earliest first.
pub async fn due_reorganizations(
    tx: &mut Tx,
    tenant: TenantId,
    today: Date,
) -> Result<Vec<Versioned<Reorganization>>, StoreError> {
    tx.query(DUE, params![tenant.0, today]).await?.iter().map(read).collect()
}

impl Stored for Product {
    bare!("product");
    const SAVE: &'static str = "INSERT INTO product (tenant_id, id, version, data, code) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, data = excluded.data, code = excluded.code \
        WHERE product.version = excluded.version - 1";

    fn columns(&self) -> Vec<Value> {
        params![&self.code].to_vec()
    }
}

const PRODUCT_OF_CODE: &str = "SELECT version, data FROM product WHERE tenant_id = $1 AND code = $2";

/// The product of a code, retired ones included.
pub async fn product_of_code(
    tx: &mut Tx,
    tenant: TenantId,
    code: &str,
) -> Result<Option<Versioned<Product>>, StoreError> {
    let row = tx.query_opt(PRODUCT_OF_CODE, params![tenant.0, code]).await?;
    row.as_ref().map(read).transpose()
}

impl Stored for OwnEntity {
    bare!("own_entity");
    const SAVE: &'static str = "INSERT INTO own_entity (tenant_id, id, version, data, uscc) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, data = excluded.data, uscc = excluded.uscc \
        WHERE own_entity.version = excluded.version - 1";

    fn columns(&self) -> Vec<Value> {
        params![&self.card.uscc].to_vec()
    }
}

impl Stored for CalendarChange {
    bare!("calendar_change");
    const SAVE: &'static str = "INSERT INTO calendar_change (tenant_id, id, version, data, confirmed_at) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, data = excluded.data, \
        confirmed_at = excluded.confirmed_at WHERE calendar_change.version = excluded.version - 1";
    const RAISES: Option<&'static str> = Some(CALENDAR);

    fn columns(&self) -> Vec<Value> {
        params![self.confirmed_at].to_vec()
    }
}

impl Stored for PaperTemplate {
    bare!("paper_template");
    const SAVE: &'static str = saves_bare!("paper_template");

    fn columns(&self) -> Vec<Value> {
        Vec::new()
    }
}

impl Stored for MigrationBatch {
    bare!("migration_batch");
    const SAVE: &'static str = saves_bare!("migration_batch");

    fn columns(&self) -> Vec<Value> {
        Vec::new()
    }
}

impl Stored for ExportRequest {
    bare!("export_request");
    const SAVE: &'static str = "INSERT INTO export_request (tenant_id, id, version, data, asked_by) \
        VALUES ($1, $2, $3, $4, $5) ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, \
        data = excluded.data WHERE export_request.version = excluded.version - 1";

    fn columns(&self) -> Vec<Value> {
        params![self.asked_by.map(|person| person.0)].to_vec()
    }
}

/// The last requests for exports of a person, the newest first.
pub async fn export_requests_of(
    tx: &mut Tx,
    tenant: TenantId,
    person: PersonId,
) -> Result<Vec<ExportRequest>, StoreError> {
    let rows = tx.query(REQUESTS_OF, params![tenant.0, person.0]).await?;
    rows.iter().map(|row| read(row).map(|found| found.state)).collect()
}

const REQUESTS_OF: &str = "SELECT version, data FROM export_request WHERE tenant_id = $1 AND asked_by = $2 \
    ORDER BY id DESC LIMIT 50";

impl Stored for IssuedCopy {
    bare!("issued_copy");
    const SAVE: &'static str = "INSERT INTO issued_copy (tenant_id, id, version, data, code, deal_id) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, data = excluded.data \
        WHERE issued_copy.version = excluded.version - 1";

    fn columns(&self) -> Vec<Value> {
        params![self.code.as_str(), self.issue.deal.0].to_vec()
    }
}

/// The copy that bears a code.
pub async fn copy_by_code(
    tx: &mut Tx,
    tenant: TenantId,
    code: &CopyCode,
) -> Result<Option<IssuedCopy>, StoreError> {
    let row = tx.query_opt(COPY_BY_CODE, params![tenant.0, code.as_str()]).await?;
    row.as_ref().map(|row| Ok(read::<IssuedCopy>(row)?.state)).transpose()
}

/// The copies that were given out of a deal, the oldest first.
pub async fn copies_of_deal(
    tx: &mut Tx,
    tenant: TenantId,
    deal: DealId,
) -> Result<Vec<IssuedCopy>, StoreError> {
    let rows = tx.query(COPIES_OF_DEAL, params![tenant.0, deal.0]).await?;
    rows.iter().map(|row| Ok(read::<IssuedCopy>(row)?.state)).collect()
}

impl Stored for Export {
    bare!("export");
    const SAVE: &'static str = "INSERT INTO export (tenant_id, id, version, data, exported_by, exported_at, day, row_count) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, \
        data = excluded.data WHERE export.version = excluded.version - 1";

    fn columns(&self) -> Vec<Value> {
        let by = self.exported_by.map(|person| person.0);
        params![by, self.exported_at, self.day.to_string(), i64::from(self.taking.rows)].to_vec()
    }
}

impl Stored for SensitiveRead {
    bare!("sensitive_read");
    const SAVE: &'static str = "INSERT INTO sensitive_read (tenant_id, id, version, data, read_by, read_at, day, kind) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, \
        data = excluded.data WHERE sensitive_read.version = excluded.version - 1";

    fn columns(&self) -> Vec<Value> {
        params![self.read_by.0, self.read_at, self.day.to_string(), self.what.key()].to_vec()
    }
}

impl Stored for Anomaly {
    bare!("anomaly");
    const SAVE: &'static str = "INSERT INTO anomaly (tenant_id, id, version, data, mark, rule, person_id, found_on, is_open) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (tenant_id, id) DO UPDATE SET version = excluded.version, \
        data = excluded.data, is_open = excluded.is_open WHERE anomaly.version = excluded.version - 1";

    fn columns(&self) -> Vec<Value> {
        let Finding { rule, person, on, .. } = &self.finding;
        let (mark, person) = (self.finding.mark().to_string(), person.map(|person| person.0));
        params![mark, rule.key(), person, on.to_string(), i64::from(self.verdict.is_none())].to_vec()
    }
}

/// How many contacts a person had shown in full on a day.
pub async fn revealed_contacts(
    tx: &mut Tx,
    tenant: TenantId,
    (person, day): (PersonId, Date),
) -> Result<u64, StoreError> {
    let row = tx.query_one(REVEALED, params![tenant.0, person.0, day.to_string()]).await?;
    u64::try_from(row.get::<i64>(0)?).map_err(|_| StoreError::corrupt("a negative number of rows"))
}

const REVEALED: &str = "SELECT COUNT(*) FROM sensitive_read \
    WHERE tenant_id = $1 AND read_by = $2 AND day = $3 AND kind = 'contact'";

/// What a person took out on a day and after it.
pub async fn exports_of(
    tx: &mut Tx,
    tenant: TenantId,
    (person, from): (PersonId, Date),
) -> Result<Vec<Export>, StoreError> {
    let rows = tx.query(EXPORTS_OF, params![tenant.0, person.0, from.to_string()]).await?;
    rows.iter().map(|row| read(row).map(|found| found.state)).collect()
}

const EXPORTS_OF: &str =
    "SELECT version, data FROM export WHERE tenant_id = $1 AND exported_by = $2 AND day >= $3";

const COPIES_OF_DEAL: &str =
    "SELECT version, data FROM issued_copy WHERE tenant_id = $1 AND deal_id = $2 ORDER BY id LIMIT 500";
const COPY_BY_CODE: &str = "SELECT version, data FROM issued_copy WHERE tenant_id = $1 AND code = $2";

pub(super) const STATEMENTS: &[&str] = &[
    FORGET_CREDENTIAL,
    Person::LOAD,
    Person::SAVE,
    Person::LIST,
    Department::LOAD,
    Department::SAVE,
    Department::LIST,
    Post::LOAD,
    Post::SAVE,
    Post::LIST,
    Delegation::LOAD,
    Delegation::SAVE,
    Delegation::LIST,
    Product::LOAD,
    Product::SAVE,
    Product::LIST,
    PRODUCT_OF_CODE,
    PaperTemplate::LOAD,
    PaperTemplate::SAVE,
    PaperTemplate::LIST,
    Absence::LOAD,
    Absence::SAVE,
    Absence::LIST,
    Reorganization::LOAD,
    Reorganization::SAVE,
    Reorganization::LIST,
    DUE,
    SubjectRequest::LOAD,
    SubjectRequest::SAVE,
    SubjectRequest::LIST,
    ASKED,
    OwnEntity::LOAD,
    OwnEntity::SAVE,
    OwnEntity::LIST,
    CalendarChange::LOAD,
    CalendarChange::SAVE,
    CalendarChange::LIST,
    MigrationBatch::LOAD,
    MigrationBatch::SAVE,
    MigrationBatch::LIST,
    ExportRequest::LOAD,
    ExportRequest::SAVE,
    ExportRequest::LIST,
    REQUESTS_OF,
    IssuedCopy::LOAD,
    IssuedCopy::SAVE,
    IssuedCopy::LIST,
    COPY_BY_CODE,
    COPIES_OF_DEAL,
    Export::LOAD,
    Export::SAVE,
    Export::LIST,
    Anomaly::LOAD,
    Anomaly::SAVE,
    Anomaly::LIST,
    SensitiveRead::LOAD,
    SensitiveRead::SAVE,
    SensitiveRead::LIST,
    REVEALED,
    EXPORTS_OF,
];

//! A person in texts that no row of his own holds: bodies, drafts, copies of imports, what was taken back.
//!
//! Promises that every such place is looked at, and that of what is emptied no copy stays: a body loses its salt with the person, so
//! that nobody can tell what its commitment stood for, and no chain breaks. The rest of a text stays, since it is business and not
//! the person's. Must never decide who is meant: that is said by the traces.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use tongguan_core::id::TenantId;
use tongguan_core::reference::import::ImportJob;
use tongguan_core::reference::subject_request::Swept;
use tongguan_core::reference::subject_request::traces::Traces;
use uuid::Uuid;

use crate::archive::{self, Table};
use crate::chain::Hash;
use crate::error::StoreError;
use crate::params;
use crate::reference::{self, Change, Versioned};
use crate::sql::{Tx, Value};

/// Tables with texts in which people may stand, and the column.
const PLACES: [(&str, &str); 15] = [
    ("draft", "body"),
    ("import_part", "data"),
    ("import", "data"),
    ("import_mapping", "data"),
    ("taken_back", "data"),
    ("migration_batch", "data"),
    ("saved_view", "query"),
    ("file_name", "name"),
    ("export", "data"),
    ("export_request", "data"),
    ("sensitive_read", "data"),
    ("anomaly", "data"),
    ("hand_over", "data"),
    ("account_merge", "data"),
    ("account_appeal", "data"),
];
/// Rows read at once.
const PAGE: u32 = 200;

const EMPTY: &str =
    "UPDATE body SET salt = NULL, content = $3, erased_at = $4 WHERE tenant_id = $1 AND id = $2";
const OF_TARGET: &str = "SELECT id, content FROM body WHERE tenant_id = $1 AND target_id = $2 AND content IS NOT NULL ORDER BY id";
const FORGET_FILE: &str = "DELETE FROM file WHERE tenant_id = $1 AND sha256 = $2";
const FORGET_NAMES: &str = "DELETE FROM file_name WHERE tenant_id = $1 AND sha256 = $2";

/// Where a person was found, and what stood there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The table.
    pub place: String,
    /// The row, as its key.
    pub key: String,
    /// What stood there.
    pub text: String,
}

/// Where to look for whom.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// By what he is recognised.
    pub traces: Traces,
    /// Deals with his customers: a name there is his.
    pub deals: Vec<Uuid>,
    /// What their events name by digest, files among it, and in which of them.
    pub files: BTreeMap<Hash, Vec<Uuid>>,
}

/// Where the person stands.
pub async fn mentions(tx: &mut Tx, tenant: TenantId, search: &Search) -> Result<Vec<Mention>, StoreError> {
    let mut found = Vec::new();
    for deal in &search.deals {
        for (id, text) in bodies(tx, tenant, *deal).await? {
            let excerpts = search.traces.excerpts(&text, true);
            let mention = |text| Mention { place: "body".to_owned(), key: format!("{deal}/{id}"), text };
            found.extend(excerpts.into_iter().map(mention));
        }
    }
    for place in places() {
        let mut after: Option<Vec<Value>> = None;
        loop {
            let rows = archive::page(tx, tenant, &place.table, after.as_deref(), PAGE).await?;
            for row in &rows {
                let (key, text) = (place.key(row), place.text(row));
                let excerpts = search.traces.excerpts(text, place.is_home(row, search));
                let mention = |text| Mention { place: place.table.name.clone(), key: key.clone(), text };
                found.extend(excerpts.into_iter().map(mention));
            }
            match rows.last() {
                Some(last) if rows.len() == PAGE as usize => after = Some(last.clone()),
                _ => break,
            }
        }
    }
    Ok(found)
}

/// Empties every place; answers how many rows of each.
pub async fn sweep(
    tx: &mut Tx,
    tenant: TenantId,
    search: &Search,
    now: Timestamp,
) -> Result<Vec<Swept>, StoreError> {
    let mut swept = Vec::new();
    let mut count = 0;
    for deal in &search.deals {
        for (id, text) in bodies(tx, tenant, *deal).await? {
            if let Some(rest) = search.traces.without(&text, true) {
                tx.execute(EMPTY, params![tenant.0, id, rest.into_bytes(), now]).await?;
                count += 1;
            }
        }
    }
    swept.push(Swept { place: "body".to_owned(), rows: count });
    for place in places() {
        let rows = place.sweep(tx, tenant, search).await?;
        swept.push(Swept { place: place.table.name.clone(), rows });
    }
    swept.retain(|swept| swept.rows > 0);
    Ok(swept)
}

/// Texts of a deal that are not erased.
async fn bodies(tx: &mut Tx, tenant: TenantId, deal: Uuid) -> Result<Vec<(Uuid, String)>, StoreError> {
    let mut found = Vec::new();
    for row in tx.query(OF_TARGET, params![tenant.0, deal]).await? {
        if let Ok(text) = String::from_utf8(row.get::<Vec<u8>>(1)?) {
            found.push((row.get(0)?, text));
        }
    }
    Ok(found)
}

struct Place {
    table: Table,
    column: usize,
    update: String,
}

fn places() -> Vec<Place> {
    let tables = archive::tables(false);
    let place = |(name, column): &(&str, &str)| {
        let table = tables.iter().find(|table| table.name == *name)?.clone();
        let column = table.columns.iter().position(|one| one.name == *column)?;
        let update = table.setting(column);
        Some(Place { table, column, update })
    };
    PLACES.iter().filter_map(place).collect()
}

impl Place {
    fn text<'r>(&self, row: &'r [Value]) -> &'r str {
        match row.get(self.column) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    fn key(&self, row: &[Value]) -> String {
        let word = |value: Value| match value {
            Value::Uuid(id) => id.to_string(),
            Value::Text(text) => text,
            Value::Int(number) => number.to_string(),
            Value::Bytes(_) | Value::Null(_) => String::new(),
        };
        self.table.key_of(row).into_iter().map(word).collect::<Vec<_>>().join("/")
    }

    /// A draft of a deal with the customer is business with it, and so is the name of a file there.
    fn is_home(&self, row: &[Value], search: &Search) -> bool {
        match (self.cell(row, "deal_id"), self.cell(row, "sha256")) {
            (Some(Value::Uuid(deal)), _) => search.deals.contains(deal),
            (_, Some(Value::Bytes(sha256))) => {
                hash(sha256).is_some_and(|sha256| search.files.contains_key(&sha256))
            }
            _ => false,
        }
    }

    fn cell<'r>(&self, row: &'r [Value], name: &str) -> Option<&'r Value> {
        row.get(self.table.columns.iter().position(|column| column.name == name)?)
    }

    async fn sweep(&self, tx: &mut Tx, tenant: TenantId, search: &Search) -> Result<u32, StoreError> {
        let (mut after, mut count): (Option<Vec<Value>>, u32) = (None, 0);
        loop {
            let rows = archive::page(tx, tenant, &self.table, after.as_deref(), PAGE).await?;
            for row in &rows {
                let home = self.is_home(row, search);
                let Some(rest) = search.traces.without(self.text(row), home) else { continue };
                let mut values = vec![Value::Uuid(tenant.0), Value::Text(rest)];
                values.extend(self.table.key_of(row));
                tx.execute(&self.update, &values).await?;
                count += 1;
            }
            match rows.last() {
                Some(last) if rows.len() == PAGE as usize => after = Some(last.clone()),
                _ => return Ok(count),
            }
        }
    }
}

/// A file in which a person may stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFile {
    /// Its hash.
    pub sha256: Hash,
    /// What people call it.
    pub names: Vec<String>,
    /// Whether one of these names is of the person.
    pub names_him: bool,
    /// The deals with his customers that name it.
    pub deals: Vec<Uuid>,
}

/// The files of deals with his customers, and those that somebody called by a way to reach him; those that name him first.
pub async fn files(tx: &mut Tx, tenant: TenantId, search: &Search) -> Result<Vec<FoundFile>, StoreError> {
    let mut found: BTreeMap<Hash, FoundFile> = BTreeMap::new();
    for (sha256, deals) in &search.files {
        if crate::file::find(tx, tenant.0, sha256).await?.is_some() {
            let (sha256, deals) = (*sha256, deals.clone());
            found.insert(sha256, FoundFile { sha256, names: Vec::new(), names_him: false, deals });
        }
    }
    let names = places().into_iter().find(|place| place.table.name == "file_name");
    let Some(names) = names else { return Ok(Vec::new()) };
    let mut after: Option<Vec<Value>> = None;
    loop {
        let rows = archive::page(tx, tenant, &names.table, after.as_deref(), PAGE).await?;
        for row in &rows {
            let Some(Value::Bytes(bytes)) = names.cell(row, "sha256") else { continue };
            let Some(sha256) = hash(bytes) else { continue };
            let name = names.text(row);
            let names_him = !search.traces.excerpts(name, names.is_home(row, search)).is_empty();
            if names_him && !found.contains_key(&sha256) {
                let of = FoundFile { sha256, names: Vec::new(), names_him, deals: Vec::new() };
                found.insert(sha256, of);
            }
            if let Some(file) = found.get_mut(&sha256) {
                file.names.push(name.to_owned());
                file.names_him |= names_him;
            }
        }
        match rows.last() {
            Some(last) if rows.len() == PAGE as usize => after = Some(last.clone()),
            _ => break,
        }
    }
    let mut found: Vec<FoundFile> = found.into_values().collect();
    found.iter_mut().for_each(|file| file.names.dedup());
    found.sort_by_key(|file| (!file.names_him, file.names.is_empty()));
    Ok(found)
}

fn hash(bytes: &[u8]) -> Option<Hash> {
    bytes.try_into().ok()
}

/// All imports of files with people in them.
pub async fn imports(tx: &mut Tx, tenant: TenantId) -> Result<Vec<Versioned<ImportJob>>, StoreError> {
    let (mut after, mut found) = (None, Vec::new());
    loop {
        let rows = reference::list::<ImportJob>(tx, tenant, after, PAGE).await?;
        let is_whole = rows.len() == PAGE as usize;
        after = rows.last().map(|row| row.state.id);
        found.extend(rows.into_iter().filter(|row| row.state.has_people()));
        if !is_whole {
            return Ok(found);
        }
    }
}

/// Takes the uploaded files out of the register whose rows mention the person or his customer; answers how many. To be called before
/// the copies of rows are emptied, which tell in which files he is.
pub async fn forget_files(
    tx: &mut Tx,
    tenant: TenantId,
    search: &Search,
    how: &Change<'_>,
) -> Result<Swept, StoreError> {
    let seen = imports_with(tx, tenant, search).await?;
    let mut swept = Swept { place: "file".to_owned(), rows: 0 };
    for row in imports(tx, tenant).await? {
        if row.state.file_erased_at.is_none() && seen.contains(&row.state.id) {
            forget_file(tx, tenant, &row, how).await?;
            swept.rows += 1;
        }
    }
    Ok(swept)
}

/// Takes the uploaded file of an import out of the register of files.
async fn forget_file(
    tx: &mut Tx,
    tenant: TenantId,
    import: &Versioned<ImportJob>,
    how: &Change<'_>,
) -> Result<(), StoreError> {
    forget_row(tx, tenant, &import.state.sha256.0).await?;
    reference::save(tx, tenant, Some(import), &import.state.without_file(how.at), how).await.map(drop)
}

/// Takes a file out of the register of files; its bytes go by whoever keeps them.
pub async fn forget_row(tx: &mut Tx, tenant: TenantId, sha256: &Hash) -> Result<(), StoreError> {
    tx.execute(FORGET_NAMES, params![tenant.0, sha256]).await?;
    tx.execute(FORGET_FILE, params![tenant.0, sha256]).await.map(drop)
}

/// The imports whose rows mention the person or his customer.
async fn imports_with(tx: &mut Tx, tenant: TenantId, search: &Search) -> Result<BTreeSet<Uuid>, StoreError> {
    let mut seen = BTreeSet::new();
    let parts = places().into_iter().find(|place| place.table.name == "import_part");
    let Some(parts) = parts else { return Ok(seen) };
    let mut after: Option<Vec<Value>> = None;
    loop {
        let rows = archive::page(tx, tenant, &parts.table, after.as_deref(), PAGE).await?;
        for row in &rows {
            let Some(Value::Uuid(import)) = parts.table.key_of(row).into_iter().next() else { continue };
            if search.traces.may_be_in(parts.text(row)) {
                seen.insert(import);
            }
        }
        match rows.last() {
            Some(last) if rows.len() == PAGE as usize => after = Some(last.clone()),
            _ => return Ok(seen),
        }
    }
}

pub(crate) fn statements() -> Vec<String> {
    let fixed = [EMPTY, OF_TARGET, FORGET_FILE, FORGET_NAMES].map(str::to_owned);
    fixed.into_iter().chain(places().into_iter().map(|place| place.update)).collect()
}

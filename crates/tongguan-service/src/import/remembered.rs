//! How a file is understood: as people mapped one of its shape before, else by its headings. The shape is the row of headings.

use sha2::{Digest as _, Sha256};
use tongguan_core::id::TenantId;
use tongguan_core::import::{Field, Kind, Mapping};
use tongguan_store::import as rows;
use tongguan_store::{Database, StoreError};

use super::book::{Book, Sheet};

/// Rows from the top of a sheet among which its headings are looked for.
const HEADS: usize = 20;

/// A mapping, and whether people made it for a file of this shape before.
pub struct Understood {
    /// The mapping.
    pub mapping: Mapping,
    /// Whether it is remembered; else it is a guess.
    pub is_remembered: bool,
}

/// How a file is understood, or one sheet of it; none where nothing is known of it.
pub async fn understood(
    db: &Database,
    tenant: TenantId,
    (kind, fields, sheet): (Kind, &[Field], Option<&str>),
    book: &Book,
) -> Result<Option<Understood>, StoreError> {
    if let Some(mapping) = before(db, tenant, (kind, sheet), book).await? {
        return Ok(Some(Understood { mapping, is_remembered: true }));
    }
    let guess = book.guess(kind, fields, sheet);
    Ok(guess.map(|mapping| Understood { mapping, is_remembered: false }))
}

/// Remembers a mapping for the next file of this shape.
pub async fn remember(
    db: &Database,
    tenant: TenantId,
    mapping: &Mapping,
    book: &Book,
) -> Result<(), StoreError> {
    let Some(sheet) = book.sheet(mapping.sheet.as_deref()) else { return Ok(()) };
    let head = sheet.rows.get(head_of(sheet, mapping)).map_or(&[][..], |row| row.cells.as_slice());
    let (head, kind) = (shape(head), mapping.kind.key());
    let text = serde_json::to_string(mapping).map_err(|_| StoreError::corrupt("a mapping is plain data"))?;
    db.write(move |tx| {
        let (head, text) = (head.clone(), text.clone());
        Box::pin(async move { rows::remember(tx, tenant, (kind, &head), &text).await })
    })
    .await
}

/// The index of the row that has most of the headings.
pub fn head_of(sheet: &Sheet, mapping: &Mapping) -> usize {
    mapping.head(&sheet.top()).unwrap_or(0)
}

async fn before(
    db: &Database,
    tenant: TenantId,
    (kind, name): (Kind, Option<&str>),
    book: &Book,
) -> Result<Option<Mapping>, StoreError> {
    let heads: Vec<(String, String)> = book
        .shown(name)
        .flat_map(|sheet| sheet.rows.iter().take(HEADS).map(|row| (sheet.name.clone(), shape(&row.cells))))
        .collect();
    let found: Result<Option<(String, String)>, StoreError> = db
        .read(move |tx| {
            let heads = heads.clone();
            Box::pin(async move {
                for (sheet, head) in heads {
                    if let Some(text) = rows::remembered(tx, tenant, (kind.key(), &head)).await? {
                        return Ok(Some((sheet, text)));
                    }
                }
                Ok(None)
            })
        })
        .await;
    Ok(found?.and_then(|(sheet, text)| {
        let kept: Mapping = serde_json::from_str(&text).ok()?;
        Some(Mapping { sheet: Some(sheet).filter(|name| !name.is_empty()), ..kept })
    }))
}

/// What files of one shape have in common: their headings.
fn shape(head: &[String]) -> String {
    let said: Vec<&str> = head.iter().map(|cell| cell.trim()).collect();
    hex::encode(Sha256::digest(said.join("\u{1f}")))
}

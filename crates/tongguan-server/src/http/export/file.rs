//! A file in the making, on disk: rows go in as they come, and it leaves in pieces.
//!
//! Must never stand whole in memory. The file has no name: when nobody holds it any more, it is gone.

use std::fs::File;
use std::io::{BufWriter, Read, Seek, Write};

use axum::body::{Body, Bytes};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};
use tokio_stream::wrappers::ReceiverStream;
use tongguan_core::digest::Digest;
use tongguan_core::reference::export::ExportFormat;
use tongguan_doc::table::{Csv, Error, Sheet};

use super::cells::{Words, heading};
use super::columns::Column;
use super::mark::Mark;
use crate::http::error::ApiError;

/// Bytes that leave at once.
const PIECE: usize = 64 * 1024;
/// Pieces that may wait for a slow reader.
const WAITING: usize = 4;

/// A file in the making.
pub enum Draft {
    /// A workbook.
    Sheet(Box<Sheet>),
    /// CSV.
    Csv(Box<Csv<BufWriter<File>>>),
    /// JSON lines, and what stands on the last of them.
    Lines(BufWriter<File>, Box<Value>),
}

impl Draft {
    /// Begins one. `name` is the list's, `mark` says who takes it and why.
    pub fn new(
        format: ExportFormat,
        (name, mark): (&str, &Mark),
        columns: &[Column],
    ) -> Result<Self, ApiError> {
        let headings: Vec<_> = columns.iter().map(heading).collect();
        let draft = match format {
            ExportFormat::Xlsx => {
                Sheet::new(name, &mark.line(), &headings).map(|sheet| Self::Sheet(Box::new(sheet)))
            }
            ExportFormat::Csv => {
                temporary().and_then(|file| Csv::new(file, &headings)).map(|csv| Self::Csv(Box::new(csv)))
            }
            ExportFormat::Jsonl | ExportFormat::Zip => {
                temporary().map(|file| Self::Lines(file, Box::new(mark.record())))
            }
        };
        draft.map_err(failed)
    }

    /// Writes a row.
    pub fn row(&mut self, words: &Words<'_>, columns: &[Column], row: &Value) -> Result<(), ApiError> {
        let written = match self {
            Self::Sheet(sheet) => sheet.row(&words.row(columns, row)),
            Self::Csv(csv) => csv.row(&words.row(columns, row)),
            Self::Lines(out, _) => line(out, columns, row),
        };
        written.map_err(failed)
    }

    /// Ends it.
    pub async fn finish(self) -> Result<Finished, ApiError> {
        let done = tokio::task::spawn_blocking(move || {
            let mut out = match self {
                Self::Sheet(sheet) => {
                    let mut out = temporary()?;
                    sheet.save(&mut out)?;
                    out
                }
                Self::Csv(csv) => csv.finish()?,
                Self::Lines(mut out, mark) => {
                    put(&mut out, &*mark)?;
                    out
                }
            };
            out.flush()?;
            let file = out.into_inner().map_err(|error| error.into_error())?;
            Ok::<_, Error>(Finished::of(file)?)
        });
        done.await.map_err(failed)?.map_err(failed)
    }
}

/// A finished file.
pub struct Finished {
    /// SHA-256 of it.
    pub sha256: Digest,
    /// How long it is.
    pub bytes: u64,
    file: File,
}

impl Finished {
    /// Reads a file through once, for its hash.
    pub fn of(mut file: File) -> std::io::Result<Self> {
        file.rewind()?;
        let (mut hash, mut bytes, mut piece) = (Sha256::new(), 0, vec![0; PIECE]);
        loop {
            let read = file.read(&mut piece)?;
            if read == 0 {
                break;
            }
            hash.update(&piece[..read]);
            bytes += read as u64;
        }
        file.rewind()?;
        Ok(Self { sha256: Digest(hash.finalize().into()), bytes, file })
    }

    /// All of it, where it is known to be small.
    pub fn into_bytes(mut self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// The file as a body, read as fast as its receiver takes it.
    pub fn body(self) -> Body {
        let (send, receive) = tokio::sync::mpsc::channel::<std::io::Result<Bytes>>(WAITING);
        let mut file = self.file;
        tokio::task::spawn_blocking(move || {
            let mut piece = vec![0; PIECE];
            loop {
                let next = match file.read(&mut piece) {
                    Ok(0) => return,
                    Ok(read) => Ok(Bytes::copy_from_slice(&piece[..read])),
                    Err(error) => Err(error),
                };
                let is_over = next.is_err();
                // A receiver that has gone away wants no more.
                if send.blocking_send(next).is_err() || is_over {
                    return;
                }
            }
        });
        Body::from_stream(ReceiverStream::new(receive))
    }
}

/// An object of the columns: values as the API shows them, keys that stay.
fn line(out: &mut impl Write, columns: &[Column], row: &Value) -> Result<(), Error> {
    let value =
        |column: &Column| (column.key.clone(), row.pointer(&column.at).cloned().unwrap_or(Value::Null));
    let object: Map<String, Value> = columns.iter().map(value).collect();
    put(out, &object)
}

fn put(out: &mut impl Write, value: &impl serde::Serialize) -> Result<(), Error> {
    serde_json::to_writer(&mut *out, value).map_err(std::io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}

fn temporary() -> Result<BufWriter<File>, Error> {
    Ok(BufWriter::new(tempfile::tempfile()?))
}

fn failed(error: impl std::fmt::Display) -> ApiError {
    tracing::error!(%error, "an export could not be written");
    ApiError::Internal
}

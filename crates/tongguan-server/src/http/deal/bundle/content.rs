//! What goes into the archive of a deal, and the archive as it is written, on disk.

use std::fs::File;
use std::io::{BufWriter, Write};

use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tongguan_core::deal::Recorded;
use tongguan_core::digest::Digest;
use tongguan_core::id::DocumentId;
use tongguan_core::reference::export::ExportFormat;
use tongguan_core::reference::issued_copy::Audience;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::files::Known;
use super::super::reading::Reading;
use super::super::view::history;
use super::super::{file, history as endpoint, ledger_paper, paper, rights};
use super::names::Names;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::copy::Asked;
use crate::http::error::ApiError;
use crate::http::export::cells::Words;
use crate::http::export::columns::{Column, Holds};
use crate::http::export::file::{Draft, Finished};
use crate::http::export::mark::Mark;

/// Entries beside documents and files: the history twice.
const FIXED: usize = 2;

/// What goes in.
pub(super) struct Plan {
    documents: Vec<DocumentId>,
    /// Attached files, each with its name and the ending that fits.
    files: Vec<(Digest, String, String)>,
    known: Known,
    ledger: bool,
}

impl Plan {
    /// What the reader may see of the deal.
    pub(super) async fn of(
        app: &App,
        caller: &Caller,
        reading: &Reading,
        events: &[Recorded],
    ) -> Result<Self, ApiError> {
        let opens = |id: &&DocumentId| rights::opens(reading, reading.deal.documents[*id].kind);
        let documents = reading.deal.documents.keys().filter(opens).copied().collect();
        let known = Known::load(app, caller.tenant, reading, events.iter()).await?;
        let shown = file::shown(reading, events);
        let files = shown.iter().filter_map(|(sha256, by)| {
            let (stem, ending) = known.called((*sha256, by))?;
            Some((*sha256, stem, ending))
        });
        let files = files.collect();
        let ledger = !reading.deal.contracting.contracts.is_empty() && ledger_paper::is_shown(reading);
        Ok(Self { documents, files, known, ledger })
    }

    /// How many entries it makes.
    pub(super) fn entries(&self) -> u32 {
        let all = self.documents.len() + self.files.len() + usize::from(self.ledger) + FIXED;
        u32::try_from(all).unwrap_or(u32::MAX)
    }
}

/// What the archive is made from.
pub(super) struct Bundle<'a> {
    pub(super) app: &'a App,
    pub(super) caller: &'a Caller,
    pub(super) reading: &'a Reading,
    pub(super) events: &'a [Recorded],
    pub(super) asked: Asked,
}

/// An entry as the list tells it.
#[derive(Serialize)]
struct Entry {
    name: String,
    sha256: String,
    bytes: usize,
}

/// The archive in the making.
struct Archive {
    zip: ZipWriter<BufWriter<File>>,
    names: Names,
    entries: Vec<Entry>,
}

impl Bundle<'_> {
    /// Writes it. `mark` says who takes it, when and why.
    pub(super) async fn make(&self, plan: &Plan, mark: &Mark) -> Result<Finished, ApiError> {
        let file = tempfile::tempfile().map_err(failed)?;
        let mut archive = Archive {
            zip: ZipWriter::new(BufWriter::new(file)),
            names: Names::default(),
            entries: Vec::new(),
        };
        let word = |key: &str| self.asked.lang().export(key);
        let ending = self.asked.format.ending();
        for id in &plan.documents {
            let which = (*id, None, (Audience::Inside, &[][..]));
            let ground = (self.reading, self.events);
            let copy = paper::made(self.app, self.caller, self.asked, ground, which, None).await?;
            archive.put((word("bundle.documents"), &copy.name, ending), &copy.bytes)?;
        }
        if plan.ledger {
            let inside = Audience::Inside;
            let copy =
                ledger_paper::made(self.app, self.caller, self.asked, self.reading, (inside, None)).await?;
            archive.put((word("bundle.documents"), &copy.name, ending), &copy.bytes)?;
        }
        for (sha256, name, ending) in &plan.files {
            let bytes = self.app.files.get(self.caller.tenant.0, sha256.0).await?;
            archive.put((word("bundle.files"), name, ending), &bytes)?;
        }
        self.history(&mut archive, &plan.known, mark).await?;
        archive.end(word("bundle.manifest"), &mark.line())
    }

    async fn history(&self, archive: &mut Archive, files: &Known, mark: &Mark) -> Result<(), ApiError> {
        let Self { app, caller, reading, events, .. } = self;
        let texts = endpoint::texts(app, caller, history::notes(events)).await?;
        let mut lines = history::view(reading, events, &texts, files);
        lines.reverse();
        let (columns, zone) = (self.columns(), reading.process.time_zone());
        let name = self.asked.lang().export("bundle.history");
        let words = Words { speaker: reading.speaker(), zone: &zone };
        for (format, ending) in [(ExportFormat::Xlsx, "xlsx"), (ExportFormat::Jsonl, "jsonl")] {
            let mut draft = Draft::new(format, (name, mark), &columns)?;
            for one in &lines {
                draft.row(&words, &columns, &json!(one))?;
            }
            archive.put(("", name, ending), &draft.finish().await?.into_bytes().map_err(failed)?)?;
        }
        Ok(())
    }

    fn columns(&self) -> Vec<Column> {
        let lang = self.asked.lang();
        let column = |(key, at, holds): (&str, &str, Holds)| Column {
            key: key.to_owned(),
            at: at.to_owned(),
            holds,
            name: lang.export(&format!("column.{key}")).to_owned(),
        };
        let all = [
            ("seq", "/seq", Holds::Number),
            ("at", "/at", Holds::Moment),
            ("by", "/by/name", Holds::Text),
            ("lines", "/text", Holds::Text),
            ("note", "/note", Holds::Text),
            ("event", "/kind", Holds::Text),
        ];
        all.into_iter().map(column).collect()
    }
}

impl Archive {
    fn put(&mut self, (folder, name, ending): (&str, &str, &str), bytes: &[u8]) -> Result<(), ApiError> {
        let name = self.names.give(folder, name, ending);
        self.write(&name, bytes)?;
        self.entries.push(Entry { name, sha256: hex::encode(Sha256::digest(bytes)), bytes: bytes.len() });
        Ok(())
    }

    fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), ApiError> {
        let plain = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        self.zip.start_file(name, plain).map_err(failed)?;
        self.zip.write_all(bytes).map_err(failed)
    }

    fn end(mut self, name: &str, line: &str) -> Result<Finished, ApiError> {
        let list: Value = json!({ "taken": line, "entries": self.entries });
        let name = self.names.give("", name, "json");
        self.write(&name, serde_json::to_string_pretty(&list).map_err(failed)?.as_bytes())?;
        let out = self.zip.finish().map_err(failed)?;
        let file = out.into_inner().map_err(|error| failed(error.into_error()))?;
        Finished::of(file).map_err(failed)
    }
}

fn failed(error: impl std::fmt::Display) -> ApiError {
    tracing::error!(%error, "an archive could not be written");
    ApiError::Internal
}

//! The rows of a sheet as records, or as the faults that they have; a row that contradicts one before it is faulty too.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::thread::{self, ScopedJoinHandle};

use serde::{Deserialize, Serialize};
use tongguan_core::import::undo::Touch;
use tongguan_core::import::{
    Fault, Kind, Layout, Mapping, MappingFault, People, Record, Seen, Verdict, arrange_users,
};
use tongguan_doc::sheet::Row;

use super::book::Sheet;

/// Rows that are not worth a thread.
const FEW: usize = 1_000;
/// Characters of a row's title.
const TITLE_MAX: usize = 60;

/// A row below the head, in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its number in the file.
    pub row: u32,
    /// What it is about, as it is written there.
    pub title: String,
    /// What it says, or the verdict on what it cannot mean.
    pub content: Result<Record, Verdict>,
}

/// What became, or would become, of a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Its number in the file.
    pub row: u32,
    /// What it is about.
    pub title: String,
    /// The verdict.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// What it made or changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub made: Vec<Touch>,
}

impl Line {
    /// The line with its verdict.
    pub fn ended(&self, verdict: Verdict, made: Vec<Touch>) -> Outcome {
        Outcome { row: self.row, title: self.title.clone(), verdict, made }
    }
}

/// Reads a sheet under a mapping.
pub fn read(sheet: &Sheet, layout: &Layout<'_>, mapping: &Mapping, people: &People) -> Vec<Line> {
    let mut seen = Seen::default();
    let rows = sheet.rows.get(layout.head + 1..).unwrap_or_default();
    let records = on_all_processors(rows, |row: &Row| layout.read(row.number, &row.cells, people));
    let line = |(row, record): (&Row, Result<Record, Vec<Fault>>)| {
        let record = record.and_then(|record| match seen.judge(mapping.kind, &record) {
            Ok(()) => Ok(record),
            Err(fault) => Err(vec![fault]),
        });
        let title = layout.cell(&row.cells, mapping.kind.key_field());
        let title = title.or_else(|| row.cells.iter().map(|cell| cell.trim()).find(|cell| !cell.is_empty()));
        let title = title.unwrap_or_default().chars().take(TITLE_MAX).collect();
        Line { row: row.number, title, content: record.map_err(|faults| Verdict::Error { faults }) }
    };
    let lines: Vec<Line> = rows.iter().zip(records).map(line).collect();
    if mapping.kind == Kind::Users { arranged(lines) } else { lines }
}

/// Does the same to each row, in their order; many rows are shared among the processors.
fn on_all_processors<'r, T: Send>(rows: &'r [Row], read: impl Fn(&'r Row) -> T + Sync) -> Vec<T> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let share = rows.len().div_ceil(processors).max(FEW);
    thread::scope(|scope| {
        let read = &read;
        let parts = rows.chunks(share).map(|some| scope.spawn(move || some.iter().map(read).collect()));
        let parts: Vec<ScopedJoinHandle<'_, Vec<T>>> = parts.collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

/// Superiors before those who report to them; a circle is a fault.
fn arranged(lines: Vec<Line>) -> Vec<Line> {
    let mut titles: BTreeMap<u32, String> = BTreeMap::new();
    let (mut records, mut faulty) = (Vec::new(), Vec::new());
    for line in lines {
        match line.content {
            Ok(record) => {
                titles.insert(line.row, line.title);
                records.push(record);
            }
            Err(verdict) => faulty.push(Line { content: Err(verdict), ..line }),
        }
    }
    let (records, circles) = arrange_users(records);
    let mut titled =
        |row: u32, content| Line { row, title: titles.remove(&row).unwrap_or_default(), content };
    let mut lines: Vec<Line> = records.into_iter().map(|record| titled(record.row, Ok(record))).collect();
    let circle = |(row, fault)| titled(row, Err(Verdict::Error { faults: vec![fault] }));
    lines.extend(circles.into_iter().map(circle));
    lines.extend(faulty);
    lines
}

/// The layout of a mapping on its sheet.
pub fn lay<'a>(
    sheet: &Sheet,
    mapping: &'a Mapping,
    fields: &'a [tongguan_core::import::Field],
) -> Result<Layout<'a>, MappingFault> {
    mapping.lay(fields, &sheet.top())
}

//! Given a spreadsheet's rows and what is known, then this mapping, these values, this verdict and these commands.

mod customer;
mod past;
mod table;
mod together;
mod undo;
mod user;

use std::sync::Arc;

use tongguan_core::import::{Field, Kind, Mapping, People, Plan, Record, Step, Verdict};
use tongguan_core::process::Process;

/// The kind's fields and the process that names them.
fn fields(kind: Kind) -> (Arc<Process>, Vec<Field>) {
    let process = Process::standard();
    let fields = kind.fields(&process);
    (process, fields)
}

/// Rows of text out of lines, cells divided by `|`.
fn table(lines: &[&str]) -> Vec<Vec<String>> {
    lines.iter().map(|line| line.split('|').map(str::to_owned).collect()).collect()
}

/// The records of a table under its guessed mapping, faults as `row field code`.
fn records(kind: Kind, lines: &[&str], people: &People) -> Vec<Result<Record, Vec<String>>> {
    let (_, fields) = fields(kind);
    let rows = table(lines);
    let rows: Vec<&[String]> = rows.iter().map(Vec::as_slice).collect();
    let mapping = Mapping::guess(kind, &fields, &rows).expect("a head");
    let layout = mapping.lay(&fields, &rows).expect("it fits");
    let read = |(index, cells): (usize, &&[String])| {
        let number = index as u32 + 1;
        let record = layout.read(number, cells, people);
        record.map_err(|faults| {
            let said = |fault: &tongguan_core::import::Fault| {
                format!("{number} {} {}", fault.field.as_deref().unwrap_or("-"), fault.code)
            };
            faults.iter().map(said).collect()
        })
    };
    rows.iter().enumerate().skip(layout.head + 1).map(read).collect()
}

/// The only record of a table of one row.
fn record(kind: Kind, heads: &str, cells: &str) -> Record {
    records(kind, &[heads, cells], &People::default()).swap_remove(0).expect("a good row")
}

/// A plan in a word: verdict, fields or fault, and the commands.
fn said(plan: &Plan) -> String {
    let command = |step: &Step| match step {
        Step::Reference { command, .. } => command.key().to_owned(),
        Step::Register(_) => "register_lead".to_owned(),
    };
    let commands: Vec<String> = plan.steps.iter().map(command).collect();
    format!("{} [{}]", brief(&plan.verdict), commands.join(" "))
}

/// A verdict and its fields, faults or count.
fn brief(verdict: &Verdict) -> String {
    let about = match verdict {
        Verdict::Update { fields } => fields.join(","),
        Verdict::Error { faults } => {
            faults.iter().map(|fault| fault.code.clone()).collect::<Vec<_>>().join(",")
        }
        Verdict::Duplicate { similar, .. } => similar.to_string(),
        _ => String::new(),
    };
    format!("{} {about}", verdict.key())
}

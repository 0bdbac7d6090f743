//! The rows of a sheet as records, or as the faults that they have; a row that contradicts one before it is faulty too.

use tongguan_core::import::{
    Fault, Kind, Layout, Mapping, MappingFault, People, Record, Seen, Verdict, arrange_users,
};

use super::book::Sheet;

/// Records and faults of a sheet.
#[derive(Debug, Default)]
pub struct Table {
    /// Rows that can be planned.
    pub records: Vec<Record>,
    /// Rows that cannot, and why.
    pub faulty: Vec<Outcome>,
}

/// What became, or would become, of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Its number in the file.
    pub row: u32,
    /// The verdict.
    pub verdict: Verdict,
}

impl Outcome {
    fn faulty(row: u32, faults: Vec<Fault>) -> Self {
        Self { row, verdict: Verdict::Error { faults } }
    }
}

/// Reads a sheet under a mapping.
pub fn read(sheet: &Sheet, layout: &Layout<'_>, mapping: &Mapping, people: &People) -> Table {
    let mut seen = Seen::default();
    let mut table = Table::default();
    for row in sheet.rows.iter().skip(layout.head + 1) {
        let record = layout.read(row.number, &row.cells, people);
        let record = record.and_then(|record| match seen.judge(mapping.kind, &record) {
            Ok(()) => Ok(record),
            Err(fault) => Err(vec![fault]),
        });
        match record {
            Ok(record) => table.records.push(record),
            Err(faults) => table.faulty.push(Outcome::faulty(row.number, faults)),
        }
    }
    if mapping.kind == Kind::Users {
        let (records, circles) = arrange_users(std::mem::take(&mut table.records));
        table.records = records;
        table.faulty.extend(circles.into_iter().map(|(row, fault)| Outcome::faulty(row, vec![fault])));
    }
    table
}

/// The layout of a mapping on its sheet.
pub fn lay<'a>(
    sheet: &Sheet,
    mapping: &'a Mapping,
    fields: &'a [tongguan_core::import::Field],
) -> Result<Layout<'a>, MappingFault> {
    mapping.lay(fields, &sheet.top())
}

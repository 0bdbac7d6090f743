//! Rows that make one thing together: planned at once, and done by few commands.

use std::collections::BTreeMap;

use tongguan_core::import::undo::Touch;
use tongguan_core::import::{Gathered, Record, Step, Verdict};
use tongguan_core::reference::Desk;
use tongguan_store::Tx;

use super::known;
use super::table::{Line, Outcome};
use super::work::{Import, ROUNDS, accepted};
use crate::run::RunError;

impl Import {
    /// What would become of the rows.
    pub(super) async fn try_together(&self, tx: &mut Tx, lines: &[Line]) -> Result<Vec<Outcome>, RunError> {
        let gathered = self.plan_together(tx, lines).await?;
        let mut said = Said::of(&gathered);
        for (rows, step) in of(&gathered) {
            let answer = self.executor.dry_run_in(tx, &self.attempt(step)).await;
            if let Err(verdict) = accepted(answer)? {
                said.refuse(rows, &verdict);
            }
        }
        Ok(said.outcomes(lines))
    }

    /// Does the rows.
    pub(super) async fn do_together(&self, tx: &mut Tx, lines: &[Line]) -> Result<Vec<Outcome>, RunError> {
        let mut said: Option<Said> = None;
        for _ in 0..ROUNDS {
            let gathered = self.plan_together(tx, lines).await?;
            let said = said.get_or_insert_with(|| Said::of(&gathered));
            for (rows, step) in of(&gathered) {
                match self.give(tx, step).await? {
                    Ok(touched) => said.made.extend(touched),
                    Err(verdict) => said.refuse(rows, &verdict),
                }
            }
            if !gathered.then_again {
                break;
            }
        }
        Ok(said.map(|said| said.outcomes(lines)).unwrap_or_default())
    }

    async fn plan_together(&self, tx: &mut Tx, lines: &[Line]) -> Result<Gathered, RunError> {
        let records: Vec<Record> = lines.iter().filter_map(|line| line.content.clone().ok()).collect();
        let known = self.executor.known(tx, self.tenant).await?;
        let context = self.context();
        let desk = Desk {
            organization: &known.organization,
            process: self.executor.processes().current(),
            settings: &known.settings,
            context: &context,
        };
        let of = (self.kind, records.as_slice());
        Ok(known::plan_together(tx, self.tenant, of, (&desk, &known.calendar)).await?)
    }
}

/// The commands in order, with the rows that each is about; none where it is about all.
fn of(gathered: &Gathered) -> impl Iterator<Item = (Option<&[u32]>, &Step)> {
    let each = gathered.each.iter().map(|(rows, step)| (Some(rows.as_slice()), step));
    gathered.steps.iter().map(|step| (None, step)).chain(each)
}

/// Whether a verdict foretells a command, or waits for one.
fn rests(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::New | Verdict::Update { .. } => true,
        Verdict::Error { faults } => faults.iter().any(|fault| fault.code == "awaits_signature"),
        _ => false,
    }
}

/// What is said of each row so far, and what all of them made together.
struct Said {
    verdicts: BTreeMap<u32, Verdict>,
    made: Vec<Touch>,
}

impl Said {
    fn of(gathered: &Gathered) -> Self {
        Self { verdicts: gathered.verdicts.iter().cloned().collect(), made: Vec::new() }
    }

    /// A command was refused: so are the rows that it was about, or all that it could have been about.
    fn refuse(&mut self, rows: Option<&[u32]>, verdict: &Verdict) {
        let is_about = |row: &u32| rows.is_none_or(|rows| rows.contains(row));
        let rested = self.verdicts.iter_mut().filter(|(row, said)| is_about(row) && rests(said));
        rested.for_each(|(_, said)| *said = verdict.clone());
    }

    /// The outcomes of all lines; what they made together stands with the first of them.
    fn outcomes(mut self, lines: &[Line]) -> Vec<Outcome> {
        let mut made = Some(std::mem::take(&mut self.made));
        let outcome = |line: &Line| {
            let said = line.content.as_ref().err().cloned().or_else(|| self.verdicts.remove(&line.row));
            line.ended(said.unwrap_or(Verdict::Unchanged), made.take().unwrap_or_default())
        };
        lines.iter().map(outcome).collect()
    }
}

//! Rows that make one thing together: planned at once, and done by few commands.

use std::collections::BTreeMap;

use tongguan_core::import::undo::Touch;
use tongguan_core::import::{Gathered, Record, Verdict};
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
        for step in &gathered.steps {
            let answer = self.executor.dry_run_in(tx, &self.attempt(step)).await;
            if let Err(verdict) = accepted(answer)? {
                said.refuse(&verdict);
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
            for step in &gathered.steps {
                match self.give(tx, step).await? {
                    Ok(touched) => said.made.extend(touched),
                    Err(verdict) => said.refuse(&verdict),
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
        Ok(known::plan_together(tx, self.tenant, (self.kind, &records), &known.calendar).await?)
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

    /// A command of all rows was refused: so is every row that rested on it.
    fn refuse(&mut self, verdict: &Verdict) {
        let verdicts = self.verdicts.values_mut();
        let rested = verdicts.filter(|said| matches!(said, Verdict::New | Verdict::Update { .. }));
        rested.for_each(|said| *said = verdict.clone());
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

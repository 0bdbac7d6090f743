//! Rows that make one thing together: planned at once, and done by few commands.

use std::collections::BTreeMap;

use tongguan_core::import::{Gathered, Record, Verdict};
use tongguan_store::Tx;

use super::known;
use super::table::Outcome;
use super::work::{Import, Progress, ROUNDS, refused};
use crate::run::RunError;

impl Import {
    /// What would become of the rows.
    pub(super) async fn try_together(&self, records: &[Record]) -> Result<Vec<Outcome>, RunError> {
        let (import, records): (Import, std::sync::Arc<[Record]>) = (self.clone(), records.into());
        self.db
            .read(move |tx| {
                let (import, records) = (import.clone(), records.clone());
                Box::pin(async move {
                    let gathered = import.plan_together(tx, &records).await?;
                    let mut said = Said::of(&gathered);
                    for step in &gathered.steps {
                        let answer = import.executor.dry_run_in(tx, &import.attempt_of(step)).await;
                        if let Some(verdict) = refused(answer)? {
                            said.refuse(&verdict);
                        }
                    }
                    Ok(said.outcomes())
                })
            })
            .await
    }

    /// Does the rows.
    pub(super) async fn do_together(
        &self,
        records: &[Record],
        progress: &mut Progress<'_>,
    ) -> Result<Vec<Outcome>, RunError> {
        let mut said: Option<Said> = None;
        for _ in 0..ROUNDS {
            let gathered = self.plan_together_now(records).await?;
            let said = said.get_or_insert_with(|| Said::of(&gathered));
            for step in &gathered.steps {
                let answer = self.executor.run(self.attempt_of(step)).await;
                if let Some(verdict) = refused(answer)? {
                    said.refuse(&verdict);
                }
            }
            if !gathered.then_again {
                break;
            }
        }
        progress(records.len());
        Ok(said.map(Said::outcomes).unwrap_or_default())
    }

    async fn plan_together_now(&self, records: &[Record]) -> Result<Gathered, RunError> {
        let (import, records): (Import, std::sync::Arc<[Record]>) = (self.clone(), records.into());
        self.db
            .read(move |tx| {
                let (import, records) = (import.clone(), records.clone());
                Box::pin(async move { import.plan_together(tx, &records).await })
            })
            .await
    }

    async fn plan_together(&self, tx: &mut Tx, records: &[Record]) -> Result<Gathered, RunError> {
        let known = self.executor.known(tx, self.tenant).await?;
        Ok(known::plan_together(tx, self.tenant, (self.kind, records), &known.calendar).await?)
    }
}

/// What is said of each row so far.
struct Said(BTreeMap<u32, Verdict>);

impl Said {
    fn of(gathered: &Gathered) -> Self {
        Self(gathered.verdicts.iter().cloned().collect())
    }

    /// A command of all rows was refused: so is every row that rested on it.
    fn refuse(&mut self, verdict: &Verdict) {
        let rested = self.0.values_mut().filter(|said| matches!(said, Verdict::New | Verdict::Update { .. }));
        rested.for_each(|said| *said = verdict.clone());
    }

    fn outcomes(self) -> Vec<Outcome> {
        self.0.into_iter().map(|(row, verdict)| Outcome { row, verdict }).collect()
    }
}

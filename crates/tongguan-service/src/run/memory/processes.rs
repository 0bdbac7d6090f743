//! Processes with their forms as companies' field rules leave them: a process is long, and asked for at every reading of a deal.

use std::sync::Arc;

use tongguan_core::form::rule::{self, FieldRule};
use tongguan_core::process::Process;

/// More than companies share one program, and versions of a process are in use.
const MOST: usize = 16;

/// The last ones, newest last.
#[derive(Default)]
pub(super) struct Ruled(Vec<One>);

struct One {
    plain: Arc<Process>,
    rules: Vec<FieldRule>,
    ruled: Arc<Process>,
}

impl Ruled {
    /// The process itself where there are no rules.
    pub(super) fn of(&mut self, process: &Arc<Process>, rules: &[FieldRule]) -> Arc<Process> {
        if rules.is_empty() {
            return process.clone();
        }
        let is_it = |one: &One| Arc::ptr_eq(&one.plain, process) && one.rules == rules;
        if let Some(found) = self.0.iter().find(|one| is_it(one)) {
            return found.ruled.clone();
        }
        if self.0.len() == MOST {
            self.0.remove(0);
        }
        let ruled = Arc::new(rule::ruled(process, rules));
        self.0.push(One { plain: process.clone(), rules: rules.to_vec(), ruled: ruled.clone() });
        ruled
    }
}

//! A pooled connection inside a transaction. Dropped before its end it is closed instead of going back to the pool, so the server
//! rolls back. One that leads to the wrong server takes the idle ones with it, for they lead there too. No cancel request is ever sent, because a cancelled commit may be reported as a success.

use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::Object;
use tokio_postgres::error::Severity;

use super::super::row::Row;
use super::super::tx::Failure;
use super::super::value::Value;
use super::connect::Doubts;
use super::slot::Slot;
use super::statement::{self, READ_ONLY, Trouble};
use crate::error::StoreError;

/// A commit that takes longer has an unknown outcome: during a failover it may hang until the old primary is gone.
const COMMIT_LIMIT: Duration = Duration::from_secs(10);

/// See the module.
pub(in crate::sql) struct Session {
    /// Taken only at the end.
    object: Option<Object>,
    doubts: Arc<Doubts>,
    slot: Slot,
    may_write: bool,
    leads_elsewhere: bool,
}

impl Session {
    pub(super) fn new(object: Object, doubts: Arc<Doubts>, slot: Slot, may_write: bool) -> Self {
        Self { object: Some(object), doubts, slot, may_write, leads_elsewhere: false }
    }

    pub(in crate::sql) fn slot(&self) -> u32 {
        self.slot.number
    }

    fn object(&self) -> &Object {
        self.object.as_ref().expect("a session has its connection until it is consumed")
    }

    /// What a trouble means for this transaction.
    fn judge<T>(&mut self, result: Result<T, Trouble>) -> Result<T, Failure> {
        result.map_err(|trouble| match trouble {
            Trouble::Failure(failure) => failure,
            Trouble::Reconnect { code: Some(code), reason } if code == READ_ONLY && !self.may_write => {
                Failure::Plain(StoreError::Database { code, reason })
            }
            Trouble::Reconnect { reason, .. } => {
                self.leads_elsewhere = true;
                Failure::Transient(reason)
            }
        })
    }

    pub(in crate::sql) async fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, Failure> {
        let result = statement::execute(self.object(), sql, params).await;
        self.judge(result)
    }

    pub(in crate::sql) async fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, Failure> {
        let result = statement::query(self.object(), sql, params).await;
        self.judge(result)
    }

    pub(in crate::sql) async fn prepare(&mut self, sql: &str) -> Result<(), Failure> {
        let result = statement::prepare(self.object(), sql).await;
        self.judge(result)
    }

    pub(in crate::sql) async fn control(&mut self, sql: &str) -> Result<(), Failure> {
        let result = self.object().batch_execute(sql).await;
        self.judge(result.map_err(|error| statement::translate(&error)))
    }

    /// Back to the pool; the session must not be in a transaction.
    pub(super) fn keep(mut self) {
        drop(self.object.take());
    }

    /// Rolls back. If that fails the connection is closed, which does the same.
    pub(super) async fn roll_back(mut self) {
        if !self.leads_elsewhere && self.control("ROLLBACK").await.is_ok() {
            self.keep();
        }
    }

    /// Commits, or says that the outcome is unknown.
    pub(super) async fn commit(mut self) -> Result<(), Failure> {
        let doubts = self.doubts.count();
        let unknown = |reason: String| Failure::Plain(StoreError::OutcomeUnknown { reason });
        match tokio::time::timeout(COMMIT_LIMIT, self.object().batch_execute("COMMIT")).await {
            Err(_) => Err(unknown("the database did not answer the commit in time".into())),
            Ok(Err(error)) if is_definite(&error) => {
                let judged = self.judge(Err(statement::translate(&error)));
                self.roll_back().await;
                judged
            }
            Ok(Err(error)) => Err(unknown(error.to_string())),
            Ok(Ok(())) if self.doubts.count() != doubts => {
                self.keep();
                Err(unknown("the database warned that the commit may not be replicated".into()))
            }
            Ok(Ok(())) => {
                self.keep();
                Ok(())
            }
        }
    }
}

/// Whether a failed commit certainly left nothing: the server itself refused it and stayed connected.
fn is_definite(error: &tokio_postgres::Error) -> bool {
    error.as_db_error().is_some_and(|db| {
        let code = db.code().code();
        db.parsed_severity() == Some(Severity::Error)
            && code != "40003"
            && !code.starts_with("08")
            && !code.starts_with("57P")
    })
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(object) = self.object.take() {
            let pool = Object::pool(&object);
            drop(Object::take(object));
            if let Some(pool) = pool.filter(|_| self.leads_elsewhere) {
                pool.retain(|_, _| false);
            }
        }
    }
}

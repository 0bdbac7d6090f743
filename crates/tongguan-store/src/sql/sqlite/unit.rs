//! One closure on its way through a database thread, with its result and the way back to its caller.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::task::{Context, Poll, Waker};

use tokio::sync::oneshot;

use super::super::{BoxFuture, Tx};
use super::line::Place;
use crate::error::StoreError;

/// What went wrong inside the closure when it panicked.
type Panic = Box<dyn Any + Send>;

/// What the caller receives: the closure's answer, or its panic to be continued in the caller.
type Reply<T, E> = Result<Result<T, E>, Panic>;

/// A closure without its types.
pub(super) trait Unit: Send {
    /// Runs the closure to its end; true when it wants its changes kept.
    fn run(&mut self, tx: &mut Tx) -> bool;
    /// Replaces what the closure answered.
    fn fail(&mut self, error: StoreError);
    /// Sends the answer.
    fn answer(self: Box<Self>);
}

/// See [`Unit`].
pub(super) struct Work<T, E, F> {
    closure: F,
    /// Waiting for its turn until it runs.
    place: Option<Place>,
    reply: Option<Reply<T, E>>,
    sender: oneshot::Sender<Reply<T, E>>,
}

impl<T, E, F> Work<T, E, F> {
    pub(super) fn new(closure: F, sender: oneshot::Sender<Reply<T, E>>, place: Option<Place>) -> Self {
        Self { closure, place, reply: None, sender }
    }
}

impl<T, E, F> Unit for Work<T, E, F>
where
    F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, E>> + Send + Sync,
    T: Send,
    E: From<StoreError> + Send,
{
    fn run(&mut self, tx: &mut Tx) -> bool {
        drop(self.place.take());
        // The transaction is rolled back after a panic, so nothing half-done is seen.
        let reply = catch_unwind(AssertUnwindSafe(|| poll_once((self.closure)(tx))));
        let keeps = matches!(reply, Ok(Ok(_)));
        self.reply = Some(reply);
        keeps
    }

    fn fail(&mut self, error: StoreError) {
        if !matches!(self.reply, Some(Err(_))) {
            self.reply = Some(Ok(Err(error.into())));
        }
    }

    fn answer(self: Box<Self>) {
        if let Some(reply) = self.reply {
            // The caller may have given up waiting; the work is done all the same.
            drop(self.sender.send(reply));
        }
    }
}

/// SQLite answers at once, so a future that waits is waiting for something that has no place in a transaction.
pub(super) fn poll_once<T, E: From<StoreError>>(mut future: BoxFuture<'_, Result<T, E>>) -> Result<T, E> {
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(outcome) => outcome,
        Poll::Pending => {
            let reason = "a transaction may wait for nothing but its database";
            Err(StoreError::Unsupported { reason }.into())
        }
    }
}

//! Appeals about whose a customer is: the appeal, the customer that it awards and the word of it, in one transaction.

use tongguan_core::calendar::Calendar;
use tongguan_core::id::AccountId;
use tongguan_core::reference::account::Account;
use tongguan_core::reference::account_appeal::{self, AccountAppeal, Command, Known};
use tongguan_core::reference::{Desk, Refusal};
use tongguan_store::StoreError;
use tongguan_store::notice::{self, Origin};
use tongguan_store::reference::{self as rows, Change, Versioned};

use super::Work;
use crate::run::Mode;
use crate::run::attempt::{Answer, Ended};

impl Work<'_> {
    pub(super) async fn account_appeal(
        &mut self,
        desk: &Desk<'_>,
        calendar: &Calendar,
        command: &Command,
    ) -> Result<Ended, StoreError> {
        let row = match self.row::<AccountAppeal>().await? {
            Ok(row) => row,
            Err(ended) => return Ok(ended),
        };
        let of = match (&row, command) {
            (Some(row), _) => row.state.account,
            (None, Command::FileAccountAppeal { account, .. }) => *account,
            (None, _) => return self.finish(row, Err(Refusal::BadValue { field: "id".to_owned() })).await,
        };
        let (customer, known) = self.contested(of).await?;
        let state = row.as_ref().map(|row| &row.state);
        let decided = account_appeal::decide(desk, calendar, state, &known, command);
        let ended = self.finish(row, decided.clone()).await?;
        let accepted = match &ended {
            Ended::Answered(Answer::Accepted { version, .. }) if self.mode == Mode::Do => Some(*version),
            _ => None,
        };
        if let (Some(version), Ok(appeal), Some(customer)) = (accepted, decided, customer) {
            self.follow(desk, (&appeal, version), &customer).await?;
        }
        Ok(ended)
    }

    async fn contested(&mut self, id: AccountId) -> Result<(Option<Versioned<Account>>, Known), StoreError> {
        let customer = rows::load::<Account>(self.tx, self.tenant(), id.0).await?;
        let appeals = rows::appeals_about(self.tx, self.tenant(), id).await?;
        let appeals = appeals.into_iter().map(|row| row.state).collect();
        let account = customer.as_ref().map(|row| row.state.clone());
        Ok((customer, Known { account, appeals }))
    }

    /// Passes the customer to whom it was awarded, and gives word.
    async fn follow(
        &mut self,
        desk: &Desk<'_>,
        (appeal, version): (&AccountAppeal, u64),
        customer: &Versioned<Account>,
    ) -> Result<(), StoreError> {
        let tenant = self.tenant();
        if let Some(after) = account_appeal::awarded(desk, &customer.state, appeal) {
            let how = Change { key: "transfer_account", ..self.change() };
            rows::save(self.tx, tenant, Some(customer), &after, &how).await?;
        }
        let words = account_appeal::words(desk, &customer.state, appeal);
        let origin = Origin { at: desk.now(), stream: appeal.id.0, version };
        notice::write(self.tx, tenant, origin, &words).await
    }
}

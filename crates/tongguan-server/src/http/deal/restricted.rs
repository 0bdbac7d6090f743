//! Reading what few may see (negotiation strategy, cost, margin) leaves an entry before it is shown.
//!
//! Promises one entry a person, revision and day; whoever opens the same paper ten times is told of once.

use tongguan_core::id::DocumentId;
use tongguan_core::process::{DocumentForm, Visibility};
use tongguan_core::reference::sensitive_read::Command;
use tongguan_core::zone::local_date;

use super::execute::{self, Request};
use super::reading::Reading;
use super::rights;
use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;
use tongguan_service::run::{Target, Via};

/// Records that the reader is shown restricted fields of a paper, if it has any that he sees.
pub async fn record(
    app: &App,
    caller: &Caller,
    reading: &Reading,
    form: &DocumentForm,
    (document, revision): (DocumentId, u32),
) -> Result<(), ApiError> {
    let fields = restricted(reading, form);
    if fields.is_empty() {
        return Ok(());
    }
    let today = local_date(app.world().now(), &reading.process.time_zone());
    let key = format!("read-{}-{revision}-{today}", document.0);
    let Some((kind, _)) = reading.process.documents.iter().find(|(_, known)| std::ptr::eq(*known, form))
    else {
        return Ok(());
    };
    let form = kind.key().to_owned();
    let command = Command::RecordRead { deal: reading.deal.id, document, form, fields };
    let target = Target::Reference { id: None, command: command.into() };
    let request = Request { target, expected: None, key, via: Via::Api, dry_run: false };
    execute::run(app, caller, request).await.map(drop)
}

/// Keys of the fields that the definition keeps from most and this reader sees; all of a paper that only some may open.
fn restricted(reading: &Reading, form: &DocumentForm) -> Vec<String> {
    let rights = rights::of_form(reading, form);
    let sees = |key: &str| rights.iter().any(|right| right.key == key && right.sees);
    let whole = !form.readers.is_empty();
    let few = |field: &tongguan_core::process::Field| whole || matches!(field.visible, Visibility::Roles(_));
    form.fields().filter(|field| few(field) && sees(&field.key)).map(|field| field.key.clone()).collect()
}

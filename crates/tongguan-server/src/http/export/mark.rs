//! What a file says of itself: which entry of the register it is, who took it, when and why.
//!
//! A sheet has it in its first row and JSON lines as their last line. CSV has it in its name alone: such a file can be imported again, and
//! a line more would be a row of data. Every file has it in its name.

use jiff::Timestamp;
use jiff::civil::DateTime;
use serde_json::{Value, json};
use tongguan_service::i18n::Lang;
use uuid::Uuid;

use crate::app::App;
use crate::http::caller::Caller;
use crate::http::error::ApiError;

/// What a file says of itself.
pub struct Mark {
    /// Its entry in the register.
    pub id: Uuid,
    by: String,
    at: Timestamp,
    /// The same, by the company's clocks.
    local: DateTime,
    reason: String,
    lang: Lang,
}

impl Mark {
    /// Of a file that the caller takes now.
    pub async fn new(app: &App, caller: &Caller, lang: Lang, reason: &str) -> Result<Self, ApiError> {
        let directory = app.directory(caller.tenant).await?;
        let by = directory.names.get(&caller.person.0).cloned().unwrap_or_default();
        let at = app.world().now();
        let local = app.current_process().time_zone().to_datetime(at);
        Ok(Self { id: app.world().id(), by, at, local, reason: reason.trim().to_owned(), lang })
    }

    /// The line that stands on a sheet.
    pub fn line(&self) -> String {
        let said = self.lang.export("line").replace("{by}", &self.by).replace("{id}", &self.id.to_string());
        said.replace("{at}", &self.local.strftime("%Y-%m-%d %H:%M").to_string())
            .replace("{reason}", &self.reason)
    }

    /// The last record of JSON lines.
    pub fn record(&self) -> Value {
        json!({"export": {"id": self.id, "by": self.by, "at": self.at, "reason": self.reason}})
    }

    /// The name of a file, without its ending.
    pub fn name(&self, what: &str) -> String {
        let plain = |letter: char| if letter.is_alphanumeric() { letter } else { '_' };
        let by: String = self.by.chars().map(plain).collect();
        format!("{what}-{}-{by}-{}", self.local.strftime("%Y%m%d-%H%M"), self.id)
    }
}

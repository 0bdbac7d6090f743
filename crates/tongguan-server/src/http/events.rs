//! `GET /api/v1/events`: word of what was changed, as server-sent events.
//!
//! Promises ids and kinds only, and only of what the listener may see. Must never carry what a change said: whoever
//! hears of one reads it through the API.

use serde::Serialize;
use uuid::Uuid;

/// Something that was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Change {
    /// `deal`, `account`, `receipt` …
    pub target: String,
    /// Its id.
    pub id: Uuid,
    /// The command that changed it.
    pub kind: String,
    /// Its version now.
    pub version: u64,
}

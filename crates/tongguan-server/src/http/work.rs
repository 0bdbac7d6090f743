//! What waits for whom, over HTTP: the work queue, the approvals inbox, exceptions, the journal, search, notices.

pub mod approvals;
pub mod chains;
pub mod command_log;
pub mod counts;
pub mod notices;
pub mod queue;
pub mod reasons;
pub mod search;
pub mod trail;

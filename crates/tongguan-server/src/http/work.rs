//! What waits for whom, over HTTP: the work queue, the approvals inbox, exceptions, the journal, search, notices,
//! documents and instalments across deals, and the filters that people keep.

pub mod account_appeals;
pub mod anomalies;
pub mod appeals;
pub mod approvals;
pub mod chains;
pub mod command_log;
pub mod counts;
pub mod deliveries;
pub mod documents;
pub mod instalments;
pub mod notices;
pub mod pool;
pub mod proposals;
pub mod queue;
pub mod reasons;
pub mod saved_views;
pub mod search;
pub mod security_log;
pub mod security_words;
pub mod sensitive_reads;
pub mod suggestion;
pub mod tasks;
pub mod trail;

//! Sign-in: credentials, sessions, one-time tokens and failed attempts. How secrets are made and checked is the server's.
//!
//! Must never hold a password or a token: only a slow hash of the one and a digest of the other.

mod credential;
mod failure;
mod session;
mod setup_token;

pub use credential::{Credential, credential, set_credential};
pub use failure::{clear_failures, failures, note_failure};
pub use session::{
    Session, end_session, end_sessions_of, forget_expired, open_session, session, sessions_of, touch_session,
};
pub use setup_token::{Purpose, SetupToken, issue_token, redeem_token};

/// SHA-256 of a secret.
pub type Digest = [u8; 32];

pub(crate) const STATEMENTS: &[&[&str]] =
    &[credential::STATEMENTS, failure::STATEMENTS, session::STATEMENTS, setup_token::STATEMENTS];

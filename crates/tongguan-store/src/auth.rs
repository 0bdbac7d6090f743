//! Sign-in: credentials, sessions, one-time tokens and failed attempts. How secrets are made and checked is the server's.
//!
//! Must never hold a password or a token: only a slow hash of the one and a digest of the other.

mod api_key;
mod credential;
mod failure;
mod former;
mod identity;
mod second_factor;
mod session;
mod setup_token;

pub use api_key::{ApiKey, api_key, api_keys, note_key_use, put_api_key, revoke_api_key};
pub use credential::{Credential, Standing, credential, set_credential, standing};
pub use failure::{Noted, clear_failures, lock_out, locked_until, note_failure};
pub use former::{former_passwords, keep_former};
pub use identity::{bind_identity, identity, person_of_email};
pub use second_factor::{
    SecondFactor, drop_second_factor, recovery_codes, second_factor, second_factors, set_recovery_codes,
    set_second_factor, use_recovery_code, use_step,
};
pub use session::{
    Session, end_session, end_sessions_of, forget_expired, open_session, session, sessions_of, touch_session,
};
pub use setup_token::{Purpose, SetupToken, issue_token, redeem_token};

/// SHA-256 of a secret.
pub type Digest = [u8; 32];

pub(crate) const STATEMENTS: &[&[&str]] = &[
    api_key::STATEMENTS,
    credential::STATEMENTS,
    failure::STATEMENTS,
    former::STATEMENTS,
    identity::STATEMENTS,
    second_factor::STATEMENTS,
    session::STATEMENTS,
    setup_token::STATEMENTS,
];

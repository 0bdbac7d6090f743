//! Who somebody is: passwords and session tokens, as pure as they can be.
//!
//! Promises that nothing here is stored or sent in clear but the token to its owner. Must never log, or show in
//! `Debug`, a password or a token; must never read a clock or randomness but through [`tongguan_service::world::World`].

pub mod confirm;
pub mod factor;
pub mod key;
pub mod lock;
pub mod oidc;
pub mod policy;
pub mod session;
pub mod sign_in;
pub mod token;
pub mod totp;
pub mod trace;

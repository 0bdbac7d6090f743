//! Sessions over HTTP: sign in, who am I, sign out, my sessions, my password. One file per endpoint.

pub mod api_keys;
pub mod begin;
pub mod confirm;
pub mod current;
pub mod end;
pub mod form;
pub mod list;
pub mod oidc;
pub mod others;
pub mod password;

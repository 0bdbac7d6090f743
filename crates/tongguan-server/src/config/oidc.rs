//! `[oidc]`: the company's own identity provider. Absent, people sign in by password alone.

use std::path::PathBuf;

use serde::Deserialize;

/// An OpenID Connect provider.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OidcConfig {
    /// Its issuer, such as `https://login.example.com/realms/main`.
    pub issuer: String,
    /// As whom this server is known there.
    pub client_id: String,
    /// A file with the secret; absent for a public client.
    #[serde(default)]
    pub client_secret_file: Option<PathBuf>,
    /// What the button on the sign-in page says.
    #[serde(default)]
    pub name: Option<String>,
    /// By what a person is found when he first signs in so.
    #[serde(default)]
    pub claim: OidcClaim,
    /// Hosts beside the issuer's that its endpoints may have.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Hosts of those that lie in our own network: they may have private addresses and plain HTTP.
    #[serde(default)]
    pub intranet_hosts: Vec<String>,
}

/// By what a person is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OidcClaim {
    /// His mail address, where the provider says that it is verified.
    #[default]
    Email,
    /// His login: `preferred_username`.
    Login,
}

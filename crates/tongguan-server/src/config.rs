//! The configuration: one TOML file, then the environment, then the command line; the later wins.
//!
//! Promises that an unknown key is an error. Must never hold a secret: those come in files of their own.

mod oidc;
mod tls;

use crate::{auth::token::Cookie, http::limits::Rate};
use serde::Deserialize;
use std::{net::SocketAddr, num::NonZeroU32, path::PathBuf};
use tongguan_service::installation::Place;
use tongguan_service::notify::config::{GroupConfig, MailConfig, Ways};

pub use oidc::{OidcClaim, OidcConfig};
pub use tls::{Reach, TlsConfig};

/// Everything that an operator may set.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The directory of everything that is kept.
    pub data: PathBuf,
    /// A file with the address of a PostgreSQL database (`postgres://…`), which then keeps the data in place of SQLite.
    pub postgres_url_file: Option<PathBuf>,
    /// The address to listen on.
    pub listen: SocketAddr,
    /// Browsers reach this server over plain HTTP; allowed on loopback only.
    pub plain_http: bool,
    /// A proxy in front ends TLS, and speaks plain HTTP to this server.
    pub behind_proxy: bool,
    /// The certificate, where the server ends TLS itself.
    pub tls: TlsConfig,
    /// The origin in the address bar (`https://crm.example`), where a proxy changes `Host`.
    pub public_origin: Option<String>,
    /// The filter of the log.
    pub log: String,
    /// The mail server that notices go out by.
    pub mail: Option<MailConfig>,
    /// The group chat that hears of what went wrong.
    pub group_chat: Option<GroupConfig>,
    /// The virus scanner that every file from outside is shown to.
    pub virus_scanner: Option<ScannerConfig>,
    /// The identity provider that people may sign in by.
    pub oidc: Option<OidcConfig>,
    /// What one request may cost.
    pub limits: Limits,
}

/// `[virus_scanner]`: a clamd on this machine or in the own network.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScannerConfig {
    /// Its socket, such as `/run/clamav/clamd.ctl`; goes before the address.
    #[serde(default)]
    pub socket: Option<PathBuf>,
    /// Its address, such as `127.0.0.1:3310`.
    #[serde(default)]
    pub address: Option<String>,
}

/// What one request, peer or account may cost.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// The largest body, in bytes.
    pub body_max_bytes: usize,
    /// The longest that a connection may wait for the head of a request, in seconds; an idle one is closed then.
    pub head_max_s: u64,
    /// The longest that a request may take, in seconds.
    pub request_max_s: u64,
    /// The longest that a stop waits for accepted requests, in seconds.
    pub stop_max_s: u64,
    /// The rate of one address; behind a proxy, of everybody.
    pub peer: Rate,
    /// The rate of one account.
    pub account: Rate,
}

impl Config {
    /// Where everything is kept. Reads the file with the address of PostgreSQL, if one is named.
    pub fn place(&self) -> anyhow::Result<Place> {
        Place::with(&self.data, self.postgres_url_file.as_deref())
    }

    /// How notices leave.
    pub fn ways(&self) -> Ways {
        let (mail, group_chat) = (self.mail.clone(), self.group_chat.clone());
        Ways { mail, group_chat, origin: self.public_origin.clone() }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            data: "data".into(),
            postgres_url_file: None,
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            plain_http: false,
            behind_proxy: false,
            tls: TlsConfig::default(),
            public_origin: None,
            log: "info".into(),
            mail: None,
            group_chat: None,
            virus_scanner: None,
            oidc: None,
            limits: Limits::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        let rate = |per_s, burst| {
            let positive = |n| NonZeroU32::new(n).expect("the defaults are positive");
            Rate { per_s: positive(per_s), burst: positive(burst) }
        };
        Self {
            body_max_bytes: crate::http::strict_json::DEFAULT_MAX_BYTES,
            head_max_s: 30,
            request_max_s: 30,
            stop_max_s: 30,
            peer: rate(300, 600),
            account: rate(20, 60),
        }
    }
}

/// Why a configuration is not used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file does not parse, or has a key that does not exist.
    #[error("配置文件有误：{0}")]
    File(#[from] toml::de::Error),
    /// Plain HTTP on an address that others can reach.
    #[error("明文 HTTP 只能监听本机地址，当前为 {0}")]
    PlainHttpBeyondLoopback(SocketAddr),
    /// An identity provider sends browsers back to an address that must be known.
    #[error("使用 [oidc] 时须写明 public_origin")]
    OidcWithoutOrigin,
    /// Two ways in that exclude each other.
    #[error(
        "明文 HTTP（plain_http）、代理（behind_proxy）和 [tls] 的证书只能选一样\n\
         Choose one of plain_http, behind_proxy and the certificate of [tls]"
    )]
    TwoWaysIn,
    /// A certificate without a key, or a key without a certificate.
    #[error(
        "[tls] 的 certificate 和 key 须一起写\n\
         certificate and key of [tls] go together"
    )]
    HalfAPair,
    /// Whoever comes by plain HTTP is sent to an address that must be known.
    #[error(
        "使用 [tls] redirect_from 时须写明以 https:// 开头的 public_origin，并由本程序提供 TLS\n\
         redirect_from of [tls] needs a public_origin that begins with https://, and TLS of this program"
    )]
    RedirectToNowhere,
}

impl Config {
    /// Reads the text of a configuration file.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        Ok(toml::from_str(text)?)
    }

    /// The configuration, if its parts fit together.
    pub fn checked(self) -> Result<Self, ConfigError> {
        if self.plain_http && !self.listen.ip().is_loopback() {
            return Err(ConfigError::PlainHttpBeyondLoopback(self.listen));
        }
        if self.oidc.is_some() && self.public_origin.is_none() {
            return Err(ConfigError::OidcWithoutOrigin);
        }
        tls::check(&self)?;
        Ok(self)
    }

    /// How session cookies are written.
    pub fn cookie(&self) -> Cookie {
        if self.plain_http { Cookie::PlainLoopback } else { Cookie::Tls }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_is_the_default() {
        assert_eq!(Config::parse("").expect("valid"), Config::default());
    }

    #[test]
    fn unknown_keys_and_wrong_values_are_errors() {
        for text in [
            "lisen = \"127.0.0.1:1\"",
            "[limits]\nbody = 1",
            "[limits.peer]\nper_s = 0\nburst = 1",
            "listen = 1",
        ] {
            assert!(matches!(Config::parse(text), Err(ConfigError::File(_))), "{text}");
        }
    }

    #[test]
    fn plain_http_stays_on_loopback() {
        let with =
            |listen: &str| Config::parse(&format!("plain_http = true\nlisten = {listen:?}")).expect("valid");
        assert_eq!(with("[::1]:80").checked().expect("loopback").cookie(), Cookie::PlainLoopback);
        assert!(with("0.0.0.0:80").checked().is_err());
        assert_eq!(Config::default().cookie(), Cookie::Tls);
    }
}

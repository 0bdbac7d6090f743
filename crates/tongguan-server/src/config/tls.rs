//! How browsers reach this server: over its own TLS, through a proxy, or plainly on this machine.

use std::net::SocketAddr;
use std::path::PathBuf;

use axum::http::Uri;
use serde::Deserialize;

use super::{Config, ConfigError};

/// `[tls]`: the certificate that the server shows. Without files of one it makes its own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TlsConfig {
    /// The certificate and those between it and the root, PEM.
    pub certificate: Option<PathBuf>,
    /// Its key, PEM.
    pub key: Option<PathBuf>,
    /// Further names and addresses for a self-made certificate; the host of `public_origin` is among them anyway.
    pub names: Vec<String>,
    /// An address where plain HTTP is answered with the way to `public_origin`.
    pub redirect_from: Option<SocketAddr>,
}

/// How browsers reach this server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// Plain HTTP, on this machine only.
    PlainLoopback,
    /// A proxy ends TLS.
    Proxy,
    /// TLS with the administrator's certificate.
    Given {
        /// The certificate and those between it and the root.
        certificate: PathBuf,
        /// Its key.
        key: PathBuf,
    },
    /// TLS with a certificate of this installation's own authority.
    SelfMade,
}

impl Config {
    /// How browsers reach this server.
    pub fn reach(&self) -> Reach {
        match (&self.tls.certificate, &self.tls.key) {
            _ if self.plain_http => Reach::PlainLoopback,
            _ if self.behind_proxy => Reach::Proxy,
            (Some(certificate), Some(key)) => {
                Reach::Given { certificate: certificate.clone(), key: key.clone() }
            }
            _ => Reach::SelfMade,
        }
    }

    /// The host that people type, where it is known.
    pub fn public_host(&self) -> Option<String> {
        let uri: Uri = self.public_origin.as_ref()?.parse().ok()?;
        Some(uri.host()?.trim_start_matches('[').trim_end_matches(']').to_owned())
    }
}

pub(super) fn check(config: &Config) -> Result<(), ConfigError> {
    let tls = &config.tls;
    if tls.certificate.is_some() != tls.key.is_some() {
        return Err(ConfigError::HalfAPair);
    }
    let ways = [config.plain_http, config.behind_proxy, tls.certificate.is_some()];
    if ways.into_iter().filter(|is_taken| *is_taken).count() > 1 {
        return Err(ConfigError::TwoWaysIn);
    }
    let is_known = config.public_origin.as_ref().is_some_and(|origin| origin.starts_with("https://"));
    let ends_tls = !config.plain_http && !config.behind_proxy;
    match tls.redirect_from {
        Some(_) if !is_known || !ends_tls => Err(ConfigError::RedirectToNowhere),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(text: &str) -> Result<Config, ConfigError> {
        Config::parse(text).expect("it parses").checked()
    }

    #[test]
    fn there_is_one_way_in() {
        let pair = "[tls]\ncertificate = \"c\"\nkey = \"k\"";
        let reach = |text: &str| checked(text).expect("valid").reach();
        assert_eq!(reach(""), Reach::SelfMade);
        assert_eq!(reach("plain_http = true"), Reach::PlainLoopback);
        assert_eq!(reach("behind_proxy = true\nlisten = \"0.0.0.0:80\""), Reach::Proxy);
        assert_eq!(reach(pair), Reach::Given { certificate: "c".into(), key: "k".into() });
        for two in ["plain_http = true\nbehind_proxy = true", &format!("plain_http = true\n{pair}")] {
            assert!(matches!(checked(two), Err(ConfigError::TwoWaysIn)), "{two}");
        }
        assert!(matches!(checked("[tls]\nkey = \"k\""), Err(ConfigError::HalfAPair)));
    }

    #[test]
    fn a_redirect_knows_where_to() {
        let from = "[tls]\nredirect_from = \"0.0.0.0:80\"";
        assert!(checked(&format!("public_origin = \"https://crm.example\"\n{from}")).is_ok());
        for text in [
            from.to_owned(),
            format!("public_origin = \"http://crm.example\"\n{from}"),
            format!("public_origin = \"https://crm.example\"\nbehind_proxy = true\n{from}"),
        ] {
            assert!(matches!(checked(&text), Err(ConfigError::RedirectToNowhere)), "{text}");
        }
    }

    #[test]
    fn the_host_is_read_from_the_origin() {
        for (origin, host) in [
            ("https://crm.example", Some("crm.example")),
            ("https://crm.example:8443", Some("crm.example")),
            ("https://[2001:db8::1]:8443", Some("2001:db8::1")),
            ("none", Some("none")),
            ("", None),
        ] {
            let config = Config { public_origin: Some(origin.into()), ..Config::default() };
            assert_eq!(config.public_host().as_deref(), host, "{origin}");
        }
    }
}

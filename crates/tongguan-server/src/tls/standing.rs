//! How it stands with the certificate: told on the page of health and by `tongguan doctor`.
//!
//! Promises a warning thirty days before the end, and a fault where a browser would refuse. Must never tell what is in a key.

use std::fmt;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use super::Source;
use super::fault::TlsFault;
use super::pair::Pair;
use crate::config::Config;

/// So long before the end a warning is given.
const WARN_DAYS: i64 = 30;

/// How it stands with a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Whether the administrator gave it, or it is self-made.
    pub is_given: bool,
    /// When it ends, or the first of its chain; none where it cannot be read.
    pub ends_at: Option<Timestamp>,
    /// The file and the fingerprint of a self-made authority.
    pub authority: Option<(PathBuf, String)>,
    /// What is to be done about it.
    pub findings: Vec<Finding>,
}

/// Something to be done about a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// It ends within thirty days.
    EndsSoon(Timestamp),
    /// It has ended.
    Ended(Timestamp),
    /// It does not count yet.
    NotYet(Timestamp),
    /// The host that people type is not named in it.
    NotForHost(String),
    /// Every user of the machine may read its key.
    KeyOpen(PathBuf),
    /// It cannot be used.
    Broken(TlsFault),
    /// The files were changed and cannot be used; the former certificate is shown.
    NotTaken(TlsFault),
}

impl Finding {
    /// Whether browsers refuse, or will once the server starts again.
    pub fn is_fault(&self) -> bool {
        !matches!(self, Self::EndsSoon(_) | Self::KeyOpen(_))
    }

    /// A short name of it.
    pub fn code(&self) -> &'static str {
        match self {
            Self::EndsSoon(_) => "ends_soon",
            Self::Ended(_) => "ended",
            Self::NotYet(_) => "not_yet",
            Self::NotForHost(_) => "not_for_host",
            Self::KeyOpen(_) => "key_open",
            Self::Broken(_) => "broken",
            Self::NotTaken(_) => "not_taken",
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EndsSoon(end) => write!(f, "TLS 证书 {end} 到期，换一张新的；覆盖原文件后自动生效"),
            Self::Ended(end) => write!(f, "TLS 证书已于 {end} 到期，浏览器会拒绝，立即更换"),
            Self::NotYet(begin) => write!(f, "TLS 证书 {begin} 才生效；核对服务器的时钟"),
            Self::NotForHost(host) => {
                write!(f, "TLS 证书不含 {host}（public_origin 的主机名）：换一张，或自制证书时重新启动")
            }
            Self::KeyOpen(file) => write!(f, "私钥 {} 所有用户都能读，改为 0600 或 0640", file.display()),
            Self::Broken(fault) => write!(f, "TLS：{fault}"),
            Self::NotTaken(fault) => write!(f, "新的 TLS 证书没有采用，仍用原来的：{fault}"),
        }
    }
}

/// What is to be done about a certificate that can be used.
pub fn judge(pair: &Pair, key: &Path, host: Option<&str>, now: Timestamp) -> Vec<Finding> {
    let mut findings = Vec::new();
    if pair.ends_at <= now {
        findings.push(Finding::Ended(pair.ends_at));
    } else if pair.ends_at < now + SignedDuration::from_hours(24 * WARN_DAYS) {
        findings.push(Finding::EndsSoon(pair.ends_at));
    }
    if pair.begins_at > now {
        findings.push(Finding::NotYet(pair.begins_at));
    }
    if let Some(host) = host.filter(|host| !pair.covers(host)) {
        findings.push(Finding::NotForHost(host.to_owned()));
    }
    let mode = std::fs::metadata(key).map_or(0, |data| data.permissions().mode());
    if mode & 0o007 != 0 {
        findings.push(Finding::KeyOpen(key.to_owned()));
    }
    findings
}

/// Looks at the certificate that a configuration names, beside a server that may run, and changes nothing. None where the server ends no
/// TLS, and where a self-made certificate was not made yet.
pub fn examine(config: &Config, now: Timestamp) -> Option<Standing> {
    let source = Source::of(config)?;
    let (certificate, key) = source.files();
    if !source.is_given() && !certificate.exists() {
        return None;
    }
    let read = Pair::read(&certificate, &key);
    let ends_at = read.as_ref().ok().map(|pair| pair.ends_at);
    let findings = match read {
        Ok(pair) => judge(&pair, &key, config.public_host().as_deref(), now),
        Err(fault) => vec![Finding::Broken(fault)],
    };
    Some(Standing { is_given: source.is_given(), ends_at, authority: source.authority(), findings })
}

//! An authority of the installation's own, and the certificate that it signs for the server.
//!
//! Promises: the authority is made once and stays, so that it is installed on people's machines once; the server's certificate is made
//! anew before it ends and when its names change; keys are readable for their owner alone. Keys come from the system's random source.
//! Must never replace an authority that still counts.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair, KeyUsagePurpose, date_time_ymd,
};
use rustls::pki_types::{CertificateDer, ServerName};
use sha2::{Digest, Sha256};

use super::fault::TlsFault;
use super::pair::{self, Pair};
use crate::config::Config;

/// How long the authority counts.
const AUTHORITY_DAYS: i64 = 3650;
/// How long the server's certificate counts: browsers refuse longer ones in time.
const SERVER_DAYS: i64 = 180;
/// It is made anew when so many days are left, twice as early as the warning.
const RENEW_DAYS: i64 = 60;

/// The folder of a self-made certificate, and what is to stand in it.
#[derive(Debug, Clone)]
pub struct Own {
    folder: PathBuf,
    names: Vec<String>,
}

impl Own {
    /// What a configuration asks for.
    pub fn of(config: &Config) -> Self {
        let mut names = config.tls.names.clone();
        names.extend(config.public_host());
        if !config.listen.ip().is_unspecified() {
            names.push(config.listen.ip().to_string());
        }
        names.extend(["localhost", "127.0.0.1", "::1"].map(str::to_owned));
        let mut seen = std::collections::HashSet::new();
        names.retain(|name| seen.insert(name.clone()));
        Self { folder: config.data.join("tls"), names }
    }

    /// The names that the certificate is for.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The files of the server's certificate and key.
    pub fn files(&self) -> (PathBuf, PathBuf) {
        (self.folder.join("server.pem"), self.folder.join("server-key.pem"))
    }

    /// The certificate of the authority, to be installed on people's machines.
    pub fn authority(&self) -> PathBuf {
        self.folder.join("ca.pem")
    }

    /// The SHA-256 of the authority's certificate, as browsers show it.
    pub fn fingerprint(&self) -> Result<String, TlsFault> {
        Ok(fingerprint(&self.authority_certificate()?))
    }

    /// Sees to it that there is an authority, and a certificate of it that is good for a while and has every name.
    pub fn ensure(&self, now: Timestamp) -> Result<(), TlsFault> {
        if let Some(name) = self.names.iter().find(|name| ServerName::try_from(name.as_str()).is_err()) {
            return Err(TlsFault::BadName(name.clone()));
        }
        let has_authority = self.authority().exists() && self.authority_ends_at()? > now;
        if !has_authority {
            self.make_authority(now)?;
        }
        let (certificate, key) = self.files();
        let stands = Pair::read(&certificate, &key).is_ok_and(|pair| self.is_fit(&pair, now));
        if stands { Ok(()) } else { self.make_server(now) }
    }

    /// Whether the end is so near that a newer certificate is to be made, and would count for longer.
    pub fn is_due(&self, pair: &Pair, now: Timestamp) -> bool {
        pair.ends_at < now + days(RENEW_DAYS) && self.authority_ends_at().is_ok_and(|end| pair.ends_at < end)
    }

    fn is_fit(&self, pair: &Pair, now: Timestamp) -> bool {
        let is_of_authority =
            self.authority_certificate().is_ok_and(|authority| pair.key.cert.get(1) == Some(&authority));
        is_of_authority && !self.is_due(pair, now) && self.names.iter().all(|name| pair.covers(name))
    }

    fn authority_certificate(&self) -> Result<CertificateDer<'static>, TlsFault> {
        let mut chain = pair::chain(&self.authority()).map_err(|_| self.damaged())?;
        Ok(chain.swap_remove(0))
    }

    fn authority_ends_at(&self) -> Result<Timestamp, TlsFault> {
        let (_, end) = pair::validity(&self.authority_certificate()?).map_err(|_| self.damaged())?;
        Ok(end)
    }

    fn make_authority(&self, now: Timestamp) -> Result<(), TlsFault> {
        let mut builder = fs::DirBuilder::new();
        let made = builder.recursive(true).mode(0o700).create(&self.folder);
        made.map_err(|error| TlsFault::NotMade(self.folder.clone(), error.to_string()))?;
        let key = KeyPair::generate().map_err(|error| self.not_made(&error))?;
        let mut params = authority_params(&key);
        valid(&mut params, now, now + days(AUTHORITY_DAYS));
        let certificate = params.self_signed(&key).map_err(|error| self.not_made(&error))?;
        write(&self.authority_key(), &key.serialize_pem(), 0o600)?;
        write(&self.authority(), &certificate.pem(), 0o644)
    }

    fn make_server(&self, now: Timestamp) -> Result<(), TlsFault> {
        let text = fs::read_to_string(self.authority_key()).map_err(|_| self.damaged())?;
        let authority_key = KeyPair::from_pem(&text).map_err(|_| self.damaged())?;
        // An authority whose key is another one's would sign what no browser takes.
        Pair::read(&self.authority(), &self.authority_key()).map_err(|_| self.damaged())?;
        let issuer = Issuer::new(authority_params(&authority_key), authority_key);
        let key = KeyPair::generate().map_err(|error| self.not_made(&error))?;
        let mut params = CertificateParams::new(self.names.clone()).map_err(|error| self.not_made(&error))?;
        params.distinguished_name = named(&self.names[0]);
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.use_authority_key_identifier_extension = true;
        valid(&mut params, now, (now + days(SERVER_DAYS)).min(self.authority_ends_at()?));
        let certificate = params.signed_by(&key, &issuer).map_err(|error| self.not_made(&error))?;
        let authority = fs::read_to_string(self.authority()).map_err(|_| self.damaged())?;
        let (certificate_file, key_file) = self.files();
        // A stop between the two leaves a pair that does not fit, which is made anew.
        write(&key_file, &key.serialize_pem(), 0o600)?;
        write(&certificate_file, &format!("{}{authority}", certificate.pem()), 0o644)
    }

    fn authority_key(&self) -> PathBuf {
        self.folder.join("ca-key.pem")
    }

    fn damaged(&self) -> TlsFault {
        TlsFault::BadAuthority(self.folder.clone())
    }

    fn not_made(&self, error: &rcgen::Error) -> TlsFault {
        TlsFault::NotMade(self.folder.clone(), error.to_string())
    }
}

impl super::Source {
    /// The file and the fingerprint of a self-made authority.
    pub fn authority(&self) -> Option<(PathBuf, String)> {
        match self {
            Self::Given { .. } => None,
            Self::SelfMade(own) => Some((own.authority(), own.fingerprint().ok()?)),
        }
    }
}

/// What the authority says of itself; made again from its key when it signs.
fn authority_params(key: &KeyPair) -> CertificateParams {
    let mut params = CertificateParams::default();
    let tag = hex::encode(&Sha256::digest(key.public_key_raw())[..4]);
    params.distinguished_name = named(&format!("Tongguan CA {tag}"));
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn named(name: &str) -> DistinguishedName {
    let mut named = DistinguishedName::new();
    named.push(DnType::CommonName, name);
    named
}

/// From the day before, for clocks that are behind.
fn valid(params: &mut CertificateParams, now: Timestamp, end: Timestamp) {
    let day = |moment: Timestamp| {
        let date = TimeZone::UTC.to_datetime(moment).date();
        date_time_ymd(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs())
    };
    (params.not_before, params.not_after) = (day(now - days(1)), day(end));
}

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

fn fingerprint(certificate: &CertificateDer<'_>) -> String {
    let pairs: Vec<String> = Sha256::digest(certificate).iter().map(|byte| format!("{byte:02X}")).collect();
    pairs.join(":")
}

/// Writes beside its place and moves it there: it is never half a file.
fn write(file: &Path, text: &str, mode: u32) -> Result<(), TlsFault> {
    let fault = |error: std::io::Error| TlsFault::NotMade(file.to_owned(), error.to_string());
    let beside = file.with_extension("new");
    // An older attempt may have had other rights.
    drop(fs::remove_file(&beside));
    let opened = OpenOptions::new().write(true).create_new(true).mode(mode).open(&beside);
    let mut opened = opened.map_err(fault)?;
    opened.write_all(text.as_bytes()).and_then(|()| opened.sync_all()).map_err(fault)?;
    fs::rename(&beside, file).map_err(fault)
}

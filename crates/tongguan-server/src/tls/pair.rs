//! A certificate with its key, read from two PEM files.
//!
//! Promises that the two belong together. Must never show the key.

use std::os::unix::fs::MetadataExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use jiff::Timestamp;
use rustls::client::verify_server_name;
use rustls::crypto::ring;
use rustls::pki_types::pem::{Error as PemError, PemObject as _};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::server::ParsedCertificate;
use rustls::sign::CertifiedKey;
use sha2::{Digest, Sha256};
use x509_cert::Certificate;
use x509_cert::der::Decode as _;

use super::fault::TlsFault;

/// A certificate and its key.
#[derive(Debug, Clone)]
pub struct Pair {
    /// What TLS shows and signs with.
    pub key: Arc<CertifiedKey>,
    /// From when it counts.
    pub begins_at: Timestamp,
    /// The end of it, or of the first in its chain to end.
    pub ends_at: Timestamp,
}

/// What tells that a file was written anew: its time, its length, and which file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp([(SystemTime, u64, u64); 2]);

impl Stamp {
    /// The stamp of the two files; none while one of them is away.
    pub fn of(certificate: &Path, key: &Path) -> Option<Self> {
        let one = |file: &Path| {
            let data = std::fs::metadata(file).ok()?;
            Some((data.modified().ok()?, data.len(), data.ino()))
        };
        Some(Self([one(certificate)?, one(key)?]))
    }
}

impl Pair {
    /// Reads the certificate with its chain, and the key that belongs to it.
    pub fn read(certificate: &Path, key: &Path) -> Result<Self, TlsFault> {
        let chain = chain(certificate)?;
        let private = private(key)?;
        let bad = |why: String| TlsFault::BadCertificate(certificate.to_owned(), why);
        let (mut begins_at, mut ends_at) = (Timestamp::MIN, Timestamp::MAX);
        for one in &chain {
            let (from, to) = validity(one).map_err(bad)?;
            (begins_at, ends_at) = (begins_at.max(from), ends_at.min(to));
        }
        let key =
            CertifiedKey::from_der(chain, private, &ring::default_provider()).map_err(
                |error| match error {
                    rustls::Error::InconsistentKeys(_) => {
                        TlsFault::KeyOfAnother(certificate.to_owned(), key.to_owned())
                    }
                    rustls::Error::InvalidCertificate(why) => bad(format!("{why:?}")),
                    other => TlsFault::BadKey(key.to_owned(), other.to_string()),
                },
            )?;
        Ok(Self { key: Arc::new(key), begins_at, ends_at })
    }

    /// The certificate itself, without its chain.
    pub fn leaf(&self) -> &CertificateDer<'static> {
        &self.key.cert[0]
    }

    /// Whether a host or an address is named in the certificate.
    pub fn covers(&self, name: &str) -> bool {
        let (Ok(parsed), Ok(name)) = (ParsedCertificate::try_from(self.leaf()), ServerName::try_from(name))
        else {
            return false;
        };
        verify_server_name(&parsed, &name).is_ok()
    }

    /// What tells it from every other.
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.leaf()).into()
    }
}

/// The certificates of a file, the server's own first.
pub(super) fn chain(file: &Path) -> Result<Vec<CertificateDer<'static>>, TlsFault> {
    let unreadable = |error: PemError| match error {
        PemError::Io(why) => TlsFault::CertificateUnreadable(file.to_owned(), why.to_string()),
        other => TlsFault::BadCertificate(file.to_owned(), other.to_string()),
    };
    let found = CertificateDer::pem_file_iter(file).map_err(unreadable)?;
    let chain: Vec<_> = found.collect::<Result<_, _>>().map_err(unreadable)?;
    match chain.is_empty() {
        true => Err(TlsFault::NoCertificate(file.to_owned())),
        false => Ok(chain),
    }
}

fn private(file: &Path) -> Result<PrivateKeyDer<'static>, TlsFault> {
    PrivateKeyDer::from_pem_file(file).map_err(|error| match error {
        PemError::Io(why) => TlsFault::KeyUnreadable(file.to_owned(), why.to_string()),
        PemError::NoItemsFound => TlsFault::NoKey(file.to_owned()),
        other => TlsFault::BadKey(file.to_owned(), other.to_string()),
    })
}

/// From when to when a certificate counts.
pub(super) fn validity(certificate: &CertificateDer<'_>) -> Result<(Timestamp, Timestamp), String> {
    let read = Certificate::from_der(certificate).map_err(|error| error.to_string())?;
    let validity = read.tbs_certificate().validity();
    let moment = |time: x509_cert::time::Time| {
        let seconds = i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
        Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX)
    };
    Ok((moment(validity.not_before), moment(validity.not_after)))
}

//! TLS of the server itself: whose certificate it shows, and how a newer one takes its place.
//!
//! Promises TLS 1.2 and 1.3 alone; a certificate that is exchanged while connections go on with the one they began with; a newer pair
//! that does not fit is told of and never shown. Must never log a key, nor serve without a certificate.

pub mod fault;
pub mod own;
pub mod pair;
pub mod standing;
pub mod watch;

use std::path::PathBuf;
use std::sync::{Arc, RwLock};

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use tokio_rustls::TlsAcceptor;

use crate::config::{Config, Reach};
use fault::TlsFault;
use own::Own;
use pair::{Pair, Stamp};
use standing::{Finding, Standing};
use tongguan_service::world::World;

/// Where the certificate comes from.
#[derive(Debug, Clone)]
pub enum Source {
    /// The administrator's files.
    Given {
        /// The certificate and those between it and a known authority, PEM.
        certificate: PathBuf,
        /// Its key, PEM.
        key: PathBuf,
    },
    /// An authority of this installation.
    SelfMade(Own),
}

/// The certificate that is shown to whoever connects.
pub struct Certificates {
    source: Source,
    host: Option<String>,
    world: World,
    shown: RwLock<Shown>,
}

#[derive(Clone)]
struct Shown {
    pair: Pair,
    stamp: Option<Stamp>,
    not_taken: Option<TlsFault>,
}

impl Source {
    /// The source that a configuration names; none where the server ends no TLS.
    pub fn of(config: &Config) -> Option<Self> {
        match config.reach() {
            Reach::PlainLoopback | Reach::Proxy => None,
            Reach::Given { certificate, key } => Some(Self::Given { certificate, key }),
            Reach::SelfMade => Some(Self::SelfMade(Own::of(config))),
        }
    }

    /// The files of the certificate and of its key.
    pub fn files(&self) -> (PathBuf, PathBuf) {
        match self {
            Self::Given { certificate, key } => (certificate.clone(), key.clone()),
            Self::SelfMade(own) => own.files(),
        }
    }

    fn is_given(&self) -> bool {
        matches!(self, Self::Given { .. })
    }
}

impl Certificates {
    /// The certificate that a configuration names, made first where it is to be self-made; none where the server ends no TLS.
    pub fn open(config: &Config, world: &World) -> Result<Option<Arc<Self>>, TlsFault> {
        let Some(source) = Source::of(config) else { return Ok(None) };
        if let Source::SelfMade(own) = &source {
            own.ensure(world.now())?;
        }
        let (certificate, key) = source.files();
        let stamp = Stamp::of(&certificate, &key);
        let pair = Pair::read(&certificate, &key)?;
        let shown = RwLock::new(Shown { pair, stamp, not_taken: None });
        Ok(Some(Arc::new(Self { source, host: config.public_host(), world: world.clone(), shown })))
    }

    /// What makes TLS out of a connection.
    pub fn acceptor(self: &Arc<Self>) -> TlsAcceptor {
        let provider = Arc::new(ring::default_provider());
        let versions = [&rustls::version::TLS13, &rustls::version::TLS12];
        let builder = ServerConfig::builder_with_provider(provider).with_protocol_versions(&versions);
        let builder = builder.expect("ring speaks both versions").with_no_client_auth();
        let mut config = builder.with_cert_resolver(self.clone());
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        TlsAcceptor::from(Arc::new(config))
    }

    /// Where the certificate comes from.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Makes a self-made certificate anew where its end is near, and shows what the files hold now. Whether that is another one.
    pub fn renew(&self) -> Result<bool, TlsFault> {
        let taken = self.take();
        if let Err(fault) = &taken {
            self.shown.write().expect("no panic under the lock").not_taken = Some(fault.clone());
        }
        taken
    }

    /// The same, if a file was changed since or the end of a self-made certificate is near.
    pub fn look(&self) -> Result<bool, TlsFault> {
        let (certificate, key) = self.source.files();
        let shown = self.shown();
        let is_due =
            matches!(&self.source, Source::SelfMade(own) if own.is_due(&shown.pair, self.world.now()));
        if !is_due && Stamp::of(&certificate, &key) == shown.stamp {
            return Ok(false);
        }
        // What was told once is not told again at every look.
        self.renew()
            .or_else(|fault| if shown.not_taken.as_ref() == Some(&fault) { Ok(false) } else { Err(fault) })
    }

    /// How it stands with the certificate.
    pub fn standing(&self) -> Standing {
        let (shown, key) = (self.shown(), self.source.files().1);
        let mut findings = standing::judge(&shown.pair, &key, self.host.as_deref(), self.world.now());
        findings.extend(shown.not_taken.map(Finding::NotTaken));
        Standing {
            is_given: self.source.is_given(),
            ends_at: Some(shown.pair.ends_at),
            authority: self.source.authority(),
            findings,
        }
    }

    fn take(&self) -> Result<bool, TlsFault> {
        if let Source::SelfMade(own) = &self.source {
            own.ensure(self.world.now())?;
        }
        let (certificate, key) = self.source.files();
        // The stamp first: what is written while the files are read is looked at again.
        let stamp = Stamp::of(&certificate, &key);
        self.shown.write().expect("no panic under the lock").stamp = stamp;
        let pair = Pair::read(&certificate, &key)?;
        let mut shown = self.shown.write().expect("no panic under the lock");
        let is_other = shown.pair.digest() != pair.digest();
        *shown = Shown { pair, stamp, not_taken: None };
        Ok(is_other)
    }

    fn shown(&self) -> Shown {
        self.shown.read().expect("no panic under the lock").clone()
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.shown().pair.key)
    }
}

impl std::fmt::Debug for Certificates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Certificates").field("source", &self.source).finish_non_exhaustive()
    }
}

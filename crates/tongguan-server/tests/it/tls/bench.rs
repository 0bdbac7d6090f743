//! A room for TLS: files, a clock that a test moves, a server, and a client that trusts one authority.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use jiff::{SignedDuration, Timestamp};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion, crypto::ring};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tongguan_server::app::App;
use tongguan_server::config::Config;
use tongguan_server::http::edge::Edge;
use tongguan_server::http::serve::{Door, Waits, serve};
use tongguan_server::tls::Certificates;
use tongguan_server::tls::fault::TlsFault;
use tongguan_service::world::World;
use tongguan_store::Database;
use tongguan_store::file::content::ContentStore;

/// Files, a clock, and how to serve.
pub(super) struct Bench {
    folder: tempfile::TempDir,
    now: Arc<Mutex<Timestamp>>,
    world: World,
}

/// A pair as an authority hands it out.
pub(super) struct Given {
    pub(super) certificate: String,
    pub(super) key: String,
    pub(super) authority: CertificateDer<'static>,
}

/// A pair for a name, for so many days from now.
pub(super) fn given(name: &str, days: i64) -> Given {
    let root_key = KeyPair::generate().expect("a key");
    let mut root = CertificateParams::default();
    root.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = root.self_signed(&root_key).expect("signed");
    let issuer = Issuer::new(root, root_key);
    let key = KeyPair::generate().expect("a key");
    let mut params = CertificateParams::new([name.to_owned(), "localhost".to_owned()]).expect("names");
    let (from, to) = (Timestamp::now(), Timestamp::now() + SignedDuration::from_hours(24 * days));
    let moment = |moment: Timestamp| {
        let date = jiff::tz::TimeZone::UTC.to_datetime(moment).date();
        rcgen::date_time_ymd(date.year().into(), date.month().unsigned_abs(), date.day().unsigned_abs())
    };
    (params.not_before, params.not_after) = (moment(from - SignedDuration::from_hours(48)), moment(to));
    let certificate = params.signed_by(&key, &issuer).expect("signed");
    let (certificate, key) = (certificate.pem(), key.serialize_pem());
    Given { certificate, key, authority: authority.der().clone() }
}

impl Bench {
    pub(super) fn new() -> Self {
        let now = Arc::new(Mutex::new(World::system().now()));
        let (clock, system) = (now.clone(), World::system());
        let world = World::new(
            move || *clock.lock().expect("no panic under the lock"),
            move |bytes| bytes.fill_with(|| system.random::<1>()[0]),
        );
        Self { folder: tempfile::tempdir().expect("a folder"), now, world }
    }

    pub(super) fn wait_days(&self, days: i64) {
        *self.now.lock().expect("no panic under the lock") += SignedDuration::from_hours(24 * days);
    }

    pub(super) fn now(&self) -> Timestamp {
        self.world.now()
    }

    pub(super) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The configuration of a text, with its data in this room.
    pub(super) fn config(&self, text: &str) -> Config {
        let mut config = Config::parse(text).expect("it parses");
        config.data = self.file("data");
        config.checked().expect("it fits together")
    }

    /// The configuration of a given pair, which is written out.
    pub(super) fn given(&self, pair: &Given) -> Config {
        std::fs::write(self.file("server.pem"), &pair.certificate).expect("written");
        std::fs::write(self.file("key.pem"), &pair.key).expect("written");
        let text = format!(
            "[tls]\ncertificate = {:?}\nkey = {:?}",
            self.file("server.pem").display().to_string(),
            self.file("key.pem").display().to_string()
        );
        self.config(&text)
    }

    pub(super) fn open(&self, config: &Config) -> Result<Arc<Certificates>, TlsFault> {
        Certificates::open(config, &self.world).map(|certificates| certificates.expect("it ends TLS"))
    }

    /// The self-made authority.
    pub(super) fn authority(&self) -> CertificateDer<'static> {
        CertificateDer::from_pem_file(self.file("data/tls/ca.pem")).expect("an authority")
    }

    pub(super) fn edge(&self, config: &Config) -> Arc<Edge> {
        Edge::new(config, World::system())
    }

    pub(super) fn app(&self, config: &Config, db: &Database) -> Arc<App> {
        App::new(self.edge(config), db.clone(), config.cookie(), ContentStore::new(self.file("files")))
    }

    /// Serves on a free port until the edge stops.
    pub(super) async fn serve(
        &self,
        certificates: &Arc<Certificates>,
        router: Router,
        (edge, config): (Arc<Edge>, &Config),
    ) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("bound");
        let door = Door::Tls(certificates.acceptor());
        tokio::spawn(serve(listener, door, router, edge, Waits::from(&config.limits)));
        address
    }
}

/// A client of HTTP/1.1 over TLS.
pub(super) struct Client(TlsStream<TcpStream>);

impl Client {
    pub(super) async fn connect_to(
        name: &str,
        address: SocketAddr,
        authority: &CertificateDer<'static>,
    ) -> std::io::Result<Self> {
        Self::reach(name, address, authority, rustls::ALL_VERSIONS, &[]).await
    }

    pub(super) async fn connect(
        address: SocketAddr,
        authority: &CertificateDer<'static>,
        versions: &[&'static SupportedProtocolVersion],
        protocols: &[&str],
    ) -> std::io::Result<Self> {
        Self::reach("localhost", address, authority, versions, protocols).await
    }

    async fn reach(
        name: &str,
        address: SocketAddr,
        authority: &CertificateDer<'static>,
        versions: &[&'static SupportedProtocolVersion],
        protocols: &[&str],
    ) -> std::io::Result<Self> {
        let mut roots = RootCertStore::empty();
        roots.add(authority.clone()).expect("an authority");
        let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let builder = builder.with_protocol_versions(versions).expect("versions");
        let mut config = builder.with_root_certificates(roots).with_no_client_auth();
        config.alpn_protocols = protocols.iter().map(|name| name.as_bytes().to_vec()).collect();
        let stream = TcpStream::connect(address).await?;
        let name = ServerName::try_from(name.to_owned()).expect("a name");
        Ok(Self(TlsConnector::from(Arc::new(config)).connect(name, stream).await?))
    }

    pub(super) fn version(&self) -> String {
        format!("{:?}", self.0.get_ref().1.protocol_version().expect("shaken hands"))
    }

    pub(super) fn protocol(&self) -> Option<&str> {
        self.0.get_ref().1.alpn_protocol().and_then(|name| std::str::from_utf8(name).ok())
    }

    /// Sends the head of a request, or all of it.
    pub(super) async fn begin(&mut self, request: &str) {
        self.0.write_all(request.as_bytes()).await.expect("sent");
    }

    pub(super) async fn get(&mut self, path: &str) -> String {
        self.begin(&format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n")).await;
        self.answer().await
    }

    pub(super) async fn post(&mut self, path: &str, json: &str) -> String {
        let head = format!("POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n");
        self.begin(&format!("{head}content-length: {}\r\n\r\n{json}", json.len())).await;
        self.answer().await
    }

    /// An answer whose length is told; the connection stays.
    pub(super) async fn answer(&mut self) -> String {
        let mut text = self.until("\r\n\r\n").await;
        let (head, body) = text.split_once("\r\n\r\n").expect("a head");
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        let missing = length.map_or(0, |length| length.parse::<usize>().expect("a number") - body.len());
        let mut rest = vec![0; missing];
        self.0.read_exact(&mut rest).await.expect("the body");
        text.push_str(&String::from_utf8_lossy(&rest));
        text
    }

    /// What comes until a text has come.
    pub(super) async fn until(&mut self, text: &str) -> String {
        let mut told = String::new();
        let mut part = [0; 4096];
        while !told.contains(text) {
            let read = tokio::time::timeout(Duration::from_secs(60), self.0.read(&mut part)).await;
            let count = read.expect("it says something").expect("it is well");
            assert!(count > 0, "it ended: {told}");
            told.push_str(&String::from_utf8_lossy(&part[..count]));
        }
        told
    }

    /// Reads to the end, however it ends.
    pub(super) async fn drain(&mut self) {
        drop(self.0.read_to_end(&mut Vec::new()).await);
    }
}

/// What a client says first that knows one version and nothing newer: (3, 2) is TLS 1.1, (3, 3) is TLS 1.2.
pub(super) fn hello_of(version: (u8, u8)) -> Vec<u8> {
    let mut hello = vec![version.0, version.1];
    hello.extend([7; 32]);
    // No session; ECDHE-ECDSA with AES-GCM; no compression.
    hello.extend([0, 0, 2, 0xc0, 0x2b, 1, 0]);
    // Curves, the form of points, and signatures.
    let extensions = [0, 10, 0, 4, 0, 2, 0, 0x1d, 0, 11, 0, 2, 1, 0, 0, 13, 0, 4, 0, 2, 4, 3];
    hello.extend([0, u8::try_from(extensions.len()).expect("short")]);
    hello.extend(extensions);
    let length = u8::try_from(hello.len()).expect("short");
    let mut record = vec![0x16, 3, 1, 0, length + 4, 1, 0, 0, length];
    record.extend(hello);
    record
}

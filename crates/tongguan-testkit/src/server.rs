//! The PostgreSQL server of the tests: the given one, or a private one started on first use.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use tokio_postgres::NoTls;

/// The environment variable that names a server on which databases may be created.
const VARIABLE: &str = "TONGGUAN_TEST_PG_URL";

/// A running private server. It ends when the pipe to its standard input closes, which happens when this process ends.
struct Private {
    url: String,
    _lifeline: Child,
}

/// The URL of the server's maintenance database.
fn admin_url() -> String {
    static PRIVATE: OnceLock<Private> = OnceLock::new();
    match std::env::var(VARIABLE) {
        Ok(url) if !url.is_empty() => url,
        _ => PRIVATE.get_or_init(start).url.clone(),
    }
}

fn start() -> Private {
    // A here-script would occupy standard input, which is the lifeline, so the text goes through a file.
    let mut script = tempfile::NamedTempFile::new().expect("a file for the start script");
    script.write_all(include_bytes!("postgres.sh")).expect("the start script is written");
    let mut lifeline = Command::new("sh")
        .arg(script.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("sh starts the private PostgreSQL");
    let output = lifeline.stdout.take().expect("the output is piped");
    let mut url = String::new();
    BufReader::new(output).read_line(&mut url).expect("the private PostgreSQL tells its URL");
    assert!(
        !url.trim().is_empty(),
        "no PostgreSQL for the tests (the reason is above); install PostgreSQL 15 or newer, run through scripts/with-postgres.sh, or set {VARIABLE}"
    );
    Private { url: url.trim().to_owned(), _lifeline: lifeline }
}

/// Creates a database and returns its URL.
pub(crate) async fn create_database(name: &str) -> String {
    administrate(&format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")).await;
    with_database(&admin_url(), name)
}

pub(crate) async fn drop_database(name: &str) {
    administrate(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
}

async fn administrate(sql: &str) {
    let url = admin_url();
    let (client, connection) = match tokio_postgres::connect(&url, NoTls).await {
        Ok(connected) => connected,
        Err(error) => panic!("the PostgreSQL of the tests cannot be reached ({VARIABLE}): {error:?}"),
    };
    let driving = tokio::spawn(connection);
    client.batch_execute(sql).await.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
    drop(client);
    // Nothing is lost if the connection complains about being closed.
    drop(driving.await);
}

/// The same server, another database.
fn with_database(url: &str, name: &str) -> String {
    let (address, settings) =
        url.split_once('?').map_or((url, None), |(address, rest)| (address, Some(rest)));
    let (server, _) = address.rsplit_once('/').expect("a PostgreSQL URL ends with /database");
    match settings {
        Some(settings) => format!("{server}/{name}?{settings}"),
        None => format!("{server}/{name}"),
    }
}

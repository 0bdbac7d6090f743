//! The log: one JSON object a line.
//!
//! Promises lines without personal data: no bodies, paths as sent, queries, headers, addresses or panic texts.

use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

/// A subscriber that writes JSON lines to `writer`, filtered by `level` (`info`, `warn,request=off`, …).
pub fn json<W>(writer: W, level: &str) -> impl tracing::Subscriber + Send + Sync
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let filter = EnvFilter::try_new(level).unwrap_or_else(|_| EnvFilter::new("info"));
    let json =
        tracing_subscriber::fmt().json().flatten_event(true).with_current_span(false).with_span_list(false);
    json.with_env_filter(filter).with_writer(writer).finish()
}

/// Sends the log of the whole process to standard output, panics included (their place, not their text).
pub fn install(level: &str) {
    if tracing::subscriber::set_global_default(json(std::io::stdout, level)).is_err() {
        return;
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}

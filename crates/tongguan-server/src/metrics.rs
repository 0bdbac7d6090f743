//! Counts and times, for Prometheus.
//!
//! Promises bounded labels: method, route pattern, status, command, channel. Must never hold an id, a name or an address.

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle, PrometheusRecorder};
use std::{sync::Arc, time::Duration};

/// Upper bounds of the request times, in seconds.
const BUCKETS_S: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// What waits to be done in the background.
#[derive(Debug, Default)]
pub struct Backlog {
    /// How long ago the earliest deadline passed that nobody has looked at yet.
    pub deadlines_behind: Duration,
    /// Messages that wait, by channel.
    pub waiting: Vec<(&'static str, i64)>,
    /// Messages that were given up.
    pub given_up: i64,
}

/// The metrics of one server.
pub struct Metrics {
    recorder: Arc<PrometheusRecorder>,
    handle: PrometheusHandle,
}

impl Metrics {
    /// Metrics at zero.
    pub fn new() -> Self {
        let builder = PrometheusBuilder::new().set_buckets(&BUCKETS_S).expect("there are buckets");
        let recorder = builder.build_recorder();
        Self { handle: recorder.handle(), recorder: Arc::new(recorder) }
    }

    /// Makes these the metrics of the whole process, so that `metrics::counter!` reaches them from anywhere.
    pub fn install(&self) {
        if metrics::set_global_recorder(self.recorder.clone()).is_err() {
            tracing::warn!("another recorder of metrics was there first");
        }
    }

    /// Counts one request.
    pub fn request(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        let (route, status) = (route.to_owned(), status.to_string());
        metrics::with_local_recorder(&*self.recorder, || {
            let labels = [("method", method.to_owned()), ("route", route.clone()), ("status", status)];
            metrics::counter!("http_requests_total", &labels).increment(1);
            metrics::histogram!("http_request_seconds", "route" => route).record(took.as_secs_f64());
        });
    }

    /// Counts one command, a refusal as well.
    pub fn command(&self, command: &'static str, is_accepted: bool) {
        let outcome = if is_accepted { "accepted" } else { "refused" };
        metrics::with_local_recorder(&*self.recorder, || {
            metrics::counter!("commands_total", "command" => command, "outcome" => outcome).increment(1);
        });
    }

    /// How the background work stands.
    pub fn background(&self, work: &Backlog) {
        metrics::with_local_recorder(&*self.recorder, || {
            metrics::gauge!("deadlines_behind_seconds").set(work.deadlines_behind.as_secs_f64());
            metrics::gauge!("deliveries_given_up").set(work.given_up as f64);
            for (channel, waiting) in &work.waiting {
                metrics::gauge!("deliveries_waiting", "channel" => *channel).set(*waiting as f64);
            }
        });
    }

    /// The text that Prometheus reads.
    pub fn render(&self) -> String {
        self.handle.run_upkeep();
        self.handle.render()
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

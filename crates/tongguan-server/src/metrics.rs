//! Counts and times, for Prometheus.
//!
//! Promises bounded labels: method, route pattern, status. Must never hold an id, a name or an address.

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle, PrometheusRecorder};
use std::{sync::Arc, time::Duration};

/// Upper bounds of the request times, in seconds.
const BUCKETS_S: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

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

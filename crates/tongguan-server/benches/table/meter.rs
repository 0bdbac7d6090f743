//! Processor time of this process and of single threads, to the nanosecond, as the kernel counts it.

use std::path::Path;
use std::time::Duration;

/// Processor time of all threads that live.
pub fn cpu() -> Duration {
    threads().iter().map(|(_, time)| *time).sum()
}

/// Processor time of the threads with a name.
pub fn cpu_of(name: &str) -> Duration {
    threads().iter().filter(|(comm, _)| comm.trim() == name).map(|(_, time)| *time).sum()
}

fn threads() -> Vec<(String, Duration)> {
    let entries = std::fs::read_dir("/proc/self/task").expect("Linux lists the threads of a process");
    entries.filter_map(|entry| read(&entry.ok()?.path())).collect()
}

fn read(thread: &Path) -> Option<(String, Duration)> {
    let spent = std::fs::read_to_string(thread.join("schedstat")).ok()?;
    let spent = spent.split_whitespace().next()?.parse().ok()?;
    Some((std::fs::read_to_string(thread.join("comm")).ok()?, Duration::from_nanos(spent)))
}

/// Milliseconds with three digits.
pub fn ms(time: Duration) -> String {
    format!("{:.3}", time.as_secs_f64() * 1000.0)
}

//! How everything in this workspace logs.

use tracing_subscriber::EnvFilter;

/// Starts logging to standard output; `RUST_LOG` says what, `info` if it says nothing.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).init();
}

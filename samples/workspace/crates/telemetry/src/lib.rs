//! How everything in this workspace logs.

use std::io::{stdout, IsTerminal};

use tracing_subscriber::EnvFilter;

/// Starts logging to standard output, in colour on a terminal alone; `RUST_LOG` says what, `info` if it says nothing.
pub fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(stdout().is_terminal())
        .init();
}

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::Context;
use clap::Parser;
use tokio::net::TcpListener;
use tokio::signal::unix::{signal, SignalKind};

mod routes;

#[derive(Parser)]
#[command(version, about = "Greets over HTTP")]
struct Options {
    /// The port to listen on
    #[arg(long, env = "PORT", default_value_t = 8080)]
    port: u16,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    telemetry::start();
    let options = Options::parse();
    let address = SocketAddr::from((Ipv4Addr::UNSPECIFIED, options.port));
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("cannot listen on {address}"))?;

    tracing::info!(%address, "listening");
    axum::serve(listener, routes::all())
        .with_graceful_shutdown(asked_to_stop()?)
        .await?;
    tracing::info!("stopped");
    Ok(())
}

/// Ends when the container is stopped (SIGTERM) or the user presses Ctrl+C (SIGINT). The process is number 1 of its container, and a
/// number 1 dies of no signal that it does not handle.
fn asked_to_stop() -> anyhow::Result<impl std::future::Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

use axum::extract::Query;
use axum::routing::get;
use axum::{Json, Router};
use greetings::{Greeting, Guest};
use serde_json::{json, Value};

/// Everything that the service answers.
pub fn all() -> Router {
    Router::new()
        .route("/", get(greet))
        .route("/health", get(health))
}

async fn greet(Query(guest): Query<Guest>) -> Json<Greeting> {
    tracing::info!(name = guest.name(), "greeting");
    Json(greetings::greet(&guest))
}

async fn health() -> Json<Value> {
    Json(json!({ "status": "healthy" }))
}

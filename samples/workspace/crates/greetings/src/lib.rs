//! What the service says, without a word about HTTP.

use serde::{Deserialize, Serialize};

/// Who is to be greeted.
#[derive(Deserialize)]
pub struct Guest {
    name: Option<String>,
}

impl Guest {
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or("world")
    }
}

/// A greeting.
#[derive(Serialize)]
pub struct Greeting {
    pub message: String,
}

/// Greets a guest.
pub fn greet(guest: &Guest) -> Greeting {
    Greeting {
        message: format!("Hello, {}!", guest.name()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guest_is_greeted_by_name() {
        let guest = Guest { name: Some("Ferris".into()) };
        assert_eq!(greet(&guest).message, "Hello, Ferris!");
    }

    #[test]
    fn without_a_name_the_world_is_greeted() {
        assert_eq!(greet(&Guest { name: None }).message, "Hello, world!");
    }
}
